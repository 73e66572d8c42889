"""A returned workbook back into a plan: read(write(plan)) == plan, and everything else that people made of it.

Nothing is dropped in silence: what cannot be read is a problem with its sheet and cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import prod
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.plan.dates import read_dates
from xl_grc.plan.identity import plan_id
from xl_grc.plan.model import CostLine, Event, Objective, Plan
from xl_grc.plan.words import identity, is_no_action
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.text_rules import leading_number, name_in_label
from xl_grc.values import ErrorToken, cell_text
from xl_grc.workbook.filling import START
from xl_grc.workbook.known import refuse_newer
from xl_grc.workbook.returned.actions import read_actions
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows, read_cells
from xl_grc.workbook.returned.columns import as_date, is_day
from xl_grc.workbook.returned.plan_values import PlanValues, Unread


class ReturnedPlan(NamedTuple):
    """What a workbook holds: the plan as far as it can be read, the cells it was read from, and the problems.

    `numbers` is the number of each action row of the workbook, by index of the row, `cost_rows` the row of each cost
    line; `unread` is what inputs hold that does not count there.
    """

    plan: Plan
    cells: ReturnedCells
    problems: tuple[Problem, ...]
    numbers: dict[int, int]
    cost_rows: tuple[int, ...]
    unread: tuple[Unread, ...]
    new_id: str = ""

    @property
    def plan_id(self) -> str:
        """The identity of the plan: the one its workbook bears, which stays when company or period change."""
        return self.new_id or self.cells.book.properties.get("xl_grc_plan") or plan_id(self.plan)

    def of_company(self, company: str) -> ReturnedPlan:
        """The same as the plan of another company: its own identity tells it from what it is a copy of.

        It may still bear the reference of that one.
        """
        plan = self.plan._replace(company=company)
        return self._replace(plan=plan, new_id=plan_id(plan._replace(reference="")))


def read_plan(content: bytes, file: str, limits: PackageLimits | None = None, formulas: bool = False) -> ReturnedPlan:
    """The plan of a workbook. Raises InputError when it is no workbook, or holds no plan.

    >>> read_plan(b"", "plan.xlsx")
    Traceback (most recent call last):
    xl_grc.errors.InputError: not_workbook
    """
    return plan_of(read_cells(PLAN, Book(content, file, limits), formulas=formulas))


def plan_of(cells: ReturnedCells) -> ReturnedPlan:
    """The plan that cells hold. Raises InputError when their structure is newer than those known here."""
    refuse_newer(PLAN, cells.book)
    values = PlanValues(cells)
    start = _start(values)
    actions, numbers = read_actions(values, start)
    if not actions:
        values.problems.append(Problem("plan_empty", cells.book.file, cells.tables["Actions"].sheet.title))
    names = {action.no: action.action for action in actions}
    costs = dict(_costs(values, names))
    plan = Plan(
        company=values.named("Company"),
        start=start,
        actions=tuple(actions),
        objectives=tuple(_objectives(values)),
        costs=tuple(costs.values()),
        events=tuple(_events(values, names)),
        reference=values.named("Reference"),
        currency=values.named("Currency"),
        default_margin_rate=values.named("DefaultMarginRate"),
    )
    return ReturnedPlan(plan, cells, tuple(values.problems), numbers, tuple(costs), tuple(values.unread))


def _start(values: PlanValues) -> date:
    """The first month: named, as a day or in words, else that of the budget's first row, else what the file says of
    itself, else that of a day of another time.

    Raises InputError when none of them tells it.
    """
    told, cells = len(values.problems), values.cells
    found: date | None = values.named("PeriodStart")
    if found is None:
        typed = cells.names.get("PeriodStart")
        months = list(map(as_date, filter(is_day, cells.columns.get("Budget.month", ()))))
        written = cells.book.properties.get(START)
        days = (*read_dates([typed]).values, *months, *read_dates([written]).values, as_date(typed))
        found = next((day for day in days if isinstance(day, date)), None)
        if found is None:
            raise InputError([cells.problem_of_name("period_unknown", "PeriodStart")])
        if told == len(values.problems):
            values.problems.append(cells.problem_of_name("period_missing", "PeriodStart", found.isoformat()))
    return found.replace(day=1)


def _objectives(values: PlanValues) -> list[Objective]:
    rows = filled_rows(values.cells, "Objectives")
    columns = values.records("Objectives", rows, Objective._fields)
    found: dict[str, int] = {}
    goals = []
    for row, goal in zip(rows, map(Objective._make, zip(*columns.values(), strict=True)), strict=True):
        if not goal.objective:
            values.tell(Problem("row_without_objective"), "Objectives", "objective", row)
            continue
        if found.setdefault(identity(goal.objective), row) != row:
            values.tell(Problem("objective_twice", value=goal.objective), "Objectives", "objective", row)
        goals.append(goal)
    return goals


def _costs(values: PlanValues, names: Mapping[int, str]) -> Iterator[tuple[int, CostLine]]:
    """The cost lines with their rows."""
    rows = filled_rows(values.cells, "Costs")
    links = _links(values, "Costs", rows, names)
    columns = values.records("Costs", rows, CostLine._fields)
    columns["action"] = links
    lines = map(CostLine._make, zip(*columns.values(), strict=True)) if rows else ()
    return ((row, line) for row, line in zip(rows, lines, strict=True) if line.action is not None)


def _events(values: PlanValues, names: Mapping[int, str]) -> list[Event]:
    rows = filled_rows(values.cells, "Tracking")
    columns = values.records("Tracking", rows, Event._fields)
    columns["action"] = _links(values, "Tracking", rows, names)
    return list(map(Event._make, zip(*columns.values(), strict=True))) if rows else []


def _dragged(cells: ReturnedCells, table: str, row: int, number: int) -> Problem:
    """A label with the name of one action and the number of another, as dragging it makes them, and its amounts."""
    inputs = ("quantity", "unit_cost") if table == "Costs" else ("expenses", "revenue")
    typed = [column[row] for key in inputs if (column := cells.columns.get(f"{table}.{key}"))]
    amounts = [float(cell) for cell in typed if isinstance(cell, (int, float))]
    if table == "Costs":
        amounts = [prod(amounts)] if len(amounts) == len(inputs) else []
    return Problem.of("label_dragged", number=number, amounts=tuple(amounts) or (0.0,))


def _links(values: PlanValues, table: str, rows: list[int], names: Mapping[int, str]) -> list[int | None]:
    """The action that each row names: by the number its label begins with, else by name."""
    by_name = {identity(name): number for number, name in names.items()} if rows else {}
    cells = values.cells.columns.get(f"{table}.action")
    links: list[int | None] = []
    for row in rows:
        cell = None if cells is None else cells[row]
        text = cell_text(cell).strip()
        number: Any = leading_number(text if cell is None or isinstance(cell, date) else cell)
        link = None
        if isinstance(cell, ErrorToken):
            values.tell(Problem("formula_refused"), table, "action", row, cell)
        elif number in names:
            link = int(number)
            name = identity(name_in_label(text))
            if name in by_name and name != identity(names[link]):
                values.tell(_dragged(values.cells, table, row, link), table, "action", row, text)
        elif table == "Tracking" and (not text or is_no_action(text)):  # a cost of no action counts nowhere
            pass
        elif number == "" and identity(text) in by_name:
            link = by_name[identity(text)]
            values.tell(Problem("label_without_number"), table, "action", row, text)
        else:
            values.tell(Problem("unknown_action" if text else "action_missing"), table, "action", row, text)
        links.append(link)
    return links
