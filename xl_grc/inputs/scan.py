"""A first walk through a file, holding one row: its columns, its number of plans, whether each plan's rows stand
together. A second walk then reads the file a few plans at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Protocol

from xl_grc.errors import InputError, Problem
from xl_grc.functions.units import AMOUNT, DATE, MARK, MONTH, TEXT
from xl_grc.inputs.bounds import too_many
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.plan.above_table import exponent_said, named_above
from xl_grc.plan.cells import read_text
from xl_grc.plan.column_places import ColumnPlaces, place_columns
from xl_grc.plan.dates import date_evidence
from xl_grc.plan.fields import ACTIONS, HEADER_DEPTH, Field, InputSheet
from xl_grc.plan.grid import Doubt, Grid
from xl_grc.plan.grouping import NAMELESS, plan_key
from xl_grc.plan.header_rows import HeaderRows, find_header
from xl_grc.plan.numbers import number_evidence
from xl_grc.plan.parsed_sheet import Whole
from xl_grc.plan.totals import is_total, may_be_no_record
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, has_content, is_blank

_BATCH = 5_000
_NAMES = ("reference", "company")
_NOWHERE = sys.maxsize
"""The place of a column that a file has not: beyond the end of every row."""
_BLANKS = ' \t\r\n;,"\u00a0'

_MONTHS = Field("months", AMOUNT)
"""What the columns of months hold, where they hold numbers."""

Row = list[Cell]


class Source(Protocol):
    """A table of actions whose rows can be walked through several times; `heads` gives them for who looks at their
    first `width` cells alone, and may leave the others uncut behind those; `grid` holds them all. `numbers`
    are those of the rows as a user sees them, when they are not 1, 2, 3; `doubts` are those of the grid."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def grid(self) -> Grid: ...
    @property
    def numbers(self) -> Sequence[int]: ...
    @property
    def doubts(self) -> Sequence[Doubt]: ...
    def rows(self) -> Iterator[Row]: ...
    def heads(self, width: int) -> Iterator[Row]: ...


class GridSource(NamedTuple):
    """A sheet in memory as a source."""

    grid: Grid

    @property
    def file(self) -> str:
        return self.grid.file

    @property
    def sheet(self) -> str:
        return self.grid.sheet

    @property
    def numbers(self) -> Sequence[int]:
        return self.grid.numbers

    @property
    def doubts(self) -> Sequence[Doubt]:
        return self.grid.doubts

    def rows(self) -> Iterator[Row]:
        return iter(self.grid.rows)

    def heads(self, width: int) -> Iterator[Row]:
        return self.rows()


class PlanRows(NamedTuple):
    """The rows of one plan, with the numbers a user sees; `key` tells plans apart."""

    key: str
    numbers: list[int]
    rows: list[Row]


class Scan(NamedTuple):
    """What a file holds. `together`: the rows of each plan follow each other; `plain`: below one row of headers, every
    row is surely an action."""

    header: Row
    number: int
    """The row of the headers, from 1."""
    columns: ColumnPlaces
    plans: int
    together: bool
    named: bool
    doubtful: dict[str, int]
    """The plans beside a row that names none, by their keys, and the number of that row."""
    plain: bool

    def whole(self) -> Whole:
        """What the whole file says, for the reading of a part."""
        return Whole(self.columns, self.plans == 1, self.named)

    def unknown(self) -> dict[int, str]:
        """The columns whose headers mean nothing to us, by place."""
        months = (month.place for month in self.columns.months)
        known = {*self.columns.places.values(), *months, *(second for _, second in self.columns.twice)}
        headers = {place: _text(cell) for place, cell in enumerate(self.header) if place not in known}
        return {place: header for place, header in headers.items() if header}


def scan(source: Source, sheet: InputSheet = ACTIONS) -> Scan:
    """Walk through a file. Raises InputError when it holds no actions, or a plan more rows than a sheet may have."""
    top = list(islice(source.rows(), HEADER_DEPTH))
    header = _header(source, top, sheet)
    columns = place_columns(header.cells, lambda: islice(source.rows(), header.last + 1, None), sheet)
    known: set[int] = set()  # hashes: 76 bytes a plan, whatever its name
    doubtful: dict[str, int] = {}
    together, named, last, above = True, False, None, 0
    beside_each_other, limit = 0, PackageLimits.from_environment().rows
    company, action = (columns.places.get(name, _NOWHERE) for name in ("company", "action"))
    plain = _is_plain(top, header, sheet)
    may_be_none = _Suspicion(action, header.cells[action] if action < len(header.cells) else None)
    width = 1 + max(columns.places.get(name, 0) for name in (*_NAMES, "action"))
    for key, place, row in _keyed(source.heads(width), header.last, columns):
        plain = plain and not may_be_none(row)
        named = named or (company < len(row) and bool(_text(row[company])))
        beside_each_other = beside_each_other + 1 if key == last else 1
        if beside_each_other > limit:
            raise too_many(source.file, limit)
        if key != last:
            together = together and hash(key) not in known
            known.add(hash(key))
            if last is not None and NAMELESS in (key, last):
                beside, place_of_row = (key, above) if last == NAMELESS else (last, place)
                doubtful.setdefault(beside, *_numbers(source, (place_of_row,)))
            last = key
        above = place
    if not known:
        raise InputError([Problem("no_rows", source.file, source.sheet)])
    return Scan(header.cells, header.last + 1, columns, len(known), together, named, doubtful, plain)


