"""What the verbs do with values: columns are lists, a blank cell is "", an error an `ErrorToken`.

Sums leave out texts, as SUMIFS and SUMPRODUCT do. An error in a column makes only its own group fail under SUMIFS
and everything under SUMPRODUCT (`spreads`).
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, compress
from math import prod
from typing import Any

from xl_grc.functions.rounding import round_as_sheets
from xl_grc.values import NUMBERS, ErrorToken, as_text

Column = Sequence[Any]


def folded(value: Any) -> Any:
    """Text without case, as `=` compares it; anything else as it is."""
    return value.lower() if value.__class__ is str else value


def folded_column(column: Column) -> Column:
    """The texts of a column without case."""
    return [value.lower() if value.__class__ is str else value for value in column]


def marked(value: Any) -> bool:
    """Whether a month cell holds a mark.

    >>> marked("X"), marked(" "), marked("")
    (True, False, False)
    """
    return value != "" and str(value).strip(" ") != ""


def positions(column: Column) -> dict[Any, int]:
    """The first row of each number."""
    found: dict[Any, int] = {}
    for row, value in enumerate(column):
        if value.__class__ in NUMBERS:
            found.setdefault(value, row)
    return found


def numbers(column: Column) -> list[float]:
    """The numbers of a column."""
    return [value for value in column if value.__class__ in NUMBERS]


def first_error(columns: Iterable[Column]) -> ErrorToken | None:
    """The first error in the columns, one column after the other."""
    for column in columns:
        if ErrorToken in set(map(type, column)):
            return next(value for value in column if value.__class__ is ErrorToken)
    return None


def column_total(column: Column) -> Any:
    """SUM."""
    return first_error([column]) or sum(numbers(column))


def smallest(column: Column) -> Any:
    """MIN; 0 when there is no number."""
    return first_error([column]) or min(numbers(column), default=0)


class Failed(dict[Any, Any]):
    """Totals of which every one is the same error."""

    def __init__(self, error: ErrorToken) -> None:
        super().__init__()
        self._error = error

    def get(self, key: Any, default: Any = None) -> Any:
        """The error, whatever the key."""
        return self._error


def _kept(rows: Column, operator: str, bound: Any) -> list[bool]:
    if operator == "number":
        return [value.__class__ in NUMBERS for value in rows]
    if operator in ("filled", "entered"):
        return [value != "" for value in rows]
    if operator == "marked":
        return [marked(value) for value in rows]
    if operator == "contains":
        return [isinstance(value, str) and bound in value for value in rows]
    return [folded(value) != folded(bound) for value in rows]


def group_totals(
    keys: Column, columns: Sequence[Column], filters: Sequence[tuple[Column, str, Any]] = (), spreads: bool = False
) -> Mapping[Any, Any]:
    """For each key the sum of the product of the columns over its rows, or the count of them without columns."""
    if spreads:
        error = first_error(
            [keys, *(rows for rows, operator_, _ in filters if operator_ not in ("number", "contains")), *columns]
        )
        if error is not None:
            return Failed(error)
    if filters:
        kept = [all(tests) for tests in zip(*(_kept(*condition) for condition in filters), strict=True)]
        keys, columns = list(compress(keys, kept)), [list(compress(column, kept)) for column in columns]
    totals: dict[Any, Any] = {}
    for key, amount in zip(keys, _products(columns, len(keys)), strict=True):
        if amount.__class__ in NUMBERS:
            known = totals.get(key, 0)
            totals[key] = known if known.__class__ is ErrorToken else known + amount
        elif amount.__class__ is ErrorToken:
            totals.setdefault(key, 0)
            totals[key] = totals[key] if totals[key].__class__ is ErrorToken else amount
    return totals


def _products(columns: Sequence[Column], rows: int) -> Column:
    if len(columns) == 1:
        return columns[0]
    numeric = [[value if value.__class__ in NUMBERS else 0 for value in column] for column in columns]
    return [prod(values) for values in zip(*numeric, strict=True)] if numeric else [1] * rows


_BOUNDS = {">=": operator.ge, "<": operator.lt, "<=": operator.le}


def total_within(column: Column, conditions: Sequence[tuple[Column, str, Any]]) -> Any:
    """The sum of the rows whose numbers keep the bounds."""
    kept = [
        value
        for row, value in enumerate(column)
        if all(
            cells[row].__class__ in NUMBERS and _BOUNDS[operator_](cells[row], bound)
            for cells, operator_, bound in conditions
        )
    ]
    return column_total(kept)


def marked_totals(values: Column, *months: Column) -> list[Any]:
    """For each month the sum of the values of the rows that it marks."""
    numeric = [value if value.__class__ in NUMBERS else 0 for value in values]
    return [
        first_error([month, values]) or sum([value for value, mark in zip(numeric, month, strict=True) if marked(mark)])
        for month in months
    ]


def ordered(column: Column) -> Any:
    """The numbers of a column from least to largest, for `rank`."""
    return first_error([column]) or sorted(numbers(column))


_LAST_BITS = 2.0**-48


def rank(values: Any, value: float, half_step: float) -> Any:
    """1 + how many values lie beyond `value` by more than half a step, above it or (negative step) below.

    A number that differs from the limit in its last bits alone is not beyond it: a sheet takes both for equal.

    >>> rank([0.3000000025], 0.3000000025, -5e-10)
    1
    """
    if values.__class__ is ErrorToken:
        return values
    limit = round_as_sheets(value, 9) + half_step
    equal = abs(limit) * _LAST_BITS
    if half_step > 0:
        return 1 + len(values) - bisect_right(values, limit + equal)
    return 1 + bisect_left(values, limit - equal)


def sign(number: float) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def orders(ranks: Column, numbers_: Column) -> Mapping[Any, int]:
    """For each rank and number the place without ties."""
    pairs = [
        (rank, number)
        for rank, number in zip(ranks, numbers_, strict=True)
        if rank.__class__ in NUMBERS and number.__class__ in NUMBERS
    ]
    if len({rank for rank, _ in pairs}) == len(pairs):  # no ties, as most often
        return {pair: pair[0] for pair in pairs}
    pairs.sort()
    first: dict[Any, int] = {}
    places: dict[Any, int] = {}
    for place, (rank, number) in enumerate(pairs):
        places.setdefault((rank, number), rank + place - first.setdefault(rank, place))
    return places


def places_of_largest(column: Column) -> list[int]:
    """The rows of a column that hold numbers, counted from 1, the largest first, of equal ones the upper first.

    >>> places_of_largest([5, "", 9, 5])
    [3, 1, 4]
    """
    rows = [row for row, value in enumerate(column, 1) if value.__class__ in NUMBERS]
    return sorted(rows, key=lambda row: -column[row - 1])


def sums_of_largest(column: Column) -> list[float]:
    """The sum of no number of a column, of the largest one, of the two largest, up to all.

    >>> sums_of_largest([5, "", 9, 5])
    [0, 9, 14, 19]
    """
    return list(accumulate(sorted(numbers(column), reverse=True), initial=0))


def latest(column: Column, tested: Column, below: float) -> Any:
    """The largest number whose tested cell is below the bound; 0 when there is none."""
    kept = [value for value, test in zip(column, tested, strict=True) if test.__class__ in NUMBERS and test < below]
    return first_error([tested, column]) or max(numbers(kept), default=0)


def nth(column: Column, place: Any) -> Any:
    """The text at a place counted from 1, "" beyond the end."""
    if place > len(column):
        return ""
    value = column[int(place) - 1]
    return value if value.__class__ is ErrorToken else as_text(value)


def marks_until(count: float, *months: Any) -> int:
    """How many of the first so many months are marked."""
    return sum(map(marked, months[: max(0, int(count))]))
