"""A plain workbook of tables: values alone, written at once, the same bytes for the same tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from xl_grc.functions.cells import ErrorToken
from xl_grc.tables.relations import to_serial
from xl_grc.workbook.package import member, package
from xl_grc.workbook.xml import attribute, column_letters, escape, number, text_element

FORMATS = ("General", "General", "#,##0", "0.0%", "0.00", "dd/mm/yyyy", "#,##0.00")
"""Number formats by style; style 1 is that of headers."""
GENERAL, HEADER, AMOUNT, RATE, RATIO, DATE, UNIT_AMOUNT = range(7)
LAST_ROW = 1_048_576

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Column(NamedTuple):
    """A column: its header, the style of its values, its width in characters."""

    header: str
    style: int = GENERAL
    width: int = 14


class Page(NamedTuple):
    """A sheet with one table."""

    title: str
    table: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]


def workbook(pages: Sequence[Page]) -> bytes:
    """The workbook of some pages."""
    numbers = range(1, len(pages) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(pages),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{one}.xml") for one in numbers), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
    }
    for one, page in zip(numbers, pages, strict=True):
        parts[f"xl/worksheets/sheet{one}.xml"] = _sheet(page)
        parts[f"xl/worksheets/_rels/sheet{one}.xml.rels"] = _relations([("table", f"../tables/table{one}.xml")])
        parts[f"xl/tables/table{one}.xml"] = _table(one, page)
    return package(member(name, (_START + xml).encode("utf-8", "replace")) for name, xml in parts.items())


def _content_types(numbers: Iterable[int]) -> str:
    parts = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    for one in numbers:
        parts += [(f"xl/worksheets/sheet{one}.xml", "worksheet"), (f"xl/tables/table{one}.xml", "table")]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(links: Iterable[tuple[str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="rId{one}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for one, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _book(pages: Sequence[Page]) -> str:
    sheets = "".join(
        f'<sheet name="{attribute(page.title)}" sheetId="{one}" r:id="rId{one}"/>' for one, page in enumerate(pages, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _styles() -> str:
    formats = "".join(
        f'<numFmt numFmtId="{164 + one}" formatCode="{attribute(code)}"/>' for one, code in enumerate(FORMATS)
    )
    cells = "".join(
        f'<xf numFmtId="{164 + one}" fontId="{int(one == HEADER)}" fillId="{2 * (one == HEADER)}" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1" applyFill="1"/>'
        for one in range(len(FORMATS))
    )
    font = '<name val="Calibri"/><family val="2"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        f'<fonts count="2"><font><sz val="11"/>{font}</font>'
        f'<font><b/><sz val="11"/><color rgb="FFFFFFFF"/>{font}</font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F3A5F"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(FORMATS)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _sheet(page: Page) -> str:
    widths = "".join(
        f'<col min="{one}" max="{one}" width="{column.width}" customWidth="1"/>'
        for one, column in enumerate(page.columns, 1)
    )
    letters = [column_letters(one) for one in range(1, len(page.columns) + 1)]
    styles = [column.style for column in page.columns]
    lines = [_row(1, letters, [HEADER] * len(letters), [column.header for column in page.columns])]
    lines += [_row(one, letters, styles, row) for one, row in enumerate(page.rows[: LAST_ROW - 1], 2)]
    view = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetViews><sheetView workbookViewId="0">{view}</sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>"
        '<pageSetup paperSize="9" orientation="landscape"/>'
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )


def _row(row: int, letters: Sequence[str], styles: Sequence[int], cells: Sequence[Any]) -> str:
    written = [
        _cell(f"{letter}{row}", style, cell)
        for letter, style, cell in zip(letters, styles, cells, strict=True)
        if cell is not None and cell != ""
    ]
    return f'<row r="{row}">{"".join(written)}</row>'


def _cell(address: str, style: int, value: Any) -> str:
    start = f'<c r="{address}" s="{style}"'
    if isinstance(value, bool):
        return f'{start} t="b"><v>{value:d}</v></c>'
    if isinstance(value, (int, float)):
        return f"{start}><v>{number(value)}</v></c>"
    if isinstance(value, date):
        return f'<c r="{address}" s="{DATE}"><v>{to_serial(value)}</v></c>'
    if isinstance(value, ErrorToken):
        return f'{start} t="e"><v>{escape(value)}</v></c>'
    return f'{start} t="inlineStr"><is>{text_element("t", str(value))}</is></c>'


def _table(one: int, page: Page) -> str:
    bottom = min(max(len(page.rows), 1) + 1, LAST_ROW)
    reference = f"A1:{column_letters(len(page.columns))}{bottom}"
    columns = "".join(
        f'<tableColumn id="{index}" name="{attribute(column.header)}"/>' for index, column in enumerate(page.columns, 1)
    )
    return (
        f'<table xmlns="{_MAIN}" id="{one}" name="{page.table}" displayName="{page.table}" ref="{reference}">'
        f'<autoFilter ref="{reference}"/><tableColumns count="{len(page.columns)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
    )
