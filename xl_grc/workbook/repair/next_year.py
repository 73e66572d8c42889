"""Next year's workbook from a returned one: what is planned stays, what happened moves beside as N-1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xl_grc.errors import Problem
from xl_grc.plan.model import Action, Plan
from xl_grc.plan.period import MONTHS, calendar_months, months_later
from xl_grc.plan.words import identity, is_no_action
from xl_grc.records import NamedTuple
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime.text_rules import leading_number
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank, stored
from xl_grc.workbook.expected.check import is_warning
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.expected.remarked import remarked
from xl_grc.workbook.expected.structure import lost_inputs
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.plan_writer import Settings
from xl_grc.workbook.repair.action_columns import ActionColumn, with_action_columns
from xl_grc.workbook.repair.left_behind import cells_left_behind, left_behind
from xl_grc.workbook.returned.cells import filled_rows
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.plan import ReturnedPlan
from xl_grc.workbook.returned.plan_values import UNREADABLE, Unread
from xl_grc.workbook.returned.typed_totals import TOTAL_IN_TABLE
from xl_grc.workbook.template.templates import load_template

ACTUALS = ("actual_expenses", "actual_revenue")
TRIED = tuple(name for name in PLAN.named_inputs if name.startswith("Try_") or name == "SimulatedAction")
_FIRST_YEAR = 1900
"""The year from which a sheet counts its days."""
_TO_DO, _ABANDONED = "to_do", "abandoned"
_CARRIED = UNREADABLE | {"unknown_action", "label_without_number", "action_missing", "number_missing", TOTAL_IN_TABLE}
"""The problems of what goes on as it is."""
_CLEARED = frozenset({"progress", "entered_actual"})
"""What begins again in another year."""
_WRITTEN_OUT = frozenset({"measure"})
"""Inputs that are never blank: where nothing is read, their usual word stands."""


class Made(NamedTuple):
    """A new workbook from a returned one, and what is told of what does not go into it."""

    content: bytes
    told: list[Problem]


def hindrances(returned: ReturnedPlan) -> list[Problem]:
    """What keeps a new workbook from being made of a returned one; what does not count in inputs, and rows that no
    action owns, go on with it."""
    return [one for one in returned.problems if not (is_warning(one) or one.key in _CARRIED)]


def made_again(returned: ReturnedPlan, start: date | None, run: Settings, with_months: bool = True) -> Made:
    """Next year's workbook, or the same plan in a new one when no other first month is given."""
    template = load_template(PLAN, run.template, (start or returned.plan.start).month)
    if start is None or start == returned.plan.start:
        filling, columns = same_filling(returned, run.language, run.as_of), added_columns(returned)
        gone: list[Problem] = []
    else:
        filling = next_filling(returned, start, run.language, run.as_of, with_months)
        columns = next_columns(returned, run.language, run.as_of)
        gone = list(_abandoned(returned))
    evaluate(PLAN, filling.columns, filling.names, filling.language, template.surroundings)
    content = template.write(filling)
    content, left_out = with_action_columns(content, returned.cells.book.file, columns)
    cleared = () if start is None or start == returned.plan.start else ("Tracking",)
    values = cells_left_behind(returned, cleared)
    lost = lost_inputs(returned.cells, cleared)
    unknown = remarked(returned.cells, expected_contents(returned, run.as_of))
    return Made(content, [*lost, *gone, *unknown, *values, *left_behind(returned, left_out)])


def next_plan(plan: Plan, start: date, with_months: bool = True) -> Plan:
    """The plan of another year: objectives, actions with their calendar months and costs kept, progress and tracking
    cleared.

    Every status begins again, and abandoned actions are left out with their costs; due dates move with the period.

    >>> next_plan(Plan("Durand", date(2026, 1, 1)), date(2027, 1, 1)).start.year
    2027
    """
    months = (start.year - plan.start.year) * MONTHS + start.month - plan.start.month
    kept = [action for action in plan.actions if action.status != _ABANDONED]
    numbers = {action.no for action in kept}
    return plan._replace(
        start=start,
        actions=tuple(map(_begun_again if with_months else _without_months, kept)),
        objectives=tuple(
            goal._replace(entered_actual=None, due=None if goal.due is None else _later(goal.due, months))
            for goal in plan.objectives
        ),
        costs=tuple(line for line in plan.costs if line.action in numbers),
        events=(),
    )


