"""Columns and groups -> the actions and objectives of each plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from xl_grc.errors import Problem
from xl_grc.plan.action_months import read_action_months
from xl_grc.plan.cells import LARGEST_NUMBER
from xl_grc.plan.grid import Evidence
from xl_grc.plan.grouping import Group, agree, identities, two_rows
from xl_grc.plan.model import Action, Objective
from xl_grc.plan.parsed_sheet import ParsedSheet

# The plan of an objective, and the identity of its text.
ObjectiveKey: TypeAlias = tuple[int, str]

_HORIZONS = ("short_term", "medium_term", "long_term")
_NO_HORIZON = (False, False, False)
_GOALS = {"target": "two_targets", "measure": "two_measures", "due": "two_dues"}


def read_actions(
    table: ParsedSheet,
    groups: Sequence[Group],
    group_of: Sequence[int],
    language: str | None,
    evidence: Evidence | None,
) -> list[Action]:
    """The action of each row. A row with a problem gives an action too, which its refused plan never shows.

    Problems: action_missing, number_twice, bad_action_number, two_horizons, and those of months.
    """
    columns = {name: table.column(name, Action._field_defaults.get(name)) for name in Action._fields}
    if not all(columns["action"]):
        unreadable = table.spoiled("action")
        for position, action in enumerate(columns["action"]):
            if not action and position not in unreadable:
                table.add(position, "action", Problem("action_missing"))
    columns["no"] = _numbers(table, groups)
    horizons = _horizons(table)
    _note_several(table, horizons)
    columns.update(zip(_HORIZONS, horizons, strict=True))
    columns |= read_action_months(table, groups, group_of, language, evidence)._asdict()
    return list(map(Action._make, zip(*columns.values(), strict=True)))


def _numbers(table: ParsedSheet, groups: Iterable[Group]) -> list[int]:
    """The number of each action: as given, else those that follow the largest of its plan, in order."""
    numbers = list(table.column("no"))
    for group in groups:
        seen: dict[int, int] = {}
        for position in group.rows:
            number = numbers[position]
            if number is not None and seen.setdefault(number, position) != position:
                two_rows(table, "no", "number_twice", (seen[number], position), str(number))
        following = max(seen, default=0)
        for position in group.rows:
            if numbers[position] is None:
                following += 1
                numbers[position] = following
                if following > LARGEST_NUMBER:
                    table.add(position, "no", Problem("bad_action_number", value=str(following)))
    return numbers


def _note_several(table: ParsedSheet, horizons: Sequence[Sequence[bool]]) -> None:
    """Notes the actions of several horizons, on the first one: their amounts count in each."""
    several = [position for position, marks in enumerate(zip(*horizons, strict=True)) if sum(marks) > 1]
    if several:
        table.note(several[0], "horizon", Problem.of("several_horizons", count=len(several)))


def _horizons(table: ParsedSheet) -> list[Sequence[bool]]:
    """Short, medium and long term of each action, from the three columns of marks and from the horizon column."""
    marks = [table.column(name, False) for name in _HORIZONS]
    said = table.column("horizon", ())
    if not any(said):
        return marks
    if not table.places.keys() & set(_HORIZONS):
        return list(zip(*[horizon or _NO_HORIZON for horizon in said], strict=True))
    merged: list[tuple[bool, ...]] = []
    for position, (horizon, *marked) in enumerate(zip(said, *marks, strict=True)):
        if horizon and any(marked) and tuple(marked) != horizon:
            table.add(position, "horizon", Problem("two_horizons"))
        merged.append(horizon or tuple(marked))
    return list(zip(*merged, strict=True))


def read_objectives(
    table: ParsedSheet, group_count: int, group_of: Sequence[int], actions: list[Action]
) -> list[list[Objective]]:
    """The objectives of each plan, in order of appearance; `actions` take their first spelling.

    Problems: two_targets, two_measures, two_dues, target_without_objective.
    """
    texts = table.column("objective", "")
    keys: list[ObjectiveKey | None] = [
        (group, key) if key else None for group, key in zip(group_of, identities(texts), strict=True)
    ]
    first, spelled_otherwise = agree(keys, texts)
    names = {key: texts[position] for key, position in first.items()}
    for position, key in enumerate(keys if spelled_otherwise else ()):
        if key is not None and names[key] != texts[position]:
            actions[position] = actions[position]._replace(objective=names[key])
    _check_goals_without_objective(table, keys)
    goals = {field: agree(keys, table.column(field)) for field in _GOALS if field in table.places}
    for field, agreement in goals.items():
        for key, pair in agreement.clashes.items():
            two_rows(table, field, _GOALS[field], pair, names[key])
    found: list[list[Objective]] = [[] for _ in range(group_count)]
    for key, name in names.items():
        given = {field: table.values[field][said.first[key]] for field, said in goals.items() if key in said.first}
        found[key[0]].append(Objective(name, **given))
    return found


def _check_goals_without_objective(table: ParsedSheet, keys: Sequence[ObjectiveKey | None]) -> None:
    """Notes the rows that give a target, a measure or a due date to no objective."""
    fields = [field for field in _GOALS if field in table.places]
    spoiled = table.spoiled("objective")
    for position in [position for position, key in enumerate(keys) if key is None and position not in spoiled]:
        given = [field for field in fields if table.values[field][position] not in (None, "")]
        if given:
            table.add(position, given[0], Problem("target_without_objective"))
