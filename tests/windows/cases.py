"""What is called on Windows: values, arrays, blanks, errors, for every function."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xl_grc.functions.catalogue import CATALOGUE


def sent(argument: Any) -> Any:
    """An argument of an example as a sheet holds it: a flat list is a column."""
    return [[cell] for cell in argument] if isinstance(argument, list) else argument


def arrived(argument: Any) -> Any:
    """What a function receives for an argument."""
    if isinstance(argument, dict):
        return Decimal(argument["currency"])
    if isinstance(argument, list):
        return [[arrived(cell) for cell in row] for row in argument]
    return argument


EXAMPLES = [[name, list(map(sent, e.arguments))] for name, function in CATALOGUE.items() for e in function.examples]
ODD = [None, True, False, "abc", "2.5", "#N/A", "#DIV/0!", -1, 0, 1e308, 0.5, {"currency": "2.50"}]
PAIRS = [["ROI", [one, other]] for one in ODD for other in ODD]
RANGES = [
    ["CONTACT_COST", [[[15_000], [6_000], [None], ["x"]], [[20_000], [0], [10], [1]]]],
    ["REVENUE", [[[1], [2]], [[10, 20, 30]]]],
    ["REVENUE", [[[1, 2], [3, 4]], 10]],
    ["REVENUE", [[[1], [2]], [[1], [2], [3]]]],
    ["VERDICT", [[[2], [1], [0.5], ["#N/A"]], "fr"]],
    ["VERDICT", [[[2], [1], [0.5], ["#N/A"]], "en"]],
    ["NPS", [[[10], [9], [None], [8], [0]]]],
    ["NPS", [[[None], [None]]]],
    ["ACTION_COST", [[[100], [40]], [[2.5], [10]], 350]],
    ["RFM_SCORE", [[[5], [40], [None]], [[12], [3], [1]], [[900], [300], [50]]]],
    ["COMPARE_ACTIONS", [[["A"], ["B"]], [[100], [200]], [[10], [0]], [[50], [300]]]],
    ["LIFETIME_VALUE", [50, 2, 5]],
    ["BREAKEVEN_UNITS", [[[15_000.0 + row] for row in range(300)], 0.5, 100]],
]
CASES = EXAMPLES + PAIRS + RANGES
