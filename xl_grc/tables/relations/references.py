"""Short names for the columns and cells that the definitions of customer relations refer to."""

from __future__ import annotations

from typing import Any

from xl_grc.functions.arrays.helpers import largest, round_arrays
from xl_grc.functions.expression import Expression
from xl_grc.functions.helpers import Helper
from xl_grc.functions.rounding import round_as_sheets
from xl_grc.tables.formulas.nodes import Columns, MayBeBlank, Name, Row

SHEETS = ("summary", "customers", "loyalty", "image", "aside", "settings")
"""The keys of all sheets, in their order."""

this = Row()
customers = Columns("Customers")
bounds = Columns("Bounds")
segments = Columns("Segments")
pareto = Columns("Pareto")
proposals = Columns("Proposals")
perception = Columns("Perception")
reasons = Columns("Reasons")
levers = Columns("Levers")

AS_OF, USUAL_INTERVAL, LOST_AFTER = Name("AsOf"), Name("UsualInterval"), Name("LostAfter")


def _longest(days: float | str, times: float, rhythm: float | str) -> float:
    own = 0.0 if isinstance(rhythm, str) else round_as_sheets(times * rhythm, 9)
    return own if isinstance(days, str) else max(days, own)


def _longest_over_arrays(days: Any, times: float, rhythm: Any) -> Any:
    return largest(days, round_arrays(times * rhythm, 9))


_longest_of = Helper(
    "longest", "MAX({0},ROUND({1}*N({2}),9))", _longest, of_numbers=False, over_arrays=_longest_over_arrays
)


def longest(days: Expression, times: float) -> Expression:
    """The longer of a number of days and so many times the customer's rhythm; without a rhythm the days alone."""
    found: Expression = _longest_of(days, times, MayBeBlank("rhythm"))
    return found


larger = Helper("larger", "MAX({0},{1})", max, over_arrays=largest)
