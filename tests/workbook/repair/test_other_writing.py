"""Returned plans and templates whose sheets are written in other valid ways are mended and filled like any other."""

import random
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.ooxml.other_writing import Writer
from tests.ooxml.test_worksheet import by_openpyxl
from tests.proofs import rounds
from tests.workbook.changing import AS_OF, parts, sample, write_parts
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import load_template

SHEET = "xl/worksheets/sheet"


FORMULA = re.compile(rb'(<c r="[A-Z]+[0-9]+"[^>]*>)<f>[^<]*</f>(?:<v>[^<]*</v>)?</c>')


def damaged(content: dict[str, bytes], chosen: random.Random) -> dict[str, bytes]:
    """A plan of which some cells with formulas were deleted, others emptied."""

    def damage(found: re.Match[bytes]) -> bytes:
        return chosen.choice((b"", found[1] + b"</c>")) if chosen.random() < 0.02 else found[0]

    return {name: FORMULA.sub(damage, data) if name.startswith(SHEET) else data for name, data in content.items()}


def formulas_and_ranges_by_openpyxl(path: Path) -> dict[str, list[object]]:
    """The formulas of each sheet, and what its formats and validations are over."""
    found: dict[str, list[object]] = {}
    for one in load_workbook(path).worksheets:
        rules = [*one.conditional_formatting, *one.data_validations.dataValidation]
        cells = (cell for row in one.iter_rows() for cell in row if cell.data_type == "f")
        found[one.title] = [(cell.coordinate, cell.value) for cell in cells]
        found[one.title] += [str(rule.sqref) for rule in rules]
    return found


def rewritten(content: dict[str, bytes], chosen: random.Random) -> dict[str, bytes]:
    writer = Writer(chosen)
    return {name: writer.sheet(data) if name.startswith(SHEET) else data for name, data in content.items()}


@pytest.mark.parametrize("way", range(rounds(100)))
def test_a_plan_is_mended_alike_in_whatever_way_it_is_written(tmp_path, way):
    chosen = random.Random(way)
    content = damaged(parts(sample(tmp_path / "plan.xlsx", 2, way)), chosen)
    found = []
    for name, data in (("usual", content), ("other", rewritten(content, chosen))):
        path = write_parts(tmp_path / f"{name}.xlsx", data)
        path.write_bytes(regenerate(path.read_bytes(), path.name, AS_OF).content)
        kept = {one: part for one, part in parts(path).items() if not one.startswith(SHEET)}
        found.append((by_openpyxl(path), formulas_and_ranges_by_openpyxl(path), kept))
    assert found[0] == found[1]


@pytest.mark.parametrize("way", range(rounds(100)))
def test_a_template_is_filled_alike_in_whatever_way_it_is_written(tmp_path, way):
    chosen = random.Random(way)
    usual = sample(tmp_path / "plan.xlsx", 2, way)
    other = write_parts(tmp_path / "other.xlsx", rewritten(parts(usual), chosen))
    plan = read_plan(usual.read_bytes(), usual.name).plan
    found = []
    for path in (usual, other):
        filled = path.with_name("filled.xlsx")
        filled.write_bytes(load_template(PLAN, path, plan.start.month).write(fill(plan, "fr", AS_OF)))
        found.append((by_openpyxl(filled), formulas_and_ranges_by_openpyxl(filled)))
    assert found[0] == found[1]
    assert len(found[0][0]) > 500
