"""A column of a table with each distinct cell once: a million lines hold a few thousand dates and names, and whatever
is worked out for a distinct cell is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.packed import PackedTexts
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text, has_content, is_blank

Codes: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]
Cents: TypeAlias = NDArray[np.int64]
Days: TypeAlias = NDArray[np.int32]
Places: TypeAlias = NDArray[np.integer]

_CHUNK = 16_384
_MANY = 4
"""From a part as large as one in so many on, it is faster to look at all texts."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without pattern: what is multiplied by it spreads over all bits."""


class Coded(NamedTuple):
    """A column: for each line the place of its cell among the distinct `cells`."""

    codes: Codes
    cells: Sequence[Cell]

    def spread(self, values: Iterable[Any], kind: Any) -> NDArray[Any]:
        """What was found for each distinct cell, line by line."""
        return np.array(list(values), kind)[self.codes]

    def at(self, lines: Places) -> Coded:
        """The column as it stands on other lines."""
        return Coded(self.codes[lines], self.cells)

    def flags(self, holds: Callable[[Cell], bool], first: bytes = b"") -> Flags:
        """For each line whether its cell holds something asked; `first` are the bytes with which such texts begin."""
        packed = self.cells if first and isinstance(self.cells, PackedTexts) else None
        places = None if packed is None else packed.beginning(first)
        if packed is None or places is None or _MANY * len(places) > len(packed):
            found = np.fromiter(map(holds, self.cells), np.bool_, len(self.cells))
        else:
            found = np.zeros(len(packed), np.bool_)
            found[[place for place in places.tolist() if holds(packed[place])]] = True
        return found[self.codes] if found.any() else np.zeros(len(self.codes), np.bool_)

    def blank(self) -> Flags:
        """The lines without a cell."""
        cells = self.cells
        blank = cells.blank() if isinstance(cells, PackedTexts) else np.array(list(map(is_blank, cells)), np.bool_)
        return blank[self.codes] if blank.any() else np.zeros(len(self.codes), np.bool_)

    def texts(self) -> list[str]:
        """The text of each distinct cell."""
        if isinstance(self.cells, PackedTexts):
            return self.cells.stripped
        return [cell_text(cell).strip() for cell in self.cells]

    def text(self, line: int) -> str:
        """The text of the cell of a line."""
        return cell_text(self.cells[self.codes[line]]).strip()


class _Numbering(dict[Any, int]):
    """Distinct cells, numbered as they come."""

    def __missing__(self, cell: Any) -> int:
        self[cell] = number = len(self)
        return number


class CodedTable(NamedTuple):
    """The lines of a file below its headers: their columns from left to right, the row of each as a user sees it."""

    columns: list[Coded]
    rows: Codes


def code_rows(rows: Iterator[list[Cell]], first: int, width: int) -> CodedTable:
    """Rows of cells, the first of which a user sees as row `first`, as `width` columns at least; empty rows are left
    out."""
    numberings: list[_Numbering] = []
    codes: list[list[Codes]] = []
    kept: list[Codes] = []
    lines = 0
    while chunk := list(islice(rows, _CHUNK)):
        full = np.fromiter(map(has_content, chunk), np.bool_, len(chunk))
        numbers = np.flatnonzero(full).astype(np.int32) + np.int32(first)
        first += len(chunk)
        if not full.all():
            chunk = [row for row, is_full in zip(chunk, full, strict=True) if is_full]
        _code_chunk(chunk, numberings, codes, lines)
        lines += len(chunk)
        kept.append(numbers)
    columns = [
        Coded(np.concatenate(parts), list(numbering)) for parts, numbering in zip(codes, numberings, strict=True)
    ]
    missing = [Coded(np.zeros(lines, np.int32), [None])] * (width - len(columns))
    return CodedTable(columns + missing, np.concatenate(kept) if kept else np.zeros(0, np.int32))


def _code_chunk(chunk: list[list[Cell]], numberings: list[_Numbering], codes: list[list[Codes]], before: int) -> None:
    """Number the cells of some rows, column by column; a column that was not there before was blank."""
    for place, cells in enumerate(zip_longest(*chunk, fillvalue=None)):
        if place == len(numberings):
            numberings.append(_Numbering())
            codes.append([np.full(before, numberings[place][None], np.int32)] if before else [])
        codes[place].append(np.fromiter(map(numberings[place].__getitem__, cells), np.int32, len(cells)))
    for place in range(max(map(len, chunk), default=0), len(numberings)):
        codes[place].append(np.full(len(chunk), numberings[place][None], np.int32))


def distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distinct keys, none of them below 0, in order; sorting is several times faster than `numpy.unique` here."""
    ordered = np.sort(keys)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def all_blank(columns: Iterable[Coded], lines: int) -> Flags:
    """The lines on which all columns are blank."""
    found = np.ones(lines, np.bool_)
    for column in columns:
        found &= column.blank()
    return found


def alike(columns: Sequence[Coded], lines: int) -> NDArray[np.uint64]:
    """A mark for each line, the same for lines whose cells are all the same."""
    marks = np.zeros(lines, np.uint64)
    for column in columns:
        marks ^= column.codes.view(np.uint32)  # in place, as it costs more to touch new memory than to calculate
        marks *= _ODD
        marks ^= marks >> np.uint64(29)
    return marks
