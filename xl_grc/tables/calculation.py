"""The calculation of a whole workbook, written as Python source out of the formulas of the schema."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.tables.nodes import Cell, ColumnRange, Name
from xl_grc.tables.python_source import PythonReading
from xl_grc.tables.schema import NAMED_CELLS, TABLES


def written(language: str, strict: bool) -> PythonReading:
    """Every computed cell as Python source, column by column in order of dependency.

    In the strict source every operand is converted as a sheet does and every cell fails on its own; the plain one is
    for usual numbers and texts.
    """
    reading = PythonReading(language, strict)
    targets = _targets()
    for table, column in order_of_calculation():
        reading.add(table, column, targets[table, column])
    return reading


@cache
def strict_calculation(language: str) -> Callable[[Any, Any], None]:
    """The strict calculation as a function of columns and names."""
    return written(language, strict=True).compile()


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
