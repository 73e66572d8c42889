"""The verbs over the twelve months of a plan: shares of a row, what falls into a month, and what dates need.

An X in a month counts 1, a number above 0 its share; anything else counts nothing. A sheet takes every text for more
than any number, and multiplies by 0 what a text stands beside when arrays are given apart: the formulas lean on both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from xl_grc.functions.arrays.helpers import by_value
from xl_grc.functions.expression import SUM, Expression
from xl_grc.functions.helpers import Helper
from xl_grc.plan.period import place_in_year
from xl_grc.tables.formulas.nodes import ColumnRange, RowCell
from xl_grc.tables.runtime import month_rules

POSITIONS = range(1, 13)
_ORDER = "{1,2,3,4,5,6,7,8,9,10,11,12}"


@dataclass(frozen=True)
class Months(Expression):
    """The twelve month columns of a table, as one block."""

    table: str

    def columns(self) -> tuple[ColumnRange, ...]:
        """The twelve columns, in order."""
        return tuple(ColumnRange(self.table, f"month_{position}") for position in POSITIONS)

    def children(self) -> tuple[Expression, ...]:
        return self.columns()


def counted(months: str) -> str:
    """1 for each month that counts, 0 for each other, as a formula."""
    return f'({months}="X")+({months}>0)*({months}<=9E+307)'


def _shares(months: tuple[ColumnRange, ...], reading: Any) -> str:
    """The variable of the shares in each month of plain values."""
    return str(reading.variable(f"fast.shares({', '.join(map(reading.vector, months))})"))


def _spread(reading: Any, months: Months, *values: ColumnRange) -> str:
    """The variable of what falls into each month of a value, and its delay."""
    function, given = "delayed_spread" if len(values) > 1 else "spread", ", ".join(map(reading.vector, values))
    if reading.strict:
        return str(
            reading.variable(f"month_rules.{function}({given}, {', '.join(map(reading.vector, months.columns()))})")
        )
    return str(reading.variable(f"fast.{function}({given}, {_shares(months.columns(), reading)})"))


@dataclass(frozen=True)
class _OfRow(Expression):
    """Something of the twelve months of this row; it waits for nothing."""

    def cells(self) -> tuple[RowCell, ...]:
        """The twelve cells, in order."""
        return tuple(RowCell(f"month_{position}") for position in POSITIONS)

    def columns(self, reading: Any) -> tuple[ColumnRange, ...]:
        """The twelve columns in which they stand."""
        return Months(reading.table).columns()

    def children(self) -> tuple[Expression, ...]:
        return self.cells()

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class ActiveMonths(_OfRow):
    """How many of the twelve months count in this row; with `first`, of the first so many."""

    first: Expression | None = None

    def formula(self, reading: Any) -> str:
        months = counted(reading.months_of_row())
        if self.first is None:
            return f"SUMPRODUCT({months})"
        return f"SUMPRODUCT(({months})*({_ORDER}<={self.first.formula(reading)}))"

    def python(self, reading: Any) -> str:
        if reading.strict:
            reading.use("active_months", month_rules.active_months)
            first = "12" if self.first is None else reading.number(self.first)
            months = ", ".join(cell.python(reading) for cell in self.cells())
            return f"active_months({first}, {months})"
        first = "12" if self.first is None else self.first.python(reading)
        shares = _shares(self.columns(reading), reading)
        counts = reading.variable(f"fast.active_months({shares}, {first})")
        return str(reading.along(f"active_{counts}", counts))

    def children(self) -> tuple[Expression, ...]:
        return self.cells() if self.first is None else (*self.cells(), self.first)


@dataclass(frozen=True)
class Shares(_OfRow):
    """The sum of the shares of this row's months."""

    precedence = SUM

    def formula(self, reading: Any) -> str:
        months = reading.months_of_row()
        return f'SUMPRODUCT(--({months}="X"))+SUMPRODUCT(--({months}>0),{months})'

    def python(self, reading: Any) -> str:
        if reading.strict:
            reading.use("total_share", month_rules.total_share)
            return f"total_share({', '.join(cell.python(reading) for cell in self.cells())})"
        totals = reading.variable(f"fast.total_shares({_shares(self.columns(reading), reading)})")
        return str(reading.along(f"shares_{totals}", totals))


