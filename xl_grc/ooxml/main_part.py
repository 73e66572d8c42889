"""The main part of a workbook with further sheets and defined names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from xl_grc.ooxml.reference import quoted
from xl_grc.ooxml.sheet_editor import UnusualSheet
from xl_grc.ooxml.xml import attribute, escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = re.compile(r"<sheet\b[^>]*?/>|<sheet\b[^>]*?>\s*</sheet>")
_NAME = re.compile(r"<definedName\b([^>]*?)(?:/>|>(.*?)</definedName>)", re.DOTALL)
_LOCAL = re.compile(r'(\blocalSheetId=")([0-9]+)(?=")')
_AFTER_SHEETS = ("</definedNames>", "</externalReferences>", "</functionGroups>", "</sheets>")


class DefinedName(NamedTuple):
    """A name of the workbook, or of the sheet at a position; what it refers to."""

    name: str
    reference: str
    hidden: bool = False
    sheet: int | None = None


def all_names(xml: str) -> Iterator[DefinedName]:
    """The names of a workbook."""
    for found in ElementTree.fromstring(xml).iter():
        if found.tag.rpartition("}")[2] == "definedName":
            sheet = found.get("localSheetId")
            hidden = found.get("hidden") in ("1", "true")
            yield DefinedName(found.get("name", ""), found.text or "", hidden, None if sheet is None else int(sheet))


def with_sheet(xml: str, position: int, title: str, key: str) -> str:
    """A further sheet at a position; what counts the sheets counts it too. Raises UnusualSheet."""
    sheets = list(_SHEET.finditer(xml))
    numbers = [int(one) for found in sheets for one in re.findall(r'\bsheetId="([0-9]+)"', found[0])]
    if not sheets or len(numbers) != len(sheets) or ("<definedName " not in xml and ":definedName " in xml):
        raise UnusualSheet
    added = f'<sheet xmlns:r="{_OFFICE}" name="{attribute(title)}" sheetId="{max(numbers) + 1}" r:id="{key}"/>'
    at = sheets[position].start() if position < len(sheets) else sheets[-1].end()

    def later(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + (int(found[2]) >= position)}"

    def view(found: re.Match[str]) -> str:
        if "activeTab=" not in found[0]:  # the first sheet is the active one, and stays it
            return found[0].replace("<workbookView", '<workbookView activeTab="0"', 1)
        return found[0]

    head, tail = re.sub(r"<workbookView\b[^>]*>", view, xml[:at]), xml[at:]
    head = re.sub(r'(\bactiveTab=")([0-9]+)(?=")', later, head)
    return head + added + _NAME.sub(lambda one: _LOCAL.sub(later, one[0]), tail)


def with_names(xml: str, names: Iterable[DefinedName]) -> str:
    """Names in place of those of the same name, whatever their case."""
    wanted = {(one.name.casefold(), one.sheet): one for one in names}
    if not wanted:
        return xml

    def kept(found: re.Match[str]) -> str:
        name, sheet = re.search(r'\bname="([^"]*)"', found[1]), _LOCAL.search(found[1])
        key = (name[1].casefold() if name else "", int(sheet[2]) if sheet else None)
        return "" if key in wanted else found[0]

    written = "".join(map(_written, wanted.values()))
    xml = _NAME.sub(kept, xml).replace("<definedNames/>", "<definedNames></definedNames>")
    end = next(one for one in _AFTER_SHEETS if one in xml)
    if end == "</definedNames>":
        return xml.replace(end, written + end, 1)
    return xml.replace(end, f"{end}<definedNames>{written}</definedNames>", 1)


def with_print_area(xml: str, title: str, old: int, bottom: int | str) -> str:
    """What is printed of a sheet down to another last row, where it ends with the old one."""
    known, bare = (re.escape(escape(one)) for one in (quoted(title), title))
    area = re.compile(rf"((?<=[>,])(?:{known}|{bare})!\$[A-Z]+\$[0-9]+:\$[A-Z]+\$){old}(?![0-9])")

    def followed(found: re.Match[str]) -> str:
        is_printed = 'name="_xlnm.Print_Area"' in found[1]
        return area.sub(lambda one: f"{one[1]}{bottom}", found[0]) if is_printed else found[0]

    return _NAME.sub(followed, xml)


def _written(name: DefinedName) -> str:
    owner = "" if name.sheet is None else f' localSheetId="{name.sheet}"'
    hidden = ' hidden="1"' if name.hidden else ""
    return f'<definedName name="{attribute(name.name)}"{owner}{hidden}>{escape(name.reference)}</definedName>'
