"""The months of an action, as people write them or as its first and last day tell them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from xl_grc.errors import Problem
from xl_grc.patterns import compiled_later
from xl_grc.plan.grid import formula_problem
from xl_grc.plan.period import MONTHS, calendar_months
from xl_grc.plan.words import fold, listed, month_numbers, plain
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, ErrorToken, is_blank

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TOKEN = compiled_later(r"[0-9]+|[a-z]+")
# A year, a decimal point between digits, "1-3-5", "1/3", "1/3/26", or "2,1" that was "2,10": what a spreadsheet makes
# of months.
_DATE_LIKE = compiled_later(
    r"[0-9]{4}|[0-9] *\. *[0-9]|[0-9] *- *[0-9]+ *-|^[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2})?$|^0?[1-9],1$"
)
_WHOLE = compiled_later(r"([0-9]{1,2})\.0+")
_YEAR = compiled_later(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MONTH_OF_YEAR = compiled_later(r"([0-9]{1,2})[/-]((?:19|20)[0-9]{2})|((?:19|20)[0-9]{2})-([0-9]{1,2})")
_LETTERS = compiled_later("[a-z]{3}|[tqsh][1-4]")
_OF = "(?:de |d'|of )"


class SaidMonths(NamedTuple):
    """Calendar months in order, and what was said of them: the year of each that has one; `vague`, "mi-mars" is taken
    for March; `in_year`, quarters and halves are those of some year."""

    months: tuple[int, ...] = ()
    dated: tuple[tuple[int, int], ...] = ()
    """Years and months."""
    vague: bool = False
    in_year: bool = False


NO_MONTHS = SaidMonths()


def read_months(cell: Cell) -> SaidMonths | Problem:
    """The calendar months of a cell: "1-3, 9", "mars-mai", "nov-févr", "janv., févr.", "T2", "mi-mars", "mars 2027", 3.

    Problems: not_months; months_became_date for what a spreadsheet makes of "1-3" (a date, "01-mars", 1.3);
    formula_refused.

    >>> read_months("nov-févr, 5").months, read_months("T2, mi-septembre").months, read_months("janv. 2027").dated
    ((1, 2, 5, 11, 12), (4, 5, 6, 9), ((2027, 1),))
    >>> read_months("01-mars").key
    'months_became_date'
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if is_blank(cell):
        return NO_MONTHS
    if isinstance(cell, str):
        text = plain(cell).translate(_DASHES).strip()
        whole = _WHOLE.fullmatch(text)  # as programs write the number 3
        return _text_months(whole[1] if whole else text)
    if isinstance(cell, date):
        return Problem.of("months_became_date")
    if isinstance(cell, float) and math.isfinite(cell) and not cell.is_integer():
        return Problem.of("months_became_date")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 1 <= cell <= 12:
        return SaidMonths((int(cell),))
    return Problem.of("not_months")


class _Words(NamedTuple):
    """What stands between the months of a list, between the ends of a range, before a month without meaning, before a
    month that it makes vague; and the ways to say a quarter and a half of the year."""

    lists: re.Pattern[str]
    ranges: re.Pattern[str]
    before: re.Pattern[str]
    vague: re.Pattern[str]
    parts: Mapping[str, tuple[int, int]]


@cache
def _words() -> _Words:
    lists, ranges, before, vague = (
        "|".join(listed(name)) for name in ("separators", "ranges", "before_months", "vague")
    )
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    return _Words(
        re.compile(rf"[,;/+&\n]|\b(?:{lists})\b"),
        re.compile(rf"-|\b(?:{ranges})\b"),
        re.compile(rf"^(?:{before})\b[' ]*"),
        re.compile(rf"\b(?:{vague})\b[ -]*(?:{_OF})?(?=(?:{months})\b)"),
        {**_parts_of_year("quarters", 3), **_parts_of_year("halves", 6)},
    )


def _parts_of_year(name: str, length: int) -> dict[str, tuple[int, int]]:
    """Every way to say a part of the year -> its first and its last month."""
    found: dict[str, tuple[int, int]] = {}
    ordinals = (texts(language)["input.ordinals"] for language in LANGUAGES)
    for words in ordinals:
        for number, ways in enumerate(words[: 12 // length]):
            months = (number * length + 1, number * length + length)
            for part in listed(name):
                found |= {f"{fold(way)} {part}": months for way in ways} | {f"{part} {number + 1}": months}
                found |= {f"{part}{number + 1}": months} if len(part) == 1 else {}
    return found


def _text_months(text: str) -> SaidMonths | Problem:
    if fold(_YEAR.sub("", text)) in listed("whole_year"):
        every = tuple(range(1, MONTHS + 1))
        return SaidMonths(every, tuple([(int(year), month) for year in _YEAR.findall(text) for month in every]))
    if match := _MONTH_OF_YEAR.fullmatch(text):
        month, year = int(match[1] or match[4]), int(match[2] or match[3])
        return SaidMonths((month,), ((year, month),)) if 1 <= month <= MONTHS else Problem.of("not_months")
    words = _words()
    sharp = words.vague.sub("", text)
    if _DATE_LIKE.search(_YEAR.sub("", sharp) if _LETTERS.search(sharp) else sharp):
        return Problem.of("months_became_date")
    pieces: list[_Piece] = []
    for piece in filter(None, (piece.strip(" .\t\r") for piece in words.lists.split(sharp))):
        found = _piece_months(piece)
        if isinstance(found, Problem):
            return found
        pieces.append(found)
    if not pieces:
        return Problem.of("not_months")
    months = sorted({month for piece in pieces for month in piece.months})
    dated = tuple([year_and_month for piece in pieces for year_and_month in piece.dated])
    return SaidMonths(tuple(months), dated, sharp != text, any(piece.in_year for piece in pieces))


class _Piece(NamedTuple):
    """One month or one range, which may cross December."""

    months: tuple[int, ...]
    dated: tuple[tuple[int, int], ...]
    in_year: bool


def _piece_months(piece: str) -> _Piece | Problem:
    words = _words()
    years = [int(year) for year in _YEAR.findall(piece)]
    bare = _YEAR.sub(" ", piece)
    tokens = _TOKEN.findall(bare)
    if any(token in month_numbers() for token in tokens) and any(token.isdigit() for token in tokens):
        return Problem.of("months_became_date")
    ends = [_end(words.before.sub("", end.strip(" .\t"))) for end in words.ranges.split(bare.strip(" -.\t"))]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or len(years) > len(ends) or first is None or last is None:
        return Problem.of("not_months")
    months = calendar_months(first[0])[: (last[1] - first[0]) % MONTHS + 1]
    in_year = not years and (first[0] != first[1] or last[0] != last[1])
    if not years:
        return _Piece(months, (), in_year)
    start = years[0] if len(years) > 1 or months[0] <= months[-1] else years[0] - 1
    dated = tuple([(start + (month < months[0]), month) for month in months])
    return _Piece(months, dated, False) if dated[-1][0] == years[-1] else Problem.of("not_months")


def _end(words: str) -> tuple[int, int] | None:
    """The first and the last month of an end of a range, which may be a quarter or a half of the year."""
    if re.fullmatch(r"[0-9]{1,2}", words):
        return (int(words), int(words)) if 1 <= int(words) <= MONTHS else None
    if (month := month_numbers().get(words)) is not None:
        return month, month
    return _words().parts.get(fold(words))


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
