"""What the workbook says about itself: remarks on each action, lights with a count for the whole plan."""

from __future__ import annotations

from functools import reduce
from operator import add

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import rounded
from xl_grc.functions.units import NUMBER, TEXT
from xl_grc.tables.definition import NamedCell, Table, named
from xl_grc.tables.formulas.months import month_number, year_later
from xl_grc.tables.formulas.nodes import Blank, Figure, Given, Join, Name, Not, SameText, Word, Zero, any_of
from xl_grc.tables.formulas.verbs import Overwritten, Smallest, Where, count, sign, total, trimmed
from xl_grc.tables.schema.references import (
    actions,
    budget,
    costs,
    objectives,
    returns,
    schedule,
    this,
    tracking,
)

NO_ACTION = Word("lists.no_action")


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


def row_remarks() -> Expression:
    """The remarks on this row's action, one after the other."""
    same_number = (Where(returns.no, "=", this.no),)
    buyers, contacts = total(returns.buyers, where=same_number), total(returns.contacts, where=same_number)
    same_objective = count(Where(objectives.objective, "same", this.objective))
    parts = (
        _remark("number_twice", count(Where(actions.no, "=", this.no)) > 1),
        _remark("twice", count(Where(actions.action, "same", this.action)) > 1),
        _remark("objective_unknown", Given(this.objective), same_objective < 1),
        _remark("no_owner", Blank(this.owner)),
        _remark("no_month", total(schedule.months, where=(Where(schedule.no, "=", this.no),)) < 1),
        _remark("expenses_differ", *_differs(this.expenses, this.effective_expenses)),
        _remark("revenue_differ", *_differs(this.revenue, this.effective_revenue)),
        _remark("more_buyers", contacts > 0, buyers > contacts),
    )
    return trimmed(Join(parts))  # type: ignore[no-any-return]  # a helper gives an expression for operands


def _actions_without_row(numbers: Expression) -> Expression:
    missing = Where(count(Where(numbers, "=", actions.no)), "=", constant(0))
    return count(Where(actions.action, "filled"), missing)


def _orphans(column: Expression, numbers: Expression, *others: Where, named: tuple[Where, ...] = ()) -> Expression:
    unknown = Where(count(Where(actions.no, "=", numbers), *named), "=", constant(0))
    return count(Where(column, "filled"), *others, unknown)


def _sum(parts: list[Expression]) -> Expression:
    return reduce(add, parts)


def _overwritten(tables: tuple[Table, ...]) -> Expression:
    """Computed cells that hold no formula, over all runs of computed columns."""
    runs: list[Expression] = []
    for table in tables:
        first = last = ""
        for column in (*table.columns, None):
            if column is not None and column.computed is not None:
                first, last = first or column.key, column.key
            elif first:
                runs.append(Overwritten(table.name, first, last))
                first = ""
    return _sum(runs)


def _months_differ() -> Expression:
    def gap(kind: str) -> Expression:
        months = total(getattr(budget, f"planned_{kind}"))
        rest: Expression = rounded(months + Figure(f"Unscheduled{kind.title()}") - Figure(f"Total{kind.title()}"), 2)
        return Not(Zero(rest))

    return when(any_of(gap("expenses"), gap("revenue")), lambda: constant(1), lambda: constant(0))


def _undated(*amounts: Expression) -> Expression:
    """Rows of the log that give all these amounts but no date: no month counts them."""
    given = [Where(amount, "number") for amount in amounts]
    rows: Expression = count(*given) - count(*given, Where(tracking.date, "number"))
    return rows


def _in_no_month() -> Expression:
    """Rows of the log dated outside the plan's year, or with an amount and no date."""
    first = Smallest(budget.month)
    undated = _undated(tracking.expenses) + _undated(tracking.revenue) - _undated(tracking.expenses, tracking.revenue)
    outside = count(Where(tracking.date, "<", first)) + count(Where(tracking.date, ">=", year_later(first)))
    rows: Expression = outside + undated
    return rows


def _months_outdated() -> Expression:
    same = SameText(month_number(Smallest(budget.month)), month_number(Name("PeriodStart")))
    changed = when(same, lambda: constant(0), lambda: constant(1))
    return when(Given(Name("PeriodStart")), lambda: changed, lambda: constant(0))


def _remarked(*keys: str) -> Expression:
    return _sum([count(Where(actions.remarks, "contains", Word(f"remarks.{key}"))) for key in keys])


def check_cells(tables: tuple[Table, ...]) -> tuple[NamedCell, ...]:
    """For each light a count (0 is well) and what it shows; and how many lights are on."""
    written = (Where(actions.action, "entered"),)
    orphans = [
        _orphans(costs.action, costs.no, named=written),
        _orphans(tracking.action, tracking.no, Where(tracking.action, "differs", NO_ACTION), named=written),
        _orphans(schedule.no, schedule.no),
        _orphans(returns.no, returns.no),
    ]
    counts = {
        "not_scheduled": _actions_without_row(schedule.no),
        "not_in_returns": _actions_without_row(returns.no),
        "overwritten": _overwritten(tables),
        "months_outdated": _months_outdated(),
        "months_differ": _months_differ(),
        "twice": _remarked("number_twice", "twice"),
        "objective_unknown": _remarked("objective_unknown"),
        "no_owner": _remarked("no_owner"),
        "no_month": _remarked("no_month"),
        "differs": _remarked("expenses_differ", "revenue_differ"),
        "more_buyers": _remarked("more_buyers"),
        "tracking_outside": _in_no_month(),
        "orphans": _sum(orphans),
    }
    cells = [named(f"Check_{key}", "home", NUMBER, counted) for key, counted in counts.items()]
    cells += [named(f"Light_{key}", "home", TEXT, _light(Figure(f"Check_{key}"))) for key in counts]
    lit: list[Expression] = [sign(Figure(f"Check_{key}")) for key in counts]
    return (*cells, named("LightsOn", "home", NUMBER, _sum(lit)))


def _light(counted: Expression) -> Expression:
    to_see = Join((Word("lights.to_see"), constant(" ("), counted, constant(")")))
    return when(counted > 0, lambda: to_see, lambda: Word("lights.well"))
