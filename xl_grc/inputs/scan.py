"""A first walk through a file, holding one row: its columns, its number of plans, whether each plan's rows stand
together. A second walk then reads the file a few plans at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple, Protocol

from xl_grc.errors import InputError, Problem
from xl_grc.functions.units import DATE, MARK, MONTH, TEXT
from xl_grc.plan.cells import read_text
from xl_grc.plan.dates import date_evidence
from xl_grc.plan.fields import ACTIONS, HEADER_DEPTH, FieldPlaces, find_header, place_columns
from xl_grc.plan.grid import Grid
from xl_grc.plan.grouping import NAMELESS, plan_key
from xl_grc.plan.numbers import number_evidence
from xl_grc.plan.parsed_sheet import Whole
from xl_grc.values import Cell, has_content

_BATCH = 5_000
_NAMES = ("reference", "company")
_NOWHERE = sys.maxsize
"""The place of a column that a file has not: beyond the end of every row."""

Row = list[Cell]


class Source(Protocol):
    """A table of actions whose rows can be walked through several times; `heads` gives them for who looks at their
    first `width` cells alone, and may leave the others uncut behind those."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
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
    """What a file holds. `together`: the rows of each plan follow each other."""

    header: Row
    number: int
    """The row of the headers, from 1."""
    columns: FieldPlaces
    plans: int
    together: bool
    named: bool
    doubtful: dict[str, int]
    """The plans beside a row that names none, by their keys, and the number of that row."""

    def whole(self) -> Whole:
        """What the whole file says, for the reading of a part."""
        return Whole(self.columns, self.plans == 1, self.named)

    def unknown(self) -> dict[int, str]:
        """The columns whose headers mean nothing to us, by place."""
        known = {*self.columns.places.values(), *(second for _, second in self.columns.twice)}
        headers = {place: _text(cell) for place, cell in enumerate(self.header) if place not in known}
        return {place: header for place, header in headers.items() if header}


def scan(source: Source) -> Scan:
    """Walk through a file. Raises InputError when it is empty or has no column of actions, no row, no end."""
    top = list(islice(source.rows(), HEADER_DEPTH))
    header = find_header(top, ACTIONS)
    if header is None:
        key = "no_action_column" if any(map(has_content, source.rows())) else "empty_file"
        raise InputError([Problem(key, source.file, source.sheet)])
    columns = place_columns(top[header], lambda: islice(source.rows(), header + 1, None), ACTIONS)
    known: set[int] = set()  # hashes: 76 bytes a plan, whatever its name
    doubtful: dict[str, int] = {}
    together, named, last, above = True, False, None, 0
    company = columns.places.get("company")
    width = 1 + max(columns.places.get(name, 0) for name in _NAMES)
    for key, number, row in _keyed(source.heads(width), header, columns):
        named = named or (company is not None and company < len(row) and bool(_text(row[company])))
        if key != last:
            together = together and hash(key) not in known
            known.add(hash(key))
            if last is not None and NAMELESS in (key, last):
                doubtful.setdefault(*((key, above) if last == NAMELESS else (last, number)))
            last = key
        above = number
    if not known:
        raise InputError([Problem("no_rows", source.file, source.sheet)])
    return Scan(top[header], header + 1, columns, len(known), together, named, doubtful)


def plans_of(source: Source, found: Scan) -> Iterator[PlanRows]:
    """The rows of each plan, in order of first appearance; one plan is held when their rows stand together."""
    if not found.together:
        yield from _gathered(source, found)
        return
    for key, rows in groupby(_keyed(source.rows(), found.number - 1, found.columns), itemgetter(0)):
        _, numbers, cells = zip(*rows, strict=True)
        yield PlanRows(key, list(numbers), list(cells))


def _gathered(source: Source, found: Scan) -> Iterator[PlanRows]:
    plans: dict[str, PlanRows] = {}
    for key, number, row in _keyed(source.rows(), found.number - 1, found.columns):
        plan = plans.setdefault(key, PlanRows(key, [], []))
        plan.numbers.append(number)
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
    said: dict[str, set[int]] = {field.name: set() for field, _ in fields}
    rows = islice(source.rows(), found.number, None)
    while batch := list(islice(rows, _BATCH)):
        for field, place in fields:
            cells = [row[place] for row in batch if place < len(row)]
            is_date = field.unit in (DATE, MONTH)
            said[field.name] |= date_evidence(cells) if is_date else number_evidence(cells, field.unit)
    return {name: frozenset(found_) for name, found_ in said.items()}


def _keyed(rows: Iterator[Row], header: int, columns: FieldPlaces) -> Iterator[tuple[str, int, Row]]:
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
