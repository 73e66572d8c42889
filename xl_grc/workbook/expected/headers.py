"""Headers of a returned workbook that are understood, but are not written as formulas name them."""

from __future__ import annotations

from xl_grc.tables.shape import header
from xl_grc.workbook.returned.cells import ReturnedCells


def written_headers(cells: ReturnedCells, table: str) -> dict[str, str]:
    """The headers of a table by key of the column; none when the table has lost its part."""
    found = cells.tables[table]
    headers = next((one.shape.headers for one in cells.book.tables if found.part and one.part == found.part), ())
    return {key: headers[index] for key, index in found.placed.columns.items() if index < len(headers)}


def respelled(cells: ReturnedCells, table: str) -> dict[str, str]:
    """Headers that are written in another way, by key of the column; those of other months are as they should be."""
    placed, words = cells.tables[table].placed, cells.kind.texts(cells.language)
    written = written_headers(cells, table)
    wanted = {
        key: words["months"][placed.months[key] - 1] if key in placed.months else header(words, table, key, ())
        for key in written
        if key not in placed.renamed
    }
    return {key: written[key] for key, name in wanted.items() if written[key] != name}


def renamed_to(cells: ReturnedCells, table: str) -> str:
    """The name that people gave to a table that was found by its headers, "" when it is no table any more."""
    found = cells.tables[table]
    names = (
        one.shape.name
        for one in cells.book.tables
        if one.sheet == found.sheet
        and one.shape.place.top < found.place.top <= one.shape.place.bottom
        and one.shape.place.left <= found.place.left <= one.shape.place.right
    )
    return "" if found.part else next(names, "")
