"""`a_corriger.csv`: the rows of refused plans with the reasons beside them, a valid input once corrected.

A workbook may hold costs and tracking too, for which a CSV file has no place: `a_corriger.xlsx` holds their rows, and
the same actions.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from xl_grc.errors import Problem
from xl_grc.files.writing import write_atomically
from xl_grc.functions.units import RATE
from xl_grc.ooxml.xml import FORMULA_STARTS
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING, InputSheet, meanings
from xl_grc.plan.grid import Grid
from xl_grc.plan.tabular import PlansOfFile, Refused, header_row
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.text.messages import what
from xl_grc.values import Cell, cell_text, is_blank
from xl_grc.workbook.summary import styles as styles
from xl_grc.workbook.summary.pages import Page, PageColumn, workbook

_WIDTHS = {"action": 34, "objective": 30, "company": 28, "item": 28, "note": 36}
_REASON_WIDTH = 60


class Corrections:
    """Collects the rows to correct, as lines of the file."""

    def __init__(self, header: Sequence[Cell], words: Texts) -> None:
        self._words = words
        self._layout = _Layout(header, ACTIONS, words)
        self._lines: list[str] = []
        self._write([*map(csv_text, self._layout.header), words["places.reason"]])

    def __bool__(self) -> bool:
        return len(self._lines) > 1

    def add(self, cells: Sequence[Cell], problems: Iterable[Problem], company: str) -> None:
        """A row of a company's plan, and what is wrong with it if anything is."""
        reason = harmless(_reason(problems, self._words))
        self._write([*map(csv_text, self._layout.cells(cells, company)), reason])

    def save(self, path: Path) -> None:
        """Write the file. Raises OSError."""
        write_atomically(path, "".join(self._lines).encode("utf-8-sig"))

    def _write(self, cells: Sequence[str]) -> None:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
        self._lines.append(line.getvalue())


def write_corrections(path: Path, grid: Grid, refused: Iterable[Refused], words: Texts) -> None:
    """Write the rows of every refused plan, in the order of the file. Raises OSError."""
    corrections = Corrections(grid.rows[header_row(grid)], words)
    for row, wrong in _refused_rows(refused).items():
        corrections.add(grid.rows[row], *wrong)
    corrections.save(path)


def corrections_book(
    actions: Grid, costs: Grid | None, tracking: Grid | None, reading: PlansOfFile, words: Texts
) -> bytes | None:
    """The rows of every refused plan as a workbook, sheet by sheet; None when a CSV file can hold them all."""
    if not reading.refused or (costs is None and tracking is None):
        return None
    sheets = (
        (actions, ACTIONS, _refused_rows(reading.refused)),
        (costs, COSTS, _beside(reading.refused_costs)),
        (tracking, TRACKING, _beside(reading.refused_events)),
    )
    pages = [_page(grid, sheet, rows, words) for grid, sheet, rows in sheets if grid is not None]
    return workbook(pages, words["footer.page"])


class _Wrong(NamedTuple):
    """What is wrong with a row, and the company of its plan."""

    problems: tuple[Problem, ...]
    company: str = ""


def _refused_rows(refused: Iterable[Refused]) -> dict[int, _Wrong]:
    """The rows of refused plans in the order of the file, and what is wrong with each."""
    rows: dict[int, _Wrong] = {}
    for plan in refused:
        rows |= {row: _Wrong(plan.reasons.get(row, ()), plan.company) for row in (*plan.rows, *plan.reasons)}
    return dict(sorted(rows.items()))


def _beside(rows: Mapping[int, tuple[Problem, ...]]) -> dict[int, _Wrong]:
    """The same for the rows of costs or tracking, which name no other company than they do."""
    return {row: _Wrong(problems) for row, problems in rows.items()}


class _Layout:
    """The columns of the rows to correct: those of the input without the reasons of an earlier run. The company of a
    plan that its rows do not name, but the name of the input does, is written: the next input has another name."""

    def __init__(self, header: Sequence[Cell], sheet: InputSheet, words: Texts) -> None:
        told = {texts(language)["places.reason"] for language in LANGUAGES}
        self._kept = [place for place, cell in enumerate(header) if cell_text(cell).strip() not in told]
        self.header = [header[place] for place in self._kept]
        names = [{field.name for field in meanings(cell, sheet)} for cell in self.header]
        self._naming = [place for place, found in enumerate(names) if found & {"company", "reference"}]
        self._company = next((place for place, found in enumerate(names) if "company" in found), None)
        self._added = sheet is ACTIONS and not self._naming
        if self._added:
            self.header.insert(0, words["named.Company"])

    def cells(self, row: Sequence[Cell], company: str) -> list[Cell]:
        """The cells of a row of a company's plan."""
        cells = [row[place] if place < len(row) else None for place in self._kept]
        if self._added:
            return [company, *cells]
        if company and self._company is not None and all(is_blank(cells[place]) for place in self._naming):
            cells[self._company] = company
        return cells


def _page(grid: Grid, sheet: InputSheet, rows: Mapping[int, _Wrong], words: Texts) -> Page:
    """Some rows of a sheet below its headers, as they are, with what is wrong beside them."""
    layout = _Layout(grid.rows[header_row(grid, sheet)] if grid.rows else [], sheet, words)
    columns = [
        *(_column(cell, sheet) for cell in layout.header),
        PageColumn(words["places.reason"], width=_REASON_WIDTH),
    ]
    body = [
        [*layout.cells(grid.rows[row], wrong.company), _reason(wrong.problems, words)] for row, wrong in rows.items()
    ]
    return Page(grid.sheet, "", columns, body)


def _column(header: Cell, sheet: InputSheet) -> PageColumn:
    """A column of the input; months and references are texts, or a spreadsheet makes a date of a corrected "1-3"."""
    field = next(iter(meanings(header, sheet)), None)
    if field is None:
        return PageColumn(cell_text(header))
    style = (
        styles.TEXT if field.name in ("months", "reference") else styles.RATE if field.unit is RATE else styles.GENERAL
    )
    return PageColumn(cell_text(header), style, _WIDTHS.get(field.name, 15))


def _reason(problems: Iterable[Problem], words: Texts) -> str:
    return " | ".join(what(problem, words, with_column=True) for problem in problems)


def csv_text(cell: Any) -> str:
    """A cell as a French spreadsheet takes it from a CSV file, and as we read it back: decimal comma, ISO date.

    >>> csv_text(0.25), csv_text(date(2026, 3, 1)), csv_text(True), csv_text("=1+1")
    ('0,25', '2026-03-01', 'X', ' =1+1')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "X" if cell else ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, (int, float)) and abs(cell) != math.inf:
        return _number(cell)
    return harmless(str(cell))


def _number(value: float) -> str:
    """A number with a decimal comma, never one that could be read as thousands.

    >>> _number(1.234), _number(12.5), _number(7.0), _number(1e-7)
    ('1,2340', '12,5', '7', '0,0000001')
    """
    if value == int(value):
        return str(int(value))
    text = repr(float(value))
    whole, _, decimals = (format(Decimal(text), "f") if "e" in text else text).partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}"


def harmless(text: str) -> str:
    """A text that a spreadsheet will not take for a formula when it opens the CSV; reading drops the space again."""
    return f" {text}" if text.startswith(FORMULA_STARTS) else text
