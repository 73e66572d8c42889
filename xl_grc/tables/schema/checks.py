"""The lights of the home page: for each how often it means something, the first cell that it means, a link to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import MARK, NUMBER, SHARE, TEXT
from xl_grc.tables.definition import Column, NamedCell, Table, named
from xl_grc.tables.formulas.conditions import Blank, Given, Not, Unreadable, Zero, any_of
from xl_grc.tables.formulas.month_spots import FirstHeader, FirstUnreadableMonth, HeadersDiffer, UnreadableMonths
from xl_grc.tables.formulas.months import year_later
from xl_grc.tables.formulas.nodes import ColumnRange, Figure, Join, Name, Word
from xl_grc.tables.formulas.sheet_faults import (
    FirstBelow,
    FirstOverwritten,
    FirstTypedOver,
    FirstUnprinted,
    Overwritten,
    RowsBelow,
    TypedOver,
    Unprinted,
)
from xl_grc.tables.formulas.spots import First, PlaceOf, largest
from xl_grc.tables.formulas.verbs import Anything, Where, count, sign, total
from xl_grc.tables.lights import Watched, link
from xl_grc.tables.remarked import REMARKED
from xl_grc.tables.schema.first_lights import first_ones
from xl_grc.tables.schema.references import ABANDONED, SHEETS, actions, costs, returns, schedule, to_cents, tracking


def _sheet(key: str) -> int:
    return SHEETS.index(key) + 1


def _rows(table: Table, target: str, *conditions: Where) -> Watched:
    """The rows of a table that keep all conditions; the cell is that of column `target`."""
    place = First(_sheet(table.sheet), ColumnRange(table.name, target), conditions)
    return Watched(count(*conditions), place)


def _remarked(table: Table, key: str, target: str = "") -> Watched:
    """The rows with a remark among others, on the column that it means."""
    remarks = ColumnRange(table.name, "remarks")
    column = target or REMARKED[table.name][key]
    return _rows(table, column, Where(remarks, "contains", Word(f"remarks.{key}")))


def _labelled(table: Table, key: str) -> Watched:
    """The rows whose only remark it is."""
    remarks = ColumnRange(table.name, "remarks")
    return _rows(table, REMARKED[table.name][key], Where(remarks, "same", Word(f"remarks.{key}")))


# -- what cannot be read -----------------------------------------------------------------------------------------------


def _unreadable(tables: Mapping[str, Table], names: Sequence[NamedCell]) -> Iterator[Watched]:
    """Inputs that hold what does not count there: each column of numbers, the months, the statuses, the settings."""
    for table in tables.values():
        for column in filter(_holds_numbers, table if table.grows else ()):
            yield _rows(table, column.key, Where(ColumnRange(table.name, column.key), "unreadable"))
        if any(column.unit is SHARE for column in table):
            yield Watched(UnreadableMonths(table.name), FirstUnreadableMonth(_sheet(table.sheet), table.name))
    delay = (Where(schedule.revenue_delay, "number"), Where(schedule.revenue_delay, "unlike", schedule.counted_delay))
    yield _rows(tables["Schedule"], "revenue_delay", *delay)
    yield _remarked(tables["Actions"], "status_unknown")
    typed = (cell for cell in names if cell.computed is None and cell.unit is not TEXT)
    yield from (_once(unreadable_name(cell), _sheet(cell.sheet), cell.name) for cell in typed)


def _holds_numbers(column: Column) -> bool:
    return column.computed is None and column.unit not in (TEXT, MARK, SHARE)


def unreadable_name(cell: NamedCell) -> Expression:
    """Whether a named input cannot be read. A plan needs its first month: there a blank is unreadable too."""
    return Blank(Name(cell.name)) if cell.name == "PeriodStart" else Unreadable(Name(cell.name))


def _once(bad: Expression, sheet: int, name: str) -> Watched:
    """Something that is so or not; the cell is a named one."""
    counted = when(bad, lambda: constant(1), lambda: constant(0))
    return Watched(counted, when(bad, lambda: PlaceOf(sheet, name), lambda: constant(0)))


# -- rows that name nothing, rows that do not meet ---------------------------------------------------------------------


NEED_A_NAME = {"Objectives": "objective", "Actions": "action", "Schedule": "no", "Costs": "action", "Returns": "no"}
"""The tables whose filled rows count only when they name something, and the column in which that is typed."""


def naming_column(table: Table) -> str:
    """The column that says what a row is about."""
    return "objective" if table.name == "Objectives" else "action"


def typed_beside(table: Table) -> tuple[str, ...]:
    """The columns in which people type what they say of it."""
    return tuple(column.key for column in table if column.role == "input" and column.key != naming_column(table))


def _without_row(tables: Mapping[str, Table], numbers: ColumnRange) -> Watched:
    """Actions whose number stands in no row of another table."""
    missing = Where(count(Where(numbers, "=", actions.no)), "=", constant(0))
    return _rows(tables["Actions"], "no", Where(actions.action, "filled"), Where(actions.no, "number"), missing)


def _unnamed(table: Table) -> Watched:
    """Rows in which something is typed, but that name no action and no objective: they count for nothing.

    In the tables beside the actions a row is named by its number, so that the cell is that of the number.
    """
    naming = ColumnRange(table.name, naming_column(table))
    typed = Anything(tuple(ColumnRange(table.name, key) for key in typed_beside(table)))
    return _rows(table, NEED_A_NAME[table.name], Where(naming, "blank"), Where(typed, "=", constant(1)))


def _without_amount(lines: Table) -> Iterator[Watched]:
    """Cost lines of an action without their quantity or their unit cost: they amount to nothing.

    A discount without a quantity is granted to every buyer.
    """
    of_action, no_discount = Where(costs.action, "filled"), Where(costs.item, "differs", Word("lists.discount"))
    without_quantity = Where(costs.quantity, "blank"), Where(costs.unit_cost, "number"), no_discount
    yield _rows(lines, "quantity", of_action, *without_quantity)
    yield _rows(lines, "unit_cost", of_action, Where(costs.unit_cost, "blank"), Where(costs.quantity, "number"))


def _twice(table: Table) -> Watched:
    """Rows whose number stands in another row too."""
    numbers = ColumnRange(table.name, "no")
    named_twice = Where(count(Where(numbers, "=", numbers)), "above", constant(1))
    return _rows(table, "no", Where(numbers, "number"), Where(ColumnRange(table.name, "action"), "filled"), named_twice)


def _outside_year(log: Table) -> Iterator[Watched]:
    """Lines of the log dated outside the plan's year, or with an amount and no date: no month counts them."""
    first, dated = Name("ScheduleStart"), Where(tracking.date, "number")
    yield _while_dated(_rows(log, "date", dated, Where(tracking.date, "<", first)))
    yield _while_dated(_rows(log, "date", dated, Where(tracking.date, ">=", year_later(first))))
    undated = Where(tracking.date, "blank")
    yield _rows(log, "date", undated, Where(tracking.expenses, "positive"))
    not_spent = Where(tracking.expenses, "not positive")
    yield _rows(log, "date", undated, not_spent, Where(tracking.revenue, "positive"))


