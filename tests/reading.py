"""Reads what a workbook shows with calamine, an independent reader."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import XML
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

_NAME = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}definedName"


@lru_cache(4)
def _opened(content: bytes) -> CalamineWorkbook:
    """A workbook with the values of its formulas, opened once for all that is asked about it."""
    return CalamineWorkbook.from_filelike(BytesIO(content), load_tables=True)


def table(workbook: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table under its headers, cached values for formulas."""
    found = _opened(workbook.read_bytes()).get_table_by_name(name)
    return [dict(zip(found.columns, row, strict=True)) for row in found.to_python()]


def named(workbook: Path, name: str) -> Any:
    """The cached value of a named cell, None for a blank one."""
    content = workbook.read_bytes()
    with ZipFile(BytesIO(content)) as package:
        names = {one.get("name"): one.text or "" for one in XML(package.read("xl/workbook.xml")).iter(_NAME)}
    sheet, _, address = names[name].rpartition("!")
    row, column = coordinate_to_tuple(address.replace("$", ""))
    title = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    rows = _opened(content).get_sheet_by_name(title).to_python(skip_empty_area=False)
    value = rows[row - 1][column - 1] if row <= len(rows) else ""
    return None if value == "" else value


def wrongly_marked(workbook: Path) -> list[str]:
    """The cells whose text begins like a formula without being marked as a text, and those marked for nothing."""
    book = load_workbook(BytesIO(workbook.read_bytes()), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return [
        f"{cell.parent.title}!{cell.coordinate} {cell.value!r}"
        for cell in cells
        if begins_like_a_formula(cell) != bool(cell.style_array.quotePrefix)
    ]


def begins_like_a_formula(cell: Any) -> bool:
    """Whether a cell holds a text that would become a formula when somebody edits it."""
    return cell.data_type == "s" and str(cell.value).startswith(("=", "+", "-", "@", "\t"))
