"""Changes single cells of a worksheet, whatever the way it is written, and leaves every other byte as it is."""

from __future__ import annotations

from typing import Any

from xl_grc.ooxml.formula_text import moved
from xl_grc.ooxml.markup import Element, Markup
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_cells import WrittenCell, WrittenFormula, WrittenRow
from xl_grc.ooxml.written_sheet import UnusualSheet, written_sheet
from xl_grc.ooxml.xml import column_letters, escape, number, text_element
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.values import NUMBERS, ErrorToken

_NOT_COPIED = (b"r", b"spans", b"hidden", b"collapsed")
"""What a row says of itself alone."""
_STYLE = compiled_later(r' s="[0-9]+"')


class SheetCell(NamedTuple):
    """A cell: its attributes save its place, and its content as it is written."""

    attributes: str
    content: str
    style: str
    """The number of its style, "" for none."""


_NO_CELL = SheetCell("", "", "")


class SheetEditor:
    """A worksheet whose cells can be replaced. Raises UnusualSheet, or ValueError when it is no worksheet.

    >>> sheet = SheetEditor(b'<x><sheetData><row r="1"><c r="A1" s="2"><v>1</v></c></row></sheetData></x>')
    >>> sheet.put(1, 1, '<c r="A1" s="2"><v>5</v></c>')
    >>> sheet.xml()
    b'<x><sheetData><row r="1"><c r="A1" s="2"><v>5</v></c></row></sheetData></x>'
    """

    def __init__(self, xml: bytes) -> None:
        self._sheet = written_sheet(xml)
        self._edits: dict[int, dict[int, str]] = {}
        self._growths: list[tuple[Place, int]] = []
        self._table_parts: list[str] = []

    def cell(self, row: int, column: int) -> SheetCell:
        """A cell as it was; one that does not exist has neither attributes nor content."""
        found = self._sheet.cell(row, column)
        if found is None:
            return _NO_CELL
        return SheetCell(self._sheet.attributes(found, [b"r"]), self._sheet.read.inner(found), found.style)

    def style(self, row: int, column: int) -> str | None:
        """The number of the style of a cell, "" for none; None when there is no cell, or one that says nothing."""
        found = self._sheet.cell(row, column)
        if found is None or not (found.style or self._sheet.attributes(found, [b"r"])):
            return None
        return found.style

    def put(self, row: int, column: int, xml: str) -> None:
        """Replace a cell, or add one. Those that share the formula of a replaced cell get one of their own."""
        old = self._sheet.cell(row, column)
        self._edits.setdefault(row, {})[column] = xml
        if old is not None and old.formula is not None and old.formula.shared and old.formula.text:
            self._share_out(old, old.formula)

    def _share_out(self, first: WrittenCell, formula: WrittenFormula) -> None:
        """Write a shared formula into the cells that only point to it."""
        for cell in (cell for row in self._sheet.rows.values() for cell in row.cells):
            pointer = cell.formula
            if pointer is None or pointer.text or pointer.shared != formula.shared:
                continue
            edits = self._edits.setdefault(cell.row, {})
            if cell.column not in edits:
                start, end = self._sheet.read.inside(cell)
                before, behind = self._sheet.text(start, pointer.start), self._sheet.text(pointer.end, end)
                place = f"{column_letters(cell.column)}{cell.row}"
                attributes = self._sheet.attributes(cell, [b"r"])
                own = escape(moved(formula.text, cell.row - first.row, cell.column - first.column))
                edits[cell.column] = f'<c r="{place}"{attributes}>{before}<f>{own}</f>{behind}</c>'

    def grow(self, old: Place, bottom: int) -> None:
        """Formats and validations over the last row of a table follow it down; the dimension too."""
        self._growths.append((old, bottom))

    @property
    def has_filter(self) -> bool:
        """Whether the sheet itself is filtered."""
        return self._sheet.root.child("autoFilter") is not None

    def add_table(self, xml: str) -> None:
        """A further table on the sheet: the element that names its part."""
        self._table_parts.append(xml)

    def xml(self) -> bytes:
        """The sheet with its changes."""
        markup = self._sheet.changed()
        for place in sorted(self._edits):
            if place in self._sheet.rows:
                self._change_row(markup, self._sheet.rows[place], self._edits[place])
            else:
                self._add_row(markup, place)
        if not self._edits.keys() <= self._sheet.rows.keys():
            for row in self._sheet.rows.values():
                if not row.is_placed:
                    markup.set(row, "r", str(row.number))
        for element in self._sheet.root.all() if self._growths else ():
            self._follow(markup, element)
        if self._table_parts:
            self._write_tables(markup)
        return markup.xml()

    def _change_row(self, markup: Markup, row: WrittenRow, edits: dict[int, str]) -> None:
        added = sorted(edits.keys() - {cell.column for cell in row.cells})
        for cell in row.cells:
            if cell.column in edits:
                markup.replace(cell, edits[cell.column], row)
            elif added and not cell.is_placed:
                markup.set(cell, "r", f"{column_letters(cell.column)}{cell.row}")
        for column in added:
            following = next((cell for cell in row.cells if cell.column > column), None)
            if following is None:
                markup.append(row, edits[column])
            else:
                markup.before(following, edits[column], row)
        if added and added[-1] > max((cell.column for cell in row.cells), default=0):
            markup.unset(row, "spans")

    def _add_row(self, markup: Markup, place: int) -> None:
        """A new row; it looks like the one above it."""
        above = self._sheet.rows.get(max((one for one in self._sheet.rows if one < place), default=0))
        attributes = "" if above is None else self._sheet.attributes(above, _NOT_COPIED)
        cells = "".join(xml for _, xml in sorted(self._edits[place].items()))
        written = f'<row r="{place}"{attributes}>{cells}</row>'
        following = self._sheet.rows.get(min((one for one in self._sheet.rows if one > place), default=0))
        if following is None:
            markup.append(self._sheet.data, written)
        else:
            markup.before(following, written, self._sheet.data)

    def _follow(self, markup: Markup, element: Element) -> None:
        """An element whose ranges follow the tables that grew."""
        if "sqref" in element.attributes:
            ranges = element.get("sqref")
            if (grown := self._grown(ranges)) != ranges:
                markup.set(element, "sqref", grown)
        elif element.name == "sqref":
            if (grown := self._grown(element.text)) != element.text:
                markup.fill(element, escape(grown))
        elif element.name == "dimension" and element.get("ref"):
            place = Place.parse(element.get("ref"))
            bottom = max(place.bottom, *(bottom for _, bottom in self._growths))
            markup.set(element, "ref", str(place._replace(bottom=bottom)))

    def _grown(self, ranges: str) -> str:
        written = ranges.split(" ")
        for old, bottom in self._growths:
            written = [_grown(one, old, bottom) for one in written]
        return " ".join(written)

    def _write_tables(self, markup: Markup) -> None:
        written = "".join(self._table_parts)
        known = self._sheet.root.child("tableParts")
        if known is not None:
            markup.set(known, "count", str(len(known.children()) + len(self._table_parts)))
            markup.append(known, written)
            return
        written = f'<tableParts count="{len(self._table_parts)}">{written}</tableParts>'
        extensions = self._sheet.root.child("extLst")
        if extensions is None:
            markup.append(self._sheet.root, written)
        else:
            markup.before(extensions, written, self._sheet.root)


