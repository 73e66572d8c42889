"""Observed returns: of the customers lapsed some time ago, how many came back by themselves since."""

from __future__ import annotations

from datetime import date

import numpy as np

from xl_grc.customers.coded import Flags
from xl_grc.customers.intervals import intervals_of
from xl_grc.customers.lines import Lines
from xl_grc.customers.purchases import Purchases, purchases_up_to
from xl_grc.customers.rows import lapsed
from xl_grc.plan.period import months_later
from xl_grc.records import NamedTuple

FEWEST_CUSTOMERS, FEWEST_RETURNS = 50, 20
"""A share of fewer customers, or of fewer returns among them, is shown as counts."""
_LATE_SHARE = 1 / 3
_YEAR = 365


class Returned(NamedTuple):
    """Of `lapsed` customers, those who bought again."""

    lapsed: int
    returned: int

    @property
    def rate(self) -> float | None:
        """The share who bought again; None when there are too few to make it a rate."""
        return rate(self.returned, self.lapsed)


def rate(part: int, whole: int) -> float | None:
    """A share, None when there are too few to make it one.

    >>> rate(25, 100), rate(5, 100), rate(25, 40)
    (0.25, None, None)
    """
    return part / whole if whole >= FEWEST_CUSTOMERS and part >= FEWEST_RETURNS else None


class Returns(NamedTuple):
    """Who was lapsed on the day `since`, and bought again up to the day of the analysis, `days` later: customers with
    one purchase by then, and with several."""

    since: date
    days: int
    once: Returned
    several: Returned

    @property
    def are_late(self) -> bool:
        """Whether so many come back that they are late more than lost."""
        return self.several.rate is not None and self.several.rate > _LATE_SHARE


def returns_of(lines: Lines, customers: int, now: Purchases) -> Returns | None:
    """The returns since a year ago, or since the middle of a file of less than 24 months; None in a file of one day.

    The rule of lapsed customers is that of the analysis, as it stood on the earlier day.
    """
    if not len(lines.day):
        return None
    first, as_of = int(lines.day.min()), now.as_of
    since = as_of - _YEAR if spans_two_years(first, as_of) else (first + as_of) // 2
    if since <= first:
        return None
    then = purchases_up_to(lines, customers, since)
    gone = lapsed(then, intervals_of(then))
    returned = _bought_after(now, since, customers)
    several = then.frequency > 1
    return Returns(
        date.fromordinal(since),
        as_of - since,
        _counted(gone & ~several, returned),
        _counted(gone & several, returned),
    )


def spans_two_years(first: int, as_of: int) -> bool:
    """Whether a file goes back 24 months or more from the day of the analysis."""
    return date.fromordinal(first) <= months_later(date.fromordinal(as_of), -24)


def _bought_after(purchases: Purchases, since: int, customers: int) -> Flags:
    found = np.zeros(customers, np.bool_)
    found[purchases.customer[purchases.day > since]] = True
    return found


def _counted(gone: Flags, returned: Flags) -> Returned:
    return Returned(int(gone.sum()), int((gone & returned).sum()))
