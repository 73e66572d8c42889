"""Helpers of bodies over whole ranges: sums and counts, on a sheet SUMPRODUCT."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.helpers import Helper
from xl_grc.functions.ranges import MISSING, Rows, flat, meet


def _product_sum(left: Rows, right: Rows) -> float:
    total = 0.0
    for one, other in zip(*meet([left, right])[1], strict=True):
        if MISSING in (one, other):
            raise CellError(MISSING)
        total += one * other
    return total


def _product_sum_of_arrays(left: Any, right: Any) -> Any:
    """The same sum in the same order, number by number."""
    products = (left * right).ravel()
    return products.cumsum()[-1] if products.size else 0.0


def _counted(holds: Callable[[float, float], bool]) -> Callable[[Rows, float], int]:
    return lambda rows, limit: sum(holds(number, limit) for number in flat(rows))


def _count(rows: Any) -> int:
    return len(flat(rows))


product_sum = Helper(
    "product_sum",
    "SUMPRODUCT({0}*{1})",
    _product_sum,
    vba="GrcProductSum({0}, {1})",
    may_fail=True,
    over_arrays=_product_sum_of_arrays,
)
count = Helper(
    "count",
    'SUMPRODUCT(--({0}<>""))',
    _count,
    vba='GrcCount({0}, "", 0)',
    over_arrays=lambda scores: scores.size,
)
count_at_least = Helper(
    "count_at_least",
    'SUMPRODUCT(({0}<>"")*({0}*1>={1}))',
    _counted(lambda a, b: a >= b),
    vba='GrcCount({0}, ">=", {1})',
    over_arrays=lambda scores, limit: (scores >= limit).sum(),
)
count_at_most = Helper(
    "count_at_most",
    'SUMPRODUCT(({0}<>"")*({0}*1<={1}))',
    _counted(lambda a, b: a <= b),
    vba='GrcCount({0}, "<=", {1})',
    over_arrays=lambda scores, limit: (scores <= limit).sum(),
)
