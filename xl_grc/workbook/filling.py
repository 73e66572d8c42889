"""A filling: everything a plan puts into a workbook, before any host is chosen.

Columns are lists under "Table.column", named cells values under their names; a blank is "", a date a serial number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.relations import to_serial
from xl_grc.tables.schema import LISTS, NAMED_CELLS, SCHEMA_VERSION, TABLES
from xl_grc.tables.values import evaluate
from xl_grc.text import Texts, texts

_TRIED = [name for name in NAMED_CELLS if name.startswith("Try_")]
"""The cells of the simulation that wait for a figure to try."""


class Filling(NamedTuple):
    """The values of every table and named cell, and the properties by which a plan is recognised."""

    language: str
    start_month: int
    columns: dict[str, list[Any]]
    names: dict[str, Any]
    properties: dict[str, str]


def fill(plan: Plan, language: str, as_of: date) -> Filling:
    """All inputs of the plan, and the value of every computed cell as seen on the day `as_of`."""
    columns = inputs_of(plan, language)
    names = {
        "Company": plan.company,
        "Reference": plan.reference,
        "PeriodStart": to_serial(plan.start),
        "Currency": plan.currency,
        "Language": language,
        "AsOf": to_serial(as_of),
        "DefaultMarginRate": "" if plan.default_margin_rate is None else plan.default_margin_rate,
        "SimulatedAction": _first_simulated(plan),
        **dict.fromkeys(_TRIED, ""),
    }
    evaluate(columns, names, language)
    properties = {"xl_grc_schema": str(SCHEMA_VERSION), "xl_grc_language": language, "xl_grc_plan": plan_id(plan)}
    return Filling(language, plan.start.month, columns, names, properties)


def plan_id(plan: Plan) -> str:
    """The identity of a plan: its reference, else its company, and its period."""
    identity = f"{plan.reference or plan.company}|{plan.start:%Y-%m}".casefold()
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:32]


def inputs_of(plan: Plan, language: str) -> dict[str, list[Any]]:
    """The key and input columns of every table."""
    words = texts(language)
    mark = words["mark"]
    columns: dict[str, list[Any]] = {}

    def put(table: str, records: Sequence[Any], fields: Sequence[str], **converted: list[Any]) -> None:
        given = dict(zip(fields, map(list, zip(*records, strict=True)), strict=True)) if records else {}
        spare = [""] * (TABLES[table].spare_rows or int(not records))
        for column in TABLES[table]:
            if column.role == "input":
                values = converted[column.key] if column.key in converted else given.get(column.key, [])
                columns[f"{table}.{column.key}"] = ["" if value is None else value for value in values] + spare

    actions = plan.actions
    put(
        "Actions",
        actions,
        Action._fields,
        short_term=[mark if action.short_term else "" for action in actions],
        medium_term=[mark if action.medium_term else "" for action in actions],
        long_term=[mark if action.long_term else "" for action in actions],
        status=[words.get(f"statuses.{action.status}", action.status) for action in actions],
    )
    calendar = [(plan.start.month - 1 + offset) % 12 + 1 for offset in range(12)]
    marks = {
        f"month_{position}": [mark if month in action.months else "" for action in actions]
        for position, month in enumerate(calendar, 1)
    }
    put("Schedule", actions, Action._fields, **marks)
    put("Returns", actions, Action._fields)
    labels: dict[int | None, str] = {action.no: _label(action) for action in actions}
    labels[None] = words["lists.no_action"]
    put("Costs", plan.costs, CostLine._fields, action=[labels[line.action] for line in plan.costs])
    put(
        "Tracking",
        plan.events,
        Event._fields,
        date=[_serial(event.date) for event in plan.events],
        action=[labels[event.action] for event in plan.events],
    )
    put(
        "Objectives",
        plan.objectives,
        Objective._fields,
        measure=[words[f"measures.{goal.measure or 'revenue'}"] for goal in plan.objectives],
        due=[_serial(goal.due) for goal in plan.objectives],
    )
    largest = max((action.no for action in actions), default=0)
    spare = TABLES["Actions"].spare_rows
    numbers = [*(action.no for action in actions), *range(largest + 1, largest + 1 + spare)]
    for table in ("Actions", "Schedule", "Returns"):
        columns[f"{table}.no"] = numbers
    columns["Budget.month"] = [
        to_serial(date(plan.start.year + (plan.start.month - 1 + offset) // 12, month, 1))
        for offset, month in enumerate(calendar)
    ]
    columns |= {f"{table.name}.{table.columns[0].key}": list(table.keys) for table in TABLES.values() if table.keys}
    for name, values in _lists(plan, words).items():
        columns[f"{name}.value"] = values
    return columns


def _first_simulated(plan: Plan) -> str:
    """The label of the first action with enough figures to draw its curve, else of the first."""
    full = (action for action in plan.actions if action.price and action.buyers)
    chosen = next(full, plan.actions[0] if plan.actions else None)
    return "" if chosen is None else _label(chosen)


def _label(action: Action) -> str:
    """What the label column of an action shows."""
    return f"{action.no} - {action.action}"


def _serial(day: date | None) -> Any:
    return "" if day is None else to_serial(day)


def _lists(plan: Plan, words: Texts) -> dict[str, list[str]]:
    actions, costs = plan.actions, plan.costs
    used: dict[str, Iterable[str]] = {
        "Types": (action.type for action in actions),
        "Owners": (action.owner for action in actions),
        "Priorities": (action.priority for action in actions),
        "Statuses": (action.status for action in actions if f"statuses.{action.status}" not in words),
        "Units": (line.unit for line in costs),
        "CostItems": (line.item for line in costs),
        "Channels": (action.channel for action in actions),
    }
    lists = {table: _extended(offered(words.language, table), used[table]) for table in LISTS if table != "Types"}
    # The dashboard shows the first types of the list: those of the plan come first.
    return lists | {"Types": _extended((), (*used["Types"], *offered(words.language, "Types")))}


@cache
def offered(language: str, table: str) -> tuple[str, ...]:
    """The values of a list before any plan adds its own."""
    words = texts(language)
    if table == "Statuses":
        return tuple(text for key, text in words.items() if key.startswith("statuses."))
    return tuple(words.get(f"lists.{table}", ()))


def _extended(offered: tuple[str, ...], used: Iterable[str]) -> list[str]:
    """The offered values, then those the plan uses beside them; at least one row."""
    values = list(offered)
    known = {value.lower() for value in offered}
    for value in used:
        if value and value.lower() not in known:
            known.add(value.lower())
            values.append(value)
    return values or [""]
