"""What a function is given from Python: numbers, lists, NumPy arrays, Series, as columns of numbers.

Only a scalar None, or None in a list, is a blank cell; elsewhere it is missing, as pandas has it, like NaN, NaT and NA.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.function import Parameter
from xl_grc.functions.units import LANGUAGE, to_language
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES
from xl_grc.values import to_number

LISTS = (list, tuple, range)
NUMERIC = "biuf"
"""NumPy's letters for truth values, whole numbers, numbers."""
_PLAIN = frozenset({int, float, bool})
NAN, _NO_NUMBER = float("nan"), float("inf")


class GivenArray(NamedTuple):
    """An argument: its numbers, where pandas' NA stands (False when nowhere), its cells; all in its shape, or ().

    NaN stands where a number is missing, infinity where a cell holds none.
    """

    numbers: Any
    na: Any
    cells: Any


def loaded(module: str) -> Any:
    """NumPy or pandas if anybody has imported it; None means that nothing given is of its kinds."""
    return sys.modules.get(module)


def is_series(argument: Any) -> bool:
    """Whether an argument is a Series."""
    pandas = loaded("pandas")
    return pandas is not None and isinstance(argument, pandas.Series)


def is_extension(argument: Any) -> bool:
    """Whether an argument is one of pandas' own arrays."""
    pandas = loaded("pandas")
    return pandas is not None and isinstance(argument, pandas.api.extensions.ExtensionArray)


def is_na(cell: Any) -> bool:
    """Whether a cell is pandas' NA."""
    pandas = loaded("pandas")
    return pandas is not None and cell is pandas.NA


def is_missing(cell: Any) -> bool:
    """Whether a cell is NaN, NaT or NA."""
    try:
        return is_na(cell) or bool(cell != cell)
    except (ArithmeticError, TypeError, ValueError):
        return False


def plain(cell: Any) -> Any:
    """NumPy's truth values and arrays without dimensions as Python has them."""
    numpy = loaded("numpy")
    if numpy is None or not isinstance(cell, (numpy.bool_, numpy.ndarray)) or cell.shape:
        return cell
    return cell.item()


def column(argument: Any, parameter: Parameter, blank: float = 0.0) -> GivenArray:
    """The numbers of an argument; a language is its place among the languages, a blank cell `blank`.

    Raises ValueError for a list of rows that differ in length.
    """
    import numpy as np

    convert, is_language = (_place_of_language, True) if parameter.unit is LANGUAGE else (to_number, False)
    cells = argument if is_series(argument) or is_extension(argument) else _array(argument)
    if cells.dtype.kind not in NUMERIC or is_language:
        objects = cells.astype(object) if isinstance(cells, np.ndarray) else cells.to_numpy(dtype=object)
        has_blanks = isinstance(argument, LISTS) or not objects.shape
        return _of_objects(objects, convert, blank if has_blanks else NAN)
    if isinstance(cells.dtype, np.dtype):
        return GivenArray(np.asarray(cells, dtype=np.float64), False, np.asarray(cells))
    numbers = cells.to_numpy(dtype=np.float64, na_value=np.nan)
    return GivenArray(numbers, np.asarray(cells.isna()) if is_na(cells.dtype.na_value) else False, numbers)


def _array(argument: Any) -> Any:
    """What is not of pandas as an array; a masked one with NaN where it hides something; days as Python has them."""
    import numpy as np

    if isinstance(argument, LISTS):
        return _of_list(argument)
    if isinstance(argument, np.ma.MaskedArray):
        return np.ma.filled(argument.astype(object), np.nan)
    if not hasattr(argument, "__array__"):
        cell = np.empty((), dtype=object)
        cell[()] = argument
        return cell
    array = np.asarray(argument)
    return array.astype(f"{array.dtype.kind}8[us]") if array.dtype.kind in "mM" else array


def _of_list(cells: Sequence[Any]) -> Any:
    """A list as an array, a list of lists as rows."""
    import numpy as np

    if cells and _PLAIN.issuperset(map(type, cells)):
        try:
            return np.array(cells, dtype=np.float64)
        except OverflowError:
            pass
    rows = [_of_list(cell) for cell in cells if isinstance(cell, LISTS)]
    if not rows:
        return np.fromiter(cells, dtype=object, count=len(cells))
    if len(rows) < len(cells) or len({row.shape for row in rows}) > 1:
        raise ValueError("the rows of a list of lists differ in length")
    return np.stack([row.astype(object) for row in rows])


def _of_objects(cells: Any, convert: Callable[[Any], float], blank: float) -> GivenArray:
    import numpy as np

    flat = cells.ravel().tolist()
    numbers = np.array([_number(cell, convert, blank) for cell in flat], dtype=np.float64).reshape(cells.shape)
    na = np.array([is_na(cell) for cell in flat], dtype=bool).reshape(cells.shape)
    return GivenArray(numbers, na if na.any() else False, cells)


def _number(cell: Any, convert: Callable[[Any], float], blank: float) -> float:
    if cell is None:
        return blank
    if is_missing(cell):
        return NAN
    try:
        return convert(plain(cell))
    except CellError:
        return _NO_NUMBER


def _place_of_language(cell: Any) -> float:
    return float(LANGUAGES.index(to_language(cell)))
