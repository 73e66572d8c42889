"""Dates outside the periods of many plans: one problem for the file where one other period holds them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xl_grc.errors import Problem
from xl_grc.plan.period import first_month_of

KEY = "another_period"


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those of periods as one of the file when the same twelve months hold the days of several plans.

    >>> from datetime import date
    >>> def wrong(row, month):
    ...     values = {"first": date(2027, month, 1), "last": date(2027, month, 9), "start": "2027-01", "count": 1}
    ...     return Problem.of(KEY, **values)._replace(file="plans.csv", row=row)
    >>> [(one.key, one.row) for one in told_once([wrong(2, 3), wrong(7, 9)])]
    [('another_period_of_plans', None)]
    """
    found = list(problems)
    periods = [problem for problem in found if problem.key == KEY]
    said: list[dict[str, Any]] = [dict(problem.values) for problem in periods]
    if len(said) < 2:
        return found
    first, last = min(one["first"] for one in said), max(one["last"] for one in said)
    start = first_month_of(first, last)
    if start is None:
        return found
    values = {"plans": len(said), "count": sum(one["count"] for one in said), "first": first, "last": last}
    once = Problem.of("another_period_of_plans", start=f"{start:%Y-%m}", **values)._replace(file=periods[0].file)
    return [*(problem for problem in found if problem.key != KEY), once]
