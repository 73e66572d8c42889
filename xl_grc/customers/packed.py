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
_FEW = 1_000
"""How many texts show whether a column is in order at all."""


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
            return self._made[place]
        place = range(len(self))[place]
        start, end = self._ends[place : place + 2] - self._start
        return str(self._data[start:end], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    @cached_property
    def _made(self) -> list[str]:
        whole = str(self._data, "utf-8")
        ends = (self._ends - self._start).tolist()
        if whole.isascii():
            return [whole[start:end] for start, end in pairwise(ends)]
        data = bytes(self._data)
        return [data[start:end].decode() for start, end in pairwise(ends)]

    @cached_property
    def stripped(self) -> list[str]:
        """The texts without outer spaces."""
        return list(map(str.strip, self))

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
        return len(self.beginning(first)) > 0

    def beginning(self, first: bytes) -> NDArray[np.intp]:
        """The places of the texts that begin with one of some bytes."""
        return np.flatnonzero(np.isin(self._first, list(first)))

    def blank(self) -> NDArray[np.bool_]:
        """For each text whether nothing but spaces is in it."""
        found: NDArray[np.bool_] = self._lengths == 0
        for place in np.flatnonzero(np.isin(self._first, _SPACES)).tolist():
            found[place] = is_blank(self[place])
        return found

    def keys(self) -> NDArray[np.bytes_] | None:
        """Texts of one length, as numbers of that many bytes are compared; None of others."""
        width = int(self._lengths[0])
        if not width or not (self._lengths == width).all():
            return None
        return np.frombuffer(self._data, f"S{width}")


def in_order(blocks: Sequence[PackedTexts]) -> tuple[NDArray[np.int32], PackedTexts] | None:
    """The place of each text among the distinct ones, and those, where equal texts stand together: a column by which an
    export is sorted, as by the numbers of its invoices. None for any other, and for texts not of one length."""
    first = blocks[0].keys()
    if first is None or not _ascend(first[:_FEW]):
        return None
    begins, texts, before = [], [], first[:0]
    for block in blocks:
        keys = block.keys()
        if keys is None or keys.dtype != first.dtype:
            return None
        begin = np.append(not len(before) or keys[0] != before[0], keys[1:] != keys[:-1])
        distinct = keys[begin]
        if not _ascend(np.concatenate([before, distinct[:1]])) or not (distinct[1:] > distinct[:-1]).all():
            return None
        begins.append(begin)
        texts.append(distinct.tobytes())
        before = keys[-1:]
    codes = np.cumsum(np.concatenate(begins), dtype=np.int32) - np.int32(1)
    ends = np.arange(codes[-1] + 2, dtype=np.int32) * np.int32(first.dtype.itemsize)
    return codes, PackedTexts(ends, b"".join(texts))


def _ascend(keys: NDArray[np.bytes_]) -> bool:
    return bool((keys[1:] >= keys[:-1]).all())
