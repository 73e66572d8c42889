"""Reads what a workbook shows with calamine, an independent reader."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook


@lru_cache(4)
def _loaded(content: bytes) -> Workbook:
    """A workbook with the values of its formulas, loaded once for all that is asked about it; only to be read."""
    return load_workbook(BytesIO(content), data_only=True)


def table(workbook: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table under its headers, cached values for formulas."""
    book = _loaded(workbook.read_bytes())
    sheet = next(sheet for sheet in book if name in sheet.tables)
    reference = sheet.tables[name].ref
    cells = sheet[reference]
    left, right, top, bottom = cells[0][0].column, cells[0][-1].column, cells[0][0].row, cells[-1][0].row
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
    headers = rows[top - 1][left - 1 : right]
    return [dict(zip(headers, row[left - 1 : right], strict=True)) for row in rows[top:bottom]]


def named(workbook: Path, name: str) -> Any:
    """The cached value of a named cell."""
    book = _loaded(workbook.read_bytes())
    ((sheet, address),) = book.defined_names[name].destinations
    return book[sheet.replace("''", "'")][address.replace("$", "")].value


def wrongly_marked(workbook: Path) -> list[str]:
    """The cells whose text begins like a formula without being marked as a text, and those marked for nothing."""
    cells = (cell for sheet in load_workbook(workbook) for row in sheet.iter_rows() for cell in row)
    held = [(cell, cell.value) for cell in cells if cell.value is not None]
    return [
        f"{cell.parent.title}!{cell.coordinate} {value!r}"
        for cell, value in held
        if (cell.data_type == "s" and str(value).startswith(("=", "+", "-", "@", "\t"))) != bool(cell.quotePrefix)
    ]
