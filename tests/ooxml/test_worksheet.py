"""Worksheets are read alike in whatever valid way they are written: by us, by openpyxl and by calamine."""

import random
import warnings
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.ooxml.other_writing import MAIN, Writer
from tests.proofs import rounds
from tests.workbook.changing import parts, sample, write_parts
from xl_grc.ooxml import usual_sheet
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.cell_values import Context
from xl_grc.ooxml.shared_texts import shared_texts
from xl_grc.ooxml.worksheet import read_sheet

PLAIN = Context((), frozenset(), False)
SHARED_STRINGS = "xl/sharedStrings.xml"


def rewritten(path: Path, chosen: random.Random, broken_up: bool = True) -> Path:
    """The workbook with its sheets written in other ways, and its texts in the cells or in a part of their own."""
    writer, content = Writer(chosen, broken_up), parts(path)
    sheets = {part: content[part] for part in content if part.startswith("xl/worksheets/sheet")}
    sheets = writer.with_texts_inside(sheets, content[SHARED_STRINGS])
    if chosen.random() < 0.5:
        sheets, content[SHARED_STRINGS] = writer.with_shared_texts(sheets)
    content |= {part: writer.sheet(xml) for part, xml in sheets.items()}
    return write_parts(path.with_name("rewritten.xlsx"), content)


