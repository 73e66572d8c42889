"""Opens a table of actions: CSV and Parquet are walked through, a workbook is read whole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.inputs.csv_file import CsvFile
from xl_grc.inputs.scan import GridSource, Row, Source
from xl_grc.ooxml.archive import OLE, ZIP
from xl_grc.plan.grid import Grid
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell

_PARQUET = b"PAR1"
_WORKBOOKS = (ZIP, OLE)
_BATCH_ROWS = 2_000


class Input(NamedTuple):
    """The actions of an input, and the sheets that only a workbook has; see `InputGrids`."""

    actions: Source
    costs: Grid | None = None
    tracking: Grid | None = None
    unread: tuple[str, ...] = ()


def open_input(path: Path) -> Input:
    """The table in a file. Raises InputError when it cannot be read."""
    kind = file_kind(path)
    if kind == "parquet":
        return Input(ParquetFile(path))
    if kind == "workbook":
        from xl_grc.inputs.sheets import open_grids  # a CSV file needs no reader of workbooks

        inputs = open_grids(path)
        return Input(GridSource(inputs.actions), *inputs[1:])
    return Input(CsvFile(path.name, lambda: path.open("rb")))


def left_aside(table: Input, unknown: Iterable[str]) -> list[Problem]:
    """What to tell of the sheets that are not read and of the columns that mean nothing to us: no loss is silent."""
    reasons = {texts(language)["places.reason"] for language in LANGUAGES}
    columns = [name for name in unknown if name not in reasons]
    told = (("sheets_ignored", table.unread), ("columns_ignored", columns))
    place = Problem("", table.actions.file, table.actions.sheet)
    return [place._replace(key=key, values=(("names", ", ".join(names)),)) for key, names in told if names]


def file_kind(path: Path) -> Literal["parquet", "workbook", "text"]:
    """What a file is by its first bytes; one that cannot be read passes for a workbook, whose reader says why."""
    start = _start(path)
    if start.startswith(_PARQUET):
        return "parquet"
    return "workbook" if not start or start.startswith(_WORKBOOKS) else "text"


def looks_like_a_workbook(path: Path) -> bool:
    """Whether a file begins as workbooks do."""
    return _start(path).startswith(_WORKBOOKS)


def _start(path: Path) -> bytes:
    """How a file begins; nothing when it cannot be read, which is told by who reads it whole."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError:
        return b""


class ParquetFile:
    """A Parquet file that is read a few thousand rows at a time. Raises InputError without pyarrow, or when broken."""

    sheet = ""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise InputError([_problem(path, "needs_extra", package="pyarrow", extra="parquet")]) from None
        self.file = path.name
        self._path = path
        self._error = pyarrow.ArrowException
        self._open = pyarrow.parquet.ParquetFile
        next(self.rows())

    def heads(self, width: int) -> Iterator[Row]:
        """The rows as they are; see `Source`."""
        return self.rows()

    def rows(self) -> Iterator[Row]:
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