def _header(source: Source, top: Sequence[Row], sheet: InputSheet) -> HeaderRows:
    """The header among the first rows. Raises InputError when none of them names a column of actions."""
    header = find_header(top, sheet)
    if header is None:
        key = "no_action_column" if any(map(has_content, source.rows())) else "empty_file"
        raise InputError([Problem(key, source.file, source.sheet)])
    return header


def _is_plain(top: Iterable[Row], header: HeaderRows, sheet: InputSheet) -> bool:
    """Whether the headers are one row, and the rows above them say nothing of the table."""
    above = list(islice(top, header.first))
    said = any(exponent_said(cell) for row in above for cell in row if isinstance(cell, str))
    return header.first == header.last and not said and not named_above(above, sheet)


class _Suspicion:
    """Whether a row may be no record. Asked of every row of a file, so the usual answers come first."""

    def __init__(self, action: int, header: Cell) -> None:
        self._action = action
        self._header = header
        self._first: Cell = None

    def __call__(self, row: Row) -> bool:
        action = self._action
        name = row[action] if action < len(row) else None
        if name == self._header or may_be_no_record(name):
            return True
        first = row[0]
        if first != self._first:  # a company, most often the one of the row above
            self._first = first
            if is_total(first):
                return True
        if first and action and not (isinstance(first, str) and first.isspace()):
            return False
        return is_total(next((cell for cell in row if not is_blank(cell)), None)) or self._is_alone(row)

    def _is_alone(self, row: Row) -> bool:
        """Whether a row holds the cell of its action at most; the cells behind those looked at may be uncut."""
        others = (cell for place, cell in enumerate(row) if place != self._action and cell is not None)
        return not any(not isinstance(cell, str) or cell.strip(_BLANKS) for cell in others)


def plans_of(source: Source, found: Scan) -> Iterator[PlanRows]:
    """The rows of each plan, in order of first appearance; one plan is held when their rows stand together."""
    if not found.together:
        yield from _gathered(source, found)
        return
    for key, rows in groupby(_keyed(source.rows(), found.number - 1, found.columns), itemgetter(0)):
        _, places, cells = zip(*rows, strict=True)
        yield PlanRows(key, _numbers(source, places), list(cells))


def _numbers(source: Source, places: Iterable[int]) -> list[int]:
    """The numbers of rows as a user sees them, by their places from 1."""
    numbers = source.numbers
    return [numbers[place - 1] for place in places] if numbers else list(places)


def _gathered(source: Source, found: Scan) -> Iterator[PlanRows]:
    plans: dict[str, PlanRows] = {}
    for key, number, row in _keyed(source.rows(), found.number - 1, found.columns):
        plan = plans.setdefault(key, PlanRows(key, [], []))
        plan.numbers.extend(_numbers(source, (number,)))
        plan.rows.append(row)
    for key in list(plans):
        yield plans.pop(key)


def evidence(source: Source, found: Scan) -> dict[str, frozenset[int]]:
    """What the unambiguous cells of each column of numbers or dates say, over the whole file."""
    fields = [
        (field, place)
        for field in ACTIONS.fields
        if field.unit not in (TEXT, MARK) and (place := found.columns.places.get(field.name)) is not None
    ]
    fields += [(_MONTHS, month.place) for month in found.columns.months]
    said: dict[str, set[int]] = {field.name: set() for field, _ in fields}
    rows = islice(source.rows(), found.number, None)
    while batch := list(islice(rows, _BATCH)):
        for field, place in fields:
            cells = [row[place] for row in batch if place < len(row)]
            is_date = field.unit in (DATE, MONTH)
            said[field.name] |= date_evidence(cells) if is_date else number_evidence(cells, field.unit)
    return {name: frozenset(found_) for name, found_ in said.items()}


def _keyed(rows: Iterator[Row], header: int, columns: ColumnPlaces) -> Iterator[tuple[str, int, Row]]:
    """Each row that holds something, with the key of its plan and its number."""
    reference, company = (columns.places.get(name, _NOWHERE) for name in _NAMES)
    last: tuple[Cell, Cell] | None = None
    key = ""
    for number, row in enumerate(islice(rows, header + 1, None), header + 2):
        width = len(row)
        cells = (row[reference] if reference < width else None, row[company] if company < width else None)
        if cells != last:
            last, key = cells, plan_key(*map(_text, cells))
        if key or has_content(row):
            yield key, number, row


def _text(cell: Cell) -> str:
    text = read_text(cell)
    return text if isinstance(text, str) else ""
