"""A worksheet ready to be filled: what stays as it is, and the slots that a filling goes into.

A *band* is a run of rows that one or several tables share.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from xl_grc.ooxml.cell_writer import CellWriter, Look, address, wire, write_each
from xl_grc.ooxml.package import Ending, Member, ended_member, ending, member, member_of_chunks
from xl_grc.ooxml.row_heights import heights
from xl_grc.ooxml.shared_strings import SharedStrings
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import ColumnValues, NamedValues
from xl_grc.workbook.template.long_table import LongTable
from xl_grc.workbook.template.printing import free_rows
from xl_grc.workbook.template.slots import BandSlot, CellSlot, ColumnSlot, LastRow, NamedSlot, SheetData, printed

_HEIGHT = compiled_later(r"""\sht\s*=\s*(?:"[^"]*"|'[^']*')""")
_KEPT_ROWS, _KEPT_LISTS, _KEPT_ENDINGS = 1_024, 32, 384
_MANY_PIECES = 5_000
"""How many pieces of a long part are compressed at a time: it is never held whole."""
_LONG_ENDING = 1024
"""From how many bytes on an end is compressed apart: a short one is not worth the seam."""


class _BandColumn(NamedTuple):
    """A column of a band: its name in a filling, its place on the sheet, its writer."""

    key: str
    column: int
    writer: CellWriter


