"""Dates as French and English people write them, read a column at a time.

"03/04/2026" is 3 April to some and 4 March to others: like numbers, each text is read both ways, and the texts with
one reading alone ("31/12/2026") settle the rest of their column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from xl_grc.errors import Problem
from xl_grc.patterns import compiled_later
from xl_grc.plan.grid import Evidence, Parsed, formula_problem, settled
from xl_grc.plan.words import fold, listed, month_numbers
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank

# Excel knows no date before 1900.
_FIRST_YEAR = 1900

# A time says nothing of the day, nor does its zone: the day is the one that is written.
_CLOCK = r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,9})?(?: ?[AaPp]\.?[Mm]\.?)?"
_TIME = compiled_later(rf"(?:[T ]|,? at |,? à ){_CLOCK}(?: ?(?:Z|UTC|GMT|[+-][0-9]{{2}}:?[0-9]{{2}}))?$")
_COMPACT = compiled_later(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_YEAR_FIRST = compiled_later(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST = compiled_later(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MONTH_YEAR = compiled_later(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DAY = compiled_later(r"([0-9]{1,2})(?:[a-z]{2})?")
_YEAR = compiled_later(r"[0-9]{4}")
_SHORT_YEAR = compiled_later(r"[0-9]{2}")
_DAY_MONTH_YEAR, _WITH_WEEKDAY = 3, 4
"""So many words."""


class TwoDates(NamedTuple):
    """What a text reads as with the day first and with the month first; None where it does not read."""

    day_first: date | None
    month_first: date | None


def _date(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    if year < _FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(text: str) -> TwoDates:
    """Both readings of a text. A month alone is its first day; a year of two digits is in this century.

    >>> read_date("31/12/26").day_first, read_date("mars 2026").day_first
    (datetime.date(2026, 12, 31), datetime.date(2026, 3, 1))
    >>> read_date("2026-03-01T23:30:00.123+02:00").day_first, read_date("20260301").day_first
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1))
    >>> read_date("03/04/2026") == (date(2026, 4, 3), date(2026, 3, 4))
    True
    """
    text = _TIME.sub("", text.strip())
    if match := _COMPACT.fullmatch(text):
        found = _date(int(match[1]), int(match[2]), int(match[3]))
        return TwoDates(found, found)
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if len(match[4]) == 2 else 0
        return TwoDates(_date(year, second, first), _date(year, first, second))
    if match := _YEAR_FIRST.fullmatch(text):
        found = _date(int(match[1]), int(match[3]), int(match[4] or 1))
    elif match := _MONTH_YEAR.fullmatch(text):
        found = _date(int(match[2]), int(match[1]), 1)
    else:
        found = _with_month_name(fold(text).split())
    return TwoDates(found, found)


def _with_month_name(words: list[str]) -> date | None:
    """The date of "vendredi 3 avril 2026", "1er mars 2026", "April 3rd, 2026", "03-avr-26" or "avril 2026"."""
    if len(words) == _WITH_WEEKDAY and words[0] in listed("weekdays"):
        words = words[1:]
    if len(words) not in (2, 3) or not (_YEAR.fullmatch(words[-1]) or _is_short(words)):
        return None
    months = [month_numbers()[word] for word in words[:-1] if word in month_numbers()]
    days = [match for word in words[:-1] if word not in month_numbers() and (match := _DAY.fullmatch(word))]
    if len(months) != 1 or len(months) + len(days) + 1 != len(words):
        return None
    century = 0 if _YEAR.fullmatch(words[-1]) else 2000
    return _date(century + int(words[-1]), months[0], int(days[0][1]) if days else 1)


def _is_short(words: list[str]) -> bool:
    """Whether words are a day, the name of a month and a year of two digits, as spreadsheets show a day."""
    return len(words) == _DAY_MONTH_YEAR and words[1] in month_numbers() and _SHORT_YEAR.fullmatch(words[2]) is not None


def read_dates(
    cells: Sequence[Cell], language: str | None = None, evidence: Evidence | None = None
) -> Parsed[date | None]:
    """The dates of a column; `language` is the typed one, and settles what the column leaves open.

    `evidence` speaks for the whole column where `cells` are a part of it.

    Problems: not_a_date, ambiguous_date, formula_refused.

    >>> read_dates(["03/04/2026", "31/12/2026"]).values[0]
    datetime.date(2026, 4, 3)
    """
    readings = {cell: read_date(cell) for cell in set(cells) if type(cell) is str and not is_blank(cell)}
    open_ = any(first and last and first != last for first, last in readings.values())
    order = settled(evidence() if evidence else _evidence(readings.values()), language) if open_ else None
    known: dict[str, date | Problem] = {cell: _chosen(found, order) for cell, found in readings.items()}
    values: list[date | None] = []
    problems: dict[int, Problem] = {}
    for position, cell in enumerate(cells):
        value = known[cell] if type(cell) is str and cell in known else _date_cell(cell)
        if isinstance(value, Problem):
            problems[position] = value._replace(value=cell_text(cell).strip())
            value = None
        values.append(value)
    return Parsed(values, problems)


def date_evidence(cells: Iterable[Cell]) -> set[int]:
    """Which order (0 day first, 1 month first) the unambiguous texts of a column use."""
    return set(_evidence(read_date(cell) for cell in set(cells) if type(cell) is str and not is_blank(cell)))


def _evidence(readings: Iterable[TwoDates]) -> Iterator[int]:
    return (0 if last is None else 1 for first, last in readings if (first is None) != (last is None))


def _chosen(readings: TwoDates, order: int | None) -> date | Problem:
    """The reading that the column takes."""
    day_first, month_first = readings
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first or Problem.of("not_a_date")
    if order is None:
        return Problem.of("ambiguous_date", iso=day_first.isoformat())
    return day_first if order == 0 else month_first


def _date_cell(cell: Cell) -> date | Problem | None:
    """The date of a cell that holds no text of a date."""
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if is_blank(cell):
        return None
    if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, (int, float)) and (match := _COMPACT.fullmatch(cell_text(cell))):
        return _date(int(match[1]), int(match[2]), int(match[3])) or Problem.of("not_a_date")
    return Problem.of("not_a_date")
