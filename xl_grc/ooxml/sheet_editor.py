"""Changes single cells of a worksheet and leaves every other byte of its XML as it is."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from xl_grc.ooxml.formula_text import names_places
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import column_index, column_letters, decoded, escape, number, text_element
from xl_grc.values import NUMBERS, ErrorToken

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]{1,3})([0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_NUMBER = re.compile(r'\br="([0-9]+)"')
_STYLE = re.compile(r'\bs="([0-9]+)"')
_SPANS = re.compile(r'\s(?:spans|hidden|collapsed)="[^"]*"')
_RANGES = re.compile(r'(\bsqref=")([^"]*)(")|(<xm:sqref>)([^<]*)(</xm:sqref>)')
_SHARED = re.compile(r'<f\b(?=[^>]*\bt="shared")(?=[^>]*\bref=)[^>]*\bsi="([0-9]+)"[^>]*>([^<]*)</f>')
_DIMENSION = re.compile(r'(<dimension ref=")([^"]*)(")')


class UnusualSheet(Exception):  # a state of the file, told as a problem by who asked
    """The sheet is written in a way whose cells cannot be changed safely."""


class SheetCell(NamedTuple):
    """A cell as it is written: its attributes and its content."""

    attributes: str
    content: str

    @property
    def style(self) -> str:
        """The number of its style, "" for none."""
        found = _STYLE.search(self.attributes)
        return found[1] if found else ""


class _Row(NamedTuple):
    start: int
    end: int
    attributes: str
    content: str


class SheetEditor:
    """A worksheet whose cells can be replaced. Raises UnusualSheet.

    >>> sheet = SheetEditor('<x><sheetData><row r="1"><c r="A1" s="2"><v>1</v></c></row></sheetData></x>')
    >>> sheet.put(1, 1, cell_xml(1, 1, "2", 5.0))
    >>> sheet.xml()
    '<x><sheetData><row r="1"><c r="A1" s="2"><v>5</v></c></row></sheetData></x>'
    """

    def __init__(self, xml: str) -> None:
        head, opening, rest = xml.partition("<sheetData>")
        body, closing, tail = rest.partition("</sheetData>")
        if not opening or not closing or "<!" in body:
            raise UnusualSheet
        self.head, self.tail, self._body = head + opening, closing + tail, body
        self._rows: dict[int, _Row] = {}
        for found in _ROW.finditer(body):
            place = _NUMBER.search(found[1])
            if place is None:
                raise UnusualSheet
            self._rows[int(place[1])] = _Row(found.start(), found.end(), found[1], found[2] or "")
        if list(self._rows) != sorted(self._rows) or len(self._rows) != body.count("<row"):
            raise UnusualSheet
        self._cells: dict[int, dict[int, SheetCell]] = {}
        self._edits: dict[int, dict[int, str]] = {}

    def row(self, row: int) -> dict[int, SheetCell]:
        """The cells of a row by column, as they were."""
        if row not in self._cells:
            content = self._rows[row].content if row in self._rows else ""
            found = list(_CELL.finditer(content))
            if len(found) != len(re.findall(r"<c[\s>]", content)):
                raise UnusualSheet
            self._cells[row] = {column_index(one[1]): SheetCell(one[3], one[4] or "") for one in found}
        return self._cells[row]

    def cell(self, row: int, column: int) -> SheetCell:
        """A cell as it was; one that does not exist has neither attributes nor content."""
        return self.row(row).get(column, SheetCell("", ""))

    def put(self, row: int, column: int, xml: str) -> None:
        """Replace a cell, or add one. Those that share the formula of a replaced cell get one of their own."""
        old = self.cell(row, column)
        self._edits.setdefault(row, {})[column] = xml
        shared = _SHARED.search(old.content)
        if shared is not None:
            self._share_out(shared[1], shared[2])

    def _share_out(self, key: str, formula: str) -> None:
        """Write a shared formula into the cells that only point to it. Raises UnusualSheet when its place matters."""
        pointer = re.compile(rf'<f\b(?=[^>]*\bt="shared")(?=[^>]*\bsi="{key}")[^>]*(?:/>|></f>)')
        written = f"<f>{formula}</f>"
        for place, row in self._rows.items():
            if f'si="{key}"' in row.content:
                for column, cell in self.row(place).items():
                    if column in self._edits.get(place, {}) or not pointer.search(cell.content):
                        continue
                    if names_places(decoded(formula.encode())):
                        raise UnusualSheet
                    content = pointer.sub(lambda _: written, cell.content)
                    xml = f'<c r="{column_letters(column)}{place}"{cell.attributes}>{content}</c>'
                    self._edits.setdefault(place, {})[column] = xml

    def xml(self) -> str:
        """The sheet with its changed cells."""
        pieces = []
        position = 0
        for row in sorted(self._edits):
            old = self._rows.get(row)
            if old is None:
                following = min(
                    (one.start for number, one in self._rows.items() if number > row), default=len(self._body)
                )
                pieces += [self._body[position:following], self._written(row)]
                position = following
            else:
                pieces += [self._body[position : old.start], self._written(row)]
                position = old.end
        return "".join((self.head, *pieces, self._body[position:], self.tail))

    def _written(self, row: int) -> str:
        """A changed row; a new one looks like the one above it."""
        cells = {
            column: f'<c r="{column_letters(column)}{row}"{cell.attributes}>{cell.content}</c>'
            for column, cell in self.row(row).items()
        }
        cells |= self._edits[row]
        pattern = self._rows.get(row) or self._rows.get(max((one for one in self._rows if one < row), default=row))
        attributes = pattern.attributes if pattern is not None else ""
        if row not in self._rows:
            attributes = _SPANS.sub("", attributes)
            attributes = _NUMBER.sub(f'r="{row}"', attributes) if attributes else f' r="{row}"'
        elif max(cells, default=0) > max(self.row(row), default=0):
            attributes = re.sub(r'\sspans="[^"]*"', "", attributes)
        return f"<row{attributes}>{''.join(cells[column] for column in sorted(cells))}</row>"

    def grow(self, old: Place, bottom: int) -> None:
        """Formats and validations over the last row of a table follow it down; the dimension too."""

        def reference(text: str) -> str:
            try:
                place = Place.parse(text)
            except ValueError:
                return text
            inside = old.left <= place.left and place.right <= old.right and place.top >= old.top
            if not inside or place.bottom != old.bottom or place.top == place.bottom != old.top:
                return text
            return str(place._replace(bottom=bottom))

        def ranges(found: re.Match[str]) -> str:
            start, text, end = (found[1] or found[4], found[2] or found[5] or "", found[3] or found[6])
            return f"{start}{' '.join(map(reference, text.split(' ')))}{end}"

        def dimension(found: re.Match[str]) -> str:
            place = Place.parse(found[2])
            return f"{found[1]}{place._replace(bottom=max(place.bottom, bottom))}{found[3]}"

        self.head = _DIMENSION.sub(dimension, _RANGES.sub(ranges, self.head))
        self.tail = _RANGES.sub(ranges, self.tail)


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
