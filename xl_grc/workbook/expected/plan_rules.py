"""What the rules of a plan find in its workbook: rows beside the actions, months, tracking, whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xl_grc.errors import Problem
from xl_grc.plan.months import outside_period
from xl_grc.plan.period import calendar_months
from xl_grc.tables.shape import month_headers
from xl_grc.text import texts
from xl_grc.values import Cell, cell_text, is_blank, stored
from xl_grc.workbook.expected.rows import tables_beside
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.plan import ReturnedPlan

_FIGURES = ("expenses", "revenue", "contacts", "buyers")


def plan_problems(returned: ReturnedPlan) -> Iterator[Problem]:
    """Every problem that reading the plan and its rules found."""
    yield from returned.problems
    yield from _rows_beside(returned)
    yield from _other_months(returned.cells, returned.plan.start)
    yield from _tracking(returned.cells, returned.plan.start)
    yield from _tracking_of_nothing(returned.cells)
    if returned.plan.actions and not (returned.plan.company or returned.plan.reference):
        yield returned.cells.problem_of_name("plan_of_nobody", "Company")


def _rows_beside(returned: ReturnedPlan) -> Iterator[Problem]:
    """Actions without a row in a table beside."""
    cells = returned.cells
    for name in tables_beside(cells.kind):
        if name not in cells.tables:
            continue
        have = {int(cell) for cell in map(_number, cells.columns.get(f"{name}.no", ())) if cell is not None}
        for number in returned.numbers.values():
            if number not in have:
                yield Problem("not_in_table", cells.book.file, cells.tables[name].sheet.title, value=str(number))


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str) and cell.strip().isdecimal():
        return float(cell)
    return cell if isinstance(cell, float) else None


def _other_months(cells: ReturnedCells, start: date) -> Iterator[Problem]:
    """Month headers of another period."""
    for name, table in cells.tables.items():
        keys, months = month_keys(cells.kind, name), table.placed.months
        if keys and len(months) == len(keys) and tuple(months.values()) != calendar_months(start.month):
            words = month_headers(texts(cells.language), months[keys[0]])
            yield cells.problem("months_disagree", name, keys[0], -1, words[0], start=f"{start:%m/%Y}")


def _tracking(cells: ReturnedCells, start: date) -> Iterator[Problem]:
    """Rows of the log that no month counts: dated outside the year, or amounts without a date."""
    amounts = (cells.columns.get(f"Tracking.{key}", ()) for key in ("expenses", "revenue"))
    given = {row for column in amounts for row, cell in enumerate(column) if isinstance(cell, float)}
    given -= cells.totals("Tracking") if "Tracking" in cells.tables else frozenset()
    for row, cell in enumerate(cells.columns.get("Tracking.date", ())):
        problem = outside_period(cell, start) if isinstance(cell, date) and stored(cell) != "" else None
        if problem is not None:
            yield cells.problem(problem.key, "Tracking", "date", row, cell_text(cell), **dict(problem.values))
        elif is_blank(cell) and row in given:
            yield cells.problem("event_without_date", "Tracking", "date", row)


def _tracking_of_nothing(cells: ReturnedCells) -> Iterator[Problem]:
    """Rows of the log with figures and a blank action: most likely it was forgotten, for there is a word for none."""
    if "Tracking.action" not in cells.columns:
        return
    figures = (cells.columns.get(f"Tracking.{key}", ()) for key in _FIGURES)
    given = {row for column in figures for row, cell in enumerate(column) if isinstance(cell, float) and cell > 0}
    for row in sorted(given - cells.totals("Tracking")):
        if is_blank(cells.columns["Tracking.action"][row]):
            no_action = texts(cells.language)["lists.no_action"]
            yield cells.problem("event_without_action", "Tracking", "action", row, no_action)