def _grown(reference: str, old: Place, bottom: int) -> str:
    """A range down to another last row, when it ends with the old one of a table and is not a cell of its header."""
    try:
        place = Place.parse(reference)
    except ValueError:
        return reference
    inside = old.left <= place.left and place.right <= old.right and place.top >= old.top
    if not inside or place.bottom != old.bottom or place.top == place.bottom != old.top:
        return reference
    return str(place._replace(bottom=bottom))


def cell_xml(row: int, column: int, style: str, value: Any, formula: str | None = None, cached: bool = True) -> str:
    """A cell of a sheet; "" is a blank cell, or an empty text when there is a formula.

    Without `cached` the formula has no value: it is calculated when the workbook is opened.
    """
    start = f'<c r="{column_letters(column)}{row}"' + (f' s="{style}"' if style else "")
    written = "" if formula is None else f"<f>{escape(formula)}</f>"
    if written and not cached:
        return f"{start}>{written}</c>"
    if value == "" and not written:
        return f"{start}/>"
    if value.__class__ in NUMBERS:
        return f"{start}>{written}<v>{number(value)}</v></c>"
    if isinstance(value, bool):
        return f'{start} t="b">{written}<v>{value:d}</v></c>'
    if isinstance(value, ErrorToken):
        return f'{start} t="e">{written}<v>{value}</v></c>'
    if written:
        return f'{start} t="str">{written}{text_element("v", str(value))}</c>'
    return f'{start} t="inlineStr"><is>{text_element("t", str(value))}</is></c>'


__all__ = ["SheetCell", "SheetEditor", "UnusualSheet", "cell_xml"]