def _begun_again(action: Action) -> Action:
    return action._replace(progress=None, status=_TO_DO)


def _without_months(action: Action) -> Action:
    return _begun_again(action)._replace(months=(), shares=())


def _abandoned(returned: ReturnedPlan) -> Iterator[Problem]:
    """The abandoned actions, with their cell."""
    rows = {number: row for row, number in returned.numbers.items()}
    for action in returned.plan.actions:
        if action.status == _ABANDONED:
            yield returned.cells.problem("abandoned_left_out", "Actions", "action", rows[action.no], action.action)


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month; the day itself at the ends of the calendar.

    >>> _later(date(2024, 2, 29), 12), _later(date(9999, 12, 31), 12)
    (datetime.date(2025, 2, 28), datetime.date(9999, 12, 31))
    """
    try:
        moved = months_later(day, months)
    except ValueError:
        return day
    return moved if moved.year >= _FIRST_YEAR else day


def next_filling(returned: ReturnedPlan, start: date, language: str, as_of: date, with_months: bool = True) -> Filling:
    """The inputs of next year's workbook: those of the new plan, and the lists as people extended them."""
    filling = fill(next_plan(returned.plan, start, with_months), language, as_of)
    moved = _columns_of_months(returned.plan.start, start)
    kept = [
        one._replace(key=moved.get(one.key, one.key))
        for one in returned.unread
        if one.key not in _CLEARED and (with_months or one.key not in moved)
    ]
    return _with_lists(_with_unread(filling, returned, kept, has_log=False), returned)


def _columns_of_months(before: date, after: date) -> dict[str, str]:
    """The column of each month of a plan, and that of the same calendar month in a plan of another first month."""
    keys = month_keys(PLAN, "Schedule")
    later = dict(zip(calendar_months(after.month), keys, strict=True))
    return {key: later[month] for key, month in zip(keys, calendar_months(before.month), strict=True)}


def same_filling(returned: ReturnedPlan, language: str, as_of: date) -> Filling:
    """The inputs of the same plan in a new workbook: its lists, its identity and the figures tried in the simulation
    too."""
    filling = fill(returned.plan, language, as_of)
    tried = {name: stored(returned.cells.names.get(name)) for name in TRIED if name in returned.cells.names}
    filling.names.update({name: value for name, value in tried.items() if value != ""})
    filling.properties["xl_grc_plan"] = returned.plan_id
    return _with_lists(_with_unread(filling, returned, returned.unread, has_log=True), returned)


def _with_unread(filling: Filling, returned: ReturnedPlan, unread: Iterable[Unread], has_log: bool) -> Filling:
    """What does not count in inputs stays in them: nobody else knows what it was to be. A new year has no log yet."""
    lines = _lines_that_go_on(filling, returned, has_log)
    _keep_labels(filling, returned, lines)
    for one in unread:
        at, column = _row_of(filling, returned, lines, one), filling.columns[f"{one.table}.{one.key}"]
        if at is not None and (column[at] == "" or one.key in _WRITTEN_OUT):
            column[at] = stored(one.cell)
    _add_lines_of_nobody(filling, returned)
    rate = stored(returned.cells.names.get("DefaultMarginRate"))
    if filling.names["DefaultMarginRate"] == "":
        filling.names["DefaultMarginRate"] = rate
    return filling


def _lines_that_go_on(filling: Filling, returned: ReturnedPlan, has_log: bool) -> dict[str, dict[int, int]]:
    """Of costs and of the log, for the row of each line that goes on its row in the new workbook."""
    kept = set(filling.columns["Actions.no"])
    costs = [row for row, line in zip(returned.cost_rows, returned.plan.costs, strict=True) if line.action in kept]
    log = filled_rows(returned.cells, "Tracking") if has_log else []
    return {name: {row: at for at, row in enumerate(rows)} for name, rows in (("Costs", costs), ("Tracking", log))}


