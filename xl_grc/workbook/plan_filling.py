"""The filling of a plan's workbook: what each input of its tables and named cells holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from xl_grc.plan.costs_and_events import is_discount
from xl_grc.plan.identity import plan_id
from xl_grc.plan.model import STATUSES, Action, CostLine, Plan
from xl_grc.plan.period import calendar_months
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.text import Texts, texts
from xl_grc.values import to_serial
from xl_grc.workbook.filling import START, Filling, filled, fixed_keys, input_columns

_TRIED = [name for name in PLAN.named_inputs if name.startswith("Try_")]
"""The cells of the simulation that wait for a figure to try."""
_BY_ACTION = ("Actions", "Schedule", "Returns")
_INPUTS = input_columns(PLAN)
_KEPT_MONTHS = 1_024
"""Plans of a run share their months: what follows from them is kept."""


def fill(plan: Plan, language: str, as_of: date, surroundings: Surroundings | None = None) -> Filling:
    """All inputs of the plan, and the value of every computed cell as seen on the day `as_of`.

    Without `surroundings` the cells stand where the templates of the package have them.
    """
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
    filling = filled(PLAN, language, columns, names, plan_id(plan), plan.start.month, surroundings)
    filling.properties.update(start_property(plan.start))
    return filling


def start_property(start: date) -> dict[str, str]:
    """The first month as a property of the file: it is still known when the settings are gone."""
    return {START: f"{start:%Y-%m}"}


def inputs_of(plan: Plan, language: str) -> dict[str, list[Any]]:
    """The key and input columns of every table, without its spare rows."""
    words = texts(language)
    if plan.costs:
        plan = plan._replace(costs=tuple([_in_language(line, words) for line in plan.costs]))
    actions = _by_field(plan.actions)
    return {
        **_of_actions(actions, plan.start.month, words),
        **_of_details(plan, words),
        **_of_objectives(plan, words),
        **{key: list(values) for key, values in fixed_keys(PLAN).items()},
        **{f"{name}.value": values for name, values in _lists(actions, plan.costs, language).items()},
    }


def _by_field(records: Sequence[Any]) -> dict[str, list[Any]]:
    """The values of records under the names of their fields; what was not given is ""."""
    if not records:
        return {}
    names = records[0]._fields
    columns = zip(*records, strict=True)
    return {
        name: ["" if value is None else value for value in column] for name, column in zip(names, columns, strict=True)
    }


def _columns(table: str, values: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """The input columns of a table, from values under the same names."""
    return {key: values.get(name, []) for key, name in _INPUTS[table]}


@lru_cache(_KEPT_MONTHS)
def _marks(months: tuple[int, ...], shares: tuple[float, ...], first: int, mark: str) -> tuple[str | float, ...]:
    """The marks of an action in the twelve months from the month `first`, or the shares of its months."""
    held: dict[int, str | float] = dict(zip(months, shares or [mark] * len(months), strict=True))
    return tuple([held.get(month, "") for month in calendar_months(first)])


def _of_actions(actions: dict[str, list[Any]], first: int, words: Texts) -> dict[str, list[Any]]:
    """The tables with a row for each action."""
    if not actions:
        return {key: [] for table in _BY_ACTION for key in (f"{table}.no", *dict(_INPUTS[table]))}
    mark = words["mark"]
    known = {status: words[f"statuses.{status}"] for status in STATUSES}
    shown = actions | {"status": [known.get(status, status) for status in actions["status"]]}
    for term in ("short_term", "medium_term", "long_term"):
        shown[term] = [mark if marked else "" for marked in actions[term]]
    held = zip(actions["months"], actions["shares"], strict=True)
    marks = zip(*[_marks(months, shares, first, mark) for months, shares in held], strict=True)
    shown |= {f"month_{position}": list(column) for position, column in enumerate(marks, 1)}
    inputs: dict[str, list[Any]] = {}
    for table in _BY_ACTION:
        inputs |= _columns(table, shown)
        inputs[f"{table}.no"] = actions["no"]
    return inputs


def _of_details(plan: Plan, words: Texts) -> dict[str, list[Any]]:
    """Cost lines and tracking, which name an action by its label."""
    labels: dict[int | None, str] = {action.no: _label(action) for action in plan.actions}
    labels[None] = words["lists.no_action"]
    dates = [_serial(event.date) for event in plan.events]
    costs = {"action": [labels[line.action] for line in plan.costs]}
    events = {"action": [labels[event.action] for event in plan.events], "date": dates}
    return {
        **_columns("Costs", _by_field(plan.costs) | costs),
        **_columns("Tracking", _by_field(plan.events) | events),
    }


def _in_language(line: CostLine, words: Texts) -> CostLine:
    """A discount takes its name in the workbook's language, the only one by which the formulas know it."""
    return line._replace(item=words["lists.discount"]) if is_discount(line.item) else line


def _of_objectives(plan: Plan, words: Texts) -> dict[str, list[Any]]:
    measures = [words[f"measures.{goal.measure or 'revenue'}"] for goal in plan.objectives]
    shown = {"measure": measures, "due": [_serial(goal.due) for goal in plan.objectives]}
    return _columns("Objectives", _by_field(plan.objectives) | shown)


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


def _lists(actions: dict[str, list[Any]], costs: Sequence[CostLine], language: str) -> dict[str, list[str]]:
    used: dict[str, Iterable[str]] = {
        "Owners": actions.get("owner", ()),
        "Priorities": actions.get("priority", ()),
        "Statuses": [status for status in dict.fromkeys(actions.get("status", ())) if status not in STATUSES],
        "Units": [line.unit for line in costs],
        "CostItems": [line.item for line in costs],
        "Channels": actions.get("channel", ()),
    }
    lists = {table: _extended(offered(language, table), values) for table, values in used.items()}
    # The dashboard shows the first types of the list: those of the plan come first.
    return lists | {"Types": _extended((), (*actions.get("type", ()), *offered(language, "Types")))}


@cache
def offered(language: str, table: str) -> tuple[str, ...]:
    """The values of a list before any plan adds its own."""
    words = texts(language)
    if table == "Statuses":
        return tuple(words.table("statuses").values())
    return tuple(words.get(f"lists.{table}", ()))


def _extended(offered: tuple[str, ...], used: Iterable[str]) -> list[str]:
    """The offered values, then those the plan uses beside them; at least one row."""
    alike = _alike(offered)
    others: dict[str, str] = {}
    for value in dict.fromkeys(used):
        if value and (folded := value.lower()) not in alike:
            others.setdefault(folded, value)
    return [*offered, *others.values()] or [""]


@cache
def _alike(offered: tuple[str, ...]) -> frozenset[str]:
    return frozenset([value.lower() for value in offered])
