"""`make test-windows`: the functions on Windows, over COM, against the same functions here.

    python -m tests.windows

Exit codes: 0 they agree, 1 they differ, 3 Windows cannot be had (the reason is printed).
"""

from __future__ import annotations

import json
import math
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.windows.cases import CASES, arrived
from tests.windows.wine import CannotRun, Windows
from xl_grc.excel import udfs

AGREE, DIFFER, CANNOT_RUN = 0, 1, 3


def main() -> int:
    """Compare all cases."""
    try:
        with Windows(f"xlwings=={version('xlwings')}") as windows:
            print(
                "Windows:", windows.python("-c", "import sys; print(sys.version)", seconds=60).strip().splitlines()[-1]
            )
            answers, seconds = called(windows)
    except CannotRun as reason:
        print(f"Windows cannot be had: {reason}", file=sys.stderr)
        return CANNOT_RUN
    wrong = 0
    for (name, arguments), answer in zip(CASES, answers, strict=True):
        expected = getattr(udfs, name)(*map(arrived, arguments))
        if not same(answer, expected):
            wrong += 1
            print(f"{name}{tuple(arguments)}: {answer!r} on Windows, {expected!r} here")
    print(f"{len(CASES)} calls, {wrong} differ, {seconds / len(CASES) * 1e3:.2f} ms a call")
    return DIFFER if wrong else AGREE


def called(windows: Windows) -> tuple[list[Any], float]:
    """What Windows answers, and how long it took."""
    cases, results = windows.folder / "cases.json", windows.folder / "results.json"
    cases.write_text(json.dumps(CASES), encoding="utf-8")
    script = Path(__file__).with_name("calls.py")
    output = windows.python(*map(windows.path, (script, cases, results)), seconds=180)
    if not results.exists():
        raise CannotRun(f"the calls gave no results:\n{output}")
    found = json.loads(results.read_text(encoding="utf-8"))
    return found["answers"], found["seconds"]


def same(answer: Any, expected: Any) -> bool:
    """Equal, floats to the last digit but one; a value comes back as a range of one cell."""
    if isinstance(expected, list):
        return isinstance(answer, list) and len(answer) == len(expected) and all(map(same, answer, expected))
    if isinstance(answer, list) and len(answer) == 1 and len(answer[0]) == 1:
        return same(answer[0][0], expected)
    if isinstance(expected, (int, float)) and isinstance(answer, (int, float)):
        return math.isclose(answer, expected, rel_tol=1e-15)
    return bool(answer == expected)


if __name__ == "__main__":
    sys.exit(main())
