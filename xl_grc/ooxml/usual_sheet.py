"""The cells of a sheet that is written as all common programs write it, by one regular expression over its bytes.

It is ten times as fast as the parser, and only for sheets of which it knows every tag among the rows: as soon as one is
written in another way, it gives up, and the parser reads the sheet. It never looks at a byte twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import compress
from typing import Any, TypeAlias

from xl_grc.ooxml.cell_values import SHARED_TEXT, Context, conversion_of_bytes
from xl_grc.ooxml.formula_text import moved, names_places
from xl_grc.ooxml.sheet_values import PLACES
from xl_grc.ooxml.spare_rows import NOTHING, spare_rows
from xl_grc.ooxml.xml import decoded
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.values import Cell

_ATTRIBUTES = compiled_later(rb'(?: [\w:.-]++="[^"<&]*+")*+ ?+')
_ATTRIBUTE = compiled_later(rb' ([\w:.-]++)="([^"]*+)"')
TAG = "[^>]{0,200}+"
"""The rest of a tag, no longer than tags are."""
_ROWS = b"sheetData"
_SHARED = compiled_later(rb'<c ([^<>]*)t="s"([^<>]*)><v>([0-9]{1,9})</v></c>')
_INLINE = compiled_later(r'<c\b([^<>]*)\bt="inlineStr"([^<>]*)><is>(.*)</is></c>', re.DOTALL)
_KEPT_ATTRIBUTES, _KEPT_FORMULAS, _KEPT_CONTEXTS = 2_048, 2_048, 64


class UnusualWriting(Exception):  # a state of the sheet, met by who asked for its cells
    """A sheet, or one of its cells, is written in another way."""


def is_plain(xml: bytes, name: bytes) -> bool:
    """Whether a part holds elements and texts alone, and no element of a name with a prefix."""
    prefixed = tuple(b":" + name + end for end in (b" ", b">", b"/", b"\t", b"\n", b"\r"))
    return _has_elements_alone(xml) and not _has(xml, b":", 0, prefixed)


def _has_elements_alone(xml: bytes) -> bool:
    """Whether no comment, no section and no instruction stands among the elements and texts."""
    return not (_has(xml, b"!", 1, b"<!") or _has(xml, b"?", 2, b"<?"))


def _has(xml: bytes, sign: bytes, start: int, around: bytes | tuple[bytes, ...]) -> bool:
    """Whether a text stands where its sign does. The sign is rare, so that looking for it first is far quicker: no
    pattern is looked for as fast as a single byte."""
    back = 0 if isinstance(around, tuple) else around.index(sign)
    at = xml.find(sign, start)
    while at >= 0:
        if xml.startswith(around, at - back):
            return True
        at = xml.find(sign, at + 1)
    return False


@cache
def _cells(attributes: str, begun: str, text: str, content: str) -> re.Pattern[bytes]:
    """Finds what stands among the rows, tag after tag: a cell that is not blank, with the groups of its parts; or any
    other cells and bounds of rows. Made when a sheet is first read."""
    place = "[A-Z]{1,3}+[0-9]{1,7}+"
    formula = rf"{begun}>(?:{text}</f>|(?<=/>))"
    held = rf"<(?:v|is><t)(?: {TAG})?+(?:(?<!/)>{content}</(?:v|t></is>)|/?+>(?:</is>)?+)"
    cell = rf'c r="({place})"{attributes}(?<!/)>(?:{formula})?+(?:<v>{content}</v></c>|(?:{held})?+</c>)'
    nothing = rf'(?:c r="{place}"{TAG}(?<=/)>|/row>|row(?: {TAG})?+>)'
    return re.compile(f"<(?:{cell}|{nothing}(?:<{nothing})*+)".encode())


_VALUES = f"({TAG})", f"<f{TAG}", "[^<]*+", "([^<]*+)"
"""Place, attributes, content in one of two groups."""
_FORMULAS = TAG, f"(<f{TAG})", "([^<]*+)", "[^<]*+"
"""Place, beginning of the formula, its text."""


def split(pattern: re.Pattern[bytes], xml: bytes, around: bytes, aside: slice = NOTHING) -> list[list[Any]]:
    """The groups of all that was found in the one element `around`, one list for each; None where a group was not met.
    What stands at its end may be left aside.

    Raises UnusualWriting when a tag stands between, or anything that was found outside of that element.
    """
    pieces: list[Any] = pattern.split(memoryview(xml)[: aside.start] if aside.stop else xml)  # nothing is copied
    if aside.stop:
        pieces[-1] += xml[aside.stop :]
    step = pattern.groups + 1
    gaps = pieces[::step]
    head, begin, first = gaps[0].partition(b"<" + around)
    last, finish, tail = gaps[-1].partition(b"</" + around + b">")
    if len(gaps) == 1 or not begin or not finish or not _has_elements_alone(head):
        raise UnusualWriting
    if around in head or around in tail or b"<" in b"".join((first, *gaps[1:-1], last)):
        raise UnusualWriting
    return [pieces[group::step] for group in range(1, step)]


def values(xml: bytes, context: Context) -> dict[bytes, Cell]:
    """The values by place. Raises UnusualWriting."""
    spare = spare_rows(xml, context, partial(_values, aside=NOTHING, context=context))
    found = _values(xml, spare.place, context)
    found.update(spare.cells)
    return found


def _values(xml: bytes, aside: slice, context: Context) -> dict[bytes, Cell]:
    """The same, but for what is left aside."""
    places, attributes, contents, others = split(_cells(*_VALUES), xml, _ROWS, aside)
    if others.count(None) < len(others):
        contents = [other if content is None else content for content, other in zip(contents, others, strict=True)]
    convert = _converters(context)
    cells = zip(places, attributes, contents, strict=True)
    return {place: convert[one](content) for place, one, content in cells if place}


def formulas(xml: bytes) -> dict[bytes, str]:
    """The texts of the formulas by place. Raises UnusualWriting."""
    places, beginnings, texts = split(_cells(*_FORMULAS), xml, _ROWS)
    begun = list(compress(beginnings, beginnings))
    found = dict(zip(compress(places, beginnings), map(_formula, compress(texts, beginnings)), strict=True))
    if b"shared" not in b"".join(begun):
        return found
    shared = SharedFormulas()
    for (place, text), beginning in zip(found.items(), begun, strict=True):
        given = _attributes(beginning.removeprefix(b"<f").removesuffix(b"/")) if b"shared" in beginning else {}
        key = given.get(b"si", b"") if given.get(b"t") == b"shared" else b""
        column, row = PLACES[place]
        found[place] = shared.text(key.decode(), text, row, column)
    return found


def with_texts_inside(xml: bytes, items: Sequence[str]) -> bytes:
    """A sheet of ours whose cells hold their texts themselves; `items` are those of the part of shared strings.

    >>> with_texts_inside(b'<c r="A1" s="2" t="s"><v>1</v></c>', ["<si/>", "<si><t>a</t></si>"])
    b'<c r="A1" s="2" t="inlineStr"><is><t>a</t></is></c>'
    """

    def cell(found: re.Match[bytes]) -> bytes:
        content = items[int(found[3])].removeprefix("<si>").removesuffix("</si>").encode()
        return b'<c %bt="inlineStr"%b><is>%b</is></c>' % (found[1], found[2], content)

    return _SHARED.sub(cell, xml)


def with_shared_text(cell: str, place_of: Callable[[str], int]) -> str:
    """The contrary for one cell of ours: with the place of its text, of an item, instead; any other cell as it is.

    >>> with_shared_text('<c r="A1" t="inlineStr"><is><t>a</t></is></c>', ["<si/>", "<si><t>a</t></si>"].index)
    '<c r="A1" t="s"><v>1</v></c>'
    """
    found = _INLINE.fullmatch(cell)
    if found is None:
        return cell
    return f'<c{found[1]}t="s"{found[2]}><v>{place_of(f"<si>{found[3]}</si>")}</v></c>'


@lru_cache(_KEPT_FORMULAS)
def _formula(content: bytes | None) -> str:
    """The text of a formula; the rows of a table repeat it."""
    return decoded(content or b"")


class SharedFormulas(dict[str, tuple[str, int, int, bool]]):
    """Number of a shared formula -> its text, the row and column that it is written for, whether its place matters."""

    def text(self, key: str, text: str, row: int, column: int) -> str:
        """The formula of a cell; in one that shares the formula of another its addresses are moved."""
        if not key:
            return text
        if text:
            return self.setdefault(key, (text, row, column, names_places(text)))[0]
        shared, top, left, is_placed = self.get(key, ("", 0, 0, False))
        return moved(shared, row - top, column - left) if is_placed else shared


_Conversion: TypeAlias = Callable[[bytes], Cell]


class _Converters(dict[bytes, _Conversion]):
    """Attributes of a cell -> how its content is read; few cells differ in them, and fewer in what that depends on."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shared = _shared_converters(context.dates, context.since_1904)
        super().__init__(self._shared.others)
        self.update(dict.fromkeys(self._shared.texts, context.text_of_number))

    def __missing__(self, attributes: bytes) -> _Conversion:
        kind, style = _kind(attributes)
        convert = conversion_of_bytes(kind, style, self._context)
        if len(self) < _KEPT_ATTRIBUTES:
            self[attributes] = convert
            if kind == SHARED_TEXT:
                self._shared.texts.add(attributes)
            else:
                self._shared.others[attributes] = convert
        return convert


class _SharedConverters(NamedTuple):
    """What workbooks share whose dates are told alike: the converters, and the attributes of cells whose content is the
    number of a text."""

    others: dict[bytes, _Conversion]
    texts: set[bytes]


@lru_cache(_KEPT_CONTEXTS)
def _shared_converters(dates: frozenset[int], since_1904: bool) -> _SharedConverters:
    """Those met so far."""
    return _SharedConverters({}, set())


@lru_cache(_KEPT_ATTRIBUTES)
def _kind(attributes: bytes) -> tuple[str, int]:
    """The type and the style of a cell."""
    found = _attributes(attributes)
    return found.get(b"t", b"n").decode(), int(found.get(b"s", 0))


def _attributes(written: bytes) -> dict[bytes, bytes]:
    if not _ATTRIBUTES.fullmatch(written):
        raise UnusualWriting
    return dict(_ATTRIBUTE.findall(written))


@lru_cache(1)
def _converters(context: Context) -> _Converters:
    """The converters of a workbook, whose sheets are read one after the other."""
    return _Converters(context)
