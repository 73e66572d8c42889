"""What the stored text of a cell means: its type, its style and the workbook around it decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from xl_grc.ooxml.xml import decoded
from xl_grc.values import Cell, ErrorToken, Moment

_DAYS_1904 = 1462
_LAST_SERIAL = 2_958_466
_EPOCH = date(1899, 12, 30)
_KEPT_TEXTS, _LONGEST_KEPT = 20_000, 40


@dataclass(frozen=True, eq=False)
class Context:
    """What the values of cells lean on: shared texts, the styles that show dates, the epoch. It equals itself alone."""

    texts: Sequence[str]
    dates: frozenset[int]
    since_1904: bool


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
        return lambda stored: _day(_number(stored), context.since_1904)
    return _number


class _ShownTexts(dict[bytes, str]):
    """Content of a cell -> its text; the short ones that plans share are kept."""

    def __missing__(self, content: bytes) -> str:
        shown = decoded(content)
        if len(content) < _LONGEST_KEPT and len(self) < _KEPT_TEXTS:
            self[content] = shown
        return shown


text_of_bytes: Callable[[bytes], str] = _ShownTexts().__getitem__
"""The text that the content of an element says."""


def _number(stored: bytes | str) -> Cell:
    """A number; a blank is nothing, what is beyond all numbers an error."""
    if not stored:
        return None
    number = float(stored)
    return number if number - number == 0 else ErrorToken("#NUM!")  # an infinity less itself is no number


def _day(number: Cell, since_1904: bool) -> Cell:
    """The date of a serial number, with its time if it has one; the number itself outside the calendar."""
    if not isinstance(number, float):
        return number
    shifted = number + (_DAYS_1904 if since_1904 else 0)
    if not shifted.is_integer() and 0 <= shifted < _LAST_SERIAL:
        return Moment(shifted)
    return _EPOCH + timedelta(days=int(shifted)) if 0 <= shifted < _LAST_SERIAL else number
