"""One returned plan as rows of the collected table: what its workbook shows once it is made whole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress, repeat
from pathlib import Path
from typing import Any

from xl_grc.collect.given import content_at
from xl_grc.collect.packed import PackedRows, Row
from xl_grc.errors import Problem
from xl_grc.inputs.own_files import is_summary
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.cell_writer import numeral
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.plan.model import Action, Plan
from xl_grc.plan.period import MONTHS
from xl_grc.plan.words import is_no_action
from xl_grc.records import NamedTuple
from xl_grc.text import texts
from xl_grc.values import NUMBERS, Cell, ErrorToken
from xl_grc.workbook.expected.check import is_warning
from xl_grc.workbook.expected.contents import Expected
from xl_grc.workbook.expected.judgement import judge
from xl_grc.workbook.expected.remarked import UNKNOWN_STATUS, WITHOUT_AMOUNT
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.plan import ReturnedPlan

IDENTITY = ("source_file", "plan", "company", "reference", "period_start", "currency")
EFFECTIVE = ("effective_expenses", "effective_revenue", "actual_expenses", "actual_revenue")
RESULTS = ("margin", "margin_result", "roi", "verdict")
TO_DATE = ("planned_expenses_to_date", "planned_revenue_to_date")
STATES = ("reached", "covered", "short")
FIELDS = (*IDENTITY, *Action._fields, *EFFECTIVE, *RESULTS, *TO_DATE)
"""The columns of the collected table; those that users added follow them."""

_FIGURES = ("actual_expenses", "actual_revenue")
"""What lines of the log that belong to no action hold."""


_ALSO_TOLD = frozenset(
    {
        UNKNOWN_STATUS,
        WITHOUT_AMOUNT,
        "schema_older",
        "input_not_calculated",
        "copy_unread",
        "total_differs_in_table",
        "plan_of_nobody",
    }
)
"""Warnings that say what of a workbook counts otherwise than it shows, for nothing, or for nobody."""


class Goal(NamedTuple):
    """An objective with a target: `state` is "reached", "covered" by what is planned, or "short"."""

    objective: str
    state: str


class CollectedPlan(NamedTuple):
    """A returned plan: whose it is, and its actions as rows of FIELDS, behind which stand the columns that its users
    added, under their `headers`.

    Rows without a number are the lines of the log that belong to no action: their amounts count, they are no action.
    """

    path: Path
    plan: str
    company: str
    reference: str
    start: date
    currency: str
    actions: int
    headers: tuple[str, ...]
    rows: Sequence[Row]
    problems: tuple[Problem, ...]
    goals: tuple[Goal, ...] = ()


def columns(plans: Iterable[CollectedPlan]) -> tuple[str, ...]:
    """The columns of the table of some plans: ours, then those that users added, in order of appearance."""
    return (*FIELDS, *dict.fromkeys(name for plan in plans for name in plan.headers))


def read_returned(path: Path, as_of: date, limits: PackageLimits | None = None) -> CollectedPlan:
    """The plan of one workbook. Raises InputError when it cannot be read."""
    book = Book(content_at(path, limits), str(path), limits)
    if is_summary(book):
        book.archive.refuse("summary_left_out")
    reading, expected, problems = judge(book, as_of)
    plan = reading.plan
    key = reading.plan_id
    whose = (plan.company, plan.reference, plan.start, plan.currency)
    identity = (_shown_name(path), key, *whose)
    added = _added(reading.cells, reading.numbers)
    rows = _rows(identity, plan, _figures(reading, expected), list(added.values()), as_of)
    beside = [(*row, *[None] * len(added)) for row in _beside_actions(identity, reading, expected)]
    told, goals = tuple(_told(reading, problems)), tuple(_goals(reading, expected))
    return CollectedPlan(path, key, *whose, len(rows), tuple(added), PackedRows([*rows, *beside]), told, goals)


def _goals(reading: ReturnedPlan, expected: Expected) -> Iterator[Goal]:
    """The objectives of a plan that have a state."""
    words = texts(reading.cells.language)
    states = {words[f"attainment.{state}"]: state for state in STATES}
    found = zip(expected.columns["Objectives.objective"], expected.columns["Objectives.status"], strict=True)
    return (Goal(str(name), states[state]) for name, state in found if state in states)


def _told(reading: ReturnedPlan, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The errors of a workbook, what reading it found, and `_ALSO_TOLD`; what is only worth knowing `check` tells."""
    read = frozenset(reading.problems)
    return (one for one in problems if one in read or one.key in _ALSO_TOLD or not is_warning(one))


def _figures(reading: ReturnedPlan, expected: Expected) -> list[list[Any]]:
    """The effective amounts and the results of the actions in their order, a list for each field."""
    at = list(reading.numbers)
    figures = [_cells(expected, f"Actions.{name}", at) for name in EFFECTIVE]
    beside: dict[Any, int] = {}
    for row, number in enumerate(expected.columns["Returns.no"]):
        beside.setdefault(number, row)
    rows = [beside.pop(number, None) for number in reading.numbers.values()]  # each row once, whoever has its number
    return [*figures, *(_cells(expected, f"Returns.{name}", rows) for name in RESULTS)]


def _cells(expected: Expected, column: str, rows: Iterable[int | None]) -> list[Any]:
    """The cells of a column in some rows, None for a blank or an error."""
    cells = expected.columns[column]
    return [None if row is None else _figure(cells[row]) for row in rows]


