"""The objectives: what is wanted, what the plan covers, what was reached."""

from __future__ import annotations

from xl_grc.functions.choice import Choice, when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import rounded
from xl_grc.functions.units import AMOUNT, OPEN_RATE, TEXT
from xl_grc.tables.definition import Table, computed
from xl_grc.tables.formulas.conditions import Blank, Given, SameText, all_of, any_of
from xl_grc.tables.formulas.nodes import Word
from xl_grc.tables.formulas.verbs import Where, count, total
from xl_grc.tables.schema.references import (
    ABANDONED,
    actions,
    field,
    returns,
    this,
    tracking,
)

_same_objective = Where(actions.objective, "same", this.objective)
_numbered = Where(actions.no, "number")
"""A number typed as text is none: SUMIFS would take it for one."""
_counted_actions = (
    _same_objective,
    _numbered,
    Where(actions.action, "filled"),
    Where(actions.status, "differs", ABANDONED),
)
_by_action_returns = Where(returns.no, "=", actions.no)
_by_action_tracking = Where(tracking.no, "=", actions.no)


def _is_measure(key: str) -> Expression:
    return SameText(this.measure, Word(f"measures.{key}"))


def _by_measure(**figures: Expression) -> Expression:
    """The figure that the row's measure asks for, "" for any other; without a measure, the revenue."""
    chosen: Expression = constant("")
    for key, figure in reversed(figures.items()):
        asked = any_of(Blank(this.measure), _is_measure(key)) if key == "revenue" else _is_measure(key)
        chosen = Choice(asked, figure, chosen)
    return chosen


def _known(column: str, *conditions: Where) -> Expression:
    """An action that keeps the conditions has a number in this column of Returns; without one, 0 is no sum."""
    numbers = count(_by_action_returns, Where(getattr(returns, column), "number"))
    some: Expression = total(numbers, where=conditions) > 0
    return some


def _planned() -> Expression:
    def of_returns(column: str) -> Expression:
        return total(total(getattr(returns, column), where=(_by_action_returns,)), where=_counted_actions)

    revenue = total(actions.effective_revenue, where=(_same_objective,))
    of_measure = {column: of_returns(column) for column in ("margin", "buyers", "contacts")}
    margin = of_measure["margin"]
    of_measure["margin"] = when(_known("margin", *_counted_actions), lambda: margin)
    return when(Given(this.objective), lambda: _by_measure(revenue=revenue, **of_measure))


def _actual() -> Expression:
    is_tracked = (_same_objective, Where(actions.actual_revenue, "filled"))

    def tracked(figure: Expression) -> Expression:
        return when(count(*is_tracked) > 0, lambda: figure)

    def of_tracking(column: str) -> Expression:
        of_actions = total(getattr(tracking, column), where=(_by_action_tracking,))
        return tracked(total(of_actions, where=(_same_objective, _numbered)))

    rates = total(returns.effective_rate, where=(_by_action_returns,))
    margin = total(actions.actual_revenue, rates, where=(_same_objective,))
    figure = _by_measure(
        revenue=tracked(total(actions.actual_revenue, where=(_same_objective,))),
        margin=when(_known("effective_rate", *is_tracked), lambda: margin),
        buyers=of_tracking("buyers"),
        contacts=of_tracking("contacts"),
        other=this.entered_actual,
    )
    return when(Given(this.objective), lambda: figure)


def _status() -> Expression:
    """Reached by what happened, covered by what is planned, or short; "" while nothing is known of either."""

    def reaches(figure: Expression) -> Expression:
        reached: Expression = rounded(figure, 2) >= rounded(this.target, 2)
        return reached

    def planned(unknown: Expression) -> Expression:
        covered = when(reaches(this.planned), lambda: Word("attainment.covered"), lambda: Word("attainment.short"))
        return when(Given(this.planned), lambda: covered, lambda: unknown)

    either = when(
        Given(this.actual),
        lambda: when(
            reaches(this.actual), lambda: Word("attainment.reached"), lambda: planned(Word("attainment.short"))
        ),
        lambda: planned(constant("")),
    )
    return when(all_of(Given(this.objective), Given(this.target)), lambda: either)


OBJECTIVES = Table(
    "Objectives",
    "objectives",
    (
        field("objective"),
        field("measure"),
        field("target"),
        field("due"),
        computed("planned", AMOUNT, _planned()),
        field("entered_actual"),
        computed("actual", AMOUNT, _actual()),
        computed("planned_attainment", OPEN_RATE, this.planned / this.target),
        computed("actual_attainment", OPEN_RATE, this.actual / this.target),
        computed("status", TEXT, _status()),
    ),
    spare_rows=10,
)
