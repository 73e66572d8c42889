"""Short names for the columns that definitions refer to, and the references that several tables share."""

from __future__ import annotations

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import Helper, rounded
from xl_grc.functions.rounding import cents_as_sheets
from xl_grc.plan.fields import field_named
from xl_grc.tables.definition import Column, given
from xl_grc.tables.formulas.conditions import Given, SameText
from xl_grc.tables.formulas.nodes import Columns, Join, Row, Word
from xl_grc.tables.formulas.verbs import Exists, Lookup, LookupText, leading_number

this = Row()
objectives = Columns("Objectives")
actions = Columns("Actions")
schedule = Columns("Schedule")
costs = Columns("Costs")
returns = Columns("Returns")
tracking = Columns("Tracking")
budget = Columns("Budget")

SHEETS = (
    "home",
    "objectives",
    "plan",
    "schedule",
    "costs",
    "returns",
    "tracking",
    "budget",
    "simulation",
    "dashboard",
    "settings",
)
"""The sheets of the workbook, in order."""

ABANDONED = Word("statuses.abandoned")
NO_ACTION = Word("lists.no_action")
HALF_CENT = 0.005
"""A sum of money this far below nothing is shown below it."""


def field(name: str, choices: str = "") -> Column:
    """The input column of a field of the plan, whose unit `plan.fields` tells."""
    return given(name, field_named(name).unit, choices)


def of_action(column: str) -> Lookup:
    """The cell of `Actions` for this row's number; the row has an action, so the number exists."""
    return Lookup(getattr(actions, column), actions.no, this.no)


def text_of_action(column: str) -> LookupText:
    """The same of a column of texts, which may be blank."""
    return LookupText(getattr(actions, column), actions.no, this.no)


def of_returns(column: str) -> Lookup:
    """The computed cell of `Returns` for this row's number; ask first whether it exists."""
    return Lookup(getattr(returns, column), returns.no, this.no)


def to_cents(difference: Expression) -> Expression:
    """A difference of money: what should be nothing is nothing, not a remainder of binary fractions."""
    rounded_: Expression = rounded(difference, 2)
    return rounded_


def sums_to_cents(difference: Expression) -> Expression:
    """A difference of sums, to cents. Thirds may add up to half a cent and some noise, by the order in which a program
    adds; the noise goes first, so that all programs round alike."""
    cents: Expression = _cents_of_sum(difference)
    return cents


_cents_of_sum = Helper("cents_of_sum", "ROUND(ROUND({0},6),2)", cents_as_sheets)


def number_of(count: Expression, words: str) -> Expression:
    """A number and what it counts: "1 action", "3 actions"; `words` is the key of both forms."""
    several = when(count > 1, lambda: Word(f"{words}.many"), lambda: Word(f"{words}.one"))
    return Join((count, constant(" "), several))


def action_name() -> Expression:
    """The name of the action with this row's number, "" when there is none."""
    return when(Exists(actions.no, this.no), lambda: text_of_action("action"))


def number_of_label() -> Expression:
    """The number that the chosen action's label begins with."""
    number: Expression = leading_number(this.action)
    return when(Given(this.action), lambda: number)


def is_abandoned() -> Expression:
    """The action of this row is abandoned."""
    return SameText(of_action("status"), ABANDONED)
