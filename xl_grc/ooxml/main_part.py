"""The main part of a workbook with further sheets and defined names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from xl_grc.ooxml.markup import Element, Markup, parse
from xl_grc.ooxml.reference import quoted
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.ooxml.xml import attribute, escape
from xl_grc.records import NamedTuple

PRINT_AREA, PRINT_TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"
"""The names of a sheet's own for what is printed, and for what each page repeats."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEFORE_NAMES = ("externalReferences", "functionGroups", "sheets")
_BEFORE_CALCULATION = ("definedNames", *_BEFORE_NAMES)


class DefinedName(NamedTuple):
    """A name of the workbook, or of the sheet at a position; what it refers to."""

    name: str
    reference: str
    hidden: bool = False
    sheet: int | None = None


@lru_cache(8)
def all_names(xml: bytes) -> tuple[DefinedName, ...]:
    """The names of a workbook; of the last few they are kept."""
    return tuple(map(_defined, parse(xml).all("definedName")))


def _defined(element: Element) -> DefinedName:
    sheet = int(element.get("localSheetId")) if element.get("localSheetId") else None
    return DefinedName(element.get("name"), element.text, element.get("hidden") in ("1", "true"), sheet)


def with_sheet(xml: bytes, position: int, title: str, key: str) -> bytes:
    """A further sheet at a position; what counts the sheets counts it too. Raises UnusualSheet."""
    part = Markup(xml)
    listed = part.root.child("sheets")
    if listed is None:
        raise UnusualSheet
    sheets = listed.children("sheet")
    number = 1 + max((int(one.get("sheetId", "0")) for one in sheets), default=0)
    written = f'<sheet xmlns:r="{_OFFICE}" name="{attribute(title)}" sheetId="{number}" r:id="{key}"/>'
    if position < len(sheets):
        part.before(sheets[position], written, listed)
    else:
        part.append(listed, written)
    for view in part.root.all("workbookView"):  # the active sheet stays it; without a word it is the first
        active = int(view.get("activeTab", "0"))
        part.set(view, "activeTab", str(active + (active >= position)))
    for name in part.root.all("definedName"):
        owner = name.get("localSheetId")
        if owner:
            part.set(name, "localSheetId", str(int(owner) + (int(owner) >= position)))
    return part.xml()


def with_names(xml: bytes, names: Iterable[DefinedName]) -> bytes:
    """Names in place of those of the same name, whatever their case."""
    wanted = {(one.name.casefold(), one.sheet): one for one in names}
    if not wanted:
        return xml
    part = Markup(xml)
    for element in part.root.all("definedName"):
        known = _defined(element)
        if (known.name.casefold(), known.sheet) in wanted:
            part.remove(element)
    written = "".join(map(_written, wanted.values()))
    listed = part.root.child("definedNames")
    if listed is None:
        _put_behind(part, _BEFORE_NAMES, f"<definedNames>{written}</definedNames>")
    else:
        part.append(listed, written)
    return part.xml()


def _written(name: DefinedName) -> str:
    owner = "" if name.sheet is None else f' localSheetId="{name.sheet}"'
    hidden = ' hidden="1"' if name.hidden else ""
    return f'<definedName name="{attribute(name.name)}"{owner}{hidden}>{escape(name.reference)}</definedName>'


def _put_behind(part: Markup, names: Iterable[str], xml: str) -> None:
    """Something behind the first of some elements that is there. Raises UnusualSheet when none is."""
    found = next((one for one in map(part.root.child, names) if one is not None), None)
    if found is None:
        raise UnusualSheet
    part.after(found, xml, part.root)


def with_print_areas(
    xml: bytes, followed: Iterable[tuple[str, int, str]], names: Collection[str] = (PRINT_AREA,)
) -> bytes:
    """What is printed of sheets down to other last rows: the title of the sheet, the old last row, the new one.

    `names` are those of the areas.
    """
    part = Markup(xml)
    areas = [(_area(title, old), bottom) for title, old, bottom in followed]
    for element in part.root.all("definedName"):
        if element.get("name") in names:
            written = before = part.inner(element)
            for area, bottom in areas:
                written = area.sub(rf"\g<1>{bottom}", written)
            if written != before:
                part.fill(element, written)
    return part.xml()


def _area(title: str, bottom: int) -> re.Pattern[str]:
    known, bare = (re.escape(escape(one)) for one in (quoted(title), title))
    return re.compile(
        rf"((?:^|(?<=,))(?:{known}|{bare})!\$[A-Z]{{1,3}}\$[0-9]{{1,7}}:\$[A-Z]{{1,3}}\$){bottom}(?![0-9])"
    )


def calculated_on_opening(xml: bytes) -> bytes:
    """The main part, asking for a calculation on opening: foreign formulas may depend on what changed."""
    part = Markup(xml)
    found = part.root.child("calcPr")
    if found is not None:
        if found.get("fullCalcOnLoad") != "1":
            part.set(found, "fullCalcOnLoad", "1")
    else:
        _put_behind(part, _BEFORE_CALCULATION, '<calcPr fullCalcOnLoad="1"/>')
    return part.xml()
