"""One workbook from a cold start: `xl-grc new` against a script that writes the same with XlsxWriter.

    python benchmarks/cold.py [--runs N]

Each run is a process of its own, in turns. The script finds its cells, formulas and formats ready in a file; the time
of reading that file is measured apart and taken off, so that the other side is not made to look slower than it is.
"""

from __future__ import annotations

import argparse
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from batch import AS_OF, by_xlsxwriter, cells_of, formats_of, kept_bytecode, write_table

_LOAD = "import pickle; pickle.load(open({cells!r}, 'rb'))"
_SCRIPT = """import pickle, sys
import xlsxwriter
{source}
sheets, formats = pickle.load(open({cells!r}, "rb"))
by_xlsxwriter(sheets, formats, {target!r})
"""


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        ours, theirs, loading = times(Path(name), runs)
    print(f"xl-grc new           {ours:6.3f} s")
    print(f"XlsxWriter script    {theirs - loading:6.3f} s")
    print(f"ours / theirs        {ours / (theirs - loading):6.2f}")


def times(folder: Path, runs: int) -> tuple[float, float, float]:
    """The medians, in seconds, of our command, of the script, and of starting Python and reading its cells."""
    table, target, cells = folder / "table.csv", folder / "plan.xlsx", folder / "cells"
    write_table(table, 1)
    new = [
        sys.executable,
        "-m",
        "xl_grc",
        "new",
        "--force",
        str(table),
        "-o",
        str(target),
        "--as-of",
        AS_OF.isoformat(),
    ]
    environment = kept_bytecode(folder)
    seconds(new, environment)
    content = target.read_bytes()
    plain = {title: [tuple(cell) for cell in found] for title, found in cells_of(content).items()}
    cells.write_bytes(pickle.dumps((plain, formats_of(content))))
    script = folder / "script.py"
    script.write_text(_script(cells, folder / "theirs.xlsx"), encoding="utf-8")
    start = [sys.executable, "-c", "pass"]
    load = [sys.executable, "-c", _LOAD.format(cells=str(cells))]
    commands = (new, [sys.executable, str(script)], start, load)
    for command in commands:
        seconds(command, environment)
    found = [[seconds(command, environment) for command in commands] for _ in range(runs)]
    ours, theirs, empty, loaded = (statistics.median(column) for column in zip(*found, strict=True))
    return ours, theirs, loaded - empty


def _script(cells: Path, target: Path) -> str:
    """The script: the function of the other benchmark and nothing else of it."""
    import inspect

    source = inspect.getsource(by_xlsxwriter).replace("str(path)", "path")
    source = f"def by_xlsxwriter(sheets, formats, path):\n{source.partition(chr(10))[2]}"
    return _SCRIPT.format(source=source, cells=str(cells), target=str(target))


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """How long a process takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
