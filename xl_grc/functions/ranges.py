"""Ranges: lists of rows, the shapes in which cells arrive and how they meet each other.

A single value is one cell; a flat list is a column; two ranges meet as on a sheet: one row or one column is
repeated, and where a range ends before the other there is #N/A.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
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
