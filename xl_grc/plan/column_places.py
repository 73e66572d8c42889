"""Which column of a sheet of input holds which field."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice, pairwise

from xl_grc.errors import Problem
from xl_grc.functions.units import TEXT
from xl_grc.plan.dates import read_date
from xl_grc.plan.fields import Field, InputSheet
from xl_grc.plan.headers import (
    MonthHeader,
    given_field,
    header_exponent,
    may_name_actions,
    meanings,
    month_header,
    names_a_unit,
)
from xl_grc.plan.month_columns import Kind, kind_of_months
from xl_grc.plan.months import read_months
from xl_grc.plan.number_texts import MONEY
from xl_grc.plan.numbers import looks_numeric
from xl_grc.plan.period import MONTHS, calendar_months
from xl_grc.plan.words import fold, identity, listed
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text, is_blank

_SAMPLE = 200

Rows = Callable[[], Iterable[Sequence[Cell]]]
"""Gives the rows below the headers, as often as it is asked."""


class MonthColumn(NamedTuple):
    """A column of one month."""

    place: int
    header: MonthHeader


class ColumnPlaces(NamedTuple):
    """Where each field stands in a sheet, the headers that mean nothing, the pairs of headers that mean the same, the
    columns of months and what they hold, and the fields whose amounts are in thousands (3) or millions (6); "months"
    is the field of those columns."""

    places: dict[str, int]
    unknown: tuple[str, ...] = ()
    twice: tuple[tuple[int, int], ...] = ()
    months: tuple[MonthColumn, ...] = ()
    month_kind: Kind = "marks"
    exponents: Mapping[str, int] = {}


def place_columns(header: Sequence[Cell], rows: Rows, sheet: InputSheet) -> ColumnPlaces:
    """Which column holds which field, once the values have settled the headers that may mean several."""
    possible = _possible(header, sheet)
    months = _month_columns(header, possible, sheet)
    ordered = sorted(months, key=lambda column: (column.header.month, column.header.year or 0))
    twice = [(one.place, other.place) for one, other in pairwise(ordered) if one.header == other.header]
    places: dict[str, int] = {}
    for index, name in _settled(possible, rows).items():
        if places.setdefault(name, index) != index:
            twice.append((places[name], index))
    known = {*(index for index, fields in possible.items() if fields), *(month.place for month in months)}
    unknown = (cell_text(cell).strip() for index, cell in enumerate(header) if index not in known)
    exponents = _exponents(header, places, months, sheet)
    kind: Kind = "marks"
    if months:
        is_money = bool(exponents["months"]) or any(names_a_unit(header[month.place]) for month in months)
        kind = kind_of_months(rows(), [month.place for month in months], places.get("expenses"), is_money)
    return ColumnPlaces(places, tuple(filter(None, unknown)), tuple(twice), months, kind, exponents)


def _exponents(
    header: Sequence[Cell], places: Mapping[str, int], months: Sequence[MonthColumn], sheet: InputSheet
) -> dict[str, int]:
    """The fields of money that are in thousands or millions, with those that are not."""
    money = {field.name for field in sheet.fields if field.unit.name in MONEY}
    found = {name: header_exponent(header[place], sheet) for name, place in places.items() if name in money}
    of_months = [header_exponent(header[month.place], sheet) for month in months]
    return found | ({"months": max(of_months)} if of_months else {})


def _possible(header: Sequence[Cell], sheet: InputSheet) -> dict[int, tuple[Field, ...]]:
    """What each column may hold; a field that the user gave to one column is in no other."""
    given = {index: field for index, cell in enumerate(header) if (field := given_field(cell, sheet)) is not None}
    taken = set(given.values())
    found = {
        index: (given[index],) if index in given else tuple(one for one in meanings(cell, sheet) if one not in taken)
        for index, cell in enumerate(header)
    }
    if any(fold(cell_text(cell)) in listed("results") for cell in header):
        _without_costs(header, found)
    action = next(field for field in sheet.fields if field.name == "action")
    if not any(action in fields for fields in found.values()):
        weak = next(
            (index for index, cell in enumerate(header) if may_name_actions(cell, sheet) and not found[index]), None
        )
        found |= {weak: (action,)} if weak is not None else {}
    return found


def _without_costs(header: Sequence[Cell], found: dict[int, tuple[Field, ...]]) -> None:
    """An export that tells clicks tells what was spent too: beside a budget, its cost is no expense of the plan."""
    spending = [index for index, fields in found.items() if [one.name for one in fields] == ["expenses"]]
    budgets = [index for index in spending if "budget" in fold(cell_text(header[index])).split()]
    found |= dict.fromkeys([index for index in spending if budgets and index not in budgets], ())


def _month_columns(
    header: Sequence[Cell], possible: Mapping[int, tuple[Field, ...]], sheet: InputSheet
) -> tuple[MonthColumn, ...]:
    if not any(field.name == "months" for field in sheet.fields):
        return ()
    named = [(index, month_header(cell)) for index, cell in enumerate(header) if not possible[index]]
    found = [MonthColumn(index, month) for index, month in named if month is not None]
    return tuple(found or _short_months(header))


def _short_months(header: Sequence[Cell]) -> Iterator[MonthColumn]:
    """Twelve columns beside each other that say their months by their initials or by their numbers."""
    words = [fold(cell_text(cell)) for cell in header]
    ways = [[str(month) for month in range(1, MONTHS + 1)]]
    ways += [[names[0][0].lower() for names in texts(language)["input.months"]] for language in LANGUAGES]
    for first in range(len(words) - MONTHS + 1):
        for month in range(1, MONTHS + 1):
            order = calendar_months(month)
            if any(words[first : first + MONTHS] == [way[one - 1] for one in order] for way in ways):
                yield from (MonthColumn(first + step, MonthHeader(one)) for step, one in enumerate(order))
                return


def _settled(possible: Mapping[int, tuple[Field, ...]], rows: Rows) -> dict[int, str]:
    """The field of each column that has one. The end of an action is settled before its start, which leans on it."""
    found = {index: fields[0].name for index, fields in possible.items() if len(fields) == 1}
    open_ = {index: {one.name: one for one in fields} for index, fields in possible.items() if len(fields) > 1}
    for index in sorted(open_, key=lambda index: "period_start" in open_[index]):
        places = {name: place for place, name in found.items()}
        found[index] = _settle(open_[index], places, rows, index)
    return dict(sorted(found.items()))


def _settle(fields: Mapping[str, Field], places: Mapping[str, int], rows: Rows, index: int) -> str:
    """The field that an ambiguous header means: "échéance", "début" by what the dates follow, others by their kind."""
    if fields.keys() == {"due", "end"}:
        keys = [places[name] for name in ("reference", "company") if name in places]
        is_due = "end" in places or ("objective" in places and _follows(rows(), index, keys, places["objective"]))
        return "due" if is_due else "end"
    if fields.keys() == {"period_start", "start"}:
        keys = [places[name] for name in ("reference", "company") if name in places]
        is_start = "start" not in places and ("end" in places or not _follows(rows(), index, keys))
        return "start" if is_start else "period_start"
    cells = list(islice((row[index] for row in rows() if index < len(row) and not is_blank(row[index])), _SAMPLE))
    if "months" in fields:
        other = next(name for name in fields if name != "months")
        keys = [places[name] for name in ("reference", "company") if name in places]
        is_other = 2 * sum(map(_is_day, cells)) > len(cells)
        return other if is_other and (other == "start" or _follows(rows(), index, keys)) else "months"
    numeric = 2 * sum(map(looks_numeric, cells)) > len(cells)
    return next(name for name, field in fields.items() if (field.unit is not TEXT) == numeric)


def _is_day(cell: Cell) -> bool:
    """Whether a cell says a day, or the first month of a plan: a month with its year."""
    if isinstance(cell, str):
        months = read_months(cell)
        return any(read_date(cell)) and (isinstance(months, Problem) or len(months.dated) == 1)
    return not isinstance(cell, (bool, int, float)) and cell is not None


def _follows(rows: Iterable[Sequence[Cell]], index: int, keys: Sequence[int], also: int | None = None) -> bool:
    """Whether a column says one day at most for all the rows that agree in other columns, the keys of their plan and
    `also`, without which a row says it of nothing; one month without `also`."""
    said: dict[Hashable, Hashable] = {}
    for row in rows:
        if index >= len(row) or is_blank(row[index]):
            continue
        day = _day(row[index])
        said_here = day if also is not None or not isinstance(day, date) else (day.year, day.month)
        owner = "" if also is None else identity(_text(row, also))
        if also is not None and not owner:
            return False
        key = (owner, *(identity(_text(row, key)) for key in keys))
        if said.setdefault(key, said_here) != said_here:
            return False
    return True


def _day(cell: Cell) -> Hashable:
    """The day of a cell, its text when it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    text = cell_text(cell).strip()
    return cell if isinstance(cell, date) else read_date(text).day_first or text


def _text(row: Sequence[Cell], place: int) -> str:
    return cell_text(row[place]).strip() if place < len(row) else ""
