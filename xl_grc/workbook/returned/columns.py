"""The cells of one column of a returned table as values, by the unit of the column.

What its formulas take for not given (a text in place of a number, a number beyond the limits) is not given here
either, and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from typing import Any, cast

from xl_grc.errors import Problem
from xl_grc.functions.units import DATE, DELAY, MARK, NUMBER, RATE, SHARE, TEXT, Unit
from xl_grc.plan.cells import read_action_number, read_each, read_text, read_texts
from xl_grc.plan.grid import Parsed, formula_problem, parted
from xl_grc.plan.words import fold, listed
from xl_grc.tables.runtime.rules import marked
from xl_grc.text import texts
from xl_grc.values import Cell, ErrorToken, cell_text, from_serial, stored, to_serial

_USUAL_MARKS = frozenset({"X", "x", None})
"""What nearly all cells of marks hold; None is no mark."""
_NUMBERS = frozenset({float, type(None)})
_WORDS = {"status": "statuses", "measure": "measures"}
"""The columns whose words are keys of the plan, and the section of these words."""


@cache
def _unmarked() -> frozenset[str]:
    return frozenset(listed("unmarked"))


def read_column(cells: list[Cell], key: str, unit: Unit, language: str) -> Parsed[Any]:
    """The values of cells of one column, and the problems by position.

    >>> from xl_grc.functions.units import RATE
    >>> read_column([0.5, "50 %", 50.0, None], "margin_rate", RATE, "fr").values
    [0.5, None, None, None]
    """
    if unit is MARK and _USUAL_MARKS.issuperset(cells):
        return Parsed([cell is not None for cell in cells], {})
    if unit is MARK:
        return Parsed([cell is not None and _is_marked(cell) for cell in cells], _odd_marks(cells))
    if unit is SHARE and _USUAL_MARKS.issuperset(cells):
        return Parsed([None if cell is None else "X" for cell in cells], {})
    if unit is SHARE:
        shares = parted(list(map(_share, cells)), None)
        return Parsed(shares.values, _days_as_numbers(cells) | shares.problems)
    if unit is DATE:
        return parted(list(map(_day, cells)), None)
    if unit is TEXT and key not in _WORDS:
        return read_texts(cells)
    if unit is TEXT:
        return read_each(cells, partial(_known_word, key, language), "")
    if unit is NUMBER:
        return _read_action_numbers(cells)
    return read_numbers(cells, unit)


def read_numbers(cells: Sequence[Cell], unit: Unit) -> Parsed[float | None]:
    """The numbers of cells that count in inputs of a unit.

    Problems: typed_as_text, below_minimum, rate_above_one, above_maximum, not_a_delay, formula_refused; day_as_number
    of what counts.
    """
    if unit is not DELAY and set(map(type, cells)) <= _NUMBERS:
        numbers = cast("list[float]", [cell for cell in cells if cell is not None])
        if not numbers or (unit.allows(min(numbers)) and unit.allows(max(numbers))):
            return Parsed(cast("list[float | None]", list(cells)), {})
    parsed = parted([_number(cell, unit) for cell in cells], None)
    return Parsed(parsed.values, _days_as_numbers(cells) | parsed.problems)


def _days_as_numbers(cells: Sequence[Cell]) -> dict[int, Problem]:
    """Days and times where a number is meant: a spreadsheet makes one of "1/2", and counts its number."""
    days = ((index, cell) for index, cell in enumerate(cells) if isinstance(cell, date))
    return {index: Problem.of("day_as_number", number=(float(stored(cell)),)) for index, cell in days}


def _number(cell: Cell, unit: Unit) -> float | Problem | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    number = _as_number(cell)
    if unit is DELAY:
        if isinstance(number, float) and unit.allows(number) and number.is_integer():
            return int(number)
        return Problem("not_a_delay")
    if not isinstance(number, float):
        return Problem("typed_as_text")
    if unit.allows(number):
        return number
    if unit.minimum is not None and number < unit.minimum:
        return Problem("below_minimum")
    return Problem("rate_above_one") if unit is RATE else Problem.of("above_maximum", limit=unit.maximum)


def _as_number(cell: Cell) -> Cell:
    """A day, or a time, as the number of which its format makes one."""
    return float(stored(cell)) if isinstance(cell, date) else cell


def _day(cell: Cell) -> date | Problem | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    day = as_date(cell)
    return from_serial(to_serial(day)) if isinstance(day, date) and is_day(day) else Problem("date_needed")


def is_day(cell: Cell) -> bool:
    """Whether formulas can take a cell for a day of a plan's time.

    >>> is_day(date(2026, 9, 15)), is_day("15/09/2026"), is_day(date(1905, 7, 18))
    (True, False, False)
    """
    day = as_date(cell)
    return isinstance(day, date) and DATE.allows(to_serial(day))


def _share(cell: Cell) -> float | str | Problem | None:
    """What a month counts: a plain mark "X", which counts 1, or a number."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if cell in _USUAL_MARKS:
        return "X"
    number = _as_number(cell)
    return number if isinstance(number, float) and number > 0 else Problem("not_a_share")


@cache
def _words(section: str, language: str) -> dict[str, str]:
    """The words of a section of a language, without case, and their keys."""
    return {str(word).lower(): key for key, word in texts(language).table(section).items()}


def _known_word(key: str, language: str, cell: Cell) -> str | Problem:
    """The key of a word as the formulas of the workbook know it, a space behind it and all; of a status else the
    user's own text."""
    text = read_text(cell)
    if isinstance(text, Problem) or not text:
        return text
    word = cell_text(cell)
    found = _words(_WORDS[key], language).get(word.lower())
    return found or (word if key == "status" else Problem.of("not_a_measure"))


def _read_action_numbers(cells: Sequence[Cell]) -> Parsed[int | None]:
    """The numbers of actions; the usual ones, which hardly repeat in a column, first."""
    return parted(
        [
            int(cell)
            if type(cell) is float and 1 <= cell < 1e6 and cell.is_integer()
            else read_action_number(_as_number(cell))
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
