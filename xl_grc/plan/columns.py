"""One sheet read a column at a time: each field's column becomes a list of values, its bad cells problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

from xl_grc.errors import Problem
from xl_grc.functions.cells import ErrorToken
from xl_grc.functions.units import DATE, MARK, MONTH, TEXT
from xl_grc.plan.calendar import read_months
from xl_grc.plan.dates import read_dates
from xl_grc.plan.fields import Columns, Field, Sheet, find_header, place_columns
from xl_grc.plan.grid import (
    Cell,
    Evidence,
    Grid,
    Parsed,
    Unsettled,
    cell_text,
    columns_of,
    formula_problem,
    has_content,
    is_blank,
    only_texts,
    parted,
)
from xl_grc.plan.numbers import read_numbers
from xl_grc.plan.words import fold, listed, synonyms

T = TypeVar("T")

WHOLE_SHEET = -1
LARGEST_NUMBER = 999_999
_LONGEST_TEXT = 32_767
_KEPT_TEXTS = 1_024

# Plans share their texts ("janv-mars"): the last ones that were read are kept. Typed, because 1, 1.0 and TRUE are
# equal, and an error equals the text that looks like it.
_kept = lru_cache(_KEPT_TEXTS, typed=True)
_HORIZONS = ("short_term", "medium_term", "long_term")

# What XML 1.0, hence a workbook, cannot hold.
_BAD_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BAD_BYTES = bytes({*range(0x20)} - {0x09, 0x0A})
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_NUMBER_OF_A_SPREADSHEET = re.compile(r"[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]+")
_ACTION_NUMBER = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")


class Fault(NamedTuple):
    """A problem at a position among the rows read (or of the WHOLE_SHEET), and the column that orders it."""

    position: int
    column: int
    problem: Problem


class Table(NamedTuple):
    """A sheet once read: `rows` are the grid's indices of the rows that hold something."""

    grid: Grid
    header: int
    rows: list[int]
    places: dict[str, int]
    values: dict[str, list[Any]]
    faults: list[Fault]
    unknown: tuple[str, ...] = ()

    def column(self, field: str, blank: object = None) -> Sequence[Any]:
        """The values of a field; `blank` on every row when the sheet has no such column."""
        return self.values.get(field) or list(repeat(blank, len(self.rows)))

    def add(self, position: int, field: str, problem: Problem) -> None:
        """Notes a problem of a row, in the column of `field` when the sheet has one."""
        place = self.places.get(field)
        row = self.rows[position]
        cells = self.grid.rows[row]
        header = self.grid.rows[self.header]
        value = problem.value or (cell_text(cells[place]).strip() if place is not None and place < len(cells) else "")
        column = cell_text(header[place]).strip() if place is not None else ""
        placed = problem._replace(
            file=self.grid.file, sheet=self.grid.sheet, row=self.grid.number(row), column=column, value=value
        )
        self.faults.append(Fault(position, -1 if place is None else place, placed))

    def spoiled(self, *fields: str) -> set[int]:
        """The positions whose cell in one of the columns is already known to be bad."""
        places = {self.places[field] for field in fields if field in self.places}
        return {fault.position for fault in self.faults if fault.column in places and fault.position >= 0}


class Whole(NamedTuple):
    """What a whole file says, for the reading of a part of it.

    `alone`: it holds a single plan; `named`: it names companies; `evidence`: by field what the unambiguous cells of its
    column say, None while nobody has looked.
    """

    columns: Columns
    alone: bool
    named: bool
    evidence: Mapping[str, frozenset[int]] | None = None

    def says(self, field: str) -> Iterable[int]:
        """The evidence of a column. Raises Unsettled while nobody has looked."""
        if self.evidence is None:
            raise Unsettled(field)
        return self.evidence[field]


