"""The rules of sheets for plain values: only numbers of a usual size, texts and blanks, never an error.

Without errors to look for, a relation is prepared once (rows by key, rows by bound, rows by month) and each cell then
touches its own rows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, compress, pairwise, repeat
from operator import and_, itemgetter, mul, ne
from typing import Any, TypeAlias

from xl_grc.records import NamedTuple
from xl_grc.tables.runtime.rules import BOUNDS, LAST_BITS, Column, rank
from xl_grc.tables.runtime.text_rules import texts_of as texts_of

Rows: TypeAlias = "Sequence[bool] | None"
"""For each row whether it is kept; None keeps all."""


def positions(column: Column) -> dict[Any, int]:
    """The first row of each number."""
    found: dict[Any, int] = {}
    for row, value in enumerate(column):
        if value.__class__ is not str and value not in found:
            found[value] = row
    return found


def column_total(column: Column) -> float:
    """The sum of the numbers of a column."""
    summed: float = sum([value for value in column if value.__class__ is not str])
    return summed


def smallest(column: Column) -> float:
    """The least number of a column; 0 when there is none."""
    least: float = min([value for value in column if value.__class__ is not str], default=0)
    return least


def ordered(column: Column) -> list[float]:
    """The numbers of a column from least to largest."""
    return sorted([value for value in column if value.__class__ is not str])


def aligned(column: Column, own_keys: Column, rows: Mapping[Any, int], keys: Column) -> Column:
    """For each key the cell of `column` in the row of that key, None where there is none.

    `rows` are the positions of `own_keys`. Tables that carry the same numbers share one list of them.

    >>> aligned(["a", "b"], [1, 2], {1: 0, 2: 1}, [2, 1, 3])
    ['b', 'a', None]
    """
    if keys is own_keys and len(rows) == len(own_keys):
        return column
    return [None if (row := rows.get(key)) is None else column[row] for key in keys]


def kept(column: Column, operator: str, bound: Any) -> list[bool]:
    """For each row whether it passes a filter: an operator of `Where` and its bound; texts are folded already."""
    if operator in BOUNDS:
        keeps = BOUNDS[operator]
        return [bound != "" and value.__class__ is not str and keeps(value, bound) for value in column]
    return _FILTERS[operator](column, bound)


def _above(column: Column, bound: Any) -> list[bool]:
    least = bound or 0
    return [value.__class__ is not str and value > least for value in column]


_FILTERS: Mapping[str, Callable[[Column, Any], list[bool]]] = {
    "number": lambda column, _: [value.__class__ is not str for value in column],
    "no number": lambda column, _: [value.__class__ is str for value in column],
    "filled": lambda column, _: [value != "" for value in column],
    "entered": lambda column, _: [value != "" for value in column],
    "blank": lambda column, _: [value == "" for value in column],
    "marked": lambda column, _: [value.strip(" ") != "" if value else False for value in column],
    "contains": lambda column, text: [value.__class__ is str and text in value for value in column],
    "positive": _above,
    "above": _above,
    "not positive": lambda column, _: [value.__class__ is str or value <= 0 for value in column],
    "unlike": lambda column, other: list(map(ne, column, other)),
    "differs": lambda column, text: [value != text for value in column],
    "same": lambda column, text: [value == text for value in column],
    "=": lambda column, number: [value == number for value in column],
}


def all_kept(first: list[bool], *others: list[bool]) -> list[bool]:
    """For each row whether it passes all filters.

    >>> all_kept([True, True], [False, True])
    [False, True]
    """
    for other in others:
        first = list(map(and_, first, other))
    return first


def anything(*columns: Column) -> list[bool]:
    """For each row whether something stands in one of the columns."""
    return list(map(ne, zip(*columns, strict=True), repeat(("",) * len(columns))))


def all_different(keys: Column) -> bool:
    """Whether no key stands in two rows, as the numbers of actions do not."""
    return len(set(keys)) == len(keys)


def counts(keys: Column, different: bool, rows: Rows = None) -> Mapping[Any, int]:
    """How many rows each key has, of those that are kept.

    >>> counts([7, 8, 7], False), counts([7, 8, 9], True, [True, True, False])
    ({7: 2, 8: 1}, {7: 1, 8: 1})
    """
    asked = keys if rows is None else compress(keys, rows)
    if different:
        return dict.fromkeys(asked, 1)
    found: dict[Any, int] = {}
    known = found.get
    for key in asked:
        found[key] = known(key, 0) + 1
    return found


def totals(keys: Column, column: Column, different: bool, rows: Rows = None) -> Mapping[Any, float]:
    """The sum of the numbers of `column` for each key, over the rows that are kept."""
    pairs: Iterable[tuple[Any, Any]] = zip(keys, column, strict=True)
    if rows is not None:
        pairs = compress(pairs, rows)
    if different:
        return {key: 0 + value for key, value in pairs if value.__class__ is not str}
    found: dict[Any, float] = {}
    known = found.get
    for key, value in pairs:
        if value.__class__ is not str:
            found[key] = known(key, 0) + value
    return found


def products(*columns: Column) -> Column:
    """The product of the columns in each row; a cell without a number counts as 0."""
    first, *others = [_numbers(column) for column in columns]
    for other in others:
        first = list(map(mul, first, other))
    return first


def _numbers(column: Column) -> list[Any]:
    """A column with 0 in place of a text."""
    return [0 if value.__class__ is str else value for value in column]


def count(rows: Iterable[bool]) -> int:
    """How many rows are kept."""
    return sum(rows)


def total(column: Column, rows: Iterable[bool]) -> float:
    """The sum of the numbers of `column` over the rows that are kept."""
    summed: float = sum([value for value in compress(column, rows) if value.__class__ is not str])
    return summed


def totals_along(column: Column, own_keys: Column, keys: Column) -> list[float]:
    """For each key the sum of the numbers of `column` in the rows of that key.

    >>> totals_along([1, 2, ""], [7, 7, 8], [7, 8, 9])
    [3, 0, 0]
    """
    different = all_different(own_keys)
    if different and keys is own_keys:
        return _numbers(column)
    found = totals(own_keys, column, different)
    return [found.get(key, 0) for key in keys]


class Bounded(NamedTuple):
    """The amounts of a column in the order of the bounds beside them."""

    bounds: Column
    amounts: Column


def by_bound(column: Column, bounds: Column) -> Bounded:
    """The rows that hold both an amount and a bound."""
    if str not in set(map(type, chain(bounds, column))) and bounds == sorted(bounds):  # months, as most often
        return Bounded(bounds, column)
    pairs = [
        (bound, amount)
        for bound, amount in zip(bounds, column, strict=True)
        if bound.__class__ is not str and amount.__class__ is not str
    ]
    pairs.sort(key=itemgetter(0))
    return Bounded([bound for bound, _ in pairs], [amount for _, amount in pairs])


def total_beyond(column: Column, bounds: Column, beyond: str, value: float) -> float:
    """The sum of the numbers of `column` in the rows whose bound lies beyond a value.

    >>> total_beyond([1, 2, 4], [10, "", 30], ">=", 10)
    5
    """
    holds = BOUNDS[beyond]
    if str not in set(map(type, bounds)):
        return total(column, map(holds, bounds, repeat(value)))
    summed: float = sum(
        [
            amount
            for amount, bound in zip(column, bounds, strict=True)
            if bound.__class__ is not str and amount.__class__ is not str and holds(bound, value)
        ]
    )
    return summed


_SHARES = {"": 0, "X": 1, "x": 1}


class MonthShares(NamedTuple):
    """For each of the twelve months the share of each row, and whether it counts."""

    parts: list[list[Any]]
    active: list[list[Any]]


def shares(*months: Column) -> MonthShares:
    """An X counts 1, a number itself.

    >>> shares(["X", "", 0.5])
    MonthShares(parts=[[1, 0, 0.5]], active=[[True, False, True]])
    """
    known = _SHARES.get
    if set(map(type, chain.from_iterable(months))) <= {str}:
        marks = [list(map(known, month)) for month in months]
        return MonthShares(marks, marks)
    parts = [[known(value, value) for value in month] for month in months]
    return MonthShares(parts, [list(map(bool, month)) for month in parts])


def active_months(months: MonthShares, first: float) -> list[int]:
    """How many of the first so many months count in each row.

    >>> active_months(shares(["X", ""], [0.5, "X"]), 1)
    [1, 0]
    """
    chosen = months.active[: max(0, int(first))]
    return list(map(sum, zip(*chosen, strict=True))) if chosen else [0] * len(months.active[0])


def total_shares(months: MonthShares) -> list[float]:
    """The sum of the shares of each row."""
    return list(map(sum, zip(*months.parts, strict=True)))


def spread(column: Column, months: MonthShares) -> list[float]:
    """For each month what falls into it of the values per share."""
    numbers = _numbers(column)
    if months.parts is months.active:
        return [sum(compress(numbers, month)) for month in months.parts]
    return [sum(map(mul, numbers, month)) for month in months.parts]


def delayed_spread(column: Column, delays: Column, months: MonthShares) -> list[float]:
    """The same of values that come so many months later; behind the twelve months what comes after them.

    >>> delayed_spread([10, 1], [1, 12], shares(["X", "X"], ["", ""]))
    [0, 10, 1]
    """
    if not any(delays):
        return [*spread(column, months), 0]
    last = len(months.parts)
    found: list[float] = [0] * (last + 1)
    for position, month in enumerate(months.parts):
        for value, delay, part in zip(column, delays, month, strict=True):
            if part:
                found[min(position + int(delay), last)] += value * part
    return found


def ranks(column: Column, half_step: float) -> Column:
    """The rank of each number of a column, "" beside a text; see `rules.rank`.

    Where no other number is near, its place in the order is its rank; only near ones are rounded and compared.

    >>> ranks([0.5, "", 0.2, 0.5], 5e-10), ranks([0.5, "", 0.2, 0.5], -5e-10)
    ([1, '', 3, 1], [2, '', 1, 2])
    """
    ordered = sorted([value for value in column if value.__class__ is not str])
    count, near = len(ordered), 4 * abs(half_step)
    places = range(count, 0, -1) if half_step > 0 else range(1, count + 1)
    known: dict[Any, Any] = dict(zip(ordered, places, strict=True))
    for value, following in pairwise(ordered):
        if following - value <= near + 2 * LAST_BITS * abs(following):
            known[value], known[following] = rank(ordered, value, half_step), rank(ordered, following, half_step)
    known[""] = ""
    return [known[value] for value in column]
