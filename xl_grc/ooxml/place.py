"""Rectangles of a sheet."""

from __future__ import annotations

from functools import lru_cache

from xl_grc.ooxml.xml import column_index, column_letters
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The size of a sheet."""
_REFERENCE = compiled_later(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Place(NamedTuple):
    """A rectangle of a sheet: columns and rows counted from 1, inclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    @lru_cache(1024)
    def parse(cls, reference: str) -> Place:
        """From "B7:D9" or "B7", whichever corners it names, with or without dollar signs.

        Raises ValueError: rows begin with 1, and no sheet goes further than the last one.

        >>> str(Place.parse("$D$9:B7"))
        'B7:D9'
        """
        first, _, last = reference.replace("$", "").partition(":")
        corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
        (left, top), (right, bottom) = [(column_index(c[1]), int(c[2])) for c in corners if c]
        if max(top, bottom) > LAST_ROW or max(left, right) > LAST_COLUMN:
            raise ValueError(reference)
        return cls(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"
