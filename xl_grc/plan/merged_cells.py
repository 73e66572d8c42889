"""What stands in one cell and holds for several rows: merged cells of a workbook, blanks below a filled cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from xl_grc.errors import Problem
from xl_grc.functions.units import AMOUNT, COUNT, NUMBER, QUANTITY
from xl_grc.ooxml.place import Place
from xl_grc.plan.column_places import ColumnPlaces
from xl_grc.plan.fields import InputSheet
from xl_grc.plan.grid import Doubt, Grid
from xl_grc.values import Cell, is_blank

_OF_ONE_ROW = (AMOUNT, COUNT, QUANTITY, NUMBER)
"""Amounts and numbers belong to one action: merged over several, they may mean each of them or all together."""
_FILLED_DOWN = (("reference", "company"), ("objective", "target"), ("type",), ("owner",))
"""The fields that are filled down; those that go together, only where all of them are blank."""


FILLED_DOWN = tuple(name for names in _FILLED_DOWN for name in names)


def fill_merged(
    grid: Grid, records: Sequence[int], columns: ColumnPlaces, sheet: InputSheet
) -> tuple[list[list[Cell]], tuple[Doubt, ...]]:
    """The rows of a grid, what merged cells hold written into every one of the `records` (their indices, in order) that
    they cover; and the amounts that cannot hold for several."""
    units = {columns.places[one.name]: one for one in sheet.fields if one.name in columns.places}
    months = {column.place for column in columns.months}
    rows = [list(row) for row in grid.rows]
    doubts: list[Doubt] = []
    for place in apart(grid.looks.merged, {*units, *months}):
        top, left = place.top - 1, place.left - 1
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        covered = records[bisect_left(records, top) : bisect_left(records, place.bottom)] if not is_blank(value) else []
        of_one = left in units and units[left].unit in _OF_ONE_ROW
        if len(covered) > 1 and (of_one or (left in months and isinstance(value, (int, float)))):
            numbers = [grid.number(index) for index in covered]
            problem = Problem.of("merged_amount", first=numbers[0], last=numbers[-1])
            doubts.append(Doubt(grid.sheet, numbers[0], units[left].name if left in units else "months", problem))
            continue
        across = [one for one in range(left, place.right) if one in months] if isinstance(value, str) else []
        for index in covered:
            _write(rows[index], {left, *across}, value)
    return rows, tuple(doubts)


def apart(merged: Sequence[Place], columns: set[int]) -> Iterator[Place]:
    """The merged cells that begin in some columns, none twice below the same cells."""
    last: Place | None = None
    for place in sorted(place for place in merged if place.left - 1 in columns):
        if last is None or place.left != last.left or place.top > last.bottom:
            yield place
            last = place


def fill_down(rows: Sequence[list[Cell]], columns: ColumnPlaces) -> None:
    """Write a cell into the blanks below it, in the columns that people fill once for several rows. Another company is
    another plan: nothing of the plan before is filled into it."""
    held: dict[int, Cell] = {}
    groups = [[columns.places[name] for name in names if name in columns.places] for names in _FILLED_DOWN]
    for row in rows:
        for names, places in zip(_FILLED_DOWN, groups, strict=True):
            given = {place: row[place] for place in places if place < len(row) and not is_blank(row[place])}
            if any(held.get(place) != cell for place, cell in given.items()):
                if names[0] == "reference":
                    held.clear()
                held.update({place: given.get(place) for place in places})
            if places and (not given or names[0] == "reference"):
                for place in places:
                    _write(row, {place}, held.get(place))


def _write(row: list[Cell], places: set[int], value: Cell) -> None:
    """Write into the blank cells of a row."""
    row.extend([None] * (max(places) + 1 - len(row)))
    for place in places:
        if is_blank(row[place]):
            row[place] = value
