"""The look of a workbook over its template's: what its author made of each style is made of new cells too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from xl_grc.ooxml.markup import Element, Markup, parse
from xl_grc.ooxml.styles import PARTS, StyleGraft, Styles
from xl_grc.ooxml.xml import attribute

_Look = tuple[str, ...]
_Said = tuple[tuple[str, str], ...]
"""The attributes of an element."""
_COLOURS = frozenset({"rgb", "theme", "indexed"})


class Brand:
    """What a workbook's author made of the styles of a template, seen cell by cell.

    A style is known by what it looks like, so that the styles of a newer template are recognised too.
    """

    def __init__(self, target: Styles, base: Styles) -> None:
        self._target, self.base = target, base
        self._cells: defaultdict[tuple[str, _Look], Counter[str]] = defaultdict(Counter)
        self._details: defaultdict[tuple[str, str, _Said], Counter[_Said | None]] = defaultdict(Counter)
        self._items: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)

    def learn(self, sheet: str, base: str, now: str, times: int = 1) -> None:
        """So many cells that have the style `base` in the template have the style `now` in the workbook."""
        look = cell_look(self.base, base)
        for place in ("", sheet):
            self._cells[place, look][now] += times
        written, made = (styles.sections["cellXfs"][int(number)] for styles, number in self._pair(base, now))
        for name, section in PARTS.items():
            self._learn_item(section, _number(written, name), _number(made, name), times)

    def learn_rule(self, base: str, now: str) -> None:
        """The same of a format of conditional formats."""
        self._learn_item("dxfs", int(base), int(now))

    def _learn_item(self, section: str, base: int, now: int, times: int = 1) -> None:
        item, made = self.base.sections[section][base], self._target.sections[section][now]
        self._items[section, _plain(item)][now] += times
        after = details(made)
        for path, said in details(item).items():
            self._details[section, path, said][after.get(path)] += times
            if dict(said).keys() & _COLOURS:
                self._details["", "", said][after.get(path)] += times

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

    def rewritten(self, section: str, item: str) -> str:
        """An item that was not seen, detail by detail: the name of a font, a colour wherever it is used."""
        part = Markup(item.encode())
        for path, element in _leaves(part.root):
            said = tuple(sorted(element.attributes.items()))
            found = self._details.get((section, path, said)) or self._details.get(("", "", said))
            now = found.most_common(1)[0][0] if found else said
            if now is None:
                part.remove(element)
            elif now != said:
                inside = "".join(f' {name}="{attribute(value)}"' for name, value in now)
                part.replace(element, f"<{element.name}{inside}/>", part.root)
        return part.xml().decode()


class BrandGraft(StyleGraft):
    """Gives the styles of a newer template the look of a workbook, on one of its sheets."""

    def __init__(self, target: Styles, source: Styles, brand: Brand, sheet: str) -> None:
        super().__init__(target, source)
        self._brand, self._sheet = brand, sheet

    def cell(self, number: str) -> str:
        """The number in the workbook of a cell style of the template."""
        known = self._brand.style(self._sheet, cell_look(self._source, number))
        return super().cell(number) if known is None else known

    def made_of(self, number: str) -> str | None:
        """The style in the workbook of cells that have a style of the older template, "" for none; None when it is not
        known."""
        return self._brand.style(self._sheet, cell_look(self._brand.base, number)) if number else ""

    def item(self, section: str, item: str) -> int:
        """The number of a part of a style."""
        known = self._brand.item(section, item)
        return super().item(section, self._brand.rewritten(section, item)) if known is None else known


@lru_cache(1024)
def cell_look(styles: Styles, number: str) -> _Look:
    """What a cell style looks like, whatever the numbers by which a workbook knows its parts."""
    written = styles.sections["cellXfs"][int(number)]
    parts = tuple(_plain(styles.sections[section][_number(written, name)]) for name, section in PARTS.items())
    element = parse(written.encode())
    inside = "".join(sorted(map(_said, element.children())))
    return (*parts, styles.number_format(element.get("numFmtId", "0")), inside)


@lru_cache(1024)
def details(item: str) -> dict[str, _Said]:
    """What the innermost elements of an item say, by the names on the way to each."""
    return {path: tuple(sorted(element.attributes.items())) for path, element in _leaves(parse(item.encode()))}


def _leaves(element: Element, path: str = "") -> Iterator[tuple[str, Element]]:
    for child in element.children():
        if child.children():
            yield from _leaves(child, f"{path}{child.name}/")
        else:
            yield path + child.name, child


def _number(written: str, name: str) -> int:
    found = re.search(rf'\b{name}="([0-9]+)"', written)
    return int(found[1]) if found else 0


@lru_cache(1024)
def _plain(item: str) -> str:
    return _said(parse(item.encode()))


def _said(element: Element) -> str:
    """An element in one writing: the order of its attributes and elements says nothing."""
    said = sorted(element.attributes.items())
    return f"<{element.name} {said} {element.text.strip()} {sorted(map(_said, element.children()))}>"
