"""Summary workbooks of a network, for tests of how they look."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.plans import shown_plan, some_plan
from xl_grc.collect import collect
from xl_grc.collect.report import write_summary
from xl_grc.errors import Problem
from xl_grc.text import texts
from xl_grc.workbook.plan_writer import settings, write_plan

AS_OF = date(2026, 5, 4)
LONG = "Société coopérative des artisans menuisiers et charpentiers du Haut-Jura"


def summary(language: str, plans: int = 3) -> bytes:
    """The summary of so many plans, one of them of a company with a long name and large amounts."""
    shown = shown_plan()
    large = [one._replace(expenses=1.9e9 / len(shown.actions), revenue=1.1e9) for one in shown.actions]
    written = [shown, shown._replace(company=LONG, reference="L", actions=tuple(large), costs=())]
    written += [some_plan(4, seed, details=True)._replace(reference=f"R{seed}") for seed in range(plans - 2)]
    with TemporaryDirectory() as folder:
        for number, plan in enumerate(written):
            write_plan(plan, Path(folder, f"{number}.xlsx"), settings(language, None, AS_OF))
        found = collect([Path(folder)], AS_OF)
        stream = BytesIO()
        write_summary(stream, found, [Problem("missing_plan", value=LONG)], AS_OF, texts(language))
        return stream.getvalue()
