"""Rows of a cost or tracking sheet, tied to their plan and to their action."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Generic, TypeVar

from xl_grc.errors import Problem
from xl_grc.patterns import compiled_later
from xl_grc.plan.grouping import Group
from xl_grc.plan.model import Action, CostLine, Event
from xl_grc.plan.parsed_sheet import WHOLE_SHEET, Fault, ParsedSheet
from xl_grc.plan.words import identity, is_no_action
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts

T = TypeVar("T", CostLine, Event)

_LABEL = compiled_later(r"([0-9]{1,6}) *[-–—] *.+", re.DOTALL)
_BARE_NUMBER = compiled_later(r"[0-9]{1,6}")


class KnownPlans(NamedTuple):
    """The plans of a file while it is read; `doubtful` ones have an action whose name or number is not known."""

    groups: Sequence[Group]
    actions: Sequence[Action]
    doubtful: frozenset[int]


class Link(NamedTuple):
    """Where a row leads: a plan, and the position of an action; None where there is none."""

    plan: int | None
    action: int | None


class LinkedRows(NamedTuple, Generic[T]):
    """A sheet whose rows are tied: the link of each row, and per plan its cost lines or events."""

    table: ParsedSheet
    links: dict[int, Link]
    records: dict[int, list[T]]


class PlanFinder:
    """Finds plans by reference or company, and actions by number, label or name."""

    def __init__(self, plans: KnownPlans) -> None:
        self._plans = plans
        self._by_reference: dict[str, int] = {}
        self._by_company: dict[str, set[int]] = defaultdict(set)
        self._actions: dict[int, dict[object, list[int]]] = {}
        for number, group in enumerate(plans.groups):
            if group.reference:
                self._by_reference[identity(group.reference)] = number
            for name in filter(None, (group.company, group.known_as)):
                self._by_company[identity(name)].add(number)

    def plan(self, reference: str, company: str) -> int | Problem:
        """The plan of a row. Problems: unknown_company, several_references, company_missing."""
        if reference:
            found = self._by_reference.get(identity(reference))
            return Problem("unknown_company", value=reference) if found is None else found
        if not company:
            return Problem("company_missing")
        plans = self._by_company.get(identity(company), set())
        if len(plans) > 1:
            return Problem("several_references", value=company)
        return next(iter(plans)) if plans else Problem("unknown_company", value=company)

    def action(self, plan: int, number: int | None, text: str) -> int | Problem | None:
        """The position of an action in a plan; None when it cannot be told because of another problem of the plan.

        A number wins over a text; a text is a bare number, else a name, else a label ("7 - E-mailing"), of which the
        number alone counts. Problems: unknown_action, several_actions.
        """
        known = self._known_actions(plan)
        label = _LABEL.fullmatch(text)
        if number is not None:
            keys: list[object] = [number]
        else:
            keys = [int(text)] if _BARE_NUMBER.fullmatch(text) else []
            keys += [identity(text), *([int(label[1])] if label else [])]
        found = next((known[key] for key in keys if key in known), [])
        if plan in self._plans.doubtful:
            return found[0] if found else None
        value = text if number is None else str(number)
        if len(found) > 1:
            return Problem("several_actions", value=value)
        return found[0] if found else Problem("unknown_action", value=value)

    def _known_actions(self, plan: int) -> dict[object, list[int]]:
        """Number or identity of the name -> positions, for the actions of one plan."""
        if plan not in self._actions:
            known: dict[object, list[int]] = defaultdict(list)
            for position in self._plans.groups[plan].rows:
                action = self._plans.actions[position]
                known[action.no].append(position)
                known[identity(action.action)].append(position)
            self._actions[plan] = dict(known)
        return self._actions[plan]


def link_rows(table: ParsedSheet, plans: KnownPlans) -> dict[int, Link]:
    """The link of each row of a cost or tracking table."""
    references, companies = table.column("reference", ""), table.column("company", "")
    alone = not any(references) and not any(companies)
    if alone and len(plans.groups) > 1 and table.rows:
        problem = Problem("company_missing", table.grid.file, table.grid.sheet, table.header_number)
        table.faults.append(Fault(WHOLE_SHEET, -1, problem))
        return {}
    finder = PlanFinder(plans)
    found = enumerate(zip(references, companies, table.column("no"), table.column("action", ""), strict=True))
    spoiled_plan = table.spoiled("reference", "company")
    spoiled_action = table.spoiled("no", "action")
    links: dict[int, Link] = {}
    for position, (reference, company, number, text) in found if plans.groups else ():
        plan = 0 if alone else finder.plan(reference, company)
        if isinstance(plan, Problem):
            if position not in spoiled_plan:
                table.add(position, "reference" if reference else "company", plan)
            links[position] = Link(None, None)
        elif position in spoiled_action or (number is None and not text):
            links[position] = Link(plan, None)
        else:
            action = finder.action(plan, number, text)
            if isinstance(action, Problem):
                table.add(position, "action" if number is None else "no", action)
            links[position] = Link(plan, None if isinstance(action, Problem) else action)
    return links


@cache
def _discounts() -> frozenset[str]:
    return frozenset(texts(language)["lists.discount"].lower() for language in LANGUAGES)


def is_discount(item: str) -> bool:
    """Whether a cost item is the discount, in either language: granted to every buyer, it needs no quantity."""
    return item.lower() in _discounts()


def read_costs(table: ParsedSheet, plans: KnownPlans) -> LinkedRows[CostLine]:
    """The cost lines of each plan. Problems: action_missing, cost_without_amount, and those of a link."""
    links = link_rows(table, plans)
    spoiled_action = table.spoiled("no", "action")
    spoiled_amount = table.spoiled("quantity", "unit_cost")
    columns = (
        table.column(name, blank)
        for name, blank in (("item", ""), ("quantity", None), ("unit", ""), ("unit_cost", None))
    )
    numbers, texts = table.column("no"), table.column("action", "")
    records: dict[int, list[CostLine]] = defaultdict(list)
    for position, (item, quantity, unit, unit_cost) in enumerate(zip(*columns, strict=True)):
        if numbers[position] is None and not texts[position] and position not in spoiled_action:
            table.add(position, "action", Problem("action_missing"))
        follows_buyers = quantity is None and is_discount(item)
        if (unit_cost is None or (quantity is None and not follows_buyers)) and position not in spoiled_amount:
            missing = "quantity" if quantity is None and not follows_buyers else "unit_cost"
            table.add(position, missing, Problem("cost_without_amount"))
        link = links.get(position)
        if link is not None and link.plan is not None and link.action is not None:
            number = plans.actions[link.action].no
            records[link.plan].append(CostLine(number, item, quantity, unit, unit_cost))
    return LinkedRows(table, links, records)


def read_events(table: ParsedSheet, plans: KnownPlans) -> LinkedRows[Event]:
    """The events of each plan; an event with "Hors action" belongs to none, nor does one without an action, which is
    told."""
    named = table.column("action", "")
    table.values["action"] = ["" if is_no_action(text) else text for text in named]
    links = link_rows(table, plans)
    blanks = Event._field_defaults
    columns = {name: table.column(name, blanks.get(name)) for name in Event._fields if name != "action"}
    records: dict[int, list[Event]] = defaultdict(list)
    for position, (day, *rest) in enumerate(zip(*columns.values(), strict=True)):
        link = links.get(position)
        if link is not None and link.plan is not None:
            number = None if link.action is None else plans.actions[link.action].no
            records[link.plan].append(Event(day, number, *rest))
    _tell_nameless(table, [row for row, text in enumerate(named) if not text and row in links])
    return LinkedRows(table, links, records)


def _tell_nameless(table: ParsedSheet, events: Sequence[int]) -> None:
    """Notes the events that name no action, neither by its name nor by its number."""
    numbers, spoiled = table.column("no"), table.spoiled("no", "action")
    rows = [table.grid.number(table.rows[event]) for event in events if numbers[event] is None and event not in spoiled]
    if rows:
        told = Problem.of("events_without_action", rows=tuple(map(str, rows)))
        table.notes.append(told._replace(file=table.grid.file, sheet=table.grid.sheet))
