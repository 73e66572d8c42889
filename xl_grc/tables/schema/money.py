"""Cost lines, tracking and the budget month by month."""

from __future__ import annotations

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import Helper
from xl_grc.functions.units import (
    AMOUNT,
    MONTH,
    NUMBER,
    SIGNED_AMOUNT,
    VARIANCE,
    VARIANCE_RATE,
)
from xl_grc.tables.definition import Column, Table, computed, named
from xl_grc.tables.formulas.months import MarkedTotal, Months, month_number, next_month
from xl_grc.tables.formulas.nodes import Figure, Given, Name, SameText, Word, Zero
from xl_grc.tables.formulas.ranking import Latest
from xl_grc.tables.formulas.verbs import Exists, Lookup, Smallest, Where, total
from xl_grc.tables.runtime import month_rules
from xl_grc.tables.schema.references import (
    actions,
    budget,
    field,
    number_of_label,
    of_returns,
    returns,
    schedule,
    this,
    tracking,
)


def _amount() -> Expression:
    """Quantity times unit cost; a discount without a quantity is granted to every buyer."""
    granted = SameText(this.item, Word("lists.discount"))
    to_buyers = when(Exists(returns.no, this.no), lambda: f.REVENUE(of_returns("buyers"), this.unit_cost))
    without_quantity = when(granted, lambda: to_buyers)
    return when(Given(this.quantity), lambda: this.quantity * this.unit_cost, lambda: without_quantity)


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
    ),
    spare_rows=10,
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
    ),
    spare_rows=10,
)

_position = month_number(this.month) - month_number(Smallest(budget.month)) + 1
_in_month = (Where(tracking.date, ">=", this.month), Where(tracking.date, "<", next_month(this.month)))


def _planned_in_month(column: str) -> Expression:
    return when(Given(this.month), lambda: MarkedTotal(Months("Schedule"), _position, getattr(schedule, column)))


def _actual_in_month(column: str) -> Expression:
    """0 up to the month of AsOf, "" later."""
    figure = total(getattr(tracking, column), where=_in_month)
    return when(Given(this.month), lambda: when(this.month <= Name("AsOf"), lambda: figure))


def _cumulative(*columns: str) -> Expression:
    """The sum up to this month; of the first column less the others."""
    sums = [total(getattr(budget, column), where=(Where(budget.month, "<=", this.month),)) for column in columns]
    figure: Expression = sums[0] if len(sums) == 1 else sums[0] - sums[1]
    return when(Given(getattr(this, columns[0])), lambda: figure)


BUDGET = Table(
    "Budget",
    "budget",
    (
        Column("month", MONTH, "key"),
        computed("planned_expenses", AMOUNT, _planned_in_month("expenses_per_month")),
        computed("actual_expenses", AMOUNT, _actual_in_month("expenses")),
        computed("expense_variance", VARIANCE, this.actual_expenses - this.planned_expenses),
        computed("planned_revenue", AMOUNT, _planned_in_month("revenue_per_month")),
        computed("actual_revenue", AMOUNT, _actual_in_month("revenue")),
        computed("revenue_variance", VARIANCE, this.actual_revenue - this.planned_revenue),
        computed("planned_balance", SIGNED_AMOUNT, this.planned_revenue - this.planned_expenses),
        computed("actual_balance", SIGNED_AMOUNT, this.actual_revenue - this.actual_expenses),
        computed("planned_cumulative", SIGNED_AMOUNT, _cumulative("planned_balance")),
        computed("actual_cumulative", SIGNED_AMOUNT, _cumulative("actual_balance")),
        computed("expense_variance_rate", VARIANCE_RATE, this.expense_variance / this.planned_expenses),
        computed("revenue_variance_rate", VARIANCE_RATE, this.revenue_variance / this.planned_revenue),
        computed("planned_margin", SIGNED_AMOUNT, _planned_in_month("margin_per_month")),
        computed("margin_cumulative", SIGNED_AMOUNT, _cumulative("planned_margin", "planned_expenses")),
    ),
    rows=12,
)

year_of_month = Helper("year_of_month", "YEAR(EDATE({0},{1}))", month_rules.year_of_month)

_unmarked = total(schedule.months, where=(Where(schedule.no, "=", actions.no),))
_last_loss = Latest(budget.month, budget.margin_cumulative, -0.005)


def _unscheduled(column: str) -> Expression:
    return total(getattr(actions, column), where=(Where(_unmarked, "=", constant(0)),))


def _to_date(column: str) -> Expression:
    return total(getattr(budget, column), where=(Where(budget.month, "<=", Name("AsOf")),))


def _pays_from() -> Expression:
    """The month from which the margin so far stays above the expenses so far; a word when the year is too short."""
    following = next_month(Figure("LastLossMonth"))
    too_short = when(Figure("TotalCost") > 0, lambda: Word("words.not_this_year"))  # a margin is known
    after = when(Exists(budget.month, following), lambda: following, lambda: too_short)
    without_loss = when(total(budget.planned_margin) > 0, lambda: Smallest(budget.month))
    return when(Zero(Figure("LastLossMonth")), lambda: without_loss, lambda: after)


def _largest_need() -> Expression:
    """How far the planned cumulative balance goes below zero."""
    lowest = Smallest(budget.planned_cumulative)
    return when(lowest < 0, lambda: -lowest, lambda: constant(0))


def _month_of_need() -> Expression:
    lowest = Smallest(budget.planned_cumulative)
    month = Lookup(budget.month, budget.planned_cumulative, lowest)
    return when(Figure("LargestNeed") > 0, lambda: month)


def _months_over() -> Expression:
    """How many of the twelve months are over on the day of the plan."""
    over = month_number(Name("AsOf")) - month_number(Smallest(budget.month))
    return when(Given(Name("AsOf")), lambda: over, lambda: constant(0))


BUDGET_CELLS = (
    named("ActualExpenses", "tracking", AMOUNT, total(tracking.expenses)),
    named("ActualRevenue", "tracking", AMOUNT, total(tracking.revenue)),
    named("UnscheduledExpenses", "budget", AMOUNT, _unscheduled("effective_expenses")),
    named("UnscheduledRevenue", "budget", AMOUNT, _unscheduled("effective_revenue")),
    *(
        named(f"{kind.title()}{column.title()}ToDate", "budget", AMOUNT, _to_date(f"{kind}_{column}"))
        for column in ("expenses", "revenue")
        for kind in ("planned", "actual")
    ),
    *(
        named(
            f"{column.title()}VarianceToDate",
            "budget",
            VARIANCE,
            Figure(f"Actual{column.title()}ToDate") - Figure(f"Planned{column.title()}ToDate"),
        )
        for column in ("expenses", "revenue")
    ),
    *(
        named(
            f"{column.title()}VarianceRateToDate",
            "budget",
            VARIANCE_RATE,
            Figure(f"{column.title()}VarianceToDate") / Figure(f"Planned{column.title()}ToDate"),
        )
        for column in ("expenses", "revenue")
    ),
    named("LastLossMonth", "budget", MONTH, _last_loss),
    named("PaysFrom", "budget", MONTH, _pays_from()),
    named("LargestNeed", "budget", AMOUNT, _largest_need()),
    named("LargestNeedMonth", "budget", MONTH, _month_of_need()),
    *(
        named(f"MonthYear_{position}", "schedule", NUMBER, year_of_month(Smallest(budget.month), position - 1))
        for position in range(1, 13)
    ),
    named("ScheduleStart", "schedule", MONTH, Smallest(budget.month)),
    named("MonthsOver", "schedule", NUMBER, _months_over()),
)
