"""What the number format of a cell says of its amount: "4,5 k€" may be 4.5 or 4500 behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from xl_grc.patterns import compiled_later
from xl_grc.plan.above_table import exponent_said
from xl_grc.records import NamedTuple

_LITERAL = compiled_later(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
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
    positive = _first_section(code[:_LONGEST])
    words = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(positive))
    digits = _LITERAL.sub("", positive)
    commas = _SHOWN_IN_THOUSANDS.search(digits)
    return FormatScale(exponent_said(words.strip()), 3 * len(commas[1]) if commas else 0)


def _first_section(code: str) -> str:
    """The section of positive numbers."""
    end = next((match.start() for match in re.finditer(r'"[^"]*"|\\.|(;)', code) if match[1]), len(code))
    return code[:end]
