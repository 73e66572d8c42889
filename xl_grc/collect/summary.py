"""The figures of a network of plans: totals as ratios of sums, rankings, planned against actual to date.

What was not filled in is left out on both sides of a comparison, never counted as zero. Amounts in different currencies
are not added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from xl_grc.collect.returned import FIELDS, CollectedPlan, Goal
from xl_grc.plan.words import identity
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


_AT = {name: index for index, name in enumerate(FIELDS)}


_SUMMED = (
    *("effective_expenses", "effective_revenue", "margin", "planned_expenses_to_date", "actual_expenses"),
    *("planned_revenue_to_date", "actual_revenue", "contacts"),
)
_NUMBERS = frozenset({int, float})


def _sum(columns: Mapping[str, Sequence[Any]], name: str, given: str) -> float | None:
    """The sum of a column over the rows that give it, and the other column named; None where no row does."""
    pairs = zip(columns[name], columns[given], strict=True)
    found = [value for value, other in pairs if value is not None and other is not None]
    return sum(found) if found else None


def figures(rows: Sequence[Sequence[Any]]) -> Figures:
    """The figures of some actions."""
    columns = {
        name: [value if type(value) in _NUMBERS else None for value in map(itemgetter(_AT[name]), rows)]
        for name in _SUMMED
    }
    reached = _sum(columns, "contacts", "effective_expenses")
    spent = _sum(columns, "effective_expenses", "contacts")
    actions = [row for row in rows if row[_AT["no"]] is not None]  # a line of the log alone is no action
    tracked = [
        row for row in actions if any(row[_AT[name]] is not None for name in ("actual_expenses", "actual_revenue"))
    ]
    return Figures(
        len(actions),
        len(tracked),
        _sum(columns, "effective_expenses", "effective_expenses"),
        _sum(columns, "effective_revenue", "effective_revenue"),
        _sum(columns, "margin", "effective_expenses"),
        _sum(columns, "effective_expenses", "margin"),
        _sum(columns, "actual_expenses", "actual_expenses"),
        _sum(columns, "planned_expenses_to_date", "actual_expenses"),
        _sum(columns, "actual_expenses", "planned_expenses_to_date"),
        _sum(columns, "actual_revenue", "actual_revenue"),
        _sum(columns, "planned_revenue_to_date", "actual_revenue"),
        _sum(columns, "actual_revenue", "planned_revenue_to_date"),
        reached,
        spent / reached if spent is not None and reached else None,
    )


class Attainment(NamedTuple):
    """How many objectives have a state, how many of them are reached, how many others what is planned covers."""

    goals: int
    reached: int
    covered: int


def attainment(goals: Iterable[Goal]) -> Attainment:
    """The attainment of some objectives."""
    states = Counter(goal.state for goal in goals)
    return Attainment(states.total(), states["reached"], states["covered"])


class Ranked(NamedTuple):
    """A place of a ranking by ROI; without ROI there is no place. `start` and `path` are those of a single plan."""

    place: int | None
    name: str
    reference: str
    start: date | None
    currency: str
    plans: int
    figures: Figures
    attainment: Attainment
    path: str = ""


@lru_cache(64)
def plain_currency(text: str) -> str:
    """A currency, however it is written.

    >>> plain_currency("euros"), plain_currency(" chf")
    ('€', 'CHF')
    """
    name = text.strip().upper()
    return EURO if name in {word.upper() for word in texts("fr")["input.currencies"]} else name


def by_currency(plans: Sequence[CollectedPlan]) -> dict[str, list[CollectedPlan]]:
    """The plans whose amounts can be added, by currency; that of most plans comes first."""
    groups: dict[str, list[CollectedPlan]] = defaultdict(list)
    for plan in plans:
        groups[plain_currency(plan.currency)].append(plan)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def by_company(plans: Sequence[CollectedPlan]) -> list[Ranked]:
    """The plans, best ROI first."""
    found = []
    for plan in plans:
        name, currency = plan.company or plan.path.stem, plain_currency(plan.currency)
        found.append(
            Ranked(
                None,
                name,
                plan.reference,
                plan.start,
                currency,
                1,
                figures(plan.rows),
                attainment(plan.goals),
                str(plan.path),
            )
        )
    return ranked(found)


def by_action(plans: Sequence[CollectedPlan]) -> list[Ranked]:
    """The actions of one name and one currency over all plans, best ROI first."""
    groups: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    for plan in plans:
        currency = plain_currency(plan.currency)
        for row in plan.rows:
            groups[identity(row[_AT["action"]]), currency].append(row)
    found = []
    for (_, currency), rows in groups.items():
        owners = len({row[_AT["source_file"]] for row in rows})
        found.append(
            Ranked(None, rows[0][_AT["action"]], "", None, currency, owners, figures(rows), Attainment(0, 0, 0))
        )
    return ranked(found)


def ranked(found: Iterable[Ranked]) -> list[Ranked]:
    """Places by ROI to 9 decimals, ties share one."""
    rois = [(None if one.figures.roi is None else round(one.figures.roi, 9), one) for one in found]
    places: dict[float | None, int] = {}
    for place, roi in enumerate(sorted((roi for roi, _ in rois if roi is not None), reverse=True), 1):
        places.setdefault(roi, place)
    placed = [one._replace(place=places.get(roi)) for roi, one in rois]
    return sorted(placed, key=lambda one: (one.place is None, one.place or 0, identity(one.name)))
