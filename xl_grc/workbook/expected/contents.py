"""What a workbook ought to hold: its rows with the missing ones added, and the value of every cell.

Regenerating writes it, checking compares with it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from xl_grc.plan.period import MONTHS, calendar_months, month_starts
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.native_formulas import column_formulas, named_formulas
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import texts
from xl_grc.values import NUMBERS, Cell, is_blank, to_serial
from xl_grc.workbook.returned.cells import ReturnedCells, filled
from xl_grc.workbook.returned.columns import as_date
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.plan import ReturnedPlan

NUMBERED = "Actions"
"""The table that gives actions their numbers; the other tables with a number as key follow it."""


_FIRST_YEAR = 1950
"""A day before is a mistake: 2026 typed for a date is a day of 1905."""


class Expected(NamedTuple):
    """Rows, values and formulas as they ought to be, for workbooks that begin in `start_month`.

    `columns` and `names` are those of `evaluate`; the first rows of a column are the rows of the workbook.
    """

    language: str
    start_month: int
    columns: dict[str, list[Any]]
    names: dict[str, Any]
    formulas: dict[str, str]
    name_formulas: dict[str, str]
    added: dict[str, int]


def expected_contents(returned: ReturnedPlan, as_of: date, add_rows: bool) -> Expected:
    """What the workbook of a returned plan ought to hold; with `add_rows`, missing and spare rows too."""
    cells, plan = returned.cells, returned.plan
    columns = _inputs(cells, plan.start)
    added = dict.fromkeys(cells.tables, 0)
    _number_rows(returned, columns)
    if add_rows:
        added = _add_rows(cells, columns)
    names = _names(cells, plan.start, as_of)
    evaluate(PLAN, columns, names, cells.language)
    formulas, name_formulas = expected_formulas(cells.language, plan.start.month)
    return Expected(cells.language, plan.start.month, columns, names, formulas, name_formulas, added)


@cache
def expected_formulas(language: str, start_month: int) -> tuple[dict[str, str], dict[str, str]]:
    """The formulas of all computed columns, by "Table.column", and of all computed named cells."""
    words = texts(language)
    months = month_headers(words, start_month)
    columns = {
        f"{name}.{key}": formula
        for name, table in TABLES.items()
        for key, formula in column_formulas(words, months, table).items()
    }
    return columns, named_formulas(PLAN, words, months)


def not_calculated(cells: ReturnedCells) -> list[tuple[str, str, int]]:
    """The inputs whose formula has no saved value: table, column and row. What they amount to is unknown."""
    return [
        (name, column.key, row)
        for name in cells.tables
        for column in TABLES[name]
        if column.role != "computed"
        for row, formula in enumerate(cells.formulas.get(f"{name}.{column.key}", ()))
        if formula is not None and cells.columns[f"{name}.{column.key}"][row] is None
    ]


def stored(cell: Cell) -> Any:
    """A cell as the formulas of a sheet see it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return to_serial(cell)
    return cell


def _inputs(cells: ReturnedCells, start: date) -> dict[str, list[Any]]:
    """The key and input columns; the months stand in the order of the plan, whatever their headers."""
    columns: dict[str, list[Any]] = {}
    for name, table in TABLES.items():
        read = cells.tables.get(name)
        rows = _row_count(cells, name)
        for column in table:
            if column.role != "computed":
                found = cells.columns.get(f"{name}.{column.key}") if read is not None else None
                values = [""] * rows if found is None else [stored(cell) for cell in found]
                columns[f"{name}.{column.key}"] = list(map(_number, values)) if column.role == "key" else values
        first = table.columns[0]
        if table.keys:
            columns[f"{name}.{first.key}"] = list(table.keys)
        elif first.role == "key" and not table.grows:
            columns[f"{name}.{first.key}"] = [*map(to_serial, month_starts(start))][:rows] + [""] * (rows - MONTHS)
        if read is not None:
            _order_months(columns, name, read.placed.months, start.month)
    return columns


def _number(key: Any) -> Any:
    """The number of a key that was typed as text."""
    return int(key) if isinstance(key, str) and key.strip().isdecimal() else key


def _row_count(cells: ReturnedCells, name: str) -> int:
    table, read = TABLES[name], cells.tables.get(name)
    if table.keys:
        return len(table.keys)
    if read is None:
        return MONTHS if not table.grows else 1
    return max(read.bottom - read.place.top + 1, table.rows, 1)


