"""One sheet read a column at a time: each field's column becomes a list of values, its bad cells problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from types import MappingProxyType
from typing import Any

from xl_grc.errors import Problem
from xl_grc.functions.units import DATE, MARK, MONTH, TEXT
from xl_grc.plan.cells import CELL_READERS, read_each, read_mark, read_texts
from xl_grc.plan.column_places import ColumnPlaces, place_columns
from xl_grc.plan.dates import date_evidence, read_dates
from xl_grc.plan.fields import Field, InputSheet
from xl_grc.plan.grid import Evidence, Grid, Parsed, Unsettled, columns_of
from xl_grc.plan.header_rows import HeaderRows, find_header
from xl_grc.plan.number_texts import MONEY, says_other_currency, says_tax
from xl_grc.plan.numbers import read_numbers
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text, has_content

WHOLE_SHEET = -1
_DAYS = (DATE, MONTH)


class Fault(NamedTuple):
    """A problem at a position among the rows read (or of the WHOLE_SHEET), and the column that orders it."""

    position: int
    column: int
    problem: Problem


class ParsedSheet(NamedTuple):
    """A sheet once read: `rows` are the grid's indices of the rows that hold something, `header` has the header of each
    column, `notes` are what is worth knowing and refuses nothing."""

    grid: Grid
    header: list[Cell]
    rows: list[int]
    columns: ColumnPlaces
    values: dict[str, list[Any]]
    faults: list[Fault]
    notes: list[Problem]
    header_number: int = 0
    """The row of the headers, as a user sees it."""

    @property
    def places(self) -> dict[str, int]:
        """The place of the column of each field."""
        return self.columns.places

    def column(self, field: str, blank: object = None) -> Sequence[Any]:
        """The values of a field; `blank` on every row when the sheet has no such column."""
        return self.values.get(field) or list(repeat(blank, len(self.rows)))

    def add(self, position: int, field: str, problem: Problem) -> None:
        """Notes a problem of a row, in the column of `field` when the sheet has one."""
        self.add_at(position, self.places.get(field), problem)

    def add_at(self, position: int, place: int | None, problem: Problem) -> None:
        """Notes a problem of a row, in a column."""
        row = self.rows[position]
        cells = self.grid.rows[row]
        value = problem.value or (cell_text(cells[place]).strip() if place is not None and place < len(cells) else "")
        column = cell_text(self.header[place]).strip() if place is not None else ""
        placed = problem._replace(
            file=self.grid.file, sheet=self.grid.title(row), row=self.grid.number(row), column=column, value=value
        )
        self.faults.append(Fault(position, -1 if place is None else place, placed))

    def note(self, position: int, field: str, problem: Problem) -> None:
        """Notes something worth knowing of a row."""
        self.add(position, field, problem)
        self.notes.append(self.faults.pop().problem)

    def spoiled(self, *fields: str) -> set[int]:
        """The positions whose cell in one of the columns is already known to be bad."""
        places = {self.places[field] for field in fields if field in self.places}
        return {fault.position for fault in self.faults if fault.column in places and fault.position >= 0}


class Whole(NamedTuple):
    """What a whole file says, for the reading of a part of it.

    `alone`: it holds a single plan; `named`: it names companies; `evidence`: by field what the unambiguous cells of its
    column say, None while nobody has looked; `doubtful`: the plans beside a row that names none, by their keys, and the
    number of that row.
    """

    columns: ColumnPlaces
    alone: bool
    named: bool
    evidence: Mapping[str, frozenset[int]] | None = None
    doubtful: Mapping[str, int] = MappingProxyType({})

    def says(self, field: str) -> Iterable[int]:
        """The evidence of a column. Raises Unsettled while nobody has looked."""
        if self.evidence is None:
            raise Unsettled(field)
        return self.evidence[field]


def parse_sheet(
    grid: Grid,
    sheet: InputSheet,
    language: str | None,
    skip: frozenset[str] = frozenset(),
    whole: Whole | None = None,
) -> ParsedSheet:
    """The rows of a sheet, its columns read; the fields in `skip` are not. `grid` may be a part of a `whole`.

    Problems of the whole sheet: empty_file, no_action_column, no_rows, column_twice.
    """
    found = HeaderRows(0, 0, grid.rows[0]) if grid.plain else find_header(grid.rows, sheet)
    if found is None:
        key = "no_action_column" if any(map(has_content, grid.rows)) else "empty_file"
        problem = Problem(key, grid.file, grid.sheet)
        return ParsedSheet(grid, [], [], ColumnPlaces({}), {}, [Fault(WHOLE_SHEET, -1, problem)], [])
    below = found.last + 1
    columns = whole.columns if whole else place_columns(found.cells, lambda: grid.rows[below:], sheet)
    rows = [index for index in range(below, len(grid.rows)) if has_content(grid.rows[index])]
    table = ParsedSheet(grid, found.cells, rows, columns, {}, [], [], grid.number(found.last))
    if not rows:
        table.faults.append(Fault(WHOLE_SHEET, -1, Problem("no_rows", grid.file, grid.sheet)))
    for pair in columns.twice:
        table.faults.append(Fault(WHOLE_SHEET, pair[1], _twice(table, pair)))
    _read_columns(table, [field for field in sheet.fields if field.name not in skip], language, whole)
    _add_doubts(table)
    return table


def _twice(table: ParsedSheet, pair: tuple[int, int]) -> Problem:
    first, second = (cell_text(table.header[index]).strip() for index in pair)
    said = (("first", first), ("second", second))
    return Problem("column_twice", table.grid.file, table.grid.sheet, table.header_number, second, values=said)


def _add_doubts(table: ParsedSheet) -> None:
    """The problems of rows that were known before their cells were read."""
    if not table.grid.doubts:
        return
    grid = table.grid
    positions = {(grid.title(row), grid.number(row)): position for position, row in enumerate(table.rows)}
    for sheet, number, field, problem in grid.doubts:
        if (sheet, number) in positions:
            table.add(positions[sheet, number], field, problem)


def _read_columns(table: ParsedSheet, fields: Sequence[Field], language: str | None, whole: Whole | None) -> None:
    """Reads every column that the sheet has into the table."""
    width = max(table.places.values(), default=-1) + 1
    columns = columns_of([table.grid.rows[row] for row in table.rows], width)
    dates = [one.name for one in fields if one.unit in _DAYS and one.name in table.places]
    for field in fields:
        if field.name in table.places:
            evidence = partial(whole.says, field.name) if whole else None
            if language is not None and field.unit in _DAYS:
                say = whole.says if whole else partial(_order_of_dates, table, columns)
                evidence = partial(_own_or_others, say, field.name, dates)
            exponent = table.columns.exponents.get(field.name, 0)
            parsed = _read_column(columns[table.places[field.name]], field, language, evidence, exponent)
            table.values[field.name] = parsed.values
            for position, problem in parsed.problems.items():
                table.add(position, field.name, problem)
            if field.unit.name in MONEY:
                _note_money(table, field.name, columns[table.places[field.name]])


def _order_of_dates(table: ParsedSheet, columns: Sequence[Sequence[Cell]], field: str) -> Iterable[int]:
    return date_evidence(columns[table.places[field]])


def _own_or_others(say: Callable[[str], Iterable[int]], field: str, dates: Sequence[str]) -> Iterable[int]:
    """What a column of dates says of their order, else what the others beside it say: one program wrote them all.

    For whom typed a language: it would settle "3/1/2026" beside an end on "3/31/2026" as the 3rd of January.
    """
    return say(field) or {order for name in dates for order in say(name)}


def _note_money(table: ParsedSheet, field: str, cells: Sequence[Cell]) -> None:
    """Notes amounts that say that they include VAT, or are in another currency, on the first one of a column."""
    written = "\n".join([cell for cell in cells if type(cell) is str])
    for says, key in ((says_tax, "amounts_with_tax"), (says_other_currency, "amounts_in_other_currency")):
        if says(written):  # one look, for most columns say neither
            said = [position for position, cell in enumerate(cells) if isinstance(cell, str) and says(cell)]
            table.note(said[0], field, Problem.of(key, count=len(said)))


def _read_column(
    cells: Sequence[Cell], field: Field, language: str | None, evidence: Evidence | None, exponent: int
) -> Parsed[Any]:
    if field.name in CELL_READERS:
        read, blank = CELL_READERS[field.name]
        return read_each(cells, read, blank)
    if field.unit is TEXT:
        return read_texts(cells)
    if field.unit is MARK:
        return read_each(cells, read_mark, False)
    if field.unit is DATE:
        return read_dates(cells, language, evidence)
    if field.unit is MONTH:
        return _read_starts(cells, language, evidence)
    return read_numbers(cells, field.unit, language, evidence, exponent)


def _read_starts(cells: Sequence[Cell], language: str | None, evidence: Evidence | None) -> Parsed[date | None]:
    """The first months of plans; twelve months from the year 9999 on cannot be written."""
    parsed = read_dates(cells, language, evidence)
    firsts = {day: day.replace(day=1) for day in set(parsed.values) if day is not None and day.year < date.max.year}
    late = {index for index, day in enumerate(parsed.values) if day is not None and day not in firsts}
    problems = {**parsed.problems, **dict.fromkeys(late, Problem.of("not_a_date"))}
    return Parsed([None if day is None else firsts.get(day) for day in parsed.values], problems)
