"""The rows of tables of a fixed size, known by numbers that nobody types: typed over, or no longer in their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xl_grc.errors import Problem
from xl_grc.tables.definition import Table
from xl_grc.values import Cell, cell_text, number_held
from xl_grc.workbook.expected.saved import same_value
from xl_grc.workbook.returned.cells import ReturnedCells


def fixed_row_problems(cells: ReturnedCells) -> Iterator[Problem]:
    """The fixed numbers that are not what they must be; one problem for rows that were sorted or lost, which took along
    what people typed in them."""
    for name, found in cells.tables.items():
        table = cells.kind.tables[name]
        key = table.columns[0].key if table.keys else ""
        held = cells.columns.get(f"{name}.{key}", ())
        wrong = [row for row, pair in enumerate(zip(held, table.keys, strict=False)) if not same_value(*pair)]
        if wrong and _are_moved(table, held):
            header = str(cells.kind.texts(cells.language)[f"columns.{name}.{key}"])
            place = Problem.of("rows_moved", header=header)
            yield place._replace(file=cells.book.file, sheet=found.sheet.title, value=name)
            continue
        for row in wrong:
            wanted = cell_text(table.keys[row])
            yield cells.problem("fixed_number", name, key, row, cell_text(held[row]), wanted=wanted)


def _are_moved(table: Table, held: Sequence[Cell]) -> bool:
    """Whether every row of a table that is typed in still has a number of its own, of those that it must have."""
    numbers = [number for number in map(number_held, held) if number is not None]
    own = {place for number in numbers for place, key in enumerate(table.keys) if same_value(number, key)}
    typed = any(column.role == "input" for column in table)
    return typed and len(own) == len(numbers) == len(held)
