"""The tables of a template: where their columns stand, and their parts as every plan writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xl_grc.ooxml.markup import Element, Markup
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import column_letters, escape
from xl_grc.tables.definition import Table
from xl_grc.tables.native_formulas import headers as table_headers
from xl_grc.text import Texts
from xl_grc.workbook.template.slots import MARK_IN_XML, MONTH_MARKS, ROW_MARK, TableSlot, row_mark
from xl_grc.workbook.template.template_parts import TemplateTable

_MONTHS = {f"month_{number}": mark for number, mark in enumerate(MONTH_MARKS, 1)}


def positions_of(definition: Table, texts: Texts, table: TemplateTable) -> dict[str, int]:
    """The column of the sheet for each column of the table; the months stand in the template's order."""
    keys = [column.key for column in definition]
    named = dict(zip(table.headers, range(table.place.left, table.place.right + 1), strict=True))
    positions = {key: named[header] for key, header in zip(keys, table_headers(texts, 1, definition), strict=True)}
    months = sorted(positions[key] for key in keys if key in _MONTHS)
    return positions | {f"month_{number}": column for number, column in enumerate(months, 1)}


def table_part(xml: bytes, table: TemplateTable, definition: Table, texts: Texts, formulas: Mapping[str, str]) -> str:
    """The part of a table with a mark for its last row where it grows, and marks for the names of months."""
    part, place = Markup(xml), table.place
    last = row_mark(table.name, MARK_IN_XML) if definition.grows else str(place.bottom)
    reference = f"{column_letters(place.left)}{place.top - 1}:{column_letters(place.right)}{last}"
    for element in part.root.all():
        if "ref" in element.attributes:
            part.set(element, "ref", reference)
    keys = {index - place.left: key for key, index in positions_of(definition, texts, table).items()}
    for index, column in enumerate(part.root.all("tableColumn")):
        if index in keys:
            _write_column(part, column, keys[index], formulas.get(keys[index]))
    return part.xml().decode().replace(MARK_IN_XML, ROW_MARK)


def _write_column(part: Markup, column: Element, key: str, formula: str | None) -> None:
    if key in _MONTHS:
        part.set(column, "name", _MONTHS[key])
    if formula is not None:
        part.fill(column, f"<calculatedColumnFormula>{escape(formula)}</calculatedColumnFormula>")
    elif column.children():
        part.fill(column, "")


def holds(place: Place, row: int, column: int) -> bool:
    """Whether a cell stands in a place."""
    return place.top <= row <= place.bottom and place.left <= column <= place.right


def shares_rows(table: TableSlot, tables: Sequence[TableSlot], slots: Mapping[tuple[int, int], object]) -> bool:
    """Whether something else is filled in the rows of a table."""
    rows = range(table.place.top, table.place.bottom + 1)
    others = (other.place for other in tables if other is not table)
    return any(row in rows for row, _ in slots) or any(
        place.top in rows or table.place.top in range(place.top, place.bottom + 1) for place in others
    )
