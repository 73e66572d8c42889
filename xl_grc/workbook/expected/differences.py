"""The computed cells of a returned workbook beside those of the definition: formulas, and saved values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xl_grc.errors import Problem
from xl_grc.ooxml.formula_text import lacks_prefix, same_formula
from xl_grc.tables.shape import header, month_headers
from xl_grc.values import Cell, cell_text, is_blank
from xl_grc.workbook.expected.contents import Expected, formulas_of
from xl_grc.workbook.expected.former import former_formulas, former_of, lost_columns, spelled_otherwise
from xl_grc.workbook.expected.missing import Missing
from xl_grc.workbook.expected.saved import SavedCells, same_value, saved_cells
from xl_grc.workbook.returned.cells import ReturnedCells

_CAUSES = ("formula_overwritten", "formula_changed", "formula_missing", "formulas_broken")
_LACKING, _BROKEN, _OUTDATED = "function_unmarked", "formulas_broken", "value_outdated"
_MADE_WHOLE = frozenset(
    {
        "row_below_table",
        "number_missing",
        "not_in_table",
        "column_missing",
        "fixed_number",
        "rows_lost",
        "months_disagree",
        "period_missing",
        "table_undeclared",
    }
)
"""What a workbook is made whole of, and then shows something else."""


def computed_cells(
    cells: ReturnedCells, expected: Expected, missing: Missing, told: Iterable[Problem] = ()
) -> list[Problem]:
    """Computed cells whose formula or value is not what the definition says; `told` is what else is wrong.

    Cells that show another value behind a formula that is not right, or something that is made whole, are counted with
    the first of these; so are formulas that name what is missing.
    """
    found = _told_once(_LACKING, list(_each_cell(cells, expected, missing)))
    if any(missing):
        found = _told_once(_BROKEN, found)
    else:
        found = [one._replace(key="formula_changed") if one.key == _BROKEN else one for one in found]
    causes = [one for one in found if one.key in _CAUSES] or [one for one in told if one.key in _MADE_WHOLE]
    outdated = [one for one in found if one.key == _OUTDATED]
    if not causes or not outdated:
        return found
    counted = _at(causes[0], Problem.of("outdated_with_it", count=len(outdated)))
    return [*(one for one in found if one.key != _OUTDATED), counted]


def _told_once(key: str, found: list[Problem]) -> list[Problem]:
    """A program that drops the prefix of a function drops all of them, a column that is deleted breaks all formulas
    with its name: the first cell tells how many."""
    same = [problem for problem in found if problem.key == key]
    told = [_at(one, Problem.of(key, count=len(same))) for one in same[:1]]
    return [*told, *(problem for problem in found if problem.key != key)]


def _at(place: Problem, problem: Problem) -> Problem:
    """A problem at the place of another one."""
    return problem._replace(file=place.file, sheet=place.sheet, row=place.row, column=place.column, cell=place.cell)


def has_values_alone(cells: ReturnedCells) -> bool:
    """Whether no computed cell holds a formula, though some hold a value."""
    keys = [
        f"{name}.{column.key}"
        for name in cells.tables
        for column in cells.kind.tables[name]
        if column.computed is not None and f"{name}.{column.key}" in cells.formulas
    ]
    formulas = any(formula is not None for key in keys for formula in cells.formulas[key])
    return not formulas and any(not is_blank(cell) for key in keys for cell in cells.columns[key])


def _each_cell(cells: ReturnedCells, expected: Expected, missing: Missing) -> Iterator[Problem]:
    if any(table.placed.renamed or spelled_otherwise(cells, name) for name, table in cells.tables.items()):
        return  # every formula names the changed header: one problem says so
    former, start = former_of(cells), _written_start(cells) or expected.start_month
    formulas, name_formulas = formulas_of(cells, start) if former is None else former_formulas(former, cells)
    wanted = expected._replace(formulas=formulas, name_formulas=name_formulas)
    calculated = _is_calculated(cells)
    if not calculated:
        yield Problem("not_calculated", cells.book.file)
    # an older version may calculate otherwise: its values are compared once they are worked out anew
    compare_values = calculated and former is None and not (missing.sheets or missing.tables)
    gone = _names_gone(cells, missing)
    for saved in saved_cells(cells, wanted):
        yield from _problems(cells, saved, compare_values, gone)


def _names_gone(cells: ReturnedCells, missing: Missing) -> list[str]:
    """The columns and the tables that a workbook lacks under their names, as formulas name them."""
    words = cells.kind.texts(cells.language)
    months = month_headers(words, 1)
    found = ((name, key) for name in missing.columns for key in lost_columns(cells, name))
    columns = [f"[{header(words, name, key, months)}]" for name, key in found]
    tables = [
        name for name, table in cells.kind.tables.items() if name in missing.tables or table.sheet in missing.sheets
    ]
    return [*columns, *(f"{name}[" for name in tables)]


def _problems(cells: ReturnedCells, saved: SavedCells, compare_values: bool, gone: Sequence[str]) -> Iterator[Problem]:
    table = saved.table
    if table is None and cells.kind.named_cells[saved.key].until_typed:
        return  # what is typed over such a formula is an input
    if _is_as_expected(saved, compare_values):
        return
    for row, (formula, cached, value) in enumerate(zip(saved.formulas, saved.cells, saved.values, strict=False)):
        if table is not None and formula is None and is_blank(cached) and table.place.top + row > table.place.bottom:
            continue  # a row typed below the table has no formulas: that was told already
        right = saved.formula_at(row)
        written = right if saved.values_alone else formula
        found = _cell_problem(written, right, cached, value, compare_values, saved.home)
        if found == "formula_changed" and any(map(right.__contains__, gone)):
            found = _BROKEN
        if found and table is None:
            yield cells.problem_of_name(found, saved.key, cell_text(cached), calculated=cell_text(value))
        elif found and table is not None:
            yield cells.problem(found, table.name, saved.key, row, cell_text(cached), calculated=cell_text(value))


def _is_as_expected(saved: SavedCells, compare_values: bool) -> bool:
    """Whether nothing is wrong with a column, seen at a glance: each cell holds its formula to the letter, and the very
    value."""
    if saved.by_cell or saved.formulas.count(saved.formula) < len(saved.formulas):
        return False
    return not compare_values or saved.cells == saved.values or all(map(same_value, saved.cells, saved.values))


def _cell_problem(formula: str | None, wanted: str, cached: Cell, value: Any, calculated: bool, table: str = "") -> str:
    """The key of what is wrong with a computed cell, in a table when it is given; "" for nothing."""
    if formula is None:
        return "formula_missing" if is_blank(cached) else "formula_overwritten"
    if not same_formula(formula, wanted, table):
        if "#REF!" in formula:
            return _BROKEN if calculated else ""
        return "formula_changed"
    if lacks_prefix(formula, wanted):
        return _LACKING
    return _OUTDATED if calculated and not same_value(cached, value) else ""


def _written_start(cells: ReturnedCells) -> int | None:
    """The month that the headers begin with."""
    found = (table.placed.months.get("month_1") for table in cells.tables.values())
    return next((month for month in found if month is not None), None)


def _is_calculated(cells: ReturnedCells) -> bool:
    """Whether the formulas hold saved values: some programs write formulas alone."""
    held = (
        cell is not None
        for key, formulas in cells.formulas.items()
        for formula, cell in zip(formulas, cells.columns[key], strict=True)
        if formula is not None
    )
    first = next(held, True)
    return first or any(held)  # nearly always the first one holds a value
