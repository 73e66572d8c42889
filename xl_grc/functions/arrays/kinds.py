"""The kinds of what is given and answered: a result comes as its arguments came.

Of several kinds the first of these decides: Series, array of pandas, NumPy array, list, scalar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.arrays.given import LISTS, NUMERIC, is_extension, is_na, is_series, loaded


def aligned(arguments: Sequence[Any]) -> list[Any]:
    """The arguments, every Series in the order of the first one's index; what is not in it is missing there.

    Raises TypeError for what is no column: a DataFrame, a dictionary. Raises ValueError for labels that stand twice.
    """
    known = list(map(_known, arguments))
    series = next(filter(is_series, known), None)
    if series is None:
        return known
    return [_along(argument, series.index) if is_series(argument) else argument for argument in known]


def _known(argument: Any) -> Any:
    """An argument of a kind that is known here: arrays of other libraries are NumPy's.

    A table is refused: no function knows which of its columns is meant.
    """
    if isinstance(argument, (*LISTS, str, bytes)) or is_series(argument) or is_extension(argument):
        return argument
    if not isinstance(argument, Iterable):
        return argument
    if hasattr(argument, "columns") or not hasattr(argument, "__array__"):
        kind = type(argument).__name__
        raise TypeError(f"a function takes numbers, lists, arrays and columns such as frame['cost'], no {kind}")
    import numpy as np

    return argument if isinstance(argument, (np.ndarray, np.generic)) else np.asarray(argument)


def _along(series: Any, index: Any) -> Any:
    if series.index is index or series.index.equals(index):
        return series
    if not (series.index.is_unique and index.is_unique):
        raise ValueError("Series with different indexes cannot be aligned while a label stands twice in one of them")
    return series.reindex(index)


@dataclass(frozen=True)
class Kind:
    """How results come; `index` is that of a Series, `nullable` a type of pandas that knows NA."""

    name: str
    index: Any = None
    nullable: Any = None

    @classmethod
    def of(cls, arguments: Sequence[Any]) -> Kind:
        """The kind of the results for aligned arguments."""
        series = next(filter(is_series, arguments), None)
        if series is not None:
            return cls("series", series.index, _nullable(arguments))
        if any(map(is_extension, arguments)):
            return cls("extension", nullable=_nullable(arguments))
        if any(getattr(argument, "shape", ()) for argument in arguments):
            return cls("array")
        return cls("list" if any(isinstance(argument, LISTS) for argument in arguments) else "scalar")

    def shape(self, name: str, shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        """The shape that columns have together, that of its index for a Series. Raises ValueError without one."""
        import numpy as np

        try:
            shape = np.broadcast_shapes(*shapes)
        except ValueError:
            shape = None
        if shape is None or (self.index is not None and shape != (len(self.index),)):
            raise ValueError(f"{name}: the shapes of the arguments do not fit together: {shapes}")
        return shape

    def wrap(self, values: Any, na: Any, name: str, text: bool) -> Any:
        """An array of results as the arguments came, with NA where it stood (False for nowhere)."""
        import numpy as np

        if self.name == "scalar":
            return values.item()
        holes = np.broadcast_to(na, values.shape) if np.any(na) else None
        if self.name == "array":
            return _with_na(values, holes)
        if self.name == "list":
            return _with_na(values, holes).tolist()
        import pandas as pd

        kind = object if values.dtype == object and not text else None  # numbers beside tokens
        column = pd.Series(self._column(values, holes, text), index=self.index, name=name, dtype=kind, copy=False)
        return column if self.name == "series" else column.array

    def _column(self, values: Any, holes: Any, text: bool) -> Any:
        """What a Series is made of."""
        import numpy as np
        import pandas as pd

        knows_na = self.nullable is not None or holes is not None
        if values.dtype == object:
            cells = _with_na(values, holes)
            return pd.array(cells, dtype="string" if knows_na else pd.Series([""]).dtype) if text else cells
        if not knows_na:
            return values
        mask = np.zeros(values.shape, dtype=bool) if holes is None else holes.copy()
        if isinstance(self.nullable, pd.ArrowDtype):
            import pyarrow as pa

            return pd.arrays.ArrowExtensionArray(pa.array(values, mask=mask))
        return pd.arrays.FloatingArray(values, mask)


def _with_na(values: Any, holes: Any) -> Any:
    import numpy as np

    return values if holes is None else np.where(holes, loaded("pandas").NA, values)


def _nullable(arguments: Iterable[Any]) -> Any:
    """The first numeric type that knows NA."""
    types = (argument.dtype for argument in arguments if is_series(argument) or is_extension(argument))
    return next((t for t in types if t.kind in NUMERIC and is_na(getattr(t, "na_value", None))), None)
