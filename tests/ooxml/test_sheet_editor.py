"""Cells are changed in sheets written in any way; nothing else moves, and what is not touched keeps its bytes."""

import random
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ooxml.other_writing import MAIN, Writer
from tests.ooxml.test_worksheet import PLAIN, SHARED_STRINGS, sheet
from tests.proofs import rounds
from tests.workbook.changing import parts, sample
from xl_grc.ooxml.cell_values import Context
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.shared_texts import shared_texts
from xl_grc.ooxml.sheet_editor import SheetEditor, cell_xml
from xl_grc.ooxml.worksheet import read_sheet
from xl_grc.ooxml.written_sheet import UnusualSheet, WrittenSheet


def values(xml: bytes, context: Context = PLAIN) -> dict[tuple[int, int], object]:
    """By row and column, blanks left out."""
    found = read_sheet(xml, context).by_column
    return {
        (row, column): one for column, cells in found.items() for row, one in cells.items() if one not in (None, "")
    }


@settings(max_examples=rounds(1_000), deadline=None, derandomize=True)
@given(st.integers(0, 9_999), st.integers(0, 9_999))
def test_changed_cells_hold_what_was_put_and_all_others_what_they_held(seed, way):
    chosen = random.Random(way)
    with TemporaryDirectory() as folder:
        content = parts(sample(Path(folder) / "plan.xlsx", 2, seed))
    part = chosen.choice([name for name in content if name.startswith("xl/worksheets/sheet")])
    xml = Writer(chosen).sheet(content[part])
    context = replace(PLAIN, texts=tuple(shared_texts(content[SHARED_STRINGS])))
    expected, editor = values(xml, context), SheetEditor(xml)
    places = [*expected, *((chosen.randint(1, 90), chosen.randint(1, 40)) for _ in range(40))]
    for row, column in chosen.sample(places, 20):
        editor.put(row, column, cell_xml(row, column, "", f"{row} & {column}"))
        expected[row, column] = f"{row} & {column}"
    assert values(editor.xml(), context) == expected


def test_an_unchanged_row_keeps_its_bytes():
    rows = [
        "<row r='1' ><c t='n' r='A1'><v >1</v></c></row>",
        '<row r="2"><c r="A2"/></row>',
        '<row  r="4"><!-- x --></row >',
    ]
    editor = SheetEditor(sheet("\n".join(rows)))
    editor.put(2, 1, cell_xml(2, 1, "", 5))
    editor.put(3, 2, cell_xml(3, 2, "", 6))
    written = editor.xml().decode()
    assert f'{rows[0]}\n<row r="2"><c r="A2"><v>5</v></c></row>' in written
    assert f'<row r="3"><c r="B3"><v>6</v></c></row>{rows[2]}' in written


def test_cells_and_rows_without_reference_stay_where_they_are():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    editor = SheetEditor(sheet(rows))
    editor.put(1, 4, cell_xml(1, 4, "", 9))
    editor.put(2, 1, cell_xml(2, 1, "", 8))
    assert values(editor.xml()) == {(1, 1): 1, (1, 2): 2, (1, 4): 9, (2, 1): 8, (3, 1): 3}
    editor = SheetEditor(sheet('<row r="2"><c><v>1</v></c><c r="D2"/><c><v>2</v></c></row><row><c><v>3</v></c></row>'))
    editor.put(1, 1, cell_xml(1, 1, "", 9))
    editor.put(2, 2, cell_xml(2, 2, "", 8))
    assert values(editor.xml()) == {(1, 1): 9, (2, 1): 1, (2, 2): 8, (2, 5): 2, (3, 1): 3}


def test_cells_get_the_prefix_of_their_sheet():
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>'
    editor = SheetEditor(xml.encode())
    editor.put(1, 1, cell_xml(1, 1, "", "<a>", "B1&C1"))
    editor.put(2, 1, cell_xml(2, 1, "", "b"))
    assert [one[2:] for one in read_sheet(editor.xml(), PLAIN, formulas=True).cells()] == [
        ("<a>", "B1&C1"),
        ("b", None),
    ]


