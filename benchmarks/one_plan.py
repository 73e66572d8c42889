"""Where the time of one plan of 30 actions goes: `make bench`.

Each step is timed apart, in turns, and the medians are printed; the first line names the machine and the compressor.
"""

from __future__ import annotations

import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.plans import some_plan
from xl_grc.tables.schema import NAMED_CELLS
from xl_grc.tables.values import evaluate
from xl_grc.workbook.filling import fill, inputs_of
from xl_grc.workbook.package import COMPRESSOR, member, package, write_atomically
from xl_grc.workbook.template import compiled, shipped_template

ROUNDS = 300
AS_OF = date(2026, 9, 15)


def main() -> None:
    """Print the table."""
    plan = some_plan(30, 30)
    template = compiled(shipped_template("fr"), plan.start.month)
    filling = fill(plan, "fr", AS_OF)
    inputs = {name: value for name, value in filling.names.items() if NAMED_CELLS[name].computed is None}
    parts = [(sheet.name, sheet.render(filling.columns, filling.names).encode()) for sheet in template.sheets]
    members = [member(name, content) for name, content in parts]
    workbook = template.write(filling)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "plan.xlsx")
        steps: dict[str, Callable[[], object]] = {
            "inputs": lambda: inputs_of(plan, "fr"),
            "evaluate": lambda: evaluate(filling.columns, dict(inputs), "fr"),
            "render": lambda: [sheet.render(filling.columns, filling.names) for sheet in template.sheets],
            "deflate": lambda: [member(name, content) for name, content in parts],
            "package": lambda: package((*template.fixed, *members)),
            "write": lambda: write_atomically(target, workbook),
            "all": lambda: write_atomically(target, template.write(fill(plan, "fr", AS_OF))),
        }
        times: dict[str, list[float]] = {step: [] for step in steps}
        for _ in range(ROUNDS):
            for step, run in steps.items():
                begin = time.perf_counter()
                run()
                times[step].append(time.perf_counter() - begin)
    print(f"Python {platform.python_version()}, {platform.machine()}, compressor {COMPRESSOR}, {ROUNDS} rounds")
    print(f"30 actions, {sum(len(content) for _, content in parts):,} bytes rendered, file of {len(workbook):,} bytes")
    for step, seconds in times.items():
        print(f"{step:10} {statistics.median(seconds) * 1e3:7.3f} ms")
    both = statistics.median(a + b for a, b in zip(times["evaluate"], times["render"], strict=True))
    print(f"{'evaluate + render':18} {both * 1e3:.3f} ms")


if __name__ == "__main__":
    main()
