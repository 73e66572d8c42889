"""What an owner types into a workbook of customer relations, by hand: by the headers, wherever the columns stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from xl_grc.tables.relations_kind import RELATIONS


def table_of(book, name):
    """The sheet and the range of a table."""
    return next((sheet, sheet.tables[name].ref) for sheet in book if name in sheet.tables)


def type_in(path: Path, table: str, row: int, values: Mapping[str, Any], language: str = "fr") -> None:
    """Type cells of a row of a table, counted from 0, by the keys of their columns."""
    book = load_workbook(path)
    put(book, table, row, values, language)
    book.save(path)


def put(book, table, row, values, language="fr"):
    """The same in an open workbook."""
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
