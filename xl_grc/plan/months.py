"""The months of an action, as people write them or as its first and last day tell them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from xl_grc.errors import Problem
from xl_grc.plan.grid import formula_problem
from xl_grc.plan.period import MONTHS, calendar_months
from xl_grc.plan.words import fold, listed, month_numbers, plain
from xl_grc.values import Cell, ErrorToken, is_blank

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TOKEN = re.compile(r"[0-9]+|[a-z]+")
# A year, a decimal point between digits, "1-3-5", "1/3", "1/3/26", or "2,1" that was "2,10": what a spreadsheet makes
# of months.
_DATE_LIKE = re.compile(
    r"[0-9]{4}|[0-9] *\. *[0-9]|[0-9] *- *[0-9]+ *-|^[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2})?$|^0?[1-9],1$"
)
_WHOLE = re.compile(r"([0-9]{1,2})\.0+")


def read_months(cell: Cell) -> tuple[int, ...] | Problem:
    """The calendar months of a cell, in order: "1-3, 9", "mars-mai", "nov-févr", "janv., févr.", 3.

    Problems: not_months; months_became_date for what a spreadsheet makes of "1-3" (a date, "01-mars", 1.3);
    formula_refused.

    >>> read_months("nov-févr, 5")
    (1, 2, 5, 11, 12)
    >>> read_months("01-mars").key
    'months_became_date'
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if is_blank(cell):
        return ()
    if isinstance(cell, str):
        text = plain(cell).translate(_DASHES).strip()
        whole = _WHOLE.fullmatch(text)  # as programs write the number 3
        return _text_months(whole[1] if whole else text)
    if isinstance(cell, date):
        return Problem.of("months_became_date")
    if isinstance(cell, float) and math.isfinite(cell) and not cell.is_integer():
        return Problem.of("months_became_date")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1 <= cell <= 12:
        return (int(cell),)
    return Problem.of("not_months")


@cache
def _separators() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands between the months of a list, between the ends of a range, and before a month without meaning."""
    lists, ranges, before = ("|".join(listed(name)) for name in ("separators", "ranges", "before_months"))
    return (
        re.compile(rf"[,;/+&\n]|\b(?:{lists})\b"),
        re.compile(rf"-|\b(?:{ranges})\b"),
        re.compile(rf"^(?:{before})\b[' ]*"),
    )


def _text_months(text: str) -> tuple[int, ...] | Problem:
    if fold(text) in listed("whole_year"):
        return tuple(range(1, 13))
    if _DATE_LIKE.search(text):
        return Problem.of("months_became_date")
    between_pieces, _, _ = _separators()
    months: set[int] = set()
    for piece in between_pieces.split(text):
        found = _piece_months(piece.strip(" .\t\r"))
        if isinstance(found, Problem):
            return found
        months.update(found)
    return tuple(sorted(months)) if months else Problem.of("not_months")


def _piece_months(piece: str) -> Iterable[int] | Problem:
    """The months of one month or of one range, which may cross December."""
    if not piece:
        return ()
    tokens = _TOKEN.findall(piece)
    if any(token in month_numbers() for token in tokens) and any(token.isdigit() for token in tokens):
        return Problem.of("months_became_date")
    _, between_ends, before = _separators()
    ends = [_month(before.sub("", end.strip(" .\t"))) for end in between_ends.split(piece)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None:
        return Problem.of("not_months")
    return calendar_months(first)[: (last - first) % MONTHS + 1]


def _month(word: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,2}", word):
        return int(word) if 1 <= int(word) <= 12 else None
    return month_numbers().get(word)


def months_between(start: date | None, end: date | None) -> tuple[int, ...] | Problem:
    """The calendar months from one day to another; the month of one day when the other is not given.

    Problem: end_before_start.

    >>> months_between(date(2026, 11, 15), date(2027, 1, 3))
    (1, 11, 12)
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return ()
    if last < first:
        return Problem.of("end_before_start", start=first, end=last)
    count = (last.year - first.year) * MONTHS + last.month - first.month
    return tuple(sorted(calendar_months(first.month)[: count + 1]))


def outside_period(day: date, start: date) -> Problem | None:
    """The problem of a day outside the twelve months from `start`, the first day of a month.

    >>> outside_period(date(2027, 1, 1), date(2026, 1, 1)).key
    'outside_period'
    """
    last = date(start.year + 1, start.month, 1) - timedelta(days=1)
    if start <= day <= last:
        return None
    return Problem.of("outside_period", first=start, last=last)
