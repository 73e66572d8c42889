"""What is wrong with a returned workbook: every problem with its sheet and cell, what it is, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xl_grc.errors import Problem
from xl_grc.functions.units import MARK, TEXT
from xl_grc.plan.months import outside_period
from xl_grc.plan.period import calendar_months
from xl_grc.plan.words import identity
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.shape import SCHEMA_VERSION, header, month_headers
from xl_grc.text import texts
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank
from xl_grc.workbook.expected.contents import (
    NUMBERED,
    expected_contents,
    followers,
    is_day,
    lost_rows,
    not_calculated,
    stored,
)
from xl_grc.workbook.expected.differences import computed_cells
from xl_grc.workbook.expected.missing import is_typed_in, missing_from, renamed_to, respelled
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.columns import as_date
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.locate import PLAN_TABLES
from xl_grc.workbook.returned.plan import ReturnedPlan, read_plan

WARNINGS = frozenset(
    {
        "row_below_table",
        "total_below_table",
        "objective_twice",
        "objective_unknown",
        "odd_mark",
        "outside_period",
        "event_without_date",
        "not_calculated",
        "schema_older",
        "schema_unknown",
        "name_missing",
        "computed_sheet_missing",
        "sheet_added",
        "computed_sheet_added",
        "period_missing",
        "header_respelled",
        "input_not_calculated",
        "plan_of_nobody",
        "label_without_number",
        "opened_elsewhere",
        "cost_without_amount",
        "computed_table_missing",
    }
)
"""Problems that leave the plan readable and its totals right, or right again once the workbook is opened."""

DAYS = ("PeriodStart", "AsOf")
"""The named cells without which no month is right."""


def is_warning(problem: Problem) -> bool:
    """Whether a problem is only a warning."""
    return problem.key in WARNINGS


def check(content: bytes, file: str, as_of: date) -> list[Problem]:
    """Every problem of a workbook, in the order of its sheets. Raises InputError when it cannot be read."""
    return check_plan(read_plan(content, file, formulas=True), as_of)


def check_plan(returned: ReturnedPlan, as_of: date) -> list[Problem]:
    """Every problem of a workbook that was read with its formulas."""
    cells = returned.cells
    seen = _as_of(cells) or as_of
    wanted = expected_contents(returned, seen, add_rows=False)
    problems = [*returned.problems, *_structure(cells)]
    problems += _rows(returned)
    problems += _links(returned)
    problems += _texts_for_numbers(cells, {(one.sheet, one.cell) for one in problems})
    problems += _settings(returned)
    problems += [cells.problem("input_not_calculated", *place) for place in not_calculated(cells)]
    problems = [_without_number(problem) for problem in problems]
    problems += computed_cells(returned, wanted)
    order = {sheet.title: number for number, sheet in enumerate(cells.book.sheets)}
    return sorted(
        dict.fromkeys(problems), key=lambda one: (order.get(one.sheet, -1), one.row or 0, len(one.cell), one.cell)
    )


def _without_number(problem: Problem) -> Problem:
    """A filled row that names no action at all is told as such."""
    lost = problem.key == "row_of_no_action" and not problem.value
    return problem._replace(key="row_without_number") if lost else problem


def _as_of(cells: ReturnedCells) -> date | None:
    """The day on which the cached values were calculated."""
    found = as_date(cells.names.get("AsOf"))
    return found if isinstance(found, date) and is_day(found) else None


def _structure(cells: ReturnedCells) -> Iterator[Problem]:
    """The version of the structure, and what is missing from it."""
    file = cells.book.file
    version = cells.book.properties.get("xl_grc_schema", "")
    if not version.isdecimal():
        yield Problem("schema_unknown", file)
    elif int(version) != SCHEMA_VERSION:
        key = "schema_older" if int(version) < SCHEMA_VERSION else "schema_newer"
        yield Problem.of(key, current=SCHEMA_VERSION)._replace(file=file, value=version)
    missing = missing_from(cells)
    for sheet in missing.sheets:
        key = "sheet_missing" if is_typed_in(sheet) else "computed_sheet_missing"
        yield Problem(key, file, value=str(texts(cells.language)[f"sheets.{sheet}"]))
    for name in missing.tables:
        yield _missing_table(cells, name)
    for name, table in cells.tables.items():
        yield from _headers(cells, name)
        if lost := lost_rows(cells, name):
            yield Problem.of("rows_lost", count=lost)._replace(file=file, sheet=table.sheet.title, value=name)
    for name in (*missing.names, *missing.lists, *missing.links):
        yield cells.problem_of_name("name_missing", name, name)


def _missing_table(cells: ReturnedCells, name: str) -> Problem:
    """A table under another name, cells that are no table any more, or nothing at all."""
    if name not in cells.tables:
        return Problem(
            "table_missing" if name in PLAN_TABLES else "computed_table_missing", cells.book.file, value=name
        )
    other = renamed_to(cells, name)
    place = Problem.of("table_renamed" if other else "table_undeclared", other=other)
    return place._replace(file=cells.book.file, sheet=cells.tables[name].sheet.title, value=name)


def _headers(cells: ReturnedCells, name: str) -> Iterator[Problem]:
    """Columns of a table that are missing, or stand under another header."""
    read, words = cells.tables[name], texts(cells.language)
    months = month_headers(words, 1)
    for key, found in read.placed.renamed.items():
        yield cells.problem("header_renamed", name, key, -1, found, header=header(words, name, key, months))
    for key, found in respelled(cells, name).items():
        yield cells.problem("header_respelled", name, key, -1, found)
    lost_months = [month for number, month in enumerate(months, 1) if number not in read.placed.months.values()]
    for key in read.placed.missing:
        is_month = key in month_keys(name)
        wanted = lost_months.pop(0) if is_month else header(words, name, key, months)
        what = "month_missing" if is_month else "column_missing"
        place = Problem(what, cells.book.file, read.sheet.title, read.place.top - 1, wanted, name)
        yield place._replace(values=(("header", wanted),))


def _rows(returned: ReturnedPlan) -> Iterator[Problem]:
    """Actions without a row beside, month headers of another period, tracking in no month."""
    cells, start = returned.cells, returned.plan.start
    for name in followers():
        if name not in cells.tables:
            continue
        have = {int(cell) for cell in map(_number, cells.columns.get(f"{name}.no", ())) if cell is not None}
        for number in returned.numbers.values():
            if number not in have:
                yield Problem("not_in_table", cells.book.file, cells.tables[name].sheet.title, value=str(number))
    for name in cells.tables:
        keys, months = month_keys(name), cells.tables[name].placed.months
        if keys and len(months) == len(keys) and tuple(months.values()) != calendar_months(start.month):
            words = month_headers(texts(cells.language), months[keys[0]])
            yield cells.problem("months_disagree", name, keys[0], -1, words[0], start=f"{start:%m/%Y}")
    yield from _tracking(cells, start)


def _tracking(cells: ReturnedCells, start: date) -> Iterator[Problem]:
    """Rows of the log that no month counts: dated outside the year, or amounts without a date."""
    amounts = (cells.columns.get(f"Tracking.{key}", ()) for key in ("expenses", "revenue"))
    given = {row for column in amounts for row, cell in enumerate(column) if isinstance(cell, float)}
    for row, cell in enumerate(cells.columns.get("Tracking.date", ())):
        problem = outside_period(cell, start) if isinstance(cell, date) and stored(cell) != "" else None
        if problem is not None:
            yield cells.problem(problem.key, "Tracking", "date", row, cell_text(cell), **dict(problem.values))
        elif is_blank(cell) and row in given:
            yield cells.problem("event_without_date", "Tracking", "date", row)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str) and cell.strip().isdecimal():
        return float(cell)
    return cell if isinstance(cell, float) else None


def _links(returned: ReturnedPlan) -> Iterator[Problem]:
    """Objectives that are not on their sheet."""
    known = {identity(goal.objective) for goal in returned.plan.objectives}
    rows = {number: row for row, number in returned.numbers.items()}
    for action in returned.plan.actions:
        if action.objective and identity(action.objective) not in known:
            yield returned.cells.problem("objective_unknown", NUMBERED, "objective", rows[action.no], action.objective)


def _texts_for_numbers(cells: ReturnedCells, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Numbers and dates typed as text: people read them, formulas do not. What was told of a cell is enough."""
    for name, read in cells.tables.items():
        for column in TABLES[name]:
            if column.role == "computed" or column.unit in (TEXT, MARK) or column.key not in read.placed.columns:
                continue
            for row, cell in enumerate(cells.columns[f"{name}.{column.key}"]):
                known = (read.sheet.title, read.address(column.key, row)) in told
                if not known and isinstance(cell, str) and not isinstance(cell, ErrorToken) and not is_blank(cell):
                    yield cells.problem("typed_as_text", name, column.key, row, cell.strip())


def _settings(returned: ReturnedPlan) -> Iterator[Problem]:
    """Named cells that people fill: days and numbers that formulas cannot read, a plan of nobody."""
    cells = returned.cells
    for name, place in cells.names.items():
        cell = NAMED_CELLS[name]
        typed = not is_blank(place) and cell.computed is None and cells.name_formulas.get(name) is None
        if typed and name in DAYS and not is_day(place):
            yield cells.problem_of_name("date_needed", name, cell_text(place).strip())
        elif typed and cell.unit is not TEXT and isinstance(place, str) and not isinstance(place, ErrorToken):
            yield cells.problem_of_name("typed_as_text", name, place.strip())
    if returned.plan.actions and not (returned.plan.company or returned.plan.reference):
        yield cells.problem_of_name("plan_of_nobody", "Company")
