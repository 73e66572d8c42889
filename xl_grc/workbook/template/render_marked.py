"""Writes the parts that follow the last rows of tables: those of the tables, and the main part with its print areas."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xl_grc.ooxml.package import Member, small_member
from xl_grc.workbook.template.slots import ROW_MARK, MarkedPart

_KEPT = 64
"""Tables of many plans end in the same rows: so many forms of each part are kept."""


class MarkedWriter:
    """A part as fixed texts, with the last row of a table between two of them."""

    def __init__(self, part: MarkedPart) -> None:
        pieces = part.xml.split(ROW_MARK)
        self._name, self._texts, self._tables = part.part, pieces[::2], pieces[1::2]
        self._member = lru_cache(_KEPT)(self._compressed)

    def member(self, bottoms: Mapping[str, int]) -> Member:
        """The part, compressed, where tables and what is printed of them end in these rows."""
        return self._member(tuple([bottoms[table] for table in self._tables]))

    def _compressed(self, rows: tuple[int, ...]) -> Member:
        first, *others = self._texts
        following = [f"{row}{text}" for row, text in zip(rows, others, strict=True)]
        return small_member(self._name, "".join([first, *following]).encode())
