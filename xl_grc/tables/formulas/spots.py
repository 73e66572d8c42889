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
from xl_grc.tables.runtime.spots import BEYOND, ROW, ROWS, SHEET

SHEET_NAMES, SHEET_TITLES = "SheetNames", "SheetTitles"
"""The defined names of cells below one another, one for each sheet: what it is called now, as formulas write it
before a cell ('Sheet'!), and as it is. On their left stand cells that refer to the sheets."""


def place_before(sheet: int, cells: str) -> str:
    """`BEYOND` - place of each of the cells, as a formula."""
    return f"({BEYOND // SHEET - sheet}E+10-ROW({cells})*{ROW}-COLUMN({cells}))"


def largest_before(bad: str, sheet: int, cells: str) -> str:
    """The largest `BEYOND` - place of the cells for which `bad` is 1, as a formula; 0 when it is so for none."""
    return f"SUMPRODUCT(MAX(({bad})*{place_before(sheet, cells)}))"


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
            return f"spots.first_kept({target}, {reading.rows_later(self.conditions)})"
        return f"spots.first({target}, [{', '.join(map(reading.filter, self.conditions))}])"

    def children(self) -> tuple[Expression, ...]:
        return (self.target, *self.conditions)


@dataclass(frozen=True)
class PlaceOf(Finding):
    """The place of a named cell."""

    sheet: int
    name: str

    def formula(self, reading: Any) -> str:
        return place_before(self.sheet, self.name)

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

    In LibreOffice it leads to the row of the cell, from the first column on: no PDF is written there when a link leads
    to what is not printed, as columns far to the right. `sheets` are the keys of the sheets, in the order of
    the cells under the name `SHEET_TITLES`.
    """

    spot: Name
    sheets: tuple[str, ...]

    def formula(self, reading: Any) -> str:
        spot = self.spot.formula(reading)
        sheet = f"INT((1E+12-{spot})/1E+10)"
        name, row = f"INDEX({SHEET_NAMES},{sheet})", f"INT(MOD(-{spot},1E+10)/{ROW})"
        address = f"ADDRESS({row},MOD(-{spot},{ROW}),4)"
        shown = f'INDEX({SHEET_TITLES},{sheet})&" "&{address}'
        first = f'IF(RIGHT({name})=".","B"&{row}&":","")'
        return f'IF({spot}=0,"",HYPERLINK("#"&{name}&{first}&{address},{shown}))'

    def python(self, reading: Any) -> str:
        titles = ", ".join(f"{key!r}: {Word(f'sheets.{key}').python(reading)}" for key in self.sheets)
        return f"spots.shown(surroundings, {self.spot.python(reading)}, {reading.variable(f'{{{titles}}}')})"

    def children(self) -> tuple[Expression, ...]:
        return (self.spot,)


LIGHT_COUNTS, LIGHT_TEXTS, LIGHT_SPOTS = "LightCounts", "LightTexts", "LightSpots"
"""The defined names of columns of the home page, from its first row on: how often each light that asks for something
means something, what it says, the first cell that it means."""


@dataclass(frozen=True)
class NextLit(Finding):
    """`ROWS` - row of the first light that is on, or of the next one below that which `before` found; 0 if none is."""

    counts: tuple[Name, ...]
    before: Name | None = None

    def formula(self, reading: Any) -> str:
        row = f"{ROWS}-ROW({LIGHT_COUNTS})"
        below = f"*({row}<{self.before.formula(reading)})" if self.before is not None else ""
        return f"SUMPRODUCT(MAX(({LIGHT_COUNTS}>0){below}*({row})))"

    def python(self, reading: Any) -> str:
        counts = ", ".join(f"'{count.name}': {count.python(reading)}" for count in self.counts)
        before = f", {self.before.python(reading)}" if self.before is not None else ""
        return f"spots.next_lit(surroundings, {{{counts}}}{before})"

    def children(self) -> tuple[Expression, ...]:
        return (*self.counts, self.before) if self.before is not None else self.counts


@dataclass(frozen=True)
class OfLit(Finding):
    """What a light has in one of the columns; `found` is a `NextLit`, `each` what each of the `counts` has there."""

    found: Name
    column: str
    counts: tuple[Name, ...]
    each: tuple[Expression, ...]

    def formula(self, reading: Any) -> str:
        return f"INDEX({self.column},{ROWS}-{self.found.formula(reading)})"

    def python(self, reading: Any) -> str:
        each = [f"'{count.name}': {one.python(reading)}" for count, one in zip(self.counts, self.each, strict=True)]
        return f"spots.of_lit(surroundings, {self.found.python(reading)}, {{{', '.join(each)}}})"

    def children(self) -> tuple[Expression, ...]:
        return (self.found, *self.each)


def sheet_name(anchor: str) -> str:
    """What stands before a cell of the sheet to which the formula of a cell refers (`='Sheet'!$A$1`), as a formula.

    LibreOffice writes a "$" before the sheet, with which a link would lead nowhere, and a "." behind it.

    >>> sheet_name("A1").count("FORMULATEXT(A1)")
    4
    """
    formula = f"_xlfn.FORMULATEXT({anchor})"
    start = f'IF(MID({formula},2,1)="$",3,2)'
    return f"MID({formula},{start},LEN({formula})-3-{start})"


def sheet_title(name: str) -> str:
    r"""Its title, as people read it, as a formula; `name` is the cell that holds its name.

    >>> sheet_title("B1")
    'IF(LEFT(B1,1)="\'",SUBSTITUTE(MID(B1,2,LEN(B1)-3),"\'\'","\'"),LEFT(B1,LEN(B1)-1))'
    """
    bare = f'SUBSTITUTE(MID({name},2,LEN({name})-3),"\'\'","\'")'
    return f'IF(LEFT({name},1)="\'",{bare},LEFT({name},LEN({name})-1))'


def largest(parts: Sequence[Expression]) -> Expression:
    """The largest of some numbers."""
    return Largest(tuple(parts))
