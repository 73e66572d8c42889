"""The workbook as data: its tables, their columns, its named cells.

Table names are English in every language; titles and headers are in the text files. An action is known by its
number: `Actions`, `Schedule` and `Returns` carry the same numbers, cost lines and tracking rows name an action
by a label that begins with its number.
"""

from __future__ import annotations

from xl_grc.functions import catalogue as f
from xl_grc.functions.expression import Choice, Expression, Helper, constant, rounded, when
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    MARK,
    MONTH,
    NUMBER,
    OPEN_RATE,
    QUANTITY,
    RANK,
    RATE,
    RATIO,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    TEXT,
    UNIT_AMOUNT,
)
from xl_grc.tables.definition import Column, Table, computed, given, named
from xl_grc.tables.nodes import (
    Blank,
    Columns,
    Given,
    Join,
    Name,
    Not,
    Row,
    SameText,
    Word,
    Zero,
    all_of,
    any_of,
)
from xl_grc.tables.verbs import (
    Exists,
    Lookup,
    MarkedTotal,
    Marks,
    Months,
    Rank,
    Smallest,
    Where,
    count,
    leading_number,
    month_number,
    next_month,
    total,
)

SCHEMA_VERSION = 1

this = Row()
actions = Columns("Actions")
schedule = Columns("Schedule")
costs = Columns("Costs")
returns = Columns("Returns")
tracking = Columns("Tracking")
budget = Columns("Budget")

ABANDONED = Word("statuses.abandoned")


def of_action(column: str) -> Lookup:
    """The cell of `Actions` for this row's number; the row has an action, so the number exists."""
    return Lookup(getattr(actions, column), actions.no, this.no)


def action_name() -> Expression:
    """The name of the action with this row's number, "" when there is none."""
    return when(Exists(actions.no, this.no), lambda: of_action("action"))


def from_label() -> Expression:
    """The number that the chosen action's label begins with."""
    number: Expression = leading_number(this.action)
    return number


# -- Actions -----------------------------------------------------------------------------------------------------------

_is_action = all_of(Given(this.action), Given(this.no))
_counts = all_of(Given(this.action), Given(this.no), Not(SameText(this.status, ABANDONED)))
_with_amount = (Where(costs.no, "=", this.no), Where(costs.amount, "number"))
_with_sales = (Where(returns.no, "=", this.no), Where(returns.buyers, "number"), Where(returns.price, "number"))
_tracked = Where(tracking.no, "=", this.no)


def _effective_expenses() -> Expression:
    costed = total(costs.amount, where=(Where(costs.no, "=", this.no),))
    return when(_counts, lambda: when(count(*_with_amount) > 0, lambda: costed, lambda: this.expenses))


def _effective_revenue() -> Expression:
    def of_returns(column: str) -> Lookup:
        return Lookup(getattr(returns, column), returns.no, this.no)

    sold = f.REVENUE(of_returns("buyers"), of_returns("price"))
    return when(_counts, lambda: when(count(*_with_sales) > 0, lambda: sold, lambda: this.revenue))


def _tracked_total(column: str) -> Expression:
    tracked = total(getattr(tracking, column), where=(_tracked,))
    return when(_is_action, lambda: when(count(_tracked) > 0, lambda: tracked))


ACTIONS = Table(
    "Actions",
    "plan",
    (
        Column("no", NUMBER, "key"),
        given("objective", TEXT, "ObjectiveList"),
        given("action", TEXT),
        given("short_term", MARK),
        given("medium_term", MARK),
        given("long_term", MARK),
        given("expenses", AMOUNT),
        given("revenue", AMOUNT),
        given("type", TEXT, "TypeList"),
        given("owner", TEXT, "OwnerList"),
        given("priority", TEXT, "PriorityList"),
        given("status", TEXT, "StatusList"),
        given("progress", RATE),
        given("means", TEXT),
        given("audience", TEXT),
        given("product", TEXT),
        given("area", TEXT),
        given("channel", TEXT, "ChannelList"),
        computed("label", TEXT, when(Given(this.action), lambda: Join((this.no, constant(" - "), this.action)))),
        computed("effective_expenses", AMOUNT, _effective_expenses()),
        computed("effective_revenue", AMOUNT, _effective_revenue()),
        computed("actual_expenses", AMOUNT, _tracked_total("expenses")),
        computed("actual_revenue", AMOUNT, _tracked_total("revenue")),
    ),
    spare_rows=10,
)

# -- Schedule ----------------------------------------------------------------------------------------------------------


def _per_month(column: str) -> Expression:
    return when(Given(this.action), lambda: of_action(column) / this.months)


