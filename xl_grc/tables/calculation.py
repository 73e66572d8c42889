"""The calculation of a whole workbook, written as Python source out of its definition."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from graphlib import TopologicalSorter

from xl_grc.functions.expression import Expression
from xl_grc.tables.definition import Definition
from xl_grc.tables.formulas.nodes import ColumnRange, Name, RowCell
from xl_grc.tables.formulas.python_source import PythonReading
from xl_grc.tables.kind import Calculation, WorkbookKind
from xl_grc.text import Texts


def written(definition: Definition, texts: Texts, strict: bool, known: Collection[str] = frozenset()) -> PythonReading:
    """Every computed cell as Python source, column by column in order of dependency; `known` are the columns
    ("Table.column") that are worked out already.

    In the strict source every operand is converted as a sheet does and every cell fails on its own; the plain one is
    for usual numbers and texts.
    """
    reading = PythonReading(definition.limits, texts, strict)
    targets = _targets(definition)
    for table, column in order_of_calculation(definition):
        if f"{table}.{column}" not in known:
            reading.add(table, column, targets[table, column])
    return reading


@cache
def calculation_beside(kind: WorkbookKind, language: str, known: frozenset[str]) -> Calculation:
    """The plain calculation of the columns that are not `known`."""
    return written(kind.definition, kind.texts(language), strict=False, known=known).compile()


@cache
def strict_calculation(kind: WorkbookKind, language: str) -> Calculation:
    """The strict calculation."""
    return written(kind.definition, kind.texts(language), strict=True).compile()


def _targets(definition: Definition) -> dict[tuple[str, str], Expression]:
    cells = {(table.name, column.key): column.computed for table in definition.tables.values() for column in table}
    cells |= {("", name): cell.computed for name, cell in definition.named_cells.items()}
    return {target: expression for target, expression in cells.items() if expression is not None}


def _sources(table: str, expression: Expression) -> set[tuple[str, str]]:
    found = set()
    for node in expression.walk():
        match node:
            case RowCell(column):
                found.add((table, column))
            case ColumnRange(other, column):
                found.add((other, column))
            case Name(name):
                found.add(("", name))
    return found


@cache
def order_of_calculation(definition: Definition) -> tuple[tuple[str, str], ...]:
    """The computed cells, each after what it reads. A cycle raises graphlib.CycleError."""
    targets = _targets(definition)
    graph = {target: sorted(_sources(target[0], expression) & targets.keys()) for target, expression in targets.items()}
    return tuple(TopologicalSorter(graph).static_order())
