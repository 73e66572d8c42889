"""Purchases as they stand on a day: who bought when and how much, once credit notes are taken off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Cents, Codes, Days, distinct
from xl_grc.customers.documents import documents_of, net_of_credits
from xl_grc.customers.lines import Lines
from xl_grc.records import NamedTuple


class Purchases(NamedTuple):
    """Purchases up to a day, as columns of one length: customer, day, what was bought in cents.

    A purchase is a document whose net is above 0. By customer: `money` in cents, everything of theirs, credit notes
    that no invoice took included; `frequency`, how many purchases; how many `days` with a purchase, the `first` and the
    `last` of them (0 for who bought nothing). `visits` are the days with a purchase, by customer and day: read them
    through `visit_customers` and `visit_days`.
    """

    as_of: int
    customer: Codes
    day: Days
    cents: Cents
    money: Cents
    frequency: Codes
    days: Codes
    first: Days
    last: Days
    visits: NDArray[np.int64]

    @property
    def bought(self) -> NDArray[np.bool_]:
        """The customers with a purchase."""
        return self.frequency > 0

    def visit_customers(self) -> NDArray[np.int64]:
        """The customer of each day of a purchase."""
        return self.visits >> DAY_BITS

    def visit_days(self) -> NDArray[np.int64]:
        """The day of each day of a purchase."""
        return self.visits & _DAY_MASK


DAY_BITS = 22
"""Ordinals of days up to the year 9999 fit."""
_DAY_MASK = (1 << DAY_BITS) - 1


def purchases_up_to(lines: Lines, customers: int, as_of: int) -> Purchases:
    """The purchases of so many customers on the day `as_of` (an ordinal), from the lines up to that day alone."""
    documents = documents_of(lines, lines.day <= as_of)
    net = net_of_credits(documents)
    known = documents.customer >= 0
    money = np.bincount(documents.customer[known], documents.cents[known], customers).astype(np.int64)
    is_purchase = known & (net > 0)
    customer, day = documents.customer[is_purchase], documents.day[is_purchase]
    visits = distinct((customer.astype(np.int64) << DAY_BITS) + day)
    who, when = visits >> DAY_BITS, (visits & _DAY_MASK).astype(np.int32)
    first, last = np.zeros(customers, np.int32), np.zeros(customers, np.int32)
    last[who] = when
    first[who[::-1]] = when[::-1]
    return Purchases(
        as_of=as_of,
        customer=customer,
        day=day,
        cents=net[is_purchase],
        money=money,
        frequency=np.bincount(customer, minlength=customers).astype(np.int32),
        days=np.bincount(who, minlength=customers).astype(np.int32),
        first=first,
        last=last,
        visits=visits,
    )
