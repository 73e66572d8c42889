"""Rows that many sheets end with are read once, and what stands in or among them is never lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.proofs import rounds
from xl_grc.ooxml.cell_values import Context
from xl_grc.ooxml.spare_rows import NOTHING, spare_rows
from xl_grc.ooxml.usual_sheet import _values
from xl_grc.ooxml.worksheet import _parsed, read_sheet

CONTEXTS = [
    Context(texts, dates, since_1904)
    for texts in (["Salon", "Carte", ""], ["", "", "Salon"])
    for dates in (frozenset[int](), frozenset({7}))
    for since_1904 in (False, True)
]
CELLS = [
    '<c r="{}" t="str"><f>IF(A1="","",1)</f><v></v></c>',
    '<c r="{}"><v>12</v></c>',
    '<c r="{}" s="7"><v>45000</v></c>',
    '<c r="{}" s="3"/>',
    '<c r="{}" t="s"><v>2</v></c>',
    '<c r="{}" t="s"><v>0</v></c>',
    '<c r="{}" t="str"><f>A1</f><v>Salon</v></c>',
    '<c r="{}" t="str"><f>A1</f></c>',
    '<c r="{}" t="e"><f>A1</f><v>#N/A</v></c>',
    '<c r="{}" t="inlineStr"><is><t>Salon</t></is></c>',
    "<!-- {} -->",
]
SPARE = (0, 1, 3)
ENDS = [SPARE, (0, 2, 3), (0, 4, 3), (0, 7, 3)]
"""Kinds of rows that sheets end with: spare ones, with a day, with a text that stands elsewhere, not calculated."""


def sheet(rows, top=5, after=""):
    written = []
    for number, row in enumerate(rows, top):
        cells = (CELLS[cell].format(f"{column}{number}") for column, cell in zip("ABC", row, strict=False))
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    rows = "".join(written)
    return f'<worksheet xmlns="m"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


ROWS = st.lists(st.one_of(st.just(SPARE), st.lists(st.sampled_from(range(len(CELLS))), max_size=3)), max_size=4)
SHEETS = st.tuples(
    ROWS,
    st.sampled_from(ENDS),
    st.integers(0, 8),
    st.sampled_from(CONTEXTS),
    st.sampled_from(["", "", "", "<x><sheetData/></x>", '<x><row r="40"><c r="A40"><v>1</v></c></row></x>']),
)


@settings(max_examples=rounds(20_000), deadline=None)
@given(st.lists(SHEETS, min_size=2, max_size=4))
def test_sheets_that_end_alike_are_read_as_the_parser_reads_each(sheets):
    for rows, end, spare, context, after in sheets:
        xml = sheet([*rows, *[end] * spare], top=30 - len(rows) - spare, after=after)
        found, expected = read_sheet(xml, context), _parsed(xml, context)
        assert found.by_column == expected.by_column
        assert found.last_row == expected.last_row
        assert list(found.by_column) == list(expected.by_column)


def read_by(xml, context=CONTEXTS[0]):
    """How many rows had to be read, how many were found, and how many stand where they are told to be."""
    read = []

    def reading(row):
        read.append(row)
        return _values(row, NOTHING, context)

    found = spare_rows(xml, context, reading)
    return len(read), len({place[1:] for place in found.cells}), xml[found.place].count(b"<row")


def test_a_row_is_read_once_and_more_are_known_with_every_sheet_that_has_more():
    name = '<c r="A{}" t="str"><f>"only here"</f><v></v></c>'
    end = "".join(f'<row r="{row}">{name.format(row)}</row>' for row in range(40, 50))
    few, many = end[end.index('<row r="47"') :], end
    xml = [f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode() for rows in (few, few, many, many, few)]
    assert [read_by(one) for one in xml] == [(3, 3, 3), (0, 3, 3), (7, 10, 10), (0, 10, 10), (0, 3, 3)]


@pytest.mark.parametrize("typed", ["<v>1</v>", "<v> </v>", "<v>a</v>"])
def test_what_is_typed_in_a_row_that_was_spare_is_read(typed):
    before, after = sheet([SPARE] * 5), sheet([SPARE] * 5).replace(b'B7"><v>12</v>', f'B7" t="str">{typed}'.encode())
    read_sheet(before, CONTEXTS[0])
    assert after != before
    assert read_sheet(after, CONTEXTS[0]).value(2, 7) == typed[3:-4]


@pytest.mark.parametrize(("before", "after"), [("<!--", "-->"), ("<![CDATA[", "]]>")])
def test_rows_in_a_comment_are_none(before, after):
    rows = sheet([SPARE] * 5)
    read_sheet(rows, CONTEXTS[0])
    inside = rows.replace(b"<sheetData>", f"<sheetData/><x>{before}<sheetData>".encode())
    inside = inside.replace(b"</sheetData></worksheet>", f"</sheetData>{after}</x></worksheet>".encode())
    assert read_sheet(inside, CONTEXTS[0]).by_column == {}


def test_rows_without_end_are_left_to_the_reader():
    assert spare_rows(b"<row ", CONTEXTS[0], dict).place == NOTHING