class Band:
    """The data rows of tables that begin in the same row."""

    def __init__(self, slot: BandSlot) -> None:
        self.top = slot.top
        self._keys = [(table.name, table.columns[0].key) for table in slot.tables]
        self._printed = [(printed(table.name), table.name, table.page) for table in slot.tables if table.page]
        self._attributes = wire(slot.row_attributes)
        self._without_height = _HEIGHT.sub("", self._attributes)
        self._foreign: dict[int, list[tuple[int, str]]] = {}
        for row, column, xml in slot.foreign:
            self._foreign.setdefault(row, []).append((column, wire(xml)))
        fixed = "customHeight=" in slot.row_attributes
        self._columns = [
            _BandColumn(column.key, column.column, _column_writer(column, fixed))
            for table in slot.tables
            for column in table.columns
        ]
        self._wrapping = [(place, one.writer) for place, one in enumerate(self._columns) if one.writer.room]
        self._spare = min(table.spare_rows for table in slot.tables)
        self._kept: list[str] = []
        self._kept_rows: dict[tuple[Any, ...], str] = {}
        self._kept_spare: dict[tuple[Any, ...], list[str]] = {}
        self._kept_lists: dict[tuple[Any, ...], list[str]] = {}

    def bottoms(self, columns: ColumnValues) -> dict[str, int]:
        """The last row of each table, and where nothing is spared also the last that is printed."""
        last = {table: self.top + len(columns[key]) - 1 for table, key in self._keys}
        for name, table, _ in self._printed:
            last[name] = last[table]
        return last

    def render(
        self, columns: ColumnValues, strings: SharedStrings, bottoms: dict[str, int]
    ) -> tuple[list[str], list[str]]:
        """Its rows in pieces of wire text, and its free rows; the last row that is printed is added to `bottoms`."""
        values = [columns[column.key] for column in self._columns]
        heights = set(map(len, values))
        if self._foreign or len(heights) > 1:
            return self._uneven(values, max(heights), strings), []
        (height,) = heights
        spare = self._spare_rows(values, height)
        spared = self._spare if spare else 0
        height -= spared
        pieces = self._addresses(height)
        step = 2 * len(self._columns)
        for index, (column, cells) in enumerate(zip(self._columns, values, strict=True)):
            pieces[2 * index + 1 :: step] = column.writer.write(cells[:height] if spare else cells, strings)
        high = self._high_rows(values, height)
        for index, tall in high.items():
            opening = self._opening(self.top + index)
            pieces[index * step] = pieces[index * step].replace(opening, self._opening(self.top + index, tall))
        if height:
            pieces.append("</row>")
        for name, _, page in self._printed:
            bottoms[name] = self.top + height + min(free_rows(page, height, high), spared) - 1
        return pieces, spare

    def _high_rows(self, values: Sequence[Sequence[Any]], height: int) -> dict[int, int]:
        """The points of each row in which a text takes several lines; the cells are written by then."""
        long = [(writer.lines, values[place][:height]) for place, writer in self._wrapping if writer.lines]
        high = heights(long) if long else {}
        for _, writer in self._wrapping if high else ():
            writer.forget_lines()
        return high

    def _spare_rows(self, values: Sequence[Sequence[Any]], height: int) -> list[str]:
        """The free rows at the end as one piece, blank but for whole numbers: many plans have the same; they are kept.

        None when something else stands in them.
        """
        first = height - self._spare
        blank = [""] * self._spare
        filled = [(index, cells[first:]) for index, cells in enumerate(values) if cells[first:] != blank]
        if not self._spare or first < 0 or any(set(map(type, cells)) - {int} for _, cells in filled):
            return []
        key = (first, *((index, *cells) for index, cells in filled))
        if key not in self._kept_spare:
            numbers = zip(*(cells for _, cells in filled), strict=True) if filled else [()] * self._spare
            places, rows = [index for index, _ in filled], enumerate(numbers, self.top + first)
            self._kept_spare[key] = ["".join([self._spare_row(row, places, held) for row, held in rows])]
        return self._kept_spare[key]

    def _spare_row(self, row: int, places: Sequence[int], numbers: tuple[int, ...]) -> str:
        key = (row, *places, *numbers)
        if key not in self._kept_rows:
            if len(self._kept_rows) >= _KEPT_ROWS:
                self._kept_rows.clear()
                self._kept_spare.clear()
            held = dict(zip(places, numbers, strict=True))
            cells = [held.get(index, "") for index in range(len(self._columns))]
            written = zip(self._columns, write_each([one.writer for one in self._columns], cells), strict=True)
            addressed = [address(column.column, row) + cell for column, cell in written]
            self._kept_rows[key] = f"{self._opening(row)}{''.join(addressed)}</row>"
        return self._kept_rows[key]

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
        for column in self._columns:
            yield sys.intern(before + address(column.column, row))
            yield ""
            before = ""

    def _opening(self, row: int, tall: int | None = None) -> str:
        height = self._attributes if tall is None else f' ht="{tall}"{self._without_height}'
        return f'<row r="{row}"{height}>'

    def _uneven(self, columns: Sequence[Sequence[Any]], height: int, strings: SharedStrings) -> list[str]:
        """The rows of tables of several heights, or with foreign cells beside them.

        Lists of choices hardly differ from one plan to the next: those of texts alone are kept, with their places.
        """
        held = tuple(map(tuple, columns))
        every = list(chain.from_iterable(held))
        if set(map(type, every)) != {str}:
            return self._written(columns, height, strings)
        key = (held, tuple([strings[text] for text in dict.fromkeys(every) if text and text not in strings.fixed]))
        if key not in self._kept_lists:
            if len(self._kept_lists) >= _KEPT_LISTS:
                self._kept_lists.clear()
            self._kept_lists[key] = self._written(columns, height, strings)
        return self._kept_lists[key]

    def _written(self, columns: Sequence[Sequence[Any]], height: int, strings: SharedStrings) -> list[str]:
        cells: list[list[tuple[int, str]]] = [[] for _ in range(height)]
        for values, (_, column, writer) in zip(columns, self._columns, strict=True):
            for row, (place, xml) in enumerate(zip(cells, writer.write(values, strings), strict=False), self.top):
                place.append((column, address(column, row) + xml))
        rows, high = [], self._high_rows(columns, height)
        for row, found in enumerate(cells, self.top):
            found += self._foreign.get(row, ())
            opening = self._opening(row, high.get(row - self.top))
            rows.append(f"{opening}{''.join(xml for _, xml in sorted(found))}</row>")
        return rows


def _column_writer(column: ColumnSlot, fixed: bool) -> CellWriter:
    """The writer of a column; where the height of rows is fixed, nobody asks for lines."""
    look, room = Look(column.style, column.quoted), 0 if fixed else column.room
    return CellWriter(look, column.formula, room=room, by_place=True)


