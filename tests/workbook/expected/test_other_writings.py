"""Formulas as other programs save them: without the name of the table they stand in, without marks of new functions."""

import re
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from tests.plans import shown_plan
from tests.workbook.changing import parts, write_parts, written
from xl_grc.ooxml.formula_text import canonical, same_formula
from xl_grc.text import LANGUAGES
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.repair.regenerate import regenerate

AS_OF = date(2026, 9, 15)
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]*><f>[^<]*</f>')


def without_own_name(path):
    """The workbook as Aspose saves it: `[Col]` for `T[Col]` in the cells of T; how many formulas that changes."""
    content, changed = parts(path), 0
    book = load_workbook(path)
    for number, sheet in enumerate(book, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        for name, reference in sheet.tables.items():
            left, top, right, bottom = range_boundaries(reference)

            def bare(found, left=left, top=top, right=right, bottom=bottom, name=name):
                nonlocal changed
                column, row = range_boundaries(found[1] + found[2])[:2]
                inside = left <= column <= right and top < row <= bottom
                one = re.sub(rf"\b{name}\[", "[", found[0]) if inside else found[0]
                changed += one != found[0]
                return one

            content[part] = CELL.sub(bare, content[part].decode()).encode()
    write_parts(path, content)
    return changed


def without_marks(path):
    """The workbook as SheetJS saves it: new functions without their mark; how many cells that changes."""
    content = parts(path)
    cells = [cell for name in content if "sheet" in name for cell in re.findall(rb"<f>[^<]*</f>", content[name])]
    write_parts(path, {name: xml.replace(b"_xlfn.", b"") for name, xml in content.items()})
    return sum(b"_xlfn." in cell for cell in cells)


def marks(path):
    """How often formulas of cells say that a function is new."""
    cells = [cell for xml in parts(path).values() for cell in re.findall(rb"<f>[^<]*</f>", xml)]
    return sum(cell.count(b"_xlfn.") for cell in cells)


def told(path):
    return check(path.read_bytes(), path.name, AS_OF)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formula_may_leave_out_the_name_of_its_own_table(tmp_path, language):
    path = written(tmp_path / "plan.xlsx", shown_plan(), language)
    before = told(path)
    assert without_own_name(path) > 1_000
    assert told(path) == before
    sheets = {name: xml for name, xml in parts(path).items() if "worksheets/" in name}
    path.write_bytes(regenerate(path.read_bytes(), path.name, AS_OF).content)
    assert {name: xml for name, xml in parts(path).items() if "worksheets/" in name} == sheets


def test_marks_that_a_program_dropped_are_told_once_and_come_back(tmp_path):
    path = written(tmp_path / "plan.xlsx", shown_plan())
    before, all_marks = told(path), marks(path)
    count = without_marks(path)
    assert count > 10
    lost = [problem for problem in told(path) if problem not in before]
    assert [problem.key for problem in lost] == ["function_unmarked"]
    assert 2 < dict(lost[0].values)["count"] < count  # names of sheets are no cells that check looks at
    path.write_bytes(regenerate(path.read_bytes(), path.name, AS_OF).content)
    assert marks(path) == all_marks
    assert told(path) == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SUM([Coût])", "SUM(Costs[Coût])", True),
        ("[[#This Row],[N°]]*2", "Costs[[#This Row],[N°]]*2", True),
        ("SUM([N°])+SUM(costs[N°])", "SUM(Costs[N°])+SUM([N°])", True),
        ("SUM(Actions[N°])", "SUM([N°])", False),
        ("SUM(OldCosts[N°])", "SUM(Old[N°])", False),
        ("SUM(Old_Costs[N°])", "SUM(Old_[N°])", False),
        ('"Costs["&A1', '"["&A1', False),
        ("SUM([Autre])", "SUM(Costs[Coût])", False),
    ],
)
def test_only_its_own_table_goes_without_saying(one, other, same):
    assert same_formula(one, other, "Costs") == same
    assert not same_formula(one, other)


def test_hostile_formulas_take_linear_time():
    assert canonical("Costs[" * 20_000, "Costs") == "[" * 20_000
