"""Writes what a workbook ought to hold into its parts: rows, headers, formulas, values, names, charts.

Only cells of our tables and named cells are touched, and of them only those that are not as they ought to be.
"""

from __future__ import annotations

from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml import package_edits
from xl_grc.ooxml.formula_text import follows_row, names_places, same_formula
from xl_grc.ooxml.main_part import with_print_area
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_editor import SheetEditor, UnusualSheet, cell_xml, with_content
from xl_grc.ooxml.table_part import with_rows_and_headers
from xl_grc.ooxml.xml import escape
from xl_grc.plan.period import calendar_months
from xl_grc.tables.schema import TABLES
from xl_grc.tables.shape import SCHEMA_VERSION, header, month_headers
from xl_grc.text import texts
from xl_grc.values import Cell, is_blank
from xl_grc.workbook.expected.contents import Expected, not_calculated, stored
from xl_grc.workbook.expected.differences import same_value
from xl_grc.workbook.expected.epoch import as_counted
from xl_grc.workbook.expected.missing import respelled
from xl_grc.workbook.plan_filling import plan_id
from xl_grc.workbook.repair.chart_places import charts_of, mended, sources_of
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.locate import ReturnedTable
from xl_grc.workbook.returned.plan import ReturnedPlan


class Rewriting:
    """The cells of our tables and named cells, changed where they are not what a Expected says."""

    def __init__(self, returned: ReturnedPlan, wanted: Expected) -> None:
        self._returned = returned
        self._cells = returned.cells
        self._book = returned.cells.book
        self._wanted = wanted
        self._texts = texts(wanted.language)
        self._months = month_headers(self._texts, wanted.start_month)
        self._editors: dict[str, SheetEditor] = {}
        self._calculated = not not_calculated(self._cells)
        self._values = as_counted(wanted.columns, wanted.names, self._book.context.since_1904)

    def package(self) -> bytes:
        """The parts that change, put into the package."""
        changed: dict[str, bytes] = {}
        for table in self._cells.tables.values():
            self._check_room(table)
            self._write_headers(table)
            self._write_rows(table)
            xml = self._table_xml(table)
            if xml != self._book.archive.read(table.part):
                changed[table.part] = xml
        self._write_names()
        changed[self._book.main] = self._main_part()
        changed |= self._charts() if self._calculated else {}
        for part, editor in self._editors.items():
            xml = editor.xml().encode()
            if xml != self._book.archive.read(part):
                changed[part] = xml
        self._check_headers(changed)
        properties = {
            "xl_grc_schema": str(SCHEMA_VERSION),
            "xl_grc_language": self._wanted.language,
            "xl_grc_plan": self._book.properties.get("xl_grc_plan") or plan_id(self._returned.plan),
        }
        return package_edits.rewritten(self._book, changed, properties)

    def _main_part(self) -> bytes:
        """The main part, in which what is printed of a sheet follows a table that ends it."""
        xml = self._book.archive.read(self._book.main).decode("utf-8-sig")
        for table in self._cells.tables.values():
            xml = with_print_area(xml, table.sheet.title, table.place.bottom, self._bottom(table))
        return xml.encode()

    def _check_headers(self, changed: dict[str, bytes]) -> None:
        """Formulas of the user's own would lose a header that is spelled anew."""
        for name in self._cells.tables:
            for key, found in respelled(self._cells, name).items():
                used = f"[{escape(found)}]".encode()
                if any(used in (changed.get(part) or self._book.archive.read(part)) for part in self._formula_parts()):
                    raise InputError([self._cells.problem("header_in_use", name, key, -1, found)])

    def _formula_parts(self) -> list[str]:
        return [*(sheet.part for sheet in self._book.sheets), *(table.part for table in self._book.tables)]

    def _charts(self) -> dict[str, bytes]:
        """Our charts, with the values of their cells; those of others are left alone."""
        sources = sources_of(self._cells)
        sheets = dict.fromkeys(place.sheet.part for place in self._cells.places.values())
        changed = {}
        for part in (chart for sheet in sheets for chart in charts_of(self._book, sheet)):
            xml = self._book.archive.read(part).decode("utf-8-sig")
            written = mended(xml, self._wanted.language, sources, *self._values)
            if written != xml:
                changed[part] = written.encode()
        return changed

    def _editor(self, part: str, title: str) -> SheetEditor:
        if part not in self._editors:
            xml = self._book.archive.read(part)
            try:
                self._editors[part] = SheetEditor(xml.decode("utf-8-sig"))
            except (UnusualSheet, UnicodeDecodeError):
                self._refuse("unusual_xml", title)
        return self._editors[part]

    def _refuse(self, key: str, value: str, sheet: str = "") -> None:
        raise InputError([Problem(key, self._book.file, sheet, value=value)])

    def _bottom(self, table: ReturnedTable) -> int:
        return max(table.bottom + self._wanted.added.get(table.name, 0), table.place.bottom)

    def _check_room(self, table: ReturnedTable) -> None:
        """Rows are added only where nothing stands."""
        bottom = self._bottom(table)
        if bottom == table.place.bottom:
            return
        if table.totals:
            self._refuse("totals_row", table.name, table.sheet.title)
        place = table.place
        for cell in self._book.scan(table.sheet):
            inside = place.left <= cell.column <= place.right
            if inside and table.bottom < cell.row <= bottom and not is_blank(cell.value):
                self._refuse("cells_below", table.name, table.sheet.title)

    def _headers(self, table: ReturnedTable) -> tuple[str, ...]:
        return next(one.shape.headers for one in self._book.tables if one.part == table.part)

    def _write_headers(self, table: ReturnedTable) -> None:
        """Headers as formulas name them: months when the plan begins in another one, others that were respelled."""
        written = self._headers(table)
        for key, index in table.placed.columns.items():
            row, column = table.place.top - 1, table.place.left + index
            name = header(self._texts, table.name, key, self._months)
            if written[index] != name:
                editor = self._editor(table.sheet.part, table.sheet.title)
                editor.put(row, column, cell_xml(row, column, editor.cell(row, column).style, name))

    def _write_rows(self, table: ReturnedTable) -> None:
        bottom = self._bottom(table)
        editor = self._editor(table.sheet.part, table.sheet.title)
        if bottom > table.place.bottom:
            editor.grow(table.place, bottom)
        for column in TABLES[table.name]:
            if column.key not in table.placed.columns:
                continue
            if column.computed is not None:
                self._write_computed(table, column.key, editor)
            elif column.role == "key":
                self._write_key(table, column.key, editor)
            elif column.key in table.placed.months:
                self._move_marks(table, column.key, editor)
        for row in range(table.bottom + 1, bottom + 1):
            self._complete_row(table, row, editor)

    def _styled(self, table: ReturnedTable, row: int, column: int, editor: SheetEditor) -> str:
        """The style of a cell, of the table's last row for a cell of a new row."""
        cell = editor.cell(row, column)
        return cell.style if cell.attributes else editor.cell(table.place.bottom, column).style

    def _write_computed(self, table: ReturnedTable, key: str, editor: SheetEditor) -> None:
        name = f"{table.name}.{key}"
        formula, values = self._wanted.formulas[name], self._wanted.columns[name]
        written, cached = self._cells.formulas[name], self._cells.columns[name]
        column = table.place.left + table.placed.columns[key]
        for index, value in enumerate(values):
            row = table.place.top + index
            if index < len(written):
                old, shown = written[index], cached[index]
                if old is not None and same_formula(old, formula) and self._shows(shown, value):
                    continue
            style = self._styled(table, row, column, editor)
            editor.put(row, column, self._computed(row, column, style, self._values.columns[name][index], formula))

    def _shows(self, shown: Cell, value: Any) -> bool:
        """Whether a saved value is right; none is right while an input waits for a spreadsheet to calculate it."""
        return shown is not None and same_value(shown, value) if self._calculated else shown is None

    def _computed(self, row: int, column: int, style: str, value: Any, formula: str) -> str:
        return cell_xml(row, column, style, value, formula, cached=self._calculated)

    def _write_key(self, table: ReturnedTable, key: str, editor: SheetEditor) -> None:
        name = f"{table.name}.{key}"
        column = table.place.left + table.placed.columns[key]
        known = self._cells.columns[name]
        for index, value in enumerate(self._wanted.columns[name]):
            row = table.place.top + index
            if index < len(known) and stored(known[index]) == value:
                continue
            style = self._styled(table, row, column, editor)
            editor.put(row, column, cell_xml(row, column, style, self._values.columns[name][index], None))

    def _move_marks(self, table: ReturnedTable, key: str, editor: SheetEditor) -> None:
        """The content of a month's cells, from the column where that month stood."""
        keys = month_keys(table.name)
        month = calendar_months(self._wanted.start_month)[keys.index(key)]
        source = next(one for one, found in table.placed.months.items() if found == month)
        if source == key:
            return
        formulas = self._cells.formulas[f"{table.name}.{source}"]
        for index in range(table.bottom - table.place.top + 1):
            row = table.place.top + index
            if names_places(formulas[index] or ""):
                raise InputError([self._cells.problem("moved_formula", table.name, source, index)])
            old = editor.cell(row, table.place.left + table.placed.columns[source])
            column = table.place.left + table.placed.columns[key]
            editor.put(row, column, with_content(row, column, editor.cell(row, column), old))

    def _complete_row(self, table: ReturnedTable, row: int, editor: SheetEditor) -> None:
        """The other cells of a new row: blank inputs in the style of the table, formulas of added columns.

        A formula that names the cells of its row by address is left to its author.
        """
        shape = next(one.shape for one in self._book.tables if one.part == table.part)
        ours = {index: TABLES[table.name][key] for key, index in table.placed.columns.items()}
        for index, formula in enumerate(shape.formulas):
            column = table.place.left + index
            known = ours.get(index)
            if known is None or (known.role == "input" and not editor.cell(row, column).content):
                style = self._styled(table, row, column, editor)
                own = formula if known is None and formula and not follows_row(formula) else None
                editor.put(row, column, cell_xml(row, column, style, "", own, cached=False))

    def _table_xml(self, table: ReturnedTable) -> bytes:
        place: Place = table.place
        headers = {index: key for key, index in table.placed.columns.items()}
        written = self._headers(table)
        wanted = {index: header(self._texts, table.name, key, self._months) for index, key in headers.items()}
        names = {index: name for index, name in wanted.items() if written[index] != name}
        formulas = {
            index: self._wanted.formulas[f"{table.name}.{key}"]
            for index, key in headers.items()
            if TABLES[table.name][key].computed is not None
        }
        xml = self._book.archive.read(table.part).decode("utf-8-sig")
        return with_rows_and_headers(xml, place, self._bottom(table), names, formulas).encode()

    def _write_names(self) -> None:
        """The computed named cells."""
        for name in self._cells.places:
            if name in self._wanted.name_formulas:
                self._write_name(name)

    def _write_name(self, name: str) -> None:
        place = self._cells.places[name]
        formula, value = self._wanted.name_formulas[name], self._wanted.names[name]
        old = self._cells.name_formulas.get(name)
        if name == "AsOf" and old is None and not is_blank(self._cells.names.get(name)):
            return  # a typed date replaces TODAY()
        shown = self._cells.names.get(name)
        if old is not None and same_formula(old, formula) and self._shows(shown, value):
            return
        editor = self._editor(place.sheet.part, place.sheet.title)
        style = editor.cell(place.row, place.column).style
        editor.put(
            place.row, place.column, self._computed(place.row, place.column, style, self._values.names[name], formula)
        )
