"""The action plan and its calendar."""

from __future__ import annotations

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import AMOUNT, COUNT, MARK, NUMBER, SIGNED_AMOUNT, TEXT
from xl_grc.tables.definition import Column, Table, computed, given, named
from xl_grc.tables.formulas.months import Marks
from xl_grc.tables.formulas.nodes import Blank, Figure, Given, Join, Not, SameText, Word, all_of, any_of
from xl_grc.tables.formulas.verbs import Exists, Known, Where, count, total
from xl_grc.tables.schema.checks import row_remarks
from xl_grc.tables.schema.references import (
    ABANDONED,
    action_name,
    actions,
    costs,
    field,
    of_action,
    of_returns,
    returns,
    this,
    tracking,
)

_is_action = all_of(Given(this.action), Given(this.no))
_counts = all_of(Given(this.action), Given(this.no), Not(SameText(this.status, ABANDONED)))


def _effective_expenses() -> Expression:
    """The cost lines when at least one has an amount, else the expenses typed."""
    lines = Where(costs.no, "=", this.no)
    costed = count(lines, Where(costs.amount, "number")) > 0
    amount = total(costs.amount, where=(lines,))
    return when(_counts, lambda: when(costed, lambda: amount, lambda: this.expenses))


def _effective_revenue() -> Expression:
    """Buyers times price when both are given, else the revenue typed."""
    same = Where(returns.no, "=", this.no)
    sold = count(same, Where(returns.buyers, "number"), Where(returns.price, "number")) > 0
    buyers, price = (Known(column, returns.no, this.no) for column in (returns.buyers, returns.price))
    revenue = f.REVENUE(buyers, price)
    return when(_counts, lambda: when(sold, lambda: revenue, lambda: this.revenue))


def _tracked_total(column: str) -> Expression:
    tracked = Where(tracking.no, "=", this.no)
    figure = total(getattr(tracking, column), where=(tracked,))
    return when(_is_action, lambda: when(count(tracked) > 0, lambda: figure))


ACTIONS = Table(
    "Actions",
    "plan",
    (
        Column("no", NUMBER, "key"),
        field("objective", "ObjectiveList"),
        field("action"),
        field("short_term"),
        field("medium_term"),
        field("long_term"),
        field("expenses"),
        field("revenue"),
        field("type", "TypeList"),
        field("owner", "OwnerList"),
        field("priority", "PriorityList"),
        field("status", "StatusList"),
        field("progress"),
        field("means"),
        field("audience"),
        field("product"),
        field("area"),
        field("channel", "ChannelList"),
        computed("label", TEXT, when(Given(this.action), lambda: Join((this.no, constant(" - "), this.action)))),
        computed("effective_expenses", AMOUNT, _effective_expenses()),
        computed("effective_revenue", AMOUNT, _effective_revenue()),
        computed("actual_expenses", AMOUNT, _tracked_total("expenses")),
        computed("actual_revenue", AMOUNT, _tracked_total("revenue")),
        computed("remarks", TEXT, when(_counts, row_remarks)),
    ),
    spare_rows=10,
)


def _per_month(amount: Expression) -> Expression:
    return when(Given(this.action), lambda: amount / this.months)


def _margin_per_month() -> Expression:
    margin = when(Exists(returns.no, this.no), lambda: of_returns("margin") / this.months)
    return when(Given(this.action), lambda: margin)


def _situation() -> Expression:
    """Where an action stands on the day of the plan: late, this month, to come; nothing once it has ended.

    It is late when all its months are over, or when one is over and it was never begun.
    """
    over, begun = this.months_over, Marks(Figure("MonthsOver") + 1)
    ended = any_of(*(SameText(this.status, Word(f"statuses.{key}")) for key in ("done", "abandoned")))
    not_begun = any_of(Blank(this.status), SameText(this.status, Word("statuses.to_do")))
    waiting = when(begun > over, lambda: Word("situations.now"), lambda: Word("situations.later"))
    late = when(over >= this.months, lambda: Word("situations.late"), lambda: waiting)
    behind = when(over > 0, lambda: when(not_begun, lambda: Word("situations.late"), lambda: late), lambda: waiting)
    running = when(ended, lambda: constant(""), lambda: behind)
    return when(all_of(Given(this.months), Given(over)), lambda: when(this.months > 0, lambda: running))


SCHEDULE = Table(
    "Schedule",
    "schedule",
    (
        Column("no", NUMBER, "key"),
        computed("action", TEXT, action_name()),
        computed("owner", TEXT, when(Given(this.action), lambda: of_action("owner"))),
        *(given(f"month_{position}", MARK) for position in range(1, 13)),
        computed("months", COUNT, when(Given(this.action), Marks)),
        computed("expenses_per_month", AMOUNT, _per_month(of_action("effective_expenses"))),
        computed("revenue_per_month", AMOUNT, _per_month(of_action("effective_revenue"))),
        computed("margin_per_month", SIGNED_AMOUNT, _margin_per_month()),
        computed("status", TEXT, when(Given(this.action), lambda: of_action("status"))),
        computed("months_over", COUNT, when(Given(this.action), lambda: Marks(Figure("MonthsOver")))),
        computed("situation", TEXT, _situation()),
    ),
    spare_rows=10,
)

PLAN_CELLS = (
    named("TotalExpenses", "plan", AMOUNT, total(actions.effective_expenses)),
    named("TotalRevenue", "plan", AMOUNT, total(actions.effective_revenue)),
    named("NetResult", "plan", SIGNED_AMOUNT, Figure("TotalRevenue") - Figure("TotalExpenses")),
)
