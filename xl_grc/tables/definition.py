"""What a table, a column and a named cell are, and what all of a workbook's make up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xl_grc.errors import KnownEntries
from xl_grc.functions.expression import Expression
from xl_grc.functions.units import MARK, SHARE, TEXT, Unit
from xl_grc.tables.formulas.blanks import blank_when_missing
from xl_grc.tables.formulas.limits import InputLimits, limits_of
from xl_grc.tables.shape import Role


@dataclass(frozen=True)
class Column:
    """A column of a table: its key in the text files, what it holds, and how it is computed."""

    key: str
    unit: Unit
    role: Role = "input"
    computed: Expression | None = None
    choices: str = ""
    """The defined name whose list feeds the drop-down."""
    spare: float | str = ""
    """What it holds in a row kept free for typing."""


def given(key: str, unit: Unit, choices: str = "") -> Column:
    """A column that the user fills."""
    return Column(key, unit, choices=choices)


def computed(key: str, unit: Unit, expression: Expression, spare: float | str = "") -> Column:
    """A column that is calculated; "" while something it needs is blank or a divisor is zero."""
    return Column(key, unit, "computed", blank_when_missing(expression), spare=spare)


@dataclass(frozen=True)
class Table:
    """A named table: its columns from left to right, its sheet, and its rows.

    A growing table keeps `spare_rows` free for typing; a fixed one has `rows` rows, or the rows of its `keys`. The
    formulas of a table `by_cell` name cells of their row (B7) where others say [#This Row]: a table of thousands of
    rows opens many times sooner.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    spare_rows: int = 0
    rows: int = 0
    keys: tuple[float, ...] = ()
    by_cell: bool = False

    @property
    def grows(self) -> bool:
        """Whether rows may be added."""
        return not self.fixed_rows

    @property
    def fixed_rows(self) -> int:
        """How many rows a fixed table has; 0 for a growing one."""
        return self.rows or len(self.keys)

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns under their keys."""
        return KnownEntries(f"the columns of the table {self.name}", {column.key: column for column in self.columns})

    def __getitem__(self, key: str) -> Column:
        return self.by_key[key]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


@dataclass(frozen=True)
class NamedCell:
    """A cell with a defined name, on a sheet: an input, or computed."""

    name: str
    sheet: str
    unit: Unit
    computed: Expression | None = None
    until_typed: str = ""
    """The native formula that an input holds until something is typed over it."""


def named(name: str, sheet: str, unit: Unit, expression: Expression | None = None, until_typed: str = "") -> NamedCell:
    """A named cell; computed when an expression is given."""
    computed = None if expression is None else blank_when_missing(expression)
    return NamedCell(name, sheet, unit, computed, until_typed)


@dataclass(frozen=True, eq=False)
class Definition:
    """What stands in the workbooks of a kind: tables and named cells with their formulas, and what drop-downs offer."""

    tables: Mapping[str, Table]
    named_cells: Mapping[str, NamedCell]
    lists: Mapping[str, str] = field(default_factory=dict)
    """The tables that hold nothing but choices, and the defined name that feeds drop-downs from each."""
    ranges: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Every defined name of a column: the table and the column it shows."""
    areas: tuple[str, ...] = ()
    """The defined names of other cells that formulas read."""
    sheets: tuple[str, ...] = ()
    """The keys of the sheets in their order, where formulas lead to them."""

    @cached_property
    def computed(self) -> frozenset[str]:
        """What holds a formula: "Table.column" or the name of the cell."""
        columns = {f"{table.name}.{one.key}": one for table in self.tables.values() for one in table}
        cells: Mapping[str, Column | NamedCell] = {**columns, **self.named_cells}
        return frozenset(name for name, one in cells.items() if one.computed is not None)

    @cached_property
    def limits(self) -> Mapping[str, InputLimits]:
        """What counts in each input of numbers, under "Table.column" or the name of the cell.

        The keys of tables of a fixed size are nobody's input.
        """
        columns = {
            f"{table.name}.{one.key}": one
            for table in self.tables.values()
            for one in table
            if table.grows or one.role == "input"
        }
        inputs: Mapping[str, Column | NamedCell] = {**columns, **self.named_cells}
        return {
            name: limits_of(one.unit)
            for name, one in inputs.items()
            if one.computed is None and one.unit not in (TEXT, MARK, SHARE)
        }