SCHEDULE = Table(
    "Schedule",
    "schedule",
    (
        Column("no", NUMBER, "key", key_of="Actions"),
        computed("action", TEXT, action_name()),
        computed("owner", TEXT, when(Given(this.action), lambda: of_action("owner"))),
        *(given(f"month_{position}", MARK) for position in range(1, 13)),
        computed("months", COUNT, when(Given(this.action), Marks)),
        computed("expenses_per_month", AMOUNT, _per_month("effective_expenses")),
        computed("revenue_per_month", AMOUNT, _per_month("effective_revenue")),
    ),
    spare_rows=10,
)

# -- Costs and Tracking ------------------------------------------------------------------------------------------------

COSTS = Table(
    "Costs",
    "costs",
    (
        given("action", TEXT, "ActionList"),
        computed("no", NUMBER, when(Given(this.action), from_label)),
        given("item", TEXT, "CostItemList"),
        given("quantity", QUANTITY),
        given("unit", TEXT, "UnitList"),
        given("unit_cost", UNIT_AMOUNT),
        computed("amount", AMOUNT, this.quantity * this.unit_cost),
    ),
    spare_rows=10,
)

TRACKING = Table(
    "Tracking",
    "tracking",
    (
        given("date", DATE),
        given("action", TEXT, "ActionList"),
        computed("no", NUMBER, when(Given(this.action), from_label)),
        given("expenses", AMOUNT),
        given("revenue", AMOUNT),
        given("contacts", COUNT),
        given("buyers", COUNT),
        given("note", TEXT),
    ),
    spare_rows=10,
)

# -- Returns -----------------------------------------------------------------------------------------------------------


def _in_plan(result: Expression) -> Expression:
    """The results of an abandoned action are left out."""
    abandoned = SameText(of_action("status"), ABANDONED)
    return when(Given(this.action), lambda: when(abandoned, lambda: constant(""), lambda: result))


def _effective_rate() -> Expression:
    from_unit_cost = (this.price - this.unit_cost_price) / this.price
    return when(
        Given(this.action),
        lambda: when(
            Given(this.margin_rate),
            lambda: this.margin_rate,
            lambda: when(
                all_of(Given(this.unit_cost_price), Given(this.price)),
                lambda: from_unit_cost,
                lambda: Name("DefaultMarginRate"),
            ),
        ),
    )


def _at_positive_rate(breakeven: Expression) -> Expression:
    return when(Given(this.effective_rate), lambda: when(this.effective_rate > 0, lambda: breakeven))


def verdict(roi: Expression) -> Expression:
    """The course's reading of its ROI: above 1 profitable, at 1 break-even, below 1 not profitable."""
    compared: Expression = rounded(roi, 9)
    return when(
        compared > 1,
        lambda: Word("verdicts.profitable"),
        lambda: when(compared < 1, lambda: Word("verdicts.not_profitable"), lambda: Word("verdicts.break_even")),
    )


def _verdict_of_action() -> Expression:
    def without_cost(cell: Expression) -> Expression:
        return any_of(Blank(cell), Zero(cell))

    with_revenue = when(
        without_cost(this.revenue),
        lambda: Word("verdicts.no_direct_revenue"),
        lambda: when(Blank(this.effective_rate), lambda: Word("verdicts.to_complete"), lambda: verdict(this.roi)),
    )
    return _in_plan(when(without_cost(this.cost), lambda: Word("verdicts.to_complete"), lambda: with_revenue))


RETURNS = Table(
    "Returns",
    "returns",
    (
        Column("no", NUMBER, "key", key_of="Actions"),
        computed("action", TEXT, action_name()),
        computed("cost", AMOUNT, when(Given(this.action), lambda: of_action("effective_expenses"))),
        given("contacts", COUNT),
        given("buyers", COUNT),
        given("price", UNIT_AMOUNT),
        given("unit_cost_price", UNIT_AMOUNT),
        given("margin_rate", RATE),
        computed("effective_rate", SIGNED_RATE, _effective_rate()),
        computed("contact_cost", UNIT_AMOUNT, f.CONTACT_COST(this.cost, this.contacts)),
        computed("conversion_rate", OPEN_RATE, _in_plan(f.CONVERSION_RATE(this.buyers, this.contacts))),
        computed("revenue", AMOUNT, when(Given(this.action), lambda: of_action("effective_revenue"))),
        computed("gross_gain", SIGNED_AMOUNT, f.GROSS_GAIN(this.revenue, this.cost)),
        computed("margin", SIGNED_AMOUNT, f.MARGIN(this.revenue, this.effective_rate)),
        computed("margin_result", SIGNED_AMOUNT, f.MARGIN_RESULT(this.revenue, this.effective_rate, this.cost)),
        computed("roi", RATIO, f.ROI(this.margin, this.cost)),
        computed(
            "breakeven_units", COUNT, _at_positive_rate(f.BREAKEVEN_UNITS(this.cost, this.effective_rate, this.price))
        ),
        computed(
            "breakeven_rate",
            OPEN_RATE,
            _at_positive_rate(f.BREAKEVEN_RATE(this.cost, this.effective_rate, this.price, this.contacts)),
        ),
        computed("verdict", TEXT, _verdict_of_action()),
        computed("roi_rank", RANK, Rank(returns.roi, this.roi)),
        computed("contact_rank", RANK, Rank(returns.contact_cost, this.contact_cost, descending=False)),
    ),
    spare_rows=10,
)

