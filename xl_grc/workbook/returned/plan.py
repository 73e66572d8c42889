"""A returned workbook back into a plan: read(write(plan)) == plan, and everything else that people made of it.

Nothing is dropped in silence: what cannot be read is a problem with its sheet and cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import compress, repeat
from typing import Any, NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.functions.units import MARK, RATE, TEXT, Unit
from xl_grc.ooxml.archive import Limits
from xl_grc.ooxml.book import Book
from xl_grc.plan.cells import read_text
from xl_grc.plan.dates import read_dates
from xl_grc.plan.grid import Parsed
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.plan.numbers import read_numbers
from xl_grc.plan.words import fold, identity, listed
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.rules import leading_number
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows, read_cells
from xl_grc.workbook.returned.columns import as_date, read_column
from xl_grc.workbook.returned.lost_numbers import lost_numbers

_IN_CELLS = {"ambiguous_number": "number_two_ways", "ambiguous_date": "date_two_ways"}
"""What is told of a cell of a workbook, beside which no language can be typed."""


class ReturnedPlan(NamedTuple):
    """What a workbook holds: the plan as far as it can be read, the cells it was read from, and the problems.

    `numbers` is the number of each action row of the workbook, by index of the row.
    """

    plan: Plan
    cells: ReturnedCells
    problems: tuple[Problem, ...]
    numbers: dict[int, int]


def read_plan(content: bytes, file: str, limits: Limits | None = None, formulas: bool = False) -> ReturnedPlan:
    """The plan of a workbook. Raises InputError when it is no workbook, or holds no plan.

    >>> read_plan(b"", "plan.xlsx")
    Traceback (most recent call last):
    xl_grc.errors.InputError: not_workbook
    """
    return plan_of(read_cells(PLAN, Book(content, file, limits), formulas=formulas))


def plan_of(cells: ReturnedCells) -> ReturnedPlan:
    """The plan that cells hold."""
    return _Reader(cells).read()


class _Reader:
    def __init__(self, cells: ReturnedCells) -> None:
        self._cells = cells
        self._problems: list[Problem] = list(cells.problems)

    def read(self) -> ReturnedPlan:
        start = self._start()
        actions, numbers = self._actions()
        known = {action.no: action.action for action in actions}
        plan = Plan(
            company=self._name("Company"),
            start=start,
            actions=tuple(actions),
            objectives=tuple(self._objectives()),
            costs=tuple(self._costs(known)),
            events=tuple(self._events(known)),
            reference=self._name("Reference"),
            currency=self._name("Currency"),
            default_margin_rate=self._number_of_name("DefaultMarginRate", RATE),
        )
        return ReturnedPlan(plan, self._cells, tuple(self._problems), numbers)

    # -- named cells

    def _name(self, name: str) -> str:
        text = read_text(self._cells.names.get(name))
        if isinstance(text, Problem):
            self._problems.append(
                self._cells.problem_of_name(text.key, name, self._cells.names[name], **dict(text.values))
            )
            return ""
        return text

    def _number_of_name(self, name: str, unit: Unit) -> float | None:
        parsed = read_numbers([self._cells.names.get(name)], unit)
        self._told_of_name(name, parsed)
        return parsed.values[0]

    def _told_of_name(self, name: str, parsed: Parsed[Any]) -> None:
        for problem in parsed.problems.values():
            key = _IN_CELLS.get(problem.key, problem.key)
            self._problems.append(self._cells.problem_of_name(key, name, problem.value, **dict(problem.values)))

    def _start(self) -> date:
        """The first month: named, else that of the budget's first row, else that of the headers."""
        parsed = read_dates([as_date(self._cells.names.get("PeriodStart"))])
        self._told_of_name("PeriodStart", parsed)
        found = parsed.values[0]
        if found is None:
            months = [one for one in map(as_date, self._cells.columns.get("Budget.month", ())) if isinstance(one, date)]
            found = min(months, default=None)
            if found is None:
                raise InputError([self._cells.problem_of_name("period_unknown", "PeriodStart")])
            if not parsed.problems:
                self._problems.append(self._cells.problem_of_name("period_missing", "PeriodStart", found.isoformat()))
        return found.replace(day=1)

    # -- columns

    def _column(self, table: str, key: str, rows: Sequence[int]) -> list[Any]:
        """The values of a column in some rows, its bad cells told."""
        unit = PLAN.tables[table][key].unit
        cells = self._cells.columns.get(f"{table}.{key}")
        if cells is None or cells.count(None) == len(cells):
            blank: Any = "" if unit is TEXT else False if unit is MARK else None
            return [blank] * len(rows)
        parsed = read_column([cells[row] for row in rows], key, unit)
        for position, problem in parsed.problems.items():
            self._tell(problem, table, key, rows[position], cells[rows[position]])
        return parsed.values

    def _tell(self, problem: Problem, table: str, key: str, row: int, cell: Cell = None) -> None:
        value = problem.value or cell_text(cell).strip()
        told = _IN_CELLS.get(problem.key, problem.key)
        self._problems.append(self._cells.problem(told, table, key, row, value, **dict(problem.values)))

    def _records(self, table: str, rows: Sequence[int], fields: Iterable[str]) -> dict[str, list[Any]]:
        known = PLAN.tables[table].by_key
        return {field: self._column(table, field, rows) for field in fields if field in known}

    # -- tables

    def _actions(self) -> tuple[list[Action], dict[int, int]]:
        rows = []
        for row in filled_rows(self._cells, "Actions"):
            if is_blank(self._cells.columns["Actions.action"][row]):
                self._tell(Problem("row_without_action"), "Actions", "action", row)
            else:
                rows.append(row)
        numbers = self._numbers(rows)
        columns = self._records("Actions", rows, Action._fields)
        columns["no"] = numbers
        months = self._months(dict.fromkeys(numbers))
        columns["months"] = [months.get(number, ()) for number in numbers]
        columns |= self._beside("Returns", numbers, columns)
        order = [
            columns[field] if field in columns else [Action._field_defaults[field]] * len(rows)
            for field in Action._fields
        ]
        return list(map(Action._make, zip(*order, strict=True))), dict(zip(rows, numbers, strict=True))

    def _numbers(self, rows: list[int]) -> list[int]:
        """The number of each action; those without one get theirs back, or follow the largest of all tables."""
        given = self._column("Actions", "no", rows)
        bare = {
            row: cell_text(self._cells.columns["Actions.action"][row])
            for row, no in zip(rows, given, strict=True)
            if no is None
        }
        lost = lost_numbers(self._cells, bare) if bare else {}
        largest = self._largest_number() if bare else 0
        seen: dict[int, int] = {}
        numbers = []
        for row, number in zip(rows, given, strict=True):
            if number is None:
                largest += row not in lost
                number = lost.get(row, largest)
                self._tell(Problem.of("number_missing", number=number), "Actions", "no", row)
            elif number in seen:
                first, second = (self._cells.tables["Actions"].place.top + one for one in (seen[number], row))
                self._tell(Problem.of("number_twice", first=first, second=second), "Actions", "no", row, number)
            seen.setdefault(number, row)
            numbers.append(number)
        return numbers

    def _largest_number(self) -> int:
        taken = [self._cells.columns.get(f"{table}.no", []) for table in ("Actions", "Schedule", "Returns")]
        return max((int(cell) for column in taken for cell in column if type(cell) is float), default=0)

    def _rows_by_number(self, table: str, numbers: Iterable[int]) -> dict[int, int]:
        """The row of each action in a table beside; rows of no action that hold something are told."""
        column = f"{table}.no"
        if column not in self._cells.columns:
            return {}
        wanted = set(numbers)
        found: dict[int, int] = {}
        every = range(len(self._cells.columns[column]))
        given = self._column(table, "no", every)
        strangers = [row for row, number in enumerate(given) if number not in wanted]
        holding = set(filled_rows(self._cells, table, strangers))
        for row, number in enumerate(given):
            if number in wanted and number not in found:
                found[number] = row
            elif number in wanted:
                first, second = (self._cells.tables[table].place.top + one for one in (found[number], row))
                self._tell(Problem.of("number_twice", first=first, second=second), table, "no", row, str(number))
            elif row in holding:
                self._tell(Problem("row_of_no_action"), table, "no", row, "" if number is None else str(number))
        return found

    def _beside(self, table: str, numbers: list[int], known: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """The inputs of a table that continues the actions, in the order of the actions."""
        rows = self._rows_by_number(table, numbers)
        places = list(rows.values())
        read = {
            column.key: self._column(table, column.key, places)
            for column in PLAN.tables[table]
            if column.role == "input" and column.key in Action._fields and column.key not in known
        }
        if list(rows) == numbers:  # as it was written
            return read
        return {key: list(map(dict(zip(rows, values, strict=True)).get, numbers)) for key, values in read.items()}

    def _months(self, numbers: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """The marked calendar months of each action, as the headers above the marks say."""
        rows = self._rows_by_number("Schedule", numbers)
        if not rows:
            return {}
        months = self._cells.tables["Schedule"].placed.months
        places = list(rows.values())
        marks = zip(*[self._column("Schedule", key, places) for key in months], strict=True)
        return dict(zip(rows, map(_marked, repeat(tuple(months.values())), marks), strict=False))

    def _objectives(self) -> list[Objective]:
        rows = filled_rows(self._cells, "Objectives") if "Objectives" in self._cells.tables else []
        columns = self._records("Objectives", rows, Objective._fields)
        found: dict[str, int] = {}
        goals = []
        for row, goal in zip(rows, map(Objective._make, zip(*columns.values(), strict=True)), strict=True):
            if not goal.objective:
                self._tell(Problem("row_without_objective"), "Objectives", "objective", row)
                continue
            if found.setdefault(identity(goal.objective), row) != row:
                self._tell(Problem("objective_twice", value=goal.objective), "Objectives", "objective", row)
            goals.append(goal)
        return goals

    def _costs(self, known: dict[int, str]) -> list[CostLine]:
        rows = filled_rows(self._cells, "Costs") if "Costs" in self._cells.tables else []
        links = self._links("Costs", rows, known)
        columns = self._records("Costs", rows, CostLine._fields)
        columns["action"] = links
        lines = map(CostLine._make, zip(*columns.values(), strict=True)) if rows else ()
        return [line for line in lines if line.action is not None]

    def _events(self, known: dict[int, str]) -> list[Event]:
        rows = filled_rows(self._cells, "Tracking") if "Tracking" in self._cells.tables else []
        columns = self._records("Tracking", rows, Event._fields)
        columns["action"] = self._links("Tracking", rows, known)
        return list(map(Event._make, zip(*columns.values(), strict=True))) if rows else []

    def _links(self, table: str, rows: list[int], known: dict[int, str]) -> list[int | None]:
        """The action that each row names: by the number its label begins with, else by name."""
        if not rows:
            return []
        by_name = {identity(name): number for number, name in known.items()}
        links: list[int | None] = []
        for row in rows:
            cell = self._cells.columns[f"{table}.action"][row] if f"{table}.action" in self._cells.columns else None
            text = cell_text(cell).strip()
            number: Any = leading_number(text if cell is None or isinstance(cell, date) else cell)
            if isinstance(cell, ErrorToken):
                self._tell(Problem("formula_refused"), table, "action", row, cell)
                links.append(None)
            elif number in known:
                links.append(int(number))
            elif fold(text) in _no_action() or (table == "Tracking" and not text):
                links.append(None)
            elif number == "" and identity(text) in by_name:
                links.append(by_name[identity(text)])
                self._tell(Problem("label_without_number"), table, "action", row, text)
            else:
                self._tell(Problem("unknown_action" if text else "action_missing"), table, "action", row, text)
                links.append(None)
        return links


@lru_cache(4096)
def _marked(months: tuple[int, ...], marks: tuple[bool, ...]) -> tuple[int, ...]:
    """The months that are marked, in the order of the calendar."""
    return tuple(sorted(compress(months, marks)))


@cache
def _no_action() -> frozenset[str]:
    return frozenset(listed("no_action"))
