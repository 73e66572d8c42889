"""Plans read one after another: what is kept of one for the next never shows in it."""

import gc
import tracemalloc
from datetime import date

import pytest

from tests.workbook.changing import AS_OF, edited, sample
from tests.workbook.repair.test_regenerate import cell_of
from xl_grc.collect import collect
from xl_grc.collect.packed import PackedRows
from xl_grc.functions.units import MARK, NUMBER, TEXT
from xl_grc.ooxml.worksheet import Context, read_sheet
from xl_grc.values import ErrorToken
from xl_grc.workbook.returned.columns import read_column

NO_CONTEXT = Context((), frozenset(), False)
SHEET = '<worksheet><sheetData><row r="7">{}</row></sheetData></worksheet>'


def cells(xml, context=NO_CONTEXT):
    """The cells of column B, of which row 7 alone is read."""
    return read_sheet(SHEET.format(xml).encode(), context).values(2, 7, 7)


@pytest.mark.parametrize("turns", [1, 2])
def test_a_cell_is_read_by_the_styles_and_texts_of_its_own_workbook(turns):
    day, text = '<c r="B7" s="1"><v>46023</v></c>', '<c r="B7" s="1" t="s"><v>0</v></c>'
    for _ in range(turns):
        assert cells(day, Context((), frozenset({1}), False)) == [date(2026, 1, 1)]
        assert cells(day, Context((), frozenset({1}), True)) == [date(2030, 1, 2)]
        assert cells(day, Context((), frozenset({2}), False)) == [46023.0]
        assert cells(day, Context(("a",), frozenset(), False)) == [46023.0]
        assert cells(text, Context(("a",), frozenset(), False)) == ["a"]
        assert cells(text, Context(("b",), frozenset(), False)) == ["b"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B7"><v>1.5</v></c>', 1.5),
        ('<c t="x" r="B7"/><c r="B7" t="str" s="4"><f>A1&amp;""</f><v>a &lt; b</v></c>', "a < b"),
        ('<c r="B7"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="B7"><f t="shared" si="0"/><v>2</v></c>', 2.0),
        ('<c r="B7"><f ca="1">NOW()</f><v>2</v></c>', 2.0),
        ('<c r="B7" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B7" t="str"><f>""</f><v/></c>', ""),
        ('<c r="B7" t="str"><f>""</f><v xml:space="preserve"/></c>', ""),
        ('<c r="B7" t="str"><v xml:space="preserve"> a </v></c>', " a "),
        ('<c r="B7" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', " a "),
        ('<c r="B7" t="inlineStr"><is><t/></is></c>', ""),
        ('<c r="B7" s="2">\n <f>1+1</f>\n <v>2</v>\n</c>', 2.0),
        ('<c r="B7" t="inlineStr">\n<is>\n<t>a</t>\n</is>\n</c>', "a"),
        ('<c r="B7" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>', "ab"),
        ('<c r="B7"><v>1e999</v></c>', "#NUM!"),
        ('<c r="B7"><v>-inf</v></c>', "#NUM!"),
        ('<c r="B7"><v>nan</v></c>', "#NUM!"),
        ('<c r="B7" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="B7" t="b"><v>1</v></c>', True),
        ('<c r="B7"><v/></c>', None),
        ('<c r="B7"><v>1</v></c><c r="C7"><v>3</v></c><c r="B7"><v>2</v></c>', 2.0),  # written twice, the last counts
    ],
)
def test_each_way_to_write_a_cell(cell, value):
    assert cells(cell) == [value]


def test_an_error_is_no_word_that_looks_like_it():
    for _ in range(2):
        assert read_column(["#N/A"], "status", TEXT, "fr") == (["#N/A"], {})
        assert read_column([ErrorToken("#N/A")], "status", TEXT, "fr").problems[0].key == "formula_refused"


def test_usual_marks_and_numbers_read_as_odd_ones_do():
    assert read_column(["X", None, "x"], "short_term", MARK, "fr") == ([True, False, True], {})
    marks = read_column(["X", None, "", " ", "non"], "short_term", MARK, "fr")
    assert (marks.values, {at: one.key for at, one in marks.problems.items()}) == (
        [True, False, False, False, True],
        {4: "odd_mark"},
    )
    numbers = read_column([3.0, None, " 4 ", 2.5, True, 0.0, 1e7], "no", NUMBER, "fr")
    assert numbers.values == [3, None, 4, None, None, None, None]
    assert {at: one.key for at, one in numbers.problems.items()} == dict.fromkeys((3, 4, 5, 6), "bad_action_number")


def test_a_date_where_an_action_is_named_is_told(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 3)
    edited(path, lambda book: setattr(cell_of(book, "Tracking", "Action", 0), "value", date(2026, 3, 1)))
    told = [(one.key, one.value) for one in collect([path], AS_OF).notes if one.sheet == "Suivi"]
    assert told == [("unknown_action", "2026-03-01")]


def test_the_rows_of_a_plan_are_held_packed(tmp_path):
    (plan,) = collect([sample(tmp_path / "plan.xlsx", 30)], AS_OF).plans
    rows = list(plan.rows)
    tracemalloc.start()
    try:
        packed = PackedRows(rows)
        size = tracemalloc.get_traced_memory()[0]
        made = list(packed)
        assert size < (tracemalloc.get_traced_memory()[0] - size) / 2
    finally:
        tracemalloc.stop()
    assert made == rows == list(plan.rows)
    assert isinstance(plan.rows, PackedRows)


def test_the_garbage_collector_is_left_as_it_was(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    found, before = gc.get_threshold(), (700, 10, 10)  # a run of many plans changes them for its process
    gc.set_threshold(*before)
    during = []

    def stop(done, total):
        during.append(gc.get_threshold())
        raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            collect([path], AS_OF, stop)
        assert gc.get_threshold() == before
        gc.set_threshold(0)
        with pytest.raises(KeyboardInterrupt):
            collect([path], AS_OF, stop)
        assert gc.get_threshold()[0] == during[1][0] == 0
        assert during[0][0] > before[0]
    finally:
        gc.set_threshold(*found)
