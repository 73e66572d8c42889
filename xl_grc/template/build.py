"""Builds the template workbooks from the definitions of the tables: `python -m xl_grc.template`.

The only place that writes with openpyxl. A filling replaces the data rows; this module decides where tables stand
and how everything looks.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter as letters
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableColumn, TableFormula
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.functions.units import DATE, MARK, MONTH, NUMBER, RANK, TEXT, Unit
from xl_grc.tables.definition import Column, Table
from xl_grc.tables.formulas import column_formulas, headers, named_formulas
from xl_grc.tables.schema import LISTS, NAMED_CELLS, RANGES, SCHEMA_VERSION, TABLES
from xl_grc.template import layout, look
from xl_grc.template.rules import add_highlights, add_validation
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.workbook.filling import offered
from xl_grc.workbook.package import member, package, read_parts, write_atomically

_BUILT = datetime(2026, 1, 1)  # noqa: DTZ001  # a fixed date: the same sources give the same template
_START_MONTH = 1


def build(language: str) -> bytes:
    """The template workbook of a language."""
    words = texts(language)
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    for key in layout.SHEETS:
        _Sheet(workbook.create_sheet(words[f"sheets.{key}"]), key, words).build()
    for name, (table, column) in RANGES.items():
        header = headers(words, _START_MONTH, table)[list(TABLES[table].by_key).index(column)]
        workbook.defined_names[name] = DefinedName(name, attr_text=f"{table}[{header}]")
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.creator = "xl_grc"
    workbook.properties.title = words["plan_title"]
    workbook.properties.created = _BUILT
    for name, value in (("xl_grc_schema", str(SCHEMA_VERSION)), ("xl_grc_language", language), ("xl_grc_plan", "")):
        workbook.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not in its types
    stream = BytesIO()
    workbook.save(stream)
    return tidied(stream.getvalue())


def write_templates(directory: Path) -> None:
    """Write `plan_fr.xlsx` and `plan_en.xlsx`."""
    for language in LANGUAGES:
        write_atomically(directory / f"plan_{language}.xlsx", build(language))


class _Sheet:
    def __init__(self, sheet: Worksheet, key: str, words: Texts) -> None:
        self.sheet = sheet
        self.key = key
        self.words = words
        self.named = named_formulas(words, _START_MONTH)

    def build(self) -> None:
        self.sheet.sheet_view.showGridLines = False
        self.sheet.sheet_properties.tabColor = layout.TAB_COLORS[self.key]
        self.sheet.column_dimensions["A"].width = 2
        self.write(layout.TITLE_ROW, layout.FIRST_COLUMN, self.words[f"titles.{self.key}"]).font = look.TITLE
        self.sheet.row_dimensions[layout.TITLE_ROW].height = 34
        self.write(layout.NOTE_ROW, layout.FIRST_COLUMN, self.words[f"notes.{self.key}"]).font = look.NOTE
        if self.key == "settings":
            self.settings()
        else:
            (table,) = (table for table in TABLES.values() if table.sheet == self.key)
            self.main_table(table)
        self.page()

    def write(self, row: int, column: int, value: object) -> Cell:
        cell: Cell = self.sheet.cell(row, column)  # type: ignore[assignment]  # no merged cells here
        cell.value = value  # type: ignore[assignment]  # what openpyxl accepts
        cell.font = look.font()
        cell.alignment = look.PLAIN
        return cell

    def name(self, name: str, row: int, column: int) -> Cell:
        title = self.sheet.title.replace("'", "''")
        reference = f"'{title}'!${letters(column)}${row}"
        hidden = name.startswith(("MonthYear_", "AmountsIn_"))
        assert self.sheet.parent is not None
        self.sheet.parent.defined_names[name] = DefinedName(name, attr_text=reference, hidden=hidden or None)
        cell = self.write(row, column, f"={self.named[name]}" if name in self.named else None)
        cell.number_format = self.format(NAMED_CELLS[name].unit)
        return cell

    def format(self, unit: Unit) -> str:
        return str({DATE: self.words["formats.date"], MONTH: self.words["formats.month"]}.get(unit, unit.format))

    # -- tables --------------------------------------------------------------------------------------------------------

    def main_table(self, table: Table) -> None:
        position = {column.key: layout.FIRST_COLUMN + index for index, column in enumerate(table)}
        self.name(f"AmountsIn_{self.key}", layout.NOTE_ROW + 1, layout.FIRST_COLUMN).font = look.NOTE
        self.bands(table, position)
        for key, name in layout.TOTALS.get(table.name, {}).items():
            self.total(name, position[key])
        for key, column in position.items():
            if key.startswith("month_"):
                self.year(key, column)
            self.sheet.column_dimensions[letters(column)].width = _width(table[key])
        rows = len(layout_rows(table))
        self.table(table, layout.HEADER_ROW, layout.FIRST_COLUMN, [None] * rows)
        add_highlights(self.sheet, table, self.words, position, layout.HEADER_ROW + 1, layout.HEADER_ROW + rows)
        frozen = position[layout.FREEZE_AFTER[table.name]] + 1 if table.name in layout.FREEZE_AFTER else 1
        self.sheet.freeze_panes = f"{letters(frozen)}{layout.HEADER_ROW + 1}"

    def bands(self, table: Table, position: dict[str, int]) -> None:
        self.sheet.row_dimensions[layout.HEADER_ROW].height = 32
        for text, first, last in layout.BANDS.get(table.name, ()):
            for column in range(position[first], position[last] + 1):
                cell = self.write(
                    layout.BAND_ROW, column, self.words[f"bands.{text}"] if column == position[first] else None
                )
                cell.font, cell.fill, cell.alignment = look.BAND_FONT, look.fill(look.BAND), look.ACROSS

    def total(self, name: str, column: int) -> None:
        self.sheet.row_dimensions[layout.LABEL_ROW].height = 44
        label = self.write(layout.LABEL_ROW, column, self.words[f"named.{name}"])
        label.font, label.alignment = look.LABEL, Alignment(horizontal="right", vertical="bottom", wrap_text=True)
        figure = self.name(name, layout.TOTAL_ROW, column)
        figure.font, figure.alignment, figure.border = look.TOTAL, look.RIGHT, look.UNDERLINE
        self.sheet.row_dimensions[layout.TOTAL_ROW].height = 22

    def year(self, key: str, column: int) -> None:
        cell = self.name(f"MonthYear_{key.removeprefix('month_')}", layout.BAND_ROW, column)
        cell.font, cell.fill, cell.alignment = look.BAND_FONT, look.fill(look.BAND), look.CENTER

    def table(self, table: Table, top: int, left: int, values: list[object]) -> None:
        """Header, data rows and the table part; `values` are those of a list, or None for each row to be typed."""
        names = headers(self.words, _START_MONTH, table.name)
        formulas = column_formulas(self.words, _START_MONTH, table)
        for offset, (column, header) in enumerate(zip(table, names, strict=True)):
            cell = self.write(top, left + offset, header)
            cell.font, cell.alignment, cell.border = look.HEADER, look.CENTER_WRAP, look.GRID
            cell.fill = look.fill(look.SLATE if column.role == "computed" else look.NAVY)
            for row, value in enumerate(values):
                content = f"={formulas[column.key]}" if column.key in formulas else _key_value(column, row, value)
                self.data_cell(column, self.write(top + 1 + row, left + offset, content))
            bottom = top + len(values)
            add_validation(
                self.sheet, column, self.words, f"{letters(left + offset)}{top + 1}:{letters(left + offset)}{bottom}"
            )
        part = SheetTable(
            displayName=table.name,
            name=table.name,
            ref=f"{letters(left)}{top}:{letters(left + len(names) - 1)}{bottom}",
        )
        part.tableColumns = [
            TableColumn(
                id=number,
                name=header,
                calculatedColumnFormula=TableFormula(attr_text=formulas[column.key])
                if column.key in formulas
                else None,
            )
            for number, (column, header) in enumerate(zip(table, names, strict=True), 1)
        ]
        part.autoFilter = AutoFilter(ref=part.ref)
        self.sheet.add_table(part)

    def data_cell(self, column: Column, cell: Cell) -> None:
        cell.border = look.GRID
        cell.fill = look.fill(look.INPUT if column.role == "input" else look.COMPUTED)
        cell.number_format = self.format(column.unit)
        if column.unit is TEXT:
            cell.alignment = look.LEFT
        elif column.unit in (MARK, NUMBER, RANK, DATE, MONTH):
            cell.alignment = look.CENTER
        else:
            cell.alignment = look.RIGHT
        if column.role == "key":
            cell.font = look.font(bold=True, color=look.SLATE)

    # -- settings ------------------------------------------------------------------------------------------------------

    def settings(self) -> None:
        for offset, name in enumerate(layout.SETTINGS):
            row = layout.SETTINGS_ROW + offset
            self.write(row, layout.FIRST_COLUMN, self.words[f"named.{name}"])
            cell = self.name(name, row, layout.FIRST_COLUMN + 2)
            cell.fill, cell.border, cell.alignment = look.fill(look.INPUT), look.GRID, look.PLAIN
            hint = self.words.get(f"hints.{name}")
            if hint:
                self.write(row, layout.FIRST_COLUMN + 4, hint).font = look.NOTE
        self.sheet[self._cell("PeriodStart")] = date(_BUILT.year, _START_MONTH, 1)
        self.sheet[self._cell("Currency")] = "€"
        self.sheet[self._cell("Language")] = self.words.language
        self.write(layout.LISTS_HEADER_ROW - 2, layout.FIRST_COLUMN, self.words["hints.lists"]).font = look.NOTE
        for index, name in enumerate(LISTS):
            column = layout.FIRST_COLUMN + 2 * index
            self.table(
                TABLES[name], layout.LISTS_HEADER_ROW, column, list(offered(self.words.language, name)) or [None]
            )
            self.sheet.column_dimensions[letters(column)].width = 26
            self.sheet.column_dimensions[letters(column + 1)].width = 2

    def _cell(self, name: str) -> str:
        return f"{letters(layout.FIRST_COLUMN + 2)}{layout.SETTINGS_ROW + layout.SETTINGS.index(name)}"

    # -- printing ------------------------------------------------------------------------------------------------------

    def page(self) -> None:
        setup, sheet = self.sheet.page_setup, self.sheet
        setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # openpyxl makes one with the sheet
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.6
        sheet.oddFooter.left.text = "&A"  # type: ignore[union-attr]
        sheet.oddFooter.right.text = f"{self.words['footer.page']} &P / &N"  # type: ignore[union-attr]
        if self.key != "settings":
            sheet.print_title_rows = f"{layout.BAND_ROW}:{layout.HEADER_ROW}"


def layout_rows(table: Table) -> range:
    """The data rows of a table in the template: those kept free for typing, or the twelve months."""
    return range(table.spare_rows or 12)


def _key_value(column: Column, row: int, value: object) -> object:
    if column.role != "key":
        return value
    return date(_BUILT.year, _START_MONTH + row, 1) if column.unit is MONTH else row + 1


def _width(column: Column) -> float:
    if column.key.startswith("month_"):
        return layout.MONTH_WIDTH
    if column.unit is TEXT:
        return layout.WIDTHS.get(column.key, layout.DEFAULT_WIDTH)
    return layout.UNIT_WIDTHS[column.unit]


_FONT = re.compile(r"<font>(.*?)</font>", re.DOTALL)
_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")
_ELEMENT = re.compile(r"<(\w+)\b[^>]*/>")


def tidied(package_bytes: bytes) -> bytes:
    """The package with fixed dates, and the children of fonts in the order that the format asks for."""
    parts = read_parts(package_bytes)

    def ordered(found: re.Match[str]) -> str:
        children = {child[1]: child[0] for child in _ELEMENT.finditer(found[1])}
        return f"<font>{''.join(children[name] for name in _FONT_ORDER if name in children)}</font>"

    parts["xl/styles.xml"] = _FONT.sub(ordered, parts["xl/styles.xml"].decode()).encode()
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(
        r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rf"\g<1>{_BUILT:%Y-%m-%dT%H:%M:%SZ}", core
    ).encode()
    return package(member(name, content) for name, content in parts.items())
