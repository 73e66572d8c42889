"""The figures of a network of plans: totals as ratios of sums, rankings, planned against actual to date.

What was not filled in is left out on both sides of a comparison, never counted as zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from xl_grc.collect.returned import FIELDS, Returned
from xl_grc.plan.words import identity


class Figures(NamedTuple):
    """Sums over actions. None where no action gives the figure.

    `known_cost` is the cost of the actions whose margin is known, so that `roi` compares like with like; the planned
    amounts to date are those of the actions whose actual amounts are filled in. A variance is that of the actions
    that have both: one without months, or abandoned, has no planned amount to compare with.
    """

    actions: int
    tracked: int
    expenses: float | None
    revenue: float | None
    margin: float | None
    known_cost: float | None
    planned_expenses: float | None
    actual_expenses: float | None
    expense_variance: float | None
    planned_revenue: float | None
    actual_revenue: float | None
    revenue_variance: float | None
    contacts: float | None
    contact_cost: float | None

    @property
    def roi(self) -> float | None:
        """Margin over cost, of the sums."""
        return self.margin / self.known_cost if self.margin is not None and self.known_cost else None


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


def _compared(
    columns: Mapping[str, Sequence[Any]], planned: str, actual: str
) -> tuple[float | None, float | None, float | None]:
    """What was planned and what became of it, and by how much the actions that tell both differ from their plan."""
    expected, comparable = _sum(columns, planned, actual), _sum(columns, actual, planned)
    variance = None if expected is None or comparable is None else comparable - expected
    return expected, _sum(columns, actual, actual), variance


def figures(rows: Sequence[Sequence[Any]]) -> Figures:
    """The figures of some actions."""
    columns = {
        name: [value if type(value) in _NUMBERS else None for value in map(itemgetter(_AT[name]), rows)]
        for name in _SUMMED
    }
    reached = _sum(columns, "contacts", "effective_expenses")
    spent = _sum(columns, "effective_expenses", "contacts")
    tracked = [row for row in rows if row[_AT["actual_expenses"]] is not None or row[_AT["actual_revenue"]] is not None]
    return Figures(
        len(rows),
        len(tracked),
        _sum(columns, "effective_expenses", "effective_expenses"),
        _sum(columns, "effective_revenue", "effective_revenue"),
        _sum(columns, "margin", "effective_expenses"),
        _sum(columns, "effective_expenses", "margin"),
        *_compared(columns, "planned_expenses_to_date", "actual_expenses"),
        *_compared(columns, "planned_revenue_to_date", "actual_revenue"),
        reached,
        spent / reached if spent is not None and reached else None,
    )


class Ranked(NamedTuple):
    """A place of a ranking by ROI; without ROI there is no place."""

    place: int | None
    name: str
    reference: str
    plans: int
    figures: Figures


def by_company(plans: Sequence[Returned]) -> list[Ranked]:
    """The plans, best ROI first."""
    found = [(plan.company or plan.path.stem, plan.reference, 1, figures(plan.rows)) for plan in plans]
    return _ranked(found)


def by_action(plans: Sequence[Returned]) -> list[Ranked]:
    """The actions of one name over all plans, best ROI first."""
    groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for plan in plans:
        for row in plan.rows:
            groups[identity(row[_AT["action"]])].append(row)
    found = []
    for rows in groups.values():
        owners = len({row[_AT["source_file"]] for row in rows})
        found.append((rows[0][_AT["action"]], "", owners, figures(rows)))
    return _ranked(found)


def _ranked(found: list[tuple[str, str, int, Figures]]) -> list[Ranked]:
    """Places by ROI to 9 decimals, ties share one."""
    known = sorted((round(one[3].roi, 9) for one in found if one[3].roi is not None), reverse=True)
    places: dict[float, int] = {}
    for place, roi in enumerate(known, 1):
        places.setdefault(roi, place)
    ranked = [Ranked(None if one[3].roi is None else places[round(one[3].roi, 9)], *one) for one in found]
    return sorted(ranked, key=lambda one: (one.place is None, one.place or 0, identity(one.name)))
