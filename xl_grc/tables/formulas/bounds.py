"""The verb of scores: the value from which a customer reaches a score, among all values of a column.

A score from 1 to 5 is 1 + the whole fifths of the values that are strictly worse (`RFM_SCORE` of the catalogue). Four
bounds say the same of every value without ranking any: a score is 1 + how many bounds its value reaches. They are
worked out once for a column, where a rank of each row would read the whole column again, and they explain the score.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.functions.rounding import ceiling_as_sheets
from xl_grc.tables.formulas.nodes import ColumnRange
from xl_grc.values import ErrorToken

SCORES = 5
BEYOND = 9e99
"""The bound of a score that no value reaches."""


@dataclass(frozen=True)
class Bound(Expression):
    """The least value of `column` that reaches the score 1 + `step` (`step` from 1 to 4), values below 0 taken for 0.

    Where less is better (`descending`), the largest value that reaches it. BEYOND (or minus BEYOND) when none does;
    "" in an empty column.
    """

    column: ColumnRange
    step: Expression
    descending: bool = False

    def formula(self, reading: Any) -> str:
        column, step = self.column.formula(reading), self.step.formula(reading)
        pick, compare, beyond = ("LARGE", ">=", "-9E+99") if self.descending else ("SMALL", "<=", "9E+99")
        worst = f"{pick}({column},ROUNDUP(ROUND({step}*COUNT({column})/{SCORES},6),0))"
        worst = worst if self.descending else f"MAX(0,{worst})"
        beaten = f'SUMPRODUCT(--({column}<>""),--({column}{compare}{worst}))'
        return f'IF(COUNT({column})=0,"",IF({beaten}>=COUNT({column}),{beyond},{pick}({column},{beaten}+1)))'

    def python(self, reading: Any) -> str:
        reading.use("bound", bound)
        return f"bound({reading.once('ordered', self.column)}, {self.step.python(reading)}, {self.descending})"

    def array(self, reading: Any) -> Any:
        ordered = reading.column(self.column.table, self.column.column)
        return [bound(ordered, step, self.descending) for step in self.step.array(reading).tolist()]

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.step)

    def needs(self) -> Iterator[Expression]:
        return self.step.needs()


def bound(ordered: Sequence[float] | ErrorToken, step: float, descending: bool) -> Any:
    """The value from which a score is reached among values in ascending order, or the error among them; see `Bound`.

    >>> bound([20, 50, 50, 300, 900], 4, False), bound([5, 40, 200], 1, True), bound([7, 7], 1, False)
    (900, 40, 9e+99)
    """
    if isinstance(ordered, ErrorToken):
        return ordered
    count = len(ordered)
    if not count:
        return ""
    need = int(ceiling_as_sheets(step * count / SCORES))
    if descending:
        better = bisect_left(ordered, ordered[count - need]) - 1
        return ordered[better] if better >= 0 else -BEYOND
    better = bisect_right(ordered, max(0, ordered[need - 1]))
    return ordered[better] if better < count else BEYOND
