"""Which of a great many texts were seen before, in some sixteen bytes each."""

from __future__ import annotations

from array import array

_FIRST_SIZE = 1024
_BITS = (1 << 64) - 1


class Seen:
    """Remembers the hashes of texts, in one block of memory: a run over a million plans keeps a million of them.

    >>> seen = Seen()
    >>> seen.add("Durand"), seen.add("Durand"), "Durand" in seen, "Martin" in seen, len(seen)
    (True, False, True, False, 1)
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SIZE))
        self._size = 0

    def add(self, text: str) -> bool:
        """Remember a text; whether it is new."""
        mark = _mark(text)
        place = self._place(mark)
        if self._slots[place]:
            return False
        self._slots[place] = mark
        self._size += 1
        if 2 * self._size > len(self._slots):
            self._grow()
        return True

    def __contains__(self, text: str) -> bool:
        return bool(self._slots[self._place(_mark(text))])

    def __len__(self) -> int:
        return self._size

    def _place(self, mark: int) -> int:
        """Where a mark stands, or the free place where it would."""
        slots, last = self._slots, len(self._slots) - 1
        place = mark & last
        while slots[place] and slots[place] != mark:
            place = place + 1 & last
        return place

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(2 * old.itemsize * len(old)))
        for mark in filter(None, old):
            self._slots[self._place(mark)] = mark


def _mark(text: str) -> int:
    """The hash of a text as a number of 64 bits that is not 0."""
    return hash(text) & _BITS or 1
