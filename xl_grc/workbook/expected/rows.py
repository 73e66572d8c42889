"""The rows that a workbook must have: a number for every action, in the tables beside too, and rows kept free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xl_grc.functions.units import TEXT
from xl_grc.tables.kind import WorkbookKind
from xl_grc.values import NUMBERS, is_blank
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows


def number_columns(kind: WorkbookKind) -> dict[str, str]:
    """The columns of numbers by table: of the table by which the kind is known, then of those beside it."""
    key = kind.tables[kind.sign].columns[0]
    if key.role != "key" or key.unit is TEXT:
        return {}
    beside = [name for name, table in kind.tables.items() if table.grows and table.columns[0] == key]
    return {name: f"{name}.{key.key}" for name in dict.fromkeys((kind.sign, *beside))}


def tables_beside(kind: WorkbookKind) -> list[str]:
    """The tables that carry one row for each number of the table by which the kind is known."""
    return [name for name in number_columns(kind) if name != kind.sign]


def lost_rows(cells: ReturnedCells, name: str) -> int:
    """How many rows a table of a fixed size has lost."""
    found = cells.tables[name]
    return max(cells.kind.tables[name].fixed_rows - (found.bottom - found.place.top + 1), 0)


def number_rows(cells: ReturnedCells, columns: dict[str, list[Any]], given: Mapping[int, int]) -> None:
    """Numbers for the rows of the numbered table that have none; `given` are those of filled rows, by row."""
    names = number_columns(cells.kind)
    if not names:
        return
    numbers = columns[names[cells.kind.sign]]
    for row, number in given.items():
        numbers[row] = number
    largest = max(_largest(columns[name]) for name in names.values())
    for row, number in enumerate(numbers):
        if number == "":
            largest += 1
            numbers[row] = largest


def _largest(numbers: list[Any]) -> int:
    return max((int(cell) for cell in numbers if cell.__class__ in NUMBERS), default=0)


def add_rows(cells: ReturnedCells, columns: dict[str, list[Any]]) -> dict[str, int]:
    """How many rows each table lacks: spare ones, those that a table of a fixed size has lost, and in the tables
    beside a row for every number. The columns get them."""
    names = number_columns(cells.kind)
    added = {name: lost_rows(cells, name) for name in cells.tables}
    for name in cells.tables:
        if cells.kind.tables[name].spare_rows and (name == cells.kind.sign or name not in names):
            added[name] = _lacking_spare(cells, columns, name)
            _extend(cells.kind, columns, name, added[name])
    if names:
        _number_on(columns[names[cells.kind.sign]], added[cells.kind.sign])
    for name in tables_beside(cells.kind):
        if name in cells.tables:
            added[name] = _add_beside(cells, columns, name)
    return added


def _number_on(numbers: list[Any], count: int) -> None:
    """Numbers for the last rows of a column, which have none."""
    largest, first = _largest(numbers), len(numbers) - count
    numbers[first:] = range(largest + 1, largest + 1 + count)


def _lacking_spare(cells: ReturnedCells, columns: dict[str, list[Any]], name: str) -> int:
    """How many rows are to be added for a table to have its free rows again."""
    first = next((column.key for column in cells.kind.tables[name] if column.role != "computed"), "")
    used = filled_rows(cells, name)
    free = len(columns.get(f"{name}.{first}", ())) - (used[-1] + 1 if used else 0)
    return max(cells.kind.tables[name].spare_rows - free, 0)


def _add_beside(cells: ReturnedCells, columns: dict[str, list[Any]], name: str) -> int:
    """Rows for the numbers that a table beside lacks: those that hold nothing first; how many new ones."""
    names = number_columns(cells.kind)
    numbers, taken = columns[names[name]], frozenset(filled_rows(cells, name))
    have = set(numbers)
    missing = [number for number in columns[names[cells.kind.sign]] if number not in have]
    free = [index for index, number in enumerate(numbers) if is_blank(number) and index not in taken]
    for index, number in zip(free, missing, strict=False):
        numbers[index] = number
    new = missing[len(free) :]
    _extend(cells.kind, columns, name, len(new))
    numbers[len(numbers) - len(new) :] = new
    return len(new)


def _extend(kind: WorkbookKind, columns: dict[str, list[Any]], name: str, count: int) -> None:
    for column in kind.tables[name]:
        if column.role != "computed":
            columns[f"{name}.{column.key}"].extend([""] * count)
