"""Writes expressions as formulas of a sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.limits import InputLimits
from xl_grc.tables.formulas.nodes import name_of
from xl_grc.tables.formulas.verbs import Lookup
from xl_grc.tables.shape import header
from xl_grc.text import Texts


class SheetReading:
    """Writes references in the file form of structured references, `Table[[#This Row],[Column]]`.

    `cells` are the addresses of the row's cells by column, for a table whose formulas name those. `limits` say what
    counts in the inputs of numbers, `computed` which columns ("Table.column") and named cells hold formulas."""

    def __init__(
        self,
        limits: Mapping[str, InputLimits],
        texts: Texts,
        months: Sequence[str],
        table: str = "",
        cells: Mapping[str, str] | None = None,
        computed: Collection[str] = (),
    ) -> None:
        self._cells = cells or {}
        self.texts = texts
        self._limits = limits
        self._computed = computed
        self._months = months
        self.table = table

    def limits(self, operand: Expression) -> InputLimits | None:
        """What counts in an input of numbers; None for anything else."""
        return self._limits.get(name_of(operand, self.table))

    def is_computed(self, operand: Expression) -> bool:
        """Whether a cell holds a formula."""
        cell = operand.column if isinstance(operand, Lookup) else operand
        return name_of(cell, self.table) in self._computed

    def header(self, table: str, column: str) -> str:
        """The header of a column."""
        return header(self.texts, table, column, self._months)

    def cell(self, column: str) -> str:
        """The cell of this row."""
        if column in self._cells:
            return self._cells[column]
        return f"{self.table}[[#This Row],[{self.header(self.table, column)}]]"

    def column(self, table: str, column: str) -> str:
        """The whole column."""
        return f"{table}[{self.header(table, column)}]"

    def header_cell(self, table: str, column: str) -> str:
        """The cell that holds the header of a column."""
        return f"{table}[[#Headers],[{self.header(table, column)}]]"

    def block(self, table: str, first: str, last: str) -> str:
        """The columns from one to another."""
        names = self.header(table, first), self.header(table, last)
        return f"{table}[{names[0]}]" if first == last else f"{table}[[{names[0]}]:[{names[1]}]]"

    def months_of_row(self) -> str:
        """The twelve months of this row."""
        return f"{self.table}[[#This Row],[{self._months[0]}]:[{self._months[11]}]]"

    def first_month(self, table: str) -> str:
        """The header of the first month."""
        return self.header_cell(table, "month_1")

    def months_block(self, table: str) -> str:
        """The twelve months of all rows."""
        return f"{table}[[{self._months[0]}]:[{self._months[11]}]]"

    def compared(self, side: Expression) -> str:
        """A side of a comparison."""
        return side.formula(self)
