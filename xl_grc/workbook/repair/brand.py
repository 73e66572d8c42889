"""The look of a workbook over its template's: what its author made of each style is made of new cells too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from xl_grc.ooxml.markup import Element, parse
from xl_grc.ooxml.styles import PARTS, StyleGraft, Styles

_Look = tuple[str, ...]


class Brand:
    """What a workbook's author made of the styles of a template, seen cell by cell.

    A style is known by what it looks like, so that the styles of a newer template are recognised too.
    """

    def __init__(self, target: Styles, base: Styles) -> None:
        self._target, self.base = target, base
        self._cells: defaultdict[tuple[str, _Look], Counter[str]] = defaultdict(Counter)
        self._items: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)

    def learn(self, sheet: str, base: str, now: str) -> None:
        """A cell that has the style `base` in the template has the style `now` in the workbook."""
        look = cell_look(self.base, base)
        for place in ("", sheet):
            self._cells[place, look][now] += 1
        written, made = (styles.sections["cellXfs"][int(number)] for styles, number in self._pair(base, now))
        for name, section in PARTS.items():
            item = self.base.sections[section][_number(written, name)]
            self._items[section, _plain(item)][_number(made, name)] += 1

    def learn_rule(self, base: str, now: str) -> None:
        """The same of a format of conditional formats."""
        self._items["dxfs", _plain(self.base.sections["dxfs"][int(base)])][int(now)] += 1

    def _pair(self, base: str, now: str) -> tuple[tuple[Styles, str], tuple[Styles, str]]:
        return (self.base, base), (self._target, now)

    def style(self, sheet: str, look: _Look) -> str | None:
        """What most cells of a look have become: on a sheet, else anywhere; None for a look that was not seen."""
        for place in (sheet, ""):
            if found := self._cells.get((place, look)):
                return found.most_common(1)[0][0]
        return None

    def item(self, section: str, item: str) -> int | None:
        """The same of a font, a fill, a border, a format of rules."""
        found = self._items.get((section, _plain(item)))
        return found.most_common(1)[0][0] if found else None


class BrandGraft(StyleGraft):
    """Gives the styles of a newer template the look of a workbook, on one of its sheets."""

    def __init__(self, target: Styles, source: Styles, brand: Brand, sheet: str) -> None:
        super().__init__(target, source)
        self._brand, self._sheet = brand, sheet

    def cell(self, number: str) -> str:
        """The number in the workbook of a cell style of the template."""
        known = self._brand.style(self._sheet, cell_look(self._source, number))
        return super().cell(number) if known is None else known

    def item(self, section: str, item: str) -> int:
        """The number of a part of a style."""
        known = self._brand.item(section, item)
        return super().item(section, item) if known is None else known


@lru_cache(1024)
def cell_look(styles: Styles, number: str) -> _Look:
    """What a cell style looks like, whatever the numbers by which a workbook knows its parts."""
    written = styles.sections["cellXfs"][int(number)]
    parts = tuple(_plain(styles.sections[section][_number(written, name)]) for name, section in PARTS.items())
    element = parse(written.encode())
    inside = "".join(sorted(map(_said, element.children())))
    return (*parts, styles.number_format(element.get("numFmtId", "0")), inside)


def _number(written: str, name: str) -> int:
    found = re.search(rf'\b{name}="([0-9]+)"', written)
    return int(found[1]) if found else 0


def _plain(item: str) -> str:
    return _said(parse(item.encode()))


def _said(element: Element) -> str:
    """An element in one writing: the order of its attributes and elements says nothing."""
    said = sorted(element.attributes.items())
    return f"<{element.name} {said} {element.text.strip()} {sorted(map(_said, element.children()))}>"