# -- formulas and months -----------------------------------------------------------------------------------------------


def _while_dated(source: Watched) -> Watched:
    """Only while the plan has a first month."""
    return Watched(*[when(Given(Name("ScheduleStart")), lambda: part, lambda: constant(0)) for part in source])  # noqa: B023  # used at once


def _overwritten(tables: Iterable[Table], names: Sequence[NamedCell]) -> Iterator[Watched]:
    """Computed cells that hold no formula: in tables, and beside them on their sheets."""
    for table in tables:
        sheet = _sheet(table.sheet)
        cells = Overwritten(table.name, tuple(column.key for column in table if column.computed is not None))
        yield Watched(cells, FirstOverwritten(sheet, cells))
        figures = (one.name for one in names if one.sheet == table.sheet and one.computed is not None)
        beside = tuple(name for name in figures if "_" not in name)
        if beside:
            yield Watched(TypedOver(beside), FirstTypedOver(sheet, beside))


def _headers() -> Watched:
    differ = HeadersDiffer("Schedule")
    return _while_dated(Watched(differ, FirstHeader(_sheet("schedule"), differ)))


def _months_differ() -> Watched:
    """What falls into the months, outside them and after them is not the whole."""

    def gap(kind: str, after: Expression) -> Expression:
        months = total(ColumnRange("Budget", f"planned_{kind.lower()}"))
        rest = to_cents(months + after + Figure(f"Unscheduled{kind}") - Figure(f"Total{kind}"))
        return Not(Zero(rest))

    differs = any_of(gap("Expenses", constant(0)), gap("Revenue", Figure("RevenueAfterPlan")))
    return _while_dated(_once(differs, _sheet("budget"), "UnscheduledExpenses"))


def _no_month(table: Table) -> Watched:
    """Actions of the plan without a month."""
    in_plan = Where(schedule.status, "differs", ABANDONED)
    without = Where(schedule.months, "=", constant(0))
    return _rows(table, "month_1", without, Where(schedule.action, "filled"), in_plan)


