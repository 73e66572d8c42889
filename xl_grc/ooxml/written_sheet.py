"""A worksheet as it is written: its rows and cells with their bytes, and what stands around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from xl_grc.ooxml.markup import ATTRIBUTE, Markup, Span, opening
from xl_grc.ooxml.sheet_cells import WrittenCell, WrittenRow, read_rows

_KEPT, _LARGE = 32, 2**18


class UnusualSheet(Exception):  # a state of the file, told as a problem by who asked
    """The rows or cells of a sheet cannot be told apart, or not be changed safely."""


class WrittenSheet:
    """The rows and cells of a worksheet.

    Raises UnusualSheet when they do not stand in order, ValueError when it is no worksheet.
    """

    def __init__(self, xml: bytes) -> None:
        rows: list[WrittenRow] = []
        self._xml = xml
        self.root = read_rows(xml, rows.append)
        self.read = Markup(xml, self.root)
        data = self.root.child("sheetData")
        if data is None or not _ascending([row.number for row in rows]) or not all(map(_in_order, rows)):
            raise UnusualSheet
        self.data = data
        self.rows = {row.number: row for row in rows}

    def cell(self, row: int, column: int) -> WrittenCell | None:
        """A cell, None when there is none."""
        cells = self.rows[row].cells if row in self.rows else []
        at = bisect_left(cells, column, key=_column)
        return cells[at] if at < len(cells) and cells[at].column == column else None

    def attributes(self, element: Span, left_out: Sequence[bytes]) -> str:
        """The attributes of a row or a cell, save some, each after a space and in double quotes."""
        every = ATTRIBUTE.finditer(opening(self._xml, element.start)[2])
        kept = ((one[1], one[2] or (one[3] or b"").replace(b'"', b"&quot;")) for one in every)
        return b"".join(b' %b="%b"' % one for one in kept if one[0] not in left_out).decode()

    def prefix(self, element: Span) -> str:
        """The prefix of a row or a cell, with its colon; "" for none."""
        before, colon, _ = opening(self._xml, element.start)[1].rpartition(b":")
        return (before + colon).decode()

    def text(self, start: int, end: int) -> str:
        """What stands between two places."""
        return self._xml[start:end].decode()

    def changed(self) -> Markup:
        """The sheet, to be changed."""
        return Markup(self._xml, self.root)


def written_sheet(xml: bytes) -> WrittenSheet:
    """The rows and cells of a worksheet, told apart once for all that read or change it. Raises as WrittenSheet does.

    Large ones are not kept: their cells take more memory than to tell them apart again is worth.
    """
    return WrittenSheet(xml) if len(xml) > _LARGE else _kept(xml)


@lru_cache(_KEPT)
def _kept(xml: bytes) -> WrittenSheet:
    return WrittenSheet(xml)


def _column(cell: WrittenCell) -> int:
    return cell.column


def _in_order(row: WrittenRow) -> bool:
    return _ascending([cell.column for cell in row.cells]) and all(cell.row == row.number for cell in row.cells)


def _ascending(numbers: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))
