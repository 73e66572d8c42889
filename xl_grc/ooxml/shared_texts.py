"""The shared strings of a workbook: the texts that cells name by their numbers."""

from __future__ import annotations

from functools import lru_cache

from xl_grc.ooxml.cell_values import text_of_bytes
from xl_grc.ooxml.markup import parse
from xl_grc.ooxml.sheet_cells import text_of
from xl_grc.ooxml.usual_sheet import TAG, UnusualWriting, is_plain, split
from xl_grc.ooxml.xml import decoded
from xl_grc.patterns import compiled_later

_ITEM = compiled_later(rf"<si(?:><t(?: {TAG})?+(?:(?<!/)>([^<]*+)</t></si>|(?:(?<=/)|/)></si>)|/>|(?=(.)))".encode())
_KEPT, _LONG = 4, 2**20


def shared_texts(xml: bytes) -> list[str]:
    """The texts of the part, in the order of their numbers; those of long parts are held once. Raises MalformedXml.

    >>> shared_texts(b"<sst><si><t>a</t></si><si /><si><r><t>b</t></r><r><t>c</t></r></si></sst>")
    ['a', '', 'bc']
    """
    return _texts(xml) if len(xml) < _LONG else _long_texts(xml)


@lru_cache(_KEPT)
def _texts(xml: bytes) -> list[str]:
    try:
        texts, _ = split(_ITEM, xml, b"sst")
    except UnusualWriting:
        return _by_parser(xml)
    return list(map(text_of_bytes, texts))


def _long_texts(xml: bytes) -> list[str]:
    """The same, one item after the other."""
    texts: list[str] = []
    for found in _ITEM.finditer(xml) if b"<sst" in xml and is_plain(xml, b"si") else ():
        text, other = found.groups(b"")
        if other:
            return _by_parser(xml)
        texts.append(decoded(text))
    return texts or _by_parser(xml)


def _by_parser(xml: bytes) -> list[str]:
    return [text_of(item) for item in parse(xml).children("si")]