def read_table(
    grid: Grid,
    sheet: Sheet,
    language: str | None,
    skip: frozenset[str] = frozenset(),
    whole: Whole | None = None,
) -> Table:
    """The rows of a sheet, its columns read; the fields in `skip` are not. `grid` may be a part of a `whole`.

    Problems of the whole sheet: empty_file, no_action_column, no_rows, column_twice.
    """
    header = find_header(grid.rows, sheet)
    if header is None:
        key = "no_action_column" if any(map(has_content, grid.rows)) else "empty_file"
        problem = Problem(key, grid.file, grid.sheet)
        return Table(grid, 0, [], {}, {}, [Fault(WHOLE_SHEET, -1, problem)])
    placed = whole.columns if whole else place_columns(grid.rows[header], lambda: grid.rows[header + 1 :], sheet)
    rows = [index for index, row in enumerate(grid.rows) if index > header and has_content(row)]
    table = Table(grid, header, rows, placed.places, {}, [], placed.unknown)
    if not rows:
        table.faults.append(Fault(WHOLE_SHEET, -1, Problem("no_rows", grid.file, grid.sheet)))
    for pair in placed.twice:
        table.faults.append(Fault(WHOLE_SHEET, pair[1], _twice(table, pair)))
    _read_columns(table, [field for field in sheet.fields if field.name not in skip], language, whole)
    return table


def _twice(table: Table, pair: tuple[int, int]) -> Problem:
    first, second = (cell_text(table.grid.rows[table.header][index]).strip() for index in pair)
    return Problem(
        "column_twice",
        table.grid.file,
        table.grid.sheet,
        table.grid.number(table.header),
        second,
        values=(("first", first), ("second", second)),
    )


def _read_columns(table: Table, fields: Sequence[Field], language: str | None, whole: Whole | None) -> None:
    """Reads every column that the sheet has into the table."""
    width = max(table.places.values(), default=-1) + 1
    columns = columns_of([table.grid.rows[row] for row in table.rows], width)
    for field in fields:
        if field.name in table.places:
            evidence = partial(whole.says, field.name) if whole else None
            parsed = _read_column(columns[table.places[field.name]], field, language, evidence)
            table.values[field.name] = parsed.values
            for position, problem in parsed.problems.items():
                table.add(position, field.name, problem)


def _read_column(cells: Sequence[Cell], field: Field, language: str | None, evidence: Evidence | None) -> Parsed[Any]:
    if field.name in _CELL_READERS:
        read, blank = _CELL_READERS[field.name]
        return read_each(cells, read, blank)
    if field.unit is TEXT:
        return read_texts(cells)
    if field.unit is MARK:
        return read_each(cells, read_mark, False)
    if field.unit is DATE:
        return read_dates(cells, language, evidence)
    if field.unit is MONTH:
        return _read_starts(cells, language, evidence)
    return read_numbers(cells, field.unit, language, evidence)


def read_each(cells: Sequence[Cell], read: Callable[[Cell], T | Problem], blank: T) -> Parsed[T]:
    """Reads a column cell by cell, each distinct cell once; the value of a bad cell is `blank`."""
    # The type is part of the key because 1, 1.0 and TRUE are equal in Python.
    keys: Sequence[Hashable] = cells if only_texts(cells) else list(zip(map(type, cells), cells, strict=True))
    known = {key: read(cell) for key, cell in dict(zip(keys, cells, strict=True)).items()}
    return parted([known[key] for key in keys], blank)


def _read_starts(cells: Sequence[Cell], language: str | None, evidence: Evidence | None) -> Parsed[date | None]:
    """The first months of plans; twelve months from the year 9999 on cannot be written."""
    parsed = read_dates(cells, language, evidence)
    firsts = {day: day.replace(day=1) for day in set(parsed.values) if day is not None and day.year < date.max.year}
    late = {index for index, day in enumerate(parsed.values) if day is not None and day not in firsts}
    problems = {**parsed.problems, **dict.fromkeys(late, Problem.of("not_a_date"))}
    return Parsed([None if day is None else firsts.get(day) for day in parsed.values], problems)