def lost_rows(cells: ReturnedCells, name: str) -> int:
    """How many rows a table of a fixed size has lost."""
    read = cells.tables[name]
    return max(TABLES[name].fixed_rows - (read.bottom - read.place.top + 1), 0)


def _order_months(columns: dict[str, list[Any]], name: str, months: dict[str, int], start_month: int) -> None:
    """Marks keep their calendar month when the plan begins in another one."""
    keys = month_keys(name)
    if len(months) < MONTHS:
        return
    by_month = {month: columns[f"{name}.{key}"] for key, month in months.items()}
    for key, month in zip(keys, calendar_months(start_month), strict=True):
        columns[f"{name}.{key}"] = by_month[month]


def followers() -> list[str]:
    """The tables that carry one row for each action."""
    return [
        name
        for name, table in TABLES.items()
        if table.grows and table.columns[0].role == "key" and name != NUMBERED and table.columns[0].key == "no"
    ]


def _number_rows(returned: ReturnedPlan, columns: dict[str, list[Any]]) -> None:
    """Numbers for actions without one, and for spare rows without one."""
    numbers = columns[f"{NUMBERED}.no"]
    for row, number in returned.numbers.items():
        numbers[row] = number
    used = [columns[f"{name}.no"] for name in (NUMBERED, *followers())]
    largest = max((int(cell) for column in used for cell in column if cell.__class__ in NUMBERS), default=0)
    for row, number in enumerate(numbers):
        if number == "":
            largest += 1
            numbers[row] = largest


def _add_rows(cells: ReturnedCells, columns: dict[str, list[Any]]) -> dict[str, int]:
    """Spare rows, those that a table of a fixed size has lost, and in the tables beside a row for every number."""
    added = {name: lost_rows(cells, name) for name in cells.tables}
    for name in cells.tables:
        table = TABLES[name]
        if not table.grows or not table.spare_rows or name in followers():
            continue
        rows = len(columns[f"{name}.{table.columns[0].key}"]) if table.columns[0].role != "computed" else 0
        used = filled(cells, name)
        free = rows - (used[-1] + 1 if used else 0)
        added[name] = max(table.spare_rows - free, 0)
        _extend(columns, name, added[name])
    numbers = columns[f"{NUMBERED}.no"]
    count = added.get(NUMBERED, 0)
    largest = max((int(cell) for cell in numbers if cell.__class__ in NUMBERS), default=0)
    for index in range(len(numbers) - count, len(numbers)):
        largest += 1
        numbers[index] = largest
    for name in followers():
        if name in cells.tables:
            have = set(columns[f"{name}.no"])
            missing = [number for number in numbers if number not in have]
            added[name] = _place_numbers(columns, name, missing, frozenset(filled(cells, name)))
    return added


def _place_numbers(columns: dict[str, list[Any]], name: str, missing: list[Any], taken: frozenset[int]) -> int:
    """Rows for numbers: first the rows that hold nothing, then new ones."""
    numbers = columns[f"{name}.no"]
    free = [index for index, number in enumerate(numbers) if is_blank(number) and index not in taken]
    for index, number in zip(free, missing, strict=False):
        numbers[index] = number
    new = missing[len(free) :]
    _extend(columns, name, len(new))
    numbers[len(numbers) - len(new) :] = new
    return len(new)


def _extend(columns: dict[str, list[Any]], name: str, count: int) -> None:
    for column in TABLES[name]:
        if column.role != "computed":
            columns[f"{name}.{column.key}"].extend([""] * count)


def _names(cells: ReturnedCells, start: date, as_of: date) -> dict[str, Any]:
    names = {name: stored(cells.names.get(name)) for name, cell in NAMED_CELLS.items() if cell.computed is None}
    names["PeriodStart"] = to_serial(start)
    names["Language"] = cells.language
    if cells.name_formulas.get("AsOf") is not None or not is_day(cells.names.get("AsOf")):
        names["AsOf"] = to_serial(as_of)
    return names


def is_day(cell: Cell) -> bool:
    """Whether formulas can take a cell for a day of a plan's time.

    >>> is_day(date(2026, 9, 15)), is_day("15/09/2026"), is_day(date(1905, 7, 18))
    (True, False, False)
    """
    day = as_date(cell)
    return isinstance(day, date) and day.year >= _FIRST_YEAR
