"""Cached values of formulas: taken out of a workbook, or read without the help of a spreadsheet library.

LibreOffice trusts cached values when it opens a file, so only a file without them shows what it calculates.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from xml.etree import ElementTree

from openpyxl.utils import get_column_letter

Value: TypeAlias = float | str | bool | dict[str, str] | None
"""A cell's value; an error is `{"error": token}`, None a formula without a cached value."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

CELL = re.compile(rb"<c((?:\s[^>]*)?)(?<!/)>(.*?)</c>", re.DOTALL)
FORMULA = re.compile(rb"<f[\s>/]")
CACHED = re.compile(rb"<v(?:\s[^>]*)?(?:/>|(?<!/)>.*?</v>)", re.DOTALL)
TYPE = re.compile(rb"""\st=(?:"[^"]*"|'[^']*')""")


def strip_cached_values(source: Path, target: Path) -> None:
    """Copy a workbook without the cached values of its formulas; everything else stays as it is, charts too."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as stripped:
        sheets = set(sheet_parts(package).values())
        for member in package.infolist():
            data = package.read(member)
            stripped.writestr(member, CELL.sub(strip_cell, data) if member.filename in sheets else data)


def strip_cell(found: re.Match[bytes]) -> bytes:
    """A cell without its cached value, if it has a formula."""
    attributes, content = found.groups()
    if not FORMULA.search(content):
        return found[0]
    return b"<c%b>%b</c>" % (TYPE.sub(b"", attributes), CACHED.sub(b"", content))


def cached_values(path: Path) -> dict[str, dict[str, Value]]:
    """Sheet -> address -> cached value of each formula."""
    return read_cells(path, formulas_only=True)


def all_cells(path: Path) -> dict[str, dict[str, Value]]:
    """Sheet -> address -> value of each cell that has a value or a formula."""
    return read_cells(path, formulas_only=False)


def read_cells(path: Path, *, formulas_only: bool) -> dict[str, dict[str, Value]]:
    """The values of a workbook's cells."""
    with zipfile.ZipFile(path) as package:
        texts = shared_texts(package)
        return {
            name: dict(sheet_values(ElementTree.fromstring(package.read(part)), texts, formulas_only))
            for name, part in sheet_parts(package).items()
        }


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> the part that holds it."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {
        relation.attrib["Id"]: str(PurePosixPath("/xl", relation.attrib["Target"])).lstrip("/")
        for relation in relations
        if relation.attrib["Type"].endswith("/worksheet")
    }
    sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    return {
        sheet.attrib["name"]: targets[sheet.attrib[RELATION_ID]]
        for sheet in sheets
        if sheet.attrib[RELATION_ID] in targets
    }


def shared_texts(package: zipfile.ZipFile) -> list[str]:
    """The shared strings."""
    part = "xl/sharedStrings.xml"
    if part not in package.namelist():
        return []
    return [plain_text(item) for item in ElementTree.fromstring(package.read(part))]


def plain_text(item: ElementTree.Element) -> str:
    """The text of a string item: its own, or that of its runs."""
    runs = item.findall(f"{MAIN}t") + item.findall(f"{MAIN}r/{MAIN}t")
    return "".join(run.text or "" for run in runs)


def sheet_values(sheet: ElementTree.Element, texts: list[str], formulas_only: bool) -> Iterator[tuple[str, Value]]:
    """(address, value) of a sheet's cells; files may leave out addresses, cells then follow one another."""
    row_number = 0
    for row in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        row_number = int(row.get("r", row_number + 1))
        for position, cell in enumerate(row.iterfind(f"{MAIN}c"), start=1):
            has_formula = cell.find(f"{MAIN}f") is not None
            value = cell_value(cell, texts)
            if has_formula or (value is not None and not formulas_only):
                yield cell.get("r", f"{get_column_letter(position)}{row_number}"), value


def cell_value(cell: ElementTree.Element, texts: list[str]) -> Value:
    """The value that a cell holds, None for none."""
    kind = cell.get("t", "n")
    inline = cell.find(f"{MAIN}is")
    if inline is not None:
        return plain_text(inline)
    stored = cell.findtext(f"{MAIN}v")
    if stored is None or (stored == "" and kind != "str"):
        return None
    match kind:
        case "s":
            return texts[int(stored)]
        case "str" | "d":
            return stored
        case "b":
            return stored in ("1", "true")
        case "e":
            return {"error": stored}
    return float(stored)