def read_texts(cells: Sequence[Cell]) -> Parsed[str]:
    r"""The texts of a column, outer spaces removed, line ends as "\n".

    Problems: bad_character, too_long, formula_refused.

    >>> read_texts([" Salon\r\nB2B ", 12, None]).values
    ['Salon\nB2B', '12', '']
    """
    if only_texts(cells):
        values = [cell.strip() if cell else "" for cell in cells]  # type: ignore[union-attr]
        if _all_good(cells) and 2 * max(map(len, values), default=0) <= _LONGEST_TEXT:
            return Parsed(values, {})
    return read_each(cells, read_text, "")


def _all_good(cells: Sequence[Cell]) -> bool:
    """Whether texts surely hold no bad character and no carriage return: one quick look at all of them."""
    try:
        data = "\n".join(filter(None, cells)).encode()  # type: ignore[arg-type]
    except UnicodeEncodeError:
        return False
    return len(data.translate(None, _BAD_BYTES)) == len(data) and not any(bad in data for bad in _NONCHARACTERS)


def read_text(cell: Cell) -> str | Problem:
    """The text of one cell; see `read_texts`."""
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    text = cell_text(cell)
    if bad := _BAD_CHARACTER.search(text):
        return Problem.of("bad_character", code=f"U+{ord(bad[0]):04X}")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    length = len(text.encode("utf-16-le")) // 2
    return text if length <= _LONGEST_TEXT else Problem.of("too_long", length=length)


def read_mark(cell: Cell) -> bool | Problem:
    """Whether a cell marks: any text that is not only spaces, save "non", "no" and the like; any number but 0.

    >>> read_mark("x"), read_mark(" "), read_mark("Non"), read_mark(1)
    (True, False, False, True)
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if isinstance(cell, str):
        return not is_blank(cell) and fold(cell) not in listed("unmarked")
    return bool(cell)


def read_reference(cell: Cell) -> str | Problem:
    """The text of a reference. Problem: reference_became_number, when a spreadsheet has lost digits of it.

    >>> read_reference("00123"), read_reference("7,32829E+13").key
    ('00123', 'reference_became_number')
    """
    text = read_text(cell)
    lost = isinstance(text, str) and _NUMBER_OF_A_SPREADSHEET.fullmatch(text)
    return Problem.of("reference_became_number") if lost else text


@_kept
def read_status(cell: Cell) -> str | Problem:
    """The key of a status, or the user's own text."""
    text = read_text(cell)
    return text if isinstance(text, Problem) else synonyms("statuses").get(fold(text), text)


@_kept
def read_measure(cell: Cell) -> str | Problem:
    """The key of a measure, "" for a blank. Problem: not_a_measure."""
    text = read_text(cell)
    if isinstance(text, Problem) or not text:
        return text
    return synonyms("measures").get(fold(text)) or Problem.of("not_a_measure")


@_kept
def read_horizon(cell: Cell) -> tuple[bool, ...] | Problem:
    """Whether a cell says short, medium and long term; () for a blank. Problem: not_a_horizon.

    >>> read_horizon("Court / long terme"), read_horizon("MT")
    ((True, False, True), (False, True, False))
    """
    text = read_text(cell)
    if isinstance(text, Problem) or not text:
        return text if text else ()
    words = set(fold(text).split()) - set(listed("horizon_fillers"))
    found = {synonyms("horizons").get(word) for word in words}
    return tuple(name in found for name in _HORIZONS) if found and None not in found else Problem.of("not_a_horizon")


@_kept
def read_action_number(cell: Cell) -> int | Problem | None:
    """The number of an action, a whole number from 1 to 999999. Problem: bad_action_number.

    >>> read_action_number("7"), read_action_number(7.0), read_action_number("0").key
    (7, 7, 'bad_action_number')
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if is_blank(cell):
        return None
    match = _ACTION_NUMBER.fullmatch(cell_text(cell).strip())
    if match is None or not int(match[1]) or isinstance(cell, bool):
        return Problem.of("bad_action_number")
    return int(match[1])


_CELL_READERS: dict[str, tuple[Callable[[Cell], Any], object]] = {
    "reference": (read_reference, ""),
    "no": (read_action_number, None),
    "measure": (read_measure, ""),
    "horizon": (read_horizon, ()),
    "months": (_kept(read_months), ()),
    "status": (read_status, ""),
}