def _keep_labels(filling: Filling, returned: ReturnedPlan, lines: Mapping[str, Mapping[int, int]]) -> None:
    """Lines whose label begins with no number of an action keep it: formulas find them no more than before. A blank one
    stays blank: nobody has said that the line belongs to no action."""
    known = frozenset(returned.numbers.values())
    for table, rows in lines.items():
        labels = returned.cells.columns.get(f"{table}.action")
        if labels is None:
            continue
        for row, at in rows.items():
            text = cell_text(labels[row]).strip()
            if not text or (not is_no_action(text) and leading_number(labels[row]) not in known):
                filling.columns[f"{table}.action"][at] = stored(labels[row])


def _add_lines_of_nobody(filling: Filling, returned: ReturnedPlan) -> None:
    """Cost lines that name no action of the plan stand behind the others."""
    cells, owned = returned.cells.columns, frozenset(returned.cost_rows)
    place = len(filling.columns["Costs.action"]) - PLAN.tables["Costs"].spare_rows
    for row in reversed([row for row in filled_rows(returned.cells, "Costs") if row not in owned]):
        for name, column in filling.columns.items():
            if name.startswith("Costs."):
                column.insert(place, stored(cells[name][row]) if name in cells else "")


def _row_of(
    filling: Filling, returned: ReturnedPlan, lines: Mapping[str, Mapping[int, int]], one: Unread
) -> int | None:
    """The row of the new workbook for a row of the old one; None when the plan goes on without it."""
    if one.table in lines:
        return lines[one.table].get(one.row)
    name = "objective" if one.table == "Objectives" else "no"
    known, cells = filling.columns[f"{one.table}.{name}"], returned.cells.columns
    wanted = returned.numbers.get(one.row) if one.table == "Actions" else cells[f"{one.table}.{name}"][one.row]
    wanted = wanted.strip() if isinstance(wanted, str) else wanted
    return known.index(wanted) if wanted in known else None


def _with_lists(filling: Filling, returned: ReturnedPlan) -> Filling:
    """The lists as people made them, longer or shorter, with the words that the plan uses beside them."""
    for name, choices in PLAN.lists.items():
        key = f"{name}.value"
        cells = returned.cells.columns.get(key, ())
        given = [cell_text(cell) for cell in cells if not (is_blank(cell) or isinstance(cell, ErrorToken))]
        if given and filling.language == returned.cells.language:
            words = [word for column in _chosen_from(choices) for word in filling.columns[column] if word]
            used = {identity(word): word for word in words if isinstance(word, str)}
            known = set(map(identity, given))
            filling.columns[key] = given + [word for same, word in used.items() if same not in known]
    return filling


def _chosen_from(choices: str) -> list[str]:
    """The columns whose words are chosen from a list."""
    return [f"{name}.{one.key}" for name, table in PLAN.tables.items() for one in table if one.choices == choices]


def next_columns(returned: ReturnedPlan, language: str, as_of: date) -> dict[str, ActionColumn]:
    """The columns beside next year's actions: the user's own, and last year's actual amounts.

    Those of the year before, under their header of either language, are last year's no more.
    """
    last = _last_year(returned, language, as_of)
    older = {texts(one)[f"next_year.{key}"] for one in LANGUAGES for key in ACTUALS} - last.keys()
    return {header: column for header, column in added_columns(returned).items() if header not in older} | last


def _last_year(returned: ReturnedPlan, language: str, as_of: date) -> dict[str, ActionColumn]:
    """Last year's actual amounts of each action, by the header of their column."""
    old = expected_contents(returned, as_of).columns
    words = texts(language)
    return {
        words[f"next_year.{key}"]: ActionColumn(
            key, {number: old[f"Actions.{key}"][row] for row, number in returned.numbers.items()}
        )
        for key in ACTUALS
    }


def added_columns(returned: ReturnedPlan) -> dict[str, ActionColumn]:
    """The columns that users added to the actions, such as an adviser or a territory."""
    extra = returned.cells.extra.get("Actions", {})
    return {
        header: ActionColumn("area", {number: _plain(cells[row]) for row, number in returned.numbers.items()})
        for header, cells in extra.items()
    }


def _plain(cell: Cell) -> Any:
    """A cell of a user's column, a day as text: the new column has no format of its own."""
    return cell_text(cell) if isinstance(cell, date) else stored(cell)
