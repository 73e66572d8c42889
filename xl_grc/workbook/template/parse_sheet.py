"""Takes a worksheet of a template apart into what stays and the slots that a filling goes into.

The first data row of a table in the template gives the styles; the definition of the table gives formulas. Rows above
a band stay, rows below must not exist when it grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.markup import Element
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_cells import WrittenCell, WrittenRow
from xl_grc.ooxml.written_sheet import WrittenSheet
from xl_grc.ooxml.xml import column_letters
from xl_grc.patterns import compiled_later
from xl_grc.workbook.template.printing import ROW_HEIGHT
from xl_grc.workbook.template.slots import (
    MARK_IN_XML,
    ROW_MARK,
    BandSlot,
    CellSlot,
    LastRow,
    NamedSlot,
    SheetData,
    SheetPiece,
    TableSlot,
    row_mark,
)
from xl_grc.workbook.template.texts import TemplateTexts

_USUAL_WIDTH = 9.14
_HEIGHT = compiled_later(r" ht=\"([0-9.]+)\"")
_NO_ROW = WrittenRow(0, [], 0, 0, True, False, "")
_ROWS = "\ufdde"
"""Stands for the rows while what is around them is changed."""
_AFTER_NAME = compiled_later(r"(?<=c)(?=[\s/>])")
_AREA = compiled_later(r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")


def labels(sheet: WrittenSheet, texts: Sequence[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Row and column of each cell that holds a text of its own, and the text; `texts` are the shared ones."""
    for row in sheet.rows.values():
        for cell in row.cells:
            if cell.kind in ("inlineStr", "s") and cell.value is not None:
                yield (cell.row, cell.column), texts[int(cell.value)] if cell.kind == "s" else cell.value


def style_of(sheet: WrittenSheet, row: int, column: int) -> str:
    """The style of a cell."""
    cell = sheet.cell(row, column)
    return cell.style or "0" if cell is not None else "0"


def rows_differ(sheet: WrittenSheet, table: TableSlot) -> bool:
    """Whether the rows of a table do not all look like its first one: each has its own number format, say."""
    rows = range(table.place.top, table.place.bottom + 1)
    return any(len({style_of(sheet, row, one.column) for row in rows}) > 1 for one in table.columns)


def width_of(sheet: WrittenSheet, column: int) -> float:
    """The width of a column in digits; 0 when the sheet does not say it."""
    said = _column(sheet, column)
    return 0 if said is None else float(said.get("width", "0"))


def widths_of(sheet: WrittenSheet, first: int, last: int) -> list[float]:
    """The widths of the columns that show, from one to another."""
    said = (_column(sheet, column) for column in range(first, last + 1))
    return [
        _USUAL_WIDTH if one is None else float(one.get("width", f"{_USUAL_WIDTH}"))
        for one in said
        if one is None or one.get("hidden") not in ("1", "true")
    ]


def _column(sheet: WrittenSheet, column: int) -> Element | None:
    every = sheet.root.all("col")
    return next((one for one in every if int(one.get("min")) <= column <= int(one.get("max"))), None)


def height_of(sheet: WrittenSheet, row: int) -> float:
    """The height of a row in points."""
    said = _HEIGHT.search(_attributes(sheet, sheet.rows.get(row, _NO_ROW)))
    return float(said[1]) if said else ROW_HEIGHT


def gather(sheet: WrittenSheet, texts: TemplateTexts) -> None:
    """Put the texts of a sheet with the others."""
    for row in sheet.rows.values():
        for cell in row.cells:
            if cell.kind == "inlineStr":
                texts.shared(_bare(sheet, cell))


def _bare(sheet: WrittenSheet, cell: WrittenCell) -> str:
    """A cell as it is written, without prefix."""
    written, prefix = sheet.read.raw(cell), sheet.prefix(cell)
    return written.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</") if prefix else written


def _kept(sheet: WrittenSheet, cell: WrittenCell, texts: TemplateTexts) -> str:
    """A cell of the template's author, without prefix. A formula is calculated on opening: its value may be wrong."""
    place = f"{column_letters(cell.column)}{cell.row}"
    if cell.formula is not None:
        style, prefix = f' s="{cell.style}"' if cell.style else "", sheet.prefix(cell)
        written = f'<c r="{place}"{style}>{sheet.text(cell.formula.start, cell.formula.end)}</c>'
        return written.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</") if prefix else written
    written = texts.shared(_bare(sheet, cell))
    return written if cell.is_placed else _AFTER_NAME.sub(f' r="{place}"', written, count=1)


