"""Another engine calculates a plan from stripped values: ironcalc, beside LibreOffice in `test_recalculation`.

What it is known not to calculate is told by kind, each kind by the smallest formula that fails outside our workbooks.
Formulas of these kinds get their answer typed in; all others, and what follows from these, must come out the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import ironcalc
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from tests.hosts.stripping import cached_values, strip_cached_values
from tests.plans import shown_plan, some_plan
from tests.proofs import rounds
from tests.recalculation import place_of_name, same
from xl_grc.workbook.plan_writer import settings, workbook

AS_OF = date(2026, 5, 4)
_COLUMN = r"\w+\[[^\[\]#]+\]"
"""A column of a table."""


class Fault(NamedTuple):
    """What an engine does not calculate: how to know it in a formula, the smallest example, its right answer."""

    pattern: str
    example: str
    answer: float


FAULTS = {
    "a range as the criterion of COUNTIFS or SUMIFS": Fault("", "SUMPRODUCT(--(COUNTIFS(A1:A3,A1:A3)>0))", 3),
    "a function of one cell over a range": Fault(
        rf'(?:TRIM|ISNUMBER)\({_COLUMN}\)|FIND\("[^"]*",{_COLUMN}\)|MATCH\(\w+\[\[#Headers\]',
        '=SUMPRODUCT(--(TRIM(C1:C3)<>""))',
        2,
    ),
    "ISFORMULA over a range": Fault(r"ISFORMULA\(\w+\[\[", "SUMPRODUCT(1-_xlfn.ISFORMULA(A1:A3))", 3),
    "a range from one INDEX to another": Fault(r"\bBelow_\w+", "SUM(INDEX(A1:A3,1):INDEX(A1:A3,2))", 3),
}
"""Of ironcalc 0.9.1."""


def arguments(formula: str, function: str) -> Iterator[list[str]]:
    """The arguments of each call of a function."""
    for found in re.finditer(rf"\b{function}\(", formula):
        parts, depth, quoted, start = [], 0, False, found.end()
        for place in range(start, len(formula)):
            sign = formula[place]
            quoted ^= sign == '"'
            if not quoted and not depth and sign in ",)":
                parts.append(formula[start:place])
                start = place + 1
                if sign == ")":
                    break
            depth += 0 if quoted else (sign in "([{") - (sign in ")]}")
        yield parts


def is_known(formula: str) -> bool:
    """Whether an engine is known not to calculate a formula."""
    criteria = [one for call in arguments(formula, "COUNTIFS") for one in call[1::2]]
    criteria += [one for call in arguments(formula, "SUMIFS") for one in call[2::2]]
    if any(re.fullmatch(_COLUMN, one) for one in criteria):
        return True
    return any(fault.pattern and re.search(fault.pattern, formula) for fault in FAULTS.values())


def write(plan, folder, language="fr"):
    path = folder / f"plan {language}.xlsx"
    path.write_bytes(workbook(plan, settings(language, None, AS_OF)))
    return path


class Engine:
    """A workbook in ironcalc, by titles of sheets and addresses."""

    def __init__(self, path):
        self._model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        sheets = self._model.get_worksheets_properties()
        self._titles = [sheet["name"] if isinstance(sheet, dict) else sheet.name for sheet in sheets]

    def type(self, sheet, address, value):
        place = (self._titles.index(sheet), *coordinate_to_tuple(address))
        if isinstance(value, float):
            self._model.update_cell_with_number(*place, value)
        else:
            self._model.update_cell_with_text(*place, value)

    def calculate(self):
        self._model.evaluate()

    def value(self, sheet, address):
        found = self._model.get_cell_value(self._titles.index(sheet), *coordinate_to_tuple(address))
        return float(found) if isinstance(found, (int, float)) else "" if found is None else found


def compared(path, folder):
    """How many formulas are compared, how many were answered for the engine, and what differs; the names of sheets
    have no cached value."""
    stripped = folder / "stripped.xlsx"
    strip_cached_values(path, stripped)
    engine, cached, formulas = Engine(stripped), cached_values(path), load_workbook(path)
    sheet, address = place_of_name(path, "AsOf")
    engine.type(sheet, address, cached[sheet].pop(address))
    known = [
        (sheet, address)
        for sheet, cells in cached.items()
        for address in cells
        if is_known(str(formulas[sheet][address].value))
    ]
    for sheet, address in known:
        engine.type(sheet, address, cached[sheet].pop(address))
    engine.calculate()
    different, count = [], 0
    for sheet, cells in cached.items():
        for address, wanted in cells.items():
            count += 1
            if wanted is not None and not same(wanted, value := engine.value(sheet, address)):
                different.append(f"{sheet}!{address}: cached {wanted!r}, ironcalc {value!r}")
    return count, len(known), different


@pytest.mark.parametrize("language", ["fr", "en"])
def test_another_engine_agrees(language, tmp_path):
    count, known, different = compared(write(shown_plan(), tmp_path, language), tmp_path)
    assert different == []
    assert count > 900
    assert known < count / 20


@pytest.mark.parametrize("seed", range(rounds(100)))
def test_another_engine_agrees_on_random_plans(seed, tmp_path):
    chosen = random.Random(seed)
    plan = some_plan(chosen.randint(2, 30), seed, date(2026, chosen.choice((1, 4, 10)), 1), chosen.random() < 0.8)
    assert compared(write(plan, tmp_path), tmp_path)[2] == []


@pytest.mark.parametrize("kind", FAULTS)
def test_a_known_fault_is_one_outside_our_workbooks(kind, office, tmp_path):
    """ironcalc fails, LibreOffice does not: when ironcalc learns it, the kind goes away."""
    fault = FAULTS[kind]
    formula = "=" + fault.example.removeprefix("=")
    cells = {"A1": 1, "A2": 2, "A3": 3, "C1": "x", "C2": "x"}
    book = Workbook()
    for address, value in cells.items():
        book.active[address] = value
    book.active["E1"] = formula
    book.save(tmp_path / "fault.xlsx")
    engine = Engine(tmp_path / "fault.xlsx")
    engine.calculate()
    assert engine.value(book.active.title, "E1") != fault.answer
    assert office.formulas([{"cells": cells, "formula": formula}])[0].value == fault.answer
