"""Rows of a table of ours that call themselves a total, and are: the sum of others, which counts a second time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from xl_grc.functions.units import AMOUNT, DATE, SIGNED_AMOUNT, TARGET, TEXT
from xl_grc.plan.running_sums import NEAR, RunningSums
from xl_grc.plan.totals import is_total, may_say_total, says_total
from xl_grc.records import NamedTuple
from xl_grc.tables.definition import Table
from xl_grc.values import Cell, is_blank, number_held

_AMOUNTS = (AMOUNT, SIGNED_AMOUNT, TARGET)
_NAMES = (TEXT, DATE)
"""What a total is called stands in a text, or in a day."""


def typed_totals(table: Table, columns: Mapping[str, Sequence[Cell]]) -> dict[int, str]:
    """The rows that repeat the sum of others, and the column in which each says so; `columns` are those of the table,
    one cell a row, as they were saved.

    "Total" needs one such amount. What may be a name too, "Total Durand", needs it in all its amounts, over two rows.
    """
    amounts = _amounts(table, columns)
    called = dict(_called(table, columns, amounts)) if amounts else {}
    if not called:
        return {}
    held = [[number_held(cell) for cell in columns[key]] for key in amounts]
    sums, whole = RunningSums(len(amounts)), [_Whole(fsum(filter(None, one)), sum(map(bool, one))) for one in held]
    found: dict[int, str] = {}
    for row in range(max(called) + 1):
        shown = [column[row] for column in held]
        if row in called and _repeats(shown, sums, whole, is_total(columns[called[row]][row])):
            found[row] = called[row]
        else:
            sums.add(shown)
    return found


def _amounts(table: Table, columns: Mapping[str, Sequence[Cell]]) -> list[str]:
    """The amounts that people type, computed ones where they type none; none in a table that adds nothing up."""
    there = [column for column in table if column.key in columns and column.unit in _AMOUNTS]
    typed = [column for column in there if column.computed is None] or there
    return [column.key for column in typed] if any(column.computed is not None for column in table) else []


def _called(table: Table, columns: Mapping[str, Sequence[Cell]], amounts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The rows that look like a total by what stands to the left of their amounts, else by a remark behind them, each
    with the column of it; the surest comes last."""
    first = [column.key for column in table].index(amounts[0])
    left, right = (
        [one.key for one in part if one.computed is None and one.unit in _NAMES and one.key in columns]
        for part in (table.columns[:first], table.columns[first:])
    )
    for key in (one for one in right if may_say_total(columns[one])):
        said = (row for row, cell in enumerate(columns[key]) if is_total(cell))
        yield from ((row, key) for row in said if all(is_blank(columns[name][row]) for name in left))
    saying = [key for key in left if may_say_total(columns[key])]
    found = [(row, key) for key in saying for row, cell in enumerate(columns[key]) if says_total(cell)]
    yield from sorted(found, key=lambda one: is_total(columns[one[1]][one[0]]))


class _Whole(NamedTuple):
    """What a column adds up to, and how many amounts it has."""

    total: float
    amounts: int


def _repeats(shown: Sequence[float | None], sums: RunningSums, whole: Sequence[_Whole], is_sure: bool) -> bool:
    """Whether amounts of a row are the sum of the last rows above it or, where it was sorted away, of all others."""
    fewest = 1 if is_sure else 2
    fits = [
        sums.run({place: amount}, fewest) is not None
        or (whole[place].amounts > fewest and abs(whole[place].total - 2 * amount) <= NEAR)
        for place, amount in enumerate(shown)
        if amount
    ]
    return any(fits) if is_sure else bool(fits) and all(fits)
