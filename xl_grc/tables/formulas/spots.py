"""The verbs that find a cell: the first one that a light means, and the link to it.

A place is one number, `sheet` * 10^10 + row * 1000 + column, so that the least place of several is the first cell in
the order of sheets, then rows, then columns. Formulas look for the largest number `BEYOND` - place, 0 where there is
none: a sheet has MAX over an array without further ado. Where tables and named cells stand is nothing that a plan
says, so the Python reading is told it (`surroundings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.nodes import ColumnRange, Name, Word
from xl_grc.tables.formulas.verbs import Where
from xl_grc.tables.runtime.spots import BEYOND, ROW, SHEET

SHEET_NAMES, SHEET_TITLES = "SheetNames", "SheetTitles"
"""The defined names of cells below one another, one for each sheet: what it is called now, as formulas write it and
as it is. On their left stand cells that refer to the sheets."""


def _before(sheet: int, cells: str) -> str:
    """`BEYOND` - place of each of the cells, as a formula."""
    return f"({BEYOND // SHEET - sheet}E+10-ROW({cells})*{ROW}-COLUMN({cells}))"


def largest_before(bad: str, sheet: int, cells: str) -> str:
    """The largest `BEYOND` - place of the cells for which `bad` is 1, as a formula; 0 when it is so for none."""
    return f"SUMPRODUCT(MAX(({bad})*{_before(sheet, cells)}))"


@dataclass(frozen=True)
class Finding(Expression):
    """It waits for nothing."""

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class First(Finding):
    """The first cell of a column among the rows that keep all conditions."""

    sheet: int
    target: ColumnRange
    conditions: tuple[Where, ...]

    def formula(self, reading: Any) -> str:
        kept = "*".join(f"({condition.formula(reading)})" for condition in self.conditions)
        return largest_before(kept, self.sheet, self.target.formula(reading))

    def python(self, reading: Any) -> str:
        target = f"surroundings, {self.sheet}, '{self.target.table}.{self.target.column}'"
        if not reading.strict:
            return f"spots.first_kept({target}, {reading.rows(self.conditions)})"
        return f"spots.first({target}, [{', '.join(map(reading.filter, self.conditions))}])"

    def children(self) -> tuple[Expression, ...]:
        return (self.target, *self.conditions)


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
        found = (f"(1-_xlfn.ISFORMULA({name}))*{_before(self.sheet, name)}" for name in self.names)
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
    return f"INDEX({columns},{last}+1,0):INDEX({columns},{last}+1000,0)"


@dataclass(frozen=True)
class _BelowTable(Finding):
    """Something of what stands in the rows below a table; a filling has nothing there."""

    table: str

    def found(self, below: str) -> str:
        """What is made of the cells when there are some."""
        raise NotImplementedError

    def formula(self, reading: Any) -> str:
        below = below_name(self.table)
        return f"IF(COUNTA({below})=0,0,{self.found(below)})"

    def python(self, reading: Any) -> str:
        return "0"


@dataclass(frozen=True)
class RowsBelow(_BelowTable):
    """How many rows the table must be extended by to hold everything that stands below it."""

    def found(self, below: str) -> str:
        return f'SUMPRODUCT(MAX(({below}<>"")*(ROW({below})-ROW(INDEX({below},1,1))+1)))'


@dataclass(frozen=True)
class FirstBelow(_BelowTable):
    """The first filled cell there."""

    sheet: int

    def found(self, below: str) -> str:
        return largest_before(f'{below}<>""', self.sheet, below)


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


@dataclass(frozen=True)
class PlaceOf(Finding):
    """The place of a named cell."""

    sheet: int
    name: str

    def formula(self, reading: Any) -> str:
        return _before(self.sheet, self.name)

    def python(self, reading: Any) -> str:
        return f"spots.of_name(surroundings, {self.sheet}, '{self.name}')"


@dataclass(frozen=True)
class Largest(Finding):
    """MAX."""

    parts: tuple[Expression, ...]

    def formula(self, reading: Any) -> str:
        parts = [part.formula(reading) for part in self.parts]
        return f"MAX({','.join(parts)})" if len(parts) > 1 else parts[0]

    def python(self, reading: Any) -> str:
        parts = [part.python(reading) for part in self.parts]
        return f"spots.largest({', '.join(parts)})" if len(parts) > 1 else parts[0]

    def children(self) -> tuple[Expression, ...]:
        return self.parts


@dataclass(frozen=True)
class LinkTo(Finding):
    """A link to the cell that `spot` found, which shows the sheet and the address; "" when there is none.

    `sheets` are the keys of the sheets, in the order of the cells under the name `SHEET_TITLES`.
    """

    spot: Name
    sheets: tuple[str, ...]

    def formula(self, reading: Any) -> str:
        spot = self.spot.formula(reading)
        sheet = f"INT((1E+12-{spot})/1E+10)"
        address = f"ADDRESS(INT(MOD(-{spot},1E+10)/{ROW}),MOD(-{spot},{ROW}),4)"
        shown = f'INDEX({SHEET_TITLES},{sheet})&" "&{address}'
        return f'IF({spot}=0,"",HYPERLINK("#"&INDEX({SHEET_NAMES},{sheet})&"!"&{address},{shown}))'

    def python(self, reading: Any) -> str:
        titles = ", ".join(f"{key!r}: {Word(f'sheets.{key}').python(reading)}" for key in self.sheets)
        return f"spots.shown(surroundings, {self.spot.python(reading)}, {reading.variable(f'{{{titles}}}')})"

    def children(self) -> tuple[Expression, ...]:
        return (self.spot,)


def sheet_name(anchor: str) -> str:
    """What the sheet is called now to which the formula of a cell refers (`='Sheet'!$A$1`), as a formula.

    LibreOffice writes a "$" before the sheet and a "." behind it; with the "$" a link would lead nowhere.

    >>> sheet_name("A1").count("FORMULATEXT(A1)")
    4
    """
    formula = f"_xlfn.FORMULATEXT({anchor})"
    start = f'IF(MID({formula},2,1)="$",3,2)'
    return f"MID({formula},{start},LEN({formula})-4-{start})"


def largest(parts: Sequence[Expression]) -> Expression:
    """The largest of some numbers."""
    return Largest(tuple(parts))
