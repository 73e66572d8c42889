"""Finishes a package that openpyxl made: puts right what it writes otherwise than Excel, and other programs trip over.

Every workbook that we build passes here once, so nothing else has to know how openpyxl writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from xl_grc.ooxml.book import CONTENT_TYPES
from xl_grc.ooxml.markup import Element, Markup
from xl_grc.ooxml.package import package, read_parts, small_member
from xl_grc.ooxml.parts import relations_part, relative_target
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.shared_strings import SHARED_STRINGS, SHARED_STRINGS_TYPE, beginning
from xl_grc.ooxml.usual_sheet import with_shared_text
from xl_grc.ooxml.written_sheet import WrittenSheet
from xl_grc.ooxml.xml import attribute, column_letters
from xl_grc.patterns import compiled_later

BUILT = datetime(2026, 1, 1)  # noqa: DTZ001  # a fixed date: the same sources give the same template
_MAIN = "xl/workbook.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APPLICATION = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Excel Compatible / xl_grc</Application></Properties>"
)
"""LibreOffice keeps heights of rows as they are written only when the name of the program begins so."""
_FONT = compiled_later(r"<font>(.*?)</font>", re.DOTALL)
_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")
_SILENT = compiled_later(
    r' t="n"(?= ?/?>)|<(?:odd|even|first)(?:Header|Footer) ?/>'
    r'|<outlinePr summaryBelow="1" summaryRight="1" ?/>| baseColWidth="8"| show(?:DropDown|InputMessage)="0"'
)
"""That a cell holds a number; headers and footers without words; what every sheet and validation is without it."""
_ELEMENT = compiled_later(r"<(\w+)\b[^>]*/>")
_UNPREFIXED = compiled_later(r"<(/?)(?=\w+[\s/>])")
_CHART_NAME = compiled_later(r'(<xdr:cNvPr id="\d+" name="Chart \d+")\s*/>')
_TITLES = compiled_later(r">(?P<sheet>[^<>]+!)(?P<rows>\$\d+:\$\d+),(?P=sheet)(?P<columns>\$[A-Z]+:\$[A-Z]+)<")
_UNSAID_STYLES = compiled_later(r' (?:pivotButton|quotePrefix)="0"|<colors>.*?</colors>', re.DOTALL)
_UNSAID_THEME = compiled_later(r'(?<=>)\s+(?=<)|<a:font script="[^>]*/>')
_FORMATS = compiled_later(r"<a:fmtScheme.*</a:fmtScheme>", re.DOTALL)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FLAT_FORMATS = (
    f'<a:fmtScheme name="Office"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f'<a:lnStyleLst>{f"""<a:ln w="9525">{_FILL}</a:ln>""" * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
"""Each list of formats has three at least."""
_DATES = compiled_later(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def finished(package_bytes: bytes, descriptions: Sequence[str] = ()) -> bytes:
    """The package as it is shipped; `descriptions` say what each chart shows, in their order."""
    parts = read_parts(package_bytes)
    _share_texts(parts)
    for pattern, finish in _FINISHES.items():
        for name in filter(re.compile(pattern).fullmatch, parts):
            parts[name] = finish(parts[name].decode()).encode()
    for name in list(parts):
        _relate(parts, name)
    _describe(parts, descriptions)
    parts = {name: xml.replace(b" />", b"/>") for name, xml in parts.items()}
    parts["docProps/app.xml"] = _APPLICATION
    return package(small_member(name, content) for name, content in parts.items())


def _share_texts(parts: dict[str, bytes]) -> None:
    """Texts stand once each in a part of their own: some previews show those inside cells blank."""
    places: dict[str, int] = {}
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = _with_shared_texts(parts[name], lambda item: places.setdefault(item, len(places)))
    parts[SHARED_STRINGS] = beginning("".join(places)) + b"</sst>"
    _append(parts, CONTENT_TYPES, f'<Override PartName="/{SHARED_STRINGS}" ContentType="{SHARED_STRINGS_TYPE}"/>')
    link = f'<Relationship Type="{_OFFICE}/sharedStrings" Target="/{SHARED_STRINGS}" Id="rIdTexts"/>'
    _append(parts, relations_part(_MAIN), link)


def _with_shared_texts(xml: bytes, place_of: Callable[[str], int]) -> bytes:
    sheet = WrittenSheet(xml)
    part = sheet.changed()
    for row in sheet.rows.values():
        for cell in row.cells:
            if cell.kind == "inlineStr":
                part.replace(cell, with_shared_text(sheet.read.raw(cell), place_of), row)
    return part.xml()


def _append(parts: dict[str, bytes], name: str, xml: str) -> None:
    part = Markup(parts[name])
    part.append(part.root, xml)
    parts[name] = part.xml()


def _relate(parts: dict[str, bytes], name: str) -> None:
    """Targets from where a part stands: some programs know no others."""
    relations = relations_part(name)
    if relations in parts:
        part = Markup(parts[relations])
        for link in part.root.children("Relationship"):
            if link.get("Target").startswith("/"):
                part.set(link, "Target", relative_target(name, link.get("Target")))
        parts[relations] = part.xml()


def _describe(parts: dict[str, bytes], descriptions: Sequence[str]) -> None:
    """What each chart shows, in words."""
    remaining = iter(descriptions)
    for name in sorted(filter(re.compile(r"xl/drawings/drawing\d+\.xml").fullmatch, parts)):
        parts[name] = _CHART_NAME.sub(
            lambda found: f'{found[1]} descr="{attribute(next(remaining))}"/>', parts[name].decode()
        ).encode()


def _sheet(xml: str) -> str:
    """Outlines that are announced; the active cell inside the part of the sheet that scrolls; nothing said twice, or
    that goes without saying."""
    part = Markup(_SILENT.sub("", xml).encode())
    _join_validations(part)
    levels = [int(column.get("outlineLevel", "0")) for column in part.root.all("col")]
    for sheet_format in part.root.children("sheetFormatPr") if any(levels) else ():
        part.set(sheet_format, "outlineLevelCol", str(max(levels)))
    for view in part.root.all("sheetView"):
        pane = view.child("pane")
        if pane is not None:
            _select(part, pane, view.children("selection"))
    return part.xml().decode()


def _join_validations(part: Markup) -> None:
    """Columns that allow the same are told together."""
    alike: dict[str, list[Element]] = {}
    for one in part.root.all("dataValidation"):
        alike.setdefault(part.raw(one).replace(f'"{one.get("sqref")}"', ""), []).append(one)
    for first, *others in alike.values():
        part.set(first, "sqref", " ".join(one.get("sqref") for one in (first, *others)))
        for one in others:
            part.remove(one)
    for listed in part.root.children("dataValidations"):
        part.set(listed, "count", str(len(alike)))


def _select(part: Markup, pane: Element, selections: Sequence[Element]) -> None:
    """The first cell of each pane is its active one, but where one begins to type."""
    first = Place.parse(pane.get("topLeftCell"))
    letters = column_letters(first.left)
    cells = {"topRight": f"{letters}1", "bottomLeft": f"A{first.top}", "bottomRight": f"{letters}{first.top}"}
    for selection in selections:
        if selection.get("activeCell", "A1") != "A1":
            continue
        for name in ("activeCell", "sqref"):
            part.set(selection, name, cells[selection.get("pane")])


def _table(xml: str) -> str:
    """One row of headers goes without saying: said, it makes a program take the header for data. A style, if none."""
    part = Markup(xml.encode())
    part.unset(part.root, "headerRowCount")
    if part.root.child("tableStyleInfo") is None:
        part.append(part.root, '<tableStyleInfo showRowStripes="0"/>')
    return part.xml().decode()


def _chart(xml: str) -> str:
    """Straight corners, no title made up of the series, a legend beside the plot, horizontal axes below it."""
    part = Markup(xml.encode())
    if part.root.child("roundedCorners") is None:
        part.before(part.root.children()[0], '<roundedCorners val="0"/>', part.root)
    for chart in part.root.children("chart"):
        if chart.child("title") is None and chart.child("autoTitleDeleted") is None:
            part.before(chart.children()[0], '<autoTitleDeleted val="1"/>', chart)
        for legend in chart.children("legend"):
            position = legend.child("legendPos")
            if position is not None and legend.child("overlay") is None:
                part.after(position, '<overlay val="0"/>', legend)
        for plot in chart.children("plotArea"):
            _place_axes(part, plot)
    return part.xml().decode()


def _place_axes(part: Markup, plot: Element) -> None:
    """Bars that lie have their words at the left, everything else its first axis below."""
    lies = any(direction.get("val") == "bar" for direction in plot.all("barDir"))
    kinds = [axis for axis in plot.children() if axis.name in ("catAx", "dateAx", "valAx")]
    for index, axis in enumerate(kinds):
        for position in axis.children("axPos"):
            part.set(position, "val", "b" if (index == 0) != lies else "l")


def _drawing(xml: str) -> str:
    """Elements with their usual prefix: a program may know them by it alone."""
    return _UNPREFIXED.sub(r"<\1xdr:", xml).replace(" xmlns=", " xmlns:xdr=", 1)


def _styles(xml: str) -> str:
    """The children of fonts in the order of the format; nothing that goes without saying, as the palette of old."""

    def ordered(found: re.Match[str]) -> str:
        children = {child[1]: child[0] for child in _ELEMENT.finditer(found[1])}
        return f"<font>{''.join(children[name] for name in _FONT_ORDER if name in children)}</font>"

    return _FONT.sub(ordered, _UNSAID_STYLES.sub("", xml))


def _theme(xml: str) -> str:
    """Colours and fonts; of other scripts none, and flat shapes, as in an Office of today."""
    return _FORMATS.sub(_FLAT_FORMATS, _UNSAID_THEME.sub("", xml))


def _main(xml: str) -> str:
    """What pages repeat: columns before rows, as Excel has it."""
    return _TITLES.sub(r">\g<sheet>\g<columns>,\g<sheet>\g<rows><", xml)


def _core(xml: str) -> str:
    """A fixed date."""
    return _DATES.sub(rf"\g<1>{BUILT:%Y-%m-%dT%H:%M:%SZ}", xml)


_FINISHES: Mapping[str, Callable[[str], str]] = {
    r"xl/worksheets/sheet\d+\.xml": _sheet,
    r"xl/tables/table\d+\.xml": _table,
    r"xl/charts/chart\d+\.xml": _chart,
    r"xl/drawings/drawing\d+\.xml": _drawing,
    r"xl/styles\.xml": _styles,
    r"xl/theme/theme\d+\.xml": _theme,
    r"xl/workbook\.xml": _main,
    r"docProps/core\.xml": _core,
}
"""What is put right in each kind of part."""
