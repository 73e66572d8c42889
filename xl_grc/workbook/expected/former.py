"""A workbook of an older version is held to what the template of its version has, not to what newer ones added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from xl_grc.ooxml.book import Book
from xl_grc.tables.kind import WorkbookKind
from xl_grc.workbook.expected.headers import respelled, written_headers
from xl_grc.workbook.expected.missing import Missing, missing_from
from xl_grc.workbook.known import is_older, version_of
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.template.templates import former_template


def former_of(cells: ReturnedCells) -> ReturnedCells | None:
    """The cells of the template of a workbook's own version; None for the present version, and for those unknown.

    A workbook that does not say its version has that of whose named cells it has none that came later.
    """
    kind, version = cells.kind, version_of(cells.book)
    if version is not None:
        return _former(kind, cells.language, version) if is_older(kind, cells.book) else None
    older = (_former(kind, cells.language, one) for one in range(kind.version - 1, 0, -1))
    known = [former for former in older if former is not None]
    return next((former for former in known if not cells.places.keys() - former.places.keys()), None)


@lru_cache(8)
def _former(kind: WorkbookKind, language: str, version: int) -> ReturnedCells | None:
    path = former_template(kind, language, version)
    return None if path is None else read_cells(kind, Book(path.read_bytes(), path.name), formulas=True)


def lost(cells: ReturnedCells) -> Missing:
    """What a workbook no longer has of what its version had."""
    missing, former = missing_from(cells), former_of(cells)
    if former is None:
        return missing
    never_had = missing_from(former)
    pairs = zip(missing, never_had, strict=True)
    return Missing(*(tuple(name for name in now if name not in then) for now, then in pairs))


def lost_columns(cells: ReturnedCells, table: str) -> tuple[str, ...]:
    """The columns that a table no longer has of those that its version had."""
    missing = cells.tables[table].placed.missing
    former = former_of(cells) if missing else None
    never_had = former.tables[table].placed.missing if former is not None else ()
    return tuple(key for key in missing if key not in never_had)


def spelled_otherwise(cells: ReturnedCells, table: str) -> Mapping[str, str]:
    """The headers of a table that are not as the workbook's version spells them, by key of the column."""
    found = respelled(cells, table)
    former = former_of(cells) if found else None
    usual = {} if former is None else written_headers(former, table)
    return {key: written for key, written in found.items() if usual.get(key) != written}


def former_formulas(former: ReturnedCells, cells: ReturnedCells) -> tuple[dict[str, str], dict[str, str]]:
    """The formulas of an older version by "Table.column", and by named cell, for the months of a workbook."""
    months = _months(former, cells)
    pattern = re.compile(r"\[({})\]".format("|".join(map(re.escape, months))))

    def renamed(formula: str) -> str:
        return pattern.sub(lambda found: f"[{months[found[1]]}]", formula) if months else formula

    columns = {key: rows[0] for key, rows in former.formulas.items() if rows}
    written = {key: renamed(formula) for key, formula in columns.items() if formula is not None}
    named = {name: renamed(one) for name, one in former.name_formulas.items() if one is not None}
    return written, named


def _months(former: ReturnedCells, cells: ReturnedCells) -> dict[str, str]:
    """The headers of months in the template, and those of a workbook in the same columns."""
    found: dict[str, str] = {}
    for table in former.tables.keys() & cells.tables.keys():
        before, now = written_headers(former, table), written_headers(cells, table)
        found |= {before[key]: now[key] for key in month_keys(cells.kind, table) if key in before and key in now}
    return found
