"""Actions of a file for the free rows of an open plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.excel.regenerating import growth
from xl_grc.excel.writing import Changes, Growth, Write
from xl_grc.functions.units import DATE
from xl_grc.inputs.input_file import left_aside, open_input
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import Options, read_plans
from xl_grc.tables.schema import TABLES
from xl_grc.values import from_serial
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.returned.cells import filled
from xl_grc.workbook.returned.locate import ReturnedTable
from xl_grc.workbook.returned.plan import ReturnedPlan

_ACTIONS, _COSTS = "Actions", "Costs"
_POINTING = ("Costs", "Tracking")
"""The tables whose rows name an action by its number."""
_BESIDE = ("Schedule", "Returns")


def read_import(path: Path, reading: ReturnedPlan, today: date) -> Import:
    """The actions of a file. Raises InputError with every problem of the file."""
    start = reading.plan.start
    table = open_input(path)
    found = read_plans(
        table.actions.grid, table.costs, table.tracking, Options(today, None, default_company=path.stem, start=start)
    )
    if found.problems:
        raise InputError(found.problems)
    if len(found.plans) != 1:
        raise InputError([Problem.of("import_several", count=len(found.plans))._replace(file=path.name)])
    plan = found.plans[0]
    told = left_aside(table, found.unknown_columns)
    told += _left_aside(plan, reading.plan)
    return Import(plan._replace(start=start, events=()), {}, tuple(told))


class Import(NamedTuple):
    """A plan that goes into another one: the row of each of its actions once they have one, what is left aside."""

    plan: Plan
    rows: dict[int, int]
    left_aside: tuple[Problem, ...]

    def placed(self, reading: ReturnedPlan) -> Import:
        """With the numbers of the free rows of the plan, in their order, for its actions; then as the plan goes on."""
        free = _free_rows(reading)[: len(self.plan.actions)]
        known = reading.cells.columns[f"{_ACTIONS}.no"]
        largest = max((int(number) for number in known if isinstance(number, float)), default=0)
        further = range(1, len(self.plan.actions) - len(free) + 1)
        free += [(largest + step, len(known) - 1 + step) for step in further]
        numbers = {action.no: number for action, (number, _) in zip(self.plan.actions, free, strict=True)}
        actions = tuple(action._replace(no=numbers[action.no]) for action in self.plan.actions)
        costs = tuple(cost._replace(action=numbers[cost.action]) for cost in self.plan.costs)
        return self._replace(plan=self.plan._replace(actions=actions, costs=costs), rows=dict(free))

    def rows_of_actions(self, reading: ReturnedPlan, today: date) -> Changes:
        """The actions themselves, in the free rows of the plan and below, and their cost lines."""
        table = reading.cells.tables[_ACTIONS]
        columns = fill(self.plan, reading.cells.language, today).columns
        targets = {place: self.rows[action.no] for place, action in enumerate(self.plan.actions)}
        writes = list(_writes(table, columns, targets, keys=True))
        growths = list(_growth(reading, table, table.place.top + max(targets.values())))
        if self.plan.costs and _COSTS in reading.cells.tables:
            costs = reading.cells.tables[_COSTS]
            taken = filled(reading.cells, _COSTS)
            start = taken[-1] + 1 if taken else 0
            rows = dict(enumerate(range(start, start + len(self.plan.costs))))
            writes += _writes(costs, columns, rows)
            growths += _growth(reading, costs, costs.place.top + start + len(self.plan.costs) - 1)
        return Changes(tuple(growths), tuple(writes))

    def rows_beside(self, reading: ReturnedPlan, today: date) -> Changes:
        """What the other tables hold of each action, in the row of its number."""
        columns = fill(self.plan, reading.cells.language, today).columns
        writes: list[Write] = []
        for name in _BESIDE:
            if name in reading.cells.tables:
                numbers = reading.cells.columns[f"{name}.no"]
                rows = {int(number): row for row, number in enumerate(numbers) if isinstance(number, float)}
                targets = {place: rows[action.no] for place, action in enumerate(self.plan.actions)}
                writes += _writes(reading.cells.tables[name], columns, targets)
        return Changes((), tuple(writes))


def _left_aside(plan: Plan, into: Plan) -> Iterator[Problem]:
    """What a plan holds beside its actions and their costs."""
    known = {goal.objective.casefold() for goal in into.objectives}
    targets = [goal.objective for goal in plan.objectives if goal.target is not None]
    targets = [name for name in targets if name.casefold() not in known]
    if targets:
        yield Problem.of("import_targets", names=", ".join(targets))
    if plan.events:
        yield Problem.of("import_tracking", count=len(plan.events))


def _free_rows(reading: ReturnedPlan) -> list[tuple[int, int]]:
    """Number and row of each free row beyond the actions, wherever sorting put it; none that a cost or an event
    names, which would become the new action's."""
    cells = reading.cells
    numbers = cells.columns[f"{_ACTIONS}.no"]
    largest = max((action.no for action in reading.plan.actions), default=0)
    used = set(filled(cells, _ACTIONS))
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


def _growth(reading: ReturnedPlan, table: ReturnedTable, bottom: int) -> Iterator[Growth]:
    if bottom > table.place.bottom:
        yield growth(reading, table, bottom)


def _writes(
    table: ReturnedTable, columns: Mapping[str, list[Any]], targets: Mapping[int, int], keys: bool = False
) -> Iterator[Write]:
    """The inputs of rows of a filling, in rows of the open table."""
    for column in TABLES[table.name]:
        wanted = column.role == "input" or (keys and column.role == "key")
        if not wanted or column.key not in table.placed.columns:
            continue
        values = columns[f"{table.name}.{column.key}"]
        for source, target in targets.items():
            value = values[source]
            if value != "":
                shown = datetime.combine(from_serial(value), time()) if column.unit is DATE else value
                place = table.place.left + table.placed.columns[column.key]
                yield Write(table.sheet.title, table.place.top + target, place, shown)
