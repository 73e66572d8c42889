"""The rows at the end of a sheet in which formulas find nothing, as workbooks made of one template share them.

Tables have rows to spare, which every workbook of a template writes alike: their cells are read once, and rows that are
met again, to the byte, not a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from xl_grc.ooxml.cell_values import Context
from xl_grc.records import NamedTuple
from xl_grc.values import Cell

_ROW, _END = b"<row ", b"</sheetData>"
_SHARED_TEXT, _TEXT, _NO_TEXT = b't="s"', b't="str"', b"<v></v>"
_KEPT, _KEPT_ROWS, _LONGEST_ROW = 64, 128, 16_384

ReadCells = Callable[[bytes], dict[bytes, Cell]]
"""How the cells of a sheet are read, by place."""


class _Row(NamedTuple):
    """A row as it is written, and its cells by place."""

    xml: bytes
    cells: dict[bytes, Cell]


class SpareRows(NamedTuple):
    """The rows at the end of a sheet that were met before: where they stand in its part, and their cells by place."""

    place: slice
    cells: dict[bytes, Cell]


NOTHING = slice(0, 0)
"""The place of no rows."""


def spare_rows(xml: bytes, context: Context, read: ReadCells) -> SpareRows:
    """Those of a sheet."""
    end = xml.rfind(_END)
    last = _last_row(xml, end)
    known = _known_by(last, context.dates, context.since_1904) if last else []
    start, count = end, 0
    for row in known:
        if not xml.endswith(row.xml, 0, start):
            break
        start, count = start - len(row.xml), count + 1
    while last and count == len(known) < _KEPT_ROWS and (further := _spare_row(xml, start, read)) is not None:
        known.append(further)
        start, count = start - len(further.xml), count + 1
    cells: dict[bytes, Cell] = {}
    for row in reversed(known[:count]):
        cells.update(row.cells)
    return SpareRows(slice(start, end) if count else NOTHING, cells)


@lru_cache(_KEPT)
def _known_by(last: bytes, dates: frozenset[int], since_1904: bool) -> list[_Row]:
    """The rows above a last one and this, from the last one up, in workbooks whose cells mean the same.

    More become known with every sheet that has more.
    """
    return []


def _last_row(xml: bytes, end: int) -> bytes:
    """The row that ends at a place; b"" when it is long or, at first sight, none in which formulas find nothing."""
    start = xml.rfind(_ROW, max(0, end - _LONGEST_ROW), max(0, end))
    if start < 0 or xml.find(_SHARED_TEXT, start, end) >= 0:
        return b""
    texts = xml.count(_TEXT, start, end)
    return xml[start:end] if texts and texts == xml.count(_NO_TEXT, start, end) else b""


def _spare_row(xml: bytes, end: int, read: ReadCells) -> _Row | None:
    """The row that ends at a place, if it is one to keep."""
    row = _last_row(xml, end)
    return _Row(row, read(b"<sheetData>%b%b" % (row, _END))) if row else None
