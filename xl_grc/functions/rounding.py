"""Rounding as sheets do it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import ceil, copysign, floor

_EXACT = [10.0**digits for digits in range(16)]
"""Powers of ten that a double holds exactly: a whole number divided by one is the nearest double of the decimal."""


def round_as_sheets(number: float, digits: float) -> float:
    """ROUND: halves away from zero, on the fifteen digits that a sheet shows; `digits` from 0 to 15.

    >>> round_as_sheets(2.675, 2), round_as_sheets(-0.5, 0), round_as_sheets(1e300, 2)
    (2.68, -1.0, 1e+300)
    """
    power = _EXACT[int(digits)]
    scaled = number * power
    if -1e15 < scaled < 1e15:
        whole = floor(scaled + 0.5)
        if whole and abs(whole - scaled) < 0.499998 - abs(scaled) * 1e-15:
            return whole / power
    return _with_care(number, scaled, int(digits))


def _with_care(number: float, scaled: float, digits: int) -> float:
    """The same near a tie, near 0, and where every digit shown stands before the place, or where there is no number."""
    if scaled <= 0:
        return -_with_care(-number, -scaled, digits) if scaled else number
    if not scaled < 1e15:
        return number
    shown = Decimal(format(number, ".15g"))  # a tie on the digits shown, whatever the binary number behind it
    return float(shown.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def cents_as_sheets(number: float) -> float:
    """ROUND to six digits, then to two.

    >>> cents_as_sheets(2.675 - 3e-9), cents_as_sheets(-1 / 3)
    (2.68, -0.33)
    """
    scaled = number * 100.0
    if -1e13 < scaled < 1e13:
        whole = floor(scaled + 0.5)
        if whole and abs(whole - scaled) < 0.499:  # six digits do not move it that far
            return whole / 100.0
    return round_as_sheets(round_as_sheets(number, 6), 2)


def ceiling_as_sheets(number: float) -> float:
    """The next whole number away from zero, after a rounding that forgives binary noise.

    >>> ceiling_as_sheets(300.00000001), ceiling_as_sheets(300.01)
    (300.0, 301.0)
    """
    return copysign(ceil(abs(round_as_sheets(number, 6))), number)
