"""The shape of the workbook: its tables and columns without the formulas that calculate them.

Filling in a plan takes no more. So a command that writes plans reads the shape and the calculations as they were
written out of the schema beforehand (`xl_grc.tables.generated`), and never builds a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from xl_grc.plan.period import calendar_months
from xl_grc.records import NamedTuple
from xl_grc.text import Texts

SCHEMA_VERSION = 2

Role = Literal["key", "input", "computed"]
Held = Literal["number", "day", "text", "mark", "share"]
"""What an input holds; a day is a number too, a share the cell of a month."""
Bounds: TypeAlias = tuple[float | None, float]
"""The least and the largest number that counts in an input; no least one where it is None."""


class ColumnShape(NamedTuple):
    """A column of a table: its key, whether it is filled or computed, what it holds, and what a row kept free holds."""

    key: str
    role: Role
    held: Held
    spare: float | str = ""


class TableShape(NamedTuple):
    """A table: its columns from left to right, the rows kept free for typing, the keys of its rows when fixed."""

    name: str
    columns: tuple[ColumnShape, ...]
    spare_rows: int
    keys: tuple[float, ...]


def header(texts: Texts, table: str, column: str, months: Sequence[str]) -> str:
    """The header of a column: `months` are the twelve month headers, in the order of the plan."""
    if column.startswith("month_"):
        return months[int(column.removeprefix("month_")) - 1]
    return str(texts[f"columns.{table}.{column}"])


def month_headers(texts: Texts, start_month: int) -> tuple[str, ...]:
    """The names of the plan's twelve months."""
    names = texts["months"]
    return tuple(names[month - 1] for month in calendar_months(start_month))
