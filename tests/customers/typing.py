"""What an owner types into a workbook of customer relations, by hand: by the headers, wherever the columns stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl.utils import range_boundaries

from tests.workbook.changing import entered
from xl_grc.tables.relations_kind import RELATIONS

NOTHING: Mapping[str, Any] = MappingProxyType({})


def table_of(book, name):
    """The sheet and the range of a table."""
    return next((sheet, sheet.tables[name].ref) for sheet in book if name in sheet.tables)


Row = tuple[str, int, Mapping[str, Any]]
"""A table, a row of it counted from 0, what is typed there by the keys of the columns."""


def type_in(path: Path, *rows: Row, names: Mapping[str, Any] = NOTHING, language: str = "fr") -> Path:
    """Type into rows of tables and into named cells; a text is one, whatever it begins with. Nothing is calculated."""
    words = RELATIONS.texts(language)
    cells = [
        (table, words[f"columns.{table}.{key}"], row, f"'{value}" if isinstance(value, str) else value)
        for table, row, values in rows
        for key, value in values.items()
    ]
    return entered(path, *cells, *(("", name, 0, value) for name, value in names.items()))


def put(book, table, row, values, language="fr"):
    """Type into a row of a table of a workbook that openpyxl has opened."""
    sheet, reference = table_of(book, table)
    left, top, right, _ = range_boundaries(reference)
    headers = {sheet.cell(top, column).value: column for column in range(left, right + 1)}
    words = RELATIONS.texts(language)
    for key, value in values.items():
        fill(sheet.cell(top + 1 + row, headers[words[f"columns.{table}.{key}"]]), value)


def fill(cell, value):
    """Fill a cell; a text is one, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def name_in(book, name, value):
    """Type a named cell."""
    (title, place), *_ = book.defined_names[name].destinations
    book[title][place.replace("$", "")].value = value
