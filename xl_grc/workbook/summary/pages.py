"""A workbook of tables: values alone, written at once, the same bytes for the same tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from xl_grc.ooxml.package import GrowingMember, Member, member, write_package
from xl_grc.ooxml.place import LAST_ROW
from xl_grc.ooxml.reference import on_sheet
from xl_grc.ooxml.row_heights import lines
from xl_grc.ooxml.shared_strings import NO_TEXTS, SHARED_STRINGS, SharedStrings
from xl_grc.ooxml.xml import attribute, column_letters, escape
from xl_grc.records import NamedTuple
from xl_grc.text import Texts
from xl_grc.workbook.summary.rows import ColumnLook, row_chunks, single_cell
from xl_grc.workbook.summary.styles import (
    BAD,
    GENERAL,
    GOOD,
    HEADER,
    NAVY,
    NOTE,
    TITLE,
    WARNING,
    styles_part,
)

_HEIGHT, _HEADER_LINE, _BUTTON = 18, 12, 13
"""Points of a row, of a line of a header, of the button of its filter: the header stands in the middle."""
_FEW = 2
"""Up to so many columns, wide ones, need no high header."""
_PAPER_WIDTH = 170
"""Characters on one A4 sheet, turned and somewhat reduced."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TABLE_PART = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class PageColumn(NamedTuple):
    """A column: its header, the style of its values, its width in characters."""

    header: str
    style: int = GENERAL
    width: int = 14
    judged: bool = False
    """A ROI: above 1 pays, at 1 breaks even, below does not."""


class SummaryPage(NamedTuple):
    """A sheet with one table. With a note, of one or two lines, there is a heading above it; without, the table begins
    in the first row.

    Without a name of the table it is plain cells, whose headers may be anything. `frozen` columns stay in view; the
    first `unprinted` of them are for programs, and are on no paper.
    """

    title: str
    table: str
    columns: Sequence[PageColumn]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    frozen: int = 0
    unprinted: int = 0

    @property
    def top(self) -> int:
        """The row of the headers."""
        return 4 if self.note else 1

    @property
    def bottom(self) -> int:
        """The last row of the table."""
        return self.top + max(len(self.rows), 1)

    def sheets(self) -> Iterator[SummaryPage]:
        """The page; one with more rows than a sheet holds goes on on others."""
        most = LAST_ROW - self.top
        yield self if len(self.rows) <= most else self._replace(rows=self.rows[:most])
        for number, first in enumerate(range(most, len(self.rows), most), 2):
            table = self.table and f"{self.table}{number}"
            yield self._replace(title=f"{self.title} ({number})", table=table, rows=self.rows[first : first + most])


def workbook(pages: Sequence[SummaryPage], words: Texts) -> bytes:
    """The workbook of some pages."""
    stream = BytesIO()
    write_workbook(stream, pages, words)
    return stream.getvalue()


def write_workbook(stream: BinaryIO, pages: Sequence[SummaryPage], words: Texts) -> None:
    """Write the workbook of some pages to a stream that can be searched; it is never held. The words of its language
    say how days are written, and what stands at the foot of a page."""
    pages = [sheet for page in pages for sheet in page.sheets()]
    numbers = range(1, len(pages) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers, [one for one, page in enumerate(pages, 1) if page.table]),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(pages),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{one}.xml") for one in numbers),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": styles_part(words["formats.date"]),
    }
    for one, page in zip(numbers, pages, strict=True):
        if page.table:
            parts[f"xl/worksheets/_rels/sheet{one}.xml.rels"] = _relations([("table", f"../tables/table{one}.xml")])
            parts[f"xl/tables/table{one}.xml"] = _table(one, page)
    write_package(stream, _members(parts, pages, words["footer.page"]))


def _members(parts: Mapping[str, str], pages: Sequence[SummaryPage], footer: str) -> Iterator[Member | GrowingMember]:
    """The parts of a workbook: the sheets, and behind them their texts, which are known once the sheets are written."""
    for name, xml in parts.items():
        yield member(name, (_START + xml).encode())
    strings = SharedStrings(NO_TEXTS)
    for one, page in enumerate(pages, 1):
        yield GrowingMember(f"xl/worksheets/sheet{one}.xml", _sheet(page, footer, strings))
    yield strings.member()


def _content_types(sheets: Iterable[int], tables: Iterable[int]) -> str:
    parts = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles"), (SHARED_STRINGS, "sharedStrings")]
    parts += [(f"xl/worksheets/sheet{one}.xml", "worksheet") for one in sheets]
    parts += [(f"xl/tables/table{one}.xml", "table") for one in tables]
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


