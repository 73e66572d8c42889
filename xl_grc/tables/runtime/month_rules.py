"""What the verbs over months and days do with values: shares of months, amounts spread over them, days later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from xl_grc.errors import CellError
from xl_grc.plan.period import MONTHS, month_starts, months_later
from xl_grc.tables.runtime.rules import ANY_NUMBER, Column, first_error
from xl_grc.values import NUMBERS, ErrorToken, from_serial, to_serial

_KEPT_DAYS = 4096
"""Plans of a run share their days: what follows from a day is kept."""


def whole_months(value: Any, most: int) -> Any:
    """A whole number from 0 to `most`, else 0.

    >>> whole_months(3, 24), whole_months(2.5, 24), whole_months("3", 24), whole_months("", 24)
    (3, 0, 0, 0)
    """
    return value if value.__class__ in NUMBERS and 0 <= value <= most and value % 1 == 0 else 0


def share(month: Any) -> Any:
    """What the cell of a month counts: an X 1, a number above 0 itself, an error itself, anything else 0.

    >>> share("x"), share(0.25), share(-1), share("non"), share("")
    (1, 0.25, 0, 0, 0)
    """
    if month.__class__ in NUMBERS:
        return month if month > 0 else 0
    return month if month.__class__ is ErrorToken else int(month in ("X", "x"))


def active_months(first: float, *months: Any) -> int:
    """How many of the first so many months count. Raises CellError for an error in any of the twelve."""
    shares = _without_error(months)
    return sum([0 < value <= ANY_NUMBER for value in shares[: max(0, int(first))]])


def total_share(*months: Any) -> float:
    """The sum of the shares of a row. Raises CellError for an error in it."""
    shares: list[float] = _without_error(months)
    return sum(shares)


def _without_error(months: Sequence[Any]) -> list[Any]:
    error = first_error([months])
    if error is not None:
        raise CellError(error)
    return list(map(share, months))


def spread(values: Column, *months: Column) -> list[Any]:
    """For each month what falls into it of the values per share."""
    numeric = [value if value.__class__ in NUMBERS else 0 for value in values]
    return [
        first_error([month, values])
        or sum([value * part for value, part in zip(numeric, map(share, month), strict=True) if part])
        for month in months
    ]


def delayed_spread(values: Column, delays: Column, *months: Column) -> list[Any]:
    """The same of values that come so many months later; behind the twelve months what comes after them."""
    error = first_error([delays, *months, values])
    if error is not None:
        return [error] * 13
    found = [0.0] * 13
    for position, month in enumerate(months):
        for value, delay, part in zip(values, delays, map(share, month), strict=True):
            if part:
                found[min(position + int(delay), 12)] += value * part
    return found


@lru_cache(_KEPT_DAYS)
def month_number(serial: float) -> int:
    """Months since year 0."""
    day = from_serial(serial)
    return day.year * MONTHS + day.month


@lru_cache(_KEPT_DAYS)
def first_of_month(serial: float) -> int:
    """The first day of the month of a day."""
    return to_serial(from_serial(serial).replace(day=1))


def plan_months(start: Any) -> list[Any]:
    """The first days of the twelve months from the month `start`; it is repeated where it is no day.

    >>> plan_months(46054)[:2], plan_months("")[:2]
    ([46054, 46082], ['', ''])
    """
    if start.__class__ not in NUMBERS:
        return [start] * 12
    return list(_months_from(start))


@lru_cache(_KEPT_DAYS)
def _months_from(start: float) -> tuple[int, ...]:
    return tuple(map(to_serial, month_starts(from_serial(start))))


@lru_cache(_KEPT_DAYS)
def next_month(serial: float) -> int:
    """The same day one month later, or the last day of that month."""
    return to_serial(months_later(from_serial(serial), 1))


def year_of_month(first: float, months: float) -> int:
    """The year of the month that comes so many months after the month of a day."""
    return int((month_number(first) + months - 1) // MONTHS)


@lru_cache(_KEPT_DAYS)
def year_later(serial: float) -> int:
    """The same day one year later."""
    return to_serial(months_later(from_serial(serial), MONTHS))


@lru_cache(_KEPT_DAYS)
def later(serial: float, months: float) -> int:
    """The same day so many months later, or the last day of that month."""
    return to_serial(months_later(from_serial(serial), int(months)))
