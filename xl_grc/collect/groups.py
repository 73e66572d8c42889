"""Returned plans added up: all of them, each company, and by what stands in a column: a territory, an adviser, any
column of theirs or of the expected list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from xl_grc.collect.expected import ExpectedPlan
from xl_grc.collect.packed import Row
from xl_grc.collect.returned import FIELDS, CollectedPlan, Goal, columns
from xl_grc.collect.summary import AddedUp, Amounts, amounts, plain_currency, ranked
from xl_grc.errors import InputError, Problem
from xl_grc.plan.words import fold, identity
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import cell_text

AREA = "area"
_OBJECTIVE = FIELDS.index("objective")

Lines = Mapping[str, ExpectedPlan]
"""The line of the expected list of each plan, by its path."""
Reader = Callable[[CollectedPlan], Callable[[Row], Any]]
"""How a column is read: of a plan, then of its rows."""


def lines_of(plans: Iterable[CollectedPlan], wanted: Sequence[ExpectedPlan]) -> dict[str, ExpectedPlan]:
    """The line of a list that each plan answers: by its reference, else by its company; of its year, else of any."""
    known: dict[tuple[str, str, str], ExpectedPlan] = {}
    for one in wanted:
        for year in (one.year, ""):
            if one.reference:
                known.setdefault(("reference", identity(one.reference), year), one)
            known.setdefault(("company", identity(one.company), year), one)
    found = {}
    for plan in plans:
        names = (("reference", identity(plan.reference)), ("company", identity(plan.company)))
        keys = ((*name, year) for name in names if name[1] for year in (str(plan.start.year), ""))
        line = next((known[key] for key in keys if key in known), None)
        if line is not None:
            found[str(plan.path)] = line
    return found


class Grouping:
    """The actions of many plans by what a column holds; what differs in case alone is one group."""

    def __init__(self, read: Reader, with_goals: bool = True) -> None:
        self._read, self._with_goals = read, with_goals
        self._groups: dict[tuple[str, str], AddedUp] = {}

    def add(self, plan: CollectedPlan, rows: Sequence[Row], given: Sequence[Amounts]) -> None:
        """Add the rows of a plan, and the amounts that they give."""
        currency, read = plain_currency(plan.currency), self._read(plan)
        shown: dict[str, str] = {}
        places: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            text = cell_text(read(row)).strip()
            key = identity(text)
            shown.setdefault(key, text)
            places[key].append(at)
        for key, found in places.items():
            group = self._groups.get((key, currency))
            if group is None:
                group = self._groups[key, currency] = AddedUp(shown[key], currency)
            goals = _goals_of(plan, map(rows.__getitem__, found)) if self._with_goals else ()
            group.add(map(given.__getitem__, found), goals)

    @property
    def is_filled(self) -> bool:
        """Whether some action has something in the column."""
        return any(group.name for group in self._groups.values())

    def ranked(self) -> list[AddedUp]:
        """The groups, best ROI first."""
        return ranked(self._groups.values())


def _goals_of(plan: CollectedPlan, rows: Iterable[Row]) -> list[Goal]:
    """The objectives of a plan that some of its actions aim at."""
    aims = {identity(row[_OBJECTIVE]) for row in rows} if plan.goals else set()
    return [goal for goal in plan.goals if identity(goal.objective) in aims]


class Totals(NamedTuple):
    """Plans added up: those of each currency, of most plans first, and each company, best ROI first."""

    networks: list[AddedUp]
    companies: list[AddedUp]


def add_up(plans: Iterable[CollectedPlan], groupings: Sequence[Grouping] = ()) -> Totals:
    """The totals of some plans, which go into the groupings too; the rows of each are made once for all of them."""
    networks: dict[str, AddedUp] = {}
    companies = []
    for plan in plans:
        rows = list(plan.rows)
        given = list(map(amounts, rows))
        currency = plain_currency(plan.currency)
        company = AddedUp(plan.company or plan.path.stem, currency, plan.reference, plan.start, str(plan.path))
        for group in (company, networks.setdefault(currency, AddedUp("", currency))):
            group.add(given, plan.goals)
        for grouping in groupings:
            grouping.add(plan, rows, given)
        companies.append(company)
    return Totals(sorted(networks.values(), key=lambda group: -group.plans), ranked(companies))


def reader(name: str, plans: Sequence[CollectedPlan], lines: Lines) -> Reader:
    """Reads a column: one of ours by its header in any language, one that users added, one of the expected list.

    Raises InputError when no plan and no line of the list has the column.
    """
    wanted = fold(name)
    titles = {
        fold(str(texts(language)[f"collect_columns.{field}"])): field for language in LANGUAGES for field in FIELDS
    }
    field = titles.get(wanted) or (name if name in FIELDS else "")
    if field:
        of_row = itemgetter(FIELDS.index(field))
        return lambda plan: of_row
    if any(fold(header) == wanted for header in columns(plans)):
        return partial(_of_added, wanted)
    if any(fold(header) == wanted for line in lines.values() for header in line.others):
        return partial(_of_list, wanted, lines)
    raise InputError([Problem("by_unknown", value=name)])


def _of_added(wanted: str, plan: CollectedPlan) -> Callable[[Row], Any]:
    """Reads a column that users added."""
    places = (at for at, header in enumerate(plan.headers, len(FIELDS)) if fold(header) == wanted)
    at = next(places, None)
    return _nothing if at is None else itemgetter(at)


def _of_list(wanted: str, lines: Lines, plan: CollectedPlan) -> Callable[[Row], Any]:
    """Reads a column of the expected list, the same for all rows of a plan."""
    line = lines.get(str(plan.path))
    others = line.others.items() if line is not None else ()
    found = next((value for header, value in others if fold(header) == wanted), None)
    return lambda row: found


def _nothing(_: Row) -> None:
    """Reads a column that a plan has not."""
