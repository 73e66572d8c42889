"""The page for the bank and the home page: figures of the whole plan, drawn together."""

from __future__ import annotations

from itertools import combinations

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    MONTH,
    NUMBER,
    RATIO,
    SIGNED_AMOUNT,
    TEXT,
    VARIANCE,
    VARIANCE_RATE,
    Unit,
)
from xl_grc.tables.definition import Column, NamedCell, Table, computed, named
from xl_grc.tables.formulas.conditions import Given, Zero
from xl_grc.tables.formulas.month_spots import MONTH_NAME
from xl_grc.tables.formulas.months import months_later
from xl_grc.tables.formulas.nodes import Columns, Figure, Join, Name, Word
from xl_grc.tables.formulas.ranking import Nth
from xl_grc.tables.formulas.verbs import Exists, Lookup, Where, count, total, trimmed
from xl_grc.tables.schema.money import AMOUNTS
from xl_grc.tables.schema.references import ABANDONED, HALF_CENT, actions, budget, objectives, returns, this, to_cents

HORIZONS = ("short_term", "medium_term", "long_term")
NO_HORIZON = "no_horizon"
BEST, WORST, TYPES = 5, 3, 8

_types = Columns("Types")
_by_type = Columns("ByType")


def _of_place(column: str) -> Expression:
    return when(Given(this.no), lambda: Lookup(getattr(returns, column), returns.no, this.no))


def _ranking(name: str, keys: int, number: Expression) -> Table:
    return Table(
        name,
        "dashboard",
        (
            Column("place", NUMBER, "key"),
            computed("action", TEXT, _of_place("action")),
            computed("no", NUMBER, number),
            computed("cost", AMOUNT, _of_place("cost")),
            computed("margin_result", SIGNED_AMOUNT, _of_place("margin_result")),
            computed("roi", RATIO, _of_place("roi")),
            computed("verdict", TEXT, _of_place("verdict")),
        ),
        keys=tuple(range(1, keys + 1)),
    )


def _best() -> Expression:
    return when(Exists(returns.roi_order, this.place), lambda: Lookup(returns.no, returns.roi_order, this.place))


def _worst() -> Expression:
    """From the last one up, below the best ones."""
    order = count(Where(returns.roi, "number")) + 1 - this.place
    found = when(Exists(returns.roi_order, order), lambda: Lookup(returns.no, returns.roi_order, order))
    return when(order > BEST, lambda: found)


RANKING_BEST = _ranking("Best", BEST, _best())
RANKING_WORST = _ranking("Worst", WORST, _worst())


def _of_type(column: str) -> Expression:
    same = Where(actions.type, "same", this.type)
    return when(Given(this.type), lambda: total(getattr(actions, column), where=(same,)))


BY_TYPE = Table(
    "ByType",
    "dashboard",
    (
        Column("place", NUMBER, "key"),
        computed("type", TEXT, Nth(_types.value, this.place)),
        computed("expenses", AMOUNT, _of_type("effective_expenses")),
        computed("revenue", AMOUNT, _of_type("effective_revenue")),
    ),
    keys=tuple(range(1, TYPES + 1)),
)


def _of_horizon(column: str, *horizons: str) -> Expression:
    """The sum over the actions marked in all these horizons."""
    marked = tuple([Where(getattr(actions, horizon), "marked") for horizon in horizons])
    return total(getattr(actions, column), where=marked)


def _without_horizon(kind: str) -> Expression:
    """What is left of the total, an action with several marks taken off once."""
    rest: Expression = Figure(f"Total{kind.title()}")
    for count_ in range(1, len(HORIZONS) + 1):
        for horizons in combinations(HORIZONS, count_):
            part = _of_horizon(f"effective_{kind}", *horizons)
            rest = rest - part if count_ % 2 else rest + part
    return to_cents(rest)


def _horizon_cells() -> list[NamedCell]:
    kinds = ("expenses", "revenue")
    figures = {(kind, horizon): _of_horizon(f"effective_{kind}", horizon) for horizon in HORIZONS for kind in kinds}
    figures |= {(kind, NO_HORIZON): _without_horizon(kind) for kind in kinds}
    return [named(f"{kind.title()}_{name}", "dashboard", AMOUNT, figure) for (kind, name), figure in figures.items()]


MIRRORED: dict[str, dict[str, Unit]] = {
    "home": {
        "Company": TEXT,
        "TotalExpenses": AMOUNT,
        "TotalRevenue": AMOUNT,
        "NetResult": SIGNED_AMOUNT,
        "PlanROI": RATIO,
        "PlanROIBasis": TEXT,
        "ActualExpenses": AMOUNT,
        "ActualRevenue": AMOUNT,
    },
    "dashboard": {
        "Company": TEXT,
        "TotalExpenses": AMOUNT,
        "TotalRevenue": AMOUNT,
        "NetResult": SIGNED_AMOUNT,
        "ActualExpenses": AMOUNT,
        "ActualRevenue": AMOUNT,
        "AsOf": DATE,
        "TotalMargin": SIGNED_AMOUNT,
        "PlanROI": RATIO,
        "PlanROIBasis": TEXT,
        "PlannedExpensesToDate": AMOUNT,
        "ActualExpensesToDate": AMOUNT,
        "PlannedRevenueToDate": AMOUNT,
        "ActualRevenueToDate": AMOUNT,
        "ExpensesVarianceToDate": VARIANCE,
        "ExpensesVarianceRateToDate": VARIANCE_RATE,
        "RevenueVarianceToDate": VARIANCE,
        "RevenueVarianceRateToDate": VARIANCE_RATE,
        "UnscheduledExpenses": AMOUNT,
        "UnscheduledRevenue": AMOUNT,
        "RevenueAfterPlan": AMOUNT,
        "LargestNeed": AMOUNT,
        "LargestNeedMonth": MONTH,
        "LargestNeedNote": TEXT,
        "PaysFrom": MONTH,
        "LightsOn": NUMBER,
    },
}
"""Figures shown again on another sheet."""


