"""Columns of months: marks, shares or amounts, and what they say of each action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import gcd
from typing import Literal

from xl_grc.errors import Problem
from xl_grc.functions.units import AMOUNT, TARGET
from xl_grc.plan.cells import read_mark
from xl_grc.plan.number_texts import read_number, says_nothing
from xl_grc.plan.numbers import read_numbers
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank

Kind = Literal["marks", "shares", "amounts"]

_NEAR = 0.005


class SaidOfMonths(NamedTuple):
    """What the columns of months say of an action: the places of its months among the columns, the share of each when
    they are not alike, the sum when they are amounts; or what is wrong, and in which of the columns."""

    columns: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()
    total: float | None = None
    problem: tuple[int, Problem] | None = None


def kind_of_months(
    rows: Iterable[Sequence[Cell]], places: Sequence[int], expenses: int | None = None, is_money: bool = False
) -> Kind:
    """What the columns of months of a whole table hold: marks, when no number but 1 stands in them; shares, when every
    row adds up to 1 or 100, or when no number is above 1 and the expenses stand beside; else amounts, as are all
    numbers under headers that name a currency (`is_money`).

    >>> [kind_of_months([row], (0, 1), 2) for row in (["50 %", "50 %"], [500, 1], [30, 70, 100], [30, 70, 4500])]
    ['shares', 'amounts', 'amounts', 'shares']
    """
    others, small, whole = False, True, True
    for row in rows:
        numbers = [number for place in places if place < len(row) and (number := _number(row[place])) is not None]
        if not numbers:
            continue
        spent = _number(row[expenses]) if expenses is not None and expenses < len(row) else None
        others = others or is_money or any(number not in (0, 1) for number in numbers)
        small = small and max(numbers) <= 1 and spent is not None
        whole = whole and _is_whole(sum(numbers), spent)
    return "marks" if not others else "shares" if (small or whole) and not is_money else "amounts"


def _is_whole(total: float, spent: float | None) -> bool:
    """Whether numbers add up to all of something, which is not the expense itself."""
    return abs(total - 1) < _NEAR or (abs(total - 100) < _NEAR and spent not in (None, 100))


def _number(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return abs(float(cell))
    both = read_number(cell, TARGET) if isinstance(cell, str) and not isinstance(cell, ErrorToken) else None
    return None if both is None else abs(both.comma if both.comma is not None else both.point or 0.0)


def read_month_columns(
    columns: Sequence[Sequence[Cell]],
    kind: Kind,
    language: str | None,
    evidence: Callable[[], Iterable[int]] | None,
    exponent: int,
) -> list[SaidOfMonths]:
    """What the columns, cell by cell, say of each row."""
    if kind == "marks":
        return [_marked(row) for row in zip(*columns, strict=True)]
    cells = [None if _is_nothing(cell) else cell for column in columns for cell in column]
    unit, exponent = (TARGET, 0) if kind == "shares" else (AMOUNT, exponent)
    read = read_numbers(cells, unit, language, evidence, exponent)
    height = len(columns[0])
    return [_numbered(row, height, cells, read.values, read.problems, kind) for row in range(height)]


def _is_nothing(cell: Cell) -> bool:
    """Whether a cell is blank, or a dash for nothing."""
    return is_blank(cell) or (isinstance(cell, str) and says_nothing(cell))


def _marked(cells: Sequence[Cell]) -> SaidOfMonths:
    marks = [False if _is_nothing(cell) else read_mark(cell) for cell in cells]
    wrong = next(((place, mark) for place, mark in enumerate(marks) if isinstance(mark, Problem)), None)
    return SaidOfMonths(tuple(place for place, mark in enumerate(marks) if mark), problem=wrong)


def _numbered(
    row: int,
    height: int,
    cells: Sequence[Cell],
    values: Sequence[float | None],
    problems: dict[int, Problem],
    kind: Kind,
) -> SaidOfMonths:
    """What one row of shares or amounts says; a row of marks alone is one of marks."""
    places = range(row, len(cells), height)
    own = [cells[place] for place in places]
    if all(_is_nothing(cell) or (isinstance(cell, str) and _number(cell) is None) for cell in own):
        return _marked(own)
    wrong = next(((column, problems[place]) for column, place in enumerate(places) if place in problems), None)
    if wrong is not None:
        return SaidOfMonths(problem=(wrong[0], wrong[1]._replace(value=cell_text(own[wrong[0]]).strip())))
    amounts = {column: amount for column, place in enumerate(places) if (amount := values[place])}
    total = round(sum(amounts.values()), 2) if kind == "amounts" else None
    return SaidOfMonths(tuple(amounts), shares_of(list(amounts.values())), total)


def shares_of(amounts: Sequence[float]) -> tuple[float, ...]:
    """Amounts as the smallest numbers in the same proportions; none when they are all alike.

    >>> shares_of([500, 500, 5000]), shares_of([500, 500]), shares_of([0.25, 0.75])
    ((1.0, 1.0, 10.0), (), (1.0, 3.0))
    """
    if len(set(amounts)) < 2:
        return ()
    units = [round(amount * 10_000) for amount in amounts]
    divisor = gcd(*units)
    exact = all(abs(unit - amount * 10_000) < 1e-6 * max(unit, 1) for unit, amount in zip(units, amounts, strict=True))
    return tuple([unit / divisor for unit in units]) if exact and divisor else tuple(map(float, amounts))
