"""Reads the sheets of an XLSX package into grids of cells, for tabular input."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.inputs.own_files import is_summary
from xl_grc.ooxml.book import Book, Sheet
from xl_grc.ooxml.formula_text import rows_added_up
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.ooxml.place import LAST_COLUMN
from xl_grc.ooxml.sheet_looks import hidden_sheets, sheet_looks
from xl_grc.patterns import compiled_later
from xl_grc.plan.grid import Grid
from xl_grc.values import NOT_CALCULATED, Cell
from xl_grc.workbook.known import known_kind, refuse_relations

_FORMULA = compiled_later(rb"<(?:\w+:)?f[ >/]")


def read_workbook(package: bytes, file: str, limits: PackageLimits | None = None) -> list[Grid]:
    """Every worksheet as a grid, in the order of the workbook. Raises InputError."""
    book = Book(package, file, limits)
    if is_summary(book):
        book.archive.refuse("summary_is_no_input")
    refuse_relations(book)
    if known_kind(book) == "plan":
        book.archive.refuse("plan_is_no_table")
    return grids_of(book)


def grids_of(book: Book) -> list[Grid]:
    """Every worksheet of an opened workbook as a grid. Raises InputError."""
    hidden = hidden_sheets(book)
    return [_grid(book, sheet, sheet.title in hidden) for sheet in book.sheets]


def _grid(book: Book, sheet: Sheet, is_hidden: bool) -> Grid:
    sums: dict[tuple[int, int], tuple[int, int]] = {}
    rows = _rows(book, sheet, sums)
    looks = sheet_looks(book, sheet)._replace(sums=sums, is_hidden=is_hidden)
    return Grid(book.file, sheet.title, rows, looks=looks)


def _values(book: Book, sheet: Sheet, sums: dict[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, int, Cell]]:
    """Column, row and value of the cells of a sheet; a formula without a value is told from a blank. The cells that add
    up others go into `sums`; see `SheetLooks`."""
    if not _FORMULA.search(book.sheet_xml(sheet)):
        yield from book.values(sheet)
        return
    for column, row, value, formula in book.scan(sheet):
        if formula and (rows := rows_added_up(formula, row)) is not None:
            sums[row, column] = rows
        yield column, row, NOT_CALCULATED if value is None else value


def _rows(book: Book, sheet: Sheet, sums: dict[tuple[int, int], tuple[int, int]]) -> list[list[Cell]]:
    """The rows of a sheet down to the last one that holds something."""
    rows: list[list[Cell]] = []
    limit = book.archive.limits.rows
    for column, row, value in _values(book, sheet, sums):
        if row > limit:
            book.archive.refuse("too_many_rows", limit=limit, sheet=sheet.title)
        if column > LAST_COLUMN:
            book.archive.refuse("not_workbook", reason=f"{sheet.title}: {column}")
        while len(rows) < row:
            rows.append([])
        cells = rows[row - 1]
        if column > len(cells):
            cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value
    return rows
