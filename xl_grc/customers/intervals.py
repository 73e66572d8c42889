"""Days between purchases: the usual interval, and the one beyond which a customer is lost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.purchases import Purchases
from xl_grc.records import NamedTuple
from xl_grc.workbook.relations_filling import LOST_AFTER, USUAL_INTERVAL

FEWEST = 20
"""With fewer intervals than this, the usual days are taken instead."""
_USUAL_SHARE, _LOST_SHARE = 0.5, 0.9


class Intervals(NamedTuple):
    """`usual` is the median of all intervals, `lost` their 90th percentile, in days; `size` is how many there are.
    Fewer than `FEWEST` say nothing: the two are then the default ones, and not `measured`."""

    usual: float
    lost: float
    size: int
    measured: bool


def gaps(purchases: Purchases) -> NDArray[np.int64]:
    """The days between consecutive days with a purchase of one customer, those of all customers together."""
    customers, days = purchases.visit_customers(), purchases.visit_days()
    found: NDArray[np.int64] = np.diff(days)[np.diff(customers) == 0]
    return found


def intervals_of(purchases: Purchases) -> Intervals:
    """The intervals of all customers, as PERCENTILE.INC of a sheet counts."""
    counts = np.bincount(gaps(purchases))
    days = np.repeat(np.arange(len(counts)), counts)  # in order: there are few different ones
    if len(days) < FEWEST:
        return Intervals(USUAL_INTERVAL, LOST_AFTER, len(days), False)
    return Intervals(percentile(days, _USUAL_SHARE), percentile(days, _LOST_SHARE), len(days), True)


def percentile(ordered: NDArray[np.int64], share: float) -> float:
    """PERCENTILE.INC of ordered values.

    >>> percentile(np.array([10, 20, 40, 80]), 0.5), percentile(np.array([10, 20, 40, 80]), 0.9)
    (30.0, 68.0)
    """
    place = share * (len(ordered) - 1)
    below = int(np.floor(round(place, 9)))
    above = min(below + 1, len(ordered) - 1)
    return round(float(ordered[below] + (place - below) * (ordered[above] - ordered[below])), 9)
