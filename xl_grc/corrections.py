"""`a_corriger.csv`: the rows of refused plans with the reasons beside them, a valid input once corrected."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.errors import Problem
from xl_grc.messages import what
from xl_grc.plan.grid import Grid
from xl_grc.plan.tabular import Refused, header_row
from xl_grc.text import Texts
from xl_grc.workbook.package import write_atomically
from xl_grc.workbook.xml import FORMULA_STARTS


class Corrections:
    """Collects the rows to correct, as lines of the file."""

    def __init__(self, header: Sequence[Any], words: Texts) -> None:
        self._words = words
        reason = words["places.reason"]
        headers = [_text(cell) for cell in header]
        self._kept = [index for index, title in enumerate(headers) if title != reason]
        self._lines: list[str] = []
        self._write([*(headers[index] for index in self._kept), reason])

    def __bool__(self) -> bool:
        return len(self._lines) > 1

    def add(self, cells: Sequence[Any], problems: Iterable[Problem]) -> None:
        """A row, and what is wrong with it if anything is."""
        reason = harmless(" | ".join(what(problem, self._words, with_column=True) for problem in problems))
        kept = [_text(cells[index]) if index < len(cells) else "" for index in self._kept]
        self._write([*kept, reason])

    def save(self, path: Path) -> None:
        """Write the file. Raises OSError."""
        write_atomically(path, "".join(self._lines).encode("utf-8-sig"))

    def _write(self, cells: Sequence[str]) -> None:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
        self._lines.append(line.getvalue())


def write_corrections(path: Path, grid: Grid, refused: Iterable[Refused], words: Texts) -> None:
    """Write the rows of every refused plan, in the order of the file. Raises OSError."""
    refused = list(refused)
    reasons = {row: problems for plan in refused for row, problems in plan.reasons.items()}
    corrections = Corrections(grid.rows[header_row(grid)], words)
    for row in sorted({row for plan in refused for row in plan.rows} | reasons.keys()):
        corrections.add(grid.rows[row], reasons.get(row, ()))
    corrections.save(path)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "X" if cell else ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, (int, float)):
        return _number(cell)
    return harmless(str(cell))


def _number(value: float) -> str:
    """A number with a decimal comma, never one that could be read as thousands.

    >>> _number(1.234), _number(12.5), _number(7.0)
    ('1,2340', '12,5', '7')
    """
    if value == int(value):
        return str(int(value))
    whole, _, decimals = repr(float(value)).partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}"


def harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula when it opens the CSV; reading drops the space again."""
    return f" {text}" if text.startswith(FORMULA_STARTS) else text
