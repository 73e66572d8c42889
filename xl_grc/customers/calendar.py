"""Months and days of the calendar as whole numbers, over arrays of ordinals."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import numpy as np
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_MONTH = 1970 * 12


def months_of(days: NDArray[np.integer]) -> NDArray[np.int64]:
    """The month of each ordinal, counted from year 0.

    >>> months_of(np.array([date(2026, 3, 31).toordinal()])).tolist() == [2026 * 12 + 2]
    True
    """
    if not len(days):
        return np.zeros(0, np.int64)
    first = int(days.min())
    every = np.arange(first, int(days.max()) + 1) - _EPOCH  # each day once: there are few beside the sales
    months = every.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found: NDArray[np.int64] = months[days - first] + _FIRST_MONTH
    return found


def last_whole_month(day: date) -> int:
    """The last month that is whole on a day, counted from year 0."""
    month = day.year * 12 + day.month - 1
    return month if day.day == monthrange(day.year, day.month)[1] else month - 1
