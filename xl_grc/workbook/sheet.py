"""A worksheet ready to be filled: what stays as it is, and the slots that a filling goes into.

A *band* is a run of rows that one or several tables share.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from xl_grc.workbook.writers import ColumnWriter
from xl_grc.workbook.xml import column_index, column_letters

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
_KEPT_ROWS = 256


class Place(NamedTuple):
    """A rectangle of a sheet: columns and rows counted from 1, inclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, reference: str) -> Place:
        """From "B7:D9" or "B7", with or without dollar signs."""
        first, _, last = reference.replace("$", "").partition(":")
        corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
        (left, top), (right, bottom) = [(column_index(c[1]), int(c[2])) for c in corners if c]
        return cls(left, top, right, bottom)

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


class NamedSlot(NamedTuple):
    """A named cell outside tables."""

    name: str
    writer: ColumnWriter

    def render(self, names: Mapping[str, Any]) -> str:
        """Its cell."""
        return self.writer.cell(names[self.name])


class CellSlot(NamedTuple):
    """A cell of a fixed table that shares its rows with others."""

    key: str
    row: int
    writer: ColumnWriter

    def render(self, columns: Mapping[str, Sequence[Any]]) -> str:
        """Its cell."""
        return self.writer.cell(columns[self.key][self.row])


class TableSlot(NamedTuple):
    """A table of a band: for each of its columns the key and the writer, from left to right."""

    name: str
    place: Place
    columns: tuple[tuple[str, ColumnWriter], ...]

    def key(self, column: str) -> str:
        """The name of a column in a filling."""
        return f"{self.name}.{column}"


class Band:
    """The data rows of tables that begin in the same row.

    `foreign` are cells of the template beside the tables, by row: column and XML.
    """

    def __init__(
        self,
        top: int,
        row_attributes: str,
        tables: tuple[TableSlot, ...],
        foreign: Mapping[int, tuple[tuple[int, str], ...]],
    ) -> None:
        self.top = top
        self.tables = tables
        self._attributes = row_attributes
        self._foreign = foreign
        self._columns = [(table.key(key), writer) for table in tables for key, writer in table.columns]
        self._kept: list[str] = []
        self._last: tuple[tuple[tuple[Any, ...], ...], list[str]] = ((), [])

    def bottoms(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, int]:
        """The last row of each table."""
        return {table.name: self.top + len(columns[table.key(table.columns[0][0])]) - 1 for table in self.tables}

    def render(self, columns: Mapping[str, Sequence[Any]]) -> list[str]:
        """Its rows, in pieces of wire text."""
        heights = {len(columns[key]) for key, _ in self._columns}
        if self._foreign or len(heights) > 1:
            return self._uneven([columns[key] for key, _ in self._columns], max(heights))
        (height,) = heights
        pieces = self._addresses(height)
        step = 2 * len(self._columns)
        for index, (key, writer) in enumerate(self._columns):
            pieces[2 * index + 1 :: step] = writer.endings(columns[key])
        pieces.append("</row>")
        return pieces

    def _addresses(self, height: int) -> list[str]:
        """A list of what stands before each ending, and room for the ending behind each; the first rows are kept."""
        size = 2 * len(self._columns) * height
        if len(self._kept) < size:
            pieces = [piece for row in range(self.top, self.top + height) for piece in self._row_addresses(row)]
            if height > _KEPT_ROWS:
                return pieces
            self._kept = pieces
        return self._kept[:size]

    def _row_addresses(self, row: int) -> Iterator[str]:
        before = self._opening(row) if row == self.top else f"</row>{self._opening(row)}"
        for _, writer in self._columns:
            yield sys.intern(before + writer.address(row))
            yield ""
            before = ""

    def _opening(self, row: int) -> str:
        return f'<row r="{row}"{self._attributes}>'

    def _uneven(self, columns: Sequence[Sequence[Any]], height: int) -> list[str]:
        """The rows of tables of several heights, or with foreign cells beside them.

        Lists of choices hardly differ from one plan to the next: the last rows are kept.
        """
        values = tuple(map(tuple, columns))
        if values == self._last[0] and _same_types(values, self._last[0]):
            return self._last[1]
        cells: list[list[tuple[int, str]]] = [[] for _ in range(height)]
        for column, (_, writer) in zip(columns, self._columns, strict=True):
            for row, xml in zip(cells, writer.cells(column), strict=False):
                row.append((writer.column, xml))
        rows = []
        for row_number, row in enumerate(cells, self.top):
            row += self._foreign.get(row_number, ())
            rows.append(f"{self._opening(row_number)}{''.join(xml for _, xml in sorted(row))}</row>")
        self._last = (values, rows)
        return rows


def _same_types(values: Sequence[Sequence[Any]], others: Sequence[Sequence[Any]]) -> bool:
    """1, 1.0 and TRUE are equal, but not written alike."""
    pairs = zip(values, others, strict=True)
    return all([*map(type, column)] == [*map(type, other)] for column, other in pairs)


class LastRow(NamedTuple):
    """Stands for the number of the last row of a table; "*" for the lowest of the sheet."""

    table: str


Piece: TypeAlias = "str | LastRow | NamedSlot | CellSlot | Band"


class Sheet:
    """A worksheet part as a sequence of fixed wire texts, last rows, named slots and bands."""

    def __init__(self, name: str, pieces: tuple[Piece, ...]) -> None:
        self.name = name
        self.pieces = pieces
        self._bands = [piece for piece in pieces if isinstance(piece, Band)]

    def bottoms(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, int]:
        """The last row of each of its tables."""
        return {table: row for band in self._bands for table, row in band.bottoms(columns).items()}

    def render(self, columns: Mapping[str, Sequence[Any]], names: Mapping[str, Any]) -> bytes:
        """The XML of the part for a filling."""
        bottoms = self.bottoms(columns)
        bottoms["*"] = max(bottoms.values(), default=0)
        written: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                written.append(piece)
            elif isinstance(piece, Band):
                written += piece.render(columns)
            elif isinstance(piece, LastRow):
                written.append(str(bottoms[piece.table]))
            elif isinstance(piece, CellSlot):
                written.append(piece.render(columns))
            else:
                written.append(piece.render(names))
        return "".join(written).encode("latin-1")
