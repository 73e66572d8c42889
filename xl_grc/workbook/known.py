"""Which kind a workbook is of, by tables that only workbooks of that kind hold."""

from __future__ import annotations

from collections.abc import Mapping
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


def sheet_titles(kind: WorkbookKind, found: Mapping[str, str]) -> dict[str, str]:
    """The titles of the sheets of a kind by their keys; `found` tells on which sheet tables and named cells stand."""
    titles: dict[str, str] = {}
    for name, title in found.items():
        place = kind.tables.get(name) or kind.named_cells.get(name)
        if place is not None:
            titles.setdefault(place.sheet, title)
    return titles


def refuse_relations(book: Book) -> None:
    """Refuse a workbook of customer relations where a plan is wanted. Raises InputError: relations_workbook."""
    if known_kind(book) == "relations":
        raise InputError([Problem("relations_workbook", book.file)])
