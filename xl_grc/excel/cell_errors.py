"""Errors of cells as Excel delivers them: xlwings knows the old ones; the others arrive as whole numbers."""

from __future__ import annotations

from typing import Any

from xl_grc.functions.vba import ERROR_NUMBERS

_FIRST = -2146828288
"""What Excel adds to the number of an error; every number of a cell that is none arrives with a point."""
_NUMBERS = {
    **ERROR_NUMBERS,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#FIELD!": 2049,
    "#CALC!": 2050,
}
_TOKENS = {_FIRST + number: token for token, number in _NUMBERS.items()}


def told(cell: Any) -> Any:
    """A cell; the token of its error when it is the number of one.

    >>> told(-2146826243), told(-2146826243.0), told(5)
    ('#SPILL!', -2146826243.0, 5)
    """
    return _TOKENS.get(cell, cell) if cell.__class__ is int else cell
