"""Conditional formats of the plan's tables: marks, verdicts and states in colour."""

from __future__ import annotations

from functools import partial

from xl_grc.builder import look
from xl_grc.builder.highlighter import Highlighter, free_rows
from xl_grc.builder.plan.faults import color_faults, color_questions
from xl_grc.tables.definition import Table
from xl_grc.tables.plan import PLAN

_BELOW_ZERO, _NOT_BELOW_ZERO = "AND(ISNUMBER({cell}),{cell}<0)", "AND(ISNUMBER({cell}),{cell}>=0)"


def _schedule(table: Highlighter) -> None:
    """Marked months: those of an abandoned action, those of a late one that are over, this month, the others. The row
    also says it in words."""
    first, situation, status = map(table.of_row, ("month_1", "situation", "status"))
    place = f"COLUMN({{cell}})-COLUMN({first})"
    marked, late = "LEN(TRIM({cell}))>0", table.words["situations.late"]
    table.add("month_1", "month_12", f'AND({marked},{status}="{table.words["statuses.abandoned"]}")', look.RETIRED)
    table.add("month_1", "month_12", f'AND({marked},{situation}="{late}",{place}<MonthsOver)', look.LATE)
    table.add("month_1", "month_12", f"AND({marked},{place}=MonthsOver)", look.RUNNING)
    table.add("month_1", "month_12", marked, look.MARKED)
    table.add("situation", "situation", f'{{cell}}="{late}"', look.BAD)
    table.add("situation", "situation", f'{{cell}}="{table.words["situations.now"]}"', look.WARNING)


def _actions(table: Highlighter) -> None:
    table.add("short_term", "long_term", "LEN(TRIM({cell}))>0", ("CFE8E5", "12645F"))
    table.words_in("status", "statuses", {"done": look.GOOD, "in_progress": look.WARNING})
    table.add("remarks", "remarks", "LEN({cell})>0", look.WARNING)


def _verdicts(table: Highlighter) -> None:
    colors = {"profitable": look.GOOD, "break_even": look.WARNING, "not_profitable": look.BAD}
    table.words_in("verdict", "verdicts", colors)


def _objectives(table: Highlighter) -> None:
    table.words_in("status", "attainment", {"reached": look.GOOD, "covered": look.GOOD, "short": look.WARNING})


def _budget(table: Highlighter) -> None:
    table.add("planned_balance", "actual_cumulative", _BELOW_ZERO, look.BAD)
    table.add("margin_cumulative", "margin_cumulative", _BELOW_ZERO, look.BAD)


def _grid(table: Highlighter) -> None:
    """The results of a sensitivity grid, which stand behind its two first columns."""
    _, _, first, *_, last = table.position
    table.add(first, last, _BELOW_ZERO, look.BAD)
    table.add(first, last, _NOT_BELOW_ZERO, look.GOOD)


_OWN = {
    "Schedule": _schedule,
    "Actions": _actions,
    "Returns": _verdicts,
    "Best": _verdicts,
    "Worst": _verdicts,
    "Objectives": _objectives,
    "Budget": _budget,
    "SensitivityPrice": _grid,
    "SensitivityCost": _grid,
}


def _highlight(table: Table, cells: Highlighter) -> None:
    """Faults first: of two formats that hold, the first one shows."""
    color_faults(table, cells)
    color_questions(table, cells)
    own = _OWN.get(table.name)
    if own is not None:
        own(cells)
    if table.grows:
        free_rows(table, cells)


HIGHLIGHTS = {name: partial(_highlight, table) for name, table in PLAN.tables.items()}
"""By table."""
