"""The computed cells of a returned workbook as saved, beside what they must hold: one walk for all who compare."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from xl_grc.ooxml.formula_text import moved
from xl_grc.records import NamedTuple
from xl_grc.values import NUMBERS, Cell, stored
from xl_grc.workbook.expected.contents import Expected
from xl_grc.workbook.expected.epoch import DAYS_1904
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.locate import ReturnedTable

_RELATIVE = 1e-9
_MANY = 1_000
"""A table of more rows in which no cell holds a formula was written so; a shorter one lost its formulas."""


class SavedCells(NamedTuple):
    """The cells of a computed column, or a named cell with a formula: what was saved, and what must stand there.

    A named cell is a column of one row in no table. `values` has more rows than the workbook where it lacks some;
    `formulas` has none where they were not read.
    """

    table: ReturnedTable | None
    key: str
    """The key of the column, or the name of the cell."""
    formulas: Sequence[str | None]
    cells: Sequence[Cell]
    formula: str
    values: Sequence[Any]
    by_cell: bool = False
    """Whether the formula, that of the first row, names cells of its row."""
    values_alone: bool = False
    """Whether the column holds values in place of formulas, as tables of thousands of rows are written."""

    def formula_at(self, row: int) -> str:
        """The formula of a row, counted from 0."""
        return moved(self.formula, row) if self.by_cell else self.formula

    @property
    def home(self) -> str:
        """The name of the table, "" for a named cell."""
        return "" if self.table is None else self.table.name


def saved_cells(cells: ReturnedCells, expected: Expected, values: frozenset[str] | None = None) -> Iterator[SavedCells]:
    """Every computed cell of the workbook, table by table, then the named ones; `values` are the tables that hold
    values in place of formulas, those of the workbook if not given."""
    values = tables_of_values(cells) if values is None else values
    for name, table in cells.tables.items():
        by_cell, values_alone = cells.kind.tables[name].by_cell, name in values
        for column in cells.kind.tables[name]:
            key = f"{name}.{column.key}"
            if key in expected.formulas and key in cells.columns:
                saved = cells.formulas.get(key, ()), cells.columns[key]
                wanted = expected.formulas[key], expected.columns[key]
                yield SavedCells(table, column.key, *saved, *wanted, by_cell, values_alone)
    for name in cells.places:
        if name in expected.name_formulas:
            saved = [cells.name_formulas.get(name)], [cells.names.get(name)]
            yield SavedCells(None, name, *saved, expected.name_formulas[name], [expected.names[name]])


def shows_all(cells: ReturnedCells, expected: Expected) -> bool:
    """Whether each computed cell shows what it must: the same walk, for those who ask no more."""
    named = [name for name in cells.places if name in expected.name_formulas]
    saved = [list(map(cells.names.get, named)), *map(cells.columns.get, expected.formulas)]
    wanted = [list(map(expected.names.get, named)), *map(expected.columns.get, expected.formulas)]
    return all(one is None or _shows(one, other or ()) for one, other in zip(saved, wanted, strict=True))


def _shows(cells: Sequence[Cell], values: Sequence[Any]) -> bool:
    return None not in cells and (cells == values or all(map(same_value, cells, values)))


def tables_of_values(cells: ReturnedCells) -> frozenset[str]:
    """The tables of thousands of rows that hold values where others have formulas: they were written so."""
    return frozenset(name for name in cells.tables if _holds_values(cells, name))


def _holds_values(cells: ReturnedCells, name: str) -> bool:
    table = cells.kind.tables[name]
    if not table.by_cell or not cells.formulas:
        return False
    written = [cells.formulas.get(f"{name}.{one.key}", ()) for one in table if one.computed is not None]
    return max(map(len, written)) > _MANY and not any(map(any, written))


def same_value(cached: Cell, wanted: Any) -> bool:
    """Whether a saved value is the calculated one: numbers to 1e-9 of their size (zero only zero), texts exactly."""
    if cached == wanted:
        return True
    if cached.__class__ is float and wanted.__class__ in NUMBERS:
        return math.isclose(cached, wanted, rel_tol=_RELATIVE)
    shown = stored(cached)
    if isinstance(shown, bool) or isinstance(wanted, bool) or isinstance(shown, str) or isinstance(wanted, str):
        return bool(shown == wanted)
    if not wanted and shown == DAYS_1904:  # no day at all, read as the first one of a calendar from 1904
        return isinstance(cached, date)
    return math.isclose(shown, wanted, rel_tol=_RELATIVE)
