"""Numbers that overflow aloud, as those of a sheet do; Python's turn into infinity."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any


class Exact(float):
    """A number whose sums, differences, products and quotients raise OverflowError instead of becoming infinite.

    >>> 1 / (Exact(1e200) * Exact(1e200))
    Traceback (most recent call last):
    OverflowError: 1e+200, 1e+200
    """


def _aloud(operation: Callable[[Any, Any], Any], swapped: bool) -> Callable[[Exact, Any], Exact]:
    def calculate(self: Exact, other: Any) -> Exact:
        result = operation(float(other), float(self)) if swapped else operation(float(self), float(other))
        if math.isinf(result):
            raise OverflowError(f"{float(self)}, {float(other)}")
        return Exact(result)

    return calculate


for _name in ("add", "sub", "mul", "truediv"):
    _operation = getattr(operator, _name)
    setattr(Exact, f"__{_name}__", _aloud(_operation, swapped=False))
    setattr(Exact, f"__r{_name}__", _aloud(_operation, swapped=True))
