"""What bodies call, over NumPy arrays: number for number what their functions give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xl_grc.functions.rounding import round_as_sheets


def round_arrays(numbers: Any, digits: int) -> Any:
    """ROUND of every number; an infinity or NaN stays itself."""
    import numpy as np

    numbers = np.asarray(numbers, dtype=np.float64)
    power = 10.0**digits
    scaled = np.abs(numbers) * power
    whole = np.floor(scaled + 0.5)
    results = np.copysign(whole / power, numbers)
    shown = scaled < 1e15
    near = np.abs(whole - scaled) > 0.499998 - scaled * 1e-15
    results = np.where(shown, results, numbers)
    ties = near & shown
    if ties.any():
        distinct, places = np.unique(numbers[ties], return_inverse=True)
        results[ties] = np.array([round_as_sheets(number, digits) for number in distinct.tolist()])[places]
    return results


def ceiling_arrays(numbers: Any) -> Any:
    """The next whole number away from zero of every number, after a rounding that forgives binary noise."""
    import numpy as np

    return np.copysign(np.ceil(np.abs(round_arrays(numbers, 6))), numbers)


def by_value(compute: Callable[..., float], numbers: Any, *others: Any) -> Any:
    """What a function of numbers gives for each number, called once for each distinct one; NaN stays NaN."""
    import numpy as np

    distinct, places = np.unique(numbers, return_inverse=True)
    known = ~np.isnan(distinct)
    values = np.full(distinct.shape, np.nan)
    values[known] = [compute(number, *others) for number in distinct[known].tolist()]
    return values[places]


def largest(one: Any, other: Any) -> Any:
    """The largest of two numbers in each row; where one is missing, the other."""
    import numpy as np

    return np.fmax(one, other)
