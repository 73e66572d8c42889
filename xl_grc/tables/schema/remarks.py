"""What a row says about itself: remarks on each action, on each cost line and each line of the log."""

from __future__ import annotations

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import rounded
from xl_grc.plan.model import STATUSES
from xl_grc.tables.formulas.conditions import Blank, Given, NoneOf, Not, SameText
from xl_grc.tables.formulas.nodes import Columns, Join, Word
from xl_grc.tables.formulas.verbs import Where, count, name_in_label, total, trimmed
from xl_grc.tables.schema.references import actions, objectives, of_action, returns, schedule, this

_statuses = Columns("Statuses")


def _remark(key: str, *conditions: Expression) -> Expression:
    """The words of a remark when all conditions hold, one looked at after the other."""
    words: Expression = Join((Word(f"remarks.{key}"), constant(" ")))
    for condition in reversed(conditions):
        words = _nested(condition, words)
    return words


def _nested(condition: Expression, words: Expression) -> Expression:
    return when(condition, lambda: words)


def _differs(typed: Expression, effective: Expression) -> tuple[Expression, ...]:
    """Both given, and not the same to the cent."""
    return Given(typed), Given(effective), Not(SameText(rounded(typed, 2), rounded(effective, 2)))


def _unknown_status() -> tuple[Expression, ...]:
    """A text that is neither one of the five words nor in the list of the settings."""
    foreign = NoneOf(this.status, tuple(Word(f"statuses.{status}") for status in STATUSES))
    return Given(this.status), foreign, count(Where(_statuses.value, "same", this.status)) < 1


def _of_number() -> Expression:
    """What the number of the action says."""
    same = (Where(returns.no, "=", this.no),)
    parts = (
        _remark("number_twice", count(Where(actions.no, "=", this.no)) > 1),
        _remark("no_month", total(schedule.months, where=(Where(schedule.no, "=", this.no),)) < 1),
        _remark("more_buyers", total(returns.conversion_rate, where=same) > 1),
    )
    return when(Given(this.no), lambda: Join(parts), lambda: _remark("no_number"))


def action_remarks() -> Expression:
    """The remarks on this row's action, one after the other."""
    same_objective = count(Where(objectives.objective, "same", this.objective))
    parts = (
        _of_number(),
        _remark("twice", count(Where(actions.action, "same", this.action)) > 1),
        _remark("status_unknown", *_unknown_status()),
        _remark("objective_unknown", Given(this.objective), same_objective < 1),
        _remark("no_owner", Blank(this.owner)),
        _remark("expenses_differ", *_differs(this.expenses, this.effective_expenses)),
        _remark("revenue_differ", *_differs(this.revenue, this.effective_revenue)),
    )
    return trimmed(Join(parts))  # type: ignore[no-any-return]  # a helper gives an expression for operands


def label_remark(*without_action: Word) -> Expression:
    """What is wrong with the label of a cost line or a line of the log; `without_action` are labels of no action.

    A label whose name is that of some action, but not of the one with its number, was dragged down a column: it counts
    up. One whose name is nobody's was renamed since, and counts for its number as before.
    """
    known = count(Where(actions.no, "=", this.no), Where(actions.action, "entered")) > 0
    name = name_in_label(this.action)
    namesakes = count(Where(actions.action, "same", name), Where(actions.action, "filled"))
    other = when(namesakes > 0, lambda: Word("remarks.dragged"))
    own = SameText(of_action("label"), this.action)
    found = when(own, lambda: constant(""), lambda: other)
    numbered = when(known, lambda: found, lambda: Word("remarks.unknown_action"))
    checked = when(Given(this.no), lambda: numbered, lambda: Word("remarks.unknown_action"))
    for label in without_action:
        checked = _unless(SameText(this.action, label), checked)
    return when(Given(this.action), lambda: checked)


def _unless(condition: Expression, checked: Expression) -> Expression:
    return when(condition, lambda: constant(""), lambda: checked)
