"""The verbs that find what a sheet alone shows: formulas typed over, rows below a table, rows that are not printed.

They count and find the first cell as `spots` does. A workbook that is just written has none of it, so that most of the
Python readings are 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.nodes import ColumnRange
from xl_grc.tables.formulas.spots import Finding, largest_before, place_before
from xl_grc.tables.runtime.spots import ROWS_BELOW


@dataclass(frozen=True)
class Overwritten(Finding):
    """How many cells of the computed columns of a table hold something else than a formula.

    What stands in columns of the user's own between them does not matter. The values of a workbook are filled together
    with its formulas, so the Python reading is 0. What a cell holds is not what its formula gives: nothing has to be
    calculated before.
    """

    table: str
    columns: tuple[str, ...]

    def formula(self, reading: Any) -> str:
        return f"SUMPRODUCT({self.typed(reading)})"

    def typed(self, reading: Any) -> str:
        """1 for each such cell, as a formula."""
        block = self.block(reading)
        names = ",".join(f'"{reading.header(self.table, column)}"' for column in self.columns)
        ours = f"ISNUMBER(MATCH({block.replace('[[', '[[#Headers],[', 1)},{{{names}}},0))"
        return f"(1-_xlfn.ISFORMULA({block}))*{ours}"

    def block(self, reading: Any) -> str:
        """The cells of the table from the first such column to the last."""
        names = (reading.header(self.table, self.columns[0]), reading.header(self.table, self.columns[-1]))
        return f"{self.table}[[{names[0]}]:[{names[1]}]]"

    def python(self, reading: Any) -> str:
        return "0"


@dataclass(frozen=True)
class FirstOverwritten(Finding):
    """The first of them."""

    sheet: int
    cells: Overwritten

    def formula(self, reading: Any) -> str:
        return largest_before(self.cells.typed(reading), self.sheet, self.cells.block(reading))

    def python(self, reading: Any) -> str:
        return "0"


@dataclass(frozen=True)
class TypedOver(Finding):
    """How many computed named cells hold something else than a formula."""

    names: tuple[str, ...]

    def formula(self, reading: Any) -> str:
        return f"{len(self.names)}-{'-'.join(f'_xlfn.ISFORMULA({name})' for name in self.names)}"

    def python(self, reading: Any) -> str:
        return "0"


@dataclass(frozen=True)
class FirstTypedOver(Finding):
    """The first of them, on one sheet."""

    sheet: int
    names: tuple[str, ...]

    def formula(self, reading: Any) -> str:
        found = (f"(1-_xlfn.ISFORMULA({name}))*{place_before(self.sheet, name)}" for name in self.names)
        return f"MAX({','.join(found)})"

    def python(self, reading: Any) -> str:
        return "0"


def below_name(table: str) -> str:
    """The defined name of the thousand rows below a table, in its columns."""
    return f"Below_{table}"


def below_formula(reading: Any, table: str, column: str, columns: str) -> str:
    """What that name means; `column` is the first of the table, `columns` are all its columns on the sheet."""
    header = reading.header_cell(table, column)
    last = f"ROW({header})+ROWS({ColumnRange(table, column).formula(reading)})"
    return f"INDEX({columns},{last}+1,0):INDEX({columns},{last}+{ROWS_BELOW},0)"


@dataclass(frozen=True)
class _BelowTable(Finding):
    """Something of what stands in the rows below a table; what is just written has nothing there."""

    table: str

    def found(self, below: str) -> str:
        """What is made of the cells when there are some."""
        raise NotImplementedError

    def formula(self, reading: Any) -> str:
        below = below_name(self.table)
        return f"IF(COUNTA({below})=0,0,{self.found(below)})"


@dataclass(frozen=True)
class RowsBelow(_BelowTable):
    """How many rows the table must be extended by to hold everything that stands below it."""

    def found(self, below: str) -> str:
        return f'SUMPRODUCT(MAX(({below}<>"")*(ROW({below})-ROW(INDEX({below},1,1))+1)))'

    def python(self, reading: Any) -> str:
        return f"spots.rows_below(surroundings, '{self.table}')"


@dataclass(frozen=True)
class FirstBelow(_BelowTable):
    """The first filled cell there."""

    sheet: int

    def found(self, below: str) -> str:
        return largest_before(f'{below}<>""', self.sheet, below)

    def python(self, reading: Any) -> str:
        return f"spots.first_below(surroundings, {self.sheet}, '{self.table}')"


def printed_name(table: str) -> str:
    """The defined name of the rows of a table's sheet that are printed, from the first row on."""
    return f"Printed_{table}"


@dataclass(frozen=True)
class Unprinted(Finding):
    """How many rows with something in a column stand below what is printed."""

    column: ColumnRange

    def formula(self, reading: Any) -> str:
        return f"SUMPRODUCT({self.rows(reading)})"

    def rows(self, reading: Any) -> str:
        """1 for each such row, as a formula."""
        column = self.column.formula(reading)
        return f'(ROW({column})>ROWS({printed_name(self.column.table)}))*({column}<>"")'

    def python(self, reading: Any) -> str:
        return f"len(spots.unprinted({self.asked(reading)}))"

    def asked(self, reading: Any) -> str:
        """What its Python reading is asked."""
        return f"surroundings, '{self.column.table}', '{self.column.column}', {reading.vector(self.column)}"

    def children(self) -> tuple[Expression, ...]:
        return (self.column,)


@dataclass(frozen=True)
class FirstUnprinted(Finding):
    """The first cell of the column there."""

    sheet: int
    rows: Unprinted

    def formula(self, reading: Any) -> str:
        return largest_before(self.rows.rows(reading), self.sheet, self.rows.column.formula(reading))

    def python(self, reading: Any) -> str:
        return f"spots.first_unprinted({self.sheet}, {self.rows.asked(reading)})"

    def children(self) -> tuple[Expression, ...]:
        return self.rows.children()
