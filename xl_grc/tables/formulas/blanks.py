"""When a computed cell stays empty: derived from what it calculates, and written out.

A cell is "" while an operand it needs is blank or something it divides by is zero. The condition is part of the
expression, so both readings carry it; no formula hides an error behind IFERROR.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xl_grc.functions.choice import Choice
from xl_grc.functions.expression import BLANK, Comparison, Constant, Expression
from xl_grc.tables.formulas.conditions import AllOf, AnyOf, Blank, Given, Positive, Zero, any_of
from xl_grc.tables.formulas.nodes import Name, RowCell


class Passed(Choice):
    """What another cell holds, "" of a blank one. A cell that holds a formula is never blank."""

    def formula(self, reading: Any) -> str:
        cell = self.otherwise
        return cell.formula(reading) if reading.is_computed(cell) else super().formula(reading)

    def python(self, reading: Any) -> str:
        return super().python(reading) if reading.strict else self.otherwise.python(reading)


def blank_when_missing(expression: Expression, known: frozenset[Expression] = frozenset()) -> Expression:
    """The expression behind the conditions under which it can be calculated.

    `known` are operands already known to be filled, and conditions `Zero` already known not to hold.
    """
    if isinstance(expression, Choice):
        condition = expression.condition
        tested = known.union(condition.needs())
        inner = Choice(
            condition,
            blank_when_missing(expression.then, tested | _learnt(condition, True)),
            blank_when_missing(expression.otherwise, tested | _learnt(condition, False)),
        )
        return _behind(condition, inner, known)
    return _behind(expression, expression, known)


def _behind(source: Expression, expression: Expression, known: frozenset[Expression]) -> Expression:
    missing: list[Expression] = [Blank(operand) for operand in _distinct(source.needs()) if operand not in known]
    divisors = [divisor for divisor in _distinct(source.divisors()) if not isinstance(divisor, Constant)]
    zeros: list[Expression] = [zero for divisor in divisors if (zero := Zero(divisor)) not in known]
    # A product of blanks is an error, so such a divisor is looked at only once everything is filled.
    together = all(isinstance(divisor, (RowCell, Name)) for divisor in divisors)
    stages = [[*missing, *zeros]] if together else [missing, zeros]
    if expression is source and missing == [Blank(source)] and not zeros:
        return Passed(missing[0], BLANK, source)
    for stage in reversed(stages):
        if stage:
            expression = Choice(any_of(*stage), BLANK, expression)
    return expression


def _distinct(operands: Iterable[Expression]) -> list[Expression]:
    return list(dict.fromkeys(operands))


def _learnt(condition: Expression, holds: bool) -> frozenset[Expression]:
    """The operands that are filled when the condition holds (or does not), and what is then not zero."""
    if isinstance(condition, (AllOf if holds else AnyOf)):
        return frozenset().union(*(_learnt(part, holds) for part in condition.children()))
    if isinstance(condition, Given if holds else Blank):
        return frozenset(condition.children())
    match condition:
        case Comparison(">", left, Constant(0)) if holds:
            return frozenset([Zero(left)])
        case Positive(operand) if holds:
            return frozenset([operand, Zero(operand)])
    return frozenset()
