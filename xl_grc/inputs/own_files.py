"""Files of ours that are no table of actions, though they look like one: the summary of plans, the report of a run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from xl_grc.errors import InputError, Problem
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell

if TYPE_CHECKING:
    from xl_grc.ooxml.book import Book  # a CSV file needs no reader of workbooks

SUMMARY_TABLE = "CollectedActions"
"""The table by which a summary of plans is known."""
_REPORT = ("file", "state", "fingerprint")
"""The columns by which a report is known."""
_NAMES = ("report_file", "former_report_file", "corrections_file", "corrections_book")
_BACKUP = ".bak"
"""What the names of kept copies end in, a number behind it for older ones."""


def is_summary(book: Book) -> bool:
    """Whether a workbook is a summary of plans; its cells, which may be millions, are not read."""
    return any(table.shape.name == SUMMARY_TABLE for table in book.tables)


def refuse_report(header: Sequence[Cell], file: str) -> None:
    """Raises InputError when the headers are those of the report of a run."""
    if is_report(header):
        raise InputError([Problem("report_is_no_input", file)])


def is_report(header: Sequence[Cell]) -> bool:
    """Whether the headers are those of the report of a run."""
    titles = [{texts(language)[f"report.{key}"] for language in LANGUAGES} for key in _REPORT]
    return all(any(cell in known for cell in header if isinstance(cell, str)) for known in titles)


def is_own_name(name: str) -> bool:
    """Whether a file is named as the reports, the corrections and the kept copies of ours are.

    >>> is_own_name("rapport.csv"), is_own_name("plan.xlsx.bak2"), is_own_name("plan.xlsx")
    (True, True, False)
    """
    return name in _own_names() or name.rstrip("0123456789").endswith(_BACKUP)


@cache
def _own_names() -> frozenset[str]:
    return frozenset(str(texts(language)[f"places.{key}"]) for language in LANGUAGES for key in _NAMES)
