"""ONLYOFFICE calculates a plan from stripped values: in `make proofs` alone, it is large.

It does not calculate formulas before SUMIFS and COUNTIFS read them: these get their answer typed in (an empty text as a
formula, since a blank cell counts as 0), and the light of formulas that were typed over says so, in the list of lights
that are on too. Everything else must come out the same.
"""

import re

import pytest
from openpyxl import Workbook, load_workbook

from tests.hosts.onlyoffice import calculated, missing
from tests.hosts.stripping import all_cells, cached_values, strip_cached_values
from tests.plans import shown_plan, some_plan
from tests.proofs import WHOLE
from tests.recalculation import place_of_name, same
from tests.workbook.test_engines import write

pytestmark = pytest.mark.skipif(not WHOLE or bool(missing()), reason="ONLYOFFICE: make proofs")
TYPED_OVER = re.compile(r"ISFORMULA|overwritten|LightsOn|LightCounts|Lit(Spot)?_|SIGN\(Check_")


def test_sums_do_not_wait_for_what_they_add(tmp_path):
    """The smallest workbook: SUMPRODUCT does wait. When SUMIFS learns it, the exception goes away."""
    book = Workbook()
    first, second = book.active, book.create_sheet("Two")
    first.title = "One"
    for row in (1, 2, 3):
        second[f"A{row}"], second[f"B{row}"] = row, f"=A{row}*10"
    first["A1"] = "=SUMIFS(Two!B1:B3,Two!A1:A3,2)"
    first["A2"] = "=SUMPRODUCT(--(Two!A1:A3=2),Two!B1:B3)"
    book.save(tmp_path / "sums.xlsx")
    found = all_cells(calculated(tmp_path / "sums.xlsx", [], tmp_path))["One"]
    assert (found["A1"], found["A2"]) == (0, 20)


@pytest.mark.parametrize(("plan", "language"), [(shown_plan(), "en"), (some_plan(12, 3), "fr")])
def test_another_engine_agrees(plan, language, tmp_path):
    path, stripped = write(plan, tmp_path, language), tmp_path / "stripped.xlsx"
    strip_cached_values(path, stripped)
    cached, formulas = cached_values(path), load_workbook(path)
    day = place_of_name(path, "AsOf")
    told = {(sheet, at): str(formulas[sheet][at].value) for sheet, cells in cached.items() for at in cells}
    typed = [place for place, formula in told.items() if place == day or re.search(r"\b(SUM|COUNT)IFS\(", formula)]
    answers = [(sheet, at, '=""' if (value := cached[sheet].pop(at)) in (None, "") else value) for sheet, at in typed]
    found = all_cells(calculated(stripped, answers, tmp_path))
    different = [
        (sheet, at, wanted, value)
        for sheet, cells in cached.items()
        for at, wanted in cells.items()
        if wanted is not None
        and not TYPED_OVER.search(told[sheet, at])
        and not same(wanted, value := found[sheet].get(at, ""))
    ]
    assert different == []
