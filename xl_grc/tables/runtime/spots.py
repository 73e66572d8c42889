"""Where the cells stand that lights mean, as numbers: see `xl_grc.tables.formulas.places`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xl_grc.errors import CellError
from xl_grc.ooxml.xml import column_letters
from xl_grc.records import NamedTuple
from xl_grc.tables.runtime import month_rules, rules
from xl_grc.values import ErrorToken

ROW, SHEET, BEYOND = 10**3, 10**10, 10**12
ROWS = 10**3
"""More rows than the home page has."""
ROWS_BELOW = 1000
"""How many rows below a table are looked at."""

Place = tuple[int, int]
"""Row and column, counted from 1."""


class Surroundings(NamedTuple):
    """What a sheet knows beside the values: where tables and named cells stand, and the headers of columns.

    `places` holds the first data row and the column under "Table.column", row and column under the name of a cell.
    `headers` holds what the headers of months are, `titles` those of sheets, by their keys, `printed` the last row that
    is printed of the sheet of a table, `below` what stands below a table: in how many rows down to the last of it, and
    row and column of its first cell; what is not there is as it should be.
    """

    places: Mapping[str, Place]
    headers: Mapping[str, str] = {}
    titles: Mapping[str, str] = {}
    printed: Mapping[str, int] = {}
    below: Mapping[str, tuple[int, int, int]] = {}


def _number(sheet: int, row: int, column: int) -> int:
    return BEYOND - sheet * SHEET - row * ROW - column


def first(surroundings: Surroundings, sheet: int, target: str, tests: Sequence[tuple[Any, str, Any]]) -> Any:
    """The place of the first cell of a column whose row passes all tests; 0 when there is none."""
    error = rules.first_error([column for column, operator, _ in tests if operator not in ("no number", "contains")])
    if error is not None:
        raise CellError(error)
    kept = list(map(all, zip(*(rules.kept(*test) for test in tests), strict=True)))
    return first_kept(surroundings, sheet, target, kept)


def first_kept(surroundings: Surroundings, sheet: int, target: str, kept: Sequence[bool]) -> int:
    """The same where it is known which rows pass."""
    return _in_table(surroundings, sheet, target, kept.index(True)) if True in kept else 0


def _in_table(surroundings: Surroundings, sheet: int, target: str, index: int) -> int:
    row, column = surroundings.places[target]
    return _number(sheet, row + index, column)


def unprinted(surroundings: Surroundings, table: str, key: str, column: rules.Column) -> list[int]:
    """The rows of a table, counted from 0, that hold something in a column and stand below what is printed."""
    last = surroundings.printed.get(table)
    if last is None:
        return []
    top, _ = surroundings.places[f"{table}.{key}"]
    return [index for index, value in enumerate(column) if value != "" and top + index > last]


def first_unprinted(sheet: int, surroundings: Surroundings, table: str, key: str, column: rules.Column) -> int:
    """The place of the first of them in the column; 0 when there is none."""
    found = unprinted(surroundings, table, key, column)
    return _in_table(surroundings, sheet, f"{table}.{key}", found[0]) if found else 0


def rows_below(surroundings: Surroundings, table: str) -> int:
    """How many rows a table must be extended by to hold everything that stands below it."""
    return surroundings.below[table][0] if table in surroundings.below else 0


def first_below(surroundings: Surroundings, sheet: int, table: str) -> int:
    """The place of the first cell there; 0 when nothing stands there."""
    return _number(sheet, *surroundings.below[table][1:]) if table in surroundings.below else 0


def of_name(surroundings: Surroundings, sheet: int, name: str) -> int:
    """The place of a named cell."""
    return _number(sheet, *surroundings.places[name])


def _unreadable_months(months: Sequence[rules.Column]) -> list[list[bool]]:
    """For each row, which of its twelve months are unreadable."""
    error = rules.first_error(months)
    if error is not None:
        raise CellError(error)
    found = []
    for row in zip(*months, strict=True):
        shares = [share if share <= rules.ANY_NUMBER else 0 for share in map(month_rules.share, row)]
        mixed = any(share not in (0, 1) for share in shares)
        marks = [value in ("X", "x") for value in row]
        found.append(
            [
                value != "" and (not share or (mixed and mark))
                for value, share, mark in zip(row, shares, marks, strict=True)
            ]
        )
    return found


def count_unreadable_months(*months: rules.Column) -> int:
    """How many cells of the months are unreadable.

    >>> count_unreadable_months(["X", "non"], [0.5, ""])
    2
    """
    return sum(map(sum, _unreadable_months(months)))


def first_unreadable_month(surroundings: Surroundings, sheet: int, table: str, *months: rules.Column) -> int:
    """The place of the first of them; 0 when there is none."""
    found = [
        _in_table(surroundings, sheet, f"{table}.month_{position}", index)
        for index, row in enumerate(_unreadable_months(months))
        for position, unreadable in enumerate(row, 1)
        if unreadable
    ]
    return max(found, default=0)


def differing(surroundings: Surroundings, table: str, names: Sequence[Any]) -> list[str]:
    """The months whose header is not the name that it should be."""
    keys = [f"{table}.month_{position}" for position in range(1, len(names) + 1)]
    return [
        key
        for key, name in zip(keys, names, strict=True)
        if rules.folded(surroundings.headers.get(key, name)) != rules.folded(name)
    ]


def first_header(surroundings: Surroundings, sheet: int, keys: Sequence[str]) -> int:
    """The place of the first of some headers; 0 when there is none."""
    return max([_in_table(surroundings, sheet, key, -1) for key in keys], default=0)


def largest(*numbers: Any) -> Any:
    """MAX."""
    return max(numbers)


def shown(surroundings: Surroundings, spot: Any, sheets: Mapping[str, str]) -> str:
    """The title of the sheet and the address of a place; `sheets` are the keys of all sheets in order, with the titles
    that they usually have.

    >>> sheets = {"objectives": "Objectifs", "costs": "Coûts"}
    >>> shown(Surroundings({}), BEYOND - 2 * SHEET - 12 * ROW - 28, sheets), shown(Surroundings({}), 0, sheets)
    ('Coûts AB12', '')
    """
    if spot.__class__ is ErrorToken:
        raise CellError(spot)
    if not spot:
        return ""
    sheet, place = divmod(BEYOND - spot, SHEET)
    row, column = divmod(place, ROW)
    key, title = list(sheets.items())[int(sheet) - 1]
    return f"{surroundings.titles.get(key, title)} {column_letters(int(column))}{int(row)}"


def next_lit(surroundings: Surroundings, counts: Mapping[str, Any], before: Any = ROWS) -> int:
    """`ROWS` - row of the first light that is on, below that of `before`; 0 when there is none.

    >>> places = Surroundings({"Check_below": (18, 11), "Check_twice": (19, 11)})
    >>> next_lit(places, {"Check_below": 2, "Check_twice": 1}), next_lit(places, {"Check_twice": 1}, 982)
    (982, 981)
    """
    if not before:  # nor is there a next one
        return 0
    error = rules.first_error([list(counts.values()), [before]])
    if error is not None:
        raise CellError(error)
    lit = [ROWS - surroundings.places[name][0] for name, count in counts.items() if count > 0]
    return max([row for row in lit if row < before], default=0)


def of_lit(surroundings: Surroundings, found: int, each: Mapping[str, Any]) -> Any:
    """What the light has that `next_lit` found."""
    return next(one for name, one in each.items() if ROWS - surroundings.places[name][0] == found)
