"""The data rows of a table of thousands of rows: all of one height, a formula told once and shared down its column.

Columns without a value in any of many rows are left out: empty cells would make most of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from xl_grc.ooxml.cell_writer import CellWriter, Look, shared_formula, wire
from xl_grc.ooxml.shared_strings import SharedStrings
from xl_grc.ooxml.xml import column_letters, escape
from xl_grc.tables.kind import ColumnValues
from xl_grc.workbook.template.many_rows import Shown, rows_at_once
from xl_grc.workbook.template.printing import free_rows
from xl_grc.workbook.template.slots import BandSlot, ColumnSlot, printed

MANY = 5_000
"""From more rows on blank columns are left out."""


class LongTable:
    """The data rows of one table."""

    def __init__(self, slot: BandSlot) -> None:
        (self._table,) = slot.tables
        self.top = slot.top
        self._attributes = wire(slot.row_attributes)
        self._writers = [_writer(column) for column in self._table.columns]

    def bottoms(self, columns: ColumnValues) -> dict[str, int]:
        """The last row of the table, and the last that is printed."""
        table = self._table
        height = len(columns[table.columns[0].key])
        last = last_printed = self.top + height - 1
        if table.page is not None:
            spared = self._spared(columns, height)
            last_printed += min(free_rows(table.page, height - spared, {}), spared) - spared
        return {table.name: last, printed(table.name): last_printed}

    def _spared(self, columns: ColumnValues, height: int) -> int:
        """How many free rows it ends with."""
        ends = [columns[one.key][max(height - self._table.spare_rows, 0) :] for one in self._table.columns]
        blank = [all(value == "" for value in row) for row in zip(*ends, strict=True)]
        return next((place for place, is_blank in enumerate(reversed(blank)) if not is_blank), len(blank))

    def render(
        self, columns: ColumnValues, strings: SharedStrings, bottoms: dict[str, int]
    ) -> tuple[list[str | Iterator[memoryview]], list[str]]:
        """Its rows as wire text, or as bytes that come a part at a time; none of them are free rows that other
        workbooks share."""
        shown = [
            Shown(column, writer, columns[column.key])
            for column, writer in zip(self._table.columns, self._writers, strict=True)
        ]
        height = len(shown[0].values)
        if height <= MANY or any(one.slot.formula is not None for one in shown):
            return [*self._rows(shown, self.top, strings)], []
        shown = [one for one in shown if not _is_blank(one.values)]
        body = height - self._table.spare_rows
        rows = rows_at_once(self.top, self._attributes, [one.part(0, body) for one in shown], strings)
        if rows is None:
            return [*self._rows(shown, self.top, strings)], []
        return [rows, *self._rows([one.part(body, height) for one in shown], self.top + body, strings)], []

    def _rows(self, shown: Sequence[Shown], top: int, strings: SharedStrings) -> list[str]:
        """Rows from the row `top` on, one by one."""
        written = [self._column(*one, strings) for one in shown]
        cells = "".join(f'<c r="{column_letters(one.slot.column)}%s"%s' for one in shown)
        row = f'<row r="%s"{self._attributes.replace("%", "%%")}>{cells}</row>'
        numbers = list(map(str, range(top, top + len(written[0]))))
        beside = chain.from_iterable((numbers, column) for column in written)
        return [row % cells_of_row for cells_of_row in zip(numbers, *beside, strict=True)]

    def _column(
        self, column: ColumnSlot, writer: CellWriter, values: Sequence[Any], strings: SharedStrings
    ) -> list[str]:
        """The cells of a column behind their addresses; the first one tells the formula that the others share."""
        written = writer.write(values, strings)
        if column.formula is not None and written:
            letters = column_letters(column.column)
            place = f'ref="{letters}{self.top}:{letters}{self.top + len(values) - 1}" si="{column.column}"'
            formula = f'<f t="shared" {place}>{wire(escape(column.formula))}</f>'
            written[0] = written[0].replace(shared_formula(column.column), formula, 1)
        return written


def _writer(column: ColumnSlot) -> CellWriter:
    shared = None if column.formula is None else column.column
    return CellWriter(Look(column.style, column.quoted), column.formula, shared=shared, by_place=True)


def _is_blank(values: Sequence[Any]) -> bool:
    return values[0] == "" and values.count("") == len(values)
