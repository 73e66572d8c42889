"""Who stayed: buyers of the year before who bought again in the last twelve months."""

from __future__ import annotations

from datetime import date

import numpy as np

from xl_grc.customers.coded import Flags
from xl_grc.customers.purchases import Purchases
from xl_grc.customers.returns import rate, spans_two_years
from xl_grc.plan.period import months_later
from xl_grc.records import NamedTuple


class Retention(NamedTuple):
    """Of the `buyers` of the twelve months before the last twelve, those `kept`: who bought in the last twelve."""

    buyers: int
    kept: int

    @property
    def rate(self) -> float | None:
        """The share kept; None when there are too few to make it a rate."""
        return rate(self.kept, self.buyers)


def retention_of(purchases: Purchases, first_day: int) -> Retention | None:
    """The retention on the day of the analysis; None when the file, from `first_day` on, is of less than 24 months."""
    if not spans_two_years(first_day, purchases.as_of):
        return None
    year, two_years = (start_of_last(purchases.as_of, months) for months in (12, 24))
    before = buyers_between(purchases, two_years, year)
    last = buyers_between(purchases, year, purchases.as_of)
    return Retention(int(before.sum()), int((before & last).sum()))


def start_of_last(as_of: int, months: int) -> int:
    """The day after which the last so many months begin."""
    return months_later(date.fromordinal(as_of), -months).toordinal()


def buyers_between(purchases: Purchases, after: int, until: int) -> Flags:
    """The customers with a purchase after a day, and up to another."""
    found = np.zeros(len(purchases.frequency), np.bool_)
    found[purchases.customer[(purchases.day > after) & (purchases.day <= until)]] = True
    return found
