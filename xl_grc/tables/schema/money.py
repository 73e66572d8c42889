"""Cost lines, tracking and the budget month by month."""

from __future__ import annotations

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import AMOUNT, MONTH, NUMBER, SIGNED_AMOUNT, TEXT, VARIANCE, VARIANCE_RATE
from xl_grc.tables.definition import Table, computed, named
from xl_grc.tables.formulas.conditions import Given, SameText, Zero, all_of
from xl_grc.tables.formulas.month_spots import MONTH_NAME
from xl_grc.tables.formulas.months import (
    DelayedSpread,
    Months,
    PlanMonth,
    RowNumber,
    Spread,
    calendar_month,
    first_of_month,
    month_number,
    next_month,
    year_of_month,
)
from xl_grc.tables.formulas.nodes import Figure, Join, Name, Word, WordOf
from xl_grc.tables.formulas.ranking import Latest
from xl_grc.tables.formulas.verbs import Exists, Lookup, Smallest, Where, count, total
from xl_grc.tables.schema.references import (
    HALF_CENT,
    NO_ACTION,
    actions,
    budget,
    field,
    number_of,
    number_of_label,
    returns,
    schedule,
    sums_to_cents,
    this,
    tracking,
)
from xl_grc.tables.schema.remarks import label_remark


def _amount() -> Expression:
    """Quantity times unit cost; a discount without a quantity is granted to every buyer."""
    granted = SameText(this.item, Word("lists.discount"))
    same = Where(returns.no, "=", this.no)
    known = count(same, Where(returns.buyers, "number")) > 0
    buyers = total(returns.buyers, where=(same,))
    to_buyers = when(Given(this.no), lambda: when(known, lambda: f.REVENUE(buyers, this.unit_cost)))
    of_quantity = this.quantity * this.unit_cost
    amount = when(Given(this.quantity), lambda: of_quantity, lambda: when(granted, lambda: to_buyers))
    return when(Given(this.unit_cost), lambda: amount)


COSTS = Table(
    "Costs",
    "costs",
    (
        field("action", "ActionList"),
        computed("no", NUMBER, number_of_label()),
        field("item", "CostItemList"),
        field("quantity"),
        field("unit", "UnitList"),
        field("unit_cost"),
        computed("amount", AMOUNT, _amount()),
        computed("remarks", TEXT, label_remark()),
    ),
    spare_rows=60,
)

TRACKING = Table(
    "Tracking",
    "tracking",
    (
        field("date"),
        field("action", "ActionList"),
        computed("no", NUMBER, number_of_label()),
        field("expenses"),
        field("revenue"),
        field("contacts"),
        field("buyers"),
        field("note"),
        computed("remarks", TEXT, label_remark(NO_ACTION)),
    ),
    spare_rows=60,
)

_start = Name("ScheduleStart")
_position = RowNumber("month")
_in_month = (Where(tracking.date, ">=", this.month), Where(tracking.date, "<", next_month(this.month)))
_months = Months("Schedule")


def _spent_in_month() -> Expression:
    return when(Given(this.month), lambda: Spread(_months, _position, schedule.expenses_per_share))


def _received_in_month(column: str) -> Expression:
    """Revenue, or its margin, as many months after its action as the delay says."""
    received = DelayedSpread(_months, getattr(schedule, column), schedule.counted_delay, _position)
    return when(Given(this.month), lambda: received)


def _actual_in_month(column: str) -> Expression:
    """0 up to the month of AsOf, "" later."""
    figure = total(getattr(tracking, column), where=_in_month)
    return when(Given(this.month), lambda: when(this.month <= Name("AsOf"), lambda: figure))


def _cumulative(received: str, spent: str) -> Expression:
    """What was received up to this month, less what was spent."""
    so_far = (Where(budget.month, "<=", this.month),)
    figure = sums_to_cents(total(getattr(budget, received), where=so_far) - total(getattr(budget, spent), where=so_far))
    return when(Given(getattr(this, received)), lambda: figure)


BUDGET = Table(
    "Budget",
    "budget",
    (
        computed("month", MONTH, PlanMonth(_start, "month")),
        computed("planned_expenses", AMOUNT, _spent_in_month()),
        computed("actual_expenses", AMOUNT, _actual_in_month("expenses")),
        computed("expense_variance", VARIANCE, sums_to_cents(this.actual_expenses - this.planned_expenses)),
        computed("planned_revenue", AMOUNT, _received_in_month("counted_revenue")),
        computed("actual_revenue", AMOUNT, _actual_in_month("revenue")),
        computed("revenue_variance", VARIANCE, sums_to_cents(this.actual_revenue - this.planned_revenue)),
        computed("planned_balance", SIGNED_AMOUNT, sums_to_cents(this.planned_revenue - this.planned_expenses)),
        computed("actual_balance", SIGNED_AMOUNT, sums_to_cents(this.actual_revenue - this.actual_expenses)),
        computed("planned_cumulative", SIGNED_AMOUNT, _cumulative("planned_revenue", "planned_expenses")),
        computed("actual_cumulative", SIGNED_AMOUNT, _cumulative("actual_revenue", "actual_expenses")),
        computed("expense_variance_rate", VARIANCE_RATE, this.expense_variance / this.planned_expenses),
        computed("revenue_variance_rate", VARIANCE_RATE, this.revenue_variance / this.planned_revenue),
        computed("planned_margin", SIGNED_AMOUNT, _received_in_month("counted_margin")),
        computed("margin_cumulative", SIGNED_AMOUNT, _cumulative("planned_margin", "planned_expenses")),
    ),
    rows=12,
)

