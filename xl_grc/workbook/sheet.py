"""A worksheet of a template, taken apart: what stays as it is, and the slots that a filling goes into.

A *band* is a run of rows that one or several tables share. The first data row of a table in the template gives the
styles; the definition of the table gives formulas. Rows above a band stay, rows below must not exist when it grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.functions.cells import ErrorToken
from xl_grc.tables.relations import NUMBERS
from xl_grc.workbook.xml import FORMULA_STARTS, column_index, column_letters, escape, text_element

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_FORMULA = re.compile(r"<f\b[^>]*>.*?</f>|<f\b[^>]*/>", re.DOTALL)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


class Place(NamedTuple):
    """A rectangle of a sheet: columns and rows counted from 1, inclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, reference: str) -> Place:
        """From "B7:D9" or "B7", with or without dollar signs."""
        first, _, last = reference.replace("$", "").partition(":")
        corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
        (left, top), (right, bottom) = [(column_index(c[1]), int(c[2])) for c in corners if c]
        return cls(left, top, right, bottom)

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


class Look(NamedTuple):
    """The style of a cell, and the same style for texts that begin like a formula."""

    style: str
    quoted: str


class ColumnWriter:
    """Writes the cells of one column; what every row shares is prepared once and kept."""

    def __init__(self, column: int, top: int, look: Look, formula: str | None) -> None:
        self.column = column
        self._letters = column_letters(column)
        self._top = top
        self._look = look
        self._formula = "" if formula is None else f"<f>{escape(formula)}</f>"
        self._starts: list[str] = []
        self._blanks: list[str] = []
        self._blank = f' t="str">{self._formula}<v></v></c>' if self._formula else "/>"
        self._number = f">{self._formula}<v>"

    def _prepare(self, rows: int) -> None:
        for row in range(self._top + len(self._starts), self._top + rows):
            start = f'<c r="{self._letters}{row}" s="{self._look.style}"'
            self._starts.append(start)
            self._blanks.append(start + self._blank)

    def cells(self, values: Sequence[Any]) -> list[str]:
        """The cells of the rows from the top of the table."""
        if len(self._starts) < len(values):
            self._prepare(len(values))
        shown = self._number
        return [
            blank
            if value == ""
            else f"{start}{shown}{value!r}</v></c>"
            if value.__class__ in NUMBERS
            else self._other(start, value)
            for start, blank, value in zip(self._starts, self._blanks, values, strict=False)
        ]

    def _other(self, start: str, value: str | bool) -> str:
        """A text, an error or a truth value."""
        if isinstance(value, bool):
            return f'{start} t="b"{self._number}{value:d}</v></c>'
        if isinstance(value, ErrorToken):
            return f'{start} t="e"{self._number}{value}</v></c>'
        if self._formula:
            return f'{start} t="str">{self._formula}{text_element("v", value)}</c>'
        if value.startswith(FORMULA_STARTS):
            start = f'{start.partition(" s=")[0]} s="{self._look.quoted}"'
        return f'{start} t="inlineStr"><is>{text_element("t", value)}</is></c>'


class NamedSlot(NamedTuple):
    """A named cell outside tables."""

    name: str
    writer: ColumnWriter

    def render(self, names: Mapping[str, Any]) -> str:
        """Its cell."""
        return self.writer.cells([names[self.name]])[0]


class TableSlot(NamedTuple):
    """A table of a band: for each of its columns the key and the writer, from left to right."""

    name: str
    place: Place
    columns: tuple[tuple[str, ColumnWriter], ...]

    def key(self, column: str) -> str:
        """The name of a column in a filling."""
        return f"{self.name}.{column}"


class Band(NamedTuple):
    """The data rows of tables that begin in the same row."""

    top: int
    row_attributes: str
    tables: tuple[TableSlot, ...]
    foreign: Mapping[int, tuple[tuple[int, str], ...]]
    """Cells of the template beside the tables, by row: column and XML."""

    def bottoms(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, int]:
        """The last row of each table."""
        return {table.name: self.top + len(columns[table.key(table.columns[0][0])]) - 1 for table in self.tables}

    def render(self, columns: Mapping[str, Sequence[Any]]) -> str:
        """Its rows."""
        written = [writer.cells(columns[table.key(key)]) for table in self.tables for key, writer in table.columns]
        height = max(len(cells) for cells in written)
        if not self.foreign and all(len(cells) == height for cells in written):
            rows: Iterable[str] = map("".join, zip(*written, strict=True))
        else:
            rows = self._with_foreign(written, height)
        opening = f'"{self.row_attributes}>'
        return "".join([f'<row r="{number_}{opening}{row}</row>' for number_, row in enumerate(rows, self.top)])

    def _with_foreign(self, written: Sequence[Sequence[str]], height: int) -> Iterator[str]:
        positions = [writer.column for table in self.tables for _, writer in table.columns]
        for offset in range(height):
            cells = [
                (column, cells[offset]) for column, cells in zip(positions, written, strict=True) if offset < len(cells)
            ]
            cells += self.foreign.get(self.top + offset, ())
            yield "".join(xml for _, xml in sorted(cells))


