"""Dates as a workbook counts them: from 1900, or from 1904 as old Macs did."""

from __future__ import annotations

from typing import Any, NamedTuple

from xl_grc.functions.units import DATE, MONTH
from xl_grc.tables.schema import NAMED_CELLS, TABLES

DAYS_1904 = 1462
"""From the first day of one calendar to that of the other."""


class Values(NamedTuple):
    """The cells of a plan as `evaluate` knows them: by "Table.column", and by name."""

    columns: dict[str, list[Any]]
    names: dict[str, Any]


def as_counted(columns: dict[str, list[Any]], names: dict[str, Any], since_1904: bool) -> Values:
    """The values as they stand in the cells of a workbook."""
    if not since_1904:
        return Values(columns, names)
    dates = {f"{table.name}.{column.key}" for table in TABLES.values() for column in table if _is_date(column.unit)}
    return Values(
        {key: [_day(one) for one in values] if key in dates else values for key, values in columns.items()},
        {name: _day(value) if _is_date(NAMED_CELLS[name].unit) else value for name, value in names.items()},
    )


def _is_date(unit: object) -> bool:
    return unit in (DATE, MONTH)


def _day(value: Any) -> Any:
    """A day counted from 1904; a blank, an error, and the 0 of no day at all stay."""
    return value if isinstance(value, str) or not value else value - DAYS_1904
