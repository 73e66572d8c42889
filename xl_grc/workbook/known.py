"""Which kind a workbook is of, by tables that only workbooks of that kind hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book
from xl_grc.tables.kind import WorkbookKind

Known = Literal["plan", "relations", ""]

_SIGNS: dict[Known, frozenset[str]] = {
    "plan": frozenset({"Actions", "Schedule"}),
    "relations": frozenset({"Customers", "Bounds"}),
}


def known_kind(book: Book) -> Known:
    """The kind of a workbook of ours, "" for any other."""
    tables = {table.shape.name for table in book.tables}
    return next((kind for kind, sign in _SIGNS.items() if sign <= tables), "")


def version_of(book: Book) -> int | None:
    """The version of the structure that a workbook says it has; None when it says none."""
    said = book.properties.get("xl_grc_schema", "")
    return int(said) if said.isdecimal() else None


def is_older(kind: WorkbookKind, book: Book) -> bool:
    """Whether a workbook says that it has the structure of an older version."""
    version = version_of(book)
    return version is not None and version < kind.version


def refuse_newer(kind: WorkbookKind, book: Book) -> None:
    """Refuse a workbook whose structure this program does not know yet. Raises InputError: schema_newer."""
    version = version_of(book)
    if version is not None and version > kind.version:
        told = Problem.of("schema_newer", current=kind.version)
        raise InputError([told._replace(file=book.file, value=str(version))])


def sheet_titles(kind: WorkbookKind, found: Mapping[str, str]) -> dict[str, str]:
    """The titles of the sheets of a kind by their keys; `found` tells on which sheet tables and named cells stand."""
    sheets = _sheet_keys(kind)
    titles: dict[str, str] = {}
    for name, title in found.items():
        if name in sheets:
            titles.setdefault(sheets[name], title)
    return titles


@cache
def _sheet_keys(kind: WorkbookKind) -> dict[str, str]:
    """The key of the sheet of each table and named cell."""
    named = {name: cell.sheet for name, cell in kind.named_cells.items()}
    return named | {name: table.sheet for name, table in kind.tables.items()}


def refuse_relations(book: Book) -> None:
    """Refuse a workbook of customer relations where a plan is wanted. Raises InputError: relations_workbook."""
    if known_kind(book) == "relations":
        raise InputError([Problem("relations_workbook", book.file)])
