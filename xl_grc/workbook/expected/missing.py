"""What a returned workbook no longer has, or does not have yet: sheets, columns, tables, named cells, other names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from xl_grc.ooxml.book import DefinedNames, Sheet
from xl_grc.ooxml.parts import is_lost
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.locate import typed_tables

_KEPT = 512
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
    declared = tuple((name, bool(table.part), bool(table.placed.missing)) for name, table in cells.tables.items())
    return _missing(cells.kind, cells.book.names, declared)


@lru_cache(_KEPT)
def _missing(kind: WorkbookKind, names: DefinedNames, found: tuple[tuple[str, bool, bool], ...]) -> Missing:
    """The same of defined names, and of the tables that were found: whether each has its part, and lacks columns."""
    tables, named_cells, sheets = kind.tables, kind.named_cells, _sheet_keys(kind)
    named = {name for name in named_cells if names.place_of(name) is not None}
    here = {named_cells[name].sheet for name in named} | {tables[name].sheet for name, _, _ in found}
    declared = {name for name, has_part, _ in found if has_part}
    links = [f"{LINK}{key}" for key in sheets if key in here]
    return Missing(
        tuple(key for key in sheets if key not in here),
        tuple(name for name, has_part, lacks_columns in found if has_part and lacks_columns),
        tuple(name for name, table in tables.items() if table.sheet in here and name not in declared),
        tuple(name for name, cell in named_cells.items() if cell.sheet in here and name not in named),
        tuple(name for name in kind.ranges if is_lost(names.reference(name))),
        tuple(link for link in links if names.place_of(link) is None),
        tuple(name for name in kind.definition.areas if is_lost(names.reference(name))),
    )


def is_typed_in(kind: WorkbookKind, sheet: str) -> bool:
    """Whether what the workbook is for is typed on a sheet; the others show figures, or try some."""
    named = any(kind.named_cells[name].sheet == sheet for name in kind.settings)
    return named or any(kind.tables[name].sheet == sheet for name in typed_tables(kind))


def homes(cells: ReturnedCells) -> Mapping[str, Sheet]:
    """The sheet of a workbook that stands for each sheet of its kind: where most of its tables and named cells are."""
    return _homes(cells.kind, cells.book.names, tuple((name, table.sheet) for name, table in cells.tables.items()))


@lru_cache(_KEPT)
def _homes(kind: WorkbookKind, names: DefinedNames, tables: tuple[tuple[str, Sheet], ...]) -> Mapping[str, Sheet]:
    """The same of defined names, and of the sheets on which tables were found; it is asked again and again."""
    found: dict[str, Counter[Sheet]] = defaultdict(Counter)
    for name, sheet in tables:
        found[kind.tables[name].sheet][sheet] += 1
    for name, cell in kind.named_cells.items():
        place = names.place_of(name)
        if place is not None:
            found[cell.sheet][place.sheet] += 1
    return {key: sheets.most_common(1)[0][0] for key, sheets in found.items()}
