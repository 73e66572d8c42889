"""The twelve months of a plan: calendar months, which follow each other in a ring, and their days."""

from __future__ import annotations

from datetime import date
from functools import cache

MONTHS = 12
_SHORTEST = 28
"""Days of the shortest month."""


@cache
def calendar_months(first: int) -> tuple[int, ...]:
    """The twelve calendar months, 1 to 12, from the first one of a plan on.

    >>> calendar_months(11)
    (11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    """
    return (*range(first, MONTHS + 1), *range(1, first))


def first_month_of(first: date, last: date) -> date | None:
    """The first day of twelve months that hold two days: January's when they are of one year, else that of the first;
    None when no twelve months do.

    >>> first_month_of(date(2026, 11, 20), date(2027, 1, 15)), first_month_of(date(2024, 3, 1), date(2027, 1, 1))
    (datetime.date(2026, 11, 1), None)
    """
    start = date(first.year, 1 if first.year == last.year else first.month, 1)
    return start if (last.year - start.year) * MONTHS + last.month - start.month < MONTHS else None


def month_starts(start: date) -> tuple[date, ...]:
    """The first days of the twelve months that begin with the month of a day.

    >>> month_starts(date(2026, 3, 1))[-1]
    datetime.date(2027, 2, 1)
    """
    return tuple([date(start.year + (month < start.month), month, 1) for month in calendar_months(start.month)])


def place_in_year(months: float) -> int:
    """The calendar month, 1 to 12, that comes so many months after December of some year.

    >>> place_in_year(1), place_in_year(24), place_in_year(2026 * 12 + 11)
    (1, 12, 11)
    """
    return int((months - 1) % MONTHS + 1)


def months_later(day: date, count: int) -> date:
    """The same day some months later, or earlier when `count` is negative; the last day of a shorter month.

    Raises ValueError beyond the calendar.

    >>> months_later(date(2024, 2, 29), 12), months_later(date(2026, 1, 31), 1)
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + count, MONTHS)
    if day.day <= _SHORTEST:
        return date(year, month + 1, day.day)
    from calendar import monthrange  # most days asked for are the first of a month

    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