_MAY_BE_BLANK = {
    "AsOf",
    "Company",
    "PlanROI",
    "PlanROIBasis",
    "LargestNeed",
    "LargestNeedMonth",
    "LargestNeedNote",
    "PaysFrom",
    *(
        f"{figure}ToDate"
        for amount in AMOUNTS
        for figure in (f"Planned{amount}", f"Actual{amount}", f"{amount}Variance", f"{amount}VarianceRate")
    ),
}


def _mirror(name: str) -> Expression:
    if name == "TotalMargin":  # unknown rather than 0 while no action has a known margin
        return when(Figure("TotalCost") > 0, lambda: Figure(name))
    return Name(name) if name in _MAY_BE_BLANK else Figure(name)


def _mirrors() -> list[NamedCell]:
    return [
        named(f"{sheet.title()}_{name}", sheet, unit, _mirror(name))
        for sheet, names in MIRRORED.items()
        for name, unit in names.items()
    ]


_goals = Where(objectives.objective, "filled")
_in_plan = (Where(actions.action, "filled"), Where(actions.status, "differs", ABANDONED))


def _state() -> Expression:
    """The plan in a word: nothing written yet, points to see, or all well."""
    lit = when(Zero(Figure("LightsOn")), lambda: Word("home.well"), lambda: Word("home.to_see"))
    return when(Zero(Figure("ActionCount")), lambda: Word("home.empty"), lambda: lit)


def _month(position: int) -> Expression:
    return Name(f"{MONTH_NAME}{position}")


def _period() -> Expression:
    """The first and the last month of the plan."""
    space, years = constant(" "), [Figure(f"MonthYear_{position}") for position in (1, 12)]
    said = Join((_month(1), space, years[0], constant(" - "), _month(12), space, years[1]))
    return when(Given(Name("PeriodStart")), lambda: said)


def _months_in_need() -> Expression:
    """The months at whose end the margin so far has not yet paid the expenses so far."""

    def in_need(position: int) -> Expression:
        month = months_later(Name("ScheduleStart"), constant(position - 1))
        margin = total(budget.margin_cumulative, where=(Where(budget.month, "=", month),))
        return when(margin < -HALF_CENT, lambda: Join((_month(position), constant(" "))), lambda: constant(""))

    said = trimmed(Join(tuple(map(in_need, range(1, 13)))))
    return when(Name("LargestNeed") > 0, lambda: said)


CHARTS = 3
"""How many charts the dashboard has."""


def _undrawn(number: int) -> Expression:
    """What stands in place of a chart of amounts while there are none; the last is that of the horizons."""
    if 1 < number < CHARTS:
        return Name("Undrawn_1")
    months = ("TotalExpenses", "TotalRevenue", "ActualExpenses", "ActualRevenue")
    horizons = tuple(f"{kind}_{horizon}" for kind in ("Expenses", "Revenue") for horizon in HORIZONS)
    first, *others = map(Figure, months if number == 1 else horizons)
    amounts: Expression = sum(others, first)
    return when(Zero(amounts), lambda: Word("dashboard.undrawn" if number == 1 else "dashboard.undrawn_horizon"))


DASHBOARD_CELLS = (
    *_mirrors(),
    *_horizon_cells(),
    named("ActionCount", "home", COUNT, count(*_in_plan)),
    named("ObjectiveCount", "home", COUNT, count(_goals)),
    named("CoveredCount", "home", COUNT, count(Where(objectives.planned_attainment, ">=", constant(0.999999999)))),
    named("PlanState", "home", TEXT, _state()),
    named("ActualNetResult", "dashboard", SIGNED_AMOUNT, to_cents(Figure("ActualRevenue") - Figure("ActualExpenses"))),
    named("PlanPeriod", "dashboard", TEXT, _period()),
    named("MonthsInNeed", "dashboard", TEXT, _months_in_need()),
    *(named(f"Undrawn_{number}", "dashboard", TEXT, _undrawn(number)) for number in range(1, CHARTS + 1)),
    named("OtherTypes_expenses", "dashboard", AMOUNT, to_cents(Figure("TotalExpenses") - total(_by_type.expenses))),
    named("OtherTypes_revenue", "dashboard", AMOUNT, to_cents(Figure("TotalRevenue") - total(_by_type.revenue))),
)