# -- Objectives --------------------------------------------------------------------------------------------------------

_same_objective = Where(actions.objective, "same", this.objective)
_counted_actions = (_same_objective, Where(actions.action, "filled"), Where(actions.status, "differs", ABANDONED))
_by_action_returns = Where(returns.no, "=", actions.no)
_by_action_tracking = Where(tracking.no, "=", actions.no)


def _by_measure(**figures: Expression) -> Expression:
    """The figure that the row's measure asks for, "" for any other; without a measure, the revenue."""

    def is_measure(key: str) -> Expression:
        return SameText(this.measure, Word(f"measures.{key}"))

    chosen: Expression = constant("")
    for key, figure in reversed(figures.items()):
        asked = any_of(Blank(this.measure), is_measure(key)) if key == "revenue" else is_measure(key)
        chosen = Choice(asked, figure, chosen)
    return chosen


def _planned() -> Expression:
    def of_returns(column: str) -> Expression:
        return total(total(getattr(returns, column), where=(_by_action_returns,)), where=_counted_actions)

    revenue = total(actions.effective_revenue, where=(_same_objective,))
    of_measure = {column: of_returns(column) for column in ("margin", "buyers", "contacts")}
    return when(Given(this.objective), lambda: _by_measure(revenue=revenue, **of_measure))


def _actual() -> Expression:
    def tracked(figure: Expression) -> Expression:
        return when(count(_same_objective, Where(actions.actual_revenue, "number")) > 0, lambda: figure)

    def of_tracking(column: str) -> Expression:
        return tracked(total(total(getattr(tracking, column), where=(_by_action_tracking,)), where=(_same_objective,)))

    rates = total(returns.effective_rate, where=(_by_action_returns,))
    figure = _by_measure(
        revenue=tracked(total(actions.actual_revenue, where=(_same_objective,))),
        margin=tracked(total(actions.actual_revenue, rates, where=(_same_objective,))),
        buyers=of_tracking("buyers"),
        contacts=of_tracking("contacts"),
        other=this.entered_actual,
    )
    return when(Given(this.objective), lambda: figure)


def _status() -> Expression:
    def reaches(figure: Expression) -> Expression:
        reached: Expression = rounded(figure, 2) >= rounded(this.target, 2)
        return reached

    planned = when(
        Given(this.planned),
        lambda: when(reaches(this.planned), lambda: Word("attainment.covered"), lambda: Word("attainment.short")),
        lambda: Word("attainment.short"),
    )
    either = when(
        Given(this.actual),
        lambda: when(reaches(this.actual), lambda: Word("attainment.reached"), lambda: planned),
        lambda: planned,
    )
    return when(all_of(Given(this.objective), Given(this.target)), lambda: either)


OBJECTIVES = Table(
    "Objectives",
    "objectives",
    (
        given("objective", TEXT),
        given("measure", TEXT),
        given("target", AMOUNT),
        given("due", DATE),
        computed("planned", AMOUNT, _planned()),
        given("entered_actual", AMOUNT),
        computed("actual", AMOUNT, _actual()),
        computed("planned_attainment", OPEN_RATE, this.planned / this.target),
        computed("actual_attainment", OPEN_RATE, this.actual / this.target),
        computed("status", TEXT, _status()),
    ),
    spare_rows=5,
)

# -- Budget ------------------------------------------------------------------------------------------------------------

_position = month_number(this.month) - month_number(Smallest(budget.month)) + 1
_in_month = (Where(tracking.date, ">=", this.month), Where(tracking.date, "<", next_month(this.month)))
_so_far = (Where(budget.month, "<=", this.month),)


def _planned_in_month(column: str) -> Expression:
    return when(Given(this.month), lambda: MarkedTotal(Months("Schedule"), _position, getattr(schedule, column)))


def _actual_in_month(column: str) -> Expression:
    """0 up to the month of AsOf, "" later."""
    figure = total(getattr(tracking, column), where=_in_month)
    return when(Given(this.month), lambda: when(this.month <= Name("AsOf"), lambda: figure))


