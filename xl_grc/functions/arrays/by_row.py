"""A function of single values over columns: an answer for every row."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, Literal

from xl_grc.errors import CellError
from xl_grc.functions.arrays.given import NAN, GivenArray, column, is_missing, is_na, plain
from xl_grc.functions.arrays.kinds import Kind, aligned
from xl_grc.functions.arrays.reading import ArrayReading, both, is_answer
from xl_grc.functions.function import Function, Parameter
from xl_grc.functions.units import TEXT

Errors = Literal["nan", "token"]
BLOCK = 1 << 14
"""Rows that are calculated at a time."""
CELLS = frozenset({float, int, str, bool, type(None)})
"""Single values, and nothing that a column might be."""
LARGEST = sys.float_info.max


def by_row(function: Function, arguments: Sequence[Any], errors: Errors = "nan") -> Any:
    """A result for every row, as the arguments came: a Series, an array, a list; a number for numbers.

    What is missing (NaN, NA) stays so. A row without an answer is NaN, or the token of its error.

    Raises CellError for a scalar without an answer, unless tokens are asked for; TypeError for a DataFrame; ValueError
    for columns that do not fit together.

    >>> from xl_grc.functions.catalogue import FUNCTIONS
    >>> by_row(FUNCTIONS["ROI"], ([10_000, 5_000], 10_000))
    [1.0, 0.5]
    >>> by_row(FUNCTIONS["ROI"], ([10_000, 5_000, float("nan")], [0, "5000", 1]), errors="token")
    ['#DIV/0!', 1.0, nan]
    """
    if CELLS.issuperset(map(type, arguments)):
        return of_cells(function, arguments, errors)
    arguments = aligned(arguments)
    kind = Kind.of(arguments)
    if kind.name == "scalar":
        return of_cells(function, [plain(cell) for cell in arguments], errors)
    import numpy as np

    with np.errstate(all="ignore"):
        columns = [column(given, parameter) for given, parameter in zip(arguments, function.parameters, strict=True)]
        shape = kind.shape(function.name, [given.numbers.shape for given in columns])
        results = _results(function, columns, shape)
    na = np.broadcast_to(reduce(or_, [given.na for given in columns]), shape)
    if errors == "token":
        results = _with_tokens(function, columns, results)
    return kind.wrap(results, na, function.name, function.unit is TEXT)


def _with_tokens(function: Function, columns: Sequence[GivenArray], results: Any) -> Any:
    """The answers with the error of each row that has none, cell by cell; what is missing stays so."""
    import numpy as np

    results = results.astype(object)
    missing = np.broadcast_to(reduce(or_, [np.isnan(given.numbers) for given in columns]), results.shape)
    cells = [np.broadcast_to(given.cells, results.shape) for given in columns]
    for place in zip(*np.nonzero((results != results) & ~missing), strict=True):
        results[place] = of_cells(function, [plain(column[place]) for column in cells], "token")
    return results


def _results(function: Function, columns: Sequence[GivenArray], shape: tuple[int, ...]) -> Any:
    """The answers, NaN where there is none; block by block, so that what every step leaves stays near the processor."""
    import numpy as np

    results = np.empty(shape, dtype=object if function.unit is TEXT else np.float64)
    numbers = [np.broadcast_to(given.numbers, shape) if given.numbers.shape else given.numbers for given in columns]
    body = function.expression()
    for start in range(0, shape[0], BLOCK):
        block = slice(start, start + BLOCK)
        columns_of_block = [column[block] if column.shape else column for column in numbers]
        reading = ArrayReading(dict(zip((p.name for p in function.parameters), columns_of_block, strict=True)))
        results[block] = body.array(reading)
        answered = both(reading.sound, is_answer(results[block]))
        for parameter, cells in zip(function.parameters, columns_of_block, strict=True):
            answered = both(answered, allowed(parameter, cells))
        if not np.all(answered):
            results[block][np.broadcast_to(~answered, results[block].shape)] = NAN
    return results


def of_cells(function: Function, cells: Sequence[Any], errors: Errors) -> Any:
    """The result for single values; NaN or NA when one of them is missing."""
    try:
        return function.evaluate(*cells)
    except CellError as error:
        missing = [cell for cell in cells if is_missing(cell)]
        if missing:
            return next(filter(is_na, missing), NAN)
        if errors == "token":
            return error.token
        raise


def allowed(parameter: Parameter, numbers: Any) -> Any:
    """Which numbers are there, finite, and within the limits."""
    low, high = parameter.unit.minimum, parameter.unit.maximum
    if low is None:
        return is_answer(numbers)
    return (numbers >= low) & (numbers <= (LARGEST if high is None else high))
