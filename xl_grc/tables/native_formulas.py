"""The native formula of every computed cell, in the language and from the month of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xl_grc.ooxml.xml import column_letters
from xl_grc.tables.definition import Table
from xl_grc.tables.formulas.sheet_source import SheetReading
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.shape import header, month_headers
from xl_grc.text import Texts


def column_formulas(
    kind: WorkbookKind, texts: Texts, months: Sequence[str], table: Table, cells: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The formula of each computed column of a table, without the equals sign; `months` are the twelve headers.

    `cells` are the addresses of a row's cells by column, for a table whose formulas name cells.
    """
    own = cells if table.by_cell else None
    reading = SheetReading(kind.definition.limits, texts, months, table.name, own, kind.definition.computed)
    return {column.key: column.computed.formula(reading) for column in table if column.computed is not None}


def addresses(columns: Mapping[str, int], row: int) -> dict[str, str]:
    """The address of each cell of a row, by column.

    >>> addresses({"code": 2, "name": 3}, 8)
    {'code': 'B8', 'name': 'C8'}
    """
    return {key: f"{column_letters(place)}{row}" for key, place in columns.items()}


def named_formulas(kind: WorkbookKind, texts: Texts, months: Sequence[str]) -> dict[str, str]:
    """The formula of each named cell that holds one, without the equals sign."""
    reading = SheetReading(kind.definition.limits, texts, months, computed=kind.definition.computed)
    computed = {name: cell.computed for name, cell in kind.named_cells.items()}
    formulas = {name: one.formula(reading) for name, one in computed.items() if one is not None}
    return formulas | {name: cell.until_typed for name, cell in kind.named_cells.items() if cell.until_typed}


def headers(texts: Texts, start_month: int, table: Table) -> tuple[str, ...]:
    """The headers of a table, from left to right."""
    months = month_headers(texts, start_month)
    return tuple(header(texts, table.name, column.key, months) for column in table)
