"""The value of every computed cell, from the same definitions as its formula.

When every input is a number, a text or "", the first month is given and no action stands twice in a table, the plain
calculation runs, which was written out of the definitions beforehand; else (an error, a text where a number belongs,
TRUE) the *strict* one runs: the same expressions, with every operand converted as a sheet does and every cell failing
on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from xl_grc.records import NamedTuple
from xl_grc.tables.kind import Calculation, ColumnValues, NamedValues, WorkbookKind
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.shape import Bounds

_MARKS = frozenset({"", "X", "x"})
LARGEST, SMALLEST = 1e15, 1e-15
"""Beyond these magnitudes a product or a quotient may leave the range of numbers; the strict source looks at every
result."""


class _Inputs(NamedTuple):
    """The inputs of a kind of workbook by what they hold: names of columns, and of named cells.

    `numbers` puts those together that have the same limits: the limits, the columns, the named cells.
    """

    numbers: tuple[tuple[Bounds, tuple[str, ...], tuple[str, ...]], ...]
    texts: tuple[str, ...]
    marks: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    days: tuple[str, ...]
    """Named cells, of which much follows: they must be given."""


@cache
def _inputs(kind: WorkbookKind) -> _Inputs:
    given = [
        (f"{table.name}.{column.key}", column)
        for table in kind.shapes.values()
        for column in table.columns
        if column.role != "computed"
    ]
    texts, marks = (tuple(key for key, column in given if column.held == one) for one in ("text", "mark"))
    months = tuple(
        shares
        for table in kind.shapes.values()
        if (shares := tuple(f"{table.name}.{column.key}" for column in table.columns if column.held == "share"))
    )
    keys = tuple(key for key, column in given if column.role == "key")
    days = tuple(name for name, held in kind.named_inputs.items() if held == "day")
    return _Inputs(tuple(_by_limits(kind)), texts, marks, months, keys, days)


def _by_limits(kind: WorkbookKind) -> Iterator[tuple[Bounds, tuple[str, ...], tuple[str, ...]]]:
    for limits in dict.fromkeys(kind.limits.values()):
        alike = [name for name, own in kind.limits.items() if own == limits]
        named = tuple(name for name in alike if name in kind.named_inputs)
        yield limits, tuple(name for name in alike if name not in named), named


def evaluate(
    kind: WorkbookKind,
    columns: ColumnValues,
    names: NamedValues,
    language: str,
    surroundings: Surroundings | None = None,
    is_plain: bool | None = None,
    known: frozenset[str] = frozenset(),
) -> None:
    """Fill in every computed column and named cell.

    `columns` holds the key and input columns, `names` the input cells (a date is a serial number); a blank
    is "". Columns of one table have one length. Errors are `ErrorToken`s in their cells. Without `surroundings` the
    cells stand where the kind's own templates have them.

    `is_plain`: whether all inputs are known to be numbers of a usual size, texts or "", each where it belongs; None to
    look at them. `known` are computed columns that `columns` holds already, as they must be for plain inputs.
    """
    plain = are_plain(kind, columns, names) if is_plain is None else is_plain
    calculate = _calculation(kind, language, known) if plain else _strict(kind, language)
    calculate(columns, names, surroundings or Surroundings(kind.places))


def _calculation(kind: WorkbookKind, language: str, known: frozenset[str]) -> Calculation:
    if not known:
        return kind.calculation(language)
    from xl_grc.tables.calculation import calculation_beside  # of definitions, which plans do without

    return calculation_beside(kind, language, known)


def _strict(kind: WorkbookKind, language: str) -> Calculation:
    from xl_grc.tables.calculation import strict_calculation  # needs every formula; hardly a workbook does

    return strict_calculation(kind, language)


def are_plain(kind: WorkbookKind, columns: ColumnValues, names: NamedValues) -> bool:
    """Whether all inputs are numbers of a usual size, texts or "", each where it belongs."""
    inputs = _inputs(kind)
    return (
        all(names[name] != "" for name in inputs.days)
        and all(
            _are_numbers([*map(names.__getitem__, named), *_cells(columns, keys)], limits)
            for limits, keys, named in inputs.numbers
        )
        and set(map(type, _cells(columns, inputs.texts))) <= {str}
        and set(map(type, _cells(columns, inputs.marks))) <= {str}
        and all(_are_shares([columns[key] for key in keys]) for keys in inputs.months)
        and all(_are_different(columns[key]) for key in inputs.keys)
    )


def _are_shares(months: list[list[Any]]) -> bool:
    """Whether the months hold nothing but X and shares, and no row both."""
    held = set(chain.from_iterable(months))
    if held <= _MARKS:
        return True
    if not set(map(type, held)) <= {str, int, float} or not all(map(_is_share, held - _MARKS)):
        return False
    return not any({"X", "x"} & set(row) and set(row) - _MARKS for row in zip(*months, strict=True))


def _is_share(value: Any) -> bool:
    return value.__class__ is not str and SMALLEST < value < LARGEST


def _are_different(keys: list[Any]) -> bool:
    """Whether no number stands twice: what a sheet counts under a number is then what it finds by it."""
    if len(set(keys)) == len(keys):
        return True
    given = [key for key in keys if key != ""]
    return len(set(given)) == len(given)


def _cells(columns: ColumnValues, keys: Iterable[str]) -> chain[Any]:
    return chain.from_iterable(map(columns.__getitem__, keys))


def _are_numbers(values: list[Any], limits: Bounds) -> bool:
    """Only numbers of a usual size within the limits, and blanks."""
    if not set(map(type, values)) <= {str, int, float}:
        return False
    numbers = [value for value in values if value.__class__ is not str]
    if values.count("") != len(values) - len(numbers):
        return False
    if not numbers:
        return True
    minimum, maximum = limits
    least, largest = min(numbers), max(numbers)
    if largest > maximum or (minimum is not None and least < minimum):
        return False
    sizes = list(filter(None, numbers if least >= 0 else map(abs, numbers)))
    return not sizes or (max(largest, -least) < LARGEST and min(sizes) > SMALLEST)
