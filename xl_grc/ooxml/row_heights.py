"""How high a row must be for the texts that wrap in its cells.

Excel fits the rows of a file on opening, LibreOffice does not: there the lines of one row would be drawn over the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import Any
from unicodedata import normalize

_LINE, _HIGHEST = 15, 409
"""Points of one line of the workbook's font, and the most that a row may have."""
_KEPT_TEXTS = 4_096
_SPACE, _OTHER = 0.45, 1.05
_WIDTHS = {
    **dict.fromkeys("ijl'’I.,;:!|\u00a0\u202f", 0.5),
    **dict.fromkeys("ft()[]-rJ°/", 0.65),
    **dict.fromkeys("szcxkvyLFSZ?", 0.85),
    **dict.fromkeys("aegETY0123456789€", 0.98),
    **dict.fromkeys("ADGHNOQUV&", 1.25),
    **dict.fromkeys("mwMWœŒ@%", 1.6),
    **dict.fromkeys(map(chr, range(0x300, 0x370)), 0.0),  # accents, written apart
}
"""Widths of letters of Calibri, that of a digit being 1, the unit of the widths of columns."""
_NARROW = 0.6
"""Fewer than so many times as many letters as there is room fit on a line, whatever they are."""
_CODING = "cp1252"
"""The letters of nearly all texts."""


def _width(letters: str) -> float:
    return sum([_WIDTHS.get(letter, _OTHER) for letter in normalize("NFD", letters)])


_HUNDREDTHS = bytes(
    ceil(100 * (_SPACE if letter == " " else _width(letter))) for letter in bytes(range(256)).decode(_CODING, "replace")
)
"""The width of each letter in hundredths of a digit."""


def may_wrap(text: str, room: float) -> bool:
    """Whether a text may take several lines: a quick look that most texts are done with."""
    if "\n" in text:
        return True
    if len(text) <= _NARROW * room:
        return False
    try:
        return sum(text.encode(_CODING).translate(_HUNDREDTHS)) > 100 * room
    except UnicodeEncodeError:
        return True


@lru_cache(_KEPT_TEXTS)
def lines(text: str, room: float) -> int:
    """How many lines a text takes in a cell with room for so many digits.

    >>> lines("Salon", 36), lines("Participation aux salons professionnels du bâtiment et de la maison", 36)
    (1, 2)
    """
    return sum(_lines(paragraph, room) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    found, used = 1, 0.0
    for word in paragraph.split(" "):
        width = _width(word)
        used += _SPACE + width if used else width
        if used > room and used > width:
            found, used = found + 1, width
        if used > room:  # a word longer than a line is cut
            found, used = found + ceil(used / room) - 1, used % room
    return found


def heights(columns: Iterable[tuple[Mapping[str, int], Sequence[Any]]], around: int = 0) -> dict[int, int]:
    """The points of each row in which a text takes several lines, and what is `around` them; rows are counted from 0.

    `columns` are how many lines each long text of a column takes, and its cells.

    >>> heights([({"a long text": 2}, ["short", "a long text"]), ({}, ["", ""])])
    {1: 30}
    """
    most: dict[int, int] = {}
    for long, cells in columns:
        if long and not long.keys().isdisjoint(cells):
            for row, count in enumerate(map(long.get, cells)):
                if count is not None:
                    most[row] = max(count, most.get(row, 1))
    return {row: min(count * _LINE + around, _HIGHEST) for row, count in most.items()}
