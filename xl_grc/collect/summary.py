"""The figures of a network of plans: totals as ratios of sums, rankings, planned against actual to date.

What was not filled in is left out on both sides of a comparison, never counted as zero. Amounts in different currencies
are not added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from xl_grc.collect.packed import Row
from xl_grc.collect.returned import FIELDS, Goal
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple
from xl_grc.text import texts

EURO = "€"


class Figures(NamedTuple):
    """Sums over actions, and over the lines of the log that belong to none. None where no row gives the figure.

    `known_cost` is the cost of the actions whose margin is known, so that `roi` compares like with like. The planned
    amounts to date and the compared actual ones are those of the actions that have both, and a variance is their
    difference: an action without months, or abandoned, has no planned amount to compare with.
    """

    actions: int
    tracked: int
    expenses: float | None
    revenue: float | None
    margin: float | None
    known_cost: float | None
    actual_expenses: float | None
    planned_expenses: float | None
    compared_expenses: float | None
    actual_revenue: float | None
    planned_revenue: float | None
    compared_revenue: float | None
    contacts: float | None
    contact_cost: float | None

    @property
    def roi(self) -> float | None:
        """Margin over cost, of the sums."""
        return self.margin / self.known_cost if self.margin is not None and self.known_cost else None

    @property
    def expense_variance(self) -> float | None:
        """Actual expenses less planned ones, of the actions that have both."""
        return _difference(self.compared_expenses, self.planned_expenses)

    @property
    def revenue_variance(self) -> float | None:
        """Actual revenue less planned revenue, of the actions that have both."""
        return _difference(self.compared_revenue, self.planned_revenue)


def _difference(actual: float | None, planned: float | None) -> float | None:
    return None if actual is None or planned is None else actual - planned


_CELLS = itemgetter(
    *map(
        FIELDS.index,
        (
            *("no", "effective_expenses", "effective_revenue", "margin", "contacts"),
            *("actual_expenses", "planned_expenses_to_date", "actual_revenue", "planned_revenue_to_date"),
        ),
    )
)
_NUMBERS = frozenset({int, float})
(
    _ACTIONS,
    _TRACKED,
    _EXPENSES,
    _REVENUE,
    _MARGIN,
    _KNOWN_COST,
    _ACTUAL_EXPENSES,
    _PLANNED_EXPENSES,
    _COMPARED_EXPENSES,
    _ACTUAL_REVENUE,
    _PLANNED_REVENUE,
    _COMPARED_REVENUE,
    _CONTACTS,
    _REACHING,
) = range(len(Figures._fields))
"""The places of the sums behind the figures, in their order; the last is the cost of the actions with contacts."""
Amounts: TypeAlias = Mapping[int, float]
"""What a row adds to the sums, by their places; nothing where it gives none."""


def amounts(row: Row) -> Amounts:
    """The amounts of one row; those that are compared count where both are given."""
    number, *cells = _CELLS(row)
    cost, revenue, margin, contacts, spent, to_spend, earned, to_earn = [
        cell if type(cell) in _NUMBERS else None for cell in cells
    ]
    given: dict[int, float] = {}
    if number is not None:  # a line of the log alone is no action
        given[_ACTIONS] = 1
        given[_TRACKED] = spent is not None or earned is not None
    if cost is not None:
        given[_EXPENSES] = cost
        if margin is not None:
            given[_MARGIN], given[_KNOWN_COST] = margin, cost
        if contacts is not None:
            given[_CONTACTS], given[_REACHING] = contacts, cost
    if revenue is not None:
        given[_REVENUE] = revenue
    if spent is not None:
        given[_ACTUAL_EXPENSES] = spent
        if to_spend is not None:
            given[_PLANNED_EXPENSES], given[_COMPARED_EXPENSES] = to_spend, spent
    if earned is not None:
        given[_ACTUAL_REVENUE] = earned
        if to_earn is not None:
            given[_PLANNED_REVENUE], given[_COMPARED_REVENUE] = to_earn, earned
    return given


class Attainment(NamedTuple):
    """How many objectives have a state, how many of them are reached, how many others what is planned covers."""

    goals: int
    reached: int
    covered: int


def attainment(goals: Iterable[Goal]) -> Attainment:
    """The attainment of some objectives."""
    states = Counter(goal.state for goal in goals)
    return Attainment(states.total(), states["reached"], states["covered"])


@lru_cache(64)
def plain_currency(text: str) -> str:
    """A currency, however it is written.

    >>> plain_currency("euros"), plain_currency(" chf")
    ('€', 'CHF')
    """
    name = text.strip().upper()
    return EURO if name in {word.upper() for word in texts("fr")["input.currencies"]} else name


class AddedUp:
    """What is added up of some plans in one currency, row after row: the rows of a network are never held.

    `reference`, `start` and `path` are those of a single plan; the place is that of a ranking by ROI, without which
    there is none.
    """

    __slots__ = ("_sums", "attainment", "currency", "name", "path", "place", "plans", "reference", "start")

    def __init__(
        self, name: str, currency: str, reference: str = "", start: date | None = None, path: str = ""
    ) -> None:
        self.name, self.currency = name, currency
        self.reference, self.start, self.path = reference, start, path
        self.place: int | None = None
        self.plans = 0
        self.attainment = Attainment(0, 0, 0)
        self._sums: list[float | None] = [0, 0, *[None] * (_REACHING - _TRACKED)]

    def add(self, rows: Iterable[Amounts], goals: Sequence[Goal] = ()) -> None:
        """Add some actions of one plan, and objectives of it."""
        self.plans += 1
        sums = self._sums
        for row in rows:
            for at, amount in row.items():
                known = sums[at]
                sums[at] = amount if known is None else known + amount
        if goals:
            self.attainment = Attainment(*map(sum, zip(self.attainment, attainment(goals), strict=True)))

    @property
    def figures(self) -> Figures:
        """The figures of all that was added."""
        reached, spent = self._sums[_CONTACTS:]
        return Figures._make([*self._sums[:_REACHING], spent / reached if spent is not None and reached else None])


def figures(rows: Iterable[Row]) -> Figures:
    """The figures of some actions."""
    found = AddedUp("", "")
    found.add(map(amounts, rows))
    return found.figures


def ranked(found: Iterable[AddedUp]) -> list[AddedUp]:
    """Places by ROI to 9 decimals, ties share one."""
    groups = list(found)
    rois = [None if (roi := one.figures.roi) is None else round(roi, 9) for one in groups]
    places: dict[float | None, int] = {}
    for place, roi in enumerate(sorted((roi for roi in rois if roi is not None), reverse=True), 1):
        places.setdefault(roi, place)
    for one, roi in zip(groups, rois, strict=True):
        one.place = places.get(roi)
    return sorted(groups, key=lambda one: (one.place is None, one.place or 0, identity(one.name)))