def _cumulative(column: str) -> Expression:
    return when(Given(getattr(this, column)), lambda: total(getattr(budget, column), where=_so_far))


BUDGET = Table(
    "Budget",
    "budget",
    (
        Column("month", MONTH, "key"),
        computed("planned_expenses", AMOUNT, _planned_in_month("expenses_per_month")),
        computed("actual_expenses", AMOUNT, _actual_in_month("expenses")),
        computed("expense_variance", SIGNED_AMOUNT, this.actual_expenses - this.planned_expenses),
        computed("planned_revenue", AMOUNT, _planned_in_month("revenue_per_month")),
        computed("actual_revenue", AMOUNT, _actual_in_month("revenue")),
        computed("revenue_variance", SIGNED_AMOUNT, this.actual_revenue - this.planned_revenue),
        computed("planned_balance", SIGNED_AMOUNT, this.planned_revenue - this.planned_expenses),
        computed("actual_balance", SIGNED_AMOUNT, this.actual_revenue - this.actual_expenses),
        computed("planned_cumulative", SIGNED_AMOUNT, _cumulative("planned_balance")),
        computed("actual_cumulative", SIGNED_AMOUNT, _cumulative("actual_balance")),
    ),
)

# -- Lists -------------------------------------------------------------------------------------------------------------

LISTS = {
    "Types": "TypeList",
    "Owners": "OwnerList",
    "Priorities": "PriorityList",
    "Statuses": "StatusList",
    "Units": "UnitList",
    "CostItems": "CostItemList",
    "Channels": "ChannelList",
}
"""The list tables of the settings and the defined name that feeds drop-downs from each."""

RANGES = {
    **{name: (table, "value") for table, name in LISTS.items()},
    "ActionList": ("Actions", "label"),
    "ObjectiveList": ("Objectives", "objective"),
}
"""Every defined name of a list: the table and column it shows."""

TABLES = {
    table.name: table
    for table in (
        OBJECTIVES,
        ACTIONS,
        SCHEDULE,
        COSTS,
        RETURNS,
        TRACKING,
        BUDGET,
        *(Table(name, "settings", (given("value", TEXT),)) for name in LISTS),
    )
}
"""Every table under its name."""

# -- Named cells -------------------------------------------------------------------------------------------------------

year_of_month = Helper("year_of_month", "YEAR(EDATE({0},{1}))", lambda first, months: _year(first, months))


def _year(first: float, months: float) -> int:
    return int((month_number(first) + months - 1) // 12)


AMOUNT_SHEETS = ("objectives", "plan", "schedule", "costs", "returns", "tracking", "budget")
"""The sheets that say in which currency their amounts are."""

_unmarked = total(schedule.months, where=(Where(schedule.no, "=", actions.no),))
_known_margin = (Where(returns.margin, "number"),)


def _unscheduled(column: str) -> Expression:
    return total(getattr(actions, column), where=(Where(_unmarked, "=", constant(0)),))


NAMED_CELLS = {
    cell.name: cell
    for cell in (
        named("Company", "settings", TEXT),
        named("Reference", "settings", TEXT),
        named("PeriodStart", "settings", DATE),
        named("Currency", "settings", TEXT),
        named("Language", "settings", TEXT),
        named("AsOf", "settings", DATE),
        named("DefaultMarginRate", "settings", RATE),
        named("TotalExpenses", "plan", AMOUNT, total(actions.effective_expenses)),
        named("TotalRevenue", "plan", AMOUNT, total(actions.effective_revenue)),
        named("NetResult", "plan", SIGNED_AMOUNT, Name("TotalRevenue") - Name("TotalExpenses")),
        named("TotalMargin", "returns", SIGNED_AMOUNT, total(returns.margin)),
        named("TotalCost", "returns", AMOUNT, total(returns.cost, where=_known_margin)),
        named("PlanROI", "returns", RATIO, Name("TotalMargin") / Name("TotalCost")),
        named("ActualExpenses", "tracking", AMOUNT, total(tracking.expenses)),
        named("ActualRevenue", "tracking", AMOUNT, total(tracking.revenue)),
        named("UnscheduledExpenses", "budget", AMOUNT, _unscheduled("effective_expenses")),
        named("UnscheduledRevenue", "budget", AMOUNT, _unscheduled("effective_revenue")),
        *(
            named(f"AmountsIn_{sheet}", sheet, TEXT, Join((Word("notes.amounts"), constant(" "), Name("Currency"))))
            for sheet in AMOUNT_SHEETS
        ),
        *(
            named(f"MonthYear_{position}", "schedule", NUMBER, year_of_month(Smallest(budget.month), position - 1))
            for position in range(1, 13)
        ),
    )
}
"""Every named cell under its name."""
