"""The data rows of a table of thousands of rows: all of one height, a formula told once and shared down its column.

Columns without a value in any of many rows are left out: empty cells would make most of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from xl_grc.ooxml.cell_writer import CellWriter, Look, plain_texts, shared_formula, wire
from xl_grc.ooxml.xml import column_letters, escape
from xl_grc.tables.kind import ColumnValues
from xl_grc.workbook.template.slots import BandSlot, ColumnSlot

_LOOKED_AT = 32
MANY = 5_000
"""From more rows on blank columns are left out."""


class LongTable:
    """The data rows of one table."""

    def __init__(self, slot: BandSlot) -> None:
        (self._table,) = slot.tables
        self.top = slot.top
        self._attributes = wire(slot.row_attributes).replace("%", "%%")
        self._writers = [_writer(column) for column in self._table.columns]

    def bottoms(self, columns: ColumnValues) -> dict[str, int]:
        """The last row of the table."""
        return {self._table.name: self.top + len(columns[self._table.columns[0].key]) - 1}

    def render(self, columns: ColumnValues) -> tuple[list[str], list[str]]:
        """Its rows as wire text; none of them are free rows that other workbooks share."""
        values = [columns[column.key] for column in self._table.columns]
        height = len(values[0])
        shown = [
            (column, writer, cells)
            for column, writer, cells in zip(self._table.columns, self._writers, values, strict=True)
            if height <= MANY or column.formula is not None or not _is_blank(cells)
        ]
        written = [self._column(column, writer, cells) for column, writer, cells in shown]
        cells = "".join(f'<c r="{column_letters(column.column)}%s"%s' for column, _, _ in shown)
        row = f'<row r="%s"{self._attributes}>{cells}</row>'
        numbers = list(map(str, range(self.top, self.top + height)))
        beside = chain.from_iterable((numbers, column) for column in written)
        return [row % cells_of_row for cells_of_row in zip(numbers, *beside, strict=True)], []

    def _column(self, column: ColumnSlot, writer: CellWriter, values: Sequence[Any]) -> list[str]:
        """The cells of a column behind their addresses; the first one tells the formula that the others share."""
        written = _written(column, writer, values)
        if column.formula is not None and written:
            letters = column_letters(column.column)
            place = f'ref="{letters}{self.top}:{letters}{self.top + len(values) - 1}" si="{column.column}"'
            formula = f'<f t="shared" {place}>{wire(escape(column.formula))}</f>'
            written[0] = written[0].replace(shared_formula(column.column), formula, 1)
        return written


def _writer(column: ColumnSlot) -> CellWriter:
    shared = None if column.formula is None else column.column
    return CellWriter(Look(column.style, column.quoted), column.formula, shared=shared)


def _written(column: ColumnSlot, writer: CellWriter, values: Sequence[Any]) -> list[str]:
    """The cells of a column; texts that differ from row to row are looked at all at once."""
    if column.formula is None and set(map(type, values[:_LOOKED_AT])) == {str} and set(map(type, values)) == {str}:
        texts = plain_texts(values) if len(set(values[:_LOOKED_AT])) == len(values[:_LOOKED_AT]) else None
        if texts is not None:
            opening = f' s="{column.style}" t="inlineStr"><is><t>'
            blank = writer.texts[""]
            return [f"{opening}{text}</t></is></c>" if text else blank for text in texts]
    return writer.write(values)


def _is_blank(values: Sequence[Any]) -> bool:
    return values.count("") == len(values)
