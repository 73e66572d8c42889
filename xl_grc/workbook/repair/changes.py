"""What of a workbook is not as it must be, as a list of changes that a file and an open workbook take alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.functions.units import TEXT, Unit
from xl_grc.ooxml.book import Sheet, TableOfSheet
from xl_grc.ooxml.formula_text import lacks_prefix, same_formula
from xl_grc.ooxml.reference import on_sheet, parted, quoted
from xl_grc.ooxml.xml import column_letters
from xl_grc.records import NamedTuple
from xl_grc.tables.definition import Column
from xl_grc.tables.formulas.spots import SHEET_NAMES, sheet_name, sheet_title
from xl_grc.tables.shape import header, month_headers
from xl_grc.values import Cell, is_blank, stored
from xl_grc.workbook.expected.contents import Expected, not_calculated
from xl_grc.workbook.expected.headers import written_headers
from xl_grc.workbook.expected.missing import homes
from xl_grc.workbook.expected.saved import SavedCells, same_value, saved_cells, tables_of_values
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.locate import ReturnedTable


class Growth(NamedTuple):
    """A table that gets a new last row. The new rows look like the last one was, and go on with the user's formulas."""

    table: ReturnedTable
    bottom: int


class Heading(NamedTuple):
    """A header that formulas name otherwise: the place of its column in the table, and its right name."""

    table: ReturnedTable
    position: int
    written: str
    name: str


class Write(NamedTuple):
    """A cell and what it must hold: a formula and its value, or a value alone; dates count from 1900 here.

    `like` is the row whose cell lends its look to one that has none, 0 for no such row.
    """

    sheet: Sheet
    row: int
    column: int
    value: Any
    unit: Unit
    formula: str | None = None
    like: int = 0


class ColumnFormula(NamedTuple):
    """The formula that a table declares for the column in a place of it, "" for none.

    Rows added to it calculate by it."""

    table: ReturnedTable
    position: int
    formula: str


class Changes(NamedTuple):
    """The changes that make a workbook whole, in the order in which they are made.

    `outdated` are cells whose formula is right and whose saved value is not, `declared` what table parts say of their
    columns: a spreadsheet sees to both itself. Unless `calculated`, the values of formulas are unknown.
    """

    growths: tuple[Growth, ...]
    headings: tuple[Heading, ...]
    writes: tuple[Write, ...]
    outdated: tuple[Write, ...]
    declared: tuple[ColumnFormula, ...]
    calculated: bool

    @property
    def cells(self) -> int:
        """How many cells change."""
        return len(self.headings) + len(self.writes)

    @property
    def rows(self) -> int:
        """How many rows are added."""
        return sum(growth.bottom - growth.table.place.bottom for growth in self.growths)


def changes_of(cells: ReturnedCells, expected: Expected, values: frozenset[str] | None = None) -> Changes:
    """Every change that makes a workbook what it must be; `values` are the tables that are to hold values in place of
    formulas, those that do so already if not given.

    Raises InputError when something of the user's is in the way. Formulas over tables that the workbook lacks stay.
    """
    calculated = not not_calculated(cells)
    values = tables_of_values(cells) if values is None else values
    writes: list[Write] = []
    outdated: list[Write] = []
    for formula_is_right, write in _cells(cells, expected, calculated, values):
        (outdated if formula_is_right else writes).append(write)
    return Changes(
        tuple(_growths(cells, expected)),
        tuple(_headings(cells, expected)),
        tuple(writes),
        tuple(outdated),
        tuple(_declared(cells, expected, values)),
        calculated,
    )


def _growths(cells: ReturnedCells, expected: Expected) -> Iterator[Growth]:
    for name, table in cells.tables.items():
        bottom = table.bottom + expected.added.get(name, 0)
        if bottom > table.place.bottom:
            refuse_taken_rows(cells, table, bottom)
            yield Growth(table, bottom)


def refuse_taken_rows(cells: ReturnedCells, table: ReturnedTable, bottom: int) -> None:
    """Rows are added only where nothing stands; what to do with a row of the table there was told by reading it. Raises
    InputError."""
    place = Problem("totals_row", cells.book.file, table.sheet.title, value=table.name)
    if table.totals:
        raise InputError([place])
    taken = [
        (cell.row, cell.column)
        for cell in cells.book.scan(table.sheet)
        if table.place.left <= cell.column <= table.place.right
        and table.bottom < cell.row <= bottom
        and not is_blank(cell.value)
    ]
    if taken:
        row, column = min(taken)
        told = [one for one in cells.problems if one.key == "row_outside_table" and one.sheet == table.sheet.title]
        spot = place._replace(key="cells_below", row=row, cell=f"{column_letters(column)}{row}")
        raise InputError(told or [spot])


def _headings(cells: ReturnedCells, expected: Expected) -> Iterator[Heading]:
    """All headers: months when the workbook begins in another one, others that were spelled anew."""
    words = cells.kind.texts(cells.language)
    months = month_headers(words, expected.start_month)
    for name, table in cells.tables.items():
        for key, written in written_headers(cells, name).items():
            right = header(words, name, key, months)
            if written != right:
                yield Heading(table, table.placed.columns[key], written, right)


