"""A body over many rows: its Python reading, compiled into one loop.

The loop holds the body's own arithmetic between the limits of its parameters. Whatever is not plain (a blank, a text,
an error, a Decimal, a value outside the limits) leaves the loop for `answer`, which does the same for one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.expression import Binary, Expression, Operand
from xl_grc.functions.function import Function, Parameter
from xl_grc.functions.units import LANGUAGE, TEXT
from xl_grc.text import LANGUAGES

Row = list[Any]
DOUBTFUL = -2_000_000_000
"""Whole numbers down here are looked at by `answer`: Excel gives the errors that it has learned lately as such."""


def over_rows(function: Function, answer: Callable[..., Any]) -> Callable[..., list[Row]]:
    """A loop over columns of one-cell rows that answers a column of one-cell rows.

    `answer` gives the value or the error token of a row that is not plain.

    >>> from xl_grc.functions.catalogue import FUNCTIONS
    >>> over_rows(FUNCTIONS["ROI"], lambda margin, cost: "?")([[10.0], [5.0], [1.0]], [[20.0], [0.0], [None]])
    [[0.5], ['?'], ['?']]
    """
    reading = _RowReading()
    scope = {
        "answer": answer,
        "fail": _fail,
        "UNUSUAL": (ArithmeticError, TypeError, CellError),
        "LANGUAGES": LANGUAGES,
    }
    source = _source(function, reading)
    scope.update(reading.helpers)
    exec(compile(source, f"<rows of {function.name}>", "exec"), scope)
    return scope["rows"]  # type: ignore[return-value]  # defined by the source


def _source(function: Function, reading: _RowReading) -> str:
    names = [parameter.name for parameter in function.parameters]
    limits = [limit for parameter in function.parameters for limit in _limits(parameter)]
    return f"""
def rows({", ".join(names)}):
    results = []
    for {", ".join(f"({name},)" for name in names)}, in zip({", ".join(names)}):
        try:
            if {" and ".join(limits) or True}:
                result = {function.expression().python(reading)}
                if {_finished(function, reading)}:
                    results.append([result])
                    continue
        except UNUSUAL:
            pass
        results.append([answer({", ".join(names)})])
    return results
"""


def _limits(parameter: Parameter) -> Iterator[str]:
    name, low, high = parameter.name, parameter.unit.minimum, parameter.unit.maximum
    if parameter.unit is LANGUAGE:
        yield f"{name} in LANGUAGES"
    elif low is not None and high is not None:
        yield f"{low:.1f} <= {name} <= {high:.1f}"
    elif low is not None:
        yield f"{name} >= {low:.1f}"
    else:
        yield f"({name} > {DOUBTFUL} or {name}.__class__ is float)"


def _finished(function: Function, reading: _RowReading) -> str:
    """0 times a sum of finite numbers is 0; what is no plain number raises, an infinity leaves the loop.

    An infinity makes the result infinite, unless it is divided by or the result is a text.
    """
    divisors = [
        node.right for node in function.expression().walk() if isinstance(node, Binary) and node.operator == "/"
    ]
    bounded = {parameter.name for parameter in function.parameters if parameter.unit.maximum is not None}
    numbers = [parameter.name for parameter in function.parameters if parameter.unit is not LANGUAGE]
    if function.unit is TEXT:
        return f"({' + '.join(numbers)}) * 0.0 == 0.0"
    watched = [divisor.python(reading) for divisor in divisors if not _names(divisor) <= bounded]
    checked = f"({' + '.join([*watched, 'result'])}) * 0.0 == 0.0"
    return checked if divisors else f"result.__class__ is float and {checked}"  # whole numbers may grow beyond floats


def _names(expression: Expression) -> set[str]:
    return {node.name for node in expression.walk() if isinstance(node, Operand)}


def _fail(token: str) -> Any:
    raise CellError(token)


class _RowReading:
    """Operands are the variables of the loop, already numbers."""

    def __init__(self) -> None:
        self.helpers: dict[str, Callable[..., Any]] = {}

    def number(self, node: Expression) -> str:
        return node.python(self)

    value = number

    def comparison(self, operator: str, left: Expression, right: Expression) -> str:
        return f"{left.python(self)} {operator} {right.python(self)}"

    def use(self, name: str, compute: Callable[..., Any]) -> None:
        self.helpers[name] = compute
