"""What a returned workbook no longer has, or does not have yet: sheets, columns, tables, named cells, other names."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from xl_grc.ooxml.book import Sheet
from xl_grc.ooxml.parts import is_lost
from xl_grc.tables.kind import WorkbookKind
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.locate import typed_tables

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
    areas: tuple[str, ...]


@cache
def _sheet_keys(kind: WorkbookKind) -> tuple[str, ...]:
    """The sheets of a workbook."""
    named = (cell.sheet for cell in kind.named_cells.values())
    return tuple(dict.fromkeys((*named, *(table.sheet for table in kind.tables.values()))))


def missing_from(cells: ReturnedCells) -> Missing:
    """What is to be put back into a workbook to make it whole."""
    tables, named_cells, sheets = cells.kind.tables, cells.kind.named_cells, _sheet_keys(cells.kind)
    named = {name for name in named_cells if cells.book.place_of(name) is not None}
    here = {named_cells[name].sheet for name in named} | {tables[name].sheet for name in cells.tables}
    return Missing(
        tuple(key for key in sheets if key not in here),
        tuple(name for name, table in cells.tables.items() if table.part and table.placed.missing),
        tuple(name for name, table in tables.items() if table.sheet in here and not _is_declared(cells, name)),
        tuple(name for name, cell in named_cells.items() if cell.sheet in here and name not in named),
        tuple(name for name in cells.kind.ranges if is_lost(cells.book.reference(name))),
        tuple(f"{LINK}{key}" for key in sheets if key in here and cells.book.place_of(f"{LINK}{key}") is None),
        tuple(name for name in cells.kind.definition.areas if is_lost(cells.book.reference(name))),
    )


def is_typed_in(kind: WorkbookKind, sheet: str) -> bool:
    """Whether what the workbook is for is typed on a sheet; the others show figures, or try some."""
    named = any(kind.named_cells[name].sheet == sheet for name in kind.settings)
    return named or any(kind.tables[name].sheet == sheet for name in typed_tables(kind))


def homes(cells: ReturnedCells) -> dict[str, Sheet]:
    """The sheet of a workbook that stands for each sheet of its kind: where most of its tables and named cells are."""
    found: dict[str, Counter[Sheet]] = defaultdict(Counter)
    for name, table in cells.tables.items():
        found[cells.kind.tables[name].sheet][table.sheet] += 1
    for name, cell in cells.kind.named_cells.items():
        place = cells.book.place_of(name)
        if place is not None:
            found[cell.sheet][place.sheet] += 1
    return {key: sheets.most_common(1)[0][0] for key, sheets in found.items()}


def _is_declared(cells: ReturnedCells, table: str) -> bool:
    """Whether a table has its part; one found by its headers alone has lost it."""
    return table in cells.tables and bool(cells.tables[table].part)
