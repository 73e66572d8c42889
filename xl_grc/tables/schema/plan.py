"""The action plan and its calendar."""

from __future__ import annotations

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import AMOUNT, COUNT, NUMBER, QUANTITY, SHARE, SIGNED_AMOUNT, TEXT
from xl_grc.tables.definition import Column, Table, computed, given, named
from xl_grc.tables.formulas.conditions import Blank, Given, Not, SameText, all_of, any_of
from xl_grc.tables.formulas.months import ActiveMonths, Shares, WholeMonths
from xl_grc.tables.formulas.nodes import Figure, Join, Name, Word
from xl_grc.tables.formulas.verbs import Exists, Where, count, total
from xl_grc.tables.schema.references import (
    ABANDONED,
    action_name,
    actions,
    costs,
    field,
    of_action,
    of_returns,
    returns,
    sums_to_cents,
    text_of_action,
    this,
    tracking,
)
from xl_grc.tables.schema.remarks import action_remarks

_written = all_of(Given(this.action), Not(SameText(this.status, ABANDONED)))
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
    sold = count(same, Where(returns.sales, "number")) > 0
    sales = total(returns.sales, where=(same,))
    return when(_counts, lambda: when(sold, lambda: sales, lambda: this.revenue))


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
        computed("remarks", TEXT, when(_written, action_remarks)),
    ),
    spare_rows=10,
)


def _per_share(amount: Expression) -> Expression:
    return when(Given(this.action), lambda: amount / this.shares)


def _margin_per_share() -> Expression:
    margin = when(Exists(returns.no, this.no), lambda: of_returns("margin") / this.shares)
    return when(Given(this.action), lambda: margin)


def _or_zero(amount: Expression) -> Expression:
    """A number in every row: what is spread over the months is multiplied there."""
    return when(Given(amount), lambda: amount, lambda: constant(0))


def _months_over() -> Expression:
    """How many of the row's months are over; "" while the plan has no first month."""
    over = ActiveMonths(Name("MonthsOver"))
    return when(Given(Name("MonthsOver")), lambda: over)


def _situation() -> Expression:
    """Where an action stands on the day of the plan: late, this month, to come; nothing once it has ended.

    It is late when all its months are over, or when one is over and it was never begun.
    """
    over, begun = this.months_over, ActiveMonths(Name("MonthsOver") + 1)
    ended = any_of(*(SameText(this.status, Word(f"statuses.{key}")) for key in ("done", "abandoned")))
    not_begun = any_of(Blank(this.status), SameText(this.status, Word("statuses.to_do")))
    is_late = all_of(over > 0, any_of(not_begun, over >= this.months))
    waiting = when(begun > over, lambda: Word("situations.now"), lambda: Word("situations.later"))
    in_time = when(is_late, lambda: Word("situations.late"), lambda: waiting)
    running = when(ended, lambda: constant(""), lambda: in_time)
    return when(all_of(Given(this.months), Given(over)), lambda: when(this.months > 0, lambda: running))


SCHEDULE = Table(
    "Schedule",
    "schedule",
    (
        Column("no", NUMBER, "key"),
        computed("action", TEXT, action_name()),
        computed("owner", TEXT, when(Given(this.action), lambda: text_of_action("owner"))),
        *(given(f"month_{position}", SHARE) for position in range(1, 13)),
        field("revenue_delay"),
        computed("months", COUNT, when(Given(this.action), ActiveMonths)),
        computed("shares", QUANTITY, when(Given(this.action), Shares)),
        computed("expenses_per_share", AMOUNT, _per_share(of_action("effective_expenses"))),
        computed("revenue_per_share", AMOUNT, _per_share(of_action("effective_revenue"))),
        computed("margin_per_share", SIGNED_AMOUNT, _margin_per_share()),
        computed("status", TEXT, when(Given(this.action), lambda: text_of_action("status"))),
        computed("months_over", COUNT, when(Given(this.action), _months_over)),
        computed("situation", TEXT, _situation()),
        computed("counted_delay", NUMBER, WholeMonths(this.revenue_delay, 24), spare=0),
        computed("counted_revenue", AMOUNT, _or_zero(this.revenue_per_share), spare=0),
        computed("counted_margin", SIGNED_AMOUNT, _or_zero(this.margin_per_share), spare=0),
    ),
    spare_rows=10,
)

PLAN_CELLS = (
    named("TotalExpenses", "plan", AMOUNT, total(actions.effective_expenses)),
    named("TotalRevenue", "plan", AMOUNT, total(actions.effective_revenue)),
    named("NetResult", "plan", SIGNED_AMOUNT, sums_to_cents(Figure("TotalRevenue") - Figure("TotalExpenses"))),
)
