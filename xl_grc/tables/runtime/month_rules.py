"""What the verbs over months and days do with values; a day is a serial number."""

from __future__ import annotations

from functools import lru_cache

from xl_grc.plan.period import MONTHS, months_later
from xl_grc.values import from_serial, to_serial

_KEPT_DAYS = 4096
"""Plans of a run share their days: what follows from a day is kept."""


@lru_cache(_KEPT_DAYS)
def month_number(serial: float) -> int:
    """Months since year 0."""
    day = from_serial(serial)
    return day.year * MONTHS + day.month


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
