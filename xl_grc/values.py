"""What a cell can hold: numbers, texts, days, errors; as arithmetic takes them, as people write them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from numbers import Real
from typing import Any, TypeAlias

from xl_grc.errors import CellError
from xl_grc.patterns import compiled_later


class ErrorToken(str):
    """An error as a cell holds it, told apart from a text that only looks like one."""

    __slots__ = ()


Cell: TypeAlias = "str | int | float | bool | date | ErrorToken | None"
NOT_CALCULATED = ErrorToken("#GETTING_DATA")
"""What a formula holds that no spreadsheet has calculated yet."""
NUMBERS: frozenset[Any] = frozenset({float, int})
EPOCH = date(1899, 12, 30).toordinal()
ERROR_TOKENS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
    | {"#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!"}
)

_SHOWN_WHOLE = 10**15
"""From this number on a sheet shows an exponent."""
_MIDNIGHT = "T00:00:00"
_SECONDS = 24 * 60 * 60
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # a sheet knows no time zone
_NUMERIC = compiled_later(r" *[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+) *")


class Moment(date):
    """A day with a time, as a cell holds it: a number with a fraction that its format shows as a date or a time.

    >>> Moment(46082.5), Moment(46082.5) == date(2026, 3, 1), stored(Moment(46082.5))
    (Moment(46082.5), True, 46082.5)
    """

    __slots__ = ("serial",)

    serial: float

    def __new__(cls, serial: float) -> Moment:
        """The moment of a serial number. Raises ValueError or OverflowError outside the calendar."""
        day = date.fromordinal(int(serial) + EPOCH)
        moment = super().__new__(cls, day.year, day.month, day.day)
        moment.serial = serial
        return moment

    @property
    def text(self) -> str:
        """The day and the time to the second, or the time alone of less than a day.

        >>> Moment(46082.5).text, Moment(0.25).text
        ('2026-03-01T12:00:00', '06:00:00')
        """
        seconds = round((self.serial - int(self.serial)) * _SECONDS)
        whole = datetime(self.year, self.month, self.day) + timedelta(seconds=seconds)  # noqa: DTZ001  # as above
        return whole.isoformat() if self.serial >= 1 else whole.time().isoformat()

    def __repr__(self) -> str:
        return f"Moment({self.serial!r})"

    def __eq__(self, other: object) -> bool:
        return self.serial == other.serial if isinstance(other, Moment) else super().__eq__(other)

    __hash__ = date.__hash__

    def __reduce__(self) -> tuple[type[Moment], tuple[float]]:
        return Moment, (self.serial,)


_DAYS: frozenset[Any] = frozenset({date, datetime, Moment})


def to_number(cell: object) -> float:
    """The number that arithmetic on a sheet takes from a cell.

    A blank is 0, TRUE is 1, a date its day number, numeric text (optional sign, digits, a point) its number.

    Raises CellError: #VALUE! for other text, the same error for an error token, #NUM! out of range.

    >>> to_number(None), to_number(True), to_number("12.5")
    (0.0, 1.0, 12.5)
    """
    if cell is None:
        return 0.0
    if isinstance(cell, (bool, int, float, Decimal)):
        try:
            number = float(cell)
        except (OverflowError, ValueError):  # a whole number, a signalling NaN
            raise CellError("#NUM!") from None
        if not math.isfinite(number):
            raise CellError("#NUM!")
        return number
    if isinstance(cell, str):
        if cell in ERROR_TOKENS:
            raise CellError(cell)
        if _NUMERIC.fullmatch(cell):
            return to_number(float(cell))
    if isinstance(cell, Real):  # the numbers of numpy
        return to_number(float(cell))
    if isinstance(cell, datetime):
        return (cell.replace(tzinfo=None) - _DAY_ZERO) / timedelta(days=1)
    raise CellError("#VALUE!")


def cell_text(cell: Cell) -> str:
    """The text of a cell as a person would write it.

    >>> cell_text(12.0), cell_text(date(2026, 3, 1)), cell_text(None)
    ('12', '2026-03-01', '')
    """
    if isinstance(cell, str):
        return str(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, Moment):
        return cell.text
    if isinstance(cell, datetime):
        return cell.isoformat().removesuffix(_MIDNIGHT)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing, or spaces alone."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_at(row: Sequence[Cell], place: int) -> Cell:
    """A cell of a row, which may be short.

    >>> cell_at(["a"], 0), cell_at(["a"], 1)
    ('a', None)
    """
    return row[place] if place < len(row) else None


def has_content(row: Iterable[Cell]) -> bool:
    """Whether a row holds anything."""
    for cell in row:  # noqa: SIM110  # asked of every row of a file, most often answered by its first cell
        if cell is not None and (not isinstance(cell, str) or cell.strip()):
            return True
    return False


def as_text(value: Any) -> str:
    """What `&` writes.

    >>> as_text(7.0), as_text(0.5), as_text("a")
    ('7', '0.5', 'a')
    """
    if isinstance(value, str):
        return value
    if value.__class__ is int:
        return str(value) if -_SHOWN_WHOLE < value < _SHOWN_WHOLE else format(value, ".15g").upper()
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else format(value, ".15g").upper()


def from_serial(serial: float) -> date:
    """The date of a serial number of a sheet. Raises CellError outside the calendar."""
    if not 0 <= serial < 2_958_466:
        raise CellError("#NUM!")
    return date.fromordinal(int(serial) + EPOCH)


def to_serial(day: date) -> int:
    """The serial number of a date.

    >>> to_serial(date(2026, 1, 1))
    46023
    """
    return day.toordinal() - EPOCH


def stored(cell: Cell) -> Any:
    """A cell as the formulas of a sheet see it: a blank is "", a date its serial number, with its time."""
    if cell is None:
        return ""
    if isinstance(cell, Moment):
        return cell.serial
    return to_serial(cell) if isinstance(cell, date) else cell


def number_held(cell: Cell) -> float | None:
    """The number that formulas see in a cell; None where it holds anything else.

    >>> number_held(date(2026, 1, 1)), number_held("2"), number_held(None)
    (46023, None, None)
    """
    value = stored(cell)
    return value if value.__class__ in NUMBERS else None


def all_stored(cells: Sequence[Cell]) -> list[Any]:
    """The same of many cells.

    >>> all_stored([None, 1.0, date(1900, 1, 1)])
    ['', 1.0, 2]
    """
    if _DAYS.isdisjoint(map(type, cells)):
        return ["" if cell is None else cell for cell in cells]
    return list(map(stored, cells))
