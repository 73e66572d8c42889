"""A template taken apart, as plain data: fixed texts, the slots that a filling goes into, parts already compressed.

As JSON it can be kept, so that a command need not take the templates of the package apart each time it starts. The
names of the plan's months, which stand in headers and formulas, are marks in it: it serves plans that begin in any
month.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from xl_grc.ooxml.place import Place
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

MONTH_MARKS = tuple(chr(0xFDD0 + position) for position in range(12))
"""They stand for the headers of the twelve months. No text holds these characters: Unicode will never assign them."""
_MONTH_MARK = compiled_later("|".join(MONTH_MARKS).encode())


class NamedSlot(NamedTuple):
    """A named cell outside tables."""

    name: str
    row: int
    column: int
    style: str
    quoted: str
    """The same style for texts that begin like a formula."""
    formula: str | None


class CellSlot(NamedTuple):
    """A cell of a fixed table that shares its rows with others; `offset` counts the rows of its table from 0."""

    key: str
    offset: int
    row: int
    column: int
    style: str
    quoted: str
    formula: str | None


class ColumnSlot(NamedTuple):
    """A column of a table: its name in a filling, its place on the sheet, what its cells share.

    Where texts wrap, `room` is how many digits a line takes; 0 elsewhere.
    """

    key: str
    column: int
    style: str
    quoted: str
    formula: str | None
    room: float


class Page(NamedTuple):
    """How many points of rows of a table fit on its first printed page, and on each of the others."""

    first: float
    others: float


class TableSlot(NamedTuple):
    """A table of a band: its columns from left to right, and how many rows it keeps free.

    The formulas of a table `by_cell` are those of its first row: the others share them. A table with a `page` is
    printed down to the free rows that fill its last one.
    """

    name: str
    place: Place
    columns: Sequence[ColumnSlot]
    spare_rows: int
    by_cell: bool
    page: Page | None


class BandSlot(NamedTuple):
    """The data rows of tables that begin in the same row.

    `foreign` are cells of the template beside the tables: row, column, XML.
    """

    top: int
    row_attributes: str
    tables: Sequence[TableSlot]
    foreign: Sequence[tuple[int, int, str]]


class LastRow(NamedTuple):
    """Stands for the number of the last row of a table; "*" for the lowest of the sheet."""

    table: str


SheetPiece: TypeAlias = "str | LastRow | NamedSlot | CellSlot | BandSlot"


class SheetData(NamedTuple):
    """A worksheet part: fixed texts, last rows, single cells, bands."""

    part: str
    pieces: Sequence[SheetPiece]


class CellSource(NamedTuple):
    """Where the value of a cell comes from: a named cell, or a row of a table's column."""

    key: str
    row: int | None = None


class CacheSlot(NamedTuple):
    """The values that a chart keeps beside a reference; `prefix` is that of the elements' names."""

    prefix: str
    sources: Sequence[CellSource]


class ChartData(NamedTuple):
    """A chart part: fixed texts and caches."""

    part: str
    pieces: Sequence[str | CacheSlot]


class MarkedPart(NamedTuple):
    """A part that follows the last rows of tables, with a mark for each row."""

    tables: Sequence[str]
    part: str
    xml: str


class FixedPart(NamedTuple):
    """A part that never changes, compressed, as base 64."""

    name: str
    crc: int
    size: int
    data: str


class FixedTexts(NamedTuple):
    """The texts that all workbooks of a template have: the beginning of their part, compressed, as base 64; the places
    of plain ones; how many there are. The names of the plan's months come behind them."""

    crc: int
    size: int
    data: str
    places: Mapping[str, str]
    how_many: int


class TemplateData(NamedTuple):
    """Everything of a template that does not depend on a plan."""

    language: str
    fixed: Sequence[FixedPart]
    sheets: Sequence[SheetData]
    charts: Sequence[ChartData]
    marked: Sequence[MarkedPart]
    texts: FixedTexts
    titles: Mapping[str, str]
    """Those of sheets that its author gave another one, by their keys."""


_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        NamedSlot, CellSlot, ColumnSlot, Page, TableSlot, Place, BandSlot, LastRow, SheetData, CellSource, CacheSlot,
        ChartData, MarkedPart, FixedPart, FixedTexts, TemplateData,
    )
}  # fmt: skip


def printed(table: str) -> str:
    """Under which name the last row that is printed of the sheet of a table stands among the last rows of tables."""
    return f"{table} printed"


ROW_MARK = "\0"
"""Stands around the name of a table whose last row is meant; no XML holds this character."""
MARK_IN_XML = "\ufddf"
"""Stands for it while XML is changed, which could not hold it. No text holds this one either."""


def row_mark(table: str, mark: str = ROW_MARK) -> str:
    """Stands for the last row of a table."""
    return f"{mark}{table}{mark}"


def to_json(data: TemplateData) -> bytes:
    """The data as JSON, each record under the name of its kind."""
    return json.dumps(_tagged(data), ensure_ascii=False, separators=(",", ":")).encode()


def _tagged(item: Any) -> Any:
    if isinstance(item, tuple) and type(item).__name__ in _KINDS:
        return {type(item).__name__: [_tagged(field) for field in item]}
    if isinstance(item, Mapping):
        return {"places": [list(item), list(item.values())]}
    return [_tagged(one) for one in item] if isinstance(item, (tuple, list)) else item


def from_json(written: bytes, months: Sequence[str]) -> TemplateData:
    """The data for plans whose month headers are `months`; they hold nothing that JSON or XML would write otherwise."""
    names = {mark.encode(): month.encode() for mark, month in zip(MONTH_MARKS, months, strict=True)}
    data: TemplateData = json.loads(_MONTH_MARK.sub(lambda found: names[found[0]], written), object_hook=_record)
    return data


def _record(found: dict[str, Any]) -> Any:
    ((kind, fields),) = found.items()
    return dict(zip(*fields, strict=True)) if kind == "places" else _KINDS[kind](*fields)
