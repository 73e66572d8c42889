"""`a_corriger.csv`: the rows of refused plans with the reasons beside them, a valid input once corrected."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
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


def write_corrections(path: Path, grid: Grid, refused: Iterable[Refused], words: Texts) -> None:
    """Write the rows of every refused plan, in the order of the file. Raises OSError."""
    refused = list(refused)
    reasons = {row: problems for plan in refused for row, problems in plan.reasons.items()}
    rows = sorted({row for plan in refused for row in plan.rows} | reasons.keys())
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    top = header_row(grid)
    headers = [_text(cell) for cell in grid.rows[top]]
    kept = [index for index, header in enumerate(headers) if header != words["places.reason"]]
    writer.writerow([*(headers[index] for index in kept), words["places.reason"]])
    for row in rows:
        writer.writerow([*_cells(grid.rows[row], kept), _reason(reasons, row, words)])
    write_atomically(path, stream.getvalue().encode("utf-8-sig"))


def _cells(row: Sequence[Any], kept: Sequence[int]) -> list[str]:
    return [_text(row[index]) if index < len(row) else "" for index in kept]


def _reason(reasons: Mapping[int, Sequence[Problem]], row: int, words: Texts) -> str:
    return _harmless(" | ".join(what(problem, words, with_column=True) for problem in reasons.get(row, ())))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "X" if cell else ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, (int, float)):
        return _number(cell)
    return _harmless(str(cell))


def _number(value: float) -> str:
    """A number with a decimal comma, never one that could be read as thousands.

    >>> _number(1.234), _number(12.5), _number(7.0)
    ('1,2340', '12,5', '7')
    """
    if value == int(value):
        return str(int(value))
    whole, _, decimals = repr(float(value)).partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}"


def _harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula when it opens the CSV; reading drops the space again."""
    return f" {text}" if text.startswith(FORMULA_STARTS) else text
