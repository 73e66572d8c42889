"""The actions of a returned plan: their rows, and those of the tables beside that carry their number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any

from xl_grc.errors import Problem
from xl_grc.plan.model import Action
from xl_grc.plan.period import calendar_months
from xl_grc.tables.plan import PLAN
from xl_grc.values import cell_text, is_blank
from xl_grc.workbook.returned.cells import filled_rows
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.lost_numbers import lost_numbers
from xl_grc.workbook.returned.plan_values import PlanValues

_SIMPLE = frozenset({"X", None, 1})
"""What the months hold of an action that they share alike: plain marks, and the number that a mark counts."""


def read_actions(values: PlanValues, start: date) -> tuple[list[Action], dict[int, int]]:
    """The actions of a plan that begins in the month of `start`, and the number of each by its row."""
    rows = []
    for row in filled_rows(values.cells, "Actions"):
        if is_blank(values.cells.columns["Actions.action"][row]):
            values.tell(Problem("row_without_action"), "Actions", "action", row)
        else:
            rows.append(row)
    numbers = _numbers(values, rows)
    columns = values.records("Actions", rows, (field for field in Action._fields if field != "no"))
    columns["no"] = numbers
    columns["months"], columns["shares"], columns["revenue_delay"] = _months(values, numbers, start)
    columns |= _beside(values, "Returns", numbers, columns)
    order = [
        columns[field] if field in columns else [Action._field_defaults[field]] * len(rows) for field in Action._fields
    ]
    return list(map(Action._make, zip(*order, strict=True))), dict(zip(rows, numbers, strict=True))


def _numbers(values: PlanValues, rows: list[int]) -> list[int]:
    """The number of each action; those without one get theirs back, or follow the largest of all tables."""
    given = values.column("Actions", "no", rows)
    names = values.cells.columns.get("Actions.action", [])
    bare = {row: cell_text(names[row]) for row, no in zip(rows, given, strict=True) if no is None}
    lost = lost_numbers(values.cells, bare) if bare else {}
    largest = _largest_number(values) if bare else 0
    seen: dict[int, int] = {}
    numbers = []
    for row, number in zip(rows, given, strict=True):
        if number is None:
            largest += row not in lost
            number = lost.get(row, largest)
            values.tell(Problem.of("number_missing", number=number), "Actions", "no", row)
        elif number in seen:
            _tell_twice(values, "Actions", seen[number], row, number)
        seen.setdefault(number, row)
        numbers.append(number)
    return numbers


def _tell_twice(values: PlanValues, table: str, first: int, second: int, number: int) -> None:
    top = values.cells.tables[table].place.top
    values.tell(Problem.of("number_twice", first=top + first, second=top + second), table, "no", second, str(number))


def _largest_number(values: PlanValues) -> int:
    taken = [values.cells.columns.get(f"{table}.no", []) for table in ("Actions", "Schedule", "Returns")]
    return max((int(cell) for column in taken for cell in column if type(cell) is float), default=0)


def _rows_by_number(values: PlanValues, table: str, numbers: Iterable[int]) -> dict[int, int]:
    """The row of each action in a table beside; rows of no action that hold something are told."""
    column = f"{table}.no"
    if column not in values.cells.columns:
        return {}
    wanted = set(numbers)
    found: dict[int, int] = {}
    given = values.column(table, "no", range(len(values.cells.columns[column])))
    strangers = [row for row, number in enumerate(given) if number not in wanted]
    holding = set(filled_rows(values.cells, table, strangers))
    for row, number in enumerate(given):
        if number in wanted and number not in found:
            found[number] = row
        elif number in wanted:
            _tell_twice(values, table, found[number], row, number)
        elif row in holding:
            told = Problem("row_without_number" if number is None else "row_of_no_action")
            values.tell(told, table, "no", row, "" if number is None else str(number))
    return found


def _beside(values: PlanValues, table: str, numbers: list[int], known: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The inputs of a table that continues the actions, in the order of the actions."""
    rows = _rows_by_number(values, table, numbers)
    places = list(rows.values())
    read = {
        column.key: values.column(table, column.key, places)
        for column in PLAN.tables[table]
        if column.role == "input" and column.key in Action._fields and column.key not in known
    }
    if list(rows) == numbers:  # as it was written
        return read
    return {key: list(map(dict(zip(rows, found, strict=True)).get, numbers)) for key, found in read.items()}


def _months(
    values: PlanValues, numbers: list[int], start: date
) -> tuple[list[tuple[int, ...]], list[tuple[float, ...]], list[int | None]]:
    """The calendar months of each action, their shares, and how many months later its revenue comes.

    A month counts by its position, whatever its header says: the first column is the month of `start`. Where the first
    ones were deleted, the headers say which are left.
    """
    rows = _rows_by_number(values, "Schedule", numbers)
    placed = values.cells.tables["Schedule"].placed.columns if rows else {}
    named = values.cells.tables["Schedule"].placed.months if rows else {}
    whole = calendar_months(start.month)
    left = whole[len(whole) - len(named) :]
    calendar = dict(zip(month_keys(PLAN, "Schedule"), left if tuple(named.values()) == left else whole, strict=False))
    keys, places = [key for key in calendar if key in placed], list(rows.values())
    cells = list(zip(*[values.column("Schedule", key, places) for key in keys], strict=True))
    for row, one in zip(places, cells, strict=False):
        if "X" in one and not _SIMPLE.issuperset(one):
            for key in (key for key, cell in zip(keys, one, strict=True) if cell == "X"):
                values.tell(Problem("mark_beside_shares"), "Schedule", key, row, "X")
    months = tuple([calendar[key] for key in keys])
    held = dict(zip(rows, map(_counted, repeat(months), cells), strict=False))
    delays = dict(zip(rows, values.column("Schedule", "revenue_delay", places), strict=False))
    found = [held.get(number, ((), ())) for number in numbers]
    return [one[0] for one in found], [one[1] for one in found], [delays.get(number) for number in numbers]


@lru_cache(4096)
def _counted(months: tuple[int, ...], cells: tuple[Any, ...]) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The months that count, in the order of the calendar, and their shares: none when all are plain marks.

    >>> _counted((11, 12, 1), ("X", None, "X")), _counted((1, 2), ("X", 0.5))
    (((1, 11), ()), ((1, 2), (1, 0.5)))
    """
    counted = sorted([pair for pair in zip(months, cells, strict=True) if pair[1] is not None], key=itemgetter(0))
    shares = [cell for _, cell in counted]
    plain = shares.count("X") == len(shares)
    return tuple([month for month, _ in counted]), () if plain else tuple([1 if one == "X" else one for one in shares])
