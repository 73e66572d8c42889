"""Takes a worksheet of a template apart into a `Sheet`.

The first data row of a table in the template gives the styles; the definition of the table gives formulas. Rows above
a band stay, rows below must not exist when it grows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import column_index, column_letters
from xl_grc.workbook.template.slots import (
    BandSlot,
    CellSlot,
    LastRow,
    NamedSlot,
    Piece,
    SheetData,
    TableSlot,
    row_mark,
)

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_COLUMN = re.compile(r"<col\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_FORMULA = re.compile(r"<f\b[^>]*>.*?</f>|<f\b[^>]*/>", re.DOTALL)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


class TemplateCell(NamedTuple):
    """A cell as the template holds it."""

    column: int
    style: str
    xml: str


class TemplateSheet:
    """The XML of a worksheet with its rows and cells found."""

    def __init__(self, name: str, xml: str) -> None:
        self.name = name
        head, opening, rest = xml.partition("<sheetData>")
        if not opening:
            raise InputError([Problem.of("bad_template", what=f"{name}: sheetData")])
        body, _, self.tail = rest.partition("</sheetData>")
        self.head = head
        self.rows: dict[int, tuple[str, list[TemplateCell]]] = {}
        for found in _ROW.finditer(body):
            attributes = dict(_ATTRIBUTE.findall(found[1]))
            row = int(attributes.pop("r"))
            attributes.pop("spans", None)
            kept = "".join(f' {key}="{value}"' for key, value in attributes.items())
            self.rows[row] = (kept, [self._cell(cell) for cell in _CELL.finditer(found[2] or "")])

    @staticmethod
    def _cell(found: re.Match[str]) -> TemplateCell:
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        reference = _REFERENCE.fullmatch(attributes["r"])
        assert reference is not None
        xml = found[0]
        if "<f" in xml:  # a formula of the template's author: it is calculated on opening, its old value would be wrong
            formula = _FORMULA.search(xml)
            style = f' s="{attributes["s"]}"' if "s" in attributes else ""
            xml = f'<c r="{attributes["r"]}"{style}>{formula[0] if formula else ""}</c>'
        return TemplateCell(column_index(reference[1]), attributes.get("s", "0"), xml)

    def labels(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Row and column of each cell that holds a text, and the text."""
        for row, (_, cells) in self.rows.items():
            for cell in cells:
                if "<is>" in cell.xml:
                    yield (row, cell.column), "".join(ElementTree.fromstring(cell.xml).itertext())

    def style(self, row: int, column: int) -> str:
        """The style of a cell."""
        return next((cell.style for cell in self.rows.get(row, ("", []))[1] if cell.column == column), "0")

    def width(self, column: int) -> float:
        """The width of a column in digits; 0 when the sheet does not say it."""
        for found in _COLUMN.findall(self.head):
            one = dict(_ATTRIBUTE.findall(found))
            if int(one["min"]) <= column <= int(one["max"]):
                return float(one.get("width", 0))
        return 0

    def replace(self, row: int, column: int, xml: str) -> None:
        """Put another cell in the place of one."""
        attributes, cells = self.rows.get(row, ("", []))
        kept = [cell for cell in cells if cell.column != column]
        self.rows[row] = (attributes, sorted([*kept, TemplateCell(column, "0", xml)]))


def assemble(
    source: TemplateSheet,
    tables: Sequence[TableSlot],
    slots: Mapping[tuple[int, int], NamedSlot | CellSlot],
    growing: Collection[str],
) -> SheetData:
    """The sheet with its bands and named slots in place. Raises InputError for cells below a `growing` table."""
    bands = {table.place.top for table in tables}
    pieces: list[Piece] = [_marked_head(source.head, tables) + "<sheetData>"]
    bottom = 0
    for row in sorted({*source.rows, *bands}):
        if row in bands:
            band = _band(source, [table for table in tables if table.place.top == row])
            bottom = max(table.place.bottom for table in band.tables)
            pieces.append(band)
        elif row > bottom:
            if any(table.place.bottom == bottom and table.name in growing for table in tables):
                _check_below(source, row)
            attributes, cells = source.rows[row]
            pieces.append(f'<row r="{row}"{attributes}>')
            pieces += [slots.get((row, cell.column), cell.xml) for cell in cells]
            pieces.append("</row>")
    pieces.append("</sheetData>" + _marked(source.tail, "sqref", tables))
    return SheetData(source.name, _joined(pieces))


def _check_below(source: TemplateSheet, row: int) -> None:
    if source.rows[row][1]:
        raise InputError([Problem.of("template_below", value=source.name)])


def _band(source: TemplateSheet, tables: Sequence[TableSlot]) -> BandSlot:
    top = tables[0].place.top
    foreign = [
        (row, cell.column, cell.xml)
        for row in range(top, max(table.place.bottom for table in tables) + 1)
        for cell in source.rows.get(row, ("", []))[1]
        if not any(table.place.left <= cell.column <= table.place.right for table in tables)
    ]
    ordered = sorted(tables, key=lambda table: table.place.left)
    return BandSlot(top, source.rows.get(top, ("", []))[0], ordered, foreign)


def _marked_head(head: str, tables: Sequence[TableSlot]) -> str:
    if not tables:
        return head
    bottom = max(table.place.bottom for table in tables)

    def dimension(found: re.Match[str]) -> str:
        place = Place.parse(found[1])
        last = row_mark("*") if place.bottom <= bottom else str(place.bottom)
        return f'<dimension ref="{column_letters(place.left)}{place.top}:{column_letters(place.right)}{last}"'

    return _marked(re.sub(r'<dimension ref="([^"]*)"', dimension, head), "sqref", tables)


def _marked(xml: str, name: str, tables: Sequence[TableSlot]) -> str:
    """Ranges over all data rows of a table follow its last row."""

    def reference(text: str) -> str:
        if ":" not in text or not re.fullmatch(r"[A-Z]+\d+:[A-Z]+\d+", text):
            return text
        place = Place.parse(text)
        for table in tables:
            inside = table.place.left <= place.left and place.right <= table.place.right
            if inside and (place.top, place.bottom) == (table.place.top, table.place.bottom):
                mark = row_mark(table.name)
                return f"{column_letters(place.left)}{place.top}:{column_letters(place.right)}{mark}"
        return text

    return re.sub(
        rf'\b{name}="([^"]*)"', lambda found: f'{name}="{" ".join(map(reference, found[1].split(" ")))}"', xml
    )


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbouring texts as one, and marks in texts as last rows."""
    joined: list[Piece] = []
    text = ""
    for piece in [*pieces, None]:
        if isinstance(piece, str):
            text += piece
            continue
        for index, part in enumerate(text.split("\0")):
            if part:
                joined.append(LastRow(part) if index % 2 else part)
        text = ""
        if piece is not None:
            joined.append(piece)
    return tuple(joined)
