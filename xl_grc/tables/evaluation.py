"""The value of every computed cell, from the same definitions as its formula.

When every input is a number, a text or "" and no action stands twice in a table, the plain calculation runs, which was
written out of the definitions beforehand; else (an error, a text where a number belongs, TRUE) the *strict* one runs:
the same expressions, with every operand converted as a sheet does and every cell failing on its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from xl_grc.tables.kind import Calculation, ColumnValues, NamedValues, WorkbookKind

LARGEST, SMALLEST = 1e15, 1e-15
"""Beyond these magnitudes a product or a quotient may leave the range of numbers; the strict source looks at every
result."""


class _Inputs(NamedTuple):
    """The inputs of a kind of workbook by what they hold: names of columns, and of named cells."""

    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    marks: tuple[str, ...]
    keys: tuple[str, ...]
    named_numbers: tuple[str, ...]


@cache
def _inputs(kind: WorkbookKind) -> _Inputs:
    given = [
        (f"{table.name}.{column.key}", column)
        for table in kind.shapes.values()
        for column in table.columns
        if column.role != "computed"
    ]
    numbers, texts, marks = (
        tuple(key for key, column in given if column.kind == held) for held in ("number", "text", "mark")
    )
    keys = tuple(key for key, column in given if column.role == "key")
    return _Inputs(
        numbers, texts, marks, keys, tuple(name for name, held in kind.named_inputs.items() if held == "number")
    )


def evaluate(
    kind: WorkbookKind, columns: ColumnValues, names: NamedValues, language: str, is_plain: bool | None = None
) -> None:
    """Fill in every computed column and named cell.

    `columns` holds the key and input columns, `names` the input cells (a date is a serial number); a blank
    is "". ColumnValues of one table have one length. Errors are `ErrorToken`s in their cells.

    `is_plain`: whether all inputs are known to be numbers of a usual size, texts or "", each where it belongs; None to
    look at them.
    """
    plain = _is_plain(_inputs(kind), columns, names) if is_plain is None else is_plain
    calculate = kind.calculation(language) if plain else _strict(kind, language)
    calculate(columns, names)


def _strict(kind: WorkbookKind, language: str) -> Calculation:
    from xl_grc.tables.calculation import strict_calculation  # needs every formula; hardly a workbook does

    return strict_calculation(kind, language)


def _is_plain(inputs: _Inputs, columns: ColumnValues, names: NamedValues) -> bool:
    return (
        _are_numbers([*map(names.__getitem__, inputs.named_numbers), *_cells(columns, inputs.numbers)])
        and set(map(type, _cells(columns, inputs.texts))) <= {str, int, float}
        and set(map(type, _cells(columns, inputs.marks))) <= {str}
        and all(_are_different(columns[key]) for key in inputs.keys)
    )


def _are_different(keys: list[Any]) -> bool:
    """Whether no number stands twice: what a sheet counts under a number is then what it finds by it."""
    if len(set(keys)) == len(keys):
        return True
    given = [key for key in keys if key != ""]
    return len(set(given)) == len(given)


def _cells(columns: ColumnValues, keys: Iterable[str]) -> chain[Any]:
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
