"""What a workbook must hold, worked out from its inputs: its rows, and the formula and the value of every cell.

`check` tells what differs from it, `regenerate` and the ribbon write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from xl_grc.functions.units import TEXT
from xl_grc.ooxml.book import CellPlace, DefinedNames
from xl_grc.records import NamedTuple
from xl_grc.tables.formulas.sheet_faults import printed_name
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.native_formulas import addresses, column_formulas, named_formulas
from xl_grc.tables.runtime.spots import Surroundings
from xl_grc.tables.shape import month_headers
from xl_grc.values import all_stored, is_blank, stored, to_serial
from xl_grc.workbook.expected.headers import headers_by_key
from xl_grc.workbook.expected.rows import add_rows, number_rows
from xl_grc.workbook.known import sheet_titles
from xl_grc.workbook.returned.cells import ReturnedCells, named_places
from xl_grc.workbook.returned.headers import PlacedColumns, month_keys
from xl_grc.workbook.returned.plan import ReturnedPlan
from xl_grc.workbook.spare_rows import evaluate_typed_rows

_KEPT = 512


class Expected(NamedTuple):
    """Rows, values and formulas as they must be, for workbooks that begin in `start_month`.

    `columns` and `names` are those of `evaluate`; the first rows of a column are the rows of the workbook, `added`
    tells how many follow them in each table.
    """

    start_month: int
    columns: dict[str, list[Any]]
    names: dict[str, Any]
    formulas: dict[str, str]
    name_formulas: dict[str, str]
    added: dict[str, int]


def expected_contents(returned: ReturnedPlan, as_of: date, whole: bool = False) -> Expected:
    """What the workbook of a returned plan must hold, as seen on the day `as_of`.

    In the rows that it has, or `whole`: with those that it lacks.
    """
    return contents_of(returned.cells, as_of, whole, returned.plan.start, returned.numbers)


def contents_of(
    cells: ReturnedCells,
    as_of: date,
    whole: bool = False,
    start: date | None = None,
    numbers: Mapping[int, int] | None = None,
) -> Expected:
    """What a workbook of any kind must hold.

    `start` is the first of the twelve months of a kind that has such, `numbers` the number of each numbered row.
    """
    columns = _inputs(cells)
    number_rows(cells, columns, numbers or {})
    added = add_rows(cells, columns) if whole else dict.fromkeys(cells.tables, 0)
    names = _named_inputs(cells, as_of)
    surroundings = surroundings_of(cells)
    if whole:
        below = {name: (rows - added[name], row, column) for name, (rows, row, column) in surroundings.below.items()}
        surroundings = surroundings._replace(headers={}, below=below)
    evaluate_typed_rows(cells.kind, columns, names, cells.language, surroundings)
    start_month = 1 if start is None else start.month
    return Expected(start_month, columns, names, *formulas_of(cells, start_month), added)


def formulas_of(cells: ReturnedCells, start_month: int) -> tuple[dict[str, str], dict[str, str]]:
    """The formulas of all computed columns of a workbook, by "Table.column", and of all computed named cells.

    Those of a table `by_cell` are the formulas of its first row.
    """
    kind = cells.kind
    columns, names = expected_formulas(kind, cells.language, start_month)
    for name, found in cells.tables.items():
        if kind.tables[name].by_cell:
            words = kind.texts(cells.language)
            places = {key: found.place.left + index for key, index in found.placed.columns.items()}
            own = addresses(places, found.place.top)
            by_cell = column_formulas(kind, words, month_headers(words, start_month), kind.tables[name], own)
            columns = columns | {f"{name}.{key}": formula for key, formula in by_cell.items()}
    return columns, names


@cache
def expected_formulas(kind: WorkbookKind, language: str, start_month: int) -> tuple[dict[str, str], dict[str, str]]:
    """The formulas of all computed columns, by "Table.column", and of all computed named cells."""
    words = kind.texts(language)
    months = month_headers(words, start_month)
    columns = {
        f"{name}.{key}": formula
        for name, table in kind.tables.items()
        for key, formula in column_formulas(kind, words, months, table).items()
    }
    return columns, named_formulas(kind, words, months)


class _Standing(NamedTuple):
    """Where a table stands, its headers as its part writes them, and where its columns stand."""

    name: str
    title: str
    top: int
    left: int
    headers: tuple[str, ...]
    placed: PlacedColumns
    below: tuple[int, int, int] | None


def surroundings_of(cells: ReturnedCells) -> Surroundings:
    """Where the cells of a workbook stand now; those that it lacks stand where its kind has them."""
    tables = tuple(
        _Standing(name, one.sheet.title, one.place.top, one.place.left, one.headers, one.placed, one.below)
        for name, one in cells.tables.items()
    )
    named = named_places(cells.kind, cells.book.names)
    labelled = tuple((name, place) for name, place in cells.places.items() if name not in named)
    return _surroundings(cells.kind, cells.book.names, labelled, tables)


@lru_cache(_KEPT)
def _surroundings(
    kind: WorkbookKind, names: DefinedNames, labelled: tuple[tuple[str, CellPlace], ...], tables: tuple[_Standing, ...]
) -> Surroundings:
    """The same of named cells, those found by their labels, and tables: plans of one template share them."""
    named = {**named_places(kind, names), **dict(labelled)}
    places = {**kind.places, **{name: (place.row, place.column) for name, place in named.items()}}
    headers: dict[str, str] = {}
    printed: dict[str, int] = {}
    for table in tables:
        columns = table.placed.columns.items()
        places |= {f"{table.name}.{key}": (table.top, table.left + index) for key, index in columns}
        months = month_keys(kind, table.name)
        written = headers_by_key(kind, table.name, table.headers) if months else {}
        headers |= {f"{table.name}.{key}": written[key] for key in months if key in written}
        area = names.area_of(printed_name(table.name))
        printed |= {} if area is None else {table.name: area.bottom}
    found = {name: place.sheet.title for name, place in named.items()}
    found |= {table.name: table.title for table in tables}
    below = {table.name: table.below for table in tables if table.below is not None}
    return Surroundings(places, headers, sheet_titles(kind, found), printed, below)


def not_calculated(cells: ReturnedCells) -> list[tuple[str, str, int]]:
    """The inputs whose formula has no saved value: table, column and row. What they amount to is unknown."""
    return [
        (name, column.key, row)
        for name in cells.tables
        for column in cells.kind.tables[name]
        if column.role != "computed"
        for row, formula in enumerate(cells.formulas.get(f"{name}.{column.key}", ()))
        if formula is not None and cells.columns[f"{name}.{column.key}"][row] is None
    ]


def _inputs(cells: ReturnedCells) -> dict[str, list[Any]]:
    """The key and input columns."""
    columns: dict[str, list[Any]] = {}
    for name, table in cells.kind.tables.items():
        rows = _row_count(cells, name)
        for column in table:
            if column.role != "computed":
                found = cells.columns.get(f"{name}.{column.key}") if name in cells.tables else None
                values = [] if found is None else all_stored(found)
                values += [""] * (rows - len(values))  # those that a table of a fixed size has lost
                numbered = column.role == "key" and column.unit is not TEXT
                columns[f"{name}.{column.key}"] = list(map(_number, values)) if numbered else values
        first = table.columns[0]
        if table.keys:
            columns[f"{name}.{first.key}"] = list(table.keys)
    return columns


def _number(key: Any) -> Any:
    """The number of a key that was typed as text."""
    return int(key) if isinstance(key, str) and key.strip().isdecimal() else key


def _row_count(cells: ReturnedCells, name: str) -> int:
    table, found = cells.kind.tables[name], cells.tables.get(name)
    if table.keys:
        return len(table.keys)
    if found is None:
        return table.fixed_rows or 1
    return max(found.bottom - found.place.top + 1, table.rows, 1)


def knows_today(cells: ReturnedCells, expected: Expected, as_of: date) -> bool:
    """Whether what was expected before formulas were read holds the day where a formula asks for it."""
    named = cells.kind.named_cells
    asking = (name for name, formula in cells.name_formulas.items() if formula is not None and named[name].until_typed)
    return all(expected.names[name] == to_serial(as_of) for name in asking)


def _named_inputs(cells: ReturnedCells, as_of: date) -> dict[str, Any]:
    """The named cells that are typed in; those that hold TODAY() until something is typed hold `as_of`."""
    named = {name: cell for name, cell in cells.kind.named_cells.items() if cell.computed is None}
    names = {name: stored(cells.names.get(name)) for name in named}
    for name, cell in named.items():
        if cell.until_typed and (cells.name_formulas.get(name) is not None or is_blank(cells.names.get(name))):
            names[name] = to_serial(as_of)
    if "Language" in names:
        names["Language"] = cells.language
    return names
