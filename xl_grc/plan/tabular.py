"""Grids -> plans: the correct plans of a file, the refused ones, and every problem at once.

A row of the first grid is an action; the optional grids hold cost lines and events. A plan with a problem anywhere is
refused whole, so that nobody gets a workbook with a hole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial

from xl_grc.errors import Problem
from xl_grc.plan.actions_and_objectives import read_actions, read_objectives
from xl_grc.plan.costs_and_events import KnownPlans, LinkedRows, read_costs, read_events
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING, InputSheet
from xl_grc.plan.grid import Grid
from xl_grc.plan.grouping import Group, InputOptions, group_rows
from xl_grc.plan.header_rows import find_header
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.plan.parsed_sheet import WHOLE_SHEET, Fault, ParsedSheet, parse_sheet
from xl_grc.records import NamedTuple
from xl_grc.values import has_content

__all__ = ["InputOptions", "PlansOfFile", "Refused", "has_actions", "header_row", "read_plans"]

_NO_PLAN = -1


class Refused(NamedTuple):
    """A plan that cannot be written: all its rows, and why, by index of the grid of actions.

    A problem of a cost or tracking row is told on the row of its action, or on the plan's first row.
    """

    company: str
    reference: str
    rows: tuple[int, ...]
    reasons: dict[int, tuple[Problem, ...]]


class PlansOfFile(NamedTuple):
    """What a file holds: the correct plans in file order, the refused ones, all problems in row order, and the
    headers that mean nothing to us; `plan_rows` are the rows of each correct plan, by index of the grid.

    `refused_costs` and `refused_events` are the rows of refused plans in the other sheets, and what is wrong with each;
    `notes` are what is worth knowing and refuses nothing.
    """

    plans: tuple[Plan, ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]
    unknown_columns: tuple[str, ...]
    plan_rows: tuple[tuple[int, ...], ...]
    refused_costs: dict[int, tuple[Problem, ...]]
    refused_events: dict[int, tuple[Problem, ...]]
    notes: tuple[Problem, ...]


class _Told(NamedTuple):
    """A fault of one of the sheets, the plan it refuses (None: all of them), and the grid row it is told on."""

    sheet: int
    fault: Fault
    plan: int | None
    row: int | None


class _Found(NamedTuple):
    """What the sheets hold, per plan."""

    groups: list[Group]
    actions: list[Action]
    objectives: list[list[Objective]]
    costs: LinkedRows[CostLine] | None
    events: LinkedRows[Event] | None


def has_actions(grid: Grid, sheet: InputSheet = ACTIONS) -> bool:
    """Whether a sheet has a column of actions."""
    return find_header(grid.rows, sheet) is not None


def header_row(grid: Grid, sheet: InputSheet = ACTIONS) -> int:
    """The index of the row of headers in a sheet; 0 when it has none."""
    header = None if grid.plain else find_header(grid.rows, sheet)
    return 0 if header is None else header.last


def read_plans(actions: Grid, costs: Grid | None, tracking: Grid | None, options: InputOptions) -> PlansOfFile:
    """The plans of a file.

    >>> from datetime import date
    >>> grid = Grid("plan.csv", "", [["Action", "Dépenses"], ["Salon", "1 500 €"]])
    >>> reading = read_plans(grid, None, None, InputOptions(as_of=date(2026, 5, 4), default_company="Durand"))
    >>> reading.plans[0].company, reading.plans[0].start.isoformat(), reading.plans[0].actions[0].expenses
    ('Durand', '2026-01-01', 1500.0)
    """
    skipped = frozenset() if options.start is None else frozenset({"period_start"})
    table = parse_sheet(actions, options.sheet, options.language, skipped, options.whole)
    groups, group_of = group_rows(table, options)
    evidence = None if options.whole is None else partial(options.whole.says, "months")
    drafts = read_actions(table, groups, group_of, options.language, evidence)
    objectives = read_objectives(table, len(groups), group_of, drafts)
    plans = KnownPlans(groups, drafts, frozenset(group_of[row] for row in table.spoiled("action", "no")))
    cost_table, event_table = _optional(costs, COSTS, options), _optional(tracking, TRACKING, options)
    found = _Found(
        groups,
        drafts,
        objectives,
        None if cost_table is None else read_costs(cost_table, plans),
        None if event_table is None else read_events(event_table, plans),
    )
    told = [_Told(0, fault, *_owner(table, group_of, fault)) for fault in table.faults]
    for number, linked in enumerate((found.costs, found.events), 1):
        if linked is not None:
            told += _told_of(number, linked, table, groups)
    return _reading(table, found, sorted(told, key=_file_order))


def _optional(grid: Grid | None, sheet: InputSheet, options: InputOptions) -> ParsedSheet | None:
    """A sheet of costs or of tracking, read; None when there is none, or nothing below its headers."""
    if grid is None or not any(map(has_content, grid.rows)):
        return None
    table = parse_sheet(grid, sheet._replace(exponent=options.sheet.exponent), options.language)
    faults = [fault for fault in table.faults if fault.problem.key != "no_rows"]
    return table._replace(faults=faults)


def _owner(table: ParsedSheet, group_of: list[int], fault: Fault) -> tuple[int | None, int | None]:
    """The plan of a fault of the action sheet, and its row."""
    if fault.position == WHOLE_SHEET:
        return None, None
    return group_of[fault.position], table.rows[fault.position]


def _told_of(
    number: int, linked: LinkedRows[CostLine] | LinkedRows[Event], table: ParsedSheet, groups: list[Group]
) -> Iterator[_Told]:
    """The faults of a cost or tracking sheet, each on the row of its action, or on its plan's first row."""
    for fault in linked.table.faults:
        if fault.position == WHOLE_SHEET:
            yield _Told(number, fault, None, None)
            continue
        link = linked.links.get(fault.position)
        if link is None or link.plan is None:
            yield _Told(number, fault, _NO_PLAN, None)
        else:
            position = groups[link.plan].rows[0] if link.action is None else link.action
            yield _Told(number, fault, link.plan, table.rows[position])


