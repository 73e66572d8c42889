"""The RFM scores of customers: recency, frequency and money from 1 to 5, by place among the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Codes
from xl_grc.customers.purchases import Purchases

SCORES = 5


class Scores(NamedTuple):
    """The scores of each customer with a purchase; 0 for the others."""

    recency: Codes
    frequency: Codes
    money: Codes


def scores_of(purchases: Purchases) -> Scores:
    """`RFM_SCORE` of the catalogue over the customers with a purchase: 1 + the whole fifths that are strictly worse,
    ties sharing their score. Money below 0 counts as 0."""
    bought = purchases.bought
    nearness = purchases.last.astype(np.int64)  # the later the last purchase, the fewer the days since
    return Scores(
        _placed(nearness, bought),
        _placed(purchases.frequency.astype(np.int64), bought),
        _placed(np.maximum(purchases.money, 0), bought),
    )


def _placed(values: NDArray[np.int64], wanted: NDArray[np.bool_]) -> Codes:
    scores = np.zeros(len(values), np.int32)
    own = values[wanted]
    if len(own):
        scores[wanted] = 1 + SCORES * np.searchsorted(np.sort(own), own) // len(own)
    return scores
