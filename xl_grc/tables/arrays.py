"""The expressions of computed columns over whole columns at once: NumPy's reading of what the cells calculate.

A column of numbers is an array in which NaN stands for "", a column of texts an array of objects; infinity stands for
an error. Of what reads other rows (the relational verbs) only the bounds of scores have such a reading.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.arrays.reading import ArrayReading, both
from xl_grc.functions.expression import Expression
from xl_grc.functions.helpers import Helper
from xl_grc.tables.runtime.rules import folded
from xl_grc.text import Texts
from xl_grc.values import as_text


def evaluated(
    expression: Expression,
    cells: Mapping[str, Any],
    names: Mapping[str, Any],
    words: Texts | None = None,
    others: Mapping[str, Any] = {},
) -> Any:
    """The values of an expression for every row; of a condition, where it holds for sure.

    `cells` are the columns of the row by their keys, `names` the named cells, `words` those of the workbook's language,
    `others` columns of other rows, under "Table.column".
    Raises NotImplementedError for an expression that reads other rows.

    >>> from xl_grc.functions.catalogue import ROI
    >>> from xl_grc.tables.formulas.nodes import Row
    >>> this, columns = Row(), {"margin": [10.0, 4.0, "", 1.0], "cost": [5.0, "", 2.0, 0.0]}
    >>> evaluated(ROI(this.margin, this.cost), columns, {}).tolist()
    [2.0, nan, nan, inf]
    """
    import numpy as np

    reading = TableReading(cells, names, words, others)
    with np.errstate(all="ignore"):
        values = _as_array(expression.array(reading))
    if values.dtype == bool:
        return both(values, reading.sound)
    return values if reading.sound is True else np.where(reading.sound, values, np.inf)


class TableReading(ArrayReading):
    """Cells are columns, names single values."""

    def __init__(
        self, cells: Mapping[str, Any], names: Mapping[str, Any], words: Texts | None, others: Mapping[str, Any]
    ) -> None:
        super().__init__({})
        self._cells = cells
        self._names = names
        self._others = others
        self.texts: Mapping[str, Any] = words or {}

    def cell(self, column: str) -> Any:
        """A column of the row."""
        return _as_array(self._cells[column])

    def name(self, name: str) -> Any:
        """A named cell."""
        return _as_array(self._names[name])

    def column(self, table: str, column: str) -> list[float]:
        """The numbers of a column of other rows, in ascending order. Raises NotImplementedError for one not given."""
        import numpy as np

        if f"{table}.{column}" not in self._others:
            raise NotImplementedError(f"{table}.{column} are other rows")
        values = _as_array(self._others[f"{table}.{column}"])
        ordered: list[float] = np.sort(values[~np.isnan(values)]).tolist()
        return ordered

    def number(self, node: Expression) -> Any:
        """An operand of arithmetic; a text holds no number."""
        return _numbers(node.array(self))

    def comparison(self, operation: Callable[[Any, Any], Any], left: Expression, right: Expression) -> Any:
        """Where a comparison of numbers holds; nothing is compared with a blank cell."""
        return operation(*(self._tested(_numbers(side.array(self))) for side in (left, right)))

    def given(self, operand: Expression) -> Any:
        """Where an operand is filled."""
        import numpy as np

        values = self._tested(operand.array(self))
        return np.asarray(values != "").astype(bool) if _is_text(values) else ~np.isnan(values)

    def zero(self, operand: Expression) -> Any:
        """Where an operand is the number 0."""
        import numpy as np

        return np.asarray(self._tested(operand.array(self)) == 0).astype(bool)

    def same(self, left: Expression, right: Expression) -> Any:
        """Where two texts are the same, whatever their case; numbers when they are equal."""
        import numpy as np

        sides = (np.frompyfunc(folded, 1, 1)(_written(self._tested(side.array(self)))) for side in (left, right))
        return np.asarray(np.equal(*sides)).astype(bool)

    def several(self, word: str, conditions: Sequence[Expression]) -> Any:
        """Where one of the conditions holds ("or"), or all of them; a sheet looks at every one."""
        import numpy as np

        combine = np.logical_or if word == "or" else np.logical_and
        return reduce(combine, [condition.array(self) for condition in conditions])

    def joined(self, parts: Sequence[Expression]) -> Any:
        """Texts and numbers written one after the other."""
        import numpy as np

        write = np.frompyfunc(lambda cell: "" if cell == np.inf else as_text(cell), 1, 1)
        return reduce(operator.add, [write(_written(self._tested(part.array(self)))) for part in parts])

    def alike(self, values: Sequence[Any]) -> Sequence[Any]:
        """Values of branches that can stand in one array: "" is NaN beside numbers, NaN is "" beside texts."""
        blank = [isinstance(value, str) and value == "" for value in values]
        texts = any(_is_text(value) and not one for value, one in zip(values, blank, strict=True))
        return list(map(_written if texts else _numbers, values))

    def row_by_row(self, helper: Helper, arguments: Sequence[Any]) -> Any:
        """A helper that knows no arrays; where it fails there is an error."""
        import numpy as np

        def attempt(*cells: Any) -> Any:
            try:
                return np.inf if np.inf in cells else helper.compute(*cells)
            except (CellError, ArithmeticError, TypeError, ValueError):
                return np.inf

        values = map(_numbers if helper.of_numbers else _written, arguments)
        return _as_array(np.frompyfunc(attempt, len(arguments), 1)(*values))

    def _tested(self, values: Any) -> Any:
        """Values that are only looked at, or written: what looks at an error is one."""
        import numpy as np

        errors = values == np.inf
        if np.any(errors):
            self.sound = both(self.sound, np.logical_not(errors))
        return values


def _is_text(values: Any) -> bool:
    import numpy as np

    return np.asarray(values).dtype.kind in "OU"


def _as_array(values: Any) -> Any:
    """Cells as an array: of numbers when no text but "" is among them, else of objects."""
    import numpy as np

    array = np.asarray(values)
    if array.dtype.kind not in "OU":
        return array
    texts = np.frompyfunc(lambda cell: isinstance(cell, str) and cell != "", 1, 1)(np.asarray(values, dtype=object))
    return np.asarray(values, dtype=object) if np.any(texts) else _numbers(values)


def _numbers(values: Any) -> Any:
    """Numbers alone: "" is blank, another text an error."""
    import numpy as np

    if not _is_text(values):
        return values
    convert = np.frompyfunc(lambda cell: (np.nan if cell == "" else np.inf) if isinstance(cell, str) else cell, 1, 1)
    return np.asarray(convert(np.asarray(values, dtype=object)), dtype=np.float64)


def _written(values: Any) -> Any:
    """Cells as objects, "" where they are blank."""
    import numpy as np

    if _is_text(values):
        return np.asarray(values, dtype=object)
    cells = np.array(values, dtype=object)
    cells[np.isnan(values)] = ""
    return cells
