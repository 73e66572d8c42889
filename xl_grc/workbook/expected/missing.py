"""What a returned workbook no longer has, or does not have yet: sheets, columns, tables, named cells, other names."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from xl_grc.ooxml.book import Sheet
from xl_grc.ooxml.parts import is_lost
from xl_grc.tables.schema import NAMED_CELLS, RANGES, TABLES
from xl_grc.tables.shape import header
from xl_grc.text import texts
from xl_grc.workbook.returned.cells import PLAN_NAMES, ReturnedCells
from xl_grc.workbook.returned.locate import PLAN_TABLES

LINK = "Go_"
"""What the names of the first cell of each sheet begin with: links lead there."""


class Missing(NamedTuple):
    """`sheets` are keys of sheets of which nothing is left; the others are missing from sheets that are there.

    `columns` are the tables that lack one."""

    sheets: tuple[str, ...]
    columns: tuple[str, ...]
    tables: tuple[str, ...]
    names: tuple[str, ...]
    lists: tuple[str, ...]
    links: tuple[str, ...]


def sheet_keys() -> tuple[str, ...]:
    """The sheets of a plan."""
    named, tables = (cell.sheet for cell in NAMED_CELLS.values()), (table.sheet for table in TABLES.values())
    return tuple(dict.fromkeys((*named, *tables)))


def missing_from(cells: ReturnedCells) -> Missing:
    """What is to be put back into a workbook to make it whole."""
    named = {name for name in NAMED_CELLS if cells.book.place_of(name) is not None}
    here = {NAMED_CELLS[name].sheet for name in named} | {TABLES[name].sheet for name in cells.tables}
    return Missing(
        tuple(key for key in sheet_keys() if key not in here),
        tuple(name for name, table in cells.tables.items() if table.part and table.placed.missing),
        tuple(name for name, table in TABLES.items() if table.sheet in here and not _is_declared(cells, name)),
        tuple(name for name, cell in NAMED_CELLS.items() if cell.sheet in here and name not in named),
        tuple(name for name in RANGES if is_lost(cells.book.reference(name))),
        tuple(f"{LINK}{key}" for key in sheet_keys() if key in here and cells.book.place_of(f"{LINK}{key}") is None),
    )


def is_typed_in(sheet: str) -> bool:
    """Whether the plan itself is typed on a sheet; the others show figures, or try some."""
    named = any(NAMED_CELLS[name].sheet == sheet for name in PLAN_NAMES)
    return named or any(TABLES[name].sheet == sheet for name in PLAN_TABLES)


def homes(cells: ReturnedCells) -> dict[str, Sheet]:
    """The sheet of a workbook that stands for each sheet of a plan: where most of its tables and named cells are."""
    found: dict[str, Counter[Sheet]] = defaultdict(Counter)
    for name, table in cells.tables.items():
        found[TABLES[name].sheet][table.sheet] += 1
    for name, cell in NAMED_CELLS.items():
        place = cells.book.place_of(name)
        if place is not None:
            found[cell.sheet][place.sheet] += 1
    return {key: sheets.most_common(1)[0][0] for key, sheets in found.items()}


def _is_declared(cells: ReturnedCells, table: str) -> bool:
    """Whether a table has its part; one found by its headers alone has lost it."""
    return table in cells.tables and bool(cells.tables[table].part)


def respelled(cells: ReturnedCells, table: str) -> dict[str, str]:
    """Headers that are understood but written in another way, by key of the column: formulas name them exactly."""
    read, words = cells.tables[table], texts(cells.language)
    found = next((one.shape.headers for one in cells.book.tables if read.part and one.part == read.part), ())
    headers = {key: found[index] for key, index in read.placed.columns.items() if index < len(found)}
    wanted = {
        key: words["months"][read.placed.months[key] - 1]
        if key in read.placed.months
        else header(words, table, key, ())
        for key in headers
        if key not in read.placed.renamed
    }
    return {key: headers[key] for key, name in wanted.items() if headers[key] != name}


def renamed_to(cells: ReturnedCells, table: str) -> str:
    """The name that people gave to a table that was found by its headers, "" when it is no table any more."""
    read = cells.tables[table]
    names = (
        one.shape.name
        for one in cells.book.tables
        if one.sheet == read.sheet
        and one.shape.place.top < read.place.top <= one.shape.place.bottom
        and one.shape.place.left <= read.place.left <= one.shape.place.right
    )
    return "" if read.part else next(names, "")
