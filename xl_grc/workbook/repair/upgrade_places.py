"""Where the cells of a template's sheet stand on the same sheet of a workbook that was made from it or an older one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from xl_grc.ooxml.formula_text import with_addresses
from xl_grc.ooxml.place import LAST_ROW, Place
from xl_grc.workbook.expected.missing import homes
from xl_grc.workbook.returned.cells import ReturnedCells

Spot = tuple[int, int]
"""Column and row of a cell."""
_KEPT = 64


def unmoved(base: ReturnedCells, new: ReturnedCells) -> frozenset[str]:
    """The named cells and tables that stand in the same place in two versions of a template."""
    before, after = ({**_named(cells), **_tables(cells)} for cells in (base, new))
    return frozenset(name for name, spot in before.items() if after.get(name) == spot)


def _named(cells: ReturnedCells) -> dict[str, Spot]:
    return {name: (one.column, one.row) for name, one in cells.places.items()}


def _tables(cells: ReturnedCells) -> dict[str, Spot]:
    return {name: (one.place.left, one.place.top) for name, one in cells.tables.items()}


@lru_cache(_KEPT)
def _nearest_known(anchors: tuple[Spot, ...]) -> dict[Spot, Spot]:
    """By cell the nearest of some anchors, as far as it was sought: a sheet of a template has the same each time."""
    return {}


class Moves:
    """The way from the cells of a template's sheet to those of a workbook's.

    People insert rows and columns: a cell moved as its nearest neighbour did among the headers of our tables and the
    named cells of both. `among` are the names of those that say so, where not all do.
    """

    def __init__(
        self, key: str, template: ReturnedCells, cells: ReturnedCells, among: Collection[str] | None = None
    ) -> None:
        self._template, self._cells = template, cells
        self._source, self._target = homes(template)[key], homes(cells)[key]
        names = template.places.keys() | template.tables.keys() if among is None else among
        self._names = names
        self._headers: set[Spot] = set()
        self._anchors = dict(self._find_anchors(names))
        self._beside: dict[int, int] = {}
        self._nearest = _nearest_known(tuple(self._anchors))

    def put_aside(self, columns: Collection[int], taken: Collection[int]) -> None:
        """Columns of the template that hold nothing to be seen stand behind those `taken`, where one is among them."""
        if taken and not set(columns).isdisjoint(taken):
            by = max(taken) + 1 - min(columns)
            self._beside = {column: column + by for column in columns}

    def _find_anchors(self, names: Collection[str]) -> Iterator[tuple[Spot, Spot]]:
        for name, table in self._template.tables.items():
            now = self._cells.tables.get(name) if name in names else None
            if table.sheet == self._source and now is not None and now.sheet == self._target:
                for key, index in table.placed.columns.items():
                    if key in now.placed.columns:
                        before = (table.place.left + index, table.place.top - 1)
                        self._headers.add(before)
                        yield before, (now.place.left + now.placed.columns[key], now.place.top - 1)
        for name, place in self._template.places.items():
            here = self._cells.places.get(name) if name in names else None
            if place.sheet == self._source and here is not None and here.sheet == self._target:
                yield (place.column, place.row), (here.column, here.row)

    def spot(self, column: int, row: int) -> Spot:
        """Where a cell of the template stands."""
        if (column, row) in self._anchors or not self._anchors:
            return self._anchors.get((column, row), (column, row))
        nearest = self._nearest.get((column, row)) or self._nearest_to(column, row)
        now = self._anchors[nearest]
        moved = self._beside.get(column, max(column + now[0] - nearest[0], 1))
        return moved, LAST_ROW if row == LAST_ROW else min(max(row + now[1] - nearest[1], 1), LAST_ROW)

    def _nearest_to(self, column: int, row: int) -> Spot:
        def distance(anchor: Spot) -> int:
            return abs(anchor[0] - column) + abs(anchor[1] - row)

        return self._nearest.setdefault((column, row), min(self._anchors, key=distance))

    def column(self, column: int) -> int:
        """Where a column of the template stands: as its header in a table of ours does, else as the first row does."""
        if column in self._beside:
            return self._beside[column]
        headers = [spot for spot in self._anchors if spot[0] == column and spot in self._headers]
        return self.spot(*headers[0] if headers else (column, 1))[0]

    def is_in_table(self, row: int) -> bool:
        """Whether a row of the template is a data row of a table of ours that grows."""
        grows = self._template.kind.tables
        tables = (
            table.place
            for name, table in self._template.tables.items()
            if table.sheet == self._source and grows[name].grows
        )
        return any(place.top <= row <= place.bottom for place in tables)

    def area(self, place: Place) -> Place:
        """Where some cells stand; those down to the last row of a table go down to its last row."""
        left, top = self.spot(place.left, place.top)
        right, bottom = self.spot(place.right, place.bottom)
        for name, table in self._template.tables.items():
            inside = table.place.left <= place.left <= table.place.right and table.sheet == self._source
            if inside and name in self._names and place.bottom == table.place.bottom:
                now = self._cells.tables.get(name)
                bottom = bottom if now is None else now.place.bottom
        return Place(left, top, max(left, right), max(top, bottom))

    def formula(self, formula: str) -> str:
        """A formula over cells of the sheet, over the same cells of the workbook."""
        return with_addresses(formula, self.spot)
