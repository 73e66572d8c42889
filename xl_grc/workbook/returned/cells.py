"""The cells of a returned workbook: those of our tables and our named cells, wherever people have moved them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from xl_grc.errors import Problem
from xl_grc.functions.units import TEXT
from xl_grc.ooxml.book import Book, CellPlace, Sheet
from xl_grc.ooxml.xml import column_letters
from xl_grc.plan.words import fold
from xl_grc.tables.kind import WorkbookKind
from xl_grc.text import LANGUAGES
from xl_grc.values import Cell, cell_text, is_blank
from xl_grc.workbook.known import refuse_relations
from xl_grc.workbook.returned.locate import ReturnedTable, locate_tables

_LABEL_WIDTH = 2
"""How many columns a label on the settings takes; its input stands in the next one."""
BLANK_ROWS = 1000
"""How many blank rows are read at the end of a table; some people stretch tables over the whole sheet."""

Wanted = Mapping[str, tuple[str, ...]]


class ReturnedCells(NamedTuple):
    """The cells of a workbook of a kind: by "Table.column" a list with one cell a row, and by name."""

    kind: WorkbookKind
    book: Book
    language: str
    tables: dict[str, ReturnedTable]
    columns: dict[str, list[Cell]]
    extra: dict[str, dict[str, list[Cell]]]
    names: dict[str, Cell]
    places: dict[str, CellPlace]
    problems: list[Problem]
    formulas: dict[str, list[str | None]]
    name_formulas: dict[str, str | None]

    def problem(self, key: str, table: str, column: str, index: int, value: object = "", **values: object) -> Problem:
        """A problem of one cell."""
        read = self.tables[table]
        header = self.kind.texts(self.language).get(f"columns.{table}.{column}", "")
        return Problem.of(key, **values)._replace(
            file=self.book.file,
            sheet=read.sheet.title,
            row=read.place.top + index,
            column=str(header),
            value=str(value),
            cell=read.address(column, index),
        )

    def problem_of_name(self, key: str, name: str, value: object = "", **values: object) -> Problem:
        """A problem of a named cell."""
        place = self.places.get(name)
        found = Problem.of(key, **values)._replace(file=self.book.file, value=str(value))
        if place is None:
            return found
        return found._replace(sheet=place.sheet.title, row=place.row, cell=f"{column_letters(place.column)}{place.row}")


def read_cells(kind: WorkbookKind, book: Book, wanted: Wanted | None = None, formulas: bool = False) -> ReturnedCells:
    """The tables and named cells of a workbook; when `wanted` names columns, these and the settings alone.

    Raises InputError when the workbook lacks the table by which its kind is known, or holds one of ours twice.
    """
    tables = locate_tables(kind, book)
    if kind.sign not in tables:
        refuse_relations(book)
        book.archive.refuse("not_a_plan")
    asked = kind.tables if wanted is None else wanted
    tables = {name: tables[name] for name in asked if name in tables}
    names = tuple(kind.named_cells) if wanted is None else kind.settings
    places = {name: place for name in names if (place := book.place_of(name)) is not None}
    language = _language(book, tables[kind.sign])
    cells = ReturnedCells(kind, book, language, tables, {}, {}, {}, places, [], {}, {})
    _find_labelled(cells, names)
    _read_sheets(cells, wanted, formulas)
    return cells


def _language(book: Book, sign: ReturnedTable) -> str:
    declared = book.properties.get("xl_grc_language", "")
    return declared if declared in LANGUAGES else sign.placed.language


def _find_labelled(cells: ReturnedCells, names: Iterable[str]) -> None:
    """Named cells that lost their name: the cell to the right of the label."""
    lost = [name for name in names if cells.kind.named_cells[name].computed is None and name not in cells.places]
    words = [(name, cells.kind.texts(language).get(f"named.{name}")) for name in lost for language in LANGUAGES]
    labels = {fold(label): name for name, label in words if label}
    for sheet in cells.book.sheets if labels else ():
        found = list(cells.book.values(sheet))
        right: dict[int, list[int]] = defaultdict(list)
        for column, row, value in found:
            if not is_blank(value):
                right[row].append(column)
        for column, row, value in found:
            name = labels.get(fold(value)) if isinstance(value, str) else None
            if name is not None and name not in cells.places:
                near = (one for one in right[row] if column < one <= column + _LABEL_WIDTH)
                beside = min(near, default=column + _LABEL_WIDTH)  # a blank input: further right stands its hint
                cells.places[name] = CellPlace(sheet, beside, row)


def _read_sheets(cells: ReturnedCells, wanted: Wanted | None, formulas: bool) -> None:
    by_part: dict[str, list[ReturnedTable]] = defaultdict(list)
    for table in cells.tables.values():
        by_part[table.sheet.part].append(table)
    for place in cells.places.values():
        by_part.setdefault(place.sheet.part, [])
    sheets = {sheet.part: sheet for sheet in cells.book.sheets}
    for part, tables in by_part.items():
        names = {(place.column, place.row): name for name, place in cells.places.items() if place.sheet.part == part}
        _read_sheet(cells, sheets[part], tables, names, wanted, formulas)


def _read_sheet(
    cells: ReturnedCells,
    sheet: Sheet,
    tables: list[ReturnedTable],
    names: dict[tuple[int, int], str],
    wanted: Wanted | None,
    formulas: bool,
) -> None:
    columns = () if wanted is None else _wanted_columns(tables, names, wanted)
    stored: dict[int, dict[int, Cell]] = {}
    written: dict[int, dict[int, str]] = {}
    if formulas:
        for column, row, value, formula in cells.book.scan(sheet, columns):
            if value is not None:
                stored.setdefault(column, {})[row] = value
            if formula is not None:
                written.setdefault(column, {})[row] = formula
    else:
        stored = cells.book.by_column(sheet, columns)
    for (column, row), name in names.items():
        cells.names[name] = stored.get(column, {}).get(row)
        cells.name_formulas[name] = written.get(column, {}).get(row)
    for table in tables:
        _read_table(cells, table, tables, stored, wanted)
        if formulas:
            _note_formulas(cells, cells.tables[table.name], written)


def _wanted_columns(tables: list[ReturnedTable], names: Iterable[tuple[int, int]], wanted: Wanted) -> tuple[int, ...]:
    """The columns of a sheet that are asked for, and those that users added."""
    asked = {column for column, _ in names}
    for table in tables:
        placed, left = table.placed, table.place.left
        asked |= {left + placed.columns[key] for key in wanted[table.name] if key in placed.columns}
        asked |= {left + index for index in placed.extra.values()}
    return tuple(sorted(asked))


def _read_table(
    cells: ReturnedCells,
    table: ReturnedTable,
    neighbours: Iterable[ReturnedTable],
    stored: Mapping[int, Mapping[int, Cell]],
    wanted: Wanted | None,
) -> None:
    left, top = table.place.left, table.place.top
    keys = table.placed.columns if wanted is None else wanted[table.name]
    used = {key: stored.get(left + table.placed.columns[key], {}) for key in keys if key in table.placed.columns}
    reach = {key: max(column) for key, column in used.items() if column}
    lowest = max(reach.values(), default=top)
    bottom = _last_row(cells, table, neighbours, used, reach)
    last = max(min(bottom, lowest + BLANK_ROWS, top + cells.book.archive.limits.rows), top)
    cells.tables[table.name] = table._replace(bottom=last)
    rows = range(top, last + 1)
    for key in keys:
        is_blank_column = reach.get(key, 0) < top
        cells.columns[f"{table.name}.{key}"] = [None] * len(rows) if is_blank_column else list(map(used[key].get, rows))
    added = ((header, left + index) for header, index in table.placed.extra.items() if header)
    if table.placed.extra:
        cells.extra[table.name] = {header: list(map(stored.get(column, {}).get, rows)) for header, column in added}


def _last_row(
    cells: ReturnedCells,
    table: ReturnedTable,
    neighbours: Iterable[ReturnedTable],
    used: Mapping[str, Mapping[int, Cell]],
    reach: Mapping[str, int],
) -> int:
    """The last row of a table; `reach` is that of each column which holds something."""
    bottom = table.place.bottom
    lowest = max(reach.values(), default=table.place.top)
    if not table.part:
        return lowest
    if table.totals or lowest <= bottom:
        return bottom
    return _with_rows_below(cells, table, neighbours, {key: used[key] for key in used if reach.get(key, 0) > bottom})


def _with_rows_below(
    cells: ReturnedCells,
    table: ReturnedTable,
    neighbours: Iterable[ReturnedTable],
    used: Mapping[str, Mapping[int, Cell]],
) -> int:
    """The last row of a table with the rows typed directly below it; what stands further below is told."""
    bottom = table.place.bottom
    definition = cells.kind.tables[table.name]
    if not definition.grows or any(other.place.top > bottom for other in neighbours):
        return bottom
    keys = [column.key for column in definition if column.role != "computed" and column.key in used]
    below = sorted({row for key in keys for row, cell in used[key].items() if row > bottom and not is_blank(cell)})
    for row in below:
        first = next(used[key][row] for key in keys if not is_blank(used[key].get(row)))
        key = next(key for key in keys if not is_blank(used[key].get(row)))
        is_total = isinstance(first, str) and fold(first).startswith("total")
        taken = row == bottom + 1 and not is_total
        told = "total_below_table" if is_total else "row_below_table" if taken else "row_outside_table"
        cells.problems.append(cells.problem(told, table.name, key, row - table.place.top, cell_text(first)))
        bottom = row if taken else bottom
    return bottom


def _note_formulas(cells: ReturnedCells, table: ReturnedTable, written: Mapping[int, Mapping[int, str]]) -> None:
    for key, index in table.placed.columns.items():
        column = written.get(table.place.left + index, {})
        rows = range(table.place.top, table.bottom + 1)
        cells.formulas[f"{table.name}.{key}"] = list(map(column.get, rows))


@cache
def _inputs(kind: WorkbookKind, table: str) -> tuple[str, ...]:
    """The columns of a table that people type in: its inputs, and a key that is a text."""
    typed = (one for one in kind.tables[table] if one.role == "input" or (one.role == "key" and one.unit is TEXT))
    return tuple(f"{table}.{column.key}" for column in typed)


def filled_rows(cells: ReturnedCells, table: str, among: Sequence[int] | None = None) -> list[int]:
    """The indices of the rows of a table where the user typed something (a number alone is a spare row).

    `among`: the rows to look at, when not all.
    """
    columns = (cells.columns.get(name, []) for name in _inputs(cells.kind, table))
    given = [column for column in columns if column.count(None) < len(column)]
    every = range(len(given[0]) if given else 0) if among is None else among
    blank: Sequence[int] = every
    for column in given:  # the first one leaves few rows to look at in the others
        blank = [row for row in blank if column[row] is None or is_blank(column[row])]
    return sorted(set(every).difference(blank))
