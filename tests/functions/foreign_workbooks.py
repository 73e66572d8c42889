"""Workbooks of other libraries: charts, a table, a comment, a picture, macros, a slicer and a pivot table as stubs."""

import re
from pathlib import Path

import openpyxl
import pyopenvba
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from rvgsrust_xlsxwriter import Workbook as RustWorkbook

from tests.workbook.changing import parts, write_parts
from tests.workbook.grafting import picture

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLICER = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_openpyxl(folder: Path) -> Path:
    """A chart, a table, names of the workbook and of a sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Action", "Coût"], ["Salon", 4_500], ["Mailing", 1_500]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Actions", ref="A1:B3"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "D2")
    book.defined_names["Total"] = DefinedName("Total", attr_text="Sheet!$B$3")
    sheet.defined_names["Local"] = DefinedName("Local", attr_text="Sheet!$B$2")
    book.save(folder / "openpyxl.xlsx")
    return folder / "openpyxl.xlsx"


def by_xlsxwriter(folder: Path) -> Path:
    """A chart, a picture, a comment; no name at all."""
    book = xlsxwriter.Workbook(folder / "xlsxwriter.xlsx")
    sheet = book.add_worksheet("Mes notes")
    sheet.write_column("A1", [1, 2, 3])
    sheet.write_comment("A1", "À garder")
    sheet.insert_image("D1", "logo.png", {"image_data": picture()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Mes notes'!$A$1:$A$3"})
    sheet.insert_chart("D5", chart)
    book.close()
    return folder / "xlsxwriter.xlsx"


def by_rust(folder: Path) -> Path:
    """A plain table of numbers."""
    book = RustWorkbook()
    sheet = book.add_worksheet("Feuille")
    for row in range(5):
        sheet.write(row, 0, float(row))
    book.close(str(folder / "rust.xlsx"))
    return folder / "rust.xlsx"


def with_macros(folder: Path) -> Path:
    """A workbook with a VBA project."""
    path = folder / "macros.xlsm"
    with pyopenvba.ExcelFile.create_new(path) as book:
        book.vba_project().add_module("Mine", "Public Sub Hello()\r\nEnd Sub\r\n")
        book.save()
    return path


def with_slicer(folder: Path) -> Path:
    """A slicer and a pivot table, as far as their parts and relations go, grafted into a workbook of XlsxWriter."""
    path = by_xlsxwriter(folder).rename(folder / "slicer.xlsx")
    content = parts(path)
    added = {
        "xl/slicerCaches/slicerCache1.xml": (
            f'<slicerCacheDefinition xmlns="{_SLICER}" name="Slicer_Type" sourceName="Type"/>',
            "application/vnd.ms-excel.slicerCache+xml",
            "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
        ),
        "xl/pivotCache/pivotCacheDefinition1.xml": (
            f'<pivotCacheDefinition xmlns="{_MAIN}" refreshOnLoad="1"><cacheSource type="worksheet">'
            '<worksheetSource ref="A1:A3" sheet="Mes notes"/></cacheSource><cacheFields count="0"/>'
            "</pivotCacheDefinition>",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
            f"{_RELATIONS}/pivotCacheDefinition",
        ),
    }
    types, relations = content["[Content_Types].xml"].decode(), content["xl/_rels/workbook.xml.rels"].decode()
    for number, (name, (xml, kind, relation)) in enumerate(added.items(), 91):
        content[name] = xml.encode()
        types = types.replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
        link = f'<Relationship Id="rId{number}" Type="{relation}" Target="{name.removeprefix("xl/")}"/>'
        relations = relations.replace("</Relationships>", f"{link}</Relationships>")
    content["[Content_Types].xml"], content["xl/_rels/workbook.xml.rels"] = types.encode(), relations.encode()
    main = content["xl/workbook.xml"].decode()
    caches = '<pivotCaches><pivotCache cacheId="1" r:id="rId92"/></pivotCaches>'
    slicers = (
        '<extLst><ext uri="{BBE1A952-AA13-448e-AADC-164F8A28A991}" '
        f'xmlns:x14="{_SLICER}"><x14:slicerCaches><x14:slicerCache r:id="rId91"/></x14:slicerCaches></ext></extLst>'
    )
    content["xl/workbook.xml"] = re.sub(r"</workbook>", f"{caches}{slicers}</workbook>", main).encode()
    return write_parts(path, content)


MAKERS = (by_openpyxl, by_xlsxwriter, by_rust, with_macros, with_slicer)
