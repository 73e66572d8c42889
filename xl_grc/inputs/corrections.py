"""`a_corriger.csv`: the rows of refused plans with the reasons beside them, a valid input once corrected.

A workbook may hold costs and tracking too, for which a CSV file has no place: `a_corriger.xlsx` holds their rows, and
the same actions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from operator import itemgetter
from pathlib import Path
from typing import Any

from xl_grc.errors import Problem
from xl_grc.files.csv_fields import csv_line, guarded
from xl_grc.files.opening import same_file
from xl_grc.files.writing import Stamp, keep_copy, stamp, write_atomically, write_new
from xl_grc.functions.units import RATE
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING, InputSheet
from xl_grc.plan.grid import Grid
from xl_grc.plan.headers import meanings
from xl_grc.plan.tabular import PlansOfFile, Refused, header_row
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.text.messages import what
from xl_grc.values import Cell, Moment, cell_at, cell_text, is_blank
from xl_grc.workbook.summary import styles as styles
from xl_grc.workbook.summary.pages import PageColumn, SummaryPage, workbook

_WIDTHS = {"action": 34, "objective": 30, "company": 28, "item": 28, "note": 36}
_REASON_WIDTH = 60


class Corrections:
    """Collects the rows to correct, as lines of the file."""

    def __init__(self, header: Sequence[Cell], words: Texts) -> None:
        self._words = words
        self._layout = _Layout(header, ACTIONS, words)
        self._lines: list[tuple[int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._lines)

    def add(self, number: int, cells: Sequence[Cell], problems: Iterable[Problem], company: str) -> None:
        """A row of a company's plan by its number, and what is wrong with it if anything is."""
        reason = guarded(_reason(problems, self._words))
        self._lines.append((number, csv_line([*map(csv_text, self._layout.cells(cells, company)), reason])))

    def content(self) -> bytes:
        """The file: the rows in the order in which they came, whatever plans they belong to."""
        header = csv_line([*map(csv_text, self._layout.header), self._words["places.reason"]])
        lines = sorted(self._lines, key=itemgetter(0))
        return "".join([header, *(line for _, line in lines)]).encode("utf-8-sig")


def corrections_of(grid: Grid, refused: Iterable[Refused], words: Texts) -> bytes:
    """The rows of every refused plan, in the order of the file."""
    corrections = Corrections(grid.rows[header_row(grid)], words)
    for row, wrong in _refused_rows(refused).items():
        corrections.add(row, grid.rows[row], *wrong)
    return corrections.content()


class CorrectionsFile(NamedTuple):
    """Where rows to correct are written, and what stood there when the command began."""

    path: Path
    before: Stamp

    @classmethod
    def at(cls, path: Path) -> CorrectionsFile:
        """The file as it is now."""
        return cls(path, stamp(path))

    def save(self, content: bytes, given: Iterable[Path]) -> Path:
        """Write the rows. Rows of an earlier command, which somebody may have corrected, are kept as .bak, save in a
        file that was `given` to this one; beside those that another command has written meanwhile a file of another
        name is written. Returns its path. Raises OSError."""
        if self.before is None or stamp(self.path) != self.before:
            return _beside(self.path, content)
        if self.path.read_bytes() != content:
            if not any(same_file(self.path, one) for one in given):
                keep_copy(self.path)
            write_atomically(self.path, content)
        return self.path


def _beside(path: Path, content: bytes) -> Path:
    """Write a file under its name, or under the first free one with a number. Raises OSError."""
    for number in count(2):
        try:
            write_new(path, content)
        except FileExistsError:
            path = path.with_name(f"{path.stem.removesuffix(f' ({number - 1})')} ({number}){path.suffix}")
        else:
            break
    return path


def corrections_book(
    actions: Grid, costs: Grid | None, tracking: Grid | None, reading: PlansOfFile, words: Texts
) -> bytes | None:
    """The rows of every refused plan as a workbook, sheet by sheet; None when a CSV file can hold them all."""
    if not reading.refused or (costs is None and tracking is None):
        return None
    sheets = (
        (actions, ACTIONS, _refused_rows(reading.refused)),
        (costs, COSTS, _without_company(reading.refused_costs)),
        (tracking, TRACKING, _without_company(reading.refused_events)),
    )
    pages = [_page(grid, sheet, rows, words) for grid, sheet, rows in sheets if grid is not None]
    return workbook(pages, words)


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


def _without_company(rows: Mapping[int, tuple[Problem, ...]]) -> dict[int, _Wrong]:
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
        cells = [cell_at(row, place) for place in self._kept]
        if self._added:
            return [company, *cells]
        if company and self._company is not None and all(is_blank(cells[place]) for place in self._naming):
            cells[self._company] = company
        return cells


def _page(grid: Grid, sheet: InputSheet, rows: Mapping[int, _Wrong], words: Texts) -> SummaryPage:
    """Some rows of a sheet below its headers, as they are, with what is wrong beside them."""
    layout = _Layout(grid.rows[header_row(grid, sheet)] if grid.rows else [], sheet, words)
    columns = [
        *(_column(cell, sheet) for cell in layout.header),
        PageColumn(words["places.reason"], width=_REASON_WIDTH),
    ]
    body = [
        [*layout.cells(grid.rows[row], wrong.company), _reason(wrong.problems, words)] for row, wrong in rows.items()
    ]
    return SummaryPage(grid.sheet, "", columns, body)


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

    >>> csv_text(0.25), csv_text(date(2026, 3, 1)), csv_text(Moment(46082.5)), csv_text(True), csv_text("=1+1")
    ('0,25', '2026-03-01', '2026-03-01 12:00:00', 'X', "'=1+1")
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "X" if cell else ""
    if isinstance(cell, Moment):
        return cell.text.replace("T", " ")
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, (int, float)) and abs(cell) != math.inf:
        return _number(cell)
    return guarded(str(cell))


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
