"""The rows that tables keep free for typing: they hold nothing and count nowhere, so none is calculated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from xl_grc.tables.evaluation import are_plain, evaluate
from xl_grc.tables.kind import ColumnValues, NamedValues, WorkbookKind
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.shape import ColumnShape, TableShape
from xl_grc.values import NUMBERS


class _Spare(NamedTuple):
    """The columns of tables that keep rows free: what they hold there, and those that are numbered on."""

    same: tuple[tuple[str, list[float | str]], ...]
    numbered: tuple[tuple[str, int], ...]


@cache
def _spare(kind: WorkbookKind) -> _Spare:
    growing = _growing(kind)
    same = tuple(
        (f"{table.name}.{one.key}", [one.spare] * table.spare_rows)
        for table in growing
        for one in table.columns
        if not _is_number(one)
    )
    return _Spare(same, tuple((_numbers(table), table.spare_rows) for table in growing if _is_number(table.columns[0])))


@cache
def _growing(kind: WorkbookKind) -> tuple[TableShape, ...]:
    return tuple(table for table in kind.shapes.values() if table.spare_rows)


def _numbers(table: TableShape) -> str:
    return f"{table.name}.{table.columns[0].key}"


def _is_number(column: ColumnShape) -> bool:
    """Whether a column numbers the rows of its table; the key of a customer is a text."""
    return column.role == "key" and column.held == "number"


def add_spare_rows(kind: WorkbookKind, columns: ColumnValues) -> None:
    """Add the rows kept free to columns that are calculated, numbered on."""
    spare = _spare(kind)
    for key, held in spare.same:
        columns[key] = columns[key] + held
    for key, count in spare.numbered:
        largest = max(columns[key], default=0)
        columns[key] = columns[key] + list(range(largest + 1, largest + 1 + count))


def evaluate_typed_rows(
    kind: WorkbookKind, columns: ColumnValues, names: NamedValues, language: str, surroundings: Surroundings
) -> None:
    """`evaluate`, but for the rows at the end of tables in which nothing is typed: they get what free rows hold.

    Where an input is not plain every row is calculated: to a sheet a blank cell is the number 0, if one is typed where
    a text belongs.
    """
    free = _free_rows(kind, columns)
    given = {key: columns[key] for table in _growing(kind) for key in _keys(table, computed=False)}
    for table in _growing(kind):
        rows = len(columns[_keys(table, computed=False)[0]]) - free[table.name]
        columns.update((key, columns[key][:rows]) for key in _keys(table, computed=False))
    plain = are_plain(kind, columns, names)
    if plain:
        _share_numbers(kind, columns)
    else:
        columns.update(given)
    evaluate(kind, columns, names, language, surroundings, plain)
    for table in _growing(kind) if plain else ():
        for column in table.columns if free[table.name] else ():
            if column.role == "computed":
                key = f"{table.name}.{column.key}"
                columns[key] = columns[key] + [column.spare] * free[table.name]
    columns.update(given)


def _share_numbers(kind: WorkbookKind, columns: ColumnValues) -> None:
    """Tables that carry the same numbers get one list of them: nothing has to be looked up then."""
    first: list[Any] | None = None
    for table in _growing(kind):
        if _is_number(table.columns[0]):
            numbers = columns[_numbers(table)]
            first = numbers if first is None else first
            if numbers == first:
                columns[_numbers(table)] = first


def _free_rows(kind: WorkbookKind, columns: ColumnValues) -> dict[str, int]:
    """How many rows at the end of each table are free; tables that are numbered have the same free rows."""
    free = {table.name: _blank_rows(_typed(table, columns), table.spare_rows) for table in _growing(kind)}
    numbered = [table for table in _growing(kind) if _is_number(table.columns[0])]
    if numbered:
        count = min(free[table.name] for table in numbered)
        lists = [columns[_numbers(table)] for table in numbered]
        count = count if count and _follow(lists, count) else 0
        free |= {table.name: count for table in numbered}
    return free


@cache
def _keys(table: TableShape, computed: bool) -> tuple[str, ...]:
    return tuple(f"{table.name}.{column.key}" for column in table.columns if (column.role == "computed") is computed)


def _typed(table: TableShape, columns: ColumnValues) -> list[list[Any]]:
    return [
        columns[f"{table.name}.{column.key}"]
        for column in table.columns
        if column.role != "computed" and not _is_number(column)
    ]


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
