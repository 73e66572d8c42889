"""What every sheet of the template is built with: cells, named cells, tables, links, printing."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Protection
from openpyxl.utils import get_column_letter as letters
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableColumn, TableFormula
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.builder.finishing import BUILT
from xl_grc.builder.highlighter import Highlighter, color
from xl_grc.builder.layout import FIRST_COLUMN, NOTE_ROW, TITLE_ROW, SheetLayout, TemplateLayout
from xl_grc.builder.validation import add_validation, add_whole_numbers
from xl_grc.errors import KnownEntries
from xl_grc.functions.units import DATE, DELAY, MARK, MONTH, NUMBER, RANK, SHARE, TEXT, Unit
from xl_grc.ooxml.place import LAST_ROW
from xl_grc.ooxml.reference import on_sheet
from xl_grc.ooxml.row_heights import lines
from xl_grc.ooxml.xml import FORMULA_STARTS
from xl_grc.tables.definition import Column, Table
from xl_grc.tables.formulas.sheet_faults import below_formula, below_name, printed_name
from xl_grc.tables.formulas.sheet_source import SheetReading
from xl_grc.tables.formulas.spots import SHEET_NAMES, SHEET_TITLES, sheet_name, sheet_title
from xl_grc.tables.native_formulas import addresses, column_formulas, headers, named_formulas
from xl_grc.tables.shape import month_headers
from xl_grc.text import Texts

START_MONTH = 1


class SheetBuilder:
    """Writes on one sheet of a template."""

    def __init__(self, template: TemplateLayout, words: Texts, sheet: Worksheet) -> None:
        self.template = template
        self.kind = template.kind
        self.words = words
        self.sheet = sheet
        self.months = month_headers(words, START_MONTH)
        self._formulas = named_formulas(self.kind, words, self.months)

    def open(self, layout: SheetLayout) -> None:
        """Title, note, and what every sheet has."""
        sheet = self.sheet
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = layout.tab_color
        sheet.column_dimensions["A"].width = 2
        self.write(TITLE_ROW, FIRST_COLUMN, self.words[f"titles.{layout.key}"]).font = look.TITLE
        sheet.row_dimensions[TITLE_ROW].height = look.TITLE_HEIGHT
        self.write(NOTE_ROW, FIRST_COLUMN, self.words[f"notes.{layout.key}"]).font = look.NOTE
        self._define(f"Go_{layout.key}", TITLE_ROW, FIRST_COLUMN, is_hidden=False)
        if layout.is_protected:
            sheet.protection.sheet = True
            sheet.protection.formatColumns = sheet.protection.formatRows = False

    def write(self, row: int, column: int, value: object) -> Cell:
        """A cell with the ordinary look."""
        cell: Cell = self.sheet.cell(row, column)  # type: ignore[assignment]  # no merged cells here
        cell.value = None if value == "" else value  # type: ignore[assignment]  # what openpyxl accepts
        cell.quotePrefix = cell.data_type == "s" and str(value).startswith(FORMULA_STARTS)
        cell.font = look.font()
        cell.alignment = look.PLAIN
        return cell

    def heading(self, row: int, first: int, last: int, text: str) -> None:
        """The title of a block, over its columns."""
        for column in range(first, last + 1):
            cell = self.write(row, column, text if column == first else None)
            cell.font, cell.border = look.BAND_FONT, look.UNDERLINE

    def band(self, row: int, first: int, last: int, text: str, size: float = 11) -> None:
        """A title centred over columns, without merging them."""
        for column in range(first, last + 1):
            cell = self.write(row, column, text if column == first else None)
            cell.font = look.font(size, bold=True, color=look.NAVY)
            cell.fill, cell.alignment = look.fill(look.BAND), look.ACROSS

    def name(self, name: str, row: int, column: int) -> Cell:
        """The place of a named cell."""
        self._define(name, row, column, is_hidden="_" in name or name in self.template.hidden_names)
        cell = self.write(row, column, f"={self._formulas[name]}" if name in self._formulas else None)
        cell.number_format = self.format(self.kind.named_cells[name].unit)
        return cell

    def _define(self, name: str, row: int, column: int, is_hidden: bool) -> None:
        self.area(name, f"${letters(column)}${row}", is_hidden)

    def area(self, name: str, cells: str, is_hidden: bool = True) -> None:
        """A name for several cells of the sheet."""
        self._name(name, on_sheet(self.sheet.title, cells), is_hidden)

    def _name(self, name: str, meaning: str, is_hidden: bool = True) -> None:
        assert self.sheet.parent is not None
        self.sheet.parent.defined_names[name] = DefinedName(name, attr_text=meaning, hidden=is_hidden or None)

    def sheets(self, row: int, column: int) -> None:
        """What links need of each sheet, in three columns: a cell that refers to it, its present name as formulas write
        it before a cell, its present title."""
        assert self.sheet.parent is not None
        titles = self.sheet.parent.sheetnames
        for place, title in enumerate(titles, row):
            self.write(place, column, f"={on_sheet(title, '$A$1')}")
            self.write(place, column + 1, f"={sheet_name(f'{letters(column)}{place}')}")
            self.write(place, column + 2, f"={sheet_title(f'{letters(column + 1)}{place}')}")
        for name, letter in ((SHEET_NAMES, letters(column + 1)), (SHEET_TITLES, letters(column + 2))):
            self.area(name, f"${letter}${row}:${letter}${row + len(titles) - 1}")

    def input(self, name: str, row: int, column: int) -> Cell:
        """A named cell that the user fills."""
        cell = self.name(name, row, column)
        cell.fill, cell.border, cell.protection = look.fill(look.INPUT), look.GRID, Protection(locked=False)
        cell.alignment = look.INDENTED
        return cell

    def figure(self, name: str, row: int, column: int) -> Cell:
        """A named cell that is calculated, in a block."""
        cell = self.name(name, row, column)
        cell.fill, cell.border, cell.alignment = look.fill(look.COMPUTED), look.GRID, look.RIGHT
        return cell

    def card(self, name: str, row: int, first: int, last: int, wide: int = 0) -> None:
        """A figure under its label, over columns, centred from the one `wide` enough for its number on; apart from the
        card before it."""
        begins = wide or first
        for column in range(first, last + 1):
            label = self.write(
                row, column, self.words[f"cards.{name.rpartition('_')[2]}"] if column == begins else None
            )
            label.font, label.alignment, label.fill = look.LABEL, look.ACROSS, look.fill(look.COMPUTED)
            figure = self.name(name, row + 1, column) if column == begins else self.write(row + 1, column, None)
            figure.number_format = self.format(self.kind.named_cells[name].unit)
            figure.font, figure.alignment, figure.fill = look.CARD, look.ACROSS, look.fill(look.COMPUTED)
            figure.border = look.UNDERLINE
            if column == first:
                label.border, figure.border = look.APART, look.APART_UNDERLINED
        self.sheet.row_dimensions[row + 1].height = 28

    def in_currency(self, cells: Sequence[str], before: str = "", digits: str = "#,##0") -> None:
        """Amounts with their currency, and words before them; one that is not known here is told elsewhere."""
        for currency in look.CURRENCIES:
            style = look.money(self.words["formats.money"].replace("#,##0", digits), currency, before)
            color(self.sheet, " ".join(cells), f'Currency="{currency}"', style)

    def behind(self, name: str, row: int, first: int, last: int) -> None:
        """What stands where a chart will be while it has nothing to show: charts let what is behind them through."""
        for column in range(first, last + 1):
            cell = self.name(name, row, column) if column == first else self.write(row, column, None)
            cell.font, cell.alignment = look.font(12, italic=True, color=look.GREY), look.ACROSS

    def link(self, row: int, column: int, sheet: str) -> None:
        """A link to the top of a sheet, by its defined name: renaming the sheet breaks nothing."""
        cell = self.write(row, column, self.words[f"sheets.{sheet}"])
        cell.font = look.LINK
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"Go_{sheet}")
        cell.font = look.LINK

    def format(self, unit: Unit) -> str:
        """The number format of a unit in the workbook's language."""
        return str({DATE: self.words["formats.date"], MONTH: self.words["formats.month"]}.get(unit, unit.format))

    # -- tables --------------------------------------------------------------------------------------------------------

    def table(self, table: Table, top: int, left: int, values: Sequence[object]) -> None:
        """Header, data rows and the table part; `values` are those of the first column, None where it is typed."""
        names = headers(self.words, START_MONTH, table)
        bottom = top + len(values)
        rows = [
            column_formulas(self.kind, self.words, self.months, table, addresses(positions(table, left), row))
            for row in range(top + 1, bottom + 1)
        ]
        formulas = rows[0]
        for offset, (column, header) in enumerate(zip(table, names, strict=True)):
            self._header(top, left + offset, header, column, table)
            for row, (value, own) in enumerate(zip(values, rows, strict=True), top + 1):
                content = f"={own[column.key]}" if column.key in own else value if not offset else None
                self._data(column, self.write(row, left + offset, content))
            letter = letters(left + offset)
            cells = f"{letter}{top + 1}:{letter}{bottom}"
            offered = self.template.offered.get(f"{table.name}.{column.key}", ())
            add_validation(self.sheet, column, self.words, cells, offered)
            add_whole_numbers(self.sheet, column, cells)
        self.sheet.add_table(
            _part(table, f"{letters(left)}{top}:{letters(left + len(names) - 1)}{bottom}", names, formulas)
        )
        if table.grows:
            self._raise(top, left, names)
            self._watch(table, left, bottom, len(names))
        highlight = self.template.highlights.get(table.name)
        if highlight is not None:
            highlight(Highlighter(self.sheet, self.words, positions(table, left), top + 1, bottom))

    def _watch(self, table: Table, left: int, bottom: int, columns: int) -> None:
        """The names by which lights look below a table and beyond what is printed."""
        first, last = letters(left), letters(left + columns - 1)
        if below_name(table.name) in self.kind.definition.areas:
            reading = SheetReading(self.kind.definition.limits, self.words, self.months, table.name)
            every = on_sheet(self.sheet.title, f"${first}$1:${last}${LAST_ROW}")
            self._name(below_name(table.name), below_formula(reading, table.name, table.columns[0].key, every))
        if printed_name(table.name) in self.kind.definition.areas:
            self.area(printed_name(table.name), f"${first}$1:${first}${bottom}")

    def _header(self, row: int, column: int, header: str, definition: Column, table: Table) -> None:
        """A header; those of columns in which nothing is to be typed are paler."""
        is_typed = definition.role != "computed" and any(one.role == "input" for one in table)
        cell = self.write(row, column, header)
        cell.font, cell.border, cell.alignment = look.HEADER, look.GRID, look.CENTER_WRAP
        cell.fill = look.fill(look.NAVY if is_typed else look.SLATE)

    def _raise(self, row: int, left: int, names: Sequence[str]) -> None:
        """Headers with room for the button of a filter below them, and as much above: they stand in the middle."""
        columns = [(name, self.sheet.column_dimensions[letters(column)]) for column, name in enumerate(names, left)]
        most = max(lines(name, one.width * look.SMALL) for name, one in columns if not one.hidden)
        dimension = self.sheet.row_dimensions[row]
        dimension.height = max(dimension.height or 0, 2 * look.BUTTON + look.SMALL_LINE * most)

    def _data(self, column: Column, cell: Cell) -> None:
        cell.border = look.GRID
        cell.fill = look.fill(look.INPUT if column.role == "input" else look.COMPUTED)
        cell.number_format = self.format(column.unit)
        cell.alignment = _ALIGNMENTS.get(column.unit, look.RIGHT)
        if column.role == "key":
            cell.font = look.font(bold=True, color=look.SLATE)

    def fold(self, first: int, last: int, is_folded: bool = False) -> None:
        """Columns that can be folded away, each as wide as it is (openpyxl's groups are as wide as their first one)."""
        for column in range(first, last + 1):
            dimension = self.sheet.column_dimensions[letters(column)]
            dimension.outlineLevel, dimension.hidden = 1, is_folded

    # -- printing ------------------------------------------------------------------------------------------------------

    def page(self, titles: str = "") -> None:
        """A4 landscape, one page wide, a footer."""
        setup, sheet = self.sheet.page_setup, self.sheet
        setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # made with the sheet
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.65, 0.3
        sheet.oddFooter.left.text = "&A"  # type: ignore[union-attr]  # made with the sheet
        sheet.oddFooter.right.text = f"{self.words['footer.page']} &P / &N"  # type: ignore[union-attr]
        if titles:
            sheet.print_title_rows = titles