def _book(pages: Sequence[SummaryPage]) -> str:
    sheets = "".join(
        f'<sheet name="{attribute(page.title)}" sheetId="{one}" r:id="rId{one}"/>' for one, page in enumerate(pages, 1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.{name}" localSheetId="{one}">{areas}</definedName>'
        for name, said in (("Print_Area", _print_area), ("Print_Titles", _print_titles))
        for one, page in enumerate(pages)
        if (areas := said(page))
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
        f"<definedNames>{titles}</definedNames></workbook>"
    )


def _print_area(page: SummaryPage) -> str:
    first, last = column_letters(page.unprinted + 1), column_letters(len(page.columns))
    return escape(on_sheet(page.title, f"${first}$1:${last}${page.bottom}")) if page.unprinted else ""


def _print_titles(page: SummaryPage) -> str:
    first, last = page.unprinted + 1, page.frozen
    areas = [f"${column_letters(first)}:${column_letters(last)}"] if page.frozen else []
    areas.append(f"${page.top}:${page.top}")
    return escape(",".join(on_sheet(page.title, area) for area in areas))


def _sheet(page: SummaryPage, footer: str, strings: SharedStrings) -> Iterator[bytes]:
    """The XML of a sheet, chunk after chunk."""
    widths = "".join(
        f'<col min="{one}" max="{one}" width="{column.width}" customWidth="1"/>'
        for one, column in enumerate(page.columns, 1)
    )
    yield (
        f'{_START}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetPr><tabColor rgb="{NAVY}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'{_pane(page)}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="{_HEIGHT}" customHeight="1"/>'
        f"<cols>{widths}</cols><sheetData>"
    ).encode()
    yield _heading(page, strings).encode("latin-1")
    headers = [column.header for column in page.columns]
    height = _header_height(page) if len(headers) > _FEW else None
    yield from row_chunks([headers], [ColumnLook(HEADER)] * len(headers), page.top, True, strings, height)
    looks = [ColumnLook(column.style, column.width) for column in page.columns]
    yield from row_chunks(page.rows, looks, page.top + 1, bool(page.note), strings)
    yield (
        f"</sheetData>{_judgement(page)}"
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="landscape" fitToWidth="{_pages_wide(page)}" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;L&amp;A&amp;R{escape(footer)} &amp;P / &amp;N</oddFooter></headerFooter>"
        f"{_TABLE_PART if page.table else ''}</worksheet>"
    ).encode()


def _header_height(page: SummaryPage) -> int:
    most = max(lines(column.header, column.width - 1) for column in page.columns)
    return 2 * _BUTTON + _HEADER_LINE * most


def _pages_wide(page: SummaryPage) -> int:
    """On how many sheets of paper a page is legible."""
    return -(-sum(column.width for column in page.columns[page.unprinted :]) // _PAPER_WIDTH)


def _heading(page: SummaryPage, strings: SharedStrings) -> str:
    """Title and note above a table, as wire text. The note begins behind the columns that each printed page repeats,
    which would cut it.
    """
    if not page.note:
        return ""
    letters = column_letters(page.frozen + 1 if _pages_wide(page) > 1 else 1)
    notes = [
        f'<row r="{row}">{single_cell(f"{letters}{row}", NOTE, line, strings)}</row>'
        for row, line in enumerate(page.note.split("\n"), 2)
    ]
    return f'<row r="1" ht="26" customHeight="1">{single_cell("A1", TITLE, page.title, strings)}</row>{"".join(notes)}'


def _pane(page: SummaryPage) -> str:
    """What stays in view: the headers, and the first columns."""
    first = f"{column_letters(page.frozen + 1)}{page.top + 1}"
    columns = f'xSplit="{page.frozen}" ' if page.frozen else ""
    pane = "bottomRight" if page.frozen else "bottomLeft"
    return (
        f'<pane {columns}ySplit="{page.top}" topLeftCell="{first}" activePane="{pane}" state="frozen"/>'
        f'<selection pane="{pane}" activeCell="{first}" sqref="{first}"/>'
    )


def _judgement(page: SummaryPage) -> str:
    """The colours of a ROI, as in a plan."""
    written = ""
    for one, column in enumerate(page.columns, 1):
        if column.judged and page.rows:
            first = f"{column_letters(one)}{page.top + 1}"
            rules = ((GOOD, ">1"), (WARNING, "=1"), (BAD, "<1"))
            told = "".join(
                f'<cfRule type="expression" dxfId="{colors}" priority="{colors + 1}">'
                f"<formula>AND(ISNUMBER({first}),ROUND({first},9){escape(test)})</formula></cfRule>"
                for colors, test in rules
            )
            area = f"{first}:{column_letters(one)}{page.bottom}"
            written += f'<conditionalFormatting sqref="{area}">{told}</conditionalFormatting>'
    return written


def _table(one: int, page: SummaryPage) -> str:
    reference = f"A{page.top}:{column_letters(len(page.columns))}{page.bottom}"
    columns = "".join(
        f'<tableColumn id="{index}" name="{attribute(column.header)}"/>' for index, column in enumerate(page.columns, 1)
    )
    return (
        f'<table xmlns="{_MAIN}" id="{one}" name="{page.table}" displayName="{page.table}" ref="{reference}">'
        f'<autoFilter ref="{reference}"/><tableColumns count="{len(page.columns)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
    )
