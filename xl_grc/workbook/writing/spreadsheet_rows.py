"""The rows of a table of values as XML: a few thousand at a time and a column at once, because networks have many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from xl_grc.tables.relations import to_serial
from xl_grc.workbook.files.xml import column_letters
from xl_grc.workbook.writing.spreadsheet_styles import DATE
from xl_grc.workbook.writing.writers import CellWriter, Look, forget_numbers

_ROWS_AT_ONCE = 2_000
_PLAIN = frozenset({str, float, int, type(None)})


class Styled(NamedTuple):
    """A value that looks another way than its column."""

    value: Any
    style: int


def row_chunks(
    rows: Sequence[Sequence[Any]], styles: Sequence[int], top: int, ruled: bool, attributes: str = ""
) -> Iterator[bytes]:
    """The rows from row `top` on, each cell in the style of its column; with rules around them blank ones are written
    too."""
    columns = [_Column(column_letters(one), style, ruled) for one, style in enumerate(styles, 1)]
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        forget_numbers()
        some = rows[first : first + _ROWS_AT_ONCE]
        numbers = range(top + first, top + first + len(some))
        values = zip(*some, strict=True)
        cells = [column.write(numbers, cells) for column, cells in zip(columns, values, strict=True)]
        lines = [
            f'<row r="{number}"{attributes}>{"".join(line)}</row>'
            for number, line in zip(numbers, zip(*cells, strict=True), strict=True)
        ]
        yield "".join(lines).encode("latin-1")


def single_cell(address: str, style: int, text: str) -> str:
    """A cell that holds a text, as wire text."""
    return CellWriter(Look(str(style), str(style)), None, f'<c r="{address}"').texts[text]


class _Column:
    """Writes the cells of a column with their addresses."""

    def __init__(self, letters: str, style: int, ruled: bool) -> None:
        self._letters = letters
        self._style = style
        self._writers: dict[int, CellWriter] = {}
        self._unwritten = None if ruled else self._writer(style).texts[""]

    def write(self, rows: Sequence[int], values: Sequence[Any]) -> list[str]:
        kinds = set(map(type, values))
        if kinds <= _PLAIN:
            texts = ["" if value is None else value for value in values] if type(None) in kinds else values
            cells = self._writer(self._style).write(texts)
        else:
            cells = [self._cell(value) for value in values]
        start, unwritten = f'<c r="{self._letters}', self._unwritten
        return ["" if cell == unwritten else f'{start}{row}"{cell}' for row, cell in zip(rows, cells, strict=True)]

    def _writer(self, style: int) -> CellWriter:
        if style not in self._writers:
            self._writers[style] = CellWriter(Look(str(style), str(style)), None)
        return self._writers[style]

    def _cell(self, value: Any) -> str:
        style = self._style
        if value.__class__ is Styled:
            value, style = value
        if isinstance(value, date):
            value, style = to_serial(value), DATE
        return self._writer(style).write(["" if value is None else value])[0]