@dataclass(frozen=True)
class Spread(Expression):
    """What falls into month number `position` (1 to 12) of a value per share, over all rows."""

    months: Months
    position: Expression
    value: ColumnRange
    precedence = SUM

    def formula(self, reading: Any) -> str:
        month = f"INDEX({reading.months_block(self.months.table)},0,{self.position.formula(reading)})"
        value = self.value.formula(reading)
        return f'SUMPRODUCT(--({month}="X"),{value})+SUMPRODUCT(--({month}>0),{month},{value})'

    def python(self, reading: Any) -> str:
        spread = _spread(reading, self.months, self.value)
        return f"{spread}[int({self.position.python(reading)}) - 1]"

    def children(self) -> tuple[Expression, ...]:
        return (self.months, self.position, self.value)


@dataclass(frozen=True)
class DelayedSpread(Expression):
    """The same of a value that comes so many months later as the row's `delay` says; without a position, what comes
    after the twelfth month. Value and delay must hold a number in every row."""

    months: Months
    value: ColumnRange
    delay: ColumnRange
    position: Expression | None = None
    precedence = SUM

    def formula(self, reading: Any) -> str:
        months, value, delay = (
            reading.months_block(self.months.table),
            self.value.formula(reading),
            self.delay.formula(reading),
        )
        arrival = f"COLUMN({months})-COLUMN({reading.first_month(self.months.table)})+1+{delay}"
        asked = ">12" if self.position is None else f"={self.position.formula(reading)}"
        falls = f"({arrival}{asked})"
        return f'SUMPRODUCT({falls}*({months}="X")*{value})+SUMPRODUCT({falls}*({months}>0)*{value},{months})'

    def python(self, reading: Any) -> str:
        spread = _spread(reading, self.months, self.value, self.delay)
        place = "12" if self.position is None else f"int({self.position.python(reading)}) - 1"
        return f"{spread}[{place}]"

    def children(self) -> tuple[Expression, ...]:
        always = (self.months, self.value, self.delay)
        return always if self.position is None else (*always, self.position)


@dataclass(frozen=True)
class WholeMonths(Expression):
    """The number of an input when it is a whole number from 0 to `most`, else 0; it waits for nothing."""

    operand: RowCell
    most: int

    def formula(self, reading: Any) -> str:
        cell, numbers = self.operand.formula(reading), ",".join(map(str, range(self.most + 1)))
        return f"SUMPRODUCT(--({cell}={{{numbers}}}))*N({cell})"

    def python(self, reading: Any) -> str:
        reading.use("whole_months", month_rules.whole_months)
        return f"whole_months({reading.value(self.operand)}, {self.most})"

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class RowNumber(Expression):
    """The place of this row in its table, from 1 on; `header` is the key of some column."""

    header: str

    def formula(self, reading: Any) -> str:
        # ROW is an array of one inside SUMPRODUCT, and INDEX takes a number.
        return f"SUM(ROW()-ROW({reading.header_cell(reading.table, self.header)}))"

    def python(self, reading: Any) -> str:
        column = reading.column(reading.table, self.header)
        return str(reading.along("row_number", reading.variable(f"range(1, len({column}) + 1)")))


@dataclass(frozen=True)
class PlanMonth(Expression):
    """The month of this row in a table of one row a month from the month `start`."""

    start: Expression
    header: str
    """The key of the column in which it stands."""

    def formula(self, reading: Any) -> str:
        return f"EDATE({self.start.formula(reading)},ROW()-ROW({reading.header_cell(reading.table, self.header)})-1)"

    def python(self, reading: Any) -> str:
        months = reading.variable(f"month_rules.plan_months({self.start.python(reading)})")
        return str(reading.along("month_of_plan", months))

    def children(self) -> tuple[Expression, ...]:
        return (self.start,)


month_number = Helper("month_number", "(YEAR({0})*12+MONTH({0}))", month_rules.month_number)
first_of_month = Helper("first_of_month", "DATE(YEAR({0}),MONTH({0}),1)", month_rules.first_of_month)
months_later = Helper("later", "EDATE({0},{1})", month_rules.later, over_arrays=partial(by_value, month_rules.later))
year_later = Helper("year_later", "EDATE({0},12)", month_rules.year_later)
next_month = Helper("next_month", "EDATE({0},1)", month_rules.next_month)
year_of_month = Helper("year_of_month", "YEAR(EDATE({0},{1}))", month_rules.year_of_month)
calendar_month = Helper("place_in_year", "(MOD({0}-1,12)+1)", place_in_year)
