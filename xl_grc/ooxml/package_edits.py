"""Parts of a workbook changed by as little as possible, and the package with the changed parts in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from xl_grc.ooxml.book import PROPERTIES, Book
from xl_grc.ooxml.package import member, package
from xl_grc.ooxml.parts import relations_part
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_editor import SheetCell
from xl_grc.ooxml.xml import attribute, column_letters, escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = f"{_OFFICE}relationships/custom-properties"
_CHAIN = "calcchain.xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_COLUMN = re.compile(r"<tableColumn\b[^>]*?/>|<tableColumn\b.*?</tableColumn>", re.DOTALL)
_CALCULATED = re.compile(r"<calculatedColumnFormula\b.*?(?:</calculatedColumnFormula>|/>)", re.DOTALL)
_STYLE = re.compile(r'\s*\bs="[0-9]+"')


def rewritten(book: Book, changed: Mapping[str, bytes], properties: Mapping[str, str]) -> bytes:
    """The package with changed parts; the chain of calculation is left out, every other part keeps its bytes."""
    names = book.archive.names
    dropped = [name for name in names if name.lower().rpartition("/")[2] == _CHAIN]
    before = {name: book.archive.read(name) for name in names if name not in dropped}
    parts = {name: changed.get(name) or content for name, content in before.items()}
    parts[book.main] = _calculated_on_opening(parts[book.main].decode("utf-8-sig")).encode()
    relations = relations_part(book.main)
    if dropped:
        parts[relations] = _without(parts[relations].decode("utf-8-sig"), "Relationship", "calcChain").encode()
        types = parts["[Content_Types].xml"].decode("utf-8-sig")
        parts["[Content_Types].xml"] = _without(types, "Override", "calcChain").encode()
    _set_properties(parts, properties)
    return package(
        (book.archive.packed(name) if content == before.get(name) else None) or member(name, content)
        for name, content in parts.items()
    )


def _calculated_on_opening(workbook: str) -> str:
    """The main part, asking for a calculation on opening: foreign formulas may depend on what changed."""
    found = re.search(r"<calcPr\b[^>]*>", workbook)
    if found is not None and 'fullCalcOnLoad="1"' in found[0]:
        return workbook
    if found is None:
        for end in ("</definedNames>", "</externalReferences>", "</sheets>"):
            if end in workbook:
                return workbook.replace(end, f'{end}<calcPr fullCalcOnLoad="1"/>', 1)
        return workbook
    old = re.sub(r'\s*\bfullCalcOnLoad="[^"]*"', "", found[0])
    return workbook.replace(found[0], old.replace("<calcPr", '<calcPr fullCalcOnLoad="1"', 1), 1)


def _without(xml: str, element: str, word: str) -> str:
    return re.sub(rf"<{element}\b[^>]*{word}[^>]*?/>", "", xml, flags=re.IGNORECASE)


def _set_properties(parts: dict[str, bytes], properties: Mapping[str, str]) -> None:
    """Our custom properties; those of others stay."""
    if PROPERTIES not in parts:
        parts[PROPERTIES] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Properties xmlns="{_OFFICE}custom-properties" xmlns:vt="{_OFFICE}docPropsVTypes"></Properties>'
        ).encode()
        override = f'<Override PartName="/{PROPERTIES}" ContentType="{_CUSTOM_TYPE}"/>'
        relation = f'<Relationship Id="rIdXlGrc" Type="{_CUSTOM_RELATION}" Target="{PROPERTIES}"/>'
        for part, closing, added in (
            ("[Content_Types].xml", "</Types>", override),
            ("_rels/.rels", "</Relationships>", relation),
        ):
            parts[part] = parts[part].decode("utf-8-sig").replace(closing, added + closing).encode()
    xml = parts[PROPERTIES].decode("utf-8-sig")
    for name, value in properties.items():
        xml = _with_property(xml, name, value)
    parts[PROPERTIES] = xml.encode()


def _with_property(xml: str, name: str, value: str) -> str:
    written = re.compile(rf'(<property\b[^>]*\bname="{name}"[^>]*>\s*<((?:\w+:)?\w+)\b[^>]*(?<!/)>)([^<]*)(</\2>)')
    found = written.search(xml)
    if found is not None:
        return written.sub(lambda one: f"{one[1]}{escape(value)}{one[4]}", xml, count=1)
    largest = max((int(one) for one in re.findall(r'\bpid="([0-9]+)"', xml)), default=1)
    added = (
        f'<property fmtid="{_FORMAT_ID}" pid="{largest + 1}" name="{attribute(name)}">'
        f'<vt:lpwstr xmlns:vt="{_OFFICE}docPropsVTypes">{escape(value)}</vt:lpwstr></property>'
    )
    if "</Properties>" in xml:
        return xml.replace("</Properties>", f"{added}</Properties>")
    return re.sub(r"<Properties\b([^>]*)/>", lambda one: f"<Properties{one[1]}>{added}</Properties>", xml)


def with_content(row: int, column: int, target: SheetCell, source: SheetCell) -> str:
    """A cell in its place and style with the content of another."""
    attributes = _STYLE.sub("", source.attributes)
    style = f' s="{target.style}"' if target.style else ""
    start = f'<c r="{column_letters(column)}{row}"{style}{attributes}'
    return f"{start}>{source.content}</c>" if source.content else f"{start}/>"


def table_xml(xml: str, place: Place, bottom: int, names: Mapping[int, str], formulas: Mapping[int, str]) -> str:
    """A table part down to another last row, some columns with another name or formula."""
    if bottom != place.bottom:

        def reference(found: re.Match[str]) -> str:
            old = Place.parse(found[1])
            last = old.bottom + bottom - place.bottom if old.bottom >= place.bottom else old.bottom
            return f'ref="{old._replace(bottom=last)}"'

        xml = re.sub(r'\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"', reference, xml)
    indices = iter(range(len(_COLUMN.findall(xml))))

    def column(found: re.Match[str]) -> str:
        index = next(indices)
        written = found[0]
        if index in names:
            written = re.sub(r'\bname="[^"]*"', f'name="{attribute(names[index])}"', written, count=1)
        return _with_formula(written, formulas[index]) if index in formulas else written

    return _COLUMN.sub(column, xml)


def with_columns(xml: str, place: Place, headers: Sequence[str]) -> str:
    """A table part with further columns on its right."""
    if not headers:
        return xml
    largest = max(int(one) for one in re.findall(r'<tableColumn\b[^>]*?\bid="([0-9]+)"', xml))
    added = "".join(
        f'<tableColumn id="{number}" name="{attribute(header)}"/>' for number, header in enumerate(headers, largest + 1)
    )
    right = place.right + len(headers)

    def reference(found: re.Match[str]) -> str:
        old = Place.parse(found[1])
        return f'ref="{old._replace(right=right)}"' if old.right == place.right else found[0]

    xml = re.sub(r'\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"', reference, xml)
    count = len(_COLUMN.findall(xml)) + len(headers)
    xml = re.sub(r'(<tableColumns\b[^>]*?\bcount=")[0-9]+', rf"\g<1>{count}", xml)
    return xml.replace("</tableColumns>", f"{added}</tableColumns>", 1)


def _with_formula(column: str, formula: str) -> str:
    """A column of a table with its calculated formula; what else the column holds stays."""
    found = _CALCULATED.search(column)
    wanted = f"<calculatedColumnFormula>{escape(formula)}</calculatedColumnFormula>"
    if found is not None:
        text = ElementTree.fromstring(found[0]).text if "xmlns" not in found[0] else None
        return column if text == formula else column.replace(found[0], wanted, 1)
    if column.endswith("/>"):
        return f"{column[:-2].rstrip()}>{wanted}</tableColumn>"
    opening, _, rest = column.partition(">")
    return f"{opening}>{wanted}{rest}"
