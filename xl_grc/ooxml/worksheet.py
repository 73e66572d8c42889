"""The cells of a worksheet: where they stand, what they hold, the formula they hold it by."""

from __future__ import annotations

from collections import defaultdict

from xl_grc.ooxml import usual_sheet
from xl_grc.ooxml.cell_values import Context, conversion
from xl_grc.ooxml.sheet_cells import WrittenRow, read_rows
from xl_grc.ooxml.usual_sheet import Found, SharedFormulas, UnusualWriting
from xl_grc.values import Cell

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


def by_column(xml: bytes, context: Context, columns: tuple[int, ...] = ()) -> dict[int, dict[int, Cell]]:
    """The values of a sheet by column and row; of some columns alone when columns are given.

    Raises ValueError or IndexError when the part is no worksheet.
    """
    try:
        return usual_sheet.values(xml, context, columns)
    except UnusualWriting:
        found: dict[int, dict[int, Cell]] = defaultdict(dict)
        for column, row, value, _ in _parsed(xml, context, columns):
            found[column][row] = value
        return found


def scan(xml: bytes, context: Context, columns: tuple[int, ...] = ()) -> list[Found]:
    """The cells that hold a value or a formula, in the order of the sheet; those of some columns when given.

    Raises ValueError or IndexError when the part is no worksheet.
    """
    try:
        return list(usual_sheet.cells(xml, context, columns))
    except UnusualWriting:
        return _parsed(xml, context, columns)


def _parsed(xml: bytes, context: Context, columns: tuple[int, ...]) -> list[Found]:
    """The same by the parser, whatever the way a sheet is written."""
    found: list[Found] = []
    shared = SharedFormulas()

    def take(row: WrittenRow) -> None:
        for cell in row.cells:
            written = cell.formula
            formula = written and shared.text(written.shared, written.text, cell.row, cell.column)
            if columns and cell.column not in columns:
                continue
            convert = conversion(cell.kind, int(cell.style or 0), context, str)
            stored = "" if cell.value is None and formula is not None else cell.value
            value = None if stored is None else convert(stored)
            if value is not None or formula is not None:
                found.append(Found(cell.column, cell.row, value, formula))

    read_rows(xml, take)
    return found


def row_count(xml: bytes) -> int:
    """At most how many rows of a sheet hold something: rows that are formatted alone count for nothing."""
    rows, values = ((b"<row", b":row"), (b"<v", b":v", b"<is", b":is"))
    return min(sum(map(xml.count, rows)), sum(map(xml.count, values)))


__all__ = ["LAST_COLUMN", "LAST_ROW", "Context", "Found", "by_column", "row_count", "scan"]
