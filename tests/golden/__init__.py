"""What each sheet shows for one plan, and for thirty customers, as text that a person can read in review.

`python -m tests.golden` writes the texts again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from tests.plans import shown_plan
from xl_grc.text import LANGUAGES
from xl_grc.workbook.plan_writer import settings, workbook

FOLDER = Path(__file__).parent
AS_OF = date(2026, 5, 4)
DAY, CUSTOMERS = date(2026, 5, 21), 30


def workbooks(language: str) -> dict[str, bytes]:
    """The workbooks in a language, and the folder of the texts of each."""
    return {
        language: workbook(shown_plan(), settings(language, None, AS_OF)),
        f"relations_{language}": relations(language),
    }


def relations(language: str) -> bytes:
    """The customer relations of thirty customers."""
    from tests.customers.sales import some_sales  # NumPy, which the texts of a plan need not wait for
    from tests.customers.workbooks import TERMS
    from xl_grc.customers import Options
    from xl_grc.customers.outcome import Wanted, outcome_of

    with TemporaryDirectory() as folder:
        path = Path(folder, "ventes.csv")
        path.write_text(some_sales(CUSTOMERS), encoding="utf-8")
        return outcome_of([path], Options(DAY, DAY, "fr"), Wanted(language, TERMS), lambda name: None).workbook


def snapshots(content: bytes) -> Iterator[tuple[str, str]]:
    """For each sheet its title and its text: one line a row, filled cells as `address value`, formulas marked `=`."""
    formulas, values = (load_workbook(BytesIO(content), read_only=True, data_only=one) for one in (False, True))
    for sheet in values:
        rows = zip(sheet.iter_rows(), formulas[sheet.title].iter_rows(), strict=True)
        lines = [
            " | ".join(_shown(*cells) for cells in zip(*both, strict=True) if cells[0].value is not None)
            for both in rows
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
        for name, content in workbooks(language).items():
            for title, text in snapshots(content):
                yield FOLDER / name / f"{title}.txt", text