def _file_order(told: _Told) -> tuple[int, int, int]:
    return told.sheet, told.fault.problem.row or 0, told.fault.column


def _reading(table: ParsedSheet, found: _Found, told: list[_Told]) -> PlansOfFile:
    """The plans without a problem, and the others with theirs."""
    common = [one.fault.problem for one in told if one.plan is None]
    reasons: dict[int, dict[int, tuple[Problem, ...]]] = defaultdict(dict)
    for one in told:
        if one.plan is not None and one.row is not None:
            told_on = reasons[one.plan]
            told_on[one.row] = (*told_on.get(one.row, ()), one.fault.problem)
    plans, plan_rows, refused = [], [], []
    of_refused: set[int] = set()
    for number, group in enumerate(found.groups):
        rows = tuple([table.rows[position] for position in group.rows])
        if not common and number not in reasons:
            plans.append(_plan(number, group, found))
            plan_rows.append(rows)
            continue
        told_on = reasons[number]
        if common:
            told_on[rows[0]] = (*common, *told_on.get(rows[0], ()))
        refused.append(Refused(group.company, group.reference, rows, told_on))
        of_refused.add(number)
    problems = tuple(one.fault.problem for one in told)
    costs, events = (_refused_rows(linked, of_refused, bool(common)) for linked in (found.costs, found.events))
    tables = [table, *(linked.table for linked in (found.costs, found.events) if linked is not None)]
    notes = tuple(note for one in tables for note in one.notes)
    unknown = table.columns.unknown
    return PlansOfFile(tuple(plans), tuple(refused), problems, unknown, tuple(plan_rows), costs, events, notes)


def _refused_rows(
    linked: LinkedRows[CostLine] | LinkedRows[Event] | None, refused: Collection[int], every: bool
) -> dict[int, tuple[Problem, ...]]:
    """The rows of a sheet of costs or tracking that belong to refused plans (or all of them), and what is wrong."""
    if linked is None:
        return {}
    told: dict[int, list[Problem]] = defaultdict(list)
    for fault in linked.table.faults:
        told[fault.position].append(fault.problem)
    kept = (
        position
        for position in range(len(linked.table.rows))
        if every or ((link := linked.links.get(position)) is not None and link.plan in refused)
    )
    return {linked.table.rows[position]: tuple(told.get(position, ())) for position in kept}


def _plan(number: int, group: Group, found: _Found) -> Plan:
    return Plan(
        company=group.company,
        start=group.start,
        actions=tuple([found.actions[position] for position in group.rows]),
        objectives=tuple(found.objectives[number]),
        costs=tuple(found.costs.records.get(number, ())) if found.costs else (),
        events=tuple(found.events.records.get(number, ())) if found.events else (),
        reference=group.reference,
    )
