"""Texts packed one behind the other, as a reader of large files gives them: looked at all at once, made when asked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from xl_grc.values import is_blank

_SPACES = sorted({char.encode()[0] for char in filter(str.isspace, map(chr, range(0x3001)))})
"""The first bytes of spaces; none has one beyond."""


class PackedTexts(Sequence[str]):
    """Texts in UTF-8: text n stands from the byte `ends[n]` to the byte `ends[n + 1]` of `data`."""

    def __init__(self, ends: NDArray[np.int32], data: Any) -> None:
        self._ends = ends
        self._data = memoryview(data)
        bytes_ = np.frombuffer(data, np.uint8)
        self._empty = ends[1:] == ends[:-1]
        self._first = np.zeros(len(self._empty), np.uint8)
        self._first[~self._empty] = bytes_[ends[:-1][~self._empty]]

    def __len__(self) -> int:
        return len(self._first)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return list(self)[place]
        place = range(len(self))[place]
        return str(self._data[self._ends[place] : self._ends[place + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        whole = str(self._data[self._ends[0] : self._ends[-1]], "utf-8")
        ends = (self._ends - self._ends[0]).tolist()
        if whole.isascii():
            return iter([whole[start:end] for start, end in itertools.pairwise(ends)])
        data = whole.encode()
        return iter([data[start:end].decode() for start, end in itertools.pairwise(ends)])

    def holds(self, part: bytes) -> bool:
        """Whether a text holds some bytes."""
        return part in bytes(self._data[self._ends[0] : self._ends[-1]])

    def begins_any(self, first: bytes) -> bool:
        """Whether a text begins with one of some bytes."""
        return bool(np.isin(self._first, list(first)).any())

    def blank(self) -> NDArray[np.bool_]:
        """For each text whether nothing but spaces is in it."""
        found: NDArray[np.bool_] = self._empty.copy()
        for place in np.flatnonzero(np.isin(self._first, _SPACES)).tolist():
            found[place] = is_blank(self[place])
        return found
