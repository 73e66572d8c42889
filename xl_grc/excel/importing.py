"""Actions of a file for the free rows of an open plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.inputs.input_file import left_aside, open_input
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import InputOptions, read_plans
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.expected.rows import tables_beside
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.repair.changes import Write
from xl_grc.workbook.repair.typing import Typing
from xl_grc.workbook.returned.cells import filled_rows
from xl_grc.workbook.returned.plan import ReturnedPlan, plan_of

_ACTIONS, _COSTS = "Actions", "Costs"
_POINTING = ("Costs", "Tracking")
"""The tables whose rows name an action by its number."""


def read_import(path: Path, returned: ReturnedPlan, today: date) -> Import:
    """The actions of a file. Raises InputError with every problem of the file."""
    start = returned.plan.start
    table = open_input(path).of_known_company()
    options = InputOptions(today, None, default_company=path.stem, start=start)
    found = read_plans(table.actions.grid, table.costs, table.tracking, options)
    if found.problems:
        raise InputError(found.problems)
    if len(found.plans) != 1:
        raise InputError([Problem.of("import_several", count=len(found.plans))._replace(file=path.name)])
    plan = found.plans[0]
    told = [*left_aside(table, found.unknown_columns), *found.notes]
    told += _left_aside(plan, returned.plan)
    return Import(plan._replace(start=start, events=()), tuple(told))


class Import(NamedTuple):
    """A plan that goes into another one, and what of it is left aside."""

    plan: Plan
    left_aside: tuple[Problem, ...]


class Imported(NamedTuple):
    """An open plan with the actions of another one typed into it: what it holds then, the cells that were typed, and
    the number of the first new action."""

    returned: ReturnedPlan
    typed: tuple[Write, ...]
    first: int


def bring_in(found: Import, returned: ReturnedPlan, today: date) -> Imported:
    """The actions in the free rows of the plan and below, their cost lines, and what other tables hold of each.

    Raises InputError when something stands in the way.
    """
    rows = _rows_of_actions(returned, len(found.plan.actions))
    plan = _renumbered(found.plan, list(rows))
    columns = fill(plan._replace(start=returned.plan.start), returned.cells.language, today).columns
    typing = Typing(returned.cells)
    typing.enter(_ACTIONS, columns, list(rows.values()))
    if plan.costs and _COSTS in returned.cells.tables:
        taken = filled_rows(returned.cells, _COSTS)
        first = taken[-1] + 1 if taken else 0
        typing.enter(_COSTS, columns, range(first, first + len(plan.costs)))
    numbered = expected_contents(plan_of(typing.cells), today, whole=True).columns
    for name in tables_beside(PLAN):
        if name in returned.cells.tables:
            places = {number: row for row, number in enumerate(numbered[f"{name}.no"])}
            typing.enter(name, columns, [places[number] for number in rows])
    return Imported(plan_of(typing.cells), tuple(typing.writes), min(rows))


def _renumbered(plan: Plan, numbers: Sequence[int]) -> Plan:
    """The plan whose actions have other numbers, in their order."""
    new = {action.no: number for action, number in zip(plan.actions, numbers, strict=True)}
    actions = tuple(action._replace(no=new[action.no]) for action in plan.actions)
    return plan._replace(actions=actions, costs=tuple(cost._replace(action=new[cost.action]) for cost in plan.costs))


def _left_aside(plan: Plan, into: Plan) -> Iterator[Problem]:
    """What a plan holds beside its actions and their costs."""
    known = {goal.objective.casefold() for goal in into.objectives}
    targets = [goal.objective for goal in plan.objectives if goal.target is not None]
    targets = [name for name in targets if name.casefold() not in known]
    if targets:
        yield Problem.of("import_targets", names=", ".join(targets))
    if plan.events:
        yield Problem.of("import_tracking", count=len(plan.events))


def _rows_of_actions(returned: ReturnedPlan, count: int) -> dict[int, int]:
    """Number and row of each new action: those of the free rows in their order, then as the plan goes on."""
    free = _free_rows(returned)[:count]
    known = returned.cells.columns[f"{_ACTIONS}.no"]
    largest = max((int(number) for number in known if isinstance(number, float)), default=0)
    further = range(1, count - len(free) + 1)
    return dict([*free, *((largest + step, len(known) - 1 + step) for step in further)])


def _free_rows(returned: ReturnedPlan) -> list[tuple[int, int]]:
    """Number and row of each free row beyond the actions, wherever sorting put it; none that a cost or an event
    names, which would become the new action's."""
    cells = returned.cells
    numbers = cells.columns[f"{_ACTIONS}.no"]
    largest = max((action.no for action in returned.plan.actions), default=0)
    used = set(filled_rows(cells, _ACTIONS))
    named = {number for table in _POINTING for number in cells.columns.get(f"{table}.no", ())}
    return sorted(
        (int(number), row)
        for row, number in enumerate(numbers)
        if row not in used
        and isinstance(number, float)
        and number > largest
        and number not in named
        and numbers.count(number) == 1
    )
