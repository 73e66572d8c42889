"""Cells typed into a workbook by a command, for a file and an open workbook alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xl_grc.values import Cell, stored
from xl_grc.workbook.repair.changes import Write, refuse_taken_rows
from xl_grc.workbook.returned.cells import ReturnedCells


class Typing:
    """Cells of a workbook with more typed into them: as they are read then, and as a list of what is typed."""

    def __init__(self, cells: ReturnedCells) -> None:
        self._before = cells
        columns = {name: list(column) for name, column in cells.columns.items()}
        formulas = {name: list(column) for name, column in cells.formulas.items()}
        self.cells = cells._replace(
            columns=columns, formulas=formulas, tables=dict(cells.tables), names=dict(cells.names)
        )
        self.writes: list[Write] = []

    def enter(self, name: str, columns: Mapping[str, list[Any]], rows: Sequence[int]) -> None:
        """Type the keys and inputs of a filling into rows of a table, counted from 0.

        Raises InputError when something stands where rows must be added.
        """
        self.reach(name, max(rows))
        table = self.cells.tables[name]
        for column in self.cells.kind.tables[name]:
            if column.role == "computed" or column.key not in table.placed.columns:
                continue
            key, place = f"{name}.{column.key}", table.place.left + table.placed.columns[column.key]
            cells, formulas = self.cells.columns[key], self.cells.formulas[key]
            for value, row in zip(columns[key], rows, strict=False):
                if value != "":
                    cells[row], formulas[row] = _read(value), None
                if value != "" or cells[row] is formulas[row] is None:  # what is blank joins its neighbours to a block
                    self.writes.append(Write(table.sheet, table.place.top + row, place, value, column.unit))

    def put(self, name: str, key: str, row: int, value: Any) -> None:
        """Type over a cell of a table, in a row that it has or that was reached; what it holds already stays."""
        table, column = self.cells.tables[name], self.cells.kind.tables[name][key]
        cells, formulas = self.cells.columns.get(f"{name}.{key}"), self.cells.formulas.get(f"{name}.{key}")
        if cells is None or formulas is None or stored(cells[row]) == value:
            return
        cells[row], formulas[row] = _read(value), None
        at = (table.place.top + row, table.place.left + table.placed.columns[key])
        self.writes.append(Write(table.sheet, *at, value, column.unit, like=table.place.bottom))

    def name(self, name: str, value: Any) -> None:
        """Type over a named cell, where the workbook has it."""
        place = self.cells.places.get(name)
        if place is not None and stored(self.cells.names.get(name)) != value:
            self.cells.names[name] = _read(value)
            unit = self.cells.kind.named_cells[name].unit
            self.writes.append(Write(place.sheet, place.row, place.column, value, unit))

    def reach(self, name: str, row: int) -> None:
        """Rows down to the one given, as when they are typed directly below a table."""
        table = self.cells.tables[name]
        bottom = max(table.bottom, table.place.top + row)
        if bottom > table.bottom:
            refuse_taken_rows(self._before, table, bottom)
            for column in self.cells.kind.tables[name]:
                for found in (self.cells.columns, self.cells.formulas):
                    cells: list[Any] = found.get(f"{name}.{column.key}", [])
                    cells.extend([None] * (bottom - table.bottom))
            self.cells.tables[name] = table._replace(bottom=bottom)


def _read(value: Any) -> Cell:
    """A value as a workbook is read with it; "" is a blank."""
    return (value or None) if isinstance(value, str) else float(value)
