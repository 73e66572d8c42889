"""Cohorts: customers who first bought in one month (or quarter), and how many of them bought again, month by month."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.calendar import last_whole_month, months_of
from xl_grc.customers.intervals import Intervals
from xl_grc.customers.purchases import Purchases
from xl_grc.records import NamedTuple

SHOWN = 12
_LONGEST_BY_MONTH = 45
_MONTHS_OF_QUARTER = 3


class Cohort(NamedTuple):
    """The customers of one first month: that month, how many they are, and how many bought in it and in each of the
    eleven after it, None where that month is not over. `is_first` marks the file's first cohort: old customers."""

    month: date
    customers: int
    buyers: tuple[int | None, ...]
    is_first: bool

    def shares(self) -> tuple[float | None, ...]:
        """The share of the customers who bought, month by month."""
        return tuple(None if count is None else count / self.customers for count in self.buyers)


class Cohorts(NamedTuple):
    """The latest twelve cohorts, the earliest first, by month or by quarter; `mean` is the share of all their customers
    together at each age, None where no cohort has that age."""

    by_quarter: bool
    rows: tuple[Cohort, ...]
    mean: tuple[float | None, ...]


def cohorts_of(purchases: Purchases, intervals: Intervals) -> Cohorts:
    """The cohorts up to the last period that is whole on the day of the analysis."""
    by_quarter = intervals.usual > _LONGEST_BY_MONTH
    months = _MONTHS_OF_QUARTER if by_quarter else 1
    last = (last_whole_month(date.fromordinal(purchases.as_of)) + 1) // months - 1
    customers = purchases.visit_customers()
    when = months_of(purchases.visit_days()) // months  # in order, customer after customer
    first = months_of(np.maximum(purchases.first, 1)) // months
    again = np.flatnonzero((np.diff(customers, prepend=-1) != 0) | (np.diff(when, prepend=-1) != 0))
    born = first[purchases.bought & (first <= last)]
    rows = _rows(first[customers[again]], when[again], born, last, months)
    return Cohorts(by_quarter, rows, _mean(rows))


def _rows(
    first: NDArray[np.int64], active: NDArray[np.int64], born: NDArray[np.int64], last: int, months: int
) -> tuple[Cohort, ...]:
    """The cohorts, from the first period of a customer and a period in which they bought, pair by pair; `born` are the
    first periods of all customers, `last` is the last period that is over."""
    periods, sizes = np.unique(born, return_counts=True)
    rows = []
    for period, size in list(zip(periods.tolist(), sizes.tolist(), strict=True))[-SHOWN:]:
        counts = np.bincount(active[first == period] - period, minlength=SHOWN).tolist()
        known = [counts[age] if period + age <= last else None for age in range(SHOWN)]
        year, month = divmod(period * months, 12)
        rows.append(Cohort(date(year, month + 1, 1), size, tuple(known), bool(period == periods[0])))
    return tuple(rows)


def _mean(rows: tuple[Cohort, ...]) -> tuple[float | None, ...]:
    means = []
    for age in range(SHOWN):
        known = [(row.buyers[age], row.customers) for row in rows if row.buyers[age] is not None]
        size = sum(customers for _, customers in known)
        means.append(sum(count or 0 for count, _ in known) / size if size else None)
    return tuple(means)
