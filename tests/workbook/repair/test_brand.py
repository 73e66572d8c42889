"""What a workbook's author made of the styles of a template, made of the styles of a newer one too."""

from xl_grc.ooxml.styles import Styles
from xl_grc.workbook.repair.brand import Brand, BrandGraft


def styles(*, font="Calibri", ink="001F3A5F", paper="00DDE7F1", code="0.0", formats):
    """A styles part of two fonts, of which the second has a colour, and the cell formats given."""
    return Styles(
        f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        f'<fonts count="2"><font><name val="{font}"/></font>'
        f'<font><b/><name val="{font}"/><color rgb="{ink}"/></font></fonts>'
        f'<fills count="1"><fill><patternFill patternType="solid"><fgColor rgb="{paper}"/></patternFill></fill></fills>'
        f'<borders count="1"><border/></borders>'
        f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs></styleSheet>'.encode()
    )


def cell(font, code=0, inside=""):
    return f'<xf numFmtId="{code}" fontId="{font}" fillId="0" borderId="0">{inside}</xf>'


def branded(*, newer_formats, **newer):
    """The numbers and the part that a workbook gets for the styles of a newer template, over what its author did."""
    base = styles(formats=[cell(0), cell(1, 164)])
    now = styles(font="Georgia", ink="007A1F3D", paper="00F7E3E8", code="0.00", formats=[cell(1, 164), cell(0)])
    brand = Brand(now, base)
    for _ in range(3):
        brand.learn("home", "0", "1")
        brand.learn("home", "1", "0")
    brand.learn("plan", "1", "1")  # on one sheet its author did otherwise
    target = styles(font="Georgia", ink="007A1F3D", paper="00F7E3E8", code="0.00", formats=[cell(1, 164), cell(0)])
    graft = BrandGraft(target, styles(formats=newer_formats, **newer), brand, "home")
    return brand, graft, target


def test_a_known_style_is_the_author_s_whatever_its_number():
    _, graft, _ = branded(newer_formats=[cell(1, 164), cell(0)])
    assert (graft.cell("0"), graft.cell("1")) == ("0", "1")  # with the format of numbers that the author gave it


def test_one_sheet_may_look_otherwise():
    brand, _, target = branded(newer_formats=[cell(0)])
    newer = styles(formats=[cell(1, 164)])
    assert BrandGraft(target, newer, brand, "plan").cell("0") == "1"
    assert BrandGraft(target, newer, brand, "costs").cell("0") == "0"


def test_a_new_style_of_known_parts_takes_the_author_s_parts():
    _, graft, target = branded(newer_formats=[cell(1, 164, '<alignment horizontal="center"/>')])
    number = int(graft.cell("0"))
    written = target.sections["cellXfs"][number]
    assert 'fontId="1"' in written and 'horizontal="center"' in written
    assert len(target.sections["fonts"]) == 2


def test_a_new_font_takes_the_author_s_name_and_colour():
    newer = styles(formats=[cell(2)])
    newer.sections["fonts"].append('<font><i/><sz val="8"/><name val="Calibri"/><color rgb="001F3A5F"/></font>')
    brand, _, target = branded(newer_formats=[cell(0)])
    BrandGraft(target, newer, brand, "home").cell("0")
    assert target.sections["fonts"][-1] == (
        '<font><i/><sz val="8"/><name val="Georgia"/><color rgb="007A1F3D"/></font>'
    )
