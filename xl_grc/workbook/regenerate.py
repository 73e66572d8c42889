"""The same workbook made whole again: missing rows and formulas, month headers, values, version.

Only cells of our tables and named cells are touched, and of them only those that are not as they ought to be.
Everything else keeps its bytes: formats, sorted and hidden rows, the user's own columns, sheets, charts, macros.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.plan.grid import is_blank
from xl_grc.tables.formulas import header, month_headers
from xl_grc.tables.schema import SCHEMA_VERSION, TABLES
from xl_grc.text import texts
from xl_grc.workbook import package_edits
from xl_grc.workbook.archive import Limits
from xl_grc.workbook.book import Book
from xl_grc.workbook.book import reading as parsing
from xl_grc.workbook.cells import is_usual
from xl_grc.workbook.chart_places import charts_of, mended, sources_of
from xl_grc.workbook.checker import check_reading, same_value
from xl_grc.workbook.editing import SheetEditor, UnusualSheet, cell_xml
from xl_grc.workbook.epoch import as_counted
from xl_grc.workbook.filling import plan_id
from xl_grc.workbook.formula_text import names_places, same_formula
from xl_grc.workbook.headers import month_keys
from xl_grc.workbook.lacking import Lacking, homes, is_typed_in, lacking
from xl_grc.workbook.layout import Layout, layout, stored
from xl_grc.workbook.plan_reader import PlanReading, plan_of
from xl_grc.workbook.restoring import restored
from xl_grc.workbook.sheet import Place
from xl_grc.workbook.tables_reader import BLANK_ROWS, ReadTable, read_tables

BLOCKING = frozenset(
    {"number_twice", "header_renamed", "month_missing", "schema_newer", "bad_action_number", "date_needed"}
)
"""Problems that leave open which row belongs to which action, or what a column is."""


class Regenerated(NamedTuple):
    """The new package, and what remains for the user to see to."""

    content: bytes
    problems: tuple[Problem, ...]


def regenerate(content: bytes, file: str, as_of: date, limits: Limits | None = None) -> Regenerated:
    """The workbook made whole. Raises InputError, and nothing is made, when something could not be kept."""
    book = Book(content, file, limits)
    if any(name.lower().startswith("_xmlsignatures/") for name in book.archive.names):
        book.archive.refuse("signed")
    reading = plan_of(read_tables(book, formulas=True))
    found = check_reading(reading, as_of)
    blocking = [problem for problem in found if problem.key in BLOCKING]
    blocking += [
        Problem.of("too_many_rows", limit=BLANK_ROWS, sheet=table.sheet.title)._replace(file=file)
        for table in reading.cells.tables.values()
        if table.place.bottom > table.bottom
    ]
    if blocking:
        raise InputError(blocking)
    lack = lacking(reading.cells)
    try:
        with parsing(file):
            whole = _restored(reading, lack, as_of, limits) if any(lack) else reading
            made = _Regeneration(whole, layout(whole, as_of, add_rows=True)).package()
    except UnusualSheet:  # a row whose cells cannot be told apart, found only when it is to be changed
        raise InputError([Problem("unusual_xml", file, value=file)]) from None
    after = plan_of(read_tables(Book(made, file, limits), formulas=True))
    if after.plan != reading.plan:  # a last look: nothing that was typed may read differently afterwards
        raise InputError([Problem("unusual_xml", file, value=file)])
    return Regenerated(made, (*_added(after, lack), *check_reading(after, as_of)))


def _restored(reading: PlanReading, lack: Lacking, as_of: date, limits: Limits | None) -> PlanReading:
    """The workbook with the sheets, tables and names that it lacked."""
    book = reading.cells.book
    whole = plan_of(read_tables(Book(restored(reading, lack, as_of), book.file, limits), formulas=True))
    if any(lacking(whole.cells)):
        book.archive.refuse("cannot_restore")
    return whole


def _added(after: PlanReading, lack: Lacking) -> Iterator[Problem]:
    """The sheets that were put back."""
    for key in lack.sheets:
        told = "sheet_added" if is_typed_in(key) else "computed_sheet_added"
        yield Problem(told, after.cells.book.file, value=homes(after.cells)[key].title)


class _Regeneration:
    def __init__(self, reading: PlanReading, wanted: Layout) -> None:
        self._reading = reading
        self._cells = reading.cells
        self._book = reading.cells.book
        self._wanted = wanted
        self._texts = texts(wanted.language)
        self._months = month_headers(self._texts, wanted.start_month)
        self._editors: dict[str, SheetEditor] = {}
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
        changed |= self._charts()
        for part, editor in self._editors.items():
            xml = editor.xml().encode()
            if xml != self._book.archive.read(part):
                changed[part] = xml
        properties = {
            "xl_grc_schema": str(SCHEMA_VERSION),
            "xl_grc_language": self._wanted.language,
            "xl_grc_plan": self._book.properties.get("xl_grc_plan") or plan_id(self._reading.plan),
        }
        return package_edits.rewritten(self._book, changed, properties)

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
                if not is_usual(xml):
                    raise UnusualSheet
                self._editors[part] = SheetEditor(xml.decode("utf-8-sig"))
            except (UnusualSheet, UnicodeDecodeError):
                self._refuse("unusual_xml", title)
        return self._editors[part]

    def _refuse(self, key: str, value: str, sheet: str = "") -> None:
        raise InputError([Problem(key, self._book.file, sheet, value=value)])

    def _bottom(self, table: ReadTable) -> int:
        return max(table.bottom + self._wanted.added.get(table.name, 0), table.place.bottom)

    def _check_room(self, table: ReadTable) -> None:
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

    def _write_headers(self, table: ReadTable) -> None:
        """The names of the months, when the plan begins in another one."""
        for position, key in enumerate(month_keys(table.name)):
            row, column = table.place.top - 1, table.place.left + table.placed.columns[key]
            name = self._months[position]
            if table.placed.months[key] != (self._wanted.start_month - 1 + position) % 12 + 1:
                editor = self._editor(table.sheet.part, table.sheet.title)
                editor.put(row, column, cell_xml(row, column, editor.cell(row, column).style, name))

    def _write_rows(self, table: ReadTable) -> None:
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

    def _styled(self, table: ReadTable, row: int, column: int, editor: SheetEditor) -> str:
        """The style of a cell, of the table's last row for a cell of a new row."""
        cell = editor.cell(row, column)
        return cell.style if cell.attributes else editor.cell(table.place.bottom, column).style

    def _write_computed(self, table: ReadTable, key: str, editor: SheetEditor) -> None:
        name = f"{table.name}.{key}"
        formula, values = self._wanted.formulas[name], self._wanted.columns[name]
        written, cached = self._cells.formulas[name], self._cells.columns[name]
        column = table.place.left + table.placed.columns[key]
        for index, value in enumerate(values):
            row = table.place.top + index
            if index < len(written):
                old, shown = written[index], cached[index]
                if old is not None and shown is not None and same_formula(old, formula) and same_value(shown, value):
                    continue
            style = self._styled(table, row, column, editor)
            editor.put(row, column, cell_xml(row, column, style, self._values.columns[name][index], formula))

    def _write_key(self, table: ReadTable, key: str, editor: SheetEditor) -> None:
        name = f"{table.name}.{key}"
        column = table.place.left + table.placed.columns[key]
        known = self._cells.columns[name]
        for index, value in enumerate(self._wanted.columns[name]):
            row = table.place.top + index
            if index < len(known) and (stored(known[index]) == value or _number_of(known[index]) == value):
                continue
            style = self._styled(table, row, column, editor)
            editor.put(row, column, cell_xml(row, column, style, self._values.columns[name][index], None))

    def _move_marks(self, table: ReadTable, key: str, editor: SheetEditor) -> None:
        """The content of a month's cells, from the column where that month stood."""
        keys = month_keys(table.name)
        month = (self._wanted.start_month - 1 + keys.index(key)) % 12 + 1
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
            editor.put(row, column, package_edits.with_content(row, column, editor.cell(row, column), old))

    def _complete_row(self, table: ReadTable, row: int, editor: SheetEditor) -> None:
        """The other cells of a new row: blank inputs in the style of the table, formulas of added columns."""
        shape = next(one.shape for one in self._book.tables if one.part == table.part)
        ours = {index: TABLES[table.name][key] for key, index in table.placed.columns.items()}
        for index, formula in enumerate(shape.formulas):
            column = table.place.left + index
            known = ours.get(index)
            if known is None or (known.role == "input" and not editor.cell(row, column).content):
                style = self._styled(table, row, column, editor)
                own = formula if known is None and formula else None
                editor.put(row, column, cell_xml(row, column, style, "", own, cached=False))

    def _table_xml(self, table: ReadTable) -> bytes:
        place: Place = table.place
        headers = {index: key for key, index in table.placed.columns.items()}
        names = {
            index: header(self._texts, table.name, key, self._months)
            for index, key in headers.items()
            if key in table.placed.months
        }
        formulas = {
            index: self._wanted.formulas[f"{table.name}.{key}"]
            for index, key in headers.items()
            if TABLES[table.name][key].computed is not None
        }
        xml = self._book.archive.read(table.part).decode("utf-8-sig")
        return package_edits.table_xml(xml, place, self._bottom(table), names, formulas).encode()

    def _write_names(self) -> None:
        """The computed named cells."""
        by_place: dict[str, list[str]] = defaultdict(list)
        for name, place in self._cells.places.items():
            if name in self._wanted.name_formulas:
                by_place[place.sheet.part].append(name)
        for names in by_place.values():
            for name in names:
                self._write_name(name)

    def _write_name(self, name: str) -> None:
        place = self._cells.places[name]
        formula, value = self._wanted.name_formulas[name], self._wanted.names[name]
        old = self._cells.name_formulas.get(name)
        if name == "AsOf" and old is None and not is_blank(self._cells.names.get(name)):
            return  # a typed date replaces TODAY()
        shown = self._cells.names.get(name)
        if old is not None and shown is not None and same_formula(old, formula) and same_value(shown, value):
            return
        editor = self._editor(place.sheet.part, place.sheet.title)
        style = editor.cell(place.row, place.column).style
        editor.put(place.row, place.column, cell_xml(place.row, place.column, style, self._values.names[name], formula))


def _number_of(cell: object) -> object:
    """The number of a key typed as text."""
    return int(cell) if isinstance(cell, str) and cell.strip().isdecimal() else cell
