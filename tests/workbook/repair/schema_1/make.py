"""Writes the workbooks beside it: run by the code of structure 1 (README.md), and kept here for later code to read."""

import re
import sys
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from struct import pack

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import TableColumn

from tests.plans import some_plan
from tests.workbook.changing import written
from xl_grc.builder.build import tidied
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.template.templates import shipped_template

HERE = Path(sys.argv[1])
COLOURS = {"1F3A5F": "7A1F3D", "DDE7F1": "F7E3E8", "FFFBEB": "EAF6EA", "F3F5F8": "F6F1EC", "26323F": "3B2A1A"}


def picture():
    """A logo: a plain square."""
    row = b"\0" + b"\x7a\x1f\x3d" * 24
    chunks = [
        (b"IHDR", pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 24)),
        (b"IEND", b""),
    ]
    written = [pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data)) for kind, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def brand(path):
    """A template as an agency makes it of ours: its colours and font, a logo, an own column, an own sheet, a note."""
    book = load_workbook(shipped_template(PLAN, "fr"))
    for sheet in book:
        table = next(iter(sheet.tables.values()), None)
        if table is not None and table.name == "Actions":
            top, bottom = (int(row) for row in re.findall(r"[0-9]+", table.ref))
            right = len(table.tableColumns) + 2
            head = sheet.cell(top, right, "Conseiller")
            head._style = sheet.cell(top, right - 1)._style
            table.tableColumns.append(TableColumn(id=99, name="Conseiller"))
            table.ref = f"{table.ref.partition(':')[0]}:{head.column_letter}{bottom}"
            sheet.cell(top, 4).comment = Comment("Un verbe, un public, un lieu.", "Agence")
    home = book.worksheets[0]
    home["B32"] = "Agence Horizon, 1 place du Marché, Metz"
    home["B32"].font = Font(name="Georgia", i=True, color="7A1F3D")
    home["J3"] = "Version du réseau"
    own = book.create_sheet("Mode d'emploi")
    own["A1"], own["A2"] = "Total des dépenses du plan", "=TotalExpenses"
    own["A1"].fill = PatternFill("solid", fgColor="F7E3E8")
    stream = BytesIO()
    book.save(stream)
    content = tidied(stream.getvalue(), ["graphique"] * 9)
    path.write_bytes(recoloured(content))


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
LOGO = f"""<xdr:wsDr xmlns:xdr="{PLACED}" xmlns:a="{DRAWN}"><xdr:twoCellAnchor>
<xdr:from><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>
<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr>
<xdr:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>
<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>
</xdr:wsDr>"""


def with_logo(parts):
    """A logo at the right of the home page, over columns that the next structure needs."""
    parts["xl/media/logo.png"], parts["xl/drawings/logo.xml"] = picture(), LOGO.encode()
    for part, kind, target in (
        ("xl/drawings/_rels/logo.xml.rels", "image", "/xl/media/logo.png"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "drawing", "/xl/drawings/logo.xml"),
    ):
        link = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
        parts[part] = f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'.encode()
    home = parts["xl/worksheets/sheet1.xml"].decode()
    drawing = f'<drawing xmlns:r="{OFFICE}" r:id="rId1"/></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = home.replace("</worksheet>", drawing).encode()
    types = parts["[Content_Types].xml"].decode()
    added = '<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/logo.xml" '
    added += 'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", added).encode()


def recoloured(content):
    """The package with other colours and another font."""
    from xl_grc.ooxml.package import package, read_parts, small_member

    parts = read_parts(content)
    styles = parts["xl/styles.xml"].decode().replace('"Calibri"', '"Georgia"')
    for ours, theirs in COLOURS.items():
        styles = styles.replace(f'"00{ours}"', f'"00{theirs}"')
    parts["xl/styles.xml"] = styles.encode()
    with_logo(parts)
    return package(small_member(name, data) for name, data in parts.items())


written(HERE / "plan_fr.xlsx", some_plan(8, 5), "fr")
written(HERE / "plan_en.xlsx", some_plan(6, 2, date(2026, 7, 1)), "en")
brand(HERE / "brand_fr.xlsx")
