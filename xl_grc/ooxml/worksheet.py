"""The cells of a worksheet: where they stand, what they hold, the formula they hold it by."""

from __future__ import annotations

from xl_grc.ooxml import usual_sheet
from xl_grc.ooxml.cell_values import Context, conversion
from xl_grc.ooxml.sheet_cells import WrittenRow, read_rows
from xl_grc.ooxml.sheet_values import SheetValues, place_of
from xl_grc.ooxml.usual_sheet import SharedFormulas, UnusualWriting
from xl_grc.values import Cell


def read_sheet(xml: bytes, context: Context, formulas: bool = False) -> SheetValues:
    """The values of a sheet, with the texts of the formulas if asked.

    Raises ValueError or IndexError when the part is no worksheet.
    """
    try:
        return SheetValues(usual_sheet.values(xml, context), usual_sheet.formulas(xml) if formulas else {})
    except UnusualWriting:
        return _parsed(xml, context)


def read_formulas(xml: bytes, context: Context) -> SheetValues:
    """The texts of the formulas alone. Raises ValueError or IndexError as `read_sheet` does."""
    try:
        return SheetValues({}, usual_sheet.formulas(xml))
    except UnusualWriting:
        return _parsed(xml, context)


def _parsed(xml: bytes, context: Context) -> SheetValues:
    """The same by the parser, whatever the way a sheet is written."""
    values: dict[bytes, Cell] = {}
    formulas: dict[bytes, str] = {}
    shared = SharedFormulas()

    def take(row: WrittenRow) -> None:
        for cell in row.cells:
            place, written = place_of(cell.column, cell.row), cell.formula
            if written is not None:
                formulas[place] = shared.text(written.shared, written.text, cell.row, cell.column)
            stored = "" if cell.value is None and written is not None else cell.value
            value = None if stored is None else conversion(cell.kind, int(cell.style or 0), context, str)(stored)
            if value is not None or written is not None:
                values[place] = value

    read_rows(xml, take)
    return SheetValues(values, formulas)


def row_count(xml: bytes) -> int:
    """At most how many rows of a sheet hold something: rows that are formatted alone count for nothing."""
    return min(written_rows(xml), sum(map(xml.count, (b"<v", b":v", b"<is", b":is"))))


def written_rows(xml: bytes) -> int:
    """At most how many rows a sheet writes, blank ones too."""
    return sum(map(xml.count, (b"<row", b":row")))


__all__ = ["Context", "read_formulas", "read_sheet", "row_count", "written_rows"]
