"""The cells of a sheet as they are looked for: by place, by column.

A place is written as in the sheet, b"B7": so cells are put and found without a number made of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from string import ascii_uppercase, digits
from typing import TypeVar

from xl_grc.ooxml.xml import column_index, column_letters
from xl_grc.records import NamedTuple
from xl_grc.values import Cell

_KEPT_PLACES, _KEPT_ROWS = 65_536, 512
_LETTERS, _DIGITS = ascii_uppercase.encode(), digits.encode()
_Meaning = TypeVar("_Meaning")


class Found(NamedTuple):
    """A cell with a value or a formula: column and row from 1."""

    column: int
    row: int
    value: Cell
    formula: str | None


class _OfPlaces(dict[bytes, _Meaning]):
    """Place -> what it means; those that sheets share are kept."""

    def __init__(self, meaning: Callable[[bytes], _Meaning]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, place: bytes) -> _Meaning:
        found = self._meaning(place)
        if len(self) < _KEPT_PLACES:
            self[place] = found
        return found


def _spot(place: bytes) -> tuple[int, int]:
    letters = place.rstrip(_DIGITS)
    return column_index(letters.decode()), int(place[len(letters) :])


PLACES = _OfPlaces(_spot)
"""Place -> column and row."""
_ROWS = _OfPlaces(lambda place: int(place.lstrip(_LETTERS)))
"""Place -> row alone: it is looked for more often."""


def place_of(column: int, row: int) -> bytes:
    """The place of a cell.

    >>> place_of(28, 7), PLACES[b"AB7"]
    (b'AB7', (28, 7))
    """
    return _first_places(column)[row - 1] if 0 < row <= _KEPT_ROWS else _made(column, row, row)[0]


def places(column: int, top: int, bottom: int) -> Sequence[bytes]:
    """Those of some rows of a column; the first ones, which sheets share, are kept."""
    if bottom <= _KEPT_ROWS:
        return _first_places(column)[top - 1 : bottom]
    return _made(column, top, bottom)


@lru_cache(256)
def _first_places(column: int) -> Sequence[bytes]:
    return _made(column, 1, _KEPT_ROWS)


def _made(column: int, top: int, bottom: int) -> Sequence[bytes]:
    letters = column_letters(column).encode()
    return [b"%b%d" % (letters, row) for row in range(top, bottom + 1)]


class SheetValues:
    """The values of a sheet by place, and the texts of its formulas where they were read.

    A formula without a value has None there.
    """

    def __init__(self, values: Mapping[bytes, Cell], formulas: Mapping[bytes, str]) -> None:
        self._values = values
        self._formulas = formulas

    def value(self, column: int, row: int) -> Cell:
        """What a cell holds."""
        return self._values.get(place_of(column, row))

    def values_at(self, places: Iterable[bytes]) -> list[Cell]:
        """What the cells of some places hold."""
        return list(map(self._values.get, places))

    def formula(self, column: int, row: int) -> str | None:
        """The formula of a cell."""
        return self._formulas.get(place_of(column, row))

    def values(self, column: int, top: int, bottom: int) -> list[Cell]:
        """What the cells of some rows of a column hold."""
        return list(map(self._values.get, places(column, top, bottom)))

    def formulas(self, column: int, top: int, bottom: int) -> list[str | None]:
        """The formulas of these cells."""
        return list(map(self._formulas.get, places(column, top, bottom)))

    @cached_property
    def last_row(self) -> int:
        """The last row with a value or a formula, 0 when there is none."""
        return max(map(_ROWS.__getitem__, self._values), default=0)

    @cached_property
    def by_column(self) -> dict[int, dict[int, Cell]]:
        """The values by column and row."""
        found: dict[int, dict[int, Cell]] = defaultdict(dict)
        for place, value in self._values.items():
            if value is not None:
                column, row = PLACES[place]
                found[column][row] = value
        return dict(found)

    def cells(self) -> list[Found]:
        """The cells that hold a value or a formula, in the order of the sheet."""
        found = (Found(*PLACES[place], value, self._formulas.get(place)) for place, value in self._values.items())
        return [one for one in found if one.value is not None or one.formula is not None]
