"""The rows of a table of values as XML: a few thousand at a time and a column at once, because networks have many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from xl_grc.ooxml.cell_writer import CellWriter, Look
from xl_grc.ooxml.row_heights import heights
from xl_grc.ooxml.shared_strings import SharedStrings
from xl_grc.ooxml.xml import column_letters
from xl_grc.records import NamedTuple
from xl_grc.values import stored
from xl_grc.workbook.summary.styles import DATE, FIGURE, FOLDED, UNRULED, quoted

_ROWS_AT_ONCE = 2_000
MANY = 5_000
_AROUND = 3
"""Points around the lines of a row."""
_EDGES = 2
"""Digits that the edges of a cell and its indent take."""
_BOLD = 0.94
"""How many letters of bold text stand where one of the ordinary font does."""
_PLAIN = frozenset({str, float, int, type(None)})


class ColumnLook(NamedTuple):
    """The style of a column, and its width in characters."""

    style: int
    width: int = 0


class Styled(NamedTuple):
    """A value that looks another way than its column."""

    value: Any
    style: int


def row_chunks(
    rows: Sequence[Sequence[Any]],
    looks: Sequence[ColumnLook],
    top: int,
    ruled: bool,
    strings: SharedStrings,
    height: int | None = None,
) -> Iterator[bytes]:
    """The rows from row `top` on, each cell in the style of its column; with rules around them blank ones are written
    too. Without a height they are as high as their texts ask.

    Texts go with those of the workbook; those of many rows stand in their cells, so that none has to be held."""
    places = strings if len(rows) < MANY else None
    columns = [_ColumnWriter(column_letters(one), look, ruled, places) for one, look in enumerate(looks, 1)]
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        numbers = range(top + first, top + first + len(some))
        values = list(zip(*some, strict=True))
        cells = [column.write(numbers, cells) for column, cells in zip(columns, values, strict=True)]
        long = (column.lines() for column in columns)
        high = dict.fromkeys(range(len(some)), height) if height else heights(zip(long, values, strict=True), _AROUND)
        lines = [
            f'<row r="{numbers[at]}"{_height(high.get(at))}>{"".join(line)}</row>'
            for at, line in enumerate(zip(*cells, strict=True))
        ]
        yield "".join(lines).encode("latin-1")


def _height(height: int | None) -> str:
    return "" if height is None else f' ht="{height}" customHeight="1"'


def single_cell(address: str, style: int, text: str, strings: SharedStrings) -> str:
    """A cell that holds a text, as wire text."""
    return f'<c r="{address}"{_writer(style, strings).write([text], strings)[0]}'


class _ColumnWriter:
    """Writes the cells of a column with their addresses."""

    def __init__(self, letters: str, look: ColumnLook, ruled: bool, strings: SharedStrings | None) -> None:
        self._letters, self._strings = letters, strings
        self._unruled = 0 if ruled else UNRULED
        self._style = look.style + self._unruled
        share = _BOLD if look.style == FIGURE else 1.0
        room = max(look.width - _EDGES, 0) * share if look.style in FOLDED else 0
        self._writers = {self._style: _writer(self._style, strings, room)}
        self._unwritten = None if ruled else self._writers[self._style].texts[""]

    def lines(self) -> Mapping[str, int]:
        """How many lines each long text written takes."""
        return self._writers[self._style].lines

    def write(self, rows: Sequence[int], values: Sequence[Any]) -> list[str]:
        self._writers[self._style].forget_lines()
        kinds = set(map(type, values))
        if kinds <= _PLAIN:
            texts = ["" if value is None else value for value in values] if type(None) in kinds else values
            cells = self._writers[self._style].write(texts, self._strings)
        else:
            cells = [self._cell(value) for value in values]
        start, unwritten = f'<c r="{self._letters}', self._unwritten
        return ["" if cell == unwritten else f'{start}{row}"{cell}' for row, cell in zip(rows, cells, strict=True)]

    def _cell(self, value: Any) -> str:
        style = self._style
        if value.__class__ is Styled:
            value, style = value
        if isinstance(value, date):
            value, style = stored(value), DATE + self._unruled
        if style not in self._writers:
            self._writers[style] = _writer(style, self._strings)
        return self._writers[style].write(["" if value is None else value], self._strings)[0]


def _writer(style: int, strings: SharedStrings | None, room: float = 0) -> CellWriter:
    return CellWriter(Look(str(style), str(quoted(style))), None, room=room, by_place=strings is not None)
