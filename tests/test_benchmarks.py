"""What is timed step by step is what writes a workbook."""

import runpy
from pathlib import Path

from tests.plans import some_plan
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.template.templates import load_template, shipped_template

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_each_step_of_one_plan_runs(tmp_path):
    template = load_template(PLAN, shipped_template(PLAN, "fr"), 1)
    steps = runpy.run_path(str(BENCHMARKS / "one_plan.py"))["steps"]
    done = {name: run() for name, run in steps(some_plan(3, 1), template, tmp_path / "plan.xlsx")}
    assert [part.name for part in done["deflate"]] == [sheet.name for sheet in template.sheets]
    assert [part.size for part in done["sheets"]] == [len(xml) for xml in done["render"]]
    assert (tmp_path / "plan.xlsx").read_bytes().startswith(b"PK")
