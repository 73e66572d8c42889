"""One returned plan as rows of the collected table.

Saved values are read as the workbook shows them; a workbook whose formulas hold none is calculated here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

from xl_grc.collect.given import content_at
from xl_grc.errors import Problem
from xl_grc.inputs.own_files import SUMMARY_TABLE
from xl_grc.ooxml.archive import Limits
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Action, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.values import Cell, ErrorToken
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.plan_filling import plan_id
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.returned.plan import ReturnedPlan, plan_of

IDENTITY = ("source_file", "plan", "company", "reference", "period_start", "currency")
EFFECTIVE = ("effective_expenses", "effective_revenue", "actual_expenses", "actual_revenue")
RESULTS = ("margin", "margin_result", "roi", "verdict")
TO_DATE = ("planned_expenses_to_date", "planned_revenue_to_date")
FIELDS = (*IDENTITY, *Action._fields, *EFFECTIVE, *RESULTS, *TO_DATE)
"""The columns of the collected table; those that users added follow them."""

WANTED = {
    "Actions": (*(column.key for column in PLAN.tables["Actions"] if column.role != "computed"), *EFFECTIVE),
    "Schedule": tuple(column.key for column in PLAN.tables["Schedule"] if column.role != "computed"),
    "Returns": (*(column.key for column in PLAN.tables["Returns"] if column.role != "computed"), *RESULTS),
}
"""What is read of a workbook: about a third of its columns."""
_DATED = {"Budget": ("month",)}
"""What tells the first month of a workbook whose settings are gone."""


class Returned(NamedTuple):
    """A returned plan: whose it is, its actions as rows of FIELDS, and the columns that its users added."""

    path: Path
    plan: str
    company: str
    reference: str
    start: date
    currency: str
    rows: list[tuple[Any, ...]]
    added: list[Mapping[str, Cell]]
    problems: tuple[Problem, ...]


def columns(plans: list[Returned]) -> tuple[str, ...]:
    """The columns of the table of some plans: ours, then those that users added, in order of appearance."""
    added = dict.fromkeys(name for plan in plans for row in plan.added for name in row)
    return (*FIELDS, *added)


def read_returned(path: Path, as_of: date, limits: Limits | None = None) -> Returned:
    """The plan of one workbook. Raises InputError when it cannot be read."""
    content = content_at(path, limits)
    book = Book(content, str(path), limits)
    if any(table.shape.name == SUMMARY_TABLE for table in book.tables):
        book.archive.refuse("summary_left_out")
    reading = plan_of(read_cells(PLAN, book, WANTED if book.place_of("PeriodStart") else WANTED | _DATED))
    found = reading.cells.columns
    if _lacks_values(reading):
        reading = plan_of(read_cells(PLAN, Book(content, str(path), limits), formulas=True))
        found = expected_contents(reading, as_of).columns
    plan = reading.plan
    key = reading.cells.book.properties.get("xl_grc_plan") or plan_id(plan)
    identity = (_shown_name(path), key, plan.company, plan.reference, plan.start, plan.currency)
    figures = [_by_number(found, "Actions", name, reading.numbers) for name in EFFECTIVE]
    numbers = enumerate(found.get("Returns.no", ()))
    rows_beside = {row: int(cell) for row, cell in numbers if isinstance(cell, (int, float))}
    figures += [_by_number(found, "Returns", name, rows_beside) for name in RESULTS]
    rows = _rows(identity, plan, figures, as_of)
    added = _added(reading.cells, reading.numbers)
    whose = (plan.company, plan.reference, plan.start, plan.currency)
    return Returned(path, key, *whose, rows, added, reading.problems)


def _rows(
    identity: tuple[Any, ...], plan: Plan, figures: Sequence[Mapping[int, Any]], as_of: date
) -> list[tuple[Any, ...]]:
    """A row of FIELDS for each action; `figures` are the effective amounts and the results, by number."""
    if not plan.actions:
        return []
    typed = dict(zip(Action._fields, zip(*plan.actions, strict=True), strict=True))
    shown = [list(map(column.get, typed["no"])) for column in figures]
    shares = list(map(_share, typed["months"], repeat(_begun(plan.start, as_of))))
    to_date = [
        [
            amount * share if share is not None and isinstance(amount, (int, float)) else None
            for amount, share in zip(amounts, shares, strict=True)
        ]
        for amounts in shown[: len(TO_DATE)]
    ]
    typed["months"] = tuple(map(_months_text, typed["months"]))
    return list(zip(*map(repeat, identity), *typed.values(), *shown, *to_date, strict=False))


@lru_cache(4096)
def _share(months: tuple[int, ...], begun: frozenset[int]) -> float | None:
    """How much of an action its months that have begun are."""
    return sum(map(begun.__contains__, months)) / len(months) if months else None


def _shown_name(path: Path) -> str:
    """The name of a file; bytes in it that are no text are replaced, because no table can hold them.

    >>> _shown_name(Path("Caf\\udce9.xlsx"))
    'Caf\ufffd.xlsx'
    """
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lacks_values(reading: ReturnedPlan) -> bool:
    """Whether a formula of an action was never calculated: such a cell is blank, a calculated one holds a text."""
    column = reading.cells.columns.get("Actions.effective_expenses", ())
    return any(row >= len(column) or column[row] is None for row in reading.numbers)


def _by_number(found: Mapping[str, list[Any]], table: str, column: str, numbers: Mapping[int, int]) -> dict[int, Any]:
    """Number of the action -> cell of a column, None for a blank or an error."""
    cells = found.get(f"{table}.{column}", ())
    return {
        number: cell if (cell := cells[row]).__class__ is float else _figure(cell)
        for row, number in numbers.items()
        if row < len(cells)
    }


def _figure(cell: Any) -> Any:
    return None if cell == "" or isinstance(cell, ErrorToken) else cell


@lru_cache(4096)
def _months_text(months: tuple[int, ...]) -> str:
    """Months as a text that a tabular input takes."""
    return ", ".join(map(str, months))


@lru_cache(512)
def _begun(start: date, as_of: date) -> frozenset[int]:
    """The months of a plan that have begun.

    >>> sorted(_begun(date(2026, 7, 1), date(2026, 9, 15)))
    [7, 8, 9]
    """
    years = {month: start.year + (month < start.month) for month in range(1, 13)}
    return frozenset(month for month, year in years.items() if (year, month) <= (as_of.year, as_of.month))


def _added(cells: ReturnedCells, numbers: Mapping[int, int]) -> list[Mapping[str, Cell]]:
    """The cells of the columns that users added to the actions, for each action; no name is that of a field."""
    given = cells.extra.get("Actions")
    if not given:
        return [{}] * len(numbers)
    extra = {f"{name} (2)" if name in FIELDS else name: column for name, column in given.items()}
    return [{name: column[row] for name, column in extra.items()} for row in numbers]
