"""The value of every computed cell, from the same definitions as its formula.

When every input is a number, a text or "" and no action stands twice in a table, the plain calculation runs, which was
written out of the definitions beforehand; else (an error, a text where a number belongs, TRUE) the *strict* one runs:
the same expressions, with every operand converted as a sheet does and every cell failing on its own.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Any

from xl_grc.tables.generated.shape import NAMED_INPUTS, TABLES

_INPUTS = [
    (f"{table.name}.{column.key}", column.kind)
    for table in TABLES.values()
    for column in table.columns
    if column.role != "computed"
]
_NUMERIC_INPUTS = [key for key, kind in _INPUTS if kind == "number"]
_TEXT_INPUTS = [key for key, kind in _INPUTS if kind == "text"]
_MARK_INPUTS = [key for key, kind in _INPUTS if kind == "mark"]
_KEYS = [f"{table.name}.{column.key}" for table in TABLES.values() for column in table.columns if column.role == "key"]
_NUMERIC_NAMES = [name for name, kind in NAMED_INPUTS.items() if kind == "number"]

LARGEST, SMALLEST = 1e15, 1e-15
"""Beyond these magnitudes a product or a quotient may leave the range of numbers; the strict source looks at every
result."""

Columns = MutableMapping[str, list[Any]]
"""Values by "Table.column"."""
Names = MutableMapping[str, Any]
"""Values by named cell."""


def evaluate(columns: Columns, names: Names, language: str) -> None:
    """Fill in every computed column and named cell.

    `columns` holds the key and input columns, `names` the input cells and AsOf (a serial number); a blank
    is "". Columns of one table have one length. Errors are `ErrorToken`s in their cells.
    """
    calculate = _plain(language) if _is_plain(columns, names) else _strict(language)
    calculate(columns, names)


@cache
def _plain(language: str) -> Callable[[Columns, Names], None]:
    return import_module(f"xl_grc.tables.generated.{language}").calculate  # type: ignore[no-any-return]


def _strict(language: str) -> Callable[[Columns, Names], None]:
    from xl_grc.tables.calculation import strict_calculation  # needs every formula; hardly a plan does

    return strict_calculation(language)


def _is_plain(columns: Columns, names: Names) -> bool:
    return (
        _are_numbers([*map(names.__getitem__, _NUMERIC_NAMES), *_cells(columns, _NUMERIC_INPUTS)])
        and set(map(type, _cells(columns, _TEXT_INPUTS))) <= {str, int, float}
        and set(map(type, _cells(columns, _MARK_INPUTS))) <= {str}
        and all(_are_different(columns[key]) for key in _KEYS)
    )


def _are_different(keys: list[Any]) -> bool:
    """Whether no number stands twice: what a sheet counts under a number is then what it finds by it."""
    if len(set(keys)) == len(keys):
        return True
    given = [key for key in keys if key != ""]
    return len(set(given)) == len(given)


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
