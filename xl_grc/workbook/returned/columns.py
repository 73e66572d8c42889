"""The cells of one column of a returned table as values, by the unit of the column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from xl_grc.errors import Problem
from xl_grc.functions.units import DATE, MARK, NUMBER, TEXT, Unit
from xl_grc.plan.cells import read_action_number, read_each, read_measure, read_status, read_texts
from xl_grc.plan.dates import read_dates
from xl_grc.plan.grid import Parsed, parted
from xl_grc.plan.numbers import read_numbers
from xl_grc.plan.words import fold, listed
from xl_grc.tables.runtime.rules import marked
from xl_grc.values import Cell, ErrorToken, cell_text, from_serial

_CELL_READERS: dict[str, Callable[[Cell], Any]] = {"status": read_status, "measure": read_measure}


_USUAL_MARKS = frozenset({"X", "x", None})
"""What nearly all cells of marks hold; None is no mark."""


@cache
def _unmarked() -> frozenset[str]:
    return frozenset(listed("unmarked"))


def read_column(cells: list[Cell], key: str, unit: Unit) -> Parsed[Any]:
    """The values of cells of one column, and the problems by position."""
    if unit is MARK and _USUAL_MARKS.issuperset(cells):
        return Parsed([cell is not None for cell in cells], {})
    if unit is MARK:
        return Parsed([cell is not None and _is_marked(cell) for cell in cells], _odd_marks(cells))
    if unit is DATE:
        return read_dates([as_date(cell) for cell in cells])
    if unit is TEXT and key not in _CELL_READERS:
        return read_texts(cells)
    if unit is TEXT:
        return read_each(cells, _CELL_READERS[key], "")
    if unit is NUMBER:
        return _read_action_numbers(cells)
    return read_numbers(cells, unit)


def _read_action_numbers(cells: Sequence[Cell]) -> Parsed[int | None]:
    """The numbers of actions; the usual ones, which hardly repeat in a column, first."""
    return parted(
        [
            int(cell) if type(cell) is float and 1 <= cell < 1e6 and cell.is_integer() else read_action_number(cell)
            for cell in cells
        ],
        None,
    )


def _is_marked(cell: Cell) -> bool:
    """A mark, as the formulas of the workbook see it: anything that is not only spaces."""
    return cell in _USUAL_MARKS or (not isinstance(cell, ErrorToken) and marked(cell))


def _odd_marks(cells: Sequence[Cell]) -> dict[int, Problem]:
    """Marks that people may mean as none: "non", 0, FALSE. The workbook counts them."""
    problems: dict[int, Problem] = {}
    if set(cells) <= _USUAL_MARKS:
        return problems
    for index, cell in enumerate(cells):
        if cell is None:
            continue
        if isinstance(cell, ErrorToken):
            problems[index] = Problem("formula_refused")
        elif cell != "" and fold(cell_text(cell)) in _unmarked() and _is_marked(cell):
            problems[index] = Problem("odd_mark")
    return problems


def as_date(cell: Cell) -> Cell:
    """A serial number as its date: a date column may have lost its format."""
    if isinstance(cell, float) and 1 <= cell < 2_958_466:
        return from_serial(cell)
    return cell
