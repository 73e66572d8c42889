"""The shared strings of a workbook: the texts that cells name by their numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from xl_grc.ooxml.markup import parse
from xl_grc.ooxml.sheet_cells import text_of
from xl_grc.ooxml.usual_sheet import TAG, is_plain
from xl_grc.ooxml.xml import decoded

_ITEM = re.compile(rf"<si(?:><t(?: {TAG})?+(?:(?<!/)>([^<]*+)</t></si>|(?:(?<=/)|/)></si>)|/>|(?=(.)))".encode())
_KEPT = 64


@lru_cache(_KEPT)
def shared_texts(xml: bytes) -> list[str]:
    """The texts of the part, in the order of their numbers. Raises MalformedXml.

    >>> shared_texts(b"<sst><si><t>a</t></si><si /><si><r><t>b</t></r><r><t>c</t></r></si></sst>")
    ['a', '', 'bc']
    """
    if b"<sst" in xml and is_plain(xml, b"si"):
        found = _ITEM.findall(xml)
        if not any(other for _, other in found):
            return [decoded(text) for text, _ in found]
    return [text_of(item) for item in parse(xml).children("si")]
