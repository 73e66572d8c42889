"""The months of each action: said in words, by its first and last day, or in columns of months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from xl_grc.errors import Problem
from xl_grc.plan.grid import Evidence, columns_of
from xl_grc.plan.grouping import Group
from xl_grc.plan.month_columns import read_month_columns
from xl_grc.plan.months import NO_MONTHS, SaidMonths, months_between, outside_period
from xl_grc.plan.parsed_sheet import ParsedSheet
from xl_grc.plan.period import first_month_of
from xl_grc.records import NamedTuple
from xl_grc.values import cell_text

_CENT = 0.005


class ActionMonths(NamedTuple):
    """The months of each action, the share of each month (none: all alike), and its expenses."""

    months: list[tuple[int, ...]]
    shares: list[tuple[float, ...]]
    expenses: list[float | None]


class _Dated(NamedTuple):
    """Days that a row says, and the column that says them."""

    position: int
    place: int
    first: date
    last: date


def read_action_months(
    table: ParsedSheet,
    groups: Sequence[Group],
    group_of: Sequence[int],
    language: str | None = None,
    evidence: Evidence | None = None,
) -> ActionMonths:
    """The months of each row, and the expenses that its columns of months add up to.

    Problems: months_twice, end_before_start, outside_period, another_period, quarter_two_ways, months_and_expenses, and
    those of marks and numbers.
    """
    said: Sequence[SaidMonths] = table.column("months", NO_MONTHS)
    found = ActionMonths([one.months for one in said], [()] * len(said), list(table.column("expenses")))
    dated: list[_Dated] = []
    if any(one.dated or one.vague or one.in_year for one in said):
        dated += _said_dates(table, said, [groups[group] for group in group_of])
    if {"start", "end"} & table.places.keys():
        dated += _from_dates(table, found)
    if table.columns.months:
        dated += _from_columns(table, found, language, evidence)
    if dated:
        _check_periods(table, dated, groups, group_of)
    return found


def _said_dates(table: ParsedSheet, said: Sequence[SaidMonths], plans: Sequence[Group]) -> Iterable[_Dated]:
    """The months that are said with their year; what is vague is told, a quarter of a year that begins in another month
    than January is one of two."""
    place = table.places["months"]
    for position, one in enumerate(said):
        if one.in_year and plans[position].start.month != 1:
            table.add(position, "months", Problem("quarter_two_ways"))
        elif one.vague:
            table.note(position, "months", Problem("vague_month"))
        if one.dated:
            days = [date(year, month, 1) for year, month in one.dated]
            yield _Dated(position, place, min(days), max(days))


def _from_dates(table: ParsedSheet, found: ActionMonths) -> Iterable[_Dated]:
    """The months between the first and the last day of actions."""
    spoiled = table.spoiled("months", "start", "end")
    for position, (start, end) in enumerate(zip(table.column("start"), table.column("end"), strict=True)):
        if (start is None and end is None) or position in spoiled:
            continue
        between = months_between(start, end)
        if isinstance(between, Problem):
            table.add(position, "end", between)
            continue
        _take(table, found, position, between)
        for field, day in (("start", start), ("end", end)):
            if day is not None:
                yield _Dated(position, table.places[field], day, day)


def _take(table: ParsedSheet, found: ActionMonths, position: int, months: tuple[int, ...]) -> None:
    """The months that one of several columns says of an action; the columns must agree."""
    if found.months[position] and months and found.months[position] != months:
        table.add(
            position, "months" if "months" in table.places else "end", Problem.of("months_twice", names=_saying(table))
        )
    found.months[position] = months or found.months[position]


def _saying(table: ParsedSheet) -> tuple[str, ...]:
    """The headers of the columns that say months."""
    places = [table.places[field] for field in ("months", "start", "end") if field in table.places]
    columns = [column.place for column in table.columns.months]
    return tuple([cell_text(table.header[place]).strip() for place in (*places, *columns[:1], *columns[1:][-1:])])


def _from_columns(
    table: ParsedSheet, found: ActionMonths, language: str | None, evidence: Evidence | None
) -> Iterable[_Dated]:
    """What the columns of months say."""
    columns = table.columns
    cells = columns_of([table.grid.rows[row] for row in table.rows], 1 + max(month.place for month in columns.months))
    own = [cells[month.place] for month in columns.months]
    exponent = columns.exponents.get("months", 0)
    for position, said in enumerate(read_month_columns(own, columns.month_kind, language, evidence, exponent)):
        if said.problem is not None:
            table.add_at(position, columns.months[said.problem[0]].place, said.problem[1])
            continue
        headers = [columns.months[column] for column in said.columns]
        shares = dict(zip((one.header.month for one in headers), said.shares, strict=False))
        months = tuple(sorted({one.header.month for one in headers}))
        _take(table, found, position, months)
        found.shares[position] = tuple([shares[month] for month in months]) if shares else ()
        if said.total is not None:
            _add_up(table, found, position, said.total)
        for one in headers:
            if one.header.year is not None:
                day = date(one.header.year, one.header.month, 1)
                yield _Dated(position, one.place, day, day)


def _add_up(table: ParsedSheet, found: ActionMonths, position: int, total: float) -> None:
    """The expenses of an action are the sum of its months, where they are not given; both must agree."""
    given = found.expenses[position]
    if given is not None and abs(given - total) > _CENT and total:
        table.add(position, "expenses", Problem.of("months_and_expenses", total=total))
    if given is None and total and position not in table.spoiled("expenses"):
        found.expenses[position] = total


def _check_periods(
    table: ParsedSheet, dated: Iterable[_Dated], groups: Sequence[Group], group_of: Sequence[int]
) -> None:
    """Notes the days outside the period of their plan, once that is sure: as one problem, when all days of the plan
    fit another twelve months."""
    by_plan: dict[int, list[_Dated]] = defaultdict(list)
    for one in dated:
        by_plan[group_of[one.position]].append(one)
    for number, days in by_plan.items():
        group = groups[number]
        outside = [one for one in days if _outside(one, group.start)] if group.sure_start else []
        if not outside:
            continue
        first, last = min(one.first for one in days), max(one.last for one in days)
        start = first_month_of(first, last)
        if start is not None:
            values = {
                "start": f"{start:%Y-%m}",
                "first": first,
                "last": last,
                "count": len({one.position for one in outside}),
            }
            table.add_at(outside[0].position, outside[0].place, Problem.of("another_period", **values))
            continue
        told: set[int] = set()
        for one in outside:
            problem = _outside(one, group.start)
            if problem is not None and one.position not in told:
                told.add(one.position)
                table.add_at(one.position, one.place, problem)


def _outside(one: _Dated, start: date) -> Problem | None:
    return outside_period(one.first, start) or outside_period(one.last, start)
