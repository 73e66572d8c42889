"""Reads how a sheet looks: merged cells, hidden rows, bold cells, number formats; and which sheets are hidden."""

from __future__ import annotations

from functools import lru_cache

from xl_grc.ooxml.book import Book, Sheet, reading
from xl_grc.ooxml.looks import SheetLooks
from xl_grc.ooxml.markup import Element, parse
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_cells import WrittenRow, read_rows
from xl_grc.records import NamedTuple

_TOLD_BY_LOOKS = (b"mergeCell ", b"hidden=")


class _Styles(NamedTuple):
    """The cell styles, by index as cells name them, that are bold, and those with a format of the workbook's own."""

    bold: frozenset[str]
    formats: dict[str, str]


def sheet_looks(book: Book, sheet: Sheet) -> SheetLooks:
    """The looks of a sheet. Raises InputError when its part is no XML."""
    styles = _styles_of(book)
    xml = book.sheet_xml(sheet)
    if not styles.bold and not styles.formats and not any(told in xml for told in _TOLD_BY_LOOKS):
        return SheetLooks()
    hidden: set[int] = set()
    bold: set[tuple[int, int]] = set()
    formats: dict[tuple[int, int], str] = {}

    def look_at(row: WrittenRow) -> None:
        if row.is_hidden:
            hidden.add(row.number)
        for cell in row.cells:
            if cell.style in styles.bold:
                bold.add((cell.row, cell.column))
            if cell.style in styles.formats:
                formats[cell.row, cell.column] = styles.formats[cell.style]

    with reading(book.file):
        rest = read_rows(xml, look_at)
        places = [Place.parse(one.get("ref")) for one in rest.all("mergeCell")]
    merged = tuple(place for place in places if place.left != place.right or place.top != place.bottom)
    return SheetLooks(False, merged, frozenset(hidden), frozenset(bold), formats=formats)


def hidden_sheets(book: Book) -> frozenset[str]:
    """The titles of the sheets that are hidden, in whatever way."""
    with reading(book.file):
        sheets = list(parse(book.archive.xml(book.main)).all("sheet"))
    return frozenset(sheet.get("name") for sheet in sheets if sheet.get("state", "visible") != "visible")


def _styles_of(book: Book) -> _Styles:
    targets = (one.target for one in book.related(book.main) if one.kind == "styles" and not one.external)
    target = next(targets, "")
    if target not in book.archive:
        return _Styles(frozenset(), {})
    with reading(book.file):
        return _styles(book.archive.xml(target))


@lru_cache(64)
def _styles(xml: bytes) -> _Styles:
    root = parse(xml)
    sections = {section.name: section.children() for section in root.children()}
    bold_fonts = {str(index) for index, font in enumerate(sections.get("fonts", ())) if _is_bold(font)}
    codes = {one.get("numFmtId"): one.get("formatCode") for one in sections.get("numFmts", ())}
    styles = [(str(index), style) for index, style in enumerate(sections.get("cellXfs", ()))]
    bold = frozenset(index for index, style in styles if style.get("fontId", "0") in bold_fonts)
    own = {index: codes.get(style.get("numFmtId"), "") for index, style in styles}
    return _Styles(bold, {index: code for index, code in own.items() if code})


def _is_bold(font: Element) -> bool:
    found = font.child("b")
    return found is not None and found.get("val", "1") not in ("0", "false")
