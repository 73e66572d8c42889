"""Next year's workbook from a returned one: what is planned stays, what happened moves beside as N-1."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from xl_grc.plan.model import Plan
from xl_grc.plan.words import identity
from xl_grc.tables.schema import LISTS
from xl_grc.tables.values import evaluate
from xl_grc.text import texts
from xl_grc.workbook import package_edits
from xl_grc.workbook.book import Book
from xl_grc.workbook.editing import SheetEditor, cell_xml
from xl_grc.workbook.filling import Filling, fill
from xl_grc.workbook.layout import layout
from xl_grc.workbook.plan_reader import PlanReading
from xl_grc.workbook.tables_reader import read_tables

ACTUALS = ("actual_expenses", "actual_revenue")
_ONGOING = frozenset({"in_progress", "done", "postponed"})


def next_plan(plan: Plan, start: date) -> Plan:
    """The plan of another year: objectives, actions and costs kept, marks, progress and tracking cleared.

    Statuses begin again, save those of abandoned actions and of the user's own words; due dates move with the period.

    >>> next_plan(Plan("Durand", date(2026, 1, 1)), date(2027, 1, 1)).start.year
    2027
    """
    months = (start.year - plan.start.year) * 12 + start.month - plan.start.month
    return plan._replace(
        start=start,
        actions=tuple(
            action._replace(months=(), progress=None, status="to_do" if action.status in _ONGOING else action.status)
            for action in plan.actions
        ),
        objectives=tuple(
            goal._replace(entered_actual=None, due=None if goal.due is None else _later(goal.due, months))
            for goal in plan.objectives
        ),
        events=(),
    )


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_filling(reading: PlanReading, start: date, language: str, as_of: date) -> Filling:
    """What next year's workbook holds: the new plan, and the lists as people extended them."""
    filling = fill(next_plan(reading.plan, start), language, as_of)
    for name in LISTS:
        key = f"{name}.value"
        given = [cell for cell in reading.cells.columns.get(key, ()) if isinstance(cell, str) and cell.strip()]
        if given and language == reading.cells.language:
            known = {identity(cell) for cell in given}
            filling.columns[key] = given + [cell for cell in filling.columns[key] if _is_new(cell, known)]
    evaluate(filling.columns, filling.names, language)
    return filling


def _is_new(cell: Any, known: set[str]) -> bool:
    return isinstance(cell, str) and bool(cell) and identity(cell) not in known


def with_last_year(content: bytes, reading: PlanReading, as_of: date) -> bytes:
    """The workbook with last year's actual amounts in columns to the right of its actions.

    Where cells stand there already, the workbook is left as it is.
    """
    old = layout(reading, as_of, add_rows=False).columns
    actuals = {key: {number: old[f"Actions.{key}"][row] for row, number in reading.numbers.items()} for key in ACTUALS}
    book = Book(content, reading.cells.book.file)
    cells = read_tables(book)
    table = cells.tables["Actions"]
    place, words = table.place, texts(cells.language)
    headers = [words[f"next_year.{key}"] for key in ACTUALS]
    taken = any(place.right < column <= place.right + len(headers) for column, _, _ in book.values(table.sheet))
    if taken:
        return content
    editor = SheetEditor(book.archive.read(table.sheet.part).decode())
    numbers = cells.columns["Actions.no"]
    for offset, (key, header) in enumerate(zip(ACTUALS, headers, strict=True), 1):
        column, like = place.right + offset, place.left + table.placed.columns[key]
        top = place.top - 1
        editor.put(top, column, cell_xml(top, column, editor.cell(top, like).style, header))
        for index, number in enumerate(numbers):
            row = place.top + index
            value = actuals[key].get(int(number), "") if isinstance(number, (int, float)) else ""
            editor.put(row, column, cell_xml(row, column, editor.cell(row, like).style, value))
    shape = package_edits.with_columns(book.archive.read(table.part).decode(), place, headers)
    changed = {table.sheet.part: editor.xml().encode(), table.part: shape.encode()}
    return package_edits.rewritten(book, changed, {})
