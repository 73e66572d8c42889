"""Numbers as French and English people write them, read a column at a time.

A text such as "1.234" has a French reading (1234) and an English one (1.234). Each text is read both ways; a text
with one reading alone tells how its column is written, and settles the others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import cast

from xl_grc.errors import Problem
from xl_grc.functions.units import TARGET, Unit
from xl_grc.patterns import compiled_later
from xl_grc.plan.grid import TEXT_TYPES, Evidence, Parsed, formula_problem, parted, settled
from xl_grc.plan.number_texts import TwoNumbers, read_number, says_nothing, usual_number
from xl_grc.values import Cell, ErrorToken, cell_text

LARGEST = 1e15
_KEPT_TEXTS = 4_096
"""Plans share their texts ("45 %"): the last ones that were read are kept."""
_LOOKED_AT = 32
_NUMBERS = {float, int, type(None)}

# Two decimals at most: three could be a group of thousands.
_PLAIN = compiled_later(r"[0-9]{1,15}(?:[.,][0-9]{1,2})?")
_PLAIN_LINES = compiled_later(r"(?:[0-9]{1,15}+(?:[.,][0-9]{1,2}+)?+\n)++")


@lru_cache(_KEPT_TEXTS)
def _known_number(text: str, unit: Unit, exponent: int) -> TwoNumbers | None:
    return read_number(text, unit, exponent)


def read_numbers(
    cells: Sequence[Cell],
    unit: Unit,
    language: str | None = None,
    evidence: Evidence | None = None,
    exponent: int = 0,
) -> Parsed[float | None]:
    """The numbers of a column; `language` is the typed one, and settles what the column leaves open.

    `evidence` speaks for the whole column where `cells` are a part of it; `exponent` is 3 when amounts are in
    thousands.

    Problems: not_a_number, ambiguous_number, below_minimum, rate_above_one, too_large, formula_refused.

    >>> from xl_grc.functions.units import AMOUNT
    >>> read_numbers(["1.234", "12,5"], AMOUNT).values
    [1234.0, 12.5]
    >>> read_numbers(["1.234"], AMOUNT).problems[0].key
    'ambiguous_number'
    """
    plain = None if exponent else _plain_numbers(cells, unit)
    if plain is not None:
        return Parsed(plain, {})
    choose = _chooser(unit, language, exponent, evidence or partial(number_evidence, cells, unit))
    known = {text: _within(choose(text), unit) for text in {cell for cell in cells if type(cell) is str}}
    values, problems = parted(
        [known[cell] if type(cell) is str else _within(_number_cell(cell, exponent), unit) for cell in cells], None
    )
    told = {place: problem._replace(value=cell_text(cells[place]).strip()) for place, problem in problems.items()}
    return Parsed(values, told)


def _plain_numbers(cells: Sequence[Cell], unit: Unit) -> list[float | None] | None:
    """The numbers of a column of blanks and of numbers, or plain texts, within the limits, all looked at in one go;
    None when it holds anything else."""
    kinds = set(map(type, cells))
    if kinds <= _NUMBERS:
        numbers = cast("list[float]", [cell for cell in cells if cell is not None])
        if _all_within(numbers, unit) and all(map(math.isfinite, numbers)):
            return [None if cell is None else cell + 0.0 for cell in cast("Sequence[float | None]", cells)]
        return None
    # Amounts are all different, rates and targets repeat; a column of few texts is faster read text by text.
    if not kinds <= TEXT_TYPES or 2 * len(set(cells[:_LOOKED_AT])) <= min(_LOOKED_AT, len(cells)):
        return None
    given = cast("list[str]", list(filter(None, cells)))
    joined = "\n".join(given) + "\n"
    if not given or not _PLAIN_LINES.fullmatch(joined):
        return None
    numbers = list(map(float, joined.replace(",", ".").split()))
    if not _all_within(numbers, unit) or len(numbers) != len(given):  # a cell of several lines
        return None
    if len(numbers) == len(cells):
        return cast("list[float | None]", numbers)
    rest = iter(numbers)
    return [next(rest) if cell else None for cell in cells]


def _all_within(numbers: Sequence[float], unit: Unit) -> bool:
    return not any(isinstance(_within(bound(numbers, default=None), unit), Problem) for bound in (min, max))


def _number_cell(cell: Cell, exponent: int) -> float | Problem | None:
    """The number of a cell that holds no text."""
    if cell is None:
        return None
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if isinstance(cell, (bool, date)) or not isinstance(cell, (int, float)):
        return Problem.of("not_a_number")
    if isinstance(cell, int):
        cell = float(cell) if abs(cell) <= LARGEST else math.inf
    elif not math.isfinite(cell):
        return Problem.of("not_a_number")
    return times_ten(cell, exponent)


def times_ten(number: float, exponent: int) -> float:
    """A number of thousands or millions, as it would be typed in full.

    >>> times_ten(8.7, 3), times_ten(1.005, 3)
    (8700.0, 1005.0)
    """
    return float(f"{number:.15g}e{exponent}") if exponent else number


def _chooser(
    unit: Unit, language: str | None, exponent: int, evidence: Evidence
) -> Callable[[str], float | Problem | None]:
    """How one text of this column is read; the column is asked once, when a first text is ambiguous."""
    decided: list[int | None] = []
    match_usual = usual_number(unit.name).fullmatch

    def choose(text: str) -> float | Problem | None:
        if _PLAIN.fullmatch(text):
            return times_ten(float(text.replace(",", ".")), exponent)
        if not exponent and (match := match_usual(text)):
            return float(f"{''.join(match[1].split())}.{match[2] or 0}")
        if says_nothing(text):
            return None
        readings = _known_number(text, unit, exponent)
        if readings is None:
            return Problem.of("not_a_number")
        comma, point = readings
        if comma is None or point is None or comma == point:
            return point if comma is None else comma
        if not decided:
            decided.append(settled(evidence(), language))
        if decided[0] is None:
            first, second = sorted((comma, point), key=abs, reverse=True)
            return Problem.of("ambiguous_number", first=_short(first), second=_short(second))
        return readings[decided[0]]

    return choose


def number_evidence(cells: Iterable[Cell], unit: Unit) -> set[int]:
    """Which decimal marks (0 comma, 1 point) the unambiguous texts of a column use."""
    found = set()
    for cell in cells:
        readings = read_number(cell, unit) if isinstance(cell, str) else None
        if readings is not None and None in readings:
            found.add(0 if readings.point is None else 1)
    return found


def _short(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def _within(number: float | Problem | None, unit: Unit) -> float | Problem | None:
    """A number, or the problem of the limit it passes."""
    if number is None or isinstance(number, Problem):
        return number
    if abs(number) > LARGEST:
        return Problem.of("too_large")
    if unit.minimum is not None and number < unit.minimum:
        return Problem.of("below_minimum")
    if unit.maximum is not None and number > unit.maximum:
        return Problem.of("rate_above_one")
    return number + 0.0


def looks_numeric(cell: Cell) -> bool:
    """Whether a cell holds a number, or a text that reads as one."""
    if isinstance(cell, str):
        return read_number(cell, TARGET) is not None
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)