def assemble(
    part: str,
    sheet: WrittenSheet,
    tables: Sequence[TableSlot],
    slots: Mapping[tuple[int, int], NamedSlot | CellSlot | str],
    growing: Collection[str],
    texts: TemplateTexts,
) -> SheetData:
    """The sheet with its bands and slots in place. Raises InputError for cells below a `growing` table."""
    bands = {table.place.top for table in tables}
    head, tail = _around(sheet, tables)
    pieces: list[SheetPiece] = [head + _opening(sheet)]
    bottom = 0
    by_row: dict[int, dict[int, NamedSlot | CellSlot | str]] = defaultdict(dict)
    for (row, column), slot in slots.items():
        by_row[row][column] = slot
    for row in sorted({*sheet.rows, *bands, *by_row}):
        if row in bands:
            band = _band(sheet, [table for table in tables if table.place.top == row], texts)
            bottom = max(table.place.bottom for table in band.tables)
            pieces.append(band)
        elif row > bottom:
            found = sheet.rows.get(row, _NO_ROW)
            if found.cells and any(table.place.bottom == bottom and table.name in growing for table in tables):
                raise InputError([Problem.of("template_below", value=part)])
            pieces += _row(sheet, row, found, by_row.get(row, {}), texts)
    pieces.append("</sheetData>" + tail)
    return SheetData(part, _joined(pieces))


def _opening(sheet: WrittenSheet) -> str:
    """What begins the rows: cells are written without prefix, whatever that of the sheet."""
    tag = sheet.read.raw(sheet.data)
    return "<sheetData>" if tag.startswith("<sheetData") else f'<sheetData xmlns="{sheet.data.namespace}">'


def _row(
    sheet: WrittenSheet,
    row: int,
    found: WrittenRow,
    slots: Mapping[int, NamedSlot | CellSlot | str],
    texts: TemplateTexts,
) -> Iterator[SheetPiece]:
    cells = {cell.column: cell for cell in found.cells}
    yield f'<row r="{row}"{_attributes(sheet, found)}>'
    for column in sorted(cells.keys() | slots.keys()):
        yield slots.get(column) or _kept(sheet, cells[column], texts)
    yield "</row>"


def _attributes(sheet: WrittenSheet, row: WrittenRow) -> str:
    return sheet.attributes(row, [b"r", b"spans"]) if row.number else ""


def _band(sheet: WrittenSheet, tables: Sequence[TableSlot], texts: TemplateTexts) -> BandSlot:
    top, bottom = tables[0].place.top, max(table.place.bottom for table in tables)
    foreign = [
        (row, cell.column, _kept(sheet, cell, texts))
        for row in sorted(row for row in sheet.rows if top <= row <= bottom)
        for cell in sheet.rows[row].cells
        if not any(table.place.left <= cell.column <= table.place.right for table in tables)
    ]
    ordered = sorted(tables, key=lambda table: table.place.left)
    return BandSlot(top, _attributes(sheet, sheet.rows.get(top, _NO_ROW)), ordered, foreign)


def _around(sheet: WrittenSheet, tables: Sequence[TableSlot]) -> tuple[str, str]:
    """What stands before the rows and behind them; ranges over all data rows of a table follow its last row."""
    markup = sheet.changed()
    bottom = max((table.place.bottom for table in tables), default=0)
    for element in sheet.root.all():
        ranges = element.get("sqref")
        if ranges and element.name != "selection":
            markup.set(element, "sqref", _followed(ranges, tables))
        elif element.name == "sqref":
            markup.fill(element, _followed(element.text, tables))
        elif element.name == "dimension" and tables:
            place = Place.parse(element.get("ref"))
            last = row_mark("*", MARK_IN_XML) if place.bottom <= bottom else str(place.bottom)
            area = f"{column_letters(place.left)}{place.top}:{column_letters(place.right)}{last}"
            markup.set(element, "ref", area)
    markup.replace(sheet.data, _ROWS, sheet.root)
    head, _, tail = markup.xml().decode().replace(MARK_IN_XML, ROW_MARK).partition(_ROWS)
    return head, tail


def _followed(ranges: str, tables: Sequence[TableSlot]) -> str:
    return " ".join(_range(one, tables) for one in ranges.split(" "))


def _range(reference: str, tables: Sequence[TableSlot]) -> str:
    if _AREA.fullmatch(reference):
        place = Place.parse(reference)
        for table in tables:
            inside = table.place.left <= place.left and place.right <= table.place.right
            if inside and (place.top, place.bottom) == (table.place.top, table.place.bottom):
                last = row_mark(table.name, MARK_IN_XML)
                return f"{column_letters(place.left)}{place.top}:{column_letters(place.right)}{last}"
    return reference


def _joined(pieces: Sequence[SheetPiece]) -> tuple[SheetPiece, ...]:
    """The pieces with neighbouring texts as one, and marks in texts as last rows."""
    joined: list[SheetPiece] = []
    texts: list[str] = []
    for piece in [*pieces, None]:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        for index, part in enumerate("".join(texts).split(ROW_MARK)):
            if part:
                joined.append(LastRow(part) if index % 2 else part)
        texts = []
        if piece is not None:
            joined.append(piece)
    return tuple(joined)
