"""What stands in one cell and holds for several lines: merged cells of a workbook, a customer above their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from xl_grc.customers.coded import Coded, Flags, all_blank
from xl_grc.customers.words import is_total
from xl_grc.plan.grid import Grid
from xl_grc.plan.merged_cells import apart
from xl_grc.values import Cell, cell_at, has_content, is_blank


def with_merged(grid: Grid, header: int, amounts: Collection[int]) -> list[list[Cell]]:
    """The rows of a sheet; what merged cells below its header hold is written into every line that they cover, but in
    the columns of `amounts`, which are not those of each line."""
    columns = set(range(max(map(len, grid.rows), default=0))).difference(amounts)
    rows = list(grid.rows)
    for place in apart([place for place in grid.looks.merged if place.bottom > place.top > header + 1], columns):
        index = place.left - 1
        value = cell_at(rows[place.top - 1], index) if place.top <= len(rows) else None
        for covered in range(place.top, min(place.bottom, len(rows))) if not is_blank(value) else ():
            if has_content(rows[covered]):
                row = [*rows[covered], *[None] * (index + 1 - len(rows[covered]))]
                row[index] = value
                rows[covered] = row
    return rows


def filled_down(fields: Mapping[str, Coded], names: Collection[str]) -> Iterator[tuple[str, Coded]]:
    """The fields of `names`, where a line on which all of them are blank has those of the line above; the name of a
    total holds for no line."""
    columns = {name: fields[name] for name in names if name in fields}
    count = len(next(iter(columns.values())).codes)
    blank = all_blank(columns.values(), count)
    total: Flags = np.logical_or.reduce([column.flags(is_total) for column in columns.values()])
    lines = np.arange(count, dtype=np.int32)
    above = np.maximum.accumulate(np.where(blank, np.int32(0), lines))
    above = np.where(total[above], lines, above)
    yield from ((name, column.at(above)) for name, column in columns.items())
