"""A filling: everything that goes into a workbook, before any host is chosen.

Columns are lists under "Table.column", named cells values under their names; a blank is "", a date a serial number.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from xl_grc.records import NamedTuple
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.workbook.spare_rows import add_spare_rows

START = "xl_grc_start"
"""The property of a file that says the first month of its plan."""


class Filling(NamedTuple):
    """The values of every table and named cell, and the properties by which the workbook is recognised.

    `start_month` (1 to 12) is the first of the twelve months that columns are named after, where a kind has such.
    """

    language: str
    start_month: int
    columns: dict[str, list[Any]]
    names: dict[str, Any]
    properties: dict[str, str]


def filled(
    kind: WorkbookKind,
    language: str,
    columns: dict[str, list[Any]],
    names: dict[str, Any],
    identity: str = "",
    start_month: int = 1,
    surroundings: Surroundings | None = None,
    is_plain: bool | None = None,
    known: frozenset[str] = frozenset(),
) -> Filling:
    """The filling of a workbook from its inputs: every computed cell, and the rows kept free for typing.

    `columns` holds the key and input columns, `names` the input cells; both are added to. `identity` tells one
    workbook of the kind from others. Without `surroundings` it is for one of the kind's own templates. `is_plain` and
    `known`: see `evaluate`.
    """
    evaluate(kind, columns, names, language, surroundings, is_plain, known)
    add_spare_rows(kind, columns)
    return Filling(language, start_month, columns, names, properties(kind, language, identity))


def properties(kind: WorkbookKind, language: str, identity: str = "") -> dict[str, str]:
    """The custom properties of a workbook."""
    return {"xl_grc_schema": str(kind.version), "xl_grc_language": language, f"xl_grc_{kind.name}": identity}


@cache
def fixed_keys(kind: WorkbookKind) -> dict[str, tuple[float, ...]]:
    """The keys of the tables whose rows are fixed."""
    return {f"{table.name}.{table.columns[0].key}": table.keys for table in kind.shapes.values() if table.keys}


@cache
def input_columns(kind: WorkbookKind) -> dict[str, list[tuple[str, str]]]:
    """The input columns of each table: under "Table.column", and under the key of the column."""
    return {
        name: [(f"{name}.{column.key}", column.key) for column in table.columns if column.role == "input"]
        for name, table in kind.shapes.items()
    }
