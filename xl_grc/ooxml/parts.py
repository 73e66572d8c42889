"""The small parts of a workbook: relations, sheets, names, tables, styles, texts, properties.

Each function reads the bytes of one part. Plans made from one template share most of these parts to the byte, so
what they say is kept: reading a thousand returned plans parses them once.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from xl_grc.ooxml.markup import Element, parse
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.reference import parted
from xl_grc.ooxml.usual_sheet import is_plain
from xl_grc.ooxml.xml import attribute, decoded, unescaped
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

_KEPT = 512
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_SECTIONS = {name: compiled_later(f"<{name}[ >].*?</{name}>".encode(), re.DOTALL) for name in ("numFmts", "cellXfs")}
_FORMAT = compiled_later(rb'<numFmt numFmtId="([0-9]{1,9})" formatCode="([^"<]*+)" ?/>')
_CODE = compiled_later(rb'formatCode="([^"]*+)"')
_STYLE = compiled_later(rb'<xf (?:[^<>]*? )?numFmtId="([0-9]{1,9})"')
_LITERALS = compiled_later(r'"[^"]*+"?+|\[[^\]]*+\]?+|[\\_*].?+', re.DOTALL)


class Relation(NamedTuple):
    """A link from one part to another, or to the outside."""

    key: str
    kind: str
    target: str
    external: bool


class SheetPart(NamedTuple):
    """A sheet of the workbook: its title, and the key of the relation to its part."""

    title: str
    key: str


@dataclass(frozen=True, eq=False)
class WorkbookPart:
    """What the main part says: the sheets, the defined names of the whole workbook, the epoch of dates. It equals
    itself alone.

    The names are without case, by which no two of them differ. `namespace` is that of its elements.
    """

    sheets: tuple[SheetPart, ...]
    names: dict[str, str]
    areas: dict[str, tuple[str, Place]]
    """The cells of those names that refer to cells: the title of their sheet, and where they stand on it."""
    since_1904: bool
    namespace: str


class DeclaredTable(NamedTuple):
    """A table as its part declares it; `place` holds header, data and totals rows."""

    name: str
    place: Place
    headers: tuple[str, ...]
    header_rows: int
    totals_rows: int
    formulas: tuple[str, ...]
    """The calculated column formula of each column, "" for none."""


@lru_cache(_KEPT)
def relations_part(part: str) -> str:
    """The name of the part that holds the relations of another.

    >>> relations_part("xl/workbook.xml"), relations_part("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relative_target(part: str, target: str) -> str:
    """How a part names another one in its relations.

    >>> relative_target("xl/worksheets/sheet1.xml", "/xl/tables/table1.xml"), relative_target("", "xl/workbook.xml")
    ('../tables/table1.xml', 'xl/workbook.xml')
    """
    return posixpath.relpath(posixpath.join("/", target), posixpath.join("/", posixpath.dirname(part)))


@lru_cache(_KEPT)
def relations(xml: bytes, part: str) -> tuple[Relation, ...]:
    """The relations of a part, their targets as names of parts."""
    found = []
    for element in parse(xml).children():
        external = element.get("TargetMode") == "External"
        target = element.get("Target")
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append(Relation(element.get("Id"), element.get("Type").rpartition("/")[2], target, external))
    return tuple(found)


@lru_cache(_KEPT)
def workbook_part(xml: bytes) -> WorkbookPart:
    """The main part."""
    sheets, names, since_1904 = [], {}, False
    root = parse(xml)
    for element in root.all():
        match element.name:
            case "sheet":
                sheets.append(SheetPart(element.get("name"), _relation_key(element)))
            case "definedName" if "localSheetId" not in element.attributes:
                names[element.get("name").casefold()] = element.text
            case "workbookPr":
                since_1904 = element.get("date1904") in ("1", "true")
    areas = {name: area for name, reference in names.items() if (area := _area(reference)) is not None}
    return WorkbookPart(tuple(sheets), names, areas, since_1904, root.namespace)


def _area(reference: str) -> tuple[str, Place] | None:
    """The cells that a name refers to, None when it refers to something else."""
    title, cells = parted(reference)
    try:
        return title, Place.parse(cells)
    except ValueError:
        return None


def _relation_key(element: Element) -> str:
    return next((value for key, value in element.attributes.items() if key.endswith("}id")), "")


def is_lost(reference: str) -> bool:
    """Whether a name refers to nothing: to cells that were deleted, or to no cell at all.

    >>> is_lost("#REF!$B$1"), is_lost(""), is_lost("Types[Types]")
    (True, True, False)
    """
    return not reference or "#REF!" in reference


@lru_cache(_KEPT)
def declared_table(xml: bytes) -> DeclaredTable:
    """A table part."""
    root = parse(xml)
    columns = list(root.all("tableColumn"))
    formulas = [column.child("calculatedColumnFormula") for column in columns]
    return DeclaredTable(
        root.get("displayName") or root.get("name"),
        Place.parse(root.get("ref")),
        tuple(unescaped(column.get("name")) for column in columns),
        int(root.get("headerRowCount", "1")),
        int(root.get("totalsRowCount", "0")),
        tuple("" if formula is None else formula.text for formula in formulas),
    )


@lru_cache(_KEPT)
def date_styles(xml: bytes) -> frozenset[int]:
    """The cell styles that show a date."""
    declared, styles = _usual_formats(xml) or _parsed_formats(xml)
    dates = {number for number, code in declared if _shows_date(code)} | _DATE_FORMATS
    return frozenset(index for index, number in enumerate(styles) if number in dates)


_Formats: TypeAlias = tuple[list[tuple[int, str]], list[int]]
"""The number formats that styles declare, and the number of the format of each cell style."""


def _usual_formats(xml: bytes) -> _Formats | None:
    """Those of a part that is written as all common programs write it, None for another. LibreOffice writes other
    styles into nearly every workbook, and the parser takes as long for them as for half a plan."""
    formats, styles = (_SECTIONS[name].search(xml) for name in ("numFmts", "cellXfs"))
    if formats is None or styles is None or not is_plain(xml, b"xf"):
        return None
    declared, numbers = _FORMAT.findall(formats[0]), _STYLE.findall(styles[0])
    if len(declared) + 1 < formats[0].count(b"<numFmt") or len(numbers) < styles[0].count(b"<xf"):
        return None  # the section itself begins like a format
    return [(int(number), decoded(code)) for number, code in declared], list(map(int, numbers))


def _parsed_formats(xml: bytes) -> _Formats:
    root = parse(xml)
    declared, styles = (
        [one for section in root.children(name) for one in section.children()] for name in ("numFmts", "cellXfs")
    )
    return [(_number_format(one), unescaped(one.get("formatCode"))) for one in declared], list(
        map(_number_format, styles)
    )


@lru_cache(_KEPT)
def number_formats(xml: bytes) -> tuple[str, ...]:
    """The number formats that styles declare, for cells and for conditional formats."""
    return tuple(map(_code, dict.fromkeys(_CODE.findall(xml))))


def with_number_formats(xml: bytes, changed: Mapping[str, str]) -> bytes:
    """Styles with other number formats in place of some."""

    def written(found: re.Match[bytes]) -> bytes:
        code = _code(found[1])
        return b'formatCode="%b"' % attribute(changed[code]).encode() if code in changed else found[0]

    return _CODE.sub(written, xml)


def _code(written: bytes) -> str:
    """A number format; bytes that are no text make it none of those that anybody looks for, and stop nothing."""
    return decoded(written.decode(errors="replace").encode())


def _number_format(element: Element) -> int:
    return int(element.get("numFmtId", "0"))


def _shows_date(code: str) -> bool:
    """Whether a number format shows a part of a date outside its literal texts.

    >>> _shows_date("dd/mm/yyyy"), _shows_date('0.0" mois"'), _shows_date("[Red]0")
    (True, False, False)
    """
    return re.search("[dmyhs]", _LITERALS.sub("", code.lower())) is not None


@lru_cache(_KEPT)
def custom_properties(xml: bytes) -> dict[str, str]:
    """The custom properties of the document, as texts."""
    found = {}
    for element in parse(xml).children():
        found[element.get("name")] = element.content().strip()
    return found
