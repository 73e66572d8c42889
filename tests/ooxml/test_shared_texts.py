"""Shared strings are read alike whether their part is short or long."""

import pytest

from xl_grc.ooxml import shared_texts as module
from xl_grc.ooxml.shared_texts import shared_texts

ITEMS = {
    "<si><t>a &amp; b</t></si>": "a & b",
    '<si><t xml:space="preserve"> é </t></si>': " é ",
    "<si/>": "",
    "<si><t/></si>": "",
    "<si><t></t></si>": "",
    "<si><t>é</t></si>": "é",
}
RICH = {"<si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></si>": "ab"}


@pytest.mark.parametrize("items", [ITEMS, ITEMS | RICH, {}], ids=["plain", "rich", "none"])
@pytest.mark.parametrize("long", [1, 2**20])
def test_texts_of_a_part(items, long, monkeypatch):
    monkeypatch.setattr(module, "_LONG", long)
    xml = f'<sst count="9">{"".join(items)}</sst>'.encode()
    assert shared_texts(xml) == list(items.values())
