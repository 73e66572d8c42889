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


OTHERWISE = {
    "comment before": "<!-- <sst><si><t>z</t></si></sst> --><sst><si><t>a</t></si></sst>",
    "comment at first": "<sst><!-- <si><t>z</t></si> --><si><t>a</t></si></sst>",
    "comment at last": "<sst><si><t>a</t></si><!-- <si><t>z</t></si> --></sst>",
    "comment behind": "<sst><si><t>a</t></si></sst><!-- <si><t>z</t></si> -->",
    "another element": '<sst><si><t>a</t></si><extLst><ext uri="si"/></extLst></sst>',
    "prefix": '<x:sst xmlns:x="m"><x:si><x:t>a</x:t></x:si></x:sst>',
    "prefix of one": '<sst xmlns="m" xmlns:x="m"><x:si><x:t>a</x:t></x:si></sst>',
    "section": "<sst><si><t><![CDATA[a]]></t></si></sst>",
    "line breaks": '<?xml version="1.0"?>\n<sst count="1">\n<si><t>a</t></si>\n</sst>\n',
}


@pytest.mark.parametrize("xml", OTHERWISE.values(), ids=OTHERWISE)
@pytest.mark.parametrize("long", [1, 2**20])
def test_a_part_written_in_another_way(xml, long, monkeypatch):
    monkeypatch.setattr(module, "_LONG", long)
    assert shared_texts(xml.encode()) == ["a"]
