"""Writes values as the cells of a column.

Everything here is *wire text*: one character for each byte of the UTF-8 file, so that a sheet joins thousands of
short pieces as one-byte strings and becomes bytes by a plain copy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

from xl_grc.interrupts import interrupted_later
from xl_grc.ooxml.row_heights import lines, may_wrap
from xl_grc.ooxml.xml import FORMULA_STARTS, column_letters, escape, text_element
from xl_grc.records import NamedTuple
from xl_grc.values import ErrorToken

_SMALL = 1e-4
"""Numbers nearer to 0 are not written alike by both."""
_KEPT_TEXTS = 64
_KEPT_LINES = 1_000
_LONGEST_KEPT = 100


def wire(text: str) -> str:
    """A text as wire text.

    >>> wire("été"), wire("ete")
    ('Ã©tÃ©', 'ete')
    """
    return text if text.isascii() else text.encode().decode("latin-1")


class TextPlaces(Protocol):
    """Where the texts of a workbook stand in their part; those of `fixed` stand there in every workbook alike."""

    fixed: Mapping[str, str]

    def __getitem__(self, text: str, /) -> str: ...


class Look(NamedTuple):
    """The style of a cell, and the same style for texts that begin like a formula."""

    style: str
    quoted: str


_dumps: Callable[[float], bytes] = b"%r".__mod__
"""The fewest digits that read back as the same number."""


def quicken() -> None:
    """Write numbers by orjson from now on, where it is installed: several times as fast, the same digits.

    Its import pays after a hundred plans, so this is for runs of many.
    """
    global _dumps
    with interrupted_later(), suppress(ImportError):
        from orjson import dumps

        _dumps = dumps


def numeral(value: float) -> str:
    """A number as text, a whole one without decimals.

    >>> numeral(59.0), numeral(59), numeral(0.1)
    ('59', '59', '0.1')
    """
    if value.__class__ is not float:
        return str(value)
    return (_dumps(value).decode() if value > _SMALL else _low(value)).removesuffix(".0")


def _low(value: float) -> str:
    """A number that is small or negative; 0.0 and -0.0 are written alike."""
    if value <= -_SMALL:
        return _dumps(value).decode()
    return repr(value) if value else "0"


class _Texts(dict[str, str]):
    """The texts written lately, none of them long."""

    def __init__(self, write: Callable[[str], str], size: int, blank: str) -> None:
        super().__init__({"": blank})
        self._write = write
        self._size = size
        self._blank = blank

    def __missing__(self, value: str) -> str:
        written = self._write(value)
        if len(value) <= _LONGEST_KEPT:
            if len(self) >= self._size:
                self.clear()
                self[""] = self._blank
            self[value] = written
        return written


def _content(text: str) -> str:
    return wire(text_element("", text)[1:-3])


_CONTENTS = _Texts(_content, 5_000, ">")


def content(text: str) -> str:
    """What follows the name of an element that holds the text, up to its closing tag; as wire text.

    >>> content("a < b")
    '>a &lt; b'
    """
    return _CONTENTS[text]


class CellWriter:
    """Writes values as cells of one style, with one formula or none; what all of them share is prepared once.

    `opening` is what a cell begins with, up to its style: `<c r="B7"`, or nothing where the address is put before;
    `room` how many digits a line takes in a cell whose texts wrap; `shared` the number of the formula that the cells
    have in common, in place of one of their own. With `by_place` texts that no formula gives stand in a part of their
    own: a cell holds their place there.
    """

    __slots__ = ("_calculated_text", "_look", "_opening", "_starts", "by_place", "lines", "number", "room", "texts")

    def __init__(
        self,
        look: Look,
        formula: str | None,
        opening: str = "",
        room: float = 0,
        shared: int | None = None,
        by_place: bool = False,
    ) -> None:
        self._look = look
        self.by_place = by_place and formula is None
        self._opening = opening
        self.room = room
        self.lines: dict[str, int] = {}
        """How many lines a text takes, for those written that take several; none without `room`."""
        style = f'{opening} s="{look.style}"'
        shown = "" if formula is None else f"<f>{wire(escape(formula))}</f>"
        shown = shown if shared is None else shared_formula(shared)
        self.number = f"{style}>{shown}<v>"
        """What stands before a number."""
        self._calculated_text = f'{style} t="str">{shown}' if shown else ""
        blank = f"{self._calculated_text}<v></v></c>" if shown else f"{style}/>"
        written = _Texts(self._text, _KEPT_TEXTS, blank)
        self.texts: dict[str, str] = {"": blank} if self.by_place else written
        """The whole cells of texts; of shared ones only those whose place is always the same."""
        self._starts = written
        """Of shared texts what stands before their place."""

    def write(self, values: Sequence[Any], places: TextPlaces | None = None) -> list[str]:
        """A cell for each value; `places` tells where shared texts stand."""
        texts, number, dumps = self.texts, self.number, _dumps
        if places is None or not self.by_place:
            return [
                texts[value]
                if value.__class__ is str
                else f"{number}{dumps(value).decode() if value > _SMALL else _low(value)}</v></c>"
                if value.__class__ is float
                else f"{number}{value}</v></c>"
                if value.__class__ is int
                else self.other(value)
                for value in values
            ]
        kept, shared, starts, fixed, blank = texts.get, self.shared, self._starts, places.fixed, texts[""]
        return [
            (
                kept(value) or (shared(value, places) if value in fixed else f"{starts[value]}{places[value]}</v></c>")
                if value
                else blank
            )
            if value.__class__ is str
            else f"{number}{dumps(value).decode() if value > _SMALL else _low(value)}</v></c>"
            if value.__class__ is float
            else f"{number}{value}</v></c>"
            if value.__class__ is int
            else self.other(value)
            for value in values
        ]

    def shared(self, value: str, places: TextPlaces) -> str:
        """The cell of a text that stands in the part of shared texts."""
        cell = f"{self._starts[value]}{places[value]}</v></c>"
        if value in places.fixed:
            self.texts[value] = cell
        return cell

    def other(self, value: Any) -> str:
        """The cell of a truth value or an error, which stand in the same place as a number."""
        kind, shown = ("e", value) if isinstance(value, ErrorToken) else ("b", f"{value:d}")
        style, _, formula = self.number.partition(">")
        return f'{style} t="{kind}">{formula}{shown}</v></c>'

    def forget_lines(self) -> None:
        """Forget the texts of several lines, and those written lately with them, once they are too many."""
        if len(self.lines) > _KEPT_LINES:
            blank = self.texts[""]
            self.lines.clear()
            for kept in (self.texts, self._starts):
                kept.clear()
                kept[""] = blank

    def _text(self, value: str) -> str:
        if self.room and may_wrap(value, self.room) and (count := lines(value, self.room)) > 1:
            self.lines[value] = count
        if self._calculated_text:
            return f"{self._calculated_text}<v{_CONTENTS[value]}</v></c>"
        style = self._look.quoted if value.startswith(FORMULA_STARTS) else self._look.style
        start = f'{self._opening} s="{style}"'
        return f'{start} t="s"><v>' if self.by_place else f'{start} t="inlineStr"><is><t{_CONTENTS[value]}</t></is></c>'


def shared_formula(number: int) -> str:
    """The formula of a cell that shares one told in another cell."""
    return f'<f t="shared" si="{number}"/>'


def write_each(writers: Sequence[CellWriter], values: Sequence[Any], places: TextPlaces | None = None) -> list[str]:
    """The cell of each value by its own writer."""
    dumps = _dumps
    return [
        (
            writer.texts.get(value) or writer.shared(value, places)
            if places is not None and writer.by_place
            else writer.texts[value]
        )
        if value.__class__ is str
        else f"{writer.number}{dumps(value).decode() if value > _SMALL else _low(value)}</v></c>"
        if value.__class__ is float
        else f"{writer.number}{value}</v></c>"
        if value.__class__ is int
        else writer.other(value)
        for writer, value in zip(writers, values, strict=True)
    ]


def address(column: int, row: int) -> str:
    """What the cell at a place, both counted from 1, begins with.

    >>> address(2, 7)
    '<c r="B7"'
    """
    return f'<c r="{column_letters(column)}{row}"'
