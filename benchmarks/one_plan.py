"""Where the time of one plan of 30 actions goes: `make bench`.

Each step is timed apart, in turns over many different plans, and the medians are printed; the first line names the
machine and the compressor. Issue 2 asks for evaluate + render under 1 ms.
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.plans import some_plan
from xl_grc.files.writing import write_atomically
from xl_grc.ooxml.package import COMPRESSOR, Member, member, package
from xl_grc.ooxml.shared_strings import SharedStrings
from xl_grc.plan.model import Plan
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import NAMED_CELLS
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.plan_filling import fill, inputs_of
from xl_grc.workbook.template.render import Template
from xl_grc.workbook.template.templates import load_template, shipped_template

PLANS = 60
ROUNDS = 6
AS_OF = date(2026, 9, 15)


def rendered(template: Template, filling: Filling) -> list[bytes]:
    """The XML of every sheet."""
    columns, names = filling.columns, filling.names
    strings = SharedStrings(template.texts)
    return [sheet.render(columns, names, sheet.bottoms(columns), strings) for sheet in template.sheets]


def compressed(template: Template, filling: Filling) -> list[Member]:
    """Every sheet rendered and compressed, the ends that plans share once for all."""
    columns, names = filling.columns, filling.names
    strings = SharedStrings(template.texts)
    return [sheet.member(columns, names, sheet.bottoms(columns), strings) for sheet in template.sheets]


def steps(plan: Plan, template: Template, target: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each step with everything it needs made ready before."""
    filling = fill(plan, "fr", AS_OF)
    inputs = {name: value for name, value in filling.names.items() if NAMED_CELLS[name].computed is None}
    yield "inputs", lambda: inputs_of(plan, "fr")
    yield "evaluate", lambda: evaluate(PLAN, filling.columns, inputs, "fr")
    yield "render", lambda: rendered(template, filling)
    parts = list(zip([sheet.name for sheet in template.sheets], rendered(template, filling), strict=True))
    yield "deflate", lambda: [member(name, content) for name, content in parts]
    yield "sheets", lambda: compressed(template, filling)
    members = [member(name, content) for name, content in parts]
    yield "package", lambda: package(members, template.fixed)
    workbook = template.write(filling)
    # Nothing is removed meanwhile: some file systems (ext4) then look longer for room for the next file.
    yield "write", lambda: write_atomically(target.with_suffix(".1.xlsx"), workbook)
    yield "all", lambda: write_atomically(target, template.write(fill(plan, "fr", AS_OF)))


def main() -> None:
    """Print the table."""
    plans = [some_plan(30, seed) for seed in range(PLANS)]
    template = load_template(PLAN, shipped_template(PLAN, "fr"), plans[0].start.month)
    size = sum(map(len, rendered(template, fill(plans[0], "fr", AS_OF))))
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, plan in enumerate(plans * ROUNDS):
            for step, run in steps(plan, template, Path(folder, f"{number}.xlsx")):
                begin = time.perf_counter()
                run()
                times.setdefault(step, []).append(time.perf_counter() - begin)
    print(f"Python {platform.python_version()}, {platform.machine()}, compressor {COMPRESSOR}")
    print(f"{PLANS} plans of 30 actions, {ROUNDS} rounds, {size:,} bytes rendered")
    for step, seconds in times.items():
        print(f"{step:18} {statistics.median(seconds) * 1e3:6.3f} ms")
    both = statistics.median(a + b for a, b in zip(times["evaluate"], times["render"], strict=True))
    print(f"{'evaluate + render':18} {both * 1e3:6.3f} ms")


if __name__ == "__main__":
    main()
