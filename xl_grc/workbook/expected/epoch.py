"""Dates as a workbook counts them: from 1900, or from 1904 as old Macs did."""

from __future__ import annotations

from typing import Any

from xl_grc.functions.units import DATE, MONTH, Unit
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind

DAYS_1904 = 1462
"""From the first day of one calendar to that of the other."""


class Values(NamedTuple):
    """The cells of a workbook as `evaluate` knows them: by "Table.column", and by name."""

    columns: dict[str, list[Any]]
    names: dict[str, Any]


def as_counted(kind: WorkbookKind, values: Values, since_1904: bool) -> Values:
    """The values as they stand in the cells of a workbook."""
    if not since_1904:
        return values
    units = {f"{table.name}.{column.key}": column.unit for table in kind.tables.values() for column in table}
    return Values(
        {key: [counted(one, units[key], True) for one in column] for key, column in values.columns.items()},
        {name: counted(value, kind.named_cells[name].unit, True) for name, value in values.names.items()},
    )


def counted(value: Any, unit: Unit, since_1904: bool) -> Any:
    """A value as it stands in a cell; a blank, an error, and the 0 of no day at all stay what they are."""
    is_day = since_1904 and unit in (DATE, MONTH) and not isinstance(value, str) and value
    return value - DAYS_1904 if is_day else value
