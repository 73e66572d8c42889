"""Cell values as a sheet's arithmetic sees them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal
from numbers import Real

from xl_grc.errors import CellError
from xl_grc.text import LANGUAGES

ERROR_TOKENS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # a sheet knows no time zone
_NUMERIC = re.compile(r" *[+-]?([0-9]+\.?[0-9]*|\.[0-9]+) *")


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
        except OverflowError:
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


def to_language(cell: object) -> str:
    """The language that a cell names, "fr" or "en" in any case; French when blank.

    Raises CellError: #VALUE! for anything else, the same error for an error token.

    >>> to_language("EN"), to_language(None)
    ('en', 'fr')
    """
    if cell is None or cell == "":
        return LANGUAGES[0]
    if isinstance(cell, str):
        if cell in ERROR_TOKENS:
            raise CellError(cell)
        if cell.lower() in LANGUAGES:
            return cell.lower()
    raise CellError("#VALUE!")


class ErrorToken(str):
    """An error as a cell holds it, told apart from a text that only looks like one."""

    __slots__ = ()
