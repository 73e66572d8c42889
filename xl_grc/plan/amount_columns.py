"""The columns of a sheet whose amounts a total may add up."""

from __future__ import annotations

from collections.abc import Sequence

from xl_grc.functions.units import AMOUNT, COUNT, QUANTITY
from xl_grc.plan.column_places import ColumnPlaces
from xl_grc.plan.fields import InputSheet
from xl_grc.plan.grid import Grid, columns_of
from xl_grc.plan.numbers import read_numbers
from xl_grc.values import Cell, ErrorToken, cell_text

_MINUS = "-\u2212\u2013"
_PRODUCT = -1
"""The place of the products of quantities and unit costs, which have no column that we read."""


class AmountColumns:
    """The amounts of the rows of a grid from index `first` on, by columns: money, things counted, columns that mean
    nothing to us, and in a sheet of costs the products of quantity and unit cost.

    A total is looked for in the money; without any in the things counted; without any in the other columns, one by one.
    """

    def __init__(self, grid: Grid, first: int, columns: ColumnPlaces, sheet: InputSheet, language: str | None) -> None:
        self._grid = grid
        self._first = first
        places = (*columns.places.values(), *(column.place for column in columns.months))
        width = max([*map(len, grid.rows[first:]), *(place + 1 for place in places)], default=0)
        cells = columns_of(grid.rows[first:], width)
        units = {columns.places[field.name]: field.unit for field in sheet.fields if field.name in columns.places}
        self._months = months = [column.place for column in columns.months]
        taken = {*units, *months, *(second for _, second in columns.twice)}
        self._money = [*(place for place, unit in units.items() if unit is AMOUNT), *months]
        self._counts = [place for place, unit in units.items() if unit in (COUNT, QUANTITY)]
        self._others = [place for place in range(len(cells)) if place not in taken]
        self._others += [columns.places[name] for name in ("unit_cost",) if name in columns.places]
        exponents = {place: columns.exponents.get(name, 0) for name, place in columns.places.items()}
        exponents |= {place: columns.exponents.get("months", 0) for place in months}
        self._values = {
            place: _amounts(cells[place], language, exponents.get(place, 0))
            for place in (*self._money, *self._counts, *self._others)
        }
        if "unit_cost" in columns.places:
            self._values[_PRODUCT] = self._products(columns.places["unit_cost"], columns.places.get("quantity"))
        self._order = {place: order for order, place in enumerate(self._values)}
        self.width = len(self._values)

    def _products(self, unit_cost: int, quantity: int | None) -> list[float | None]:
        counts = self._values[quantity] if quantity is not None else [None] * len(self._values[unit_cost])
        pairs = zip(self._values[unit_cost], counts, strict=True)
        return [None if cost is None or count is None else cost * count for cost, count in pairs]

    def row(self, index: int) -> tuple[float | None, ...]:
        """The amounts of a row, in the order of the columns."""
        return tuple([values[index - self._first] for values in self._values.values()])

    @property
    def money(self) -> list[int]:
        """The columns of money, by their order."""
        return [self._order[place] for place in self._money]

    def totals(self, index: int) -> list[dict[int, float]]:
        """What a row may add up: each time some columns, by their order, and the amount in each."""
        for places in (self._money, self._counted(index)):
            if found := self._of(index, places):
                return [{self._order[place]: amount for place, amount in found.items()}]
        others = self._of(index, [_PRODUCT, *self._others])
        products = [{self._order[_PRODUCT]: amount} for amount in others.values() if _PRODUCT in self._order]
        return products + [{self._order[place]: amount} for place, amount in others.items() if place != _PRODUCT]

    def _counted(self, index: int) -> list[int]:
        """The columns of things counted in which a row may be a total; what has a cost of its own is a quantity of
        that, and one is as soon as many as another."""
        return [] if self._of(index, [_PRODUCT]) else self._counts

    def shown(self, index: int) -> tuple[float, ...]:
        """The amounts by which a row is told; those of months as their sum."""
        months = self._of(index, self._months)
        own = self._of(index, [place for place in self._money if place not in self._months])
        if months or own:
            return (*own.values(), *((sum(months.values()),) if months else ()))
        lists = ([_PRODUCT], self._counts, self._others)
        places = next((places for places in lists if self._of(index, places)), [])
        return tuple(self._of(index, places).values())

    def adds_up(self, index: int, first: int = 1, last: int | None = None) -> bool:
        """Whether all the amounts of a row are formulas that add up cells of other rows, from `first` to `last`."""
        added = self._added(index)
        return bool(added) and all(rows and rows[0] >= first and (last is None or rows[1] <= last) for rows in added)

    def added_rows(self, index: int) -> tuple[int, int] | None:
        """The first and the last of the rows whose cells the formulas of a row add up, None for a row without any."""
        added = [rows for rows in self._added(index) if rows]
        return (min(first for first, _ in added), max(last for _, last in added)) if added else None

    def _added(self, index: int) -> list[tuple[int, int] | None]:
        """For each amount of a row the rows that its formula adds up."""
        row, number = self._grid.rows[index], self._grid.number(index)
        filled = [
            place
            for place in self._values
            if 0 <= place < len(row) and isinstance(row[place], (int, float, ErrorToken))
        ]
        return [self._grid.looks.sums.get((number, place + 1)) for place in filled]

    def _of(self, index: int, places: Sequence[int]) -> dict[int, float]:
        found = ((place, self._values[place][index - self._first]) for place in places if place in self._values)
        return {place: amount for place, amount in found if amount}


def _amounts(cells: Sequence[Cell], language: str | None, exponent: int) -> list[float | None]:
    """The amounts of a column. A negative one is none that a plan holds, but may be what a total leaves."""
    found = read_numbers(cells, AMOUNT, language, None, exponent)
    below = [place for place, problem in found.problems.items() if problem.key == "below_minimum"]
    if not below:
        return found.values
    signless = {place: _without_minus(cells[place]) for place in below}
    others = [signless.get(place, cell) for place, cell in enumerate(cells)]
    sizes = read_numbers(others, AMOUNT, language, None, exponent).values
    return [_minus(size) if place in signless else size for place, size in enumerate(sizes)]


def _without_minus(cell: Cell) -> Cell:
    return -cell if isinstance(cell, (int, float)) else cell_text(cell).strip().lstrip(_MINUS)


def _minus(size: float | None) -> float | None:
    return None if size is None else -size
