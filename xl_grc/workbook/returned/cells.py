"""The cells of a returned workbook: those of our tables and our named cells, wherever people have moved them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from xl_grc.errors import Problem
from xl_grc.functions.units import TEXT
from xl_grc.ooxml.book import Book, CellPlace, DefinedNames, Sheet
from xl_grc.ooxml.sheet_values import SheetValues, place_of
from xl_grc.ooxml.xml import column_letters
from xl_grc.plan.totals import says_total
from xl_grc.plan.words import fold
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.runtime.spots import ROWS_BELOW
from xl_grc.text import LANGUAGES
from xl_grc.values import Cell, cell_text, is_blank
from xl_grc.workbook.known import refuse_relations
from xl_grc.workbook.returned.locate import ReturnedTable, locate_tables
from xl_grc.workbook.returned.typed_totals import TOTAL_IN_TABLE, growing, typed_totals

_LABEL_WIDTH = 2
"""How many columns a label on the settings takes; its input stands in the next one."""
_KEPT = 512
BLANK_ROWS = 1000
"""How many blank rows are read at the end of a table; some people stretch tables over the whole sheet."""

_LOOKS_BELOW, _TOTAL = "Check_below", "total_below_table"
"""The named cell of the light that looks below the tables, in kinds of workbooks that have it; what no row may be."""


class ReturnedCells(NamedTuple):
    """The cells of a workbook of a kind: by "Table.column" a list with one cell a row, and by name."""

    kind: WorkbookKind
    book: Book
    language: str
    tables: dict[str, ReturnedTable]
    columns: dict[str, list[Cell]]
    extra: dict[str, dict[str, list[Cell]]]
    names: dict[str, Cell]
    places: dict[str, CellPlace]
    problems: list[Problem]
    formulas: dict[str, list[str | None]]
    name_formulas: dict[str, str | None]

    def problem(self, key: str, table: str, column: str, index: int, value: object = "", **values: object) -> Problem:
        """A problem of one cell."""
        read = self.tables[table]
        header = self.kind.texts(self.language).get(f"columns.{table}.{column}", "")
        return Problem.of(key, **values)._replace(
            file=self.book.file,
            sheet=read.sheet.title,
            row=read.place.top + index,
            column=str(header),
            value=str(value),
            cell=read.address(column, index),
        )

    def problem_of_name(self, key: str, name: str, value: object = "", **values: object) -> Problem:
        """A problem of a named cell."""
        place = self.places.get(name)
        found = Problem.of(key, **values)._replace(file=self.book.file, value=str(value))
        if place is None:
            return found
        return found._replace(sheet=place.sheet.title, row=place.row, cell=f"{column_letters(place.column)}{place.row}")

    def totals(self, table: str) -> frozenset[int]:
        """The rows of a table that were told to be the sum of others: what else they lack goes without saying."""
        title, top = self.tables[table].sheet.title, self.tables[table].place.top
        told = (one for one in self.problems if one.key == TOTAL_IN_TABLE and one.sheet == title)
        return frozenset(one.row - top for one in told if one.row is not None)


def read_cells(kind: WorkbookKind, book: Book, formulas: bool = False) -> ReturnedCells:
    """The tables and named cells of a workbook, with the texts of their formulas if asked.

    Raises InputError when the workbook lacks the table by which its kind is known, or holds one of ours twice.
    """
    tables = locate_tables(kind, book)
    if kind.sign not in tables:
        refuse_relations(book)
        book.archive.refuse("not_a_plan")
    tables = {name: tables[name] for name in kind.tables if name in tables}
    language = _language(book, tables[kind.sign])
    cells = ReturnedCells(kind, book, language, tables, {}, {}, {}, dict(named_places(kind, book.names)), [], {}, {})
    _find_labelled(cells)
    for sheet, held in _sheets(cells):
        stored = book.read(sheet, formulas)
        _read_sheet(cells, stored, held)
        if formulas:
            _note_formulas(cells, stored, held)
    _tell_totals(cells)
    return cells


@lru_cache(_KEPT)
def named_places(kind: WorkbookKind, names: DefinedNames) -> Mapping[str, CellPlace]:
    """Our named cells; plans of one template share them."""
    return {name: place for name in kind.named_cells if (place := names.place_of(name)) is not None}


def read_formulas(cells: ReturnedCells) -> None:
    """The texts of the formulas of cells that were read without them."""
    for sheet, held in _sheets(cells):
        _note_formulas(cells, cells.book.formulas(sheet), held)


def _tell_totals(cells: ReturnedCells) -> None:
    """The rows of growing tables that are totals: they count as any other, and must be seen."""
    for name in filter(cells.tables.__contains__, growing(cells.kind)):
        cells.problems.extend(total_problems(cells, name, cells.columns))


def total_problems(cells: ReturnedCells, table: str, columns: Mapping[str, Sequence[Cell]]) -> list[Problem]:
    """The totals among the rows of a table, by what its `columns` hold."""
    return [
        cells.problem(told, table, key, row, cell_text(columns[f"{table}.{key}"][row]).strip())
        for row, key, told in typed_totals(cells.kind, table, columns)
    ]


def _language(book: Book, sign: ReturnedTable) -> str:
    declared = book.properties.get("xl_grc_language", "")
    return declared if declared in LANGUAGES else sign.placed.language


def _find_labelled(cells: ReturnedCells) -> None:
    """Named cells that lost their name: the cell to the right of the label."""
    named = cells.kind.named_cells
    lost = [name for name, cell in named.items() if name not in cells.places and cell.computed is None]
    words = [(name, cells.kind.texts(language).get(f"named.{name}")) for name in lost for language in LANGUAGES]
    labels = {fold(label): name for name, label in words if label}
    for sheet in cells.book.sheets if labels else ():
        found = list(cells.book.values(sheet))
        right: dict[int, list[int]] = defaultdict(list)
        for column, row, value in found:
            if not is_blank(value):
                right[row].append(column)
        for column, row, value in found:
            name = labels.get(fold(value)) if isinstance(value, str) else None
            if name is not None and name not in cells.places:
                near = (one for one in right[row] if column < one <= column + _LABEL_WIDTH)
                beside = min(near, default=column + _LABEL_WIDTH)  # a blank input: further right stands its hint
                cells.places[name] = CellPlace(sheet, beside, row)


class _Held(NamedTuple):
    """What of ours stands on a sheet: tables, and named cells with their places."""

    tables: list[ReturnedTable]
    names: list[str]
    places: list[bytes]


def _sheets(cells: ReturnedCells) -> list[tuple[Sheet, _Held]]:
    """The sheets on which something of ours stands."""
    found: dict[Sheet, _Held] = {}
    for table in cells.tables.values():
        found.setdefault(table.sheet, _Held([], [], [])).tables.append(table)
    known = named_places(cells.kind, cells.book.names)
    labelled = [(name, place) for name, place in cells.places.items() if name not in known]
    for sheet, (names, places) in (*_named_by_sheet(cells.kind, cells.book.names), *_by_sheet(labelled)):
        held = found.setdefault(sheet, _Held([], [], []))
        held.names.extend(names)
        held.places.extend(places)
    return list(found.items())


@lru_cache(_KEPT)
def _named_by_sheet(kind: WorkbookKind, names: DefinedNames) -> list[tuple[Sheet, tuple[list[str], list[bytes]]]]:
    return _by_sheet(named_places(kind, names).items())


def _by_sheet(named: Iterable[tuple[str, CellPlace]]) -> list[tuple[Sheet, tuple[list[str], list[bytes]]]]:
    """Names of cells, and where these stand, sheet by sheet."""
    found: dict[Sheet, tuple[list[str], list[bytes]]] = {}
    for name, place in named:
        names, places = found.setdefault(place.sheet, ([], []))
        names.append(name)
        places.append(place_of(place.column, place.row))
    return list(found.items())


def _read_sheet(cells: ReturnedCells, stored: SheetValues, held: _Held) -> None:
    cells.names.update(zip(held.names, stored.values_at(held.places), strict=True))
    cells.name_formulas.update(dict.fromkeys(held.names))
    for table in held.tables:
        _read_table(cells, table, held.tables, stored)


def _read_table(
    cells: ReturnedCells, table: ReturnedTable, neighbours: Iterable[ReturnedTable], stored: SheetValues
) -> None:
    left, top = table.place.left, table.place.top
    told = len(cells.problems)
    last = _last_row(cells, table, neighbours, stored)
    looked_at = _LOOKS_BELOW in cells.kind.named_cells and cells.kind.tables[table.name].grows
    below = _standing_below(table, last, stored) if looked_at else None
    cells.tables[table.name] = table._replace(bottom=last, below=below)
    if below is not None and len(cells.problems) == told:  # a total of a computed column, or something beside ours
        _, row, column = below
        found = cells.problem(_TOTAL, table.name, "", row - top, cell_text(stored.by_column[column][row]))
        cells.problems.append(found._replace(cell=f"{column_letters(column)}{row}"))
    for key, index in table.placed.columns.items():
        cells.columns[f"{table.name}.{key}"] = stored.values(left + index, top, last)
    if table.placed.extra:
        added = ((header, left + index) for header, index in table.placed.extra.items() if header)
        cells.extra[table.name] = {header: stored.values(column, top, last) for header, column in added}


def _standing_below(table: ReturnedTable, last: int, stored: SheetValues) -> tuple[int, int, int] | None:
    """What stands in the thousand rows below a table that ends in row `last`, where a light looks for it."""
    bottom = max(last, table.place.bottom)
    if not table.part or stored.last_row <= bottom:
        return None
    columns = range(table.place.left, table.place.left + max(table.placed.columns.values(), default=-1) + 1)
    found = [
        (row, column)
        for column in columns
        for row, value in stored.by_column.get(column, {}).items()
        if bottom < row <= bottom + ROWS_BELOW and value != ""
    ]
    return (max(found)[0] - bottom, *min(found)) if found else None


def _last_row(
    cells: ReturnedCells, table: ReturnedTable, neighbours: Iterable[ReturnedTable], stored: SheetValues
) -> int:
    """The last row of a table that is read."""
    top, bottom, limit = table.place.top, table.place.bottom, cells.book.archive.limits.rows
    grows = cells.kind.tables[table.name].grows and not table.totals
    if not table.part or bottom > BLANK_ROWS or (grows and stored.last_row > bottom):
        columns = {key: table.place.left + index for key, index in table.placed.columns.items()}
        used = {key: stored.by_column[column] for key, column in columns.items() if column in stored.by_column}
        lowest = max(map(max, used.values()), default=top)
        if not table.part:
            bottom = lowest
        elif lowest > bottom and not table.totals:
            below = {key: column for key, column in used.items() if max(column) > bottom}
            bottom = _with_rows_below(cells, table, neighbours, below)
        bottom = min(bottom, lowest + BLANK_ROWS)
    return max(min(bottom, top + limit), top)


def _with_rows_below(
    cells: ReturnedCells,
    table: ReturnedTable,
    neighbours: Iterable[ReturnedTable],
    used: Mapping[str, Mapping[int, Cell]],
) -> int:
    """The last row of a table with the rows typed directly below it; what stands further below is told."""
    bottom = table.place.bottom
    definition = cells.kind.tables[table.name]
    if not definition.grows or any(other.place.top > bottom for other in neighbours):
        return bottom
    keys = [column.key for column in definition if column.role != "computed" and column.key in used]
    below = sorted({row for key in keys for row, cell in used[key].items() if row > bottom and not is_blank(cell)})
    for row in below:
        key, first = next((key, used[key][row]) for key in keys if not is_blank(used[key].get(row)))
        taken = row == bottom + 1 and not says_total(first)
        told = _TOTAL if says_total(first) else "row_below_table" if taken else "row_outside_table"
        cells.problems.append(cells.problem(told, table.name, key, row - table.place.top, cell_text(first)))
        bottom = row if taken else bottom
    return bottom


def _note_formulas(cells: ReturnedCells, stored: SheetValues, held: _Held) -> None:
    for name in held.names:
        place = cells.places[name]
        cells.name_formulas[name] = stored.formula(place.column, place.row)
    for table in held.tables:
        left, top, bottom = table.place.left, table.place.top, cells.tables[table.name].bottom
        for key, index in table.placed.columns.items():
            cells.formulas[f"{table.name}.{key}"] = stored.formulas(left + index, top, bottom)


@cache
def _inputs(kind: WorkbookKind, table: str) -> tuple[str, ...]:
    """The columns of a table that people type in: its inputs, and a key that is a text."""
    typed = (one for one in kind.tables[table] if one.role == "input" or (one.role == "key" and one.unit is TEXT))
    return tuple(f"{table}.{column.key}" for column in typed)


def filled_rows(cells: ReturnedCells, table: str, among: Sequence[int] | None = None) -> list[int]:
    """The indices of the rows of a table where the user typed something (a number alone is a spare row).

    `among`: the rows to look at, when not all.
    """
    columns = (cells.columns.get(name, []) for name in _inputs(cells.kind, table))
    given = [column for column in columns if column.count(None) < len(column)]
    every = range(len(given[0]) if given else 0) if among is None else among
    blank: Sequence[int] = every
    for column in given:  # the first one leaves few rows to look at in the others
        blank = [row for row in blank if column[row] is None or is_blank(column[row])]
    return sorted(set(every).difference(blank))
