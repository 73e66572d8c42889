"""What each sheet shows for one plan, as text that a person can read in review.

`python -m tests.golden` writes the texts again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from tests.plans import shown_plan
from xl_grc.text import LANGUAGES
from xl_grc.workbook.plan_writer import settings, workbook

FOLDER = Path(__file__).parent
AS_OF = date(2026, 5, 4)


def snapshots(language: str) -> Iterator[tuple[str, str]]:
    """For each sheet its title and its text: one line a row, filled cells as `address value`, formulas marked `=`."""
    plan = shown_plan()
    with TemporaryDirectory() as folder:
        path = Path(folder, "plan.xlsx")
        path.write_bytes(workbook(plan, settings(language, None, AS_OF)))
        formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    for sheet in values:
        lines = [
            " | ".join(_shown(cell, formulas[sheet.title][cell.coordinate]) for cell in row if cell.value is not None)
            for row in sheet.iter_rows()
        ]
        yield sheet.title, "\n".join(line for line in lines if line) + "\n"


def _shown(cell, formula) -> str:
    value = cell.value
    text = f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    mark = "=" if isinstance(formula.value, str) and formula.data_type == "f" else ""
    return f"{cell.coordinate} {mark}{text}"


def files() -> Iterator[tuple[Path, str]]:
    """Each text and where it stands."""
    for language in LANGUAGES:
        for title, text in snapshots(language):
            yield FOLDER / language / f"{title}.txt", text
