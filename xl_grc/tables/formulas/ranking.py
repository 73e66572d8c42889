"""The verbs that order the rows of a column: rank, order, latest, nth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.nodes import ColumnRange
from xl_grc.tables.runtime import rules

HALF_STEP = 5e-10
"""Half of the ninth decimal: a value this far beyond another one, rounded to 9 decimals, is beyond it."""


@dataclass(frozen=True)
class Rank(Expression):
    """The place of `value` in its column, first the largest (or the smallest); equal to 9 decimals is a tie."""

    column: ColumnRange
    value: Expression
    descending: bool = True

    def formula(self, reading: Any) -> str:
        column = self.column.formula(reading)
        value = f"ROUND({self.value.formula(reading)},9)"
        beyond = f">{value}+{HALF_STEP:.10f}" if self.descending else f"<{value}-{HALF_STEP:.10f}"
        return f'1+SUMPRODUCT(--({column}<>""),--({column}{beyond}))'

    @property
    def half_step(self) -> float:
        """The half step, negative where the smallest comes first."""
        return HALF_STEP if self.descending else -HALF_STEP

    def python(self, reading: Any) -> str:
        return str(reading.rank(self))

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.value)

    def needs(self) -> Iterator[Expression]:
        return self.value.needs()


@dataclass(frozen=True)
class Order(Expression):
    """A rank without ties: rows of equal rank follow each other by their number."""

    ranks: ColumnRange
    numbers: ColumnRange
    rank: Expression
    number: Expression

    def formula(self, reading: Any) -> str:
        ranks, numbers, rank, number = (node.formula(reading) for node in self.children())
        return f'{rank}+COUNTIFS({ranks},{rank},{numbers},"<"&{number})'

    def python(self, reading: Any) -> str:
        places = reading.once("orders", self.ranks, self.numbers)
        return f"{places}[{self.rank.python(reading)}, {self.number.python(reading)}]"

    def children(self) -> tuple[Expression, ...]:
        return (self.ranks, self.numbers, self.rank, self.number)


@dataclass(frozen=True)
class Latest(Expression):
    """The largest number of a column among the rows whose `tested` cell is below a bound; 0 when there is none."""

    column: ColumnRange
    tested: ColumnRange
    below: float

    def formula(self, reading: Any) -> str:
        column, tested = self.column.formula(reading), self.tested.formula(reading)
        return f"SUMPRODUCT(MAX(({tested}<{self.below})*({column})))"

    def python(self, reading: Any) -> str:
        reading.use("latest", rules.latest)
        return f"latest({self.column.python(reading)}, {self.tested.python(reading)}, {self.below})"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.tested)


@dataclass(frozen=True)
class Nth(Expression):
    """The cell of a column at a place counted from 1, "" beyond its end."""

    column: ColumnRange
    place: Expression

    def formula(self, reading: Any) -> str:
        column, place = self.column.formula(reading), self.place.formula(reading)
        return f'IF({place}<=ROWS({column}),INDEX({column},{place})&"","")'

    def python(self, reading: Any) -> str:
        reading.use("nth", rules.nth)
        return f"nth({self.column.python(reading)}, {self.place.python(reading)})"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.place)
