"""ONLYOFFICE calculates a workbook and saves it: `python -m tests.hosts.onlyoffice SOURCE TYPED TARGET`.

TYPED is a JSON file with what is typed before: a list of sheet, address and value. In a process of its own, because
the program writes to standard output and ends as it likes. PyPI document-builder, for checks alone.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.hosts import require
from tests.proofs import WHOLE

Typed = Sequence[tuple[str, str, float | str]]


def missing() -> str:
    """Why ONLYOFFICE cannot be had, "" when it can."""
    return (
        "" if importlib.util.find_spec("docbuilder") else "ONLYOFFICE: no module docbuilder (make proofs installs it)"
    )


def calculated(source: Path, typed: Typed, folder: Path) -> Path:
    """The workbook as ONLYOFFICE saves it, calculated anew."""
    if WHOLE:
        require(missing())
    cells, target = folder / "typed.json", folder / "calculated.xlsx"
    cells.write_text(json.dumps(typed), encoding="utf-8")
    command = [sys.executable, "-m", "tests.hosts.onlyoffice", str(source), str(cells), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return target


def main(source: str, typed: str, target: str) -> None:
    """Open, type, calculate, save."""
    import docbuilder

    by_sheet = defaultdict(list)
    for sheet, *cell in json.loads(Path(typed).read_text(encoding="utf-8")):
        by_sheet[sheet].append(cell)
    builder = docbuilder.CDocBuilder()
    builder.OpenFile(source, "")
    for sheet, cells in by_sheet.items():
        put = "for (var i = 0; i < c.length; i++) s.GetRange(c[i][0]).SetValue(c[i][1]);"
        builder.ExecuteCommand(f"var s = Api.GetSheet({json.dumps(sheet)}); var c = {json.dumps(cells)}; {put}")
    builder.ExecuteCommand("Api.RecalculateAllFormulas();")
    builder.SaveFile("xlsx", target)
    builder.CloseFile()


if __name__ == "__main__":
    main(*sys.argv[1:])
