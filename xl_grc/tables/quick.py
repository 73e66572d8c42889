"""The relations of `relations` for plain values: only numbers of a usual size, texts and blanks, never an error.

Without errors to look for, a relation is prepared once (rows by key, rows by bound, rows by month) and each cell then
touches its own rows alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

from xl_grc.tables.relations import NUMBERS, Column
from xl_grc.tables.relations import _kept as kept


def aligned(column: Column, own_keys: Column, rows: Mapping[Any, int], keys: Column) -> Column:
    """For each key the cell of `column` in the row of that key, None where there is none.

    `rows` are the positions of `own_keys`. Tables that carry the same numbers share one list of them.

    >>> aligned(["a", "b"], [1, 2], {1: 0, 2: 1}, [2, 1, 3])
    ['b', 'a', None]
    """
    if keys is own_keys and len(rows) == len(own_keys):
        return column
    return [None if (row := rows.get(key)) is None else column[row] for key in keys]


def by_key(keys: Column, filters: Sequence[tuple[Column, str, Any]]) -> Mapping[Any, Sequence[int]]:
    """The rows of each key, those that pass the filters.

    >>> dict(by_key([7, 8, 7], []))
    {7: [0, 2], 8: [1]}
    """
    rows: Sequence[int] = range(len(keys))
    for condition in filters:
        passes = kept(*condition)
        rows = [row for row in rows if passes[row]]
    found: defaultdict[Any, list[int]] = defaultdict(list)
    for row in rows:
        found[keys[row]].append(row)
    found.default_factory = None
    return found


def totals_along(column: Column, own_keys: Column, keys: Column) -> list[float]:
    """For each key the sum of the numbers of `column` in the rows of that key.

    >>> totals_along([1, 2, ""], [7, 7, 8], [7, 8, 9])
    [3, 0, 0]
    """
    if keys is own_keys and len(set(keys)) == len(keys):
        return [0 if value.__class__ is str else value for value in column]
    totals: dict[Any, float] = {}
    for key, value in zip(own_keys, column, strict=True):
        if value.__class__ is not str:
            totals[key] = totals.get(key, 0) + value
    return [totals.get(key, 0) for key in keys]


def sum_at(column: Column, rows: Sequence[int]) -> float:
    """The sum of the numbers of a column in some rows."""
    total: float = sum([value for row in rows if (value := column[row]).__class__ is not str])
    return total


def sum_products_at(columns: Sequence[Column], rows: Sequence[int]) -> float:
    """The sum over some rows of the product of the columns; a cell without a number counts as 0."""
    return sum(
        [prod([value if (value := column[row]).__class__ in NUMBERS else 0 for column in columns]) for row in rows]
    )


class Bounded(NamedTuple):
    """The amounts of a column in the order of the bounds beside them."""

    bounds: list[Any]
    amounts: list[Any]


def by_bound(column: Column, bounds: Column) -> Bounded:
    """The rows that hold both an amount and a bound."""
    pairs = [
        (bound, amount)
        for bound, amount in zip(bounds, column, strict=True)
        if bound.__class__ is not str and amount.__class__ is not str
    ]
    pairs.sort(key=lambda pair: pair[0])
    return Bounded([bound for bound, _ in pairs], [amount for _, amount in pairs])


def sum_within(rows: Bounded, *conditions: tuple[str, Any]) -> float:
    """The sum of the amounts whose bound keeps the conditions.

    >>> rows = by_bound([10, 20, 40], [1, 2, 3])
    >>> sum_within(rows, (">=", 2)), sum_within(rows, (">=", 2), ("<", 3))
    (60, 20)
    """
    first, last = 0, len(rows.bounds)
    for operator, limit in conditions:
        if operator == ">=":
            first = max(first, bisect_left(rows.bounds, limit))
        else:
            cut = bisect_left if operator == "<" else bisect_right
            last = min(last, cut(rows.bounds, limit))
    total: float = sum(rows.amounts[first:last])
    return total


def marked_rows(*months: Column) -> list[list[int]]:
    """For each month the rows that it marks."""
    return [[row for row, mark in enumerate(month) if mark and mark.strip(" ")] for month in months]


def marked_totals(column: Column, months: Sequence[Sequence[int]]) -> list[float]:
    """For each month the sum of the column over the rows that it marks."""
    return [sum_at(column, rows) for rows in months]
