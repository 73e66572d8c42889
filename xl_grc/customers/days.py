"""Days of sales lines, read once for each distinct cell by the house's own reader."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np

from xl_grc.customers.cells import Ambiguous, first_ambiguous
from xl_grc.customers.coded import Coded, Days
from xl_grc.functions.units import DATE
from xl_grc.patterns import compiled_later
from xl_grc.plan.dates import read_dates
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, from_serial, to_serial

BAD_DAY = -1
_TIME = compiled_later(r"[ T,][^0-9]{0,4}[0-9]{1,2}[:hH][0-9]{2}(?![0-9])")
_COMPACT = compiled_later(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NUMBER = compiled_later(r"([1-9][0-9]{4})(?:[.,][0-9]+)?")
_FIRST_NUMBER = to_serial(date(2000, 1, 1))
"""The number by which spreadsheets know a day of this century, with or without its time."""


class DaysRead(NamedTuple):
    """The days of a column as ordinals of `date`: 0 for a blank, BAD_DAY for what is no day; the distinct cells that
    are numbers of days, with the day of each."""

    days: Days
    numbered: dict[int, date]


def read_days(column: Coded, language: str | None) -> DaysRead | Ambiguous:
    """The days of a column; a time of day behind one does not count, and AAAAMMJJ is a day."""
    plain = [_plain_day(cell) for cell in column.cells]
    numbered = {place: day for place, cell in enumerate(plain) if (day := _numbered(cell)) is not None}
    parsed = read_dates([numbered.get(place, cell) for place, cell in enumerate(plain)], language)
    ambiguous = first_ambiguous(parsed.problems)
    if ambiguous is not None:
        return ambiguous
    found = [0 if day is None else _ordinal(day) for day in parsed.values]
    for place in parsed.problems:
        found[place] = BAD_DAY
    return DaysRead(np.array(found, np.int32)[column.codes], numbered)


def _numbered(cell: Cell) -> date | None:
    """The day that a spreadsheet knows by a number; other numbers are none.

    >>> _numbered("46027"), _numbered("1234"), _numbered("05/01/2026")
    (datetime.date(2026, 1, 5), None, None)
    """
    found = _NUMBER.fullmatch(cell) if isinstance(cell, str) and cell[:1].isdigit() else None
    return from_serial(int(found[1])) if found and int(found[1]) >= _FIRST_NUMBER else None


def _ordinal(day: date) -> int:
    """A day of a time that formulas take for one; BAD_DAY for others: 0026, 1900."""
    return day.toordinal() if DATE.allows(to_serial(day)) else BAD_DAY


def _plain_day(cell: Cell) -> Cell:
    """A day without a time.

    >>> _plain_day("2026-05-01 10:00:00 +0200"), _plain_day("20260501"), _plain_day("01/05/2026 09h30")
    ('2026-05-01', '2026-05-01', '01/05/2026')
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        cell = f"{cell:.0f}"
    if not isinstance(cell, str):
        return cell
    found = _TIME.search(cell)
    text = cell[: found.start()].strip() if found else cell.strip()
    compact = _COMPACT.fullmatch(text)
    return "-".join(compact.groups()) if compact else text
