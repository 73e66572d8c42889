"""The styles that show dates are found alike in whatever valid way a part is written."""

import pytest

from tests.workbook.changing import edited, sample
from tests.workbook.changing import parts as parts_of
from xl_grc.ooxml import parts as module
from xl_grc.ooxml.parts import date_styles

USUAL = (
    '<styleSheet xmlns="m"><numFmts count="2"><numFmt numFmtId="164" formatCode="&quot;Vu le &quot;dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="0&quot; mois&quot;" /></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf quotePrefix="1" numFmtId="164" xfId="0"><alignment/></xf>'
    '<xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="2"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="2" formatCode="yyyy"/></dxf></dxfs></styleSheet>'
)
OTHERWISE = {
    "prefix": USUAL.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns", "xmlns:x"),
    "order of a format": USUAL.replace(
        'numFmtId="165" formatCode="0&quot; mois&quot;"', 'formatCode="0" numFmtId="165"'
    ),
    "quotes": USUAL.replace('numFmtId="14"/><xf numFmtId="2"', "numFmtId='14'/><xf numFmtId='2'"),
    "line breaks": USUAL.replace("<numFmt n", "<numFmt\nn").replace("<xf n", "<xf\nn"),
    "comment": USUAL.replace("<cellXfs", '<!-- <cellXfs count="1"><xf numFmtId="14"/></cellXfs> --><cellXfs'),
    "no format": USUAL.replace('<xf numFmtId="0"/>', "<xf/>"),
}
NO_FORMATS = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'


@pytest.mark.parametrize("xml", [USUAL, *OTHERWISE.values()], ids=["usual", *OTHERWISE])
def test_styles_of_a_part(xml):
    assert date_styles(xml.encode()) == {1, 3}


def test_a_part_without_formats_of_its_own():
    assert date_styles(NO_FORMATS.encode()) == {1}


def test_the_quick_way_is_for_parts_as_programs_write_them():
    assert module._usual_formats(USUAL.encode()) == module._parsed_formats(USUAL.encode())
    assert [module._usual_formats(xml.encode()) for xml in OTHERWISE.values()] == [None] * len(OTHERWISE)


@pytest.mark.parametrize("program", ["ours", "openpyxl"])
def test_what_programs_write_is_read_the_quick_way(tmp_path, program):
    path = sample(tmp_path / "plan.xlsx")
    if program == "openpyxl":
        edited(path, lambda _: None)
    xml = parts_of(path)["xl/styles.xml"]
    assert module._usual_formats(xml) == module._parsed_formats(xml)
