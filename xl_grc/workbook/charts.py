"""Chart parts of a template: the values they keep beside their references follow the cells of every plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from xl_grc.tables.relations import NUMBERS
from xl_grc.workbook.sheet import Place
from xl_grc.workbook.writers import numeral

_REFERENCE = re.compile(
    r"<((?:\w+:)?)(num|str)Ref><\1f>([^<]+)</\1f>(?:<\1\2Cache>.*?</\1\2Cache>)?</\1\2Ref>", re.DOTALL
)


class Source(NamedTuple):
    """Where the value of a cell comes from: a named cell, or a row of a table's column."""

    key: str
    row: int | None = None


Sources = Mapping[tuple[str, int, int], Source]
"""By title of the sheet, row and column."""


class Cache:
    """The kept values of a reference to cells that a filling fills."""

    def __init__(self, prefix: str, sources: Sequence[Source]) -> None:
        count = f'<{prefix}formatCode>General</{prefix}formatCode><{prefix}ptCount val="{len(sources)}"/>'
        self._opening, self._closing = f"<{prefix}numCache>{count}", f"</{prefix}numCache>"
        self._points = [
            (source.key, source.row, f'<{prefix}pt idx="{index}"><{prefix}v>') for index, source in enumerate(sources)
        ]
        self._end = f"</{prefix}v></{prefix}pt>"

    def render(self, columns: Mapping[str, Sequence[Any]], names: Mapping[str, Any]) -> str:
        """The numbers of the cells; a text has no point."""
        end = self._end
        points = [
            f"{opening}{numeral(value)}{end}"
            for key, row, opening in self._points
            if (value := names[key] if row is None else columns[key][row]).__class__ in NUMBERS
        ]
        return f"{self._opening}{''.join(points)}{self._closing}"


class Chart(NamedTuple):
    """A chart part as fixed texts and caches."""

    name: str
    pieces: tuple[str | Cache, ...]

    def render(self, columns: Mapping[str, Sequence[Any]], names: Mapping[str, Any]) -> bytes:
        """The XML of the part for a filling."""
        return "".join(
            [piece if isinstance(piece, str) else piece.render(columns, names) for piece in self.pieces]
        ).encode()


def dissected(name: str, xml: str, sources: Sources) -> Chart:
    """The chart with a cache for each reference to our cells; caches of foreign cells are dropped, they may be old."""
    return Chart(name, tuple(_pieces(xml, sources)))


def _pieces(xml: str, sources: Sources) -> Iterator[str | Cache]:
    end = 0
    for found in _REFERENCE.finditer(xml):
        prefix, kind, reference = found.groups()
        opening = f"<{prefix}{kind}Ref><{prefix}f>{reference}</{prefix}f>"
        yield xml[end : found.start()] + opening
        cells = _cells(reference, sources)
        if kind == "num" and cells:
            yield Cache(prefix, cells)
        yield f"</{prefix}{kind}Ref>"
        end = found.end()
    yield xml[end:]


def _cells(reference: str, sources: Sources) -> tuple[Source, ...]:
    """The sources of the cells of a reference, none when one of them is not ours."""
    title, _, area = reference.rpartition("!")
    if not re.fullmatch(r"\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?", area):
        return ()
    place = Place.parse(area)
    title = title.strip("'").replace("''", "'").replace("&amp;", "&")
    cells = [
        sources.get((title, row, column))
        for row in range(place.top, place.bottom + 1)
        for column in range(place.left, place.right + 1)
    ]
    return tuple(cell for cell in cells if cell is not None) if None not in cells else ()
