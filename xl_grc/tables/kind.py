"""A kind of workbook: everything by which the workbooks of one kind differ from those of another, as a value.

Whoever fills, reads, checks or mends a workbook is given its kind. What takes long to work out (expressions, and the
formulas made of them) stands behind `definition` and is made when it is first asked for: filling in a workbook does
without, from the shape and the calculations that were written out of the definition beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

from xl_grc.records import NamedTuple, equal_to_itself_alone
from xl_grc.tables.runtime.spots import Place, Surroundings
from xl_grc.tables.shape import Bounds, Held, TableShape
from xl_grc.text import Texts

if TYPE_CHECKING:
    from xl_grc.tables.definition import Definition, NamedCell, Table

ColumnValues: TypeAlias = MutableMapping[str, list[Any]]
"""Values by "Table.column"."""
NamedValues: TypeAlias = MutableMapping[str, Any]
"""Values by named cell."""
Calculation: TypeAlias = Callable[[ColumnValues, NamedValues, Surroundings], None]
"""Fills in every computed column and named cell, where they stand as the surroundings tell."""


@equal_to_itself_alone
class WorkbookKind(NamedTuple):
    """A kind of workbook. It equals itself alone, so that what was worked out of it can be kept under it."""

    name: str
    """Its templates are `{name}_{language}.xlsx`."""
    version: int
    """Goes up when older workbooks are no longer read."""
    sign: str
    """The table by which a workbook of this kind is known."""
    shapes: Mapping[str, TableShape]
    """Its tables without their formulas."""
    named_inputs: Mapping[str, Held]
    """The named cells that are filled, and what they hold."""
    limits: Mapping[str, Bounds]
    """What counts in each input of numbers, under "Table.column" or the name of the cell."""
    places: Mapping[str, Place]
    """Where tables and named cells stand in its own templates: see `Surroundings`."""
    texts: Callable[[str], Texts]
    """The words of a language: titles of sheets, headers of columns, words in formulas."""
    calculation: Callable[[str], Calculation]
    """The plain calculation in a language: see `xl_grc.tables.evaluation`."""
    define: Callable[[], Definition]
    """The definition, made by the first call."""
    settings: tuple[str, ...] = ()
    """The named inputs that say whose workbook it is, and for when; the others try figures, or follow."""

    @property
    def definition(self) -> Definition:
        """The tables and named cells with their formulas."""
        return self.define()

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table under its name, in the order of the workbook."""
        return self.definition.tables

    @property
    def named_cells(self) -> Mapping[str, NamedCell]:
        """Every named cell under its name."""
        return self.definition.named_cells

    @property
    def lists(self) -> Mapping[str, str]:
        """The tables of choices, and the defined name that feeds drop-downs from each."""
        return self.definition.lists

    @property
    def ranges(self) -> Mapping[str, tuple[str, str]]:
        """Every defined name of a column: the table and the column it shows."""
        return self.definition.ranges
