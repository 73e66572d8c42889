"""How customers stand on a day: lapsed, late, their segment. The rules are those of the workbook's cells."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Codes, Flags
from xl_grc.customers.intervals import Intervals
from xl_grc.customers.purchases import Purchases
from xl_grc.tables.arrays import evaluated
from xl_grc.tables.relations import standing as definitions


class Standing(NamedTuple):
    """By customer: days since the last purchase and days between purchases (NaN without), whether lapsed."""

    recency: NDArray[np.float64]
    rhythm: NDArray[np.float64]
    lapsed: Flags


def standing_of(purchases: Purchases, intervals: Intervals) -> Standing:
    """How the customers with a purchase stand; the others are not lapsed."""
    cells, names = _known(purchases, intervals)
    cells["recency"] = evaluated(definitions.recency(), cells, names)
    cells["rhythm"] = evaluated(definitions.rhythm(), cells, names)
    lapsed = evaluated(definitions.is_lapsed(), cells, names)
    return Standing(cells["recency"], cells["rhythm"], lapsed & purchases.bought)


def segments_of(purchases: Purchases, intervals: Intervals, standing: Standing, money_score: Codes) -> Codes:
    """The segment of each customer with a purchase, a number from 1 in the order of their rules; 0 for the others."""
    cells, names = _known(purchases, intervals)
    cells |= {"recency": standing.recency, "rhythm": standing.rhythm, "m": money_score.astype(np.float64)}
    found = evaluated(definitions.segment(), cells, names)
    return np.where(purchases.bought, found, 0).astype(np.int32)


def _known(purchases: Purchases, intervals: Intervals) -> tuple[dict[str, NDArray[np.float64]], dict[str, float]]:
    blank = ~purchases.bought
    columns = {
        "first_purchase": purchases.first,
        "last_purchase": purchases.last,
        "purchases": purchases.frequency,
        "purchase_days": purchases.days,
    }
    cells: dict[str, NDArray[np.float64]] = {key: np.where(blank, np.nan, column) for key, column in columns.items()}
    names = {"AsOf": float(purchases.as_of), "UsualInterval": intervals.usual, "LostAfter": intervals.lost}
    return cells, names
