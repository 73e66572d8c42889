"""Further columns beside the actions of a new workbook: those of its template, others on the right of the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.sheet_editor import SheetEditor, cell_xml
from xl_grc.ooxml.table_part import with_columns
from xl_grc.ooxml.text_styles import TextStyles
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.values import Cell
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.returned.locate import ReturnedTable


class ActionColumn(NamedTuple):
    """A further column beside the actions: the column of ours that it looks like, and its values by number."""

    like: str
    values: dict[int, Any]


class WithColumns(NamedTuple):
    """A workbook with further columns beside its actions, and the headers of those that found no place there."""

    content: bytes
    left_out: list[str]


def with_action_columns(content: bytes, file: str, columns: Mapping[str, ActionColumn]) -> WithColumns:
    """The workbook with columns beside its actions: those that its template has already, others on the right.

    Where cells stand on the right of the actions, no column is added.
    """
    book = Book(content, file)
    cells = read_cells(PLAN, book)
    table = cells.tables["Actions"]
    place = table.place
    shape = next(one.shape for one in book.tables if one.part == table.part)
    there = {header.casefold(): index for index, header in enumerate(shape.headers)}
    own = set(table.placed.extra.values())
    new = [header for header in columns if header.casefold() not in there]
    if any(place.right < column <= place.right + len(new) for column, _, _ in book.values(table.sheet)):
        new = []
    spots = {one: place.left + there[one.casefold()] for one in columns if there.get(one.casefold()) in own}
    spots |= {header: column for column, header in enumerate(new, place.right + 1)}
    left_out = [header for header in columns if header not in spots]
    if not spots:
        return WithColumns(content, left_out)
    try:
        return WithColumns(_written_beside(cells, spots, new, columns), left_out)
    except UnusualSheet:  # the template's cells cannot be told apart
        return WithColumns(content, list(columns))


def _written_beside(
    cells: ReturnedCells, spots: Mapping[str, int], new: Sequence[str], columns: Mapping[str, ActionColumn]
) -> bytes:
    """The workbook with columns in their spots; the new ones get their header. Raises UnusualSheet."""
    book, table = cells.book, cells.tables["Actions"]
    editor, styles = SheetEditor(book.archive.xml(table.sheet.part)), TextStyles(book)
    for header, column in spots.items():
        _fill_column(editor, styles, table, column, columns[header], cells.columns["Actions.no"])
        if header in new:
            row, like = table.place.top - 1, table.place.left + table.placed.columns[columns[header].like]
            style = styles.of(editor.cell(row, like).style, header)
            editor.put(row, column, cell_xml(row, column, style, header))
    package = PackageEditor(book)
    package.put(table.sheet.part, editor.xml())
    for part, xml in styles.changed().items():
        package.put(part, xml)
    package.put(table.part, with_columns(book.archive.xml(table.part), table.place, new))
    return package.content()


def _fill_column(
    editor: SheetEditor,
    styles: TextStyles,
    table: ReturnedTable,
    column: int,
    added: ActionColumn,
    numbers: Sequence[Cell],
) -> None:
    """The values of a column in its blank cells; formulas of a template stay."""
    like = table.place.left + table.placed.columns[added.like]
    for row, number in enumerate(numbers, table.place.top):
        cell = editor.cell(row, column)
        if not cell.content:
            style = cell.style if cell.attributes else editor.cell(row, like).style
            value = added.values.get(int(number), "") if isinstance(number, (int, float)) else ""
            editor.put(row, column, cell_xml(row, column, styles.of(style, value), value))
