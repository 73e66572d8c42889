"""Cells merged over several rows of a table: what they show counts for the first of these rows alone."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.errors import Problem
from xl_grc.ooxml.sheet_looks import sheet_looks
from xl_grc.workbook.returned.cells import ReturnedCells

_MERGED = b"mergeCell "
"""What no sheet has in which no cells are merged."""


def merged_rows(cells: ReturnedCells) -> Iterator[Problem]:
    """The merged cells over rows of a table that people fill in, column by column."""
    sheets = {table.sheet for table in cells.tables.values()}
    merged = {
        sheet: sheet_looks(cells.book, sheet).merged for sheet in sheets if _MERGED in cells.book.sheet_xml(sheet)
    }
    for name, table in cells.tables.items():
        keys = [one.key for one in cells.kind.tables[name] if one.role == "input" and one.key in table.placed.columns]
        for place in merged.get(table.sheet, ()):
            first, last = max(place.top, table.place.top), min(place.bottom, table.bottom)
            for key in keys if first < last else ():
                if place.left <= table.place.left + table.placed.columns[key] <= place.right:
                    row = first - table.place.top
                    yield cells.problem("merged_over_rows", name, key, row, first=first, last=last)
