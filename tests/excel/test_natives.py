"""Formulas that call the add-in as native formulas: which arguments may be several cells, and what Excel is given."""

import time
from types import SimpleNamespace

import ironcalc
import pytest

from xl_grc.excel import udfs
from xl_grc.excel.conversions import conversions
from xl_grc.excel.natives import calls_us, may_spill, native


@pytest.mark.parametrize(
    "argument",
    ["A1", "$A$1", "'ma feuille'!B1", "Feuil1!B1", "T[[#This Row],[Coût]]", "[@Coût]", "T[@[Coût total]]", '"a:b#"',
     "#N/A", "#DIV/0!", "TRUE", "LOG10(A1)", "-1.5E3", "VERDICT(A1)", "@A1:A9", "@T[Coût]", "seul", "(A1+B1)*2", ""],
)  # fmt: skip
def test_one_cell(argument):
    assert not may_spill(f"=ROI({argument},1)", {"seul"})
    assert not may_spill(f"=NPS({argument})")


@pytest.mark.parametrize(
    "argument",
    ["A1:A9", "A:A", "Feuil1!A1:B2", "A1#", "Feuil1!A1#", "T[Coût]", "T[[Coût]:[Prix]]", "T[[#This Row],[A]:[B]]",
     "Coûts", "{1;2}", "T[#Data]", "A1+Coûts", "FILTER(A1:A9,1)", "seul#"],
)  # fmt: skip
def test_several_cells(argument):
    assert may_spill(f"=1+ROI({argument},1)", {"seul"})
    assert may_spill(f"=ROI(1,{argument})", {"seul"})
    assert not may_spill(f"=ACTION_COST({argument},1)", {"seul"})


@pytest.mark.parametrize("piece", ["'", '"', "[", "(", "'.", "A1#", '""', "@", "a.", "[@"])
def test_no_text_takes_long(piece):
    for formula in (f"={piece * 4_000}", f"=ROI({piece * 4_000}", f"=ROI({piece * 2_000},1)", f"=[{piece * 4_000}"):
        started = time.perf_counter()
        calls_us(formula)
        may_spill(formula)
        native(formula, "fr")
        assert time.perf_counter() - started < 2


def test_a_native_formula_over_ranges():
    assert native("=GROSS_GAIN(A1:A2,Coûts)", "fr") == (
        "=(IF((A1:A2)*0+Coûts*0=0,IF(((A1:A2)*1<0)+(Coûts*1<0),#NUM!,(A1:A2)-Coûts)))"
    )
    assert native("=COMPARE_ACTIONS(A1:A2,B1:B2,C1:C2)", "fr") is None
    assert not calls_us('="ROI(A1,B1)"')


@pytest.mark.parametrize("argument", ["B1:B4", "Costs", "C1#"])
def test_what_spills_is_what_the_function_answers(argument):
    model = ironcalc.create("native")
    margins, costs = [10, 5, "abc", 8], [2, 0, 4, -1]
    for row, (margin, cost) in enumerate(zip(margins, costs, strict=True), 1):
        model.set_user_input(0, row, 1, str(margin))
        model.set_user_input(0, row, 2, str(cost))
    model.new_defined_name("Costs", None, "Sheet1!$B$1:$B$4")
    model.set_user_input(0, 1, 3, "=B1:B4*1")
    model.set_user_input(0, 1, 5, native(f"=ROI(A1:A4,{argument})", "fr"))
    model.evaluate()
    shown = [model.get_formatted_cell_value(0, row, 5) for row in range(1, 5)]
    wanted = udfs.ROI([[margin] for margin in margins], [[cost] for cost in costs])
    assert shown == [str(int(cell)) if isinstance(cell, float) else cell for (cell,) in wanted]


class Area:
    """Cells as xlwings gives them; without `formula2` those of an Excel that does not spill."""

    def __init__(self, rows, spills, arrays=()):
        self.row, self.column = 2, 3
        self.formula = tuple(map(tuple, rows))
        if spills:
            self.formula2 = self.formula
        self.arrays = arrays


def book_with(rows, spills, arrays=(), names=()):
    def cell(place):
        address = f"{chr(64 + place[1])}{place[0]}"
        return SimpleNamespace(has_array=address in arrays, get_address=lambda *_: address)

    sheet = SimpleNamespace(name="Feuil1", used_range=Area(rows, spills), range=cell)
    return SimpleNamespace(sheets=[sheet], names=[SimpleNamespace(name=n, refers_to=r) for n, r in names])


ROWS = [
    ["=ROI(A1,B1)", "=ROI(A1:A2,B1)"],
    ["=VERDICT(taux)", "=ROI(A1:A2,B1)"],
    ["=VERDICT(Coûts)", "=COMPARE_ACTIONS(A1,A2,A3)"],
]
NAMES = [("taux", "=Feuil1!$A$1"), ("Coûts", "=Feuil1!$A$1:$A$9")]


def test_an_excel_that_spills_is_given_ranges():
    found = conversions(book_with(ROWS, spills=True, names=NAMES), "fr")
    assert [(write.row, write.column) for write in found.writes] == [(2, 3), (2, 4), (3, 3), (4, 3)]
    assert all(write.spills and write.content.startswith("=") for write in found.writes)
    assert found.kept == ("Feuil1!D4",), "D3 is what D2 spills"


def test_another_excel_keeps_what_would_need_it_to():
    found = conversions(book_with(ROWS, spills=False, names=NAMES), "fr")
    assert [(write.row, write.column) for write in found.writes] == [(2, 3), (3, 3)]
    assert not any(write.spills for write in found.writes)
    assert found.kept == ("Feuil1!D2", "Feuil1!D3", "Feuil1!C4", "Feuil1!D4")


def test_an_array_entered_as_one_is_kept():
    found = conversions(book_with([["=ROI(A1:A2,B1)"], ["=ROI(A3,B1)"]], spills=True, arrays={"C2", "C3"}), "fr")
    assert (found.kept, [write.row for write in found.writes]) == (("Feuil1!C2",), [3])
