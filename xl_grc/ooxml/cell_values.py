"""What the stored text of a cell means: its type, its style and the workbook around it decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, TypeVar

from xl_grc.ooxml.xml import decoded
from xl_grc.values import Cell, ErrorToken, Moment

_DAYS_1904 = 1462
_LAST_SERIAL = 2_958_466
_EPOCH = date(1899, 12, 30)
_KEPT, _KEPT_NUMERALS = 2_000, 4_096
_Value = TypeVar("_Value")
SHARED_TEXT = "s"
"""The type of a cell that holds the number of a text of the workbook."""


@dataclass(frozen=True, eq=False)
class Context:
    """What the values of cells lean on: shared texts, the styles that show dates, the epoch. It equals itself alone."""

    texts: Sequence[str]
    dates: frozenset[int]
    since_1904: bool

    @cached_property
    def text_of_number(self) -> Callable[[bytes], Cell]:
        """The shared text of a number as it is written."""
        known: _Kept[Cell] = _Kept(conversion(SHARED_TEXT, 0, self, str), len(self.texts) + _KEPT)
        known.update(zip(_numerals(), self.texts, strict=False))
        return known.__getitem__


def conversion(kind: str, style: int, context: Context, text: Callable[[Any], str]) -> Callable[[Any], Cell]:
    """How the stored value of a cell of this type and style is read; `text` gives the text that is stored.

    The conversion raises ValueError or IndexError for a value that its type does not know.
    """
    match kind:
        case "s":
            texts = context.texts
            return lambda stored: texts[int(stored)] if stored else None
        case "str" | "inlineStr":
            return text
        case "e":
            return lambda stored: ErrorToken(text(stored)) if stored else None
        case "b":
            return lambda stored: text(stored).strip() in ("1", "true") if stored else None
        case "d":
            return lambda stored: date.fromisoformat(text(stored)[:10]) if stored else None
    if style in context.dates:
        since_1904 = context.since_1904
        return lambda stored: _day(_number(stored), since_1904)
    return _number


def conversion_of_bytes(kind: str, style: int, context: Context) -> Callable[[bytes], Cell]:
    """The same for what is stored as it is written, in bytes, or None. Texts that many cells hold are made once."""
    if kind == SHARED_TEXT:
        return context.text_of_number
    return conversion(kind, style, context, text_of_bytes)


class _Kept(dict[bytes, _Value]):
    """Content of a cell, or None -> what it means; those met lately are kept."""

    def __init__(self, meaning: Callable[[bytes], _Value], most: int) -> None:
        super().__init__()
        self._meaning, self._most = meaning, most

    def __missing__(self, content: bytes) -> _Value:
        found = self._meaning(content or b"")
        if len(self) > self._most:
            self.clear()
        self[content] = found
        return found


text_of_bytes: Callable[[bytes], str] = _Kept(decoded, _KEPT).__getitem__
"""The text that the content of an element says."""


@cache
def _numerals() -> list[bytes]:
    """The first whole numbers, as they are written."""
    return [b"%d" % number for number in range(_KEPT_NUMERALS)]


def _number(stored: bytes | str) -> Cell:
    """A number; a blank is nothing, what is beyond all numbers an error."""
    if not stored:
        return None
    number = float(stored)
    return number if number - number == 0.0 else ErrorToken("#NUM!")  # an infinity less itself is no number


def _day(number: Cell, since_1904: bool) -> Cell:
    """The date of a serial number, with its time if it has one; the number itself outside the calendar."""
    if not isinstance(number, float):
        return number
    shifted = number + (_DAYS_1904 if since_1904 else 0)
    if not shifted.is_integer() and 0 <= shifted < _LAST_SERIAL:
        return Moment(shifted)
    return _EPOCH + timedelta(days=int(shifted)) if 0 <= shifted < _LAST_SERIAL else number
