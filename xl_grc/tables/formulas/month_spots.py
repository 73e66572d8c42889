"""The verbs that find a cell of the twelve months: one that cannot be read, a header that is not its month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.months import POSITIONS, Months, counted
from xl_grc.tables.formulas.nodes import Name
from xl_grc.tables.formulas.spots import Finding, largest_before

MONTH_NAMES, MONTH_NAME = "MonthNames", "MonthName_"
"""The defined name of twelve cells beside one another, and of each of them up to its number: the months of the plan."""
ONES = "{1;1;1;1;1;1;1;1;1;1;1;1}"
"""What adds up each row of twelve columns, by MMULT."""


@dataclass(frozen=True)
class UnreadableMonths(Finding):
    """How many cells of the twelve months hold neither an X nor a share, or an X beside a share other than 1."""

    table: str

    def formula(self, reading: Any) -> str:
        return f"SUMPRODUCT({self.bad(reading)})"

    def bad(self, reading: Any) -> str:
        """1 for each such cell, as a formula."""
        months = reading.months_block(self.table)
        shared = f"MMULT(({months}>0)*({months}<=9E+307)*({months}<>1),{ONES})>0"
        return f'({months}<>"")*(1-(({counted(months)})>0))+({months}="X")*({shared})'

    def python(self, reading: Any) -> str:
        return f"spots.count_unreadable_months({self.months(reading)})" if reading.strict else "0"

    def months(self, reading: Any) -> str:
        """The lists of the twelve columns."""
        return ", ".join(map(reading.vector, Months(self.table).columns()))

    def children(self) -> tuple[Expression, ...]:
        return Months(self.table).columns()


@dataclass(frozen=True)
class FirstUnreadableMonth(Finding):
    """The first of them."""

    sheet: int
    table: str

    def formula(self, reading: Any) -> str:
        bad = UnreadableMonths(self.table).bad(reading)
        return largest_before(bad, self.sheet, reading.months_block(self.table))

    def python(self, reading: Any) -> str:
        months = UnreadableMonths(self.table).months(reading)
        return f"spots.first_unreadable_month(surroundings, {self.sheet}, '{self.table}', {months})"

    def children(self) -> tuple[Expression, ...]:
        return Months(self.table).columns()


@dataclass(frozen=True)
class HeadersDiffer(Finding):
    """How many of the twelve headers are not the names that stand in the named cells `{MONTH_NAME}1` to 12."""

    table: str

    def formula(self, reading: Any) -> str:
        return f"SUMPRODUCT(--({self.headers(reading)}<>{MONTH_NAMES}))"

    def headers(self, reading: Any) -> str:
        """The cells of the headers."""
        return str(reading.months_block(self.table).replace("[[", "[[#Headers],[", 1))

    def python(self, reading: Any) -> str:
        return f"len({self.differing(reading)})"

    def differing(self, reading: Any) -> str:
        """The columns whose headers differ."""
        names = ", ".join(name.python(reading) for name in self.children())
        return f"spots.differing(surroundings, '{self.table}', [{names}])"

    def children(self) -> tuple[Expression, ...]:
        return tuple(Name(f"{MONTH_NAME}{position}") for position in POSITIONS)


@dataclass(frozen=True)
class FirstHeader(Finding):
    """The first of them."""

    sheet: int
    differ: HeadersDiffer

    def formula(self, reading: Any) -> str:
        headers = self.differ.headers(reading)
        return largest_before(f"{headers}<>{MONTH_NAMES}", self.sheet, headers)

    def python(self, reading: Any) -> str:
        return f"spots.first_header(surroundings, {self.sheet}, {self.differ.differing(reading)})"

    def children(self) -> tuple[Expression, ...]:
        return self.differ.children()