def _beside_actions(identity: Row, reading: ReturnedPlan, expected: Expected) -> Iterator[Row]:
    """The lines of the log that belong to no action: those that say so, and those that name none of the plan."""
    words = texts(reading.cells.language)
    apart = _apart(reading.cells, expected)
    for key, sums in (("lists.no_action", apart), ("collect.without_action", _rest(expected, apart))):
        if any(sums):
            action: list[Any] = [None, words[key], *list(Action._field_defaults.values())]
            for name in ("months", "shares"):
                action[Action._fields.index(name)] = ""
            amounts = [None if field not in _FIGURES else sums[_FIGURES.index(field)] for field in EFFECTIVE]
            yield (*identity, *action, *amounts, *[None] * (len(RESULTS) + len(TO_DATE)))


def _apart(cells: ReturnedCells, expected: Expected) -> list[float]:
    """The expenses and the revenue of the lines that say that they belong to no action."""
    named = cells.columns.get("Tracking.action", ())
    rows = [row for row, cell in enumerate(named) if isinstance(cell, str) and is_no_action(cell)]
    return [_sum(expected.columns[f"Tracking.{key}"], rows) for key in ("expenses", "revenue")]


def _sum(cells: Sequence[Any], rows: Iterable[int]) -> float:
    return math.fsum(cells[row] for row in rows if cells[row].__class__ is float and cells[row] > 0)


def _rest(expected: Expected, apart: Sequence[float]) -> list[float]:
    """What of the actual amounts of the plan is neither that of its actions nor apart, to the cent."""
    totals = (expected.names[name] for name in ("ActualExpenses", "ActualRevenue"))
    columns = (expected.columns[f"Actions.{key}"] for key in _FIGURES)
    return [
        round(total - math.fsum(cell for cell in cells if cell.__class__ in NUMBERS) - known, 2)
        if total.__class__ in NUMBERS
        else 0.0
        for total, cells, known in zip(totals, columns, apart, strict=True)
    ]


def _rows(
    identity: Row, plan: Plan, shown: Sequence[Sequence[Any]], added: Sequence[Sequence[Any]], as_of: date
) -> list[Row]:
    """A row of FIELDS for each action, with what is `added` behind; `shown` are the effective amounts and the results,
    a list for each field."""
    if not plan.actions:
        return []
    typed = dict(zip(Action._fields, zip(*plan.actions, strict=True), strict=True))
    first, begun = plan.start.month, _months_begun(plan.start, as_of)
    by_month = list(zip(typed["months"], typed["shares"], strict=True))
    spent = [_part(*held, first, begun) for held in by_month]
    delays = [delay or 0 for delay in typed["revenue_delay"]]
    earned = [_part(*held, first, begun - delay) for held, delay in zip(by_month, delays, strict=True)]
    to_date = [
        [
            amount * part if part is not None and isinstance(amount, (int, float)) else None
            for amount, part in zip(amounts, parts, strict=True)
        ]
        for amounts, parts in zip(shown, (spent, earned), strict=False)
    ]
    typed["months"], typed["shares"] = (tuple(map(_list_text, typed[name])) for name in ("months", "shares"))
    return list(zip(*map(repeat, identity), *typed.values(), *shown, *to_date, *added, strict=False))


@lru_cache(4096)
def _part(months: tuple[int, ...], shares: tuple[float, ...], first: int, begun: int) -> float | None:
    """How much of an action falls into the first so many months of a plan that begins in the month `first`.

    >>> _part((1, 11), (), 11, 2), _part((1, 11), (1, 3), 11, 2), _part((), (), 1, 12)
    (0.5, 0.75, None)
    """
    if not months:
        return None
    counted = shares or (1,) * len(months)
    return sum(compress(counted, [(month - first) % MONTHS < begun for month in months])) / sum(counted)


def _shown_name(path: Path) -> str:
    """The name of a file; bytes in it that are no text are replaced, because no table can hold them.

    >>> _shown_name(Path("Caf\\udce9.xlsx"))
    'Caf\ufffd.xlsx'
    """
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _figure(cell: Any) -> Any:
    return None if cell == "" or isinstance(cell, ErrorToken) else cell


@lru_cache(4096)
def _list_text(numbers: tuple[float, ...]) -> str:
    """Months as a text that a tabular input takes, and their shares alike.

    >>> _list_text((3, 4)), _list_text((0.25, 1.0))
    ('3, 4', '0.25, 1')
    """
    return ", ".join(map(numeral, numbers))


def _months_begun(start: date, as_of: date) -> int:
    """How many months of a plan have begun.

    >>> _months_begun(date(2026, 7, 1), date(2026, 9, 15)), _months_begun(date(2026, 7, 1), date(2028, 1, 1))
    (3, 12)
    """
    return min((as_of.year - start.year) * MONTHS + as_of.month - start.month + 1, MONTHS)


def _added(cells: ReturnedCells, numbers: Iterable[int]) -> dict[str, list[Cell]]:
    """The columns that users added to the actions, in the order of the actions; no name is that of a field."""
    rows, given = list(numbers), cells.extra.get("Actions", {})
    named = ((f"{name} (2)" if name in FIELDS else name, column) for name, column in given.items())
    return {name: [column[row] for row in rows] for name, column in named} if rows else {}
