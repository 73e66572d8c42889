"""Tables as people have them, written for tests, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font

from xl_grc.errors import Problem
from xl_grc.inputs.input_file import HowToRead, left_aside, open_input
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import InputOptions, read_plans

AS_OF = date(2026, 11, 28)


class Read(NamedTuple):
    """The plans of a table, what is wrong with it, and what is told of it."""

    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]
    told: tuple[Problem, ...]

    @property
    def actions(self) -> list[tuple[str, float | None, float | None]]:
        """Name, expenses and revenue of every action."""
        return [(one.action, one.expenses, one.revenue) for plan in self.plans for one in plan.actions]

    def rows(self, *keys: str) -> list[int | None]:
        """The rows of which something is told, by the keys of what."""
        return [note.row for note in self.told if note.key in keys]

    def wrong(self) -> list[tuple[str, int | None]]:
        """Key and row of each problem."""
        return [(problem.key, problem.row) for problem in self.problems]


def read(path: Path, every_sheet: bool = True, start: date | None = None, **how: Any) -> Read:
    """What a file holds."""
    table = open_input(path, HowToRead(**how), every_sheet)
    options = table.options(InputOptions(AS_OF, how.get("language"), default_company=path.stem, start=start))
    found = read_plans(table.actions.grid, table.costs, table.tracking, options)
    return Read(found.plans, found.problems, (*left_aside(table, found.unknown_columns), *found.notes))


def csv_file(path: Path, rows: Sequence[Sequence[object]], separator: str = ";", encoding: str = "utf-8") -> Path:
    """A CSV file of rows."""
    lines = (separator.join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def excel_file(
    path: Path,
    rows: Sequence[Sequence[object]],
    merged: Sequence[str] = (),
    bold: Sequence[str] = (),
    formats: dict[str, str] | None = None,
    hidden_rows: Sequence[int] = (),
    title: str = "Feuil1",
) -> Path:
    """A workbook of one sheet."""
    book = Workbook()
    add_sheet(book, title, rows, merged, bold, formats, hidden_rows)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def add_sheet(
    book: Workbook,
    title: str,
    rows: Sequence[Sequence[object]],
    merged: Sequence[str] = (),
    bold: Sequence[str] = (),
    formats: dict[str, str] | None = None,
    hidden_rows: Sequence[int] = (),
) -> None:
    """One more sheet of a workbook."""
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    for place in bold:
        sheet[place].font = Font(bold=True)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    for place in merged:
        sheet.merge_cells(place)
    for number in hidden_rows:
        sheet.row_dimensions[number].hidden = True
