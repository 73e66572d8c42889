"""The small parts of a workbook: relations, sheets, names, tables, styles, texts, properties.

Each function reads the bytes of one part. Plans made from one template share most of these parts to the byte, so
what they say is kept: reading a thousand returned plans parses them once.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import decoded, unescaped

_KEPT = 512
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ITEM = re.compile(rb"<si>(?:<t(?: [^>]*)?>([^<]*)</t>|(.*?))</si>|<si/>", re.DOTALL)


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


class WorkbookPart(NamedTuple):
    """What the main part says: the sheets, the defined names of the whole workbook, the epoch of dates.

    The names are without case, by which no two of them differ.
    """

    sheets: tuple[SheetPart, ...]
    names: dict[str, str]
    since_1904: bool


class TableShape(NamedTuple):
    """A table as its part declares it; `place` holds header, data and totals rows."""

    name: str
    place: Place
    headers: tuple[str, ...]
    header_rows: int
    totals_rows: int
    formulas: tuple[str, ...]
    """The calculated column formula of each column, "" for none."""


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: ElementTree.Element, name: str, default: str = "") -> str:
    """An attribute whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


@lru_cache(_KEPT)
def relations_part(part: str) -> str:
    """The name of the part that holds the relations of another.

    >>> relations_part("xl/workbook.xml"), relations_part("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@lru_cache(_KEPT)
def relations(xml: bytes, part: str) -> tuple[Relation, ...]:
    """The relations of a part, their targets as names of parts."""
    found = []
    for element in ElementTree.fromstring(xml):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append(Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external))
    return tuple(found)


@lru_cache(_KEPT)
def workbook_part(xml: bytes) -> WorkbookPart:
    """The main part."""
    root = ElementTree.fromstring(xml)
    sheets, names, since_1904 = [], {}, False
    for element in root.iter():
        match local(element):
            case "sheet":
                sheets.append(SheetPart(element.get("name", ""), _relation_key(element)))
            case "definedName" if element.get("localSheetId") is None:
                names[element.get("name", "").casefold()] = element.text or ""
            case "workbookPr":
                since_1904 = element.get("date1904") in ("1", "true")
    return WorkbookPart(tuple(sheets), names, since_1904)


def _relation_key(element: ElementTree.Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def is_lost(reference: str) -> bool:
    """Whether a name refers to nothing: to cells that were deleted, or to no cell at all.

    >>> is_lost("#REF!$B$1"), is_lost(""), is_lost("Types[Types]")
    (True, True, False)
    """
    return not reference or "#REF!" in reference


@lru_cache(_KEPT)
def table_shape(xml: bytes) -> TableShape:
    """A table part."""
    root = ElementTree.fromstring(xml)
    columns = [element for element in root.iter() if local(element) == "tableColumn"]
    formulas = []
    for column in columns:
        texts = [child.text or "" for child in column if local(child) == "calculatedColumnFormula"]
        formulas.append(texts[0] if texts else "")
    return TableShape(
        root.get("displayName", root.get("name", "")),
        Place.parse(root.get("ref", "")),
        tuple(unescaped(column.get("name", "")) for column in columns),
        int(root.get("headerRowCount", 1)),
        int(root.get("totalsRowCount", 0)),
        tuple(formulas),
    )


@lru_cache(_KEPT)
def date_styles(xml: bytes) -> frozenset[int]:
    """The cell styles that show a date."""
    root = ElementTree.fromstring(xml)
    custom = {
        int(element.get("numFmtId", 0))
        for element in root.iter()
        if local(element) == "numFmt" and re.search("[dmyhs]", _LITERALS.sub("", element.get("formatCode", "")).lower())
    }
    formats = [xf for element in root if local(element) == "cellXfs" for xf in element]
    return frozenset(
        index for index, xf in enumerate(formats) if int(xf.get("numFmtId", 0)) in custom or _is_date_format(xf)
    )


def _is_date_format(xf: ElementTree.Element) -> bool:
    return int(xf.get("numFmtId", 0)) in _DATE_FORMATS


@lru_cache(64)
def shared_texts(xml: bytes) -> list[str]:
    """The shared strings."""
    if b"<sst" in xml and b"<!" not in xml:
        return [
            decoded(plain) if not rich else text_of(ElementTree.fromstring(b"<si>" + rich + b"</si>"))
            for plain, rich in _ITEM.findall(xml)
        ]
    return [text_of(item) for item in ElementTree.fromstring(xml)]


def text_of(element: ElementTree.Element) -> str:
    """The text of a string item; phonetic runs are left out."""
    own = [child.text or "" for child in element if local(child) == "t"]
    runs = [part.text or "" for run in element if local(run) == "r" for part in run if local(part) == "t"]
    return unescaped("".join(own + runs))


@lru_cache(_KEPT)
def custom_properties(xml: bytes) -> dict[str, str]:
    """The custom properties of the document, as texts."""
    found = {}
    for element in ElementTree.fromstring(xml):
        found[element.get("name", "")] = "".join(element.itertext()).strip()
    return found
