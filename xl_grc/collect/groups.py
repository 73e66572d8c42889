"""Returned plans by what stands in a column: a territory, an adviser, any column of theirs or of the expected list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from xl_grc.collect.expected import ExpectedPlan
from xl_grc.collect.returned import FIELDS, CollectedPlan
from xl_grc.collect.summary import Ranked, attainment, figures, plain_currency, ranked
from xl_grc.errors import InputError, Problem
from xl_grc.plan.words import fold, identity
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import cell_text

AREA = "area"
_OBJECTIVE = FIELDS.index("objective")

Lines = Mapping[str, ExpectedPlan]
"""The line of the expected list of each plan, by its path."""
_Reader = Callable[[CollectedPlan, int], Any]


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


def by_column(name: str, plans: Sequence[CollectedPlan], lines: Lines) -> list[Ranked]:
    """The actions of the plans by what a column holds, best ROI first; what differs in case alone is one group.

    Raises InputError when no plan and no line of the list has the column.
    """
    read = _reader(name, plans, lines)
    groups: dict[tuple[str, str], list[tuple[CollectedPlan, int]]] = defaultdict(list)
    shown: dict[tuple[str, str], str] = {}
    for plan in plans:
        currency = plain_currency(plan.currency)
        for at in range(len(plan.rows)):
            text = cell_text(read(plan, at)).strip()
            key = identity(text), currency
            groups[key].append((plan, at))
            shown.setdefault(key, text)
    return ranked(_group(shown[key], key[1], places) for key, places in groups.items())


def is_filled(name: str, plans: Iterable[CollectedPlan]) -> bool:
    """Whether some action has something in a field."""
    place = FIELDS.index(name)
    return any(row[place] for plan in plans for row in plan.rows)


def _group(name: str, currency: str, places: Sequence[tuple[CollectedPlan, int]]) -> Ranked:
    rows = [plan.rows[at] for plan, at in places]
    owners = {str(plan.path): plan for plan, _ in places}
    aims = {(str(plan.path), identity(plan.rows[at][_OBJECTIVE])) for plan, at in places}
    goals = [goal for path, plan in owners.items() for goal in plan.goals if (path, identity(goal.objective)) in aims]
    return Ranked(None, name, "", None, currency, len(owners), figures(rows), attainment(goals))


def _reader(name: str, plans: Sequence[CollectedPlan], lines: Lines) -> _Reader:
    """Reads a column: one of ours by its header in any language, one that users added, one of the expected list."""
    wanted = fold(name)
    titles = {
        fold(str(texts(language)[f"collect_columns.{field}"])): field for language in LANGUAGES for field in FIELDS
    }
    field = titles.get(wanted) or (name if name in FIELDS else "")
    if field:
        place = FIELDS.index(field)
        return lambda plan, at: plan.rows[at][place]
    added = {header for plan in plans for row in plan.added for header in row if fold(header) == wanted}
    if added:
        return lambda plan, at: next((plan.added[at][one] for one in added if one in plan.added[at]), None)
    others = {header for line in lines.values() for header in line.others if fold(header) == wanted}
    if not others:
        raise InputError([Problem("by_unknown", value=name)])

    def of_list(plan: CollectedPlan, at: int) -> Any:
        line = lines.get(str(plan.path))
        return None if line is None else next((line.others[one] for one in others if one in line.others), None)

    return of_list
