"""Styles of one workbook added to those of another: what cells and conditional formats of a moved sheet need."""

from __future__ import annotations

import re
from functools import lru_cache

from xl_grc.ooxml.markup import Markup, parse
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.ooxml.xml import attribute
from xl_grc.patterns import compiled_later

_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs")
_FOLLOWING = {
    "numFmts": ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs"),
    "dxfs": ("tableStyles", "colors", "extLst"),
}
"""Before what a section stands that a workbook may do without."""
_STYLED = {"c": "s", "row": "s", "col": "style", "cfRule": "dxfId"}
"""The attribute by which an element of a sheet names its style."""
PARTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
"""What a cell style is made of: the attribute that names each part, and its section."""
_FIRST_OWN_FORMAT = 164
_QUOTE = compiled_later(r' quotePrefix="[^"]*"')
_QUOTED = compiled_later(r' quotePrefix="(?:1|true)"')
_FORMAT = compiled_later(r"<[\w.:-]+")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def is_quoted(item: str) -> bool:
    """Whether a cell style says that what begins like a formula in its cells is a text."""
    return _QUOTED.search(item) is not None


def with_quote(item: str, quoted: bool = True) -> str:
    """A cell style that says so, or does not.

    >>> with_quote('<xf numFmtId="0"/>'), with_quote('<xf quotePrefix="1" numFmtId="0"/>', False)
    ('<xf quotePrefix="1" numFmtId="0"/>', '<xf numFmtId="0"/>')
    """
    plain = _QUOTE.sub("", item)
    return _FORMAT.sub(r'\g<0> quotePrefix="1"', plain, count=1) if quoted else plain


class Styles:
    """The styles part of a workbook, section by section. Raises UnusualSheet when it cannot be added to."""

    def __init__(self, xml: bytes) -> None:
        self._markup = Markup(xml)
        root = self._markup.root
        self._found = {section: root.child(section) for section in _SECTIONS}
        if root.namespace != _MAIN or self._found["cellXfs"] is None or b"<styleSheet" not in xml:
            raise UnusualSheet
        self.sections = {
            name: [] if section is None else [self._markup.raw(one) for one in section.children()]
            for name, section in self._found.items()
        }
        self._known = {name: len(items) for name, items in self.sections.items()}

    def add(self, section: str, item: str) -> int:
        """The number of an item, added when no other is written alike."""
        items = self.sections[section]
        if item not in items:
            items.append(item)
        return items.index(item)

    def number_format(self, number: str) -> str:
        """What a number format says: its code, or its number when every program knows it."""
        return dict(map(_number_and_code, self.sections["numFmts"])).get(number, number)

    def xml(self) -> bytes:
        """The part with what was added."""
        for name, items in self.sections.items():
            added = "".join(items[self._known[name] :])
            if added:
                self._put(name, added, len(items))
        return self._markup.xml()

    def _put(self, name: str, added: str, count: int) -> None:
        section, root = self._found[name], self._markup.root
        if section is not None:
            self._markup.set(section, "count", str(count))
            self._markup.append(section, added)
            return
        written = f'<{name} count="{count}">{added}</{name}>'
        following = next((one for one in map(root.child, _FOLLOWING.get(name, ())) if one is not None), None)
        if following is None:
            self._markup.append(root, written)
        else:
            self._markup.before(following, written, root)


@lru_cache(16)
def styles_to_copy(xml: bytes) -> Styles:
    """The styles of a template, parsed once for all workbooks that take some of them; nothing is added to them."""
    return Styles(xml)


class StyleGraft:
    """Gives the styles of a source their numbers in a target, adding to it those that it lacks."""

    def __init__(self, target: Styles, source: Styles) -> None:
        self._target = target
        self._source = source
        self._cells: dict[str, str] = {}

    def cell(self, number: str) -> str:
        """The number of a cell style of the source in the target."""
        if number not in self._cells:
            self._cells[number] = str(self._target.add("cellXfs", self._cell_format(number)))
        return self._cells[number]

    def _cell_format(self, number: str) -> str:
        written = self._source.sections["cellXfs"][int(number)]
        for name, section in PARTS.items():
            found = re.search(rf'\b{name}="([0-9]+)"', written)
            if found is not None:
                item = self._source.sections[section][int(found[1])]
                written = written.replace(found[0], f'{name}="{self.item(section, item)}"', 1)
        written = re.sub(r'\bnumFmtId="([0-9]+)"', lambda one: f'numFmtId="{self._number_format(one[1])}"', written)
        return re.sub(r'\bxfId="[0-9]+"', 'xfId="0"', written)

    def item(self, section: str, item: str) -> int:
        """The number in the target of a font, a fill, a border, or a format of a rule of the source."""
        return self._target.add(section, item)

    def _number_format(self, number: str) -> str:
        if int(number) < _FIRST_OWN_FORMAT:
            return number
        code = next(one for key, one in map(_number_and_code, self._source.sections["numFmts"]) if key == number)
        known = dict(map(_number_and_code, self._target.sections["numFmts"]))
        same = next((key for key, one in known.items() if one == code), None)
        if same is not None:
            return same
        largest = max([_FIRST_OWN_FORMAT - 1, *map(int, known)])
        self._target.add("numFmts", f'<numFmt numFmtId="{largest + 1}" formatCode="{attribute(code)}"/>')
        return str(largest + 1)

    def sheet(self, xml: bytes) -> bytes:
        """A sheet of the source whose styles are those of the target."""
        markup = Markup(xml)
        for element in markup.root.all():
            name = _STYLED.get(element.name, "")
            if name in element.attributes:
                number = element.get(name)
                markup.set(element, name, self.rule(number) if name == "dxfId" else self.cell(number))
        return markup.xml()

    def rule(self, number: str) -> str:
        """The number of a format of conditional formats of the source in the target."""
        return str(self.item("dxfs", self._source.sections["dxfs"][int(number)]))


@lru_cache(256)
def _number_and_code(item: str) -> tuple[str, str]:
    element = parse(item.encode())
    return element.get("numFmtId"), element.get("formatCode")
