"""The verbs over the twelve months of a plan: marks of a row, total of a marked month, and what dates need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.functions.helpers import Helper
from xl_grc.tables.formulas.nodes import Cell, ColumnRange
from xl_grc.tables.runtime import month_rules


@dataclass(frozen=True)
class Months(Expression):
    """The twelve month columns of a table, as one block."""

    table: str

    def columns(self) -> tuple[ColumnRange, ...]:
        """The twelve columns, in order."""
        return tuple(ColumnRange(self.table, f"month_{position}") for position in range(1, 13))

    def children(self) -> tuple[Expression, ...]:
        return self.columns()


@dataclass(frozen=True)
class Marks(Expression):
    """How many of the twelve months are marked in this row; a mark is any text that is not only spaces.

    With `first`, only the first so many months count.
    """

    first: Expression | None = None

    def formula(self, reading: Any) -> str:
        marked = f'--(TRIM({reading.months_of_row()})<>"")'
        if self.first is None:
            return f"SUMPRODUCT({marked})"
        return f"SUMPRODUCT({marked},--({{1,2,3,4,5,6,7,8,9,10,11,12}}<={self.first.formula(reading)}))"

    def python(self, reading: Any) -> str:
        return str(reading.marks(self.cells(), self.first))

    def cells(self) -> tuple[Cell, ...]:
        """The twelve cells, in order."""
        return tuple(Cell(f"month_{position}") for position in range(1, 13))

    def children(self) -> tuple[Expression, ...]:
        return self.cells() if self.first is None else (*self.cells(), self.first)

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class MarkedTotal(Expression):
    """The sum of `value` over the rows whose month number `position` (1 to 12) is marked."""

    months: Months
    position: Expression
    value: ColumnRange

    def formula(self, reading: Any) -> str:
        block = f"INDEX({reading.months_block(self.months.table)},0,{self.position.formula(reading)})"
        return f'SUMPRODUCT(--(TRIM({block})<>""),{self.value.formula(reading)})'

    def python(self, reading: Any) -> str:
        totals = reading.marked_totals(self.value, self.months.columns())
        return f"{totals}[int({self.position.python(reading)}) - 1]"

    def children(self) -> tuple[Expression, ...]:
        return (self.months, self.position, self.value)


month_number = Helper("month_number", "(YEAR({0})*12+MONTH({0}))", month_rules.month_number)
year_later = Helper("year_later", "EDATE({0},12)", month_rules.year_later)
next_month = Helper("next_month", "EDATE({0},1)", month_rules.next_month)