def _below(table: Table) -> Watched:
    return Watched(RowsBelow(table.name), FirstBelow(table.name, _sheet(table.sheet)))


def _unprinted(table: Table) -> Watched:
    """Rows in use below what is printed."""
    rows = Unprinted(ColumnRange(table.name, naming_column(table)))
    return Watched(rows, FirstUnprinted(_sheet(table.sheet), rows))


# -- the lights --------------------------------------------------------------------------------------------------------

INFORMATION = frozenset({"differs", "unprinted"})
"""What is said without a light: it is normal, and nothing has to be done."""


def _lights(tables: Mapping[str, Table], names: Sequence[NamedCell]) -> dict[str, list[Watched]]:
    """What each light watches, in the order of the home page."""
    objectives, plan, calendar, lines, results, log = map(tables.__getitem__, _BY_HAND)
    return {
        "unreadable": list(_unreadable(tables, names)),
        "below": [_below(table) for table in tables.values() if table.grows],
        "orphans": [
            *(_labelled(table, "unknown_action") for table in (lines, log)),
            *map(_unnamed, (calendar, lines, results)),
        ],
        "dragged": [_labelled(table, "dragged") for table in (lines, log)],
        "no_number": [_remarked(plan, "no_number"), *map(_unnamed, (objectives, plan)), *_without_amount(lines)],
        "twice": [
            _remarked(plan, "number_twice"),
            _remarked(plan, "twice"),
            *map(_twice, (calendar, results)),
        ],
        "not_scheduled": [_without_row(tables, schedule.no)],
        "not_in_returns": [_without_row(tables, returns.no)],
        "overwritten": list(_overwritten(map(tables.__getitem__, WATCHED), names)),
        "months_outdated": [_headers()],
        "months_differ": [_months_differ()],
        "no_month": [_no_month(calendar)],
        "tracking_outside": list(_outside_year(log)),
        "objective_unknown": [_remarked(plan, "objective_unknown")],
        "more_buyers": [_rows(results, "buyers", Where(returns.conversion_rate, "above", constant(1)))],
        "no_owner": [_remarked(plan, "no_owner", "owner")],
        "differs": [_remarked(plan, f"{column}_differ", column) for column in ("expenses", "revenue")],
        "unprinted": [_unprinted(table) for table in (objectives, plan, calendar, lines, results, log)],
    }


_BY_HAND = ("Objectives", "Actions", "Schedule", "Costs", "Returns", "Tracking")
"""The tables that are filled by hand, in the order of their sheets."""
WATCHED = (*_BY_HAND, "Budget")
"""The tables whose formulas a light watches, with the figures beside them."""


def _sum(parts: Iterable[Expression]) -> Expression:
    return reduce(add, parts)


def _state(key: str) -> Expression:
    counted = Figure(f"Check_{key}")
    word = Word("lights.information" if key in INFORMATION else "lights.to_see")
    shown = Join((word, constant(" ("), counted, constant(")")))
    return when(counted > 0, lambda: shown, lambda: Word("lights.well"))


_LONGEST = 6
"""How many sources one formula holds: a sheet refuses formulas of more than 8192 characters."""


def _cells(key: str, sources: Sequence[Watched]) -> Iterator[NamedCell]:
    """The count and the place of a light; of one with many sources in parts first."""
    parts = [sources[start : start + _LONGEST] for start in range(0, len(sources), _LONGEST)]
    if len(parts) > 1:
        names = [f"{key}_{number}" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield from _cells(name, part)
        sources = [Watched(Figure(f"Check_{name}"), Figure(f"Spot_{name}")) for name in names]
    found = largest([source.first for source in sources])
    spot = when(Figure(f"Check_{key}") > 0, lambda: found, lambda: constant(0))
    yield named(f"Check_{key}", "home", NUMBER, _sum(source.counted for source in sources))
    yield named(f"Spot_{key}", "home", NUMBER, spot)


def check_cells(tables: Mapping[str, Table], names: Sequence[NamedCell]) -> tuple[NamedCell, ...]:
    """For each light its count (0 is well), what it shows, where the first cell is, and the link; how many are on.

    `names` are the other named cells of the workbook.
    """
    lights = _lights(tables, names)
    cells: list[NamedCell] = []
    for key, sources in lights.items():
        cells += [
            *_cells(key, sources),
            named(f"Light_{key}", "home", TEXT, _state(key)),
            link(key, "home", SHEETS),
        ]
    asking = [key for key in lights if key not in INFORMATION]
    lit: list[Expression] = [sign(Figure(f"Check_{key}")) for key in asking]
    return (*cells, named("LightsOn", "home", NUMBER, _sum(lit)), *first_ones(asking))