@pytest.mark.parametrize("own", [("y:", "xmlns:y"), ("", "xmlns")])
def test_a_row_beside_one_with_a_prefix_of_its_own_gets_that_of_the_sheet(own):
    row = f'<{own[0]}row {own[1]}="{MAIN}" r="4"><{own[0]}c r="B4"/></{own[0]}row>'
    editor = SheetEditor(f'<x:w xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:w>'.encode())
    for place in ((3, 1), (4, 1), (4, 2), (4, 3), (5, 1)):
        editor.put(*place, cell_xml(*place, "", 1))
    assert [(one.row, one.column) for one in read_sheet(editor.xml(), PLAIN, formulas=True).cells()] == [
        (3, 1),
        (4, 1),
        (4, 2),
        (4, 3),
        (5, 1),
    ]
    assert f'<x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c></x:row><{own[0]}row' in editor.xml().decode()


def test_a_new_row_looks_like_the_one_above_it():
    editor = SheetEditor(sheet('<row r="1" ht="30" spans="1:2" hidden="1"><c r="A1"/></row><row r="9"/>'))
    editor.put(3, 1, cell_xml(3, 1, "4", 1))
    assert '<row r="3" ht="30"><c r="A3" s="4"><v>1</v></c></row><row r="9"/>' in editor.xml().decode()


def test_cells_that_shared_a_replaced_formula_get_their_own():
    shared = '<row r="{0}"><c r="A{0}" s="2"><f t="shared" si="0"{1}</f><v>1</v></c></row>'
    rows = shared.format(1, ' ref="A1:A3">T[a]&amp;"b"') + shared.format(2, ">") + shared.format(3, ">")
    editor = SheetEditor(sheet(rows))
    editor.put(1, 1, cell_xml(1, 1, "", 7))
    editor.put(3, 1, cell_xml(3, 1, "", 8))
    assert [(one.value, one.formula) for one in read_sheet(editor.xml(), PLAIN, formulas=True).cells()] == [
        (7, None),
        (1, 'T[a]&"b"'),
        (8, None),
    ]
    editor = SheetEditor(sheet(rows.replace("T[a]", "B1")))
    editor.put(1, 1, cell_xml(1, 1, "", 7))
    assert [(one.value, one.formula) for one in read_sheet(editor.xml(), PLAIN, formulas=True).cells()] == [
        (7, None),
        (1, 'B2&"b"'),
        (1, 'B3&"b"'),
    ]


def test_ranges_follow_the_tables_that_grow():
    rules = '<conditionalFormatting sqref="B3:B9 D9"/><dataValidation sqref="A3:A9"/>'
    rules += '<xm:sqref xmlns:xm="m">C3:C9</xm:sqref>'
    xml = (
        sheet("")
        .replace(b"<sheetData>", b'<dimension ref="A1:F9"/><sheetData>')
        .replace(b"</worksheet>", f"{rules}</worksheet>".encode())
    )
    editor = SheetEditor(xml)
    editor.grow(Place(1, 3, 2, 9), 12)
    editor.grow(Place(3, 3, 3, 9), 15)
    found = re.findall(r'(?:ref="|m">)([A-Z0-9: ]+)["<]', editor.xml().decode())
    assert found == ["A1:F15", "B3:B12 D9", "A3:A12", "C3:C15"]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="A2"/></row>',
    ],
)
def test_rows_and_cells_out_of_order_are_left_to_their_author(rows):
    with pytest.raises(UnusualSheet):
        SheetEditor(sheet(rows))


def test_attributes_are_handed_over_in_one_writing():
    sheet_ = WrittenSheet(sheet("<row\n r='1' ht = '30'\tx:a='\"' xmlns:x='n'><c r='A1' s='3' /></row>"))
    assert sheet_.attributes(sheet_.rows[1], [b"r"]) == ' ht="30" x:a="&quot;" xmlns:x="n"'
    assert SheetEditor(sheet("<row r='1'><c s='3' t='n' r='A1'/></row>")).cell(1, 1)[0] == ' s="3" t="n"'
