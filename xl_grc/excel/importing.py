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
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import Options, read_plans
from xl_grc.tables.relations import from_serial
from xl_grc.tables.schema import TABLES
from xl_grc.workbook.reading.inputs import open_inputs
from xl_grc.workbook.reading.located_tables import ReadTable
from xl_grc.workbook.reading.plan_reader import PlanReading
from xl_grc.workbook.reading.tables_reader import filled
from xl_grc.workbook.writing.filling import fill

_ACTIONS, _COSTS = "Actions", "Costs"
_BESIDE = ("Schedule", "Returns")


def read_import(path: Path, reading: PlanReading, today: date) -> Import:
    """The actions of a file, numbered as the plan goes on. Raises InputError with every problem of the file."""
    start = reading.plan.start
    found = read_plans(*open_inputs(path)[:3], Options(today, None, default_company=path.stem, start=start))
    if found.problems:
        raise InputError(found.problems)
    if len(found.plans) != 1:
        raise InputError([Problem.of("import_several", count=len(found.plans))._replace(file=path.name)])
    plan = found.plans[0]
    largest = max((action.no for action in reading.plan.actions), default=0)
    numbers = {action.no: largest + place for place, action in enumerate(plan.actions, 1)}
    actions = tuple(action._replace(no=numbers[action.no]) for action in plan.actions)
    costs = tuple(cost._replace(action=numbers[cost.action]) for cost in plan.costs)
    return Import(plan._replace(start=start, actions=actions, costs=costs, events=()), largest + 1, len(actions))


class Import(NamedTuple):
    """A plan that goes into another one; `first` is the number of its first action."""

    plan: Plan
    first: int
    size: int

    def rows_of_actions(self, reading: PlanReading, today: date) -> Changes:
        """The actions themselves, below those that the plan has, and their cost lines."""
        table = reading.cells.tables[_ACTIONS]
        used = filled(reading.cells, _ACTIONS)
        first = used[-1] + 1 if used else 0
        columns = fill(self.plan, reading.cells.language, today).columns
        targets = dict(enumerate(range(first, first + self.size)))
        writes = list(_writes(table, columns, targets, keys=True))
        bottom = table.place.top + first + self.size - 1
        growths = list(_growth(table, bottom))
        if self.plan.costs and _COSTS in reading.cells.tables:
            costs = reading.cells.tables[_COSTS]
            taken = filled(reading.cells, _COSTS)
            start = taken[-1] + 1 if taken else 0
            rows = dict(enumerate(range(start, start + len(self.plan.costs))))
            writes += _writes(costs, columns, rows)
            growths += _growth(costs, costs.place.top + start + len(self.plan.costs) - 1)
        return Changes(tuple(growths), tuple(writes))

    def rows_beside(self, reading: PlanReading, today: date) -> Changes:
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


def _growth(table: ReadTable, bottom: int) -> Iterator[Growth]:
    if bottom > table.place.bottom:
        yield growth(table, bottom)


def _writes(
    table: ReadTable, columns: Mapping[str, list[Any]], targets: Mapping[int, int], keys: bool = False
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
