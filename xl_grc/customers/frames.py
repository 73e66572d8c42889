"""A pandas DataFrame as columns of distinct cells; whoever calls has pandas, so that nothing here imports it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np

from xl_grc.customers.coded import Coded, CodedTable
from xl_grc.values import Cell


def table_of_frame(frame: Any) -> CodedTable:
    """The columns of a DataFrame; a missing value is a blank cell."""
    columns = [_coded(frame.iloc[:, place]) for place in range(frame.shape[1])]
    return CodedTable(columns, np.arange(1, len(frame) + 1, dtype=np.int32))


def _coded(series: Any) -> Coded:
    codes, distinct = series.factorize()
    cells: list[Cell] = [_cell(value) for value in distinct.tolist()]
    return Coded(np.where(codes < 0, len(cells), codes).astype(np.int32), [*cells, None])


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value if isinstance(value, (str, bool, int, float, date)) else str(value)