class Passage:
    """Fixed wire texts with single cells and last rows between them."""

    def __init__(self, pieces: Sequence[str | LastRow | NamedSlot | CellSlot]) -> None:
        self._pieces = [wire(piece) if isinstance(piece, str) else "" for piece in pieces]
        named = [(place, piece) for place, piece in enumerate(pieces) if isinstance(piece, NamedSlot)]
        cells = [(place, piece) for place, piece in enumerate(pieces) if isinstance(piece, CellSlot)]
        self._places = [place for place, _ in (*named, *cells)]
        self._writers = [*(_writer(slot) for _, slot in named), *(_writer(slot) for _, slot in cells)]
        self._names = [slot.name for _, slot in named]
        self._cells = [(slot.key, slot.offset) for _, slot in cells]
        self._last_rows = [(place, piece.table) for place, piece in enumerate(pieces) if isinstance(piece, LastRow)]

    def render(
        self, columns: ColumnValues, names: NamedValues, bottoms: dict[str, int], strings: SharedStrings
    ) -> tuple[list[str], list[str]]:
        """The texts with the cells in their places: down to the last one that says something, and those behind it."""
        pieces, places = self._pieces.copy(), self._places
        values = [*map(names.__getitem__, self._names), *[columns[key][row] for key, row in self._cells]]
        for place, cell in zip(places, write_each(self._writers, values, strings), strict=True):
            pieces[place] = cell
        for place, table in self._last_rows:
            pieces[place] = str(bottoms[table])
        own = max([place for place, value in zip(places, values, strict=True) if value], default=-1) + 1
        return pieces[:own], pieces[own:]


def _chunks(pieces: Iterable[str | Iterator[memoryview]]) -> Iterator[bytes | memoryview]:
    """The bytes of pieces, some of them at a time; those that come a part at a time are never held whole."""
    waiting: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            waiting.append(piece)
        if not isinstance(piece, str) or len(waiting) >= _MANY_PIECES:
            yield "".join(waiting).encode("latin-1")
            waiting = []
        if not isinstance(piece, str):
            yield from piece
    yield "".join(waiting).encode("latin-1")


def _writer(slot: NamedSlot | CellSlot) -> CellWriter:
    return CellWriter(Look(slot.style, slot.quoted), slot.formula, address(slot.column, slot.row), by_place=True)


class SheetWriter:
    """A worksheet part: runs of fixed texts and single cells, and bands between them."""

    def __init__(self, data: SheetData) -> None:
        self.name = data.part
        self._parts: list[Passage | Band | LongTable] = []
        single: list[str | LastRow | NamedSlot | CellSlot] = []
        for piece in data.pieces:
            if isinstance(piece, BandSlot):
                self._parts += [Passage(single), LongTable(piece) if piece.tables[0].by_cell else Band(piece)]
                single = []
            else:
                single.append(piece)
        self._parts.append(Passage(single))
        self._bands = [part for part in self._parts if not isinstance(part, Passage)]

    def bottoms(self, columns: ColumnValues) -> dict[str, int]:
        """The last row of each of its tables."""
        return {table: row for band in self._bands for table, row in band.bottoms(columns).items()}

    def render(
        self, columns: ColumnValues, names: NamedValues, bottoms: dict[str, int], strings: SharedStrings
    ) -> bytes:
        """The XML of the part for a filling; `bottoms` are those of its tables, what is printed of them is added."""
        written, shared = self._pieces(columns, names, bottoms, strings)
        return b"".join(_chunks(written + shared))

    def member(
        self, columns: ColumnValues, names: NamedValues, bottoms: dict[str, int], strings: SharedStrings
    ) -> Member:
        """The same, compressed; an end that many plans share is compressed once for all of them."""
        written, shared = self._pieces(columns, names, bottoms, strings)
        if any(isinstance(part, LongTable) for part in self._parts):
            return member_of_chunks(self.name, _chunks(written + shared))
        if sum(map(len, shared)) < _LONG_ENDING:
            return member(self.name, "".join(written + shared).encode("latin-1"))
        return ended_member(self.name, "".join(written).encode("latin-1"), _ending(tuple(shared)))

    def _pieces(
        self, columns: ColumnValues, names: NamedValues, bottoms: dict[str, int], strings: SharedStrings
    ) -> tuple[list[Any], list[str]]:
        """Its pieces (texts; of long tables parts of bytes), and those at the end that no value of the filling stands
        in."""
        last_rows = {**bottoms, "*": max(bottoms.values(), default=0)}
        written: list[Any] = []
        shared: list[str] = []
        for part in self._parts:
            own, common = (
                part.render(columns, names, last_rows, strings)
                if isinstance(part, Passage)
                else part.render(columns, strings, bottoms)
            )
            if own:
                written += shared + own
                shared = []
            shared += common
        return written, shared


@lru_cache(_KEPT_ENDINGS)
def _ending(pieces: tuple[str, ...]) -> Ending:
    return ending("".join(pieces).encode("latin-1"))
