"""A filling: everything a plan puts into a workbook, before any host is chosen.

Columns are lists under "Table.column", named cells values under their names; a blank is "", a date a serial number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from xl_grc.plan.links import is_discount
from xl_grc.plan.model import STATUSES, Action, CostLine, Plan
from xl_grc.tables.prepared.shape import NAMED_INPUTS, TABLES
from xl_grc.tables.relations import to_serial
from xl_grc.tables.shape import SCHEMA_VERSION
from xl_grc.tables.values import evaluate
from xl_grc.text import Texts, texts

_TRIED = [name for name in NAMED_INPUTS if name.startswith("Try_")]
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
    names: dict[str, Any] = {
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
    _add_spare_rows(columns)
    properties = {"xl_grc_schema": str(SCHEMA_VERSION), "xl_grc_language": language, "xl_grc_plan": plan_id(plan)}
    return Filling(language, plan.start.month, columns, names, properties)


def plan_id(plan: Plan) -> str:
    """The identity of a plan: its reference, else its company, and its period."""
    identity = f"{plan.reference or plan.company}|{plan.start:%Y-%m}".casefold()
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:32]


def _add_spare_rows(columns: dict[str, list[Any]]) -> None:
    """The rows kept free for typing, numbered on: they hold nothing and count nowhere, so none is calculated."""
    for table in TABLES.values():
        blank = [""] * table.spare_rows
        for column in table.columns if blank else ():
            key = f"{table.name}.{column.key}"
            spare = _numbered_on(columns[key], table.spare_rows) if column.role == "key" else blank
            columns[key] = columns[key] + spare


def _numbered_on(numbers: list[int], count: int) -> list[int]:
    largest = max(numbers, default=0)
    return list(range(largest + 1, largest + 1 + count))


def inputs_of(plan: Plan, language: str) -> dict[str, list[Any]]:
    """The key and input columns of every table, without its spare rows."""
    words = texts(language)
    plan = plan._replace(costs=tuple([_in_language(line, words) for line in plan.costs]))
    return {
        **_of_actions(plan, words),
        **_of_details(plan, words),
        **_of_objectives(plan, words),
        "Budget.month": [
            to_serial(date(plan.start.year + (plan.start.month - 1 + offset) // 12, month, 1))
            for offset, month in enumerate(_calendar(plan))
        ],
        **{f"{table.name}.{table.columns[0].key}": list(table.keys) for table in TABLES.values() if table.keys},
        **{f"{name}.value": values for name, values in _lists(plan, words).items()},
    }


def _columns(table: str, records: Sequence[Any], **converted: list[Any]) -> dict[str, list[Any]]:
    """The input columns of a table from records with the same field names; `converted` stand in place of a field."""
    given = dict(zip(records[0]._fields, zip(*records, strict=True), strict=True)) if records else {}
    return {
        f"{table}.{column.key}": converted[column.key]
        if column.key in converted
        else ["" if value is None else value for value in given.get(column.key, ())]
        for column in TABLES[table].columns
        if column.role == "input"
    }


def _calendar(plan: Plan) -> list[int]:
    """The twelve months of the plan as months of the year."""
    return [(plan.start.month - 1 + offset) % 12 + 1 for offset in range(12)]


def _of_actions(plan: Plan, words: Texts) -> dict[str, list[Any]]:
    """The tables with a row for each action, the spare rows numbered on."""
    actions, mark = plan.actions, words["mark"]
    terms = {
        "short_term": [mark if action.short_term else "" for action in actions],
        "medium_term": [mark if action.medium_term else "" for action in actions],
        "long_term": [mark if action.long_term else "" for action in actions],
    }
    marks = {
        f"month_{position}": [mark if month in action.months else "" for action in actions]
        for position, month in enumerate(_calendar(plan), 1)
    }
    known = {status: words[f"statuses.{status}"] for status in STATUSES}
    statuses = [known.get(action.status, action.status) for action in actions]
    numbers = [action.no for action in actions]
    return {
        **_columns("Actions", actions, status=statuses, **terms),
        **_columns("Schedule", actions, **marks),
        **_columns("Returns", actions),
        **{f"{table}.no": numbers for table in ("Actions", "Schedule", "Returns")},
    }


def _of_details(plan: Plan, words: Texts) -> dict[str, list[Any]]:
    """Cost lines and tracking, which name an action by its label."""
    labels: dict[int | None, str] = {action.no: _label(action) for action in plan.actions}
    labels[None] = words["lists.no_action"]
    dates = [_serial(event.date) for event in plan.events]
    return {
        **_columns("Costs", plan.costs, action=[labels[line.action] for line in plan.costs]),
        **_columns("Tracking", plan.events, date=dates, action=[labels[event.action] for event in plan.events]),
    }


def _in_language(line: CostLine, words: Texts) -> CostLine:
    """A discount takes its name in the workbook's language, the only one by which the formulas know it."""
    return line._replace(item=words["lists.discount"]) if is_discount(line.item) else line


def _of_objectives(plan: Plan, words: Texts) -> dict[str, list[Any]]:
    measures = [words[f"measures.{goal.measure or 'revenue'}"] for goal in plan.objectives]
    return _columns(
        "Objectives", plan.objectives, measure=measures, due=[_serial(goal.due) for goal in plan.objectives]
    )


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
        "Statuses": (action.status for action in actions if action.status not in STATUSES),
        "Units": (line.unit for line in costs),
        "CostItems": (line.item for line in costs),
        "Channels": (action.channel for action in actions),
    }
    lists = {table: _extended(offered(words.language, table), used[table]) for table in used if table != "Types"}
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
    for value in dict.fromkeys(used):
        if value and value.lower() not in known:
            known.add(value.lower())
            values.append(value)
    return values or [""]
