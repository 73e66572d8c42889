"""Reads the expressions of the workbook over whole columns at once: the analysis is the same definition as the cells.

Columns are arrays of numbers, in which NaN stands for the "" of a cell.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

import numpy as np

from xl_grc.functions.choice import Choice
from xl_grc.functions.expression import Binary, Comparison, Constant, Expression
from xl_grc.functions.helpers import Call
from xl_grc.tables.formulas.nodes import AllOf, Blank, Cell, Given, Name

_ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def evaluated(expression: Expression, cells: Mapping[str, Any], names: Mapping[str, float]) -> Any:
    """The values of an expression: `cells` are columns by key, `names` the named cells."""
    match expression:
        case Constant(value):
            return np.nan if value == "" else value
        case Cell(column):
            return cells[column]
        case Name(name):
            return names[name]
    return _combined(expression, [evaluated(part, cells, names) for part in expression.children()])


def _combined(expression: Expression, parts: list[Any]) -> Any:
    """The values of an expression from those of its parts."""
    with np.errstate(divide="ignore", invalid="ignore"):
        match expression:
            case Blank():
                return np.isnan(parts[0])
            case Given():
                return ~np.isnan(parts[0])
            case Choice():
                return np.where(*parts)
            case AllOf():
                return np.all(np.broadcast_arrays(*parts), axis=0)
            case Binary() | Comparison():
                return (_ARITHMETIC | _COMPARISONS)[expression.operator](*parts)
            case Call():  # the one helper of these definitions: see `references.longest`
                days, times, rhythm = parts
                return np.fmax(days, np.round(times * rhythm, 9))
    raise NotImplementedError(type(expression).__name__)
