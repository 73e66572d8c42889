"""Writes the rows of a table of plain values all at once, by pyarrow: where it is installed, several times sooner."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any

from xl_grc.arrow_memory import system_memory
from xl_grc.interrupts import interrupted_later
from xl_grc.ooxml.cell_writer import CellWriter
from xl_grc.ooxml.shared_strings import SharedStrings
from xl_grc.ooxml.xml import column_letters
from xl_grc.records import NamedTuple
from xl_grc.workbook.template.slots import ColumnSlot

_NAN = float("nan")
_BLOCK = 8_192
"""How many rows are written at a time: what stands beside them in memory is used again for the next ones."""
_MANY = 256
"""Where half of so many texts differ, each is written on its own."""
_NEAR = 2_048
"""Whole numbers of such a stretch are written once each, and looked up."""


class Shown(NamedTuple):
    """A column that is written: what its cells share, its writer for what is unusual, its values."""

    slot: ColumnSlot
    writer: CellWriter
    values: Sequence[Any]

    def part(self, first: int, last: int) -> Shown:
        """Some of its rows."""
        return self._replace(values=self.values[first:last])


def rows_at_once(
    top: int, attributes: str, columns: Sequence[Shown], strings: SharedStrings
) -> Iterator[memoryview] | None:
    """The rows from the row `top` on, some of them at a time; `attributes` are those of every row, as wire text. None
    without pyarrow."""
    try:
        with interrupted_later():
            import pyarrow.compute  # noqa: F401
    except ImportError:
        return None
    height = len(columns[0].values)
    written = [_Numerals(one.slot.style) for one in columns]
    return (
        _rows(top + first, attributes, [one.part(first, first + _BLOCK) for one in columns], written, strings)
        for first in range(0, height, _BLOCK)
    )


def _rows(
    top: int, attributes: str, columns: Sequence[Shown], written: Sequence[_Numerals], strings: SharedStrings
) -> memoryview:
    """The number of a row stands in every address of it: what is joined are numbers, and what stands between two."""
    import pyarrow.compute

    numbers = _numerals(_numbers(range(top, top + len(columns[0].values))))
    ends = [*(f'<c r="{column_letters(one.slot.column)}' for one in columns[1:]), "</row>"]
    pieces: list[Any] = ['<row r="', numbers, f'"{attributes}><c r="{column_letters(columns[0].slot.column)}']
    for one, numerals, end in zip(columns, written, ends, strict=True):
        pieces += [numbers, *_cells(one, numerals, strings, end)]
    with system_memory():
        rows = pyarrow.compute.binary_join_element_wise(*map(_scalar, [*pieces, ""]))
    _, ends_, data = rows.buffers()
    size = memoryview(ends_).cast("i")[len(rows)]
    return memoryview(data)[:size]


def _cells(one: Shown, numerals: _Numerals, strings: SharedStrings, end: str) -> list[Any]:
    """What follows the address of each cell, down to `end`: wire texts, and arrays of them, to be joined."""
    numbers = _numbers(one.values)
    if numbers is not None:
        return numerals.cells(numbers, end)
    kinds = set(map(type, one.values))
    if kinds == {str}:
        return _text_cells(one, strings, end)
    if kinds <= {int, float, str} and one.values.count("") == _texts_among(one.values):
        return [_numbers_and_blanks(one, end)]
    return ['"', _strings(one.writer.write(one.values, strings)), end]


class _Numerals:
    """The cells of the whole numbers of a column, written once where they lie near each other."""

    def __init__(self, style: str) -> None:
        self._opening, self._closing = f'" s="{style}"><v>', "</v></c>"
        self._cells: dict[int, Any] = {}

    def cells(self, numbers: Any, end: str) -> list[Any]:
        import pyarrow.compute as compute

        closing = self._closing + end
        if not numbers.type.equals("int64"):
            return [self._opening, _numerals(numbers), closing]
        found = compute.min_max(numbers)
        least, largest = found["min"].as_py(), found["max"].as_py()
        start = least // _NEAR * _NEAR
        if largest - start >= _NEAR:
            return [self._opening, _numerals(numbers), closing]
        if start not in self._cells:
            self._cells[start] = _strings([f"{self._opening}{start + place}{closing}" for place in range(_NEAR)])
        return [self._cells[start].take(compute.subtract(numbers, start) if start else numbers)]


def _text_cells(one: Shown, strings: SharedStrings, end: str) -> list[Any]:
    if len(set(one.values[:_MANY])) > _MANY // 2:
        first = strings.add_all(one.values)
        if first is not None:
            places = _numerals(_numbers(range(first, first + len(one.values))))
            return [f'" s="{one.slot.style}" t="s"><v>', places, f"</v></c>{end}"]
    distinct = list(dict.fromkeys(one.values))
    texts = [f'"{cell}{end}' for cell in one.writer.write(distinct, strings)]
    if len(distinct) == 1:
        return texts
    cells = dict(zip(distinct, texts, strict=True))
    return [_strings(list(map(cells.__getitem__, one.values)))]


def _texts_among(values: Sequence[Any]) -> int:
    return sum([value.__class__ is str for value in values])


def _numbers_and_blanks(one: Shown, end: str) -> Any:
    """The cells of a column of numbers that is blank in some rows."""
    import pyarrow.compute as compute

    numbers = _numbers([_NAN if value.__class__ is str else float(value) for value in one.values])
    opening, closing, between = map(_scalar, (f'" s="{one.slot.style}"><v>', f"</v></c>{end}", ""))
    cells = compute.binary_join_element_wise(opening, _numerals(numbers), closing, between)
    return compute.if_else(compute.is_nan(numbers), _scalar(f'"{one.writer.texts[""]}{end}'), cells)


def _numerals(numbers: Any) -> Any:
    """Numbers as texts, a whole one without decimals."""
    import pyarrow

    return numbers.cast(pyarrow.string()).view(pyarrow.binary())


def _numbers(values: Sequence[Any]) -> Any:
    """Numbers as pyarrow holds them; None where something else stands among them. The arrays are made of buffers: other
    ways to make them look for pandas, and wait until it is imported; and packing is twice as fast as any of them."""
    import pyarrow

    for code, kind in (("q", pyarrow.int64()), ("d", pyarrow.float64())):
        with suppress(struct.error, OverflowError):
            packed = pyarrow.py_buffer(struct.pack(f"{len(values)}{code}", *values))
            return pyarrow.Array.from_buffers(kind, len(values), [None, packed])
    return None


def _strings(texts: Sequence[str]) -> Any:
    """Wire texts as an array of their bytes."""
    import pyarrow

    ends = pyarrow.py_buffer(struct.pack(f"{len(texts) + 1}i", *accumulate(map(len, texts), initial=0)))
    data = pyarrow.py_buffer("".join(texts).encode("latin-1"))
    return pyarrow.Array.from_buffers(pyarrow.binary(), len(texts), [None, ends, data])


def _scalar(piece: Any) -> Any:
    """A text that all rows share, as pyarrow takes it."""
    return _strings([piece])[0] if isinstance(piece, str) else piece
