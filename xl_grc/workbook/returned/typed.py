"""What people typed into a workbook of any kind: keys and inputs of the filled rows of its tables, named inputs."""

from __future__ import annotations

from typing import Any

from xl_grc.records import NamedTuple
from xl_grc.values import stored
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows


class Typed(NamedTuple):
    """By "Table.column" a list with one cell a filled row, and by name; a blank is "", a date a serial number."""

    columns: dict[str, list[Any]]
    names: dict[str, Any]


def typed_in(cells: ReturnedCells) -> Typed:
    """What was typed into the tables that a workbook has. Tables of a fixed size are whole."""
    columns: dict[str, list[Any]] = {}
    for name, found in cells.tables.items():
        table = cells.kind.tables[name]
        rows = filled_rows(cells, name) if table.grows else range(found.bottom - found.place.top + 1)
        for column in table:
            known = cells.columns.get(f"{name}.{column.key}")
            if column.role != "computed" and known is not None:
                columns[f"{name}.{column.key}"] = [stored(known[row]) for row in rows]
    named = cells.kind.named_cells
    names = {name: stored(cell) for name, cell in cells.names.items() if named[name].computed is None}
    return Typed(columns, names)
