"""What is wrong with a returned workbook: every problem with its sheet and cell, what it is, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath

from xl_grc.errors import Problem
from xl_grc.functions.units import MARK, NUMBER, TEXT
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.content_types import disagrees
from xl_grc.tables.definition import Column
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank
from xl_grc.workbook.expected.active_content import ACTIVE, active_content
from xl_grc.workbook.expected.contents import Expected, not_calculated
from xl_grc.workbook.expected.differences import computed_cells, has_values_alone
from xl_grc.workbook.expected.former import lost
from xl_grc.workbook.expected.merged_rows import merged_rows
from xl_grc.workbook.expected.missing import Missing
from xl_grc.workbook.expected.own_workbook import own_workbook
from xl_grc.workbook.expected.plan_rules import plan_problems
from xl_grc.workbook.expected.remarked import remarked
from xl_grc.workbook.expected.structure import structure_problems
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.columns import as_date, is_day, read_column
from xl_grc.workbook.returned.plan import ReturnedPlan

WARNINGS = ACTIVE | frozenset(
    {
        "row_below_table",
        "total_below_table",
        "total_differs_in_table",
        "objective_twice",
        "objective_unknown",
        "odd_mark",
        "outside_period",
        "status_unknown",
        "event_without_action",
        "event_without_date",
        "not_calculated",
        "schema_older",
        "schema_unknown",
        "name_missing",
        "computed_sheet_missing",
        "sheet_added",
        "computed_sheet_added",
        "copy_unread",
        "column_added",
        "table_added",
        "period_missing",
        "header_respelled",
        "input_not_calculated",
        "plan_empty",
        "plan_of_nobody",
        "label_dragged",
        "opened_elsewhere",
        "computed_table_missing",
        "cost_without_amount",
        "outdated_with_it",
        "formulas_broken",
        "merged_over_rows",
        "customer_twice",
        "day_as_number",
        "days_above_purchases",
        "first_after_last",
    }
)
"""Problems that leave the workbook readable and its totals right, or right again once the workbook is opened."""


def is_warning(problem: Problem) -> bool:
    """Whether a problem is only a warning."""
    return problem.key in WARNINGS


def check(content: bytes, file: str, as_of: date) -> list[Problem]:
    """Every problem of a workbook of ours, in the order of its sheets. Raises InputError when it cannot be read.

    It is seen on the day on which its saved values were calculated, else on the day `as_of`.
    """
    own = own_workbook(Book(content, file))
    problems = check_cells(own.cells, own.expected(seen_on(own.cells, as_of)), own.rules)
    book = own.cells.book
    if disagrees(book):
        problems.append(Problem("wrong_extension", file, value=file))
    return in_order(own.cells, [*problems, *merged_rows(own.cells), *active_content(book)])


def seen_on(cells: ReturnedCells, as_of: date) -> date:
    """The day on which the saved values were calculated, `as_of` when the workbook does not say."""
    found = as_date(cells.names.get("AsOf"))
    return found if isinstance(found, date) and is_day(found) else as_of


def check_plan(returned: ReturnedPlan, expected: Expected) -> list[Problem]:
    """Every problem of a plan's workbook that was read with its formulas, beside what it must hold."""
    return check_cells(returned.cells, expected, plan_problems(returned))


def check_cells(cells: ReturnedCells, expected: Expected, found: Iterable[Problem] = ()) -> list[Problem]:
    """Every problem of a workbook of any kind in the order of its sheets; `found` are those that its rules found."""
    told = (*found, *remarked(cells, expected))
    missing = lost(cells)
    problems = input_problems(cells, missing, [*cells.problems, *told])
    if has_values_alone(cells):  # what it lacks beside formulas goes without saying, save what was typed there
        kept = {*told, *cells.problems}
        left = [problem for problem in problems if problem in kept or problem.key in ("sheet_missing", "copy_unread")]
        return in_order(cells, [values_only(cells), *left])
    return in_order(cells, [*problems, *computed_cells(cells, expected, missing, in_order(cells, problems))])


def values_only(cells: ReturnedCells) -> Problem:
    """The problem of a workbook that holds no formula."""
    return Problem("values_only", cells.book.file, value=PurePath(cells.book.file).name)


def input_problems(cells: ReturnedCells, missing: Missing, told: Iterable[Problem] = ()) -> list[Problem]:
    """The problems that are seen without calculating; `told` are those that the rules of the kind found."""
    problems = [*told, *cells.problems, *structure_problems(cells, missing)]
    known = {(one.sheet, one.cell) for one in problems}
    problems += (*_unreadable(cells, known), *_named_inputs(cells, known))
    problems += [cells.problem("input_not_calculated", *place) for place in not_calculated(cells)]
    return problems


def in_order(cells: ReturnedCells, problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of the sheets and their cells, each once."""
    order = {sheet.title: number for number, sheet in enumerate(cells.book.sheets)}
    return sorted(
        dict.fromkeys(problems), key=lambda one: (order.get(one.sheet, -1), one.row or 0, len(one.cell), one.cell)
    )


def _unreadable(cells: ReturnedCells, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Inputs that hold what their formulas do not count. What was told of a cell is enough."""
    for name, table in cells.tables.items():
        for column in cells.kind.tables[name] if cells.kind.tables[name].grows else ():
            if column.role == "computed" or column.unit in (TEXT, MARK) or column.key not in table.placed.columns:
                continue
            column_cells = cells.columns[f"{name}.{column.key}"]
            if column_cells.count(None) == len(column_cells):
                continue
            for row, problem in _unread(column_cells, column, cells.language):
                if (table.sheet.title, table.address(column.key, row)) not in told:
                    shown = cell_text(column_cells[row]).strip()
                    yield cells.problem(problem.key, name, column.key, row, shown, **dict(problem.values))


def _unread(column_cells: list[Cell], column: Column, language: str) -> Iterator[tuple[int, Problem]]:
    yield from read_column(column_cells, column.key, column.unit, language).problems.items()
    if column.unit is NUMBER and str in set(map(type, column_cells)):  # typed as text: understood, but by no formula
        for row, cell in enumerate(column_cells):
            if isinstance(cell, str) and not isinstance(cell, ErrorToken) and not is_blank(cell):
                yield row, Problem("typed_as_text")


def _named_inputs(cells: ReturnedCells, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """The same of named cells."""
    definitions = cells.kind.named_cells
    for name in filter(cells.kind.named_inputs.__contains__, cells.names):
        cell, unit = cells.names[name], definitions[name].unit
        if unit is TEXT or cells.name_formulas.get(name) is not None:
            continue
        for problem in read_column([cell], name, unit, cells.language).problems.values():
            one = cells.problem_of_name(problem.key, name, cell_text(cell).strip(), **dict(problem.values))
            if (one.sheet, one.cell) not in told:
                yield one
