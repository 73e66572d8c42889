"""Writes values as the cells of a column.

Everything here is *wire text*: one character for each byte of the UTF-8 file, so that a sheet joins thousands of
short pieces as one-byte strings and becomes bytes by a plain copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from xl_grc.functions.cells import ErrorToken
from xl_grc.workbook.xml import FORMULA_STARTS, column_letters, escape, text_element

_KEPT_NUMBERS = 20_000
_KEPT_TEXTS = 64
_LONGEST_KEPT = 100


def wire(text: str) -> str:
    """A text as wire text.

    >>> wire("été"), wire("ete")
    ('Ã©tÃ©', 'ete')
    """
    return text if text.isascii() else text.encode().decode("latin-1")


class Look(NamedTuple):
    """The style of a cell, and the same style for texts that begin like a formula."""

    style: str
    quoted: str


class _Numbers(dict[float, str]):
    """The numbers written lately."""

    def __init__(self) -> None:
        super().__init__()
        self._restart()

    def __missing__(self, value: float) -> str:
        if len(self) >= _KEPT_NUMBERS:
            self._restart()
        written = self[value] = repr(value)
        return written

    def _restart(self) -> None:
        # 0.0 and -0.0 are one key: both are written alike, whichever comes first.
        self.clear()
        self[0.0] = "0"


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
    """What follows the name of an element that holds the text, up to its closing tag."""
    return wire(text_element("", text)[1:-3])


_NUMBERS = _Numbers()
_CONTENTS = _Texts(_content, 5_000, ">")


class ColumnWriter:
    """Writes the cells of one column; what every row shares is prepared once and kept."""

    def __init__(self, column: int, top: int, look: Look, formula: str | None) -> None:
        self.column = column
        self.letters = column_letters(column)
        self._top = top
        self._address = self.address(top)
        self._look = look
        style = f' s="{look.style}"'
        shown = "" if formula is None else f"<f>{wire(escape(formula))}</f>"
        self._number = f"{style}>{shown}<v>"
        self._calculated_text = f'{style} t="str">{shown}' if shown else ""
        blank = f"{self._calculated_text}<v></v></c>" if shown else f"{style}/>"
        self._texts = _Texts(self._text, _KEPT_TEXTS, blank)

    def address(self, row: int) -> str:
        """The beginning of the cell of a row; what follows is in `endings`."""
        return f'<c r="{self.letters}{row}"'

    def endings(self, values: Sequence[Any]) -> list[str]:
        """What follows the address in the cells of the values: style, formula, value."""
        texts, numbers, number = self._texts, _NUMBERS, self._number
        return [
            texts[value]
            if value.__class__ is str
            else f"{number}{numbers[value]}</v></c>"
            if value.__class__ is float
            else f"{number}{value}</v></c>"
            if value.__class__ is int
            else self._other(value)
            for value in values
        ]

    def cell(self, value: Any) -> str:
        """The whole cell of a single value."""
        if value.__class__ is str:
            return self._address + self._texts[value]
        if value.__class__ is float:
            return f"{self._address}{self._number}{_NUMBERS[value]}</v></c>"
        return self._address + self.endings((value,))[0]

    def cells(self, values: Sequence[Any]) -> list[str]:
        """The whole cells of the rows from the top of the table."""
        return [self.address(row) + ending for row, ending in enumerate(self.endings(values), self._top)]

    def _text(self, value: str) -> str:
        content = _CONTENTS[value]
        if self._calculated_text:
            return f"{self._calculated_text}<v{content}</v></c>"
        style = self._look.quoted if value.startswith(FORMULA_STARTS) else self._look.style
        return f' s="{style}" t="inlineStr"><is><t{content}</t></is></c>'

    def _other(self, value: Any) -> str:
        """A truth value or an error, which stand in the same place as a number."""
        kind, shown = ("e", value) if isinstance(value, ErrorToken) else ("b", f"{value:d}")
        style, _, formula = self._number.partition(">")
        return f'{style} t="{kind}">{formula}{shown}</v></c>'
