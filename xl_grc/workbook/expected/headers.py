"""Headers of a returned workbook that are understood, but are not written as formulas name them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.shape import header
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.headers import place_headers

_KEPT = 512
"""What is kept of the headers of tables, which plans share."""


def written_headers(cells: ReturnedCells, table: str) -> Mapping[str, str]:
    """The headers of a table by key of the column; none when the table has lost its part."""
    return headers_by_key(cells.kind, table, cells.tables[table].headers)


@lru_cache(_KEPT)
def headers_by_key(kind: WorkbookKind, table: str, headers: tuple[str, ...]) -> Mapping[str, str]:
    """The same of the headers as its part writes them."""
    return {key: headers[index] for key, index in place_headers(kind, table, headers).columns.items()}


def respelled(cells: ReturnedCells, table: str) -> Mapping[str, str]:
    """Headers that are written in another way, by key of the column; those of other months are as they should be."""
    return _respelled(cells.kind, cells.language, table, cells.tables[table].headers)


@lru_cache(_KEPT)
def _respelled(kind: WorkbookKind, language: str, table: str, headers: tuple[str, ...]) -> Mapping[str, str]:
    placed, words, written = (
        place_headers(kind, table, headers),
        kind.texts(language),
        headers_by_key(kind, table, headers),
    )
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
