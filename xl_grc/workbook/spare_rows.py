"""The rows that tables keep free for typing: they hold nothing and count nowhere, so none is calculated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from xl_grc.records import NamedTuple
from xl_grc.tables.evaluation import are_plain, evaluate
from xl_grc.tables.kind import ColumnValues, NamedValues, WorkbookKind
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.shape import TableShape
from xl_grc.values import NUMBERS


class _Growing(NamedTuple):
    """A table that keeps rows free, its columns under their names in a filling.

    `numbers` number its rows, where they are numbered; the key of a customer is a text, and typed as inputs are. Each
    computed column stands with what it holds in a free row.
    """

    name: str
    spare_rows: int
    numbers: tuple[str, ...]
    typed: tuple[str, ...]
    computed: tuple[tuple[str, float | str], ...]

    @property
    def given(self) -> tuple[str, ...]:
        """All columns that are not computed."""
        return self.numbers + self.typed


@cache
def _growing(kind: WorkbookKind) -> tuple[_Growing, ...]:
    return tuple(map(_columns, (table for table in kind.shapes.values() if table.spare_rows)))


def _columns(table: TableShape) -> _Growing:
    named = [(f"{table.name}.{column.key}", column) for column in table.columns]
    numbers = tuple(name for name, column in named if column.role == "key" and column.held == "number")
    typed = tuple(name for name, column in named if column.role != "computed" and name not in numbers)
    computed = tuple((name, column.spare) for name, column in named if column.role == "computed")
    return _Growing(table.name, table.spare_rows, numbers, typed, computed)


def add_spare_rows(kind: WorkbookKind, columns: ColumnValues) -> None:
    """Add the rows kept free to columns that are calculated, numbered on."""
    for table in _growing(kind):
        for name in table.typed:
            columns[name] = columns[name] + [""] * table.spare_rows
        for name in table.numbers:
            first = max(columns[name], default=0) + 1
            columns[name] = columns[name] + list(range(first, first + table.spare_rows))
        _add_computed(table, columns, table.spare_rows)


def _add_computed(table: _Growing, columns: ColumnValues, count: int) -> None:
    for name, spare in table.computed if count else ():
        columns[name] = columns[name] + [spare] * count


def evaluate_typed_rows(
    kind: WorkbookKind, columns: ColumnValues, names: NamedValues, language: str, surroundings: Surroundings
) -> None:
    """`evaluate`, but for the rows at the end of tables in which nothing is typed: they get what free rows hold.

    Where an input is not plain every row is calculated: to a sheet a blank cell is the number 0, if one is typed where
    a text belongs.
    """
    free = _free_rows(kind, columns)
    given = {name: columns[name] for table in _growing(kind) for name in table.given}
    for table in _growing(kind):
        columns.update((name, given[name][: len(given[name]) - free[table.name]]) for name in table.given)
    plain = are_plain(kind, columns, names)
    if plain:
        _share_numbers(kind, columns)
    else:
        columns.update(given)
    evaluate(kind, columns, names, language, surroundings, plain)
    for table in _growing(kind) if plain else ():
        _add_computed(table, columns, free[table.name])
    columns.update(given)


def _numbered(kind: WorkbookKind) -> list[str]:
    return [name for table in _growing(kind) for name in table.numbers]


def _share_numbers(kind: WorkbookKind, columns: ColumnValues) -> None:
    """Tables that carry the same numbers get one list of them: nothing has to be looked up then."""
    names = _numbered(kind)
    for name in names[1:]:
        if columns[name] == columns[names[0]]:
            columns[name] = columns[names[0]]


def _free_rows(kind: WorkbookKind, columns: ColumnValues) -> dict[str, int]:
    """How many rows at the end of each table are free; tables that are numbered have the same free rows."""
    free = {
        table.name: _blank_rows([columns[name] for name in table.typed], table.spare_rows) for table in _growing(kind)
    }
    numbered = [table.name for table in _growing(kind) if table.numbers]
    count = min((free[name] for name in numbered), default=0)
    if count and not _follow([columns[name] for name in _numbered(kind)], count):
        count = 0
    return free | dict.fromkeys(numbered, count)


def _blank_rows(columns: Sequence[list[Any]], most: int) -> int:
    """How many rows at the end are surely blank: all that a table keeps free, or half of them, or half of those."""
    count = min(most, len(columns[0]))
    while count and any(column[-count:] != [""] * count for column in columns):
        count //= 2
    return count


def _follow(lists: Sequence[list[Any]], count: int) -> bool:
    """Whether the last numbers are the same in all lists, each above the one before it and above all others."""
    last = lists[0][-count:]
    if any(numbers[-count:] != last for numbers in lists) or not set(map(type, last)) <= NUMBERS:
        return False
    largest = max((one for numbers in lists for one in numbers[:-count] if one.__class__ in NUMBERS), default=0)
    return largest < last[0] and all(one < following for one, following in pairwise(last))
