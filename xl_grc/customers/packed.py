"""Texts packed one behind the other, as a reader of large files gives them: looked at all at once, made when asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from xl_grc.values import is_blank

_SPACES = sorted({char.encode()[0] for char in filter(str.isspace, map(chr, range(0x3001)))})
"""The first bytes of spaces; none has one beyond."""
_KEY, _FEW = 16, 1_000
"""How long a text is compared as numbers; how many show whether a column is in order at all."""


class PackedTexts(Sequence[str]):
    """Texts in UTF-8: text n stands from the byte `ends[n]` to the byte `ends[n + 1]` of `data`."""

    def __init__(self, ends: NDArray[np.int32], data: Any) -> None:
        self._ends = ends
        self._data = memoryview(data)[ends[0] : ends[-1]]
        self._start = ends[0]

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return list(self)[place]
        place = range(len(self))[place]
        start, end = self._ends[place : place + 2] - self._start
        return str(self._data[start:end], "utf-8")

    def __iter__(self) -> Iterator[str]:
        whole = str(self._data, "utf-8")
        ends = (self._ends - self._start).tolist()
        if whole.isascii():
            return iter([whole[start:end] for start, end in pairwise(ends)])
        data = bytes(self._data)
        return iter([data[start:end].decode() for start, end in pairwise(ends)])

    @cached_property
    def _lengths(self) -> NDArray[np.int32]:
        return np.diff(self._ends)

    @cached_property
    def _first(self) -> NDArray[np.uint8]:
        """The first byte of each text, 0 where there is none."""
        full = self._lengths > 0
        found = np.zeros(len(self), np.uint8)
        found[full] = np.frombuffer(self._data, np.uint8)[self._ends[:-1][full] - self._start]
        return found

    def holds(self, part: bytes) -> bool:
        """Whether a text holds some bytes."""
        return part in bytes(self._data)

    def begins_any(self, first: bytes) -> bool:
        """Whether a text begins with one of some bytes."""
        return bool(np.isin(self._first, list(first)).any())

    def blank(self) -> NDArray[np.bool_]:
        """For each text whether nothing but spaces is in it."""
        found: NDArray[np.bool_] = self._lengths == 0
        for place in np.flatnonzero(np.isin(self._first, _SPACES)).tolist():
            found[place] = is_blank(self[place])
        return found

    def rows(self) -> NDArray[np.uint8] | None:
        """The bytes of texts of one length, a row a text; None of others."""
        width = int(self._lengths[0])
        if not (self._lengths == width).all():
            return None
        return np.frombuffer(self._data, np.uint8).reshape(len(self), width)


def in_order(blocks: Sequence[PackedTexts]) -> tuple[NDArray[np.int32], PackedTexts] | None:
    """The place of each text among the distinct ones, and those, where equal texts stand together: a column by which an
    export is sorted, as by the numbers of its invoices. None for any other, and for texts not of one short length."""
    first = blocks[0].rows()
    if first is None or not 0 < first.shape[1] <= _KEY or _begins(first[:_FEW], first[:0]) is None:
        return None
    begins, texts, before = [], [], first[:0]
    for block in blocks:
        rows = block.rows()
        found = _begins(rows, before) if rows is not None and rows.shape[1] == first.shape[1] else None
        if rows is None or found is None:
            return None
        begins.append(found)
        texts.append(rows[found].tobytes())
        before = rows[-1:]
    codes = np.cumsum(np.concatenate(begins), dtype=np.int32) - np.int32(1)
    ends = np.arange(codes[-1] + 2, dtype=np.int32) * np.int32(first.shape[1])
    return codes, PackedTexts(ends, b"".join(texts))


def _begins(rows: NDArray[np.uint8], before: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """Where a text is another than the one before; None where one comes before it in the order of bytes. `before` is
    the one before the first, if there is one."""
    keys = np.zeros((len(before) + len(rows), _KEY), np.uint8)
    keys[: len(before), : rows.shape[1]] = before
    keys[len(before) :, : rows.shape[1]] = rows
    high, low = keys.view(">u8").astype(np.uint64).T
    same = high[1:] == high[:-1]
    later = (high[1:] > high[:-1]) | (same & (low[1:] > low[:-1]))
    same &= low[1:] == low[:-1]
    if not (later | same).all():
        return None
    return later if len(before) else np.append(True, later)
