"""Finds our tables in a workbook: by their names, else by their headers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice

from xl_grc.ooxml.book import Book, Sheet
from xl_grc.ooxml.parts import DeclaredTable
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import column_letters
from xl_grc.plan.words import fold
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind
from xl_grc.workbook.returned.headers import PlacedColumns, place_headers, score

_ENOUGH = 0.5
_COPY = 0.75
_HEADER_DEPTH = 50
_WIDEST = 500


class ReturnedTable(NamedTuple):
    """A table as a workbook holds it. `place` is its data rows as declared, `bottom` the last row read:
    rows typed directly below a table are read with it."""

    name: str
    sheet: Sheet
    part: str
    place: Place
    bottom: int
    placed: PlacedColumns
    totals: bool = False
    headers: tuple[str, ...] = ()
    """The headers as its part writes them; none when it has lost its part."""
    below: tuple[int, int, int] | None = None
    """What stands further down: as many rows below `bottom` as hold it, row and column of its first cell."""

    def address(self, key: str, index: int) -> str:
        """The address of a cell by column key and index of the row.

        An unknown key gives the row alone.
        """
        column = self.placed.columns.get(key)
        return f"{'' if column is None else column_letters(self.place.left + column)}{self.place.top + index}"


@cache
def typed_tables(kind: WorkbookKind) -> tuple[str, ...]:
    """The tables that people type in; the others are lists of words, or calculated."""
    tables = kind.tables.items()
    return tuple(name for name, table in tables if name not in kind.lists and any(one.role == "input" for one in table))


class _Ours(NamedTuple):
    """One of our tables as its part declares it: the fields of a ReturnedTable save where the part stands."""

    name: str
    place: Place
    bottom: int
    placed: PlacedColumns
    totals: bool
    headers: tuple[str, ...]


@lru_cache(512)
def _ours(kind: WorkbookKind, shape: DeclaredTable) -> _Ours | None:
    """Which of our tables a part declares, None for another; plans of one template share them."""
    name = {one.casefold(): one for one in kind.tables}.get(shape.name.casefold())
    if name is None:
        return None
    top, bottom = shape.place.top + shape.header_rows, shape.place.bottom - shape.totals_rows
    place = shape.place._replace(top=top, bottom=bottom)
    return _Ours(name, place, bottom, place_headers(kind, name, shape.headers), shape.totals_rows > 0, shape.headers)


def locate_tables(kind: WorkbookKind, book: Book) -> dict[str, ReturnedTable]:
    """Our tables: by name, else by headers."""
    found: dict[str, ReturnedTable] = {}
    for table in book.tables:
        ours = _ours(kind, table.shape)
        if ours is None:
            continue
        if ours.name in found:
            book.archive.refuse("table_twice", value=ours.name)
        found[ours.name] = ReturnedTable(ours.name, table.sheet, table.part, *ours[1:])
    lost = [name for name in typed_tables(kind) if name not in found]
    if lost:
        found |= _located_by_headers(kind, book, lost, {table.sheet.part for table in found.values()})
    return found


def _located_by_headers(
    kind: WorkbookKind, book: Book, lost: Sequence[str], taken: set[str]
) -> Iterator[tuple[str, ReturnedTable]]:
    """Tables that lost their name: a row of cells that holds most of the headers of one."""
    best: dict[str, tuple[float, ReturnedTable]] = {}
    for sheet in book.sheets:
        if sheet.part in taken:
            continue
        for place, headers in _rows_of_texts(book, sheet):
            for name in lost:
                points = score(kind, name, headers)
                if points >= _ENOUGH and points > best.get(name, (0.0,))[0]:
                    placed = place_headers(kind, name, headers)
                    best[name] = (points, ReturnedTable(name, sheet, "", place, place.bottom, placed))
    yield from ((name, table) for name, (_, table) in best.items())


def _rows_of_texts(book: Book, sheet: Sheet) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """The rows at the top of a sheet that may hold headers: the cells below, and the texts."""
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    bottom = 0
    for column, row, value in book.values(sheet):
        bottom = max(bottom, row)
        if row <= _HEADER_DEPTH and isinstance(value, str):
            rows[row][column] = value
    for row, header in rows.items():
        left, right = min(header), max(header)
        if right - left <= _WIDEST:
            headers = tuple(header.get(column, "") for column in range(left, right + 1))
            yield Place(left, row + 1, right, max(bottom, row + 1)), headers


def unread_copies(kind: WorkbookKind, book: Book, found: Mapping[str, ReturnedTable]) -> Iterator[tuple[str, Sheet]]:
    """The sheets that hold the columns of a table which was found on another one, each with the name of the table.

    Those with a table of their own, and those whose title says that they are copies.
    """
    taken = {table.sheet.part for table in found.values()}
    others = [sheet for sheet in book.sheets if sheet.part not in taken]
    typed = [name for name in typed_tables(kind) if name in found]
    for sheet in others:
        shapes = [table.shape.headers for table in book.tables if table.sheet == sheet]
        title, titles = fold(sheet.title), (fold(found[name].sheet.title) for name in typed)
        if not shapes and any(one in title for one in titles):
            shapes = [headers for _, headers in _rows_of_texts(book, sheet)]
        copied = (name for name in typed if any(score(kind, name, headers) >= _COPY for headers in shapes))
        yield from ((name, sheet) for name in islice(copied, 1))
