"""The value of every computed cell, from the same definitions as its formula.

Each expression is written out once as Python source, column by column in order of dependency, and compiled. When
every input is a number, a text or "" the plain source runs; as soon as a cell holds anything else (an error, a
text where a number belongs, TRUE), the *careful* source runs: the same expressions, with every operand
converted as a sheet does and every cell failing on its own.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.functions.units import MARK, TEXT
from xl_grc.tables.nodes import Cell, ColumnRange, Name
from xl_grc.tables.python_reading import PythonReading
from xl_grc.tables.schema import NAMED_CELLS, TABLES

_INPUTS = [
    (f"{table.name}.{column.key}", column.unit)
    for table in TABLES.values()
    for column in table
    if column.role != "computed"
]
_NUMERIC_INPUTS = [key for key, unit in _INPUTS if unit not in (TEXT, MARK)]
_TEXT_INPUTS = [key for key, unit in _INPUTS if unit is TEXT]
_MARK_INPUTS = [key for key, unit in _INPUTS if unit is MARK]

Columns = MutableMapping[str, list[Any]]
"""Values by "Table.column"."""
Names = MutableMapping[str, Any]
"""Values by named cell."""


def evaluate(columns: Columns, names: Names, language: str) -> None:
    """Fill in every computed column and named cell.

    `columns` holds the key and input columns, `names` the input cells and AsOf (a serial number); a blank
    is "". Columns of one table have one length. Errors are `ErrorToken`s in their cells.
    """
    _evaluator(language, careful=not _is_plain(columns, names))(columns, names)


_NUMERIC_NAMES = [cell.name for cell in NAMED_CELLS.values() if cell.computed is None and cell.unit is not TEXT]

LARGEST, SMALLEST = 1e15, 1e-15
"""Beyond these magnitudes a product or a quotient may leave the range of numbers; the careful source looks at every
result."""


def _is_plain(columns: Columns, names: Names) -> bool:
    return (
        _are_numbers([*map(names.__getitem__, _NUMERIC_NAMES), *_cells(columns, _NUMERIC_INPUTS)])
        and set(map(type, _cells(columns, _TEXT_INPUTS))) <= {str, int, float}
        and set(map(type, _cells(columns, _MARK_INPUTS))) <= {str}
    )


def _cells(columns: Columns, keys: list[str]) -> chain[Any]:
    return chain.from_iterable(map(columns.__getitem__, keys))


def _are_numbers(values: list[Any]) -> bool:
    """Only numbers of a usual size, and blanks."""
    if not set(map(type, values)) <= {str, int, float}:
        return False
    numbers = [value for value in values if value.__class__ is not str]
    if values.count("") != len(values) - len(numbers):
        return False
    sizes = list(map(abs, filter(None, numbers)))
    return not sizes or (max(sizes) < LARGEST and min(sizes) > SMALLEST)


@cache
def _evaluator(language: str, careful: bool) -> Callable[[Columns, Names], None]:
    reading = PythonReading(language, careful)
    targets = _targets()
    for table, column in order_of_calculation():
        reading.add(table, column, targets[table, column])
    return reading.compile()


def _targets() -> dict[tuple[str, str], Expression]:
    cells = {(table.name, column.key): column.computed for table in TABLES.values() for column in table}
    cells |= {("", name): cell.computed for name, cell in NAMED_CELLS.items()}
    return {target: expression for target, expression in cells.items() if expression is not None}


def _sources(table: str, expression: Expression) -> set[tuple[str, str]]:
    found = set()
    for node in expression.walk():
        match node:
            case Cell(column):
                found.add((table, column))
            case ColumnRange(other, column):
                found.add((other, column))
            case Name(name):
                found.add(("", name))
    return found


@cache
def order_of_calculation() -> tuple[tuple[str, str], ...]:
    """The computed cells, each after what it reads. A cycle raises graphlib.CycleError."""
    targets = _targets()
    graph = {target: sorted(_sources(target[0], expression) & targets.keys()) for target, expression in targets.items()}
    return tuple(TopologicalSorter(graph).static_order())