_ALIGNMENTS: dict[Unit, Alignment] = {
    TEXT: look.LEFT,
    **dict.fromkeys((MARK, SHARE, DELAY, NUMBER, RANK, DATE, MONTH), look.CENTER),
}


def _part(table: Table, reference: str, names: Sequence[str], formulas: dict[str, str]) -> SheetTable:
    part = SheetTable(displayName=table.name, name=table.name, ref=reference)
    part.tableColumns = [
        TableColumn(
            id=number,
            name=header,
            calculatedColumnFormula=TableFormula(attr_text=formulas[column.key]) if column.key in formulas else None,
        )
        for number, (column, header) in enumerate(zip(table, names, strict=True), 1)
    ]
    if table.grows:
        part.autoFilter = AutoFilter(ref=reference)
    return part


def positions(table: Table, left: int) -> dict[str, int]:
    """The column of the sheet for each column of a table that begins in column `left`."""
    columns = {one.key: left + place for place, one in enumerate(table)}
    return KnownEntries(f"the columns of the table {table.name}", columns)


def widen(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Let a text run over empty columns, as if all were one cell: no line crosses it, no colour ends under it."""
    text = sheet.cell(row, first)
    text.alignment = look.INDENTED
    for column in range(first, last + 1):
        cell = sheet.cell(row, column)
        cell.border = look.LINE if column < last else look.RIM
        cell.fill = copy(text.fill)  # type: ignore[assignment]  # a proxy of the same


def first_values(table: Table) -> list[object]:
    """The first column of a table in the template: keys, months, numbers, or blanks."""
    first = table.columns[0]
    if table.keys:
        return list(table.keys)
    if first.unit is MONTH:
        return [date(BUILT.year, START_MONTH + row, 1) for row in range(table.rows)]
    return [row if first.role == "key" else None for row in range(1, table.spare_rows + 1)]
