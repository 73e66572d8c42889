"""Next year's workbook from a returned one: what is planned stays, what happened moves beside as N-1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from xl_grc.errors import Problem
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.sheet_editor import SheetEditor, cell_xml
from xl_grc.ooxml.table_part import with_columns
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.plan.model import Plan
from xl_grc.plan.period import MONTHS, months_later
from xl_grc.plan.words import identity
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank
from xl_grc.workbook.expected.contents import expected_contents, stored
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.returned.locate import ReturnedTable
from xl_grc.workbook.returned.plan import ReturnedPlan

ACTUALS = ("actual_expenses", "actual_revenue")
TRIED = tuple(name for name in PLAN.named_inputs if name.startswith("Try_") or name == "SimulatedAction")
_FIRST_YEAR = 1900
"""The year from which a sheet counts its days."""
_ONGOING = frozenset({"in_progress", "done", "postponed"})


def next_plan(plan: Plan, start: date) -> Plan:
    """The plan of another year: objectives, actions and costs kept, marks, progress and tracking cleared.

    Statuses begin again, save those of abandoned actions and of the user's own words; due dates move with the period.

    >>> next_plan(Plan("Durand", date(2026, 1, 1)), date(2027, 1, 1)).start.year
    2027
    """
    months = (start.year - plan.start.year) * MONTHS + start.month - plan.start.month
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
    """The same day some months later, or the last one of that month; the day itself at the ends of the calendar.

    >>> _later(date(2024, 2, 29), 12), _later(date(9999, 12, 31), 12)
    (datetime.date(2025, 2, 28), datetime.date(9999, 12, 31))
    """
    try:
        moved = months_later(day, months)
    except ValueError:
        return day
    return moved if moved.year >= _FIRST_YEAR else day


def next_filling(returned: ReturnedPlan, start: date, language: str, as_of: date) -> Filling:
    """What next year's workbook holds: the new plan, and the lists as people extended them."""
    return _with_lists(fill(next_plan(returned.plan, start), language, as_of), returned)


def same_filling(returned: ReturnedPlan, language: str, as_of: date) -> Filling:
    """The same plan in a new workbook: its lists, its identity and the figures tried in the simulation too."""
    filling = fill(returned.plan, language, as_of)
    tried = {name: stored(returned.cells.names.get(name)) for name in TRIED if name in returned.cells.names}
    filling.names.update({name: value for name, value in tried.items() if value != ""})
    known = returned.cells.book.properties.get("xl_grc_plan")
    if known:
        filling.properties["xl_grc_plan"] = known
    return _with_lists(filling, returned)


def _with_lists(filling: Filling, returned: ReturnedPlan) -> Filling:
    """The lists as people made them, longer or shorter, with the words that the plan uses beside them."""
    for name, choices in PLAN.lists.items():
        key = f"{name}.value"
        cells = returned.cells.columns.get(key, ())
        given = [cell_text(cell) for cell in cells if not (is_blank(cell) or isinstance(cell, ErrorToken))]
        if given and filling.language == returned.cells.language:
            words = [word for column in _chosen_from(choices) for word in filling.columns[column] if word]
            used = {identity(word): word for word in words if isinstance(word, str)}
            known = set(map(identity, given))
            filling.columns[key] = given + [word for same, word in used.items() if same not in known]
    evaluate(PLAN, filling.columns, filling.names, filling.language)
    return filling


def _chosen_from(choices: str) -> list[str]:
    """The columns whose words are chosen from a list."""
    return [f"{name}.{one.key}" for name, table in PLAN.tables.items() for one in table if one.choices == choices]


def next_columns(returned: ReturnedPlan, language: str, as_of: date) -> dict[str, ActionColumn]:
    """The columns beside next year's actions: the user's own, and last year's actual amounts.

    Those of the year before, under their header of either language, are last year's no more.
    """
    last = _last_year(returned, language, as_of)
    older = {texts(one)[f"next_year.{key}"] for one in LANGUAGES for key in ACTUALS} - last.keys()
    return {header: column for header, column in added_columns(returned).items() if header not in older} | last


def _last_year(returned: ReturnedPlan, language: str, as_of: date) -> dict[str, ActionColumn]:
    """Last year's actual amounts of each action, by the header of their column."""
    old = expected_contents(returned, as_of).columns
    words = texts(language)
    return {
        words[f"next_year.{key}"]: ActionColumn(
            key, {number: old[f"Actions.{key}"][row] for row, number in returned.numbers.items()}
        )
        for key in ACTUALS
    }


