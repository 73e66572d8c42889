"""How a sheet looks, where its looks say what its cells mean."""

from __future__ import annotations

from collections.abc import Mapping

from xl_grc.ooxml.place import Place
from xl_grc.records import NamedTuple


class SheetLooks(NamedTuple):
    """Whether a sheet is hidden, its merged ranges of more than one cell, its hidden rows, its bold cells, the cells
    whose formula adds up cells of other rows, with the first and the last of those rows, and the number format of the
    cells that have one of the workbook's own. Cells are (row, column), from 1."""

    is_hidden: bool = False
    merged: tuple[Place, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    bold: frozenset[tuple[int, int]] = frozenset()
    sums: Mapping[tuple[int, int], tuple[int, int]] = {}
    formats: Mapping[tuple[int, int], str] = {}  # never written to

    @property
    def merged_across(self) -> frozenset[int]:
        """The rows in which cells beside each other are merged."""
        return frozenset(row for place in self.merged if place.right > place.left for row in (place.top,))