def _cells(
    cells: ReturnedCells, expected: Expected, calculated: bool, values: frozenset[str]
) -> Iterator[tuple[bool, Write]]:
    """The cells of keys and formulas that are not as they must be, and whether their formula is right."""
    for name, table in cells.tables.items():
        for column in cells.kind.tables[name]:
            if column.role == "key" and column.key in table.placed.columns:
                yield from ((False, write) for write in _keys(cells, expected, table, column))
    missing = [name for name in cells.kind.tables if name not in cells.tables]
    for saved in saved_cells(cells, expected, values):
        if not any(f"{name}[" in saved.formula for name in missing):
            yield from _computed(cells, saved, calculated)
    yield from ((False, write) for write in _anchors(cells))


def _anchors(cells: ReturnedCells) -> Iterator[Write]:
    """What links need to know of each sheet, where it is not so: a cell that refers to it, its name, its title."""
    first = cells.book.place_of(SHEET_NAMES)
    if first is None:
        return
    found = {(one.row, one.column): one.formula for one in cells.book.scan(first.sheet)}
    sheets = homes(cells)
    for row, key in enumerate(cells.kind.definition.sheets, first.row):
        if key not in sheets:
            continue
        sheet, column = sheets[key], first.column
        if parted(found.get((row, column - 1)) or "")[0] != sheet.title:
            shown = stored(cells.book.read(sheet).value(1, 1)) or 0
            yield Write(first.sheet, row, column - 1, shown, TEXT, on_sheet(sheet.title, "$A$1"))
        name, title = sheet_name(f"{column_letters(column - 1)}{row}"), sheet_title(f"{column_letters(column)}{row}")
        for at, formula, value in ((column, name, quoted(sheet.title)), (column + 1, title, sheet.title)):
            if not _is_right(found.get((row, at)), formula):
                yield Write(first.sheet, row, at, value, TEXT, formula)


def _keys(cells: ReturnedCells, expected: Expected, table: ReturnedTable, column: Column) -> Iterator[Write]:
    known = cells.columns[f"{table.name}.{column.key}"]
    for index, value in enumerate(expected.columns[f"{table.name}.{column.key}"]):
        if index >= len(known) or stored(known[index]) != value:
            yield _write(table, column, index, value)


def _computed(cells: ReturnedCells, saved: SavedCells, calculated: bool) -> Iterator[tuple[bool, Write]]:
    """The cells with a formula; what was typed over one that waits for it stays."""
    for index, value in enumerate(saved.values):
        there = index < len(saved.cells)
        old, shown = (saved.formulas[index], saved.cells[index]) if there else (None, None)
        formula = None if saved.values_alone else saved.formula_at(index)
        is_right = formula is not None and _is_right(old, formula, saved.home)
        as_it_was = same_value(shown, value) if formula is None else _shows(shown, value, calculated)
        if as_it_was and (old is None if formula is None else is_right):
            continue
        if saved.table is not None:
            column = cells.kind.tables[saved.table.name][saved.key]
            yield is_right, _write(saved.table, column, index, value, formula)
        elif old is not None or is_blank(shown) or not cells.kind.named_cells[saved.key].until_typed:
            place, unit = cells.places[saved.key], cells.kind.named_cells[saved.key].unit
            yield is_right, Write(place.sheet, place.row, place.column, value, unit, saved.formula)


def _is_right(old: str | None, formula: str, table: str = "") -> bool:
    """Whether a cell, in a table when it is given, has the formula that it must have."""
    return old is not None and same_formula(old, formula, table) and not lacks_prefix(old, formula)


def _shows(shown: Cell, value: Any, calculated: bool) -> bool:
    """Whether a saved value is right; none is right while an input waits for a spreadsheet to calculate it."""
    return shown is not None and same_value(shown, value) if calculated else shown is None


def _write(table: ReturnedTable, column: Column, index: int, value: Any, formula: str | None = None) -> Write:
    place, at = table.place, table.placed.columns[column.key]
    return Write(table.sheet, place.top + index, place.left + at, value, column.unit, formula, place.bottom)


def _declared(cells: ReturnedCells, expected: Expected, values: frozenset[str]) -> Iterator[ColumnFormula]:
    for name, table in cells.tables.items():
        shape = declared_table(cells, table).shape
        for key, index in table.placed.columns.items():
            if f"{name}.{key}" not in expected.formulas:
                continue
            wanted = "" if name in values else expected.formulas[f"{name}.{key}"]
            if shape.formulas[index] != wanted:
                yield ColumnFormula(table, index, wanted)


def declared_table(cells: ReturnedCells, table: ReturnedTable) -> TableOfSheet:
    """What the part of a table declares."""
    return next(one for one in cells.book.tables if one.part == table.part)
