"""`make test-windows`: the functions and the add-in on Windows, against the same here.

    python -m tests.windows

Exit codes: 0 they agree, 1 they differ, 3 Windows cannot be had (the reason is printed).
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.windows import wrappers
from tests.windows.cases import CASES, arrived
from tests.windows.wine import CannotRun, Windows
from xl_grc.excel import udfs
from xl_grc.excel.addin.build import build
from xl_grc.excel.addin.settings import with_own

AGREE, DIFFER, CANNOT_RUN = 0, 1, 3
PACKAGES = ("xlwings", "pyopenvba")


def main() -> int:
    """Compare everything."""
    try:
        with Windows(*(f"{package}=={version(package)}" for package in PACKAGES)) as windows:
            print(
                "Windows:", windows.python("-c", "import sys; print(sys.version)", seconds=60).strip().splitlines()[-1]
            )
            wrong = [*functions(windows), *cells(windows), *installing(windows)]
    except CannotRun as reason:
        print(f"Windows cannot be had: {reason}", file=sys.stderr)
        return CANNOT_RUN
    for one in wrong:
        print(one)
    return DIFFER if wrong else AGREE


def functions(windows: Windows) -> Iterator[str]:
    """What the functions answer otherwise than here."""
    answers, seconds = called(windows, [[*case, ""] for case in CASES])
    found = 0
    for (name, arguments), answer in zip(CASES, answers, strict=True):
        expected = getattr(udfs, name)(*map(arrived, arguments))
        if not same(answer, expected):
            found += 1
            yield f"{name}{tuple(arguments)}: {answer!r} on Windows, {expected!r} here"
    print(f"{len(CASES)} calls, {found} differ, {seconds / len(CASES) * 1e3:.2f} ms a call")
    (answer,), _ = called(windows, [["ROI", [1, 2], "book"]])
    if answer != 0.5:
        yield f"ROI called for no cell: {answer!r}"


def cells(windows: Windows) -> Iterator[str]:
    """What cells show otherwise when the wrapper of the add-in is called."""
    found = wrappers.differences(lambda calls: called(windows, calls)[0])
    print(f"{len(wrappers.CALLS)} wrappers called, {len(found)} show something else")
    yield from found


def called(windows: Windows, calls: list[Any]) -> tuple[list[Any], float]:
    """What Windows answers, and how long it took."""
    cases, results = windows.folder / "cases.json", windows.folder / "results.json"
    results.unlink(missing_ok=True)
    cases.write_text(json.dumps(calls), encoding="utf-8")
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


WELL = [0, [], [64]]
STEPS = {
    "nothing": [1, ["excel_missing", "file_missing", "settings_wrong"], [None]],
    "built": 0,
    "installed": 0,
    "well": WELL,
    "other_bits": [1, ["library_missing"], [32]],
    "both_libraries": [0, [], [32]],
    "distrusted": [1, ["trust_disabled"], [64]],
    "trusted": WELL,
    "in_use": [1, 1, True],
    "outdated": [1, ["file_outdated", "settings_wrong"], [64]],
    "again": [0, WELL],
    "nothing_again": [1, ["file_missing", "settings_wrong"], [64]],
}
MARKS = {"blocked": [1, ["blocked_yes"], [64]], "unblocked": [0, WELL]}


def installing(windows: Windows) -> Iterator[str]:
    """Which steps of installing, examining and removing the add-in went otherwise than they should."""
    results, script = windows.folder / "installing.json", Path(__file__).with_name("installing.py")
    output = windows.python(*map(windows.path, (script, results)), seconds=180)
    if not results.exists():
        yield f"installing gave no results:\n{output}"
        return
    steps = json.loads(results.read_text(encoding="utf-8"))
    wanted = STEPS | ({} if "no_marks" in steps else MARKS)
    yield from (f"{step}: {steps[step]!r}, not {right!r}" for step, right in wanted.items() if steps[step] != right)
    if (windows.folder / "built" / "xl_grc.xlam").read_bytes() != build():
        yield "the add-in built on Windows has other bytes"
    same_file, place = steps["files"]
    if not same_file or not place.endswith(r"\Microsoft\Excel\XLSTART\xl_grc.xlam"):
        yield f"installed at {place}"
    interpreter = steps["settings"][0].split('"')[3]
    ours = {"INTERPRETER_WIN": interpreter, "UDF MODULES": "xl_grc.excel.udfs", "ADD_WORKBOOK_TO_PYTHONPATH": "False"}
    right = with_own(b"", ours).decode().splitlines()
    if not interpreter.endswith(r"\python.exe") or steps["settings"] != right:
        yield f"settings: {steps['settings']!r}"
    first, *left, second = steps["removed"]
    if left != [False, False] or [first[0], len(first), second[0], len(second)] != [0, 3, 0, 2]:
        yield f"removed: {steps['removed']!r}"
    marks = f"no marks of the internet here ({steps['no_marks']})" if "no_marks" in steps else "marks of the internet"
    print(f"{len(steps)} steps of installing, {marks}")


if __name__ == "__main__":
    sys.exit(main())