class Sheet(NamedTuple):
    """A worksheet part as a sequence of fixed texts, named slots and bands.

    In fixed texts a mark (see `row_mark`) stands for the last row of a table.
    """

    name: str
    pieces: tuple[str | NamedSlot | Band, ...]

    def render(self, columns: Mapping[str, Sequence[Any]], names: Mapping[str, Any]) -> str:
        """The XML of the part for a filling."""
        bottoms: dict[str, int] = {}
        for piece in self.pieces:
            if isinstance(piece, Band):
                bottoms |= piece.bottoms(columns)
        bottoms["*"] = max(bottoms.values(), default=0)
        return "".join(
            _with_rows(piece, bottoms)
            if isinstance(piece, str)
            else piece.render(columns)
            if isinstance(piece, Band)
            else piece.render(names)
            for piece in self.pieces
        )


def row_mark(table: str) -> str:
    """Stands for the last row of a table; no XML holds this character."""
    return f"\0{table}\0"


def _with_rows(text: str, bottoms: Mapping[str, int]) -> str:
    if "\0" not in text:
        return text
    parts = text.split("\0")
    parts[1::2] = [str(bottoms[name]) for name in parts[1::2]]
    return "".join(parts)


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

    def style(self, row: int, column: int) -> str:
        """The style of a cell."""
        return next((cell.style for cell in self.rows.get(row, ("", []))[1] if cell.column == column), "0")

    def replace(self, row: int, column: int, xml: str) -> None:
        """Put another cell in the place of one."""
        attributes, cells = self.rows.get(row, ("", []))
        kept = [cell for cell in cells if cell.column != column]
        self.rows[row] = (attributes, sorted([*kept, TemplateCell(column, "0", xml)]))


def assemble(source: TemplateSheet, tables: Sequence[TableSlot], names: Mapping[tuple[int, int], NamedSlot]) -> Sheet:
    """The sheet with its bands and named slots in place. Raises InputError for cells below a table that grows."""
    bands = {table.place.top for table in tables}
    pieces: list[str | NamedSlot | Band] = [_marked_head(source.head, tables) + "<sheetData>"]
    bottom = 0
    for row in sorted({*source.rows, *bands}):
        if row in bands:
            band = _band(source, [table for table in tables if table.place.top == row])
            bottom = max(table.place.bottom for table in band.tables)
            pieces.append(band)
        elif row > bottom:
            _check_below(source, row, bottom, tables)
            attributes, cells = source.rows[row]
            pieces.append(f'<row r="{row}"{attributes}>')
            pieces += [names.get((row, cell.column), cell.xml) for cell in cells]
            pieces.append("</row>")
    pieces.append("</sheetData>" + _marked(source.tail, "sqref", tables))
    return Sheet(source.name, _joined(pieces))


def _check_below(source: TemplateSheet, row: int, bottom: int, tables: Sequence[TableSlot]) -> None:
    growing = bottom and any(table.place.bottom == bottom and table.name != "Budget" for table in tables)
    if growing and source.rows[row][1]:
        raise InputError([Problem.of("template_below", value=source.name)])


def _band(source: TemplateSheet, tables: Sequence[TableSlot]) -> Band:
    top = tables[0].place.top
    foreign: dict[int, tuple[tuple[int, str], ...]] = {}
    for row in range(top, max(table.place.bottom for table in tables) + 1):
        cells = source.rows.get(row, ("", []))[1]
        beside = [
            (cell.column, cell.xml)
            for cell in cells
            if not any(table.place.left <= cell.column <= table.place.right for table in tables)
        ]
        if beside:
            foreign[row] = tuple(beside)
    ordered = tuple(sorted(tables, key=lambda table: table.place.left))
    return Band(top, source.rows.get(top, ("", []))[0], ordered, foreign)


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


def _joined(pieces: Sequence[str | NamedSlot | Band]) -> tuple[str | NamedSlot | Band, ...]:
    joined: list[str | NamedSlot | Band] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)
