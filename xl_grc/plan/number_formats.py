"""What the number format of a cell says of its amount: "4,5 k€" may be 4.5 or 4500 behind it, "$" is no euro."""

from __future__ import annotations

import re
from functools import lru_cache

from xl_grc.patterns import compiled_later
from xl_grc.plan.above_table import exponent_said
from xl_grc.records import NamedTuple

_LITERAL = compiled_later(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|([$€£])')
_SHOWN_IN_THOUSANDS = compiled_later(r"[0#?](,+)(?![0#?,])")


_LONGEST = 255
"""Characters of a format in Excel."""


class FormatScale(NamedTuple):
    """The thousands that the words of a format give to the number shown, and those by which it shows it smaller."""

    said: int
    shown: int


@lru_cache(256)
def format_scale(code: str) -> FormatScale:
    """The scale of a format, as exponents of ten.

    >>> format_scale('#,##0.0" k€"'), format_scale('0.0,\\\\ "k€"'), format_scale("#,##0 €")
    (FormatScale(said=3, shown=0), FormatScale(said=3, shown=3), FormatScale(said=0, shown=0))
    """
    digits = _LITERAL.sub("", _first_section(code[:_LONGEST]))
    commas = _SHOWN_IN_THOUSANDS.search(digits)
    return FormatScale(exponent_said(format_words(code)), 3 * len(commas[1]) if commas else 0)


@lru_cache(256)
def format_words(code: str) -> str:
    """What a format writes around the number.

    >>> format_words("#,##0.00 [$$-409]"), format_words('0.0" k€"'), format_words("$#,##0"), format_words("[Red]0")
    ('$', 'k€', '$', '')
    """
    found = _LITERAL.finditer(_first_section(code[:_LONGEST]))
    return "".join(next(filter(None, match.groups()), "") for match in found).strip()


def format_exponent(code: str, column: int) -> int:
    """By which power of ten a number is to be multiplied whose format is `code`, in a column whose amounts are in
    thousands (3), millions (6) or neither (0).

    >>> format_exponent('0.0" k€"', 0), format_exponent('0.0," k€"', 0), format_exponent("0.0", 3)
    (3, 0, 3)
    """
    said, shown = format_scale(code)
    unit = said or (column if shown else 0)
    return unit - shown if unit else column


def _first_section(code: str) -> str:
    """The section of positive numbers."""
    end = next((match.start() for match in re.finditer(r'"[^"]*"|\\.|(;)', code) if match[1]), len(code))
    return code[:end]