def added_columns(returned: ReturnedPlan) -> dict[str, ActionColumn]:
    """The columns that users added to the actions, such as an adviser or a territory."""
    extra = returned.cells.extra.get("Actions", {})
    return {
        header: ActionColumn("area", {number: _plain(cells[row]) for row, number in returned.numbers.items()})
        for header, cells in extra.items()
    }


def left_behind(returned: ReturnedPlan, left_out: Sequence[str]) -> list[Problem]:
    """What of the user's own does not go into the new workbook: sheets, columns of other tables.

    `left_out`: the columns beside the actions that found no place.
    """
    cells = returned.cells
    ours = {table.sheet for table in cells.tables.values()} | {place.sheet for place in cells.places.values()}
    sheets = [sheet.title for sheet in cells.book.sheets if sheet not in ours]
    columns: dict[str, Iterable[str]] = {**cells.extra, "Actions": left_out}
    place = Problem("left_behind", cells.book.file)
    return [
        *(place._replace(value=title) for title in sheets),
        *(
            place._replace(sheet=cells.tables[name].sheet.title, value=one)
            for name, headers in columns.items()
            for one in headers
        ),
    ]


def _plain(cell: Cell) -> Any:
    """A cell of a user's column, a day as text: the new column has no format of its own."""
    return cell_text(cell) if isinstance(cell, date) else stored(cell)


class ActionColumn(NamedTuple):
    """A further column beside the actions: the column of ours that it looks like, and its values by number."""

    like: str
    values: dict[int, Any]


class WithColumns(NamedTuple):
    """A workbook with further columns beside its actions, and the headers of those that found no place there."""

    content: bytes
    left_out: list[str]


def with_action_columns(content: bytes, file: str, columns: Mapping[str, ActionColumn]) -> WithColumns:
    """The workbook with columns beside its actions: those that its template has already, others on the right.

    Where cells stand on the right of the actions, no column is added.
    """
    book = Book(content, file)
    cells = read_cells(PLAN, book)
    table = cells.tables["Actions"]
    place = table.place
    shape = next(one.shape for one in book.tables if one.part == table.part)
    there = {header.casefold(): index for index, header in enumerate(shape.headers)}
    own = set(table.placed.extra.values())
    new = [header for header in columns if header.casefold() not in there]
    if any(place.right < column <= place.right + len(new) for column, _, _ in book.values(table.sheet)):
        new = []
    spots = {one: place.left + there[one.casefold()] for one in columns if there.get(one.casefold()) in own}
    spots |= {header: column for column, header in enumerate(new, place.right + 1)}
    left_out = [header for header in columns if header not in spots]
    if not spots:
        return WithColumns(content, left_out)
    try:
        return WithColumns(_written_beside(cells, spots, new, columns), left_out)
    except UnusualSheet:  # the template's cells cannot be told apart
        return WithColumns(content, list(columns))


def _written_beside(
    cells: ReturnedCells, spots: Mapping[str, int], new: Sequence[str], columns: Mapping[str, ActionColumn]
) -> bytes:
    """The workbook with columns in their spots; the new ones get their header. Raises UnusualSheet."""
    book, table = cells.book, cells.tables["Actions"]
    editor = SheetEditor(book.archive.xml(table.sheet.part))
    for header, column in spots.items():
        _fill_column(editor, table, column, columns[header], cells.columns["Actions.no"])
        if header in new:
            row, like = table.place.top - 1, table.place.left + table.placed.columns[columns[header].like]
            editor.put(row, column, cell_xml(row, column, editor.cell(row, like).style, header))
    package = PackageEditor(book)
    package.put(table.sheet.part, editor.xml())
    package.put(table.part, with_columns(book.archive.xml(table.part), table.place, new))
    return package.content()


def _fill_column(
    editor: SheetEditor, table: ReturnedTable, column: int, added: ActionColumn, numbers: Sequence[Cell]
) -> None:
    """The values of a column in its blank cells; formulas of a template stay."""
    like = table.place.left + table.placed.columns[added.like]
    for row, number in enumerate(numbers, table.place.top):
        cell = editor.cell(row, column)
        if not cell.content:
            style = cell.style if cell.attributes else editor.cell(row, like).style
            value = added.values.get(int(number), "") if isinstance(number, (int, float)) else ""
            editor.put(row, column, cell_xml(row, column, style, value))
