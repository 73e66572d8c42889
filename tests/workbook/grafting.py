"""Foreign parts as XlsxWriter makes them (chart, picture, comments, macros), grafted into one of our workbooks."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import xlsxwriter

from tests.workbook.changing import parts, write_parts

PIVOT = b'<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="P"/>'
VBA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 4
FOREIGN = {
    "xl/vbaProject.bin": VBA,
    "xl/pivotTables/pivotTable1.xml": PIVOT,
    "customXml/item1.xml": b"<note>kept</note>",
    "xl/webextensions/taskpanes.xml": b"<taskpanes/>",
    "xl/printerSettings/printerSettings1.bin": bytes(64),
}


def picture() -> BytesIO:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b""))


def own_sheet() -> dict[str, bytes]:
    """A workbook of one sheet with a chart, a picture and a comment."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Mes notes")
    sheet.write_column("A1", [1, 2, 3])
    sheet.write_formula("B1", "SUM(A1:A3)", None, 6)
    sheet.write_comment("A1", "À garder")
    sheet.insert_image("D1", "logo.png", {"image_data": picture()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Mes notes'!$A$1:$A$3"})
    sheet.insert_chart("D5", chart)
    book.close()
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


def grafted(path: Path) -> dict[str, bytes]:
    """Adds the foreign sheet and parts to a workbook; returns the parts that nobody else may touch."""
    content, foreign = parts(path), {}
    for name, data in own_sheet().items():
        if name.startswith(("xl/charts/", "xl/drawings/", "xl/media/", "xl/comments", "xl/worksheets/")):
            new = re.sub(r"(sheet|chart|drawing|vmlDrawing|image|comments)1\.", r"\g<1>91.", name)
            foreign[new] = re.sub(rb"(sheet|chart|drawing|vmlDrawing|image|comments)1\.", rb"\g<1>91.", data)
    foreign |= FOREIGN
    foreign["xl/worksheets/sheet91.xml"] = foreign["xl/worksheets/sheet91.xml"].replace(b't="s"', b"")
    types = content["[Content_Types].xml"].decode()
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    added = f'<Override PartName="/xl/worksheets/sheet91.xml" ContentType="{sheet_type}"/>'
    chain_type = sheet_type.replace("worksheet+", "calcChain+")
    added += f'<Override PartName="/xl/calcChain.xml" ContentType="{chain_type}"/>'
    content["[Content_Types].xml"] = types.replace("</Types>", f"{added}</Types>").encode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = content["xl/_rels/workbook.xml.rels"].decode()
    links = f'<Relationship Id="rId91" Type="{office}/worksheet" Target="worksheets/sheet91.xml"/>'
    links += f'<Relationship Id="rId92" Type="{office}/calcChain" Target="calcChain.xml"/>'
    content["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", f"{links}</Relationships>").encode()
    book = content["xl/workbook.xml"].decode()
    sheet = f'<sheet xmlns:r="{office}" name="Mes notes" sheetId="91" r:id="rId91"/>'
    content["xl/workbook.xml"] = book.replace("</sheets>", f"{sheet}</sheets>").encode()
    content["xl/calcChain.xml"] = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    write_parts(path, content | foreign)
    return foreign
