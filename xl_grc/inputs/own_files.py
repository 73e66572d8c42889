"""Files of ours that are no table of actions, though they look like one: the summary of plans, the report of a run."""

from __future__ import annotations

from collections.abc import Sequence

from xl_grc.errors import InputError, Problem
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell

SUMMARY_TABLE = "CollectedActions"
"""The table by which a summary of plans is known."""
_REPORT = ("file", "state", "fingerprint")
"""The columns by which a report is known."""


def refuse_report(header: Sequence[Cell], file: str) -> None:
    """Raises InputError when the headers are those of the report of a run."""
    titles = [{texts(language)[f"report.{key}"] for language in LANGUAGES} for key in _REPORT]
    if all(any(cell in known for cell in header if isinstance(cell, str)) for known in titles):
        raise InputError([Problem("report_is_no_input", file)])
