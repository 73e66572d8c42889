"""The part of a workbook that holds its texts once each; cells name them by their place in it.

Texts that every workbook of a template has are compressed beforehand, a workbook's own come behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from xl_grc.ooxml.cell_writer import content
from xl_grc.ooxml.package import Beginning, Member, member_of_chunks, shared_beginning
from xl_grc.ooxml.xml import FORMULA_STARTS, text_element
from xl_grc.records import NamedTuple

SHARED_STRINGS = "xl/sharedStrings.xml"
SHARED_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_ITEM, _END = "<si", "</si>"


def items(xml: str) -> Iterator[str]:
    """The items of the part as they are written; an empty one too. Takes linear time.

    >>> list(items('<sst><si><t>a</t></si><si/><si><r><t>b</t></r></si></sst>'))
    ['<si><t>a</t></si>', '<si/>', '<si><r><t>b</t></r></si>']
    """
    start = xml.find(_ITEM)
    while start >= 0:
        opened = xml.find(">", start)
        end = opened + 1 if xml[opened - 1] == "/" else xml.find(_END, opened) + len(_END)
        yield xml[start:end]
        start = xml.find(_ITEM, end)


def item(text: str) -> str:
    """A text as an item.

    >>> item(" a")
    '<si><t xml:space="preserve"> a</t></si>'
    """
    return f"<si>{text_element('t', text)}</si>"


def beginning(xml_items: str) -> bytes:
    """What the part begins with when these are its first items."""
    return (_OPENING + xml_items).encode()


class Fixed(NamedTuple):
    """The texts that many workbooks have: their items, compressed, and the places of those that are plain."""

    start: Beginning
    places: Mapping[str, str]
    how_many: int


NO_TEXTS = Fixed(shared_beginning(beginning("")), {}, 0)
"""None that workbooks have in common."""


def with_more(fixed: Fixed, texts: Sequence[str]) -> Fixed:
    """Some texts behind the others."""
    start = shared_beginning("".join(map(item, texts)).encode(), fixed.start)
    places = {text: str(place) for place, text in enumerate(texts, fixed.how_many)}
    return Fixed(start, {**places, **fixed.places}, fixed.how_many + len(texts))


class SharedStrings(dict[str, str]):
    """The texts of one workbook and their places; a text that is not yet there is added."""

    def __init__(self, fixed: Fixed) -> None:
        super().__init__()
        self.fixed = fixed.places
        self._start, self._count = fixed.start, fixed.how_many
        self._own: list[str] = []

    def __missing__(self, text: str) -> str:
        place = self.fixed.get(text)
        if place is None:
            place = str(self._count)
            self._count += 1
            self._own.append(f"<si><t{content(text)}</t></si>")
        self[text] = place
        return place

    def add_all(self, texts: Sequence[str]) -> int | None:
        """The place of the first of some texts, the others stand behind it: none is looked up, as is worth it where
        each stands once. None when there are some that `items_at_once` does not write."""
        written = items_at_once(texts)
        if written is None:
            return None
        first = self._count
        self._count += len(texts)
        self._own.append(written)
        return first

    def member(self) -> Member:
        """The part, once all cells are written."""
        return member_of_chunks(SHARED_STRINGS, self._chunks(), self._start)

    def _chunks(self) -> Iterator[bytes]:
        """The bytes of the texts, which are given away: many of them are not held twice."""
        pieces, self._own = [*self._own, "</sst>"], []
        while pieces:
            waiting = size = 0
            while waiting < len(pieces) and size < _CHUNK:
                size += len(pieces[waiting])
                waiting += 1
            chunk = "".join(pieces[:waiting]).encode("latin-1")
            del pieces[:waiting]
            yield chunk


_CHUNK = 1 << 20
"""From how many letters on texts are compressed apart."""
_BETWEEN = "</t></si><si><t>"
_CONTROLS = bytes(range(0x20))
_EDGES = frozenset({" ", *FORMULA_STARTS})


def items_at_once(texts: Sequence[str]) -> str | None:
    """Texts as items, as wire text, all looked at in one go; None when one of them is blank or needs more than that: an
    escape, a mark that keeps its spaces, the style of a text that begins like a formula.

    >>> items_at_once(["Durand", "A > B"]), items_at_once(["Durand", "B"])
    (None, '<si><t>Durand</t></si><si><t>B</t></si>')
    >>> [items_at_once(["Durand", text]) for text in ("=1+1", " Martin", "Martin ", "A_x0041_", "")]
    [None, None, None, None, None]
    """
    joined = "".join(texts)
    if "<" in joined or ">" in joined or "&" in joined or ("_" in joined and "_x" in joined):
        return None
    try:
        first, last = set(map(itemgetter(0), texts)), set(map(itemgetter(-1), texts))
        letters = _BETWEEN.join(texts).encode()
    except (IndexError, UnicodeEncodeError):  # a blank, half a character
        return None
    if not _EDGES.isdisjoint(first) or " " in last:
        return None
    if b"\xef\xbf" in letters or len(letters.translate(None, _CONTROLS)) != len(letters):
        return None
    return f"<si><t>{letters.decode('latin-1')}</t></si>"
