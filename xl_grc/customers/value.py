"""What customers buy: basket, frequency, repeat purchases, yearly value."""

from __future__ import annotations

from xl_grc.customers.coded import Flags
from xl_grc.customers.purchases import Purchases
from xl_grc.customers.retention import buyers_between, start_of_last
from xl_grc.records import NamedTuple


class Year(NamedTuple):
    """The last twelve months: money in cents, purchases, buyers."""

    cents: int
    purchases: int
    buyers: int

    @property
    def basket(self) -> float | None:
        """Money of a purchase; None without one."""
        return self.cents / 100 / self.purchases if self.purchases else None

    @property
    def frequency(self) -> float | None:
        """Purchases of a buyer; None without one."""
        return self.purchases / self.buyers if self.buyers else None


def last_year(purchases: Purchases) -> Year:
    """What was bought in the last twelve months."""
    start = start_of_last(purchases.as_of, 12)
    recent = purchases.day > start
    return Year(
        int(purchases.cents[recent].sum()),
        int(recent.sum()),
        int(buyers_between(purchases, start, purchases.as_of).sum()),
    )


def mean_basket(purchases: Purchases, customers: Flags, months: int) -> float | None:
    """Money of a purchase of some customers in the last so many months, else ever; None without a purchase."""
    theirs = customers[purchases.customer]
    recent = theirs & (purchases.day > start_of_last(purchases.as_of, months))
    chosen = recent if recent.any() else theirs
    return int(purchases.cents[chosen].sum()) / 100 / int(chosen.sum()) if chosen.any() else None


def repeat_rate(purchases: Purchases) -> float | None:
    """The customers with two purchases or more among those with one; None without any."""
    bought = int(purchases.bought.sum())
    return int((purchases.frequency > 1).sum()) / bought if bought else None
