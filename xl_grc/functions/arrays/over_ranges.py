"""Functions of whole ranges over columns: one number for all, a score for each row, a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.arrays.by_row import Errors, allowed, of_cells
from xl_grc.functions.arrays.given import NAN, GivenArray, column, plain
from xl_grc.functions.arrays.kinds import Kind, aligned
from xl_grc.functions.arrays.reading import ArrayReading, is_answer
from xl_grc.functions.function import Function, Parameter, SpilledFunction
from xl_grc.functions.ranges import MISSING
from xl_grc.functions.units import TEXT, to_language
from xl_grc.values import ERROR_TOKENS


def one_number(function: Function, arguments: Sequence[Any], errors: Errors = "nan") -> Any:
    """The number for whole columns. What is missing in a sample is no answer; elsewhere it leaves the result unknown.

    Raises CellError without an answer, unless tokens are asked for; TypeError and ValueError as `by_row` does.

    >>> from xl_grc.functions.catalogue import FUNCTIONS
    >>> one_number(FUNCTIONS["NPS"], ([10, 9, 9, 3, float("nan"), None],))
    50.0
    """
    import numpy as np

    with np.errstate(all="ignore"):
        columns = [_column(given, p) for given, p in zip(aligned(arguments), function.parameters, strict=True)]
        Kind("array").shape(function.name, [given.numbers.shape for given in columns])
        reading = ArrayReading({p.name: given.numbers for p, given in zip(function.parameters, columns, strict=True)})
        if any(np.isnan(given.numbers).any() for given in columns):
            return _unknown(columns)
        result = function.expression().array(reading)
        answered = is_answer(result) and all(
            np.all(allowed(p, given.numbers)) for p, given in zip(function.parameters, columns, strict=True)
        )
    return float(result) if answered else of_cells(function, [given.cells.tolist() for given in columns], errors)


def _column(argument: Any, parameter: Parameter) -> GivenArray:
    """An argument; of a sample what is there. Raises ValueError for a column where one value is meant."""
    import numpy as np

    given = column(argument, parameter, blank=NAN if parameter.shape == "sample" else 0.0)
    if parameter.shape == "cell" and given.numbers.shape:
        raise ValueError(f"{parameter.name} is one number, not a column")
    if parameter.shape != "sample":
        return given
    there = ~np.isnan(given.numbers)
    return GivenArray(given.numbers[there], False, given.cells[there])


def _unknown(columns: Sequence[GivenArray]) -> Any:
    """NA where one was given, else NaN."""
    import numpy as np

    if not any(np.any(given.na) for given in columns):
        return NAN
    import pandas as pd

    return pd.NA


def scores(function: SpilledFunction, arguments: Sequence[Any], errors: Errors = "nan") -> Any:
    """A text for every row, as the arguments came. A row in which something is missing or blank has none: NaN, or NA.

    Raises CellError for a scalar without an answer, unless tokens are asked for; TypeError and ValueError as `by_row`.

    >>> from xl_grc.functions.catalogue import CATALOGUE
    >>> scores(CATALOGUE["RFM_SCORE"], ([5, 40, None], [12, 3, 1], [900, 300, 50]))
    ['344', '122', nan]
    """
    import numpy as np

    arguments = aligned(arguments)
    kind = Kind.of(arguments)
    columns = [column(given, p, blank=NAN) for given, p in zip(arguments, function.parameters, strict=True)]
    shape = kind.shape(function.name, [given.numbers.shape for given in columns])
    found = [text for row in function.evaluate(*(_cells(given, shape, None) for given in columns)) for text in row]
    if kind.name == "scalar" and found[0] in ERROR_TOKENS and errors == "nan":
        raise CellError(found[0])
    results = np.array([_shown(text, errors) for text in found], dtype=object).reshape(shape)
    return kind.wrap(results, reduce(or_, [given.na for given in columns]), function.name, text=True)


def _cells(given: GivenArray, shape: tuple[int, ...], missing: Any) -> list[Any]:
    """The cells of a column, one after the other, `missing` where nothing is known."""
    import numpy as np

    cells = np.array(given.cells, dtype=object)
    cells[np.isnan(given.numbers)] = missing
    return list(map(plain, np.broadcast_to(cells, shape).ravel().tolist()))


def _shown(cell: Any, errors: Errors) -> Any:
    """What is left out of the result: a blank, and an error unless its token is asked for."""
    return NAN if cell == "" or (errors == "nan" and cell in ERROR_TOKENS) else cell


def ranking(function: SpilledFunction, arguments: Sequence[Any], errors: Errors = "nan", language: str = "fr") -> Any:
    """Headers and rows: a DataFrame for columns, a list of rows for lists. A figure without an answer is NaN.

    Rows without anything are left out; what is missing in others is #N/A, so that they follow without a rank.

    >>> from xl_grc.functions.catalogue import CATALOGUE
    >>> ranking(CATALOGUE["COMPARE_ACTIONS"], (["A", "B"], [10, 20], [5, 20], None), language="en")[1:]
    [[1, 'B', 20.0, 20.0, 1.0], [2, 'A', 10.0, 5.0, 2.0]]
    """
    arguments = aligned([given for given in arguments if given is not None])
    kind = Kind.of(arguments)
    parameters = function.parameters[: len(arguments)]
    columns = [column(given, parameter) for given, parameter in zip(arguments, parameters, strict=True)]
    shape = kind.shape(function.name, [given.numbers.shape for given in columns])
    cells = [
        _cells(given, shape, None if p.unit is TEXT else MISSING) for given, p in zip(columns, parameters, strict=True)
    ]
    there = [row for row in zip(*cells, strict=True) if any(cell not in (None, MISSING) for cell in row)]
    kept = [[row[place] for row in there] for place in range(len(columns))]
    headers, *rows = function.evaluate(*kept, language=to_language(language))
    rows = [[rank or NAN, name, *(_shown(cell, errors) for cell in figures)] for rank, name, *figures in rows]
    if kind.name in ("list", "scalar"):
        return [headers, *rows]
    import pandas as pd

    return pd.DataFrame(rows, columns=headers)