def plain(value: object) -> object:
    """A value as all three engines can give it; None for a blank."""
    if value == time():  # day 0 of the calendar
        return date(1899, 12, 30)
    if isinstance(value, datetime):
        return value.date() if value == datetime(value.year, value.month, value.day) else value  # noqa: DTZ001
    if isinstance(value, (bool, date)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return str(value) if value not in (None, "") else None


def by_us(path: Path) -> dict[tuple[str, int, int], object]:
    book = Book(path.read_bytes(), path.name)
    found, scanned = {}, {}
    for sheet in book.sheets:
        for column, row, value in book.values(sheet):
            found[sheet.title, row, column] = plain(value)
        for cell in book.scan(sheet):
            scanned[sheet.title, cell.row, cell.column] = plain(cell.value)
    assert {at: one for at, one in scanned.items() if one is not None} == {
        at: one for at, one in found.items() if one is not None
    }
    return {at: one for at, one in found.items() if one is not None}


def cells_by_openpyxl(path: Path, formulas: bool = False) -> list[tuple[tuple[str, int, int], Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=not formulas)
        cells = [(sheet.title, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return [((title, cell.row, cell.column), cell) for title, cell in cells if cell.value is not None]


def by_openpyxl(path: Path) -> dict[tuple[str, int, int], object]:
    found = {at: plain(cell.value) for at, cell in cells_by_openpyxl(path)}
    return {at: one for at, one in found.items() if one is not None}


def formulas_by_openpyxl(path: Path) -> dict[tuple[str, int, int], object]:
    return {at: cell.value for at, cell in cells_by_openpyxl(path, formulas=True) if cell.data_type == "f"}


def by_calamine(path: Path) -> dict[tuple[str, int, int], object]:
    book = CalamineWorkbook.from_path(path)
    found = {}
    for title in book.sheet_names:
        for row, cells in enumerate(book.get_sheet_by_name(title).to_python(skip_empty_area=False), 1):
            for column, value in enumerate(cells, 1):
                found[title, row, column] = plain(value)
    return {at: one for at, one in found.items() if one is not None}


@settings(max_examples=rounds(400), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 3), st.integers(0, 9_999), st.booleans(), st.integers(0, 9_999))
def test_a_sheet_is_read_alike_in_whatever_way_it_is_written(actions, seed, broken_up, way):
    with TemporaryDirectory() as folder:
        ours = sample(Path(folder) / "plan.xlsx", actions, seed)
        other = rewritten(ours, random.Random(way), broken_up)
        expected = by_openpyxl(ours)
        assert by_us(ours) == by_us(other) == expected == by_openpyxl(other)
        assert formulas(other) == formulas_by_openpyxl(other)
        if not broken_up:  # calamine 0.9 ends a text at a reference to a character
            assert by_calamine(other) == expected


def formulas(path: Path) -> dict[tuple[str, int, int], object]:
    book = Book(path.read_bytes(), path.name)
    cells = ((sheet.title, cell) for sheet in book.sheets for cell in book.scan(sheet))
    return {(title, cell.row, cell.column): f"={cell.formula}" for title, cell in cells if cell.formula is not None}


def sheet(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


USUAL = '<c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1</f><v>x</v></c><c r="C1" s="1"/>'


@pytest.mark.parametrize(
    "other",
    [
        *('<c s="1" r="D1"><v>2</v></c>', "<c r='D1'><v>2</v></c>", "<c><v>2</v></c>", '<c\nr="D1"><v>2</v></c>'),
        *(
            '<c r="D1"> <v>2</v></c>',
            '<c r="D1"><v>2</v ></c>',
            '<c r="D1"><v\n>2</v></c>',
            "<c r=\"D1\" s='1'><v>2</v></c>",
        ),
        *(
            f'<x:c r="D1" xmlns:x="{MAIN}"><x:v>2</x:v></x:c>',
            '<c r="D1"><!-- 3 --><v>2</v></c>',
            '<?a b?><c r="D1"><v>2</v></c>',
        ),
        *(
            '<c r="D1"><v><![CDATA[2]]></v></c>',
            '<c r="D1" xmlns:x="n" x:a="&gt;>"><v>2</v></c>',
            '<c r="D1" t="&#110;"><v>2</v></c>',
        ),
        *('<c r="D1" t="inlineStr"><is><r><t>2</t></r></is></c>', f'<c r="D1" a="{"b" * 300}"><v>2</v></c>'),
        *('<c r="D1"><f>1+1</f> <v>2</v></c>', '<c r="D1"><v>2</v><f>1+1</f></c>', '<c r="D1" ><v>2</v></c>'),
    ],
)
def test_one_cell_written_otherwise_is_not_lost(other):
    """Wherever it stands."""
    row = f'<row r="1">{USUAL}{other}</row>'
    for xml in (sheet(row + '<row r="2"><c r="A2"><v>7</v></c></row>'), sheet(row)):
        for formulas in (False, True):
            read = read_sheet(xml, PLAIN, formulas)
            assert str(read.value(4, 1)).removesuffix(".0") == "2"
            assert [one.row for one in read.cells() if one.column == 4] == [1]
            assert read.value(1, 1) == 1


@pytest.mark.parametrize("looks", ["<!-- {} -->", "<?other {}?>"])
def test_what_only_looks_like_a_cell_is_none(looks):
    none = looks.format('<c r="D1"><v>9</v></c>')
    row = f'<row r="1">{USUAL}{none}</row>'
    assert read_sheet(sheet(row), PLAIN).by_column == {1: {1: 1}, 2: {1: "x"}}
    assert [one.column for one in read_sheet(sheet(row), PLAIN, formulas=True).cells()] == [1, 2]


_ELSEWHERE = '<sheetData><row r="1"><c r="D1"><v>9</v></c></row></sheetData>'
_PREFIXED = '<x:row r="1"><x:c r="D1"><x:v>9</x:v></x:c></x:row>'


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", None),
        (f"<!-- {_ELSEWHERE} -->", "", None),
        ("", f"<!-- {_ELSEWHERE} -->", None),
        (f"<?other {_ELSEWHERE}?>", "", None),
        ("", f"<a>{_ELSEWHERE}</a>", 9),
        (f"<a>{_ELSEWHERE}</a>", "", 9),
        ("", f'<x:sheetData xmlns:x="{MAIN}">{_PREFIXED}</x:sheetData>', 9),
        ("", f'<x:sheetData xmlns:x="{MAIN}">{_ELSEWHERE[11:-12]}</x:sheetData>', 9),
        ("", f"<sheetData >{_ELSEWHERE[11:]}", 9),
        ('<row r="1"><c r="D1"><v>9</v></c></row>', "", None),
        ("", '<c r="D1"><v>9</v></c>', None),
        ("<!-- <sheetData> -->", "<!-- </sheetData> -->", None),
    ],
)
def test_only_what_stands_among_the_rows_is_read(before, after, expected):
    rows = (
        f'<sheetData><row r="1">{USUAL}</row>\n<row r="3" ht="20"/><row r="2"><c r="A2"><v>7</v></c></row></sheetData>'
    )
    xml = f'<worksheet xmlns="{MAIN}">{before}{rows}{after}</worksheet>'.encode()
    for formulas in (False, True):
        read = read_sheet(xml, PLAIN, formulas)
        assert read.value(4, 1) == expected
        assert [read.value(column, 1) for column in (1, 2, 3)] + [read.value(1, 2)] == [1, "x", None, 7]


@pytest.mark.parametrize("quoted", ["t='b' s=\"1\"", "s='1' t='b'", "t = 'b'", "\tt='b'"])
def test_the_type_of_a_cell_is_read_however_it_is_quoted(quoted):
    xml = sheet(f'<row r="1">{USUAL}<c r="D1" {quoted}><v>1</v></c></row>')
    assert [read_sheet(xml, PLAIN, formulas).value(4, 1) for formulas in (False, True)] == [True, True]


def test_a_usual_sheet_takes_the_quick_way():
    assert usual_sheet.values(sheet(f'<row r="1">{USUAL}</row>'), PLAIN) == {b"A1": 1, b"B1": "x"}
    assert usual_sheet.formulas(sheet(f'<row r="1">{USUAL}</row>')) == {b"B1": "A1"}
    for other in ("<!-- -->", "<c/>", "<c r='D1'/>", '<c s="1" r="D1"/>', f'<x:c xmlns:x="{MAIN}"/>'):
        with pytest.raises(usual_sheet.UnusualWriting):
            usual_sheet.values(sheet(f'<row r="1">{USUAL}{other}</row>'), PLAIN)


@pytest.mark.parametrize("unusual", ["", "<!-- -->"])
def test_a_row_that_no_sheet_has_is_taken_for_no_other(unusual):
    read = read_sheet(sheet(f'<row r="1"><c r="A0"><v>5</v></c><c r="B1"><v>1</v></c>{unusual}</row>'), PLAIN)
    assert (read.values(1, 1, 512), read.value(2, 1)) == ([None] * 512, 1)


def test_cells_and_rows_without_reference_follow_the_last_one():
    rows = '<row><c><v>1</v></c><c r="C1"><v>3</v></c><c><v>4</v></c></row>'
    rows += '<row r="5"><c><v>5</v></c></row><row><c/><c><v>6</v></c></row>'
    assert read_sheet(sheet(rows), PLAIN).by_column == {1: {1: 1, 5: 5}, 2: {6: 6}, 3: {1: 3}, 4: {1: 4}}


def test_texts_are_numbered_whatever_their_way():
    items = "<si><t>a</t></si><si/><si /><si></si><si><t/></si><si><t></t></si><si><t xml:space='preserve'> b</t></si>"
    rich = "<si><r><t>c</t></r><r><rPr><b/></rPr><t>d</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>"
    for written in (items, items + rich, rich + items, f"<!-- <si/> -->{items}", items.replace("si", "x:si")):
        xml = f'<sst xmlns="{MAIN}" xmlns:x="{MAIN}">{written}<si><t>last</t></si></sst>'.encode()
        expected = (
            [text for text in ("cd" * written.startswith(rich), "a") if text]
            + [""] * 5
            + [" b"]
            + ["cd"] * written.endswith(rich)
        )
        assert shared_texts(xml) == [*expected, "last"]
