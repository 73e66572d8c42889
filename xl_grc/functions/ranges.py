"""Ranges: lists of rows, the shapes in which cells arrive and how they meet each other.

A single value is one cell; a flat list is a column; two ranges meet as on a sheet: one row or one column is
repeated, and where a range ends before the other there is #N/A.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile
from typing import Any

Rows = list[list[Any]]

MISSING = "#N/A"


def as_rows(cells: Any) -> Rows:
    """The rows of what an argument holds.

    >>> as_rows(5), as_rows([1, 2]), as_rows([[1, 2]])
    ([[5]], [[1], [2]], [[1, 2]])
    """
    if not isinstance(cells, (list, tuple)):
        return [[cells]]
    return [list(row) if isinstance(row, (list, tuple)) else [row] for row in cells]


def flat(cells: Any) -> list[Any]:
    """All cells of an argument, row by row.

    >>> flat([[1, 2], [3, 4]])
    [1, 2, 3, 4]
    """
    return list(chain.from_iterable(as_rows(cells)))


def width_of(rows: Iterable[Sequence[Any]]) -> int:
    """The length of the longest row."""
    return max(map(len, rows), default=0)


def meet(ranges: Sequence[Rows]) -> tuple[int, list[list[Any]]]:
    """The width of the common shape, and the cells of each range stretched to it, row by row.

    >>> meet([[[1], [2]], [[10, 20]]])
    (2, [[1, 1, 2, 2], [10, 20, 10, 20]])
    >>> meet([[[1], [2]], [[1], [2], [3]]])
    (1, [[1, 2, '#N/A'], [1, 2, 3]])
    """
    height = max(map(len, ranges))
    width = max(map(width_of, ranges))
    return width, [list(chain.from_iterable(_stretched(rows, height, width))) for rows in ranges]


def _stretched(rows: Rows, height: int, width: int) -> Rows:
    single = width_of(rows) == 1
    wide = [row * width if single and row else row + [MISSING] * (width - len(row)) for row in rows]
    return wide * height if len(wide) == 1 else wide + [[MISSING] * width] * (height - len(wide))


def without_tail(arguments: Sequence[Any]) -> tuple[list[Any], int]:
    """Arguments without the blank rows that all their ranges end with, but for the first one; how many are left out.

    Nothing is left out where ranges of more than one row differ in height.

    >>> without_tail([[[1], [None], [None]], [[2], [None], [None]], 5])
    ([[[1], [None]], [[2], [None]], 5], 1)
    """
    ranges = [cells for cells in arguments if isinstance(cells, (list, tuple))]
    heights = set(map(len, ranges))
    if len(heights) != 1 or heights <= {0, 1}:
        return list(arguments), 0
    blank = min(sum(1 for _ in takewhile(_is_blank, reversed(cells))) for cells in ranges)
    left_out = max(min(blank, *heights) - 1, 0)
    if not left_out:
        return list(arguments), 0
    return [cells[:-left_out] if isinstance(cells, (list, tuple)) else cells for cells in arguments], left_out


def _is_blank(row: Any) -> bool:
    return row is None or (isinstance(row, (list, tuple)) and row.count(None) == len(row))


def with_tail(rows: Rows, blank_rows: int) -> Rows:
    """Results with the last one, that of a blank row, for all blank rows that were left out."""
    return rows + rows[-1:] * blank_rows if blank_rows else rows
