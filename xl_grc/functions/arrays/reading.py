"""A body over whole columns: its tree read with NumPy, all rows at once.

In a column of numbers NaN is a cell of which nothing is known, an infinity one that holds no number. Both spread by
arithmetic alone, save where they are divided by (1 / infinity is 0) or only compared: the reading notes the rows that
remain sound. `when` calculates both branches and takes of each the rows, and their soundness, that the condition
chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.functions.helpers import Helper


class ArrayReading:
    """Operands are columns: arrays of float64, or one float64 for all rows."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = columns
        self.sound: Any = True
        """The rows in which nothing went wrong that the result does not show; True for all."""

    def operand(self, name: str) -> Any:
        """The column of a parameter."""
        return self._columns[name]

    def number(self, node: Expression) -> Any:
        """The values of an operand of arithmetic."""
        return node.array(self)

    def comparison(self, operation: Callable[[Any, Any], Any], left: Expression, right: Expression) -> Any:
        """Where a comparison holds."""
        return operation(left.array(self), right.array(self))

    def refuse_infinite(self, divisor: Any) -> None:
        """Note the rows whose divisor overflowed: dividing by it hides that from the result."""
        import numpy as np

        self.sound = both(self.sound, ~np.isinf(divisor))

    def chosen(self, condition: Any, then: Expression, otherwise: Expression) -> Any:
        """The values of one branch where the condition holds, of the other elsewhere."""
        import numpy as np

        before = self.sound
        values, sound = zip(self._branch(then), self._branch(otherwise), strict=True)
        self.sound = before if all(part is True for part in sound) else both(before, np.where(condition, *sound))
        return np.where(condition, *self.alike(values))

    def alike(self, values: Sequence[Any]) -> Sequence[Any]:
        """Values of branches that can stand in one array: a text is an object."""
        import numpy as np

        return [np.array(value, dtype=object) if isinstance(value, str) else value for value in values]

    def _branch(self, branch: Expression) -> tuple[Any, Any]:
        self.sound = True
        return branch.array(self), self.sound

    def word(self, language: Any, words: Sequence[str]) -> Any:
        """The word in the language of each row, given by its place among the languages."""
        import numpy as np

        return np.array(words, dtype=object)[np.where(np.isfinite(language), language, 0).astype(int)]

    def row_by_row(self, helper: Helper, arguments: Sequence[Any]) -> Any:
        """A helper that knows no arrays."""
        import numpy as np

        return np.frompyfunc(helper.compute, len(arguments), 1)(*arguments)


def both(one: Any, other: Any) -> Any:
    """The rows of both masks; True is the mask of all."""
    return other if one is True else one if other is True else one & other


def is_answer(values: Any) -> Any:
    """The rows that hold a finite number; a text holds one everywhere."""
    import numpy as np

    return True if np.asarray(values).dtype.kind == "O" else np.isfinite(values)
