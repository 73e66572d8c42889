"""Writes the rows of a table of plain values all at once, by pyarrow: where it is installed, several times sooner."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from xl_grc.ooxml.cell_writer import CellWriter, plain_texts
from xl_grc.ooxml.xml import column_letters
from xl_grc.workbook.template.slots import ColumnSlot

_NAN = float("nan")
_BLOCK = 8_192
"""How many rows are written at a time: what stands beside them in memory is used again for the next ones."""
_MANY = 256
"""Where half of so many texts differ, all are written; else each distinct one, to be looked up."""


class Shown(NamedTuple):
    """A column that is written: what its cells share, its writer for what is unusual, its values."""

    slot: ColumnSlot
    writer: CellWriter
    values: Sequence[Any]

    def part(self, first: int, last: int) -> Shown:
        """Some of its rows."""
        return self._replace(values=self.values[first:last])


def rows_at_once(top: int, attributes: str, columns: Sequence[Shown]) -> Iterator[memoryview] | None:
    """The rows from the row `top` on, some of them at a time; `attributes` are those of every row, as wire text. None
    without pyarrow."""
    try:
        import pyarrow.compute  # noqa: F401
    except ImportError:
        return None
    height = len(columns[0].values)
    return (
        _rows(top + first, attributes, [one.part(first, first + _BLOCK) for one in columns])
        for first in range(0, height, _BLOCK)
    )


def _rows(top: int, attributes: str, columns: Sequence[Shown]) -> memoryview:
    import pyarrow.compute

    numbers = _numerals(range(top, top + len(columns[0].values)))
    pieces: list[Any] = ['<row r="', numbers, f'"{attributes}>']
    for one in columns:
        pieces += [f'<c r="{column_letters(one.slot.column)}', numbers, '"', *_cells(one)]
    rows = pyarrow.compute.binary_join_element_wise(*map(_scalar, _merged([*pieces, "</row>", ""])))
    _, ends, data = rows.buffers()
    size = memoryview(ends).cast("i")[len(rows)]
    return memoryview(data)[:size]


def _cells(one: Shown) -> list[Any]:
    """What follows the address of each cell: wire texts, and arrays of them, to be joined."""
    kinds = set(map(type, one.values))
    if kinds <= {int, float}:
        return [f' s="{one.slot.style}"><v>', _numerals(one.values), "</v></c>"]
    if kinds <= {int, float, str} and kinds != {str} and one.values.count("") == _texts_among(one.values):
        return [_numbers_and_blanks(one)]
    if kinds == {str}:
        return _text_cells(one)
    return [_strings(one.writer.write(one.values))]


def _text_cells(one: Shown) -> list[Any]:
    if len(set(one.values[:_MANY])) > _MANY // 2:
        texts = plain_texts(one.values)
        if texts is not None and "" not in texts:
            return [f' s="{one.slot.style}" t="inlineStr"><is><t>', _strings(texts), "</t></is></c>"]
    distinct = list(set(one.values))
    cells = dict(zip(distinct, one.writer.write(distinct), strict=True))
    return [_strings(list(map(cells.__getitem__, one.values)))]


def _texts_among(values: Sequence[Any]) -> int:
    return sum([value.__class__ is str for value in values])


def _numbers_and_blanks(one: Shown) -> Any:
    """The cells of a column of numbers that is blank in some rows."""
    import pyarrow.compute as compute

    values = [_NAN if value.__class__ is str else value for value in one.values]
    ends = map(_scalar, (f' s="{one.slot.style}"><v>', "</v></c>", ""))
    opening, closing, between = ends
    cells = compute.binary_join_element_wise(opening, _numerals(values), closing, between)
    return compute.if_else(compute.is_nan(_numbers(values)), _scalar(one.writer.texts[""]), cells)


def _numerals(values: Sequence[Any]) -> Any:
    """Numbers as texts, a whole one without decimals. The arrays are made of buffers: other ways to make them look for
    pandas, and wait until it is imported."""
    import pyarrow

    return _numbers(values).cast(pyarrow.string()).cast(pyarrow.binary())


def _numbers(values: Sequence[Any]) -> Any:
    import pyarrow

    is_float = float in set(map(type, values))
    kind = pyarrow.float64() if is_float else pyarrow.int64()
    buffer = pyarrow.py_buffer(array("d" if is_float else "q", values))
    return pyarrow.Array.from_buffers(kind, len(values), [None, buffer])


def _strings(texts: Sequence[str]) -> Any:
    """Wire texts as an array of their bytes."""
    import pyarrow.compute

    lengths = array("i", (0,))
    lengths.extend(map(len, texts))
    buffers = [None, pyarrow.py_buffer(lengths)]
    ends = pyarrow.compute.cumulative_sum(pyarrow.Array.from_buffers(pyarrow.int32(), len(lengths), buffers))
    data = pyarrow.py_buffer("".join(texts).encode("latin-1"))
    return pyarrow.Array.from_buffers(pyarrow.binary(), len(texts), [None, ends.buffers()[1], data])


def _merged(pieces: Sequence[Any]) -> list[Any]:
    """Neighbouring texts as one."""
    merged: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and piece and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def _scalar(piece: Any) -> Any:
    """A text that all rows share, as pyarrow takes it."""
    return _strings([piece])[0] if isinstance(piece, str) else piece
