"""`when`: a choice between two branches, of numbers or of operands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, overload

from xl_grc.functions.expression import BLANK, Expression, constant


@dataclass(frozen=True)
class Choice(Expression):
    """`when` with operands: IF on a sheet; only the chosen branch is calculated, or of an array's row counts."""

    condition: Expression
    then: Expression
    otherwise: Expression

    def formula(self, reading: Any) -> str:
        parts = (self.condition, self.then, self.otherwise)
        return f"IF({','.join(part.formula(reading) for part in parts)})"

    def python(self, reading: Any) -> str:
        condition, then, otherwise = (part.python(reading) for part in (self.condition, self.then, self.otherwise))
        return f"({then} if {condition} else {otherwise})"

    def vba(self, reading: Any) -> str:
        return str(reading.choice(self))

    def array(self, reading: Any) -> Any:
        return reading.chosen(self.condition.array(reading), self.then, self.otherwise)

    def children(self) -> tuple[Expression, ...]:
        return (self.condition, self.then, self.otherwise)

    def needs(self) -> Iterator[Expression]:
        """Only the condition: what a branch needs matters when the branch is chosen."""
        return self.condition.needs()

    def divisors(self) -> Iterator[Expression]:
        """Only the condition's, likewise."""
        return self.condition.divisors()


@overload
def when(condition: Expression, then: Callable[[], Any], otherwise: Callable[[], Any] = ...) -> Expression: ...
@overload
def when(condition: bool, then: Callable[[], Any], otherwise: Callable[[], Any] = ...) -> Any: ...


def when(condition: Any, then: Callable[[], Any], otherwise: Callable[[], Any] = lambda: BLANK) -> Any:
    """`then()` if the condition holds, else `otherwise()`; the other branch is not calculated.

    >>> when(2 > 1, lambda: "yes", lambda: 1 / 0)
    'yes'
    """
    if isinstance(condition, Expression):
        return Choice(condition, constant(then()), constant(otherwise()))
    return then() if condition else otherwise()
