"""Structures taken out of a workbook, as people delete them and as older versions lacked them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.workbook.changing import parts, write_parts
from xl_grc.ooxml.book import Book

_SHEET = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?/>')
_FORMULA = re.compile(r'(<f>|Formula>|List">)([^<]*)')


def without_sheet(path: Path, title: str) -> Path:
    """The workbook after a sheet was deleted in Excel: what referred to it says #REF!."""
    content = parts(path)
    book = Book(path.read_bytes(), path.name)
    sheet = next(one for one in book.sheets if one.title == title)
    position = book.sheets.index(sheet)
    tables = [table for table in book.tables if table.sheet == sheet]
    key = next(one.key for one in book.related(book.main) if one.target == sheet.part)
    gone = [sheet.part, *(table.part for table in tables)]
    gone += [one.target for one in book.related(sheet.part)]
    for one in book.related(sheet.part):
        gone += [other.target for other in book.related(one.target)]
    gone += [re.sub(r"([^/]+)$", r"_rels/\1.rels", name) for name in gone]
    content = {name: data for name, data in content.items() if name not in gone}
    quoted = re.escape("'" + title.replace("'", "''") + "'")
    lost = re.compile("|".join(rf"\b{table.shape.name}\[(?:[^\[\]]|\[[^\]]*\])*\]" for table in tables) or "(?!)")
    for name, data in content.items():
        if name.endswith((".xml", ".rels")):
            xml = re.sub(rf"{quoted}!(?=\$)", "#REF!", data.decode())
            if name.startswith(("xl/worksheets/", "xl/tables/")) or name == "xl/workbook.xml":
                xml = re.sub(
                    r"(<f>|Formula>|hidden=\"1\">|List\">)([^<]*)", lambda one: one[1] + lost.sub("#REF!", one[2]), xml
                )
            content[name] = xml.encode()
    main = _SHEET.sub(lambda one: "" if one[1] == title else one[0], content["xl/workbook.xml"].decode())
    main = re.sub(rf'<definedName [^>]*localSheetId="{position}"[^>]*>[^<]*</definedName>', "", main)

    def earlier(found: re.Match[str]) -> str:
        return f'localSheetId="{int(found[1]) - (int(found[1]) > position)}"'

    content["xl/workbook.xml"] = re.sub(r'localSheetId="(\d+)"', earlier, main).encode()
    relations = content["xl/_rels/workbook.xml.rels"].decode()
    content["xl/_rels/workbook.xml.rels"] = re.sub(rf'<Relationship\b[^>]*Id="{key}"[^>]*/>', "", relations).encode()
    types = content["[Content_Types].xml"].decode()
    for name in gone:
        types = re.sub(rf'<Override PartName="/{re.escape(name)}"[^>]*/>', "", types)
    content["[Content_Types].xml"] = types.encode()
    return write_parts(path, content)


def without_properties(path: Path) -> Path:
    """The workbook as a program saves it that keeps no custom properties."""
    content = parts(path)
    del content["docProps/custom.xml"]
    for name in ("[Content_Types].xml", "_rels/.rels"):
        content[name] = re.sub(rb"<(Override|Relationship)\b[^>]*custom\.xml[^>]*/>", b"", content[name])
    return write_parts(path, content)


def without(table: str, header: str) -> Callable[[Any], None]:
    """Takes a column out of a table, in a workbook as openpyxl holds it; what stands to its right moves up."""

    def remove(book: Any) -> None:
        sheet, found = next((one, one.tables[table]) for one in book if table in one.tables)
        headers, rows = [one.name for one in found.tableColumns], sheet[found.ref]
        at = headers.index(header)
        for row in rows:
            for left, right in zip(row[at:], row[at + 1 :], strict=False):
                left.value = right.value
            row[-1].value = None
        del found.tableColumns[at]
        found.ref = f"{rows[0][0].coordinate}:{rows[-1][-2].coordinate}"

    return remove
