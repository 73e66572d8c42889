"""Rows packed into bytes: a network of plans has too many of them to hold as objects."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, overload

Row: TypeAlias = tuple[Any, ...]


class PackedRows(Sequence[Row]):
    """Some rows, made anew each time that they are asked for. They take a quarter of what the rows would.

    >>> rows = PackedRows([(1, "Salon"), (2, None)])
    >>> len(rows), rows[1], list(rows)
    (2, (2, None), [(1, 'Salon'), (2, None)])
    """

    __slots__ = ("_packed", "_size")

    def __init__(self, rows: Sequence[Row]) -> None:
        self._size = len(rows)
        self._packed = pickle.dumps(list(rows), pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Row]:
        return iter(self._made())

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return self._made()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedRows) and self._made() == other._made()

    def _made(self) -> list[Row]:
        found: list[Row] = pickle.loads(self._packed)
        return found
