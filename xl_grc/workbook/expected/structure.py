"""What is wrong with the structure of a returned workbook: its version, missing sheets and tables, headers, rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from xl_grc.errors import Problem
from xl_grc.tables.shape import header, month_headers
from xl_grc.workbook.expected.fixed_rows import fixed_row_problems
from xl_grc.workbook.expected.former import lost, lost_columns, spelled_otherwise
from xl_grc.workbook.expected.headers import renamed_to
from xl_grc.workbook.expected.missing import Missing, is_typed_in
from xl_grc.workbook.expected.rows import lost_rows
from xl_grc.workbook.known import version_of
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.locate import typed_tables, unread_copies
from xl_grc.workbook.template.scaled_formats import lost_spaces


def structure_problems(cells: ReturnedCells, missing: Missing) -> Iterator[Problem]:
    """The version of the structure, and what is missing from it."""
    file = cells.book.file
    yield from _version(cells)
    for code in list(lost_spaces(cells.kind, cells.language, cells.book))[:1]:
        yield Problem("format_scaled", file, value=code)
    yield from (_missing_sheet(cells, sheet) for sheet in missing.sheets)
    for name in missing.tables:
        yield _missing_table(cells, name)
    for name, table in cells.tables.items():
        yield from _headers(cells, name)
        if lost := lost_rows(cells, name):
            yield Problem.of("rows_lost", count=lost)._replace(file=file, sheet=table.sheet.title, value=name)
    yield from copies(cells)
    yield from fixed_row_problems(cells)
    for name in (*missing.names, *missing.lists, *missing.links, *missing.areas):
        yield cells.problem_of_name("name_missing", name, name)


def copies(cells: ReturnedCells) -> Iterator[Problem]:
    """The sheets that look like one of ours and are not read: somebody may have worked on a copy."""
    for name, sheet in unread_copies(cells.kind, cells.book, cells.tables):
        told = Problem.of("copy_unread", read=cells.tables[name].sheet.title)
        yield told._replace(file=cells.book.file, sheet=sheet.title, value=name)


def lost_inputs(cells: ReturnedCells, cleared: Collection[str] = ()) -> Iterator[Problem]:
    """The sheets, tables and columns that people type in and that a workbook no longer has, with what they held.

    `cleared`: the tables of which nothing is wanted.
    """
    kind, missing = cells.kind, lost(cells)
    wanted = [name for name in typed_tables(kind) if name not in cleared]
    typed_in = {kind.tables[name].sheet for name in wanted} | {kind.named_cells[name].sheet for name in kind.settings}
    yield from (_missing_sheet(cells, sheet) for sheet in missing.sheets if sheet in typed_in)
    yield from (_missing_table(cells, name) for name in missing.tables if name in wanted and name not in cells.tables)
    for name in wanted:
        if name in cells.tables:
            yield from (told for key, told in _lost_columns(cells, name) if kind.tables[name][key].role == "input")


def _version(cells: ReturnedCells) -> Iterator[Problem]:
    current, version = cells.kind.version, version_of(cells.book)
    if version is None:
        yield Problem("schema_unknown", cells.book.file)
    elif version < current:
        yield Problem.of("schema_older", current=current)._replace(file=cells.book.file, value=str(version))


def _missing_sheet(cells: ReturnedCells, sheet: str) -> Problem:
    key = "sheet_missing" if is_typed_in(cells.kind, sheet) else "computed_sheet_missing"
    return Problem(key, cells.book.file, value=str(cells.kind.texts(cells.language)[f"sheets.{sheet}"]))


def _missing_table(cells: ReturnedCells, name: str) -> Problem:
    """A table under another name, cells that are no table any more, or nothing at all."""
    if name not in cells.tables:
        key = "table_missing" if name in typed_tables(cells.kind) else "computed_table_missing"
        return Problem(key, cells.book.file, value=name)
    other = renamed_to(cells, name)
    place = Problem.of("table_renamed" if other else "table_undeclared", other=other)
    return place._replace(file=cells.book.file, sheet=cells.tables[name].sheet.title, value=name)


def _headers(cells: ReturnedCells, name: str) -> Iterator[Problem]:
    """Columns of a table that are missing, or stand under another header."""
    found, respelled = cells.tables[name], spelled_otherwise(cells, name)
    if not (found.placed.renamed or respelled or found.placed.missing):
        return
    words, months = cells.kind.texts(cells.language), found.placed.months
    for key, written in found.placed.renamed.items():
        name_of_key = words["months"][months[key] - 1] if key in months else header(words, name, key, ())
        yield cells.problem("header_renamed", name, key, -1, written, header=name_of_key)
    for key, written in respelled.items():
        yield cells.problem("header_respelled", name, key, -1, written)
    yield from (told for _, told in _lost_columns(cells, name))


def _lost_columns(cells: ReturnedCells, name: str) -> Iterator[tuple[str, Problem]]:
    """The keys of the columns that a table no longer has, and what is told of them."""
    found, gone = cells.tables[name], lost_columns(cells, name)
    words, held = cells.kind.texts(cells.language), set(found.placed.months.values())
    months = month_headers(words, 1)
    lost_months = [month for number, month in enumerate(months, 1) if number not in held] if gone else []
    for key in gone:
        is_month = key in month_keys(cells.kind, name)
        wanted = lost_months.pop(0) if is_month else header(words, name, key, months)
        what = "month_missing" if is_month else "column_missing"
        place = Problem(what, cells.book.file, found.sheet.title, found.place.top - 1, wanted, name)
        yield key, place._replace(values=(("header", wanted),))
