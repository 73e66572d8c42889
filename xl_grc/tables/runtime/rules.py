"""What the verbs do with values: columns are lists, a blank cell is "", an error an `ErrorToken`.

Sums leave out texts, as SUMIFS and SUMPRODUCT do. An error in a column makes only its own group fail under SUMIFS
and everything under SUMPRODUCT (`spreads`).
"""

from __future__ import annotations

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, compress
from math import prod
from typing import Any

from xl_grc.functions.rounding import round_as_sheets
from xl_grc.values import NUMBERS, ErrorToken, as_text

Column = Sequence[Any]

ANY_NUMBER = 9e307
"""Below every text, above every number that people type: how formulas over a column tell numbers from texts."""


BOUNDS = {">=": operator.ge, "<": operator.lt, "<=": operator.le}


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


def anything(*columns: Column) -> list[Any]:
    """For each row whether something stands in one of the columns, 1 or 0; an error there takes its place.

    >>> anything(["", "X", ""], ["", "", 0])
    [0, 1, 1]
    """
    return [first_error([row]) or int(row.count("") < len(row)) for row in zip(*columns, strict=True)]


def counts(value: Any, limits: tuple[float | None, float]) -> bool:
    """Whether an input of numbers holds a number within its limits.

    >>> counts(0.5, (0, 1)), counts(50, (0, 1)), counts("0.5", (0, 1)), counts("", (0, 1))
    (True, False, False, False)
    """
    minimum, maximum = limits
    return value.__class__ in NUMBERS and (minimum is None or value >= minimum) and bool(value <= maximum)


def counting(column: Column, limits: tuple[float | None, float]) -> Column:
    """A column of inputs with "" in place of what does not count; an error stays."""
    return [value if value.__class__ is ErrorToken or counts(value, limits) else "" for value in column]


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


def kept(rows: Column, operator: str, bound: Any) -> list[bool]:
    """For each row whether it passes a filter, an operator of `Where` and what it compares with."""
    if operator == "unlike":
        return [folded(value) != folded(other) for value, other in zip(rows, bound, strict=True)]
    if operator in BOUNDS:
        return [value.__class__ in NUMBERS and bool(BOUNDS[operator](value, bound)) for value in rows]
    passes = _FILTERS[operator]
    return [passes(value, bound) for value in rows]


def _is_above(value: Any, bound: Any) -> bool:
    return value.__class__ in NUMBERS and bool((bound or 0) < value <= ANY_NUMBER)


_ANYTHING = frozenset({"number", "no number", "contains"})
"""The filters that an error stops no more than any other value."""
_FILTERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "number": lambda value, _: value.__class__ in NUMBERS,
    "no number": lambda value, _: value.__class__ not in NUMBERS,
    "filled": lambda value, _: bool(value != ""),
    "entered": lambda value, _: bool(value != ""),
    "blank": lambda value, _: bool(value == ""),
    "marked": lambda value, _: marked(value),
    "contains": lambda value, text: isinstance(value, str) and text in value,
    "positive": _is_above,
    "above": _is_above,
    "not positive": lambda value, _: not _is_above(value, 0),
    "unreadable": lambda value, limits: value != "" and not counts(value, limits),
    "differs": lambda value, text: bool(folded(value) != folded(text)),
    "same": lambda value, text: bool(folded(value) == folded(text)),
    "=": lambda value, number: bool(value == number),
}


def group_totals(
    keys: Column, columns: Sequence[Column], filters: Sequence[tuple[Column, str, Any]] = (), spreads: bool = False
) -> Mapping[Any, Any]:
    """For each key the sum of the product of the columns over its rows, or the count of them without columns."""
    if spreads:
        error = first_error([keys, *(rows for rows, operator_, _ in filters if operator_ not in _ANYTHING), *columns])
        if error is not None:
            return Failed(error)
    if filters:
        passed = [all(tests) for tests in zip(*(kept(*condition) for condition in filters), strict=True)]
        keys, columns = list(compress(keys, passed)), [list(compress(column, passed)) for column in columns]
    totals: dict[Any, Any] = {}
    for key, amount in zip(keys, _products(columns, len(keys)), strict=True):
        if amount.__class__ in NUMBERS:
            known = totals.get(key, 0)
            totals[key] = known if known.__class__ is ErrorToken else known + amount
        elif amount.__class__ is ErrorToken:
            totals.setdefault(key, 0)
            totals[key] = totals[key] if totals[key].__class__ is ErrorToken else amount
    return totals


def total_under(totals: Mapping[Any, Any], key: Any) -> Any:
    """The total under a key; a sheet takes empty cells for equal to the number 0."""
    found = totals.get(key, 0)
    if key.__class__ not in NUMBERS or key != 0 or found.__class__ is ErrorToken:
        return found
    of_blanks = totals.get("", 0)
    return of_blanks if of_blanks.__class__ is ErrorToken else found + of_blanks


def _products(columns: Sequence[Column], rows: int) -> Column:
    if len(columns) == 1:
        return columns[0]
    numeric = [[value if value.__class__ in NUMBERS else 0 for value in column] for column in columns]
    return [prod(values) for values in zip(*numeric, strict=True)] if numeric else [1] * rows


def total_within(column: Column, conditions: Sequence[tuple[Column, str, Any]]) -> Any:
    """The sum of the rows that keep bounds, and other filters."""
    passed = [all(tests) for tests in zip(*(kept(*condition) for condition in conditions), strict=True)]
    return column_total(list(compress(column, passed)))


def ordered(column: Column) -> Any:
    """The numbers of a column from least to largest, for `rank`."""
    return first_error([column]) or sorted(numbers(column))


LAST_BITS = 2.0**-48
"""The part of a number below which a sheet takes two for equal."""


def rank(values: Any, value: float, half_step: float) -> Any:
    """1 + how many values lie beyond `value` by more than half a step, above it or (negative step) below.

    A number that differs from the limit in its last bits alone is not beyond it: a sheet takes both for equal.

    >>> rank([0.3000000025], 0.3000000025, -5e-10)
    1
    """
    if values.__class__ is ErrorToken:
        return values
    limit = round_as_sheets(value, 9) + half_step
    equal = abs(limit) * LAST_BITS
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


def places_of_largest(column: Column) -> list[Any]:
    """The rows of a column that hold numbers, counted from 1, the largest first, of equal ones the upper first; an
    error takes the place of all.

    >>> places_of_largest([5, "", 9, 5])
    [3, 1, 4]
    """
    rows = [row for row, value in enumerate(column, 1) if value.__class__ in NUMBERS]
    error = first_error([column])
    return [error] * len(rows) if error else sorted(rows, key=lambda row: -column[row - 1])


def sums_of_largest(column: Column) -> list[Any]:
    """The sum of no number of a column, of the largest one, of the two largest, up to all.

    >>> sums_of_largest([5, "", 9, 5])
    [0, 9, 14, 19]
    """
    error = first_error([column])
    return [error] * (len(column) + 1) if error else list(accumulate(sorted(numbers(column), reverse=True), initial=0))


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