_unmarked = total(schedule.months, where=(Where(schedule.no, "=", actions.no),))
_without_month = Where(_unmarked, "=", constant(0))


def _unscheduled(column: str) -> Expression:
    return total(getattr(actions, column), where=(_without_month,))


def _to_date(column: str) -> Expression:
    figure = total(getattr(budget, column), where=(Where(budget.month, "<=", Name("AsOf")),))
    return when(all_of(Given(Name("AsOf")), Given(_start)), lambda: figure)


def _variance(column: str) -> Expression:
    return sums_to_cents(Name(f"Actual{column}ToDate") - Name(f"Planned{column}ToDate"))


def _variance_rate(column: str) -> Expression:
    return Name(f"{column}VarianceToDate") / Name(f"Planned{column}ToDate")


def _last_loss() -> Expression:
    """The last month in which the margin so far does not reach the expenses so far; 0 when there is none."""
    latest = Latest(budget.month, budget.margin_cumulative, -HALF_CENT)
    return when(Given(_start), lambda: latest)


def _when_all_scheduled(figure: Expression) -> Expression:
    """Only while every expense has its month and the plan a first one."""
    missing = sums_to_cents(Figure("UnscheduledExpenses")) > 0
    return when(Given(_start), lambda: when(missing, lambda: constant(""), lambda: figure))


def _pays_from() -> Expression:
    """The month from which the margin so far stays above the expenses so far; a word when the year is too short."""
    following = next_month(Name("LastLossMonth"))
    too_short = when(Figure("TotalCost") > 0, lambda: Word("words.not_this_year"))  # a margin is known
    after = when(Exists(budget.month, following), lambda: following, lambda: too_short)
    without_loss = when(total(budget.planned_margin) > 0, lambda: _start)
    return _when_all_scheduled(when(Zero(Name("LastLossMonth")), lambda: without_loss, lambda: after))


_lowest = Smallest(budget.margin_cumulative)


def _largest_need() -> Expression:
    """How far the margin so far stays below the expenses so far, at most."""
    return _when_all_scheduled(when(_lowest < 0, lambda: -_lowest, lambda: constant(0)))


def _month_of_need() -> Expression:
    month = Lookup(budget.month, budget.margin_cumulative, _lowest)
    return when(Name("LargestNeed") > 0, lambda: month)


def _note_on_need() -> Expression:
    """What the need lacks, or that there is none."""
    unscheduled = count(_without_month, Where(actions.effective_expenses, "positive"))
    unknown = count(Where(returns.revenue, "positive"), Where(returns.effective_rate, "blank"))
    to_complete = Join((Word("need.to_complete"), number_of(unscheduled, "need.without_month")))
    lacking = Join((Word("need.lacking"), number_of(unknown, "need.unknown_rate")))
    none = when(Name("LargestNeed") > 0, lambda: constant(""), lambda: Word("need.none"))
    known = when(unknown > 0, lambda: lacking, lambda: when(Given(Name("LargestNeed")), lambda: none))
    missing = sums_to_cents(Figure("UnscheduledExpenses")) > 0
    return when(missing, lambda: to_complete, lambda: known)


def _months_over() -> Expression:
    """How many of the twelve months are over on the day of the plan."""
    over = month_number(Name("AsOf")) - month_number(_start)
    return when(Given(_start), lambda: when(Given(Name("AsOf")), lambda: over, lambda: constant(0)))


def _month_name(position: int) -> Expression:
    """The name of a month of the plan, with a capital."""
    number = month_number(_start) + (position - 1)
    return when(Given(_start), lambda: WordOf("months", calendar_month(number)))


AMOUNTS = ("Expenses", "Revenue")
BUDGET_CELLS = (
    named("ActualExpenses", "tracking", AMOUNT, total(tracking.expenses)),
    named("ActualRevenue", "tracking", AMOUNT, total(tracking.revenue)),
    named("UnscheduledExpenses", "budget", AMOUNT, _unscheduled("effective_expenses")),
    named("UnscheduledRevenue", "budget", AMOUNT, _unscheduled("effective_revenue")),
    named(
        "RevenueAfterPlan",
        "budget",
        AMOUNT,
        DelayedSpread(_months, schedule.counted_revenue, schedule.counted_delay),
    ),
    *(
        named(f"{kind.title()}{amount}ToDate", "budget", AMOUNT, _to_date(f"{kind}_{amount.lower()}"))
        for amount in AMOUNTS
        for kind in ("planned", "actual")
    ),
    *(named(f"{amount}VarianceToDate", "budget", VARIANCE, _variance(amount)) for amount in AMOUNTS),
    *(named(f"{amount}VarianceRateToDate", "budget", VARIANCE_RATE, _variance_rate(amount)) for amount in AMOUNTS),
    named("LastLossMonth", "budget", MONTH, _last_loss()),
    named("PaysFrom", "budget", MONTH, _pays_from()),
    named("LargestNeed", "budget", AMOUNT, _largest_need()),
    named("LargestNeedMonth", "budget", MONTH, _month_of_need()),
    named("LargestNeedNote", "budget", TEXT, _note_on_need()),
    *(named(f"{MONTH_NAME}{position}", "schedule", TEXT, _month_name(position)) for position in range(1, 13)),
    *(
        named(f"MonthYear_{position}", "schedule", NUMBER, year_of_month(_start, position - 1))
        for position in range(1, 13)
    ),
    named("ScheduleStart", "schedule", MONTH, first_of_month(Name("PeriodStart"))),
    named("MonthsOver", "schedule", NUMBER, _months_over()),
)
