"""How much the best customers buy: measured, tenth by tenth, never taken for granted."""

from __future__ import annotations

import numpy as np

from xl_grc.customers.purchases import Purchases
from xl_grc.records import NamedTuple

STEPS = 10


class Part(NamedTuple):
    """The best customers, up to a share of them: how many they are, and the money they bring, in cents."""

    share: float
    customers: int
    cents: int


def pareto_of(purchases: Purchases) -> tuple[Part, ...]:
    """The best tenth of customers by money, the best two tenths, up to all; a part of a customer counts as one."""
    money = np.sort(purchases.money[purchases.bought])[::-1]
    sums = np.concatenate([[0], np.cumsum(money)])
    counts = [-(-len(money) * step // STEPS) for step in range(1, STEPS + 1)]
    return tuple(Part(step / STEPS, count, int(sums[count])) for step, count in enumerate(counts, 1))
