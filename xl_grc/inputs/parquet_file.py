"""Parquet files, walked through: no more than some rows are held."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.inputs.bounds import held
from xl_grc.interrupts import interrupted_later
from xl_grc.plan.grid import Doubt, Grid
from xl_grc.values import Cell

_BATCH_ROWS = 2_000


class ParquetFile:
    """A Parquet file that is read a few thousand rows at a time. Raises InputError without pyarrow, or when broken."""

    sheet = ""
    numbers: Sequence[int] = ()
    doubts: Sequence[Doubt] = ()

    def __init__(self, path: Path) -> None:
        try:
            with interrupted_later():
                import pyarrow
                import pyarrow.parquet
        except ImportError:
            raise InputError([_problem(path, "needs_package", value="pyarrow")]) from None
        self.file = path.name
        self._path = path
        self._error = pyarrow.ArrowException
        self._open = pyarrow.parquet.ParquetFile
        next(self.rows())

    @property
    def grid(self) -> Grid:
        """The whole file in memory. Raises InputError when it has more rows than a sheet may have."""
        return Grid(self.file, self.sheet, held(self.rows(), self.file))

    def heads(self, width: int) -> Iterator[list[Cell]]:
        """The rows as they are; see `Source`."""
        return self.rows()

    def rows(self) -> Iterator[list[Cell]]:
        """The names of the columns, then the rows."""
        try:
            with self._open(self._path) as table:
                yield list(table.schema_arrow.names)
                for batch in table.iter_batches(_BATCH_ROWS):
                    columns = [column.to_pylist() for column in batch.columns]
                    yield from ([_cell(value) for value in row] for row in zip(*columns, strict=True))
        except (self._error, OSError, OverflowError, ValueError) as error:  # a day that Python does not know, too
            raise InputError([_problem(self._path, "cannot_read", reason=str(error).partition("\n")[0])]) from None


def _problem(path: Path, key: str, **values: object) -> Problem:
    return Problem.of(key, **values)._replace(file=path.name)


def _cell(value: Any) -> Cell:
    """A Parquet value as the cell of a sheet.

    >>> _cell(Decimal("1.50")), _cell(float("nan")), _cell(b"x")
    (1.5, None, 'x')
    """
    if isinstance(value, float) and math.isnan(value):
        return None
    if value is None or isinstance(value, (str, bool, int, float, date)):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
