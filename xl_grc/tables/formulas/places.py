"""The verbs of places: the cell at a place, the row of the k-th largest number, the sum of the largest numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.nodes import ColumnRange

_BELOW_ALL_ROWS = 1_048_577


@dataclass(frozen=True)
class At(Expression):
    """The cell of a column at a place counted from 1; the place is one of its rows."""

    column: ColumnRange
    place: Expression

    def formula(self, reading: Any) -> str:
        return f"INDEX({self.column.formula(reading)},{self.place.formula(reading)})"

    def python(self, reading: Any) -> str:
        return f"{self.column.python(reading)}[int({reading.value(self.place)}) - 1]"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.place)


@dataclass(frozen=True)
class TextAt(At):
    """The text of a column at a place counted from 1; "" for an empty cell, where `At` finds 0."""

    def formula(self, reading: Any) -> str:
        return f'{super().formula(reading)}&""'

    def python(self, reading: Any) -> str:
        return f"as_text({super().python(reading)})"


@dataclass(frozen=True)
class PlaceOfLargest(Expression):
    """The row, counted from 1, that holds the k-th largest number of a column; of equal numbers the upper rows first.

    "" when the column holds fewer numbers.
    """

    column: ColumnRange
    rank: Expression

    def formula(self, reading: Any) -> str:
        column, rank = self.column.formula(reading), self.rank.formula(reading)
        largest = f"LARGE({column},{rank})"
        before = f'SUMPRODUCT(--({column}<>""),--({column}>{largest}))'
        heights = f"({column}={largest})*({_BELOW_ALL_ROWS}-ROW({column}))"
        row = f"{_BELOW_ALL_ROWS}-SUMPRODUCT(LARGE({heights},{rank}-{before}))"
        first = f"ROW({reading.header_cell(self.column.table, self.column.column)})"
        return f'IF(COUNT({column})<{rank},"",{row}-{first})'

    def python(self, reading: Any) -> str:
        places = reading.once("places_of_largest", self.column)
        return f"({places}[int({reading.value(self.rank)}) - 1:] or [''])[0]"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.rank)


@dataclass(frozen=True)
class SumOfLargest(Expression):
    """The sum of the `count` largest numbers of a column; there are as many."""

    column: ColumnRange
    count: Expression

    def formula(self, reading: Any) -> str:
        column, count = self.column.formula(reading), self.count.formula(reading)
        last = f"LARGE({column},{count})"
        above = f'--({column}<>""),--({column}>{last}),--({column}<9E+307)'  # a text is above all numbers
        return f"SUMPRODUCT({above},{column})+({count}-SUMPRODUCT({above}))*{last}"

    def python(self, reading: Any) -> str:
        sums = reading.once("sums_of_largest", self.column)
        return f"{sums}[int({self.count.python(reading)})]"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.count)

    def needs(self) -> Iterator[Expression]:
        return self.count.needs()
