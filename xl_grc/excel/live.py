"""A workbook that is open in a spreadsheet, through the xlwings API, as the project's reader wants it."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from datetime import datetime, time
from typing import Any

from xl_grc.excel.cell_errors import told
from xl_grc.functions.vba import ERROR_NUMBERS
from xl_grc.ooxml.archive import Archive, Limits
from xl_grc.ooxml.book import Book, Sheet, TableOfSheet
from xl_grc.ooxml.parts import TableShape
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.worksheet import Found
from xl_grc.values import Cell, ErrorToken

_THIS_ROW = re.compile(
    r"(?P<text>\"(?:[^\"]|\"\")*\")|(?P<table>\w*)\[@(?:\[(?P<quoted>[^\]]+)\]|(?P<bare>[^\[\]]+))\]"
)
_BRACKETS = re.compile(r"(?P<text>\"(?:[^\"]|\"\")*\")|(?P<name>[\w.]+(?=\[))|(?P<open>\[)|(?P<close>\])")


class _Limited(Archive):
    """What the reader asks of a package that there is none of."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.limits = Limits.from_environment()


class LiveBook(Book):
    """An open workbook, read whole: the part of a sheet is its title, that of a table its name."""

    def __init__(self, live: Any) -> None:
        self.live = live
        self.file = live.name
        self.archive = _Limited(self.file)
        self.sheets = tuple(Sheet(sheet.name, sheet.name) for sheet in live.sheets)
        names = (name for name in live.names if "!" not in name.name)
        self.references = {name.name.casefold(): name.refers_to.lstrip("=") for name in names}
        self.properties = _properties(live)
        self.tables = tuple(
            TableOfSheet(_shape(table), table.name, sheet)
            for sheet in self.sheets
            for table in live.sheets[sheet.title].tables
        )
        self._found: dict[str, list[Found]] = {}

    def by_column(self, sheet: Sheet, columns: tuple[int, ...] = ()) -> dict[int, dict[int, Cell]]:
        """The values of a sheet by column and row."""
        cells: dict[int, dict[int, Cell]] = defaultdict(dict)
        for column, row, value, _ in self.scan(sheet, columns):
            cells[column][row] = value
        return cells

    def scan(self, sheet: Sheet, columns: tuple[int, ...] = ()) -> list[Found]:
        """The cells of a sheet that hold a value or a formula."""
        if sheet.title not in self._found:
            self._found[sheet.title] = list(self._scan(sheet))
        return [one for one in self._found[sheet.title] if not columns or one.column in columns]

    def _scan(self, sheet: Sheet) -> list[Found]:
        used = self.live.sheets[sheet.title].used_range
        values = used.options(ndim=2, err_to_str=True).value
        places = [table for table in self.tables if table.sheet == sheet]
        found = []
        for down, (shown, written) in enumerate(zip(values, rows_of(used.formula), strict=True)):
            row = used.row + down
            for right, (value, formula) in enumerate(zip(shown, written, strict=True)):
                if value is None and formula in (None, ""):
                    continue
                column = used.column + right
                text = None
                if isinstance(formula, str) and formula.startswith("=") and formula != value:
                    text = as_in_files(formula[1:], _table_at(places, column, row))
                found.append(Found(column, row, _cell(value, text is not None), text))
        return found


def rows_of(values: Any) -> list[tuple[Any, ...]]:
    """The rows of what xlwings answers for the formulas of a range: one alone comes bare."""
    if not isinstance(values, (list, tuple)):
        return [(values,)]
    return [tuple(row) if isinstance(row, (list, tuple)) else (row,) for row in values]


def _cell(value: Any, calculated: bool) -> Cell:
    if value is None:
        return "" if calculated else None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return value if isinstance(value, bool) else float(value)
    if isinstance(value, str):
        return ErrorToken(value) if value in ERROR_NUMBERS else value
    known = told(value)
    return ErrorToken(known) if isinstance(known, str) else float(known)


def _shape(table: Any) -> TableShape:
    header, whole = table.header_row_range, table.range
    top, left = whole.row, whole.column
    height, width = whole.shape
    headers = tuple("" if cell is None else str(cell) for cell in header.options(ndim=1).value) if header else ()
    place = Place(left, top, left + width - 1, top + height - 1)
    return TableShape(table.name, place, headers, 1 if header else 0, 1 if table.show_totals else 0, ())


def _properties(live: Any) -> dict[str, str]:
    """The custom properties; programs that do not show them have none."""
    found = {}
    with contextlib.suppress(Exception):
        for one in live.api.CustomDocumentProperties:
            found[str(one.Name)] = str(one.Value)
    return found


def _table_at(tables: list[TableOfSheet], column: int, row: int) -> str:
    for table in tables:
        place = table.shape.place
        if place.left <= column <= place.right and place.top <= row <= place.bottom:
            return table.shape.name
    return ""


def as_in_files(formula: str, table: str = "") -> str:
    """A formula in the grammar of files, as the definitions write it: Excel shows `[@Cost]` for its own row.

    >>> as_in_files('IF([@Cost]="","[@Cost]",Returns[@[Unit cost]])', "Returns")
    'IF(Returns[[#This Row],[Cost]]="","[@Cost]",Returns[[#This Row],[Unit cost]])'
    >>> as_in_files("SUMIFS([Cost],Costs[Item],[Item])", "Returns")
    'SUMIFS(Returns[Cost],Costs[Item],Returns[Item])'
    """

    def replace(found: re.Match[str]) -> str:
        if found["text"]:
            return found[0]
        return f"{found['table'] or table}[[#This Row],[{found['quoted'] or found['bare']}]]"

    formula = _THIS_ROW.sub(replace, formula)
    formula = re.sub(r"\[@\[([^\]]+)\]:\[([^\]]+)\]\]", r"[[#This Row],[\1]:[\2]]", formula)
    return _with_own_name(formula, table)


def _with_own_name(formula: str, table: str) -> str:
    """A column of its own table, which Excel shows bare, under the name of the table."""
    depth, named = 0, False

    def replace(found: re.Match[str]) -> str:
        nonlocal depth, named
        if found["open"]:
            own = depth == 0 and not named
            depth, named = depth + 1, False
            return f"{table}[" if own else "["
        named = bool(found["name"])
        depth -= bool(found["close"])
        return found[0]

    return _BRACKETS.sub(replace, formula)
