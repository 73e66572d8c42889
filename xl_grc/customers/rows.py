"""The row of each customer as the workbook holds it: the definitions of its cells, over all customers at once.

Days since the last purchase, the rhythm, the scores from 1 to 5, the segment, whether a customer is lapsed: each is
defined once, in the tables of the workbook, and read here by the analysis.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Flags
from xl_grc.customers.intervals import Intervals
from xl_grc.customers.purchases import Purchases
from xl_grc.functions.units import COUNT, DATE, DAYS, NUMBER
from xl_grc.tables.arrays import evaluated
from xl_grc.tables.definition import Column
from xl_grc.tables.relations.customers import BOUNDS, CUSTOMERS
from xl_grc.tables.relations.standing import is_lapsed
from xl_grc.values import to_serial

Cells: TypeAlias = dict[str, NDArray[Any]]
"""Columns of the table of customers by their keys, a cell a customer: numbers, a blank one NaN, or texts."""
SCORED = {"r": "recency", "f": "purchases", "m": "revenue"}
"""The columns of scores, and what each of them scores."""
_RFM = "rfm"
CALCULATED = ("recency", "rhythm", *SCORED, "basket", "yearly_value", "remove_on", "segment_no")
"""The columns of numbers that are worked out here; each after those that it reads."""
KNOWN = frozenset(f"{CUSTOMERS.name}.{key}" for key in (*CALCULATED, _RFM))
"""The computed columns that nobody needs to calculate again."""
_WHOLE = frozenset({COUNT, DATE, DAYS, NUMBER})
_DAY_ZERO = to_serial(date.fromordinal(1)) - 1


def cells_of(purchases: Purchases, intervals: Intervals) -> Cells:
    """What the sales tell of each customer, and what the workbook calculates from it; who bought nothing has blanks."""
    cells, names = _given(purchases), _names(purchases, intervals)
    for key in CALCULATED:
        cells[key] = _calculated(CUSTOMERS[key], cells, names, _bounds(cells, key))
    cells[_RFM] = _from_few(CUSTOMERS[_RFM], cells, *SCORED)
    return cells


def lapsed(purchases: Purchases, intervals: Intervals) -> Flags:
    """The customers who are lapsed on the day of the purchases; who bought nothing is not."""
    cells, names = _given(purchases), _names(purchases, intervals)
    for key in ("recency", "rhythm"):
        cells[key] = _calculated(CUSTOMERS[key], cells, names)
    found: Flags = evaluated(is_lapsed(), cells, names)
    return found & purchases.bought


def listed(key: str, cells: NDArray[Any]) -> list[Any]:
    """The cells of a column as the workbook is filled with them: "" for a blank, no decimals where there are none."""
    if cells.dtype != object and np.isnan(cells).any():
        return ["" if cell != cell else cell for cell in cells.tolist()]
    found: list[Any] = (cells.astype(np.int64) if CUSTOMERS[key].unit in _WHOLE else cells).tolist()
    return found


def _given(purchases: Purchases) -> Cells:
    columns: dict[str, Any] = {
        "first_purchase": purchases.first + _DAY_ZERO,
        "last_purchase": purchases.last + _DAY_ZERO,
        "purchases": purchases.frequency,
        "purchase_days": purchases.days,
        "revenue": purchases.money / 100,
    }
    blank = np.full(len(purchases.bought), np.nan)
    return {key: np.where(purchases.bought, column, np.nan) for key, column in columns.items()} | {
        "last_contact": blank
    }


def _names(purchases: Purchases, intervals: Intervals) -> dict[str, float]:
    as_of = float(purchases.as_of + _DAY_ZERO)
    return {"AsOf": as_of, "UsualInterval": intervals.usual, "LostAfter": intervals.lost}


def _calculated(column: Column, cells: Cells, names: Mapping[str, float], others: Mapping[str, Any] = {}) -> Any:
    assert column.computed is not None
    return evaluated(column.computed, cells, names, others=others)


def _from_few(column: Column, cells: Cells, *digits: str) -> Any:
    """A column of texts made of a few digits, of which there are few combinations."""
    numbers = np.nan_to_num(sum(cells[key] * 10**place for place, key in enumerate(digits)))
    _, first, places = np.unique(numbers, return_index=True, return_inverse=True)
    return _calculated(column, {key: cells[key][first] for key in digits}, {})[places]


def _bounds(cells: Cells, key: str) -> dict[str, Any]:
    """From which values on a customer reaches each score, where a column scores something."""
    scored = SCORED.get(key)
    if scored is None:
        return {}
    steps = {BOUNDS.columns[0].key: np.array(BOUNDS.keys, np.float64)}
    values = {f"{CUSTOMERS.name}.{scored}": cells[scored]}
    return {f"{BOUNDS.name}.{scored}": _calculated(BOUNDS[scored], steps, {}, values)}
