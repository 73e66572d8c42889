"""Tables as people have them -> plain ones: one row of headers, and below it a row for each record.

What is left aside is told; what can be read in two ways is in doubt, or refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from xl_grc.errors import InputError, Problem
from xl_grc.plan.above_table import named_above, thousands_in_titles
from xl_grc.plan.amount_columns import AmountColumns
from xl_grc.plan.column_places import ColumnPlaces, place_columns
from xl_grc.plan.fields import InputSheet
from xl_grc.plan.grid import Grid
from xl_grc.plan.header_rows import HeaderRows, find_header
from xl_grc.plan.headers import names_a_unit
from xl_grc.plan.left_aside import SheetColumns, left_aside
from xl_grc.plan.merged_cells import FILLED_DOWN, fill_down, fill_merged
from xl_grc.plan.number_formats import format_exponent
from xl_grc.plan.numbers import times_ten
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, has_content, is_blank

_COMPANIES = ("company", "reference")
_NAMES = {"Actions": ("action",), "Costs": ("item", "action", "no"), "Tracking": ("date", "action")}


class PlainTable(NamedTuple):
    """A plain grid, and what is worth knowing of the rows that it was made of."""

    grid: Grid
    notes: tuple[Problem, ...]


def plain_table(grid: Grid, sheet: InputSheet, language: str | None = None, fills_down: bool = False) -> PlainTable:
    """The plain table in a grid; the grid itself when it has no headers, which who reads it tells.

    Raises InputError: thousands_in_title.
    """
    header = find_header(grid.rows, sheet)
    if header is None:
        return PlainTable(grid, ())
    below = header.last + 1
    columns = place_columns(header.cells, lambda: grid.rows[below:], sheet)
    grid = _rescaled(grid, columns, below)
    table = _table_columns(columns, sheet, fills_down)
    aside = left_aside(grid, header, table, AmountColumns(grid, below, columns, sheet, language))
    above, others = grid.rows[: header.first], [grid.rows[index] for index in sorted(aside.rows)]
    _check_title(grid, [*above, *others], header, columns, sheet)
    records = [one for one in range(below, len(grid.rows)) if one not in aside.rows and has_content(grid.rows[one])]
    rows, doubts = fill_merged(grid, records, columns, sheet)
    if fills_down:
        fill_down([rows[index] for index in records], columns)
        records = [index for index in records if index not in aside.fillers]
    kept = [rows[index] for index in records]
    plain = grid._replace(
        rows=[header.cells, *kept],
        numbers=[grid.number(index) for index in (header.first, *records)],
        plain=True,
        doubts=(*aside.doubts, *doubts),
    )
    notes = (*aside.notes, *_hidden(grid, records), *_empty_months(grid, kept, columns))
    return PlainTable(_with_names(plain, above, columns, sheet), notes)


def _table_columns(columns: ColumnPlaces, sheet: InputSheet, fills_down: bool) -> SheetColumns:
    """The columns of a table by what they are for."""
    names, companies, fillers = (
        tuple(columns.places[name] for name in wanted if name in columns.places)
        for wanted in (_NAMES[sheet.tables[0]], _COMPANIES, FILLED_DOWN if fills_down else ())
    )
    return SheetColumns(sheet, names, companies, fillers)


def _rescaled(grid: Grid, columns: ColumnPlaces, below: int) -> Grid:
    """The grid with the amounts that their number format shows in thousands or millions in full, or in the unit of
    their column."""
    if not grid.looks.formats:
        return grid
    exponents = {columns.places[name]: one for name, one in columns.exponents.items() if name in columns.places}
    exponents |= {column.place: columns.exponents.get("months", 0) for column in columns.months}
    rows = list(grid.rows)
    for (number, column), code in grid.looks.formats.items():
        place, index = column - 1, number - 1
        if place not in exponents or not below <= index < len(rows) or place >= len(rows[index]):
            continue
        cell, more = rows[index][place], format_exponent(code, exponents[place]) - exponents[place]
        if more and isinstance(cell, (int, float)) and not isinstance(cell, bool):
            rows[index] = [*rows[index][:place], times_ten(cell, more), *rows[index][place + 1 :]]
    return grid._replace(rows=rows)


def _check_title(
    grid: Grid, around: Sequence[Sequence[Cell]], header: HeaderRows, columns: ColumnPlaces, sheet: InputSheet
) -> None:
    """Raises InputError when only the words around a table say that its amounts are in thousands."""
    if sheet.exponent is not None:
        return
    texts = [grid.sheet, *(cell for row in around for cell in row if isinstance(cell, str))]
    open_ = [
        place
        for name, place in columns.places.items()
        if columns.exponents.get(name) == 0 and not names_a_unit(header.cells[place])
    ]
    if open_ and (said := thousands_in_titles(texts)):
        raise InputError([said._replace(file=grid.file, sheet=grid.sheet)])


def _empty_months(grid: Grid, rows: Sequence[Sequence[Cell]], columns: ColumnPlaces) -> tuple[Problem, ...]:
    """Months as columns in which nothing is written: people colour cells, which says nothing to us."""
    places = [month.place for month in columns.months]
    if len(places) < 2 or any(place < len(row) and not is_blank(row[place]) for row in rows for place in places):
        return ()
    return (Problem("months_empty", grid.file, grid.sheet),)


def _hidden(grid: Grid, records: Sequence[int]) -> tuple[Problem, ...]:
    """The hidden rows that are read."""
    numbers = [grid.number(index) for index in records if grid.number(index) in grid.looks.hidden_rows]
    if not numbers:
        return ()
    return (Problem.of("hidden_rows", rows=tuple(map(str, numbers)))._replace(file=grid.file, sheet=grid.sheet),)


def _with_names(grid: Grid, above: Sequence[Sequence[Cell]], columns: ColumnPlaces, sheet: InputSheet) -> Grid:
    """The grid with a column for the company that a cell above the table names, when its rows name none."""
    if {"company", "reference"} & columns.places.keys() or sheet.tables[0] != "Actions":
        return grid
    named = named_above(above, sheet)
    if not named:
        return grid
    labels = [label for label, _ in named.values()]
    cells = [cell for _, cell in named.values()]
    return grid._replace(rows=[[*labels, *grid.rows[0]], *([*cells, *row] for row in grid.rows[1:])])
