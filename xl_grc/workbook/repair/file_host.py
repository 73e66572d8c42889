"""Changes of a workbook written into its file: sheets, tables, what a file alone keeps (print areas, charts, formats).

Only cells that change are touched; every other byte stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NoReturn

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.formula_text import follows_row
from xl_grc.ooxml.main_part import with_print_areas
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.parts import with_number_formats
from xl_grc.ooxml.sheet_editor import SheetEditor, cell_xml
from xl_grc.ooxml.table_part import with_rows_and_headers
from xl_grc.ooxml.text_styles import TextStyles
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.ooxml.xml import escape
from xl_grc.workbook.expected.epoch import Values, as_counted, counted
from xl_grc.workbook.expected.headers import respelled
from xl_grc.workbook.repair.changes import Changes, Growth, Write, declared_table
from xl_grc.workbook.repair.chart_places import charts_of, mended, sources_of, template_charts
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.template.scaled_formats import lost_spaces


def changed_parts(cells: ReturnedCells, changes: Changes, values: Values) -> dict[str, bytes]:
    """The parts of a workbook that changes alter; `values` are those of its cells, which charts show.

    Raises InputError when something of the user's would be lost, UnusualSheet when cells cannot be told apart.
    """
    return _FileHost(cells, changes).parts(values)


def packed(book: Book, parts: Mapping[str, bytes], properties: Mapping[str, str]) -> bytes:
    """The package of a workbook with changed parts and properties; every other part keeps its bytes."""
    package = PackageEditor(book)
    for part, xml in parts.items():
        package.put(part, xml)
    package.set_properties(properties)
    return package.content()


class _FileHost:
    def __init__(self, cells: ReturnedCells, changes: Changes) -> None:
        self._cells, self._changes = cells, changes
        self._book = cells.book
        self._since_1904 = cells.book.context.since_1904
        self._editors: dict[str, SheetEditor] = {}
        self._styles = TextStyles(self._book)

    def parts(self, values: Values) -> dict[str, bytes]:
        """The parts that change."""
        for growth in self._changes.growths:
            self._grow(growth)
        self._write_headings()
        for write in (*self._changes.writes, *self._changes.outdated):
            self._write(write)
        changed = dict(self._tables())
        changed[self._book.main] = self._main_part()
        changed |= self._styles.changed()
        changed |= self._formats(changed)
        changed |= self._charts(values) if self._changes.calculated else {}
        for part, editor in self._editors.items():
            changed[part] = editor.xml()
        self._refuse_lost_headers(changed)
        return {part: xml for part, xml in changed.items() if xml != self._book.archive.xml(part)}

    def _editor(self, part: str) -> SheetEditor:
        if part not in self._editors:
            try:
                self._editors[part] = SheetEditor(self._book.archive.xml(part))
            except UnusualSheet:
                self._refuse("unusual_xml", next(sheet.title for sheet in self._book.sheets if sheet.part == part))
        return self._editors[part]

    def _refuse(self, key: str, value: str) -> NoReturn:
        raise InputError([Problem(key, self._book.file, value=value)])

    def _grow(self, growth: Growth) -> None:
        """New rows in the style of the last one: blank inputs, and the formulas of added columns.

        A formula that names the cells of its row by address is left to its author.
        """
        table, editor = growth.table, self._editor(growth.table.sheet.part)
        editor.grow(table.place, growth.bottom)
        ours = {index: self._cells.kind.tables[table.name][key] for key, index in table.placed.columns.items()}
        for row in range(table.bottom + 1, growth.bottom + 1):
            for index, formula in enumerate(declared_table(self._cells, table).shape.formulas):
                column, known = table.place.left + index, ours.get(index)
                if known is None or (known.role == "input" and not editor.cell(row, column).content):
                    style = self._style(editor, row, column, table.place.bottom)
                    own = formula if known is None and formula and not follows_row(formula) else None
                    editor.put(row, column, cell_xml(row, column, style, "", own, cached=False))

    def _style(self, editor: SheetEditor, row: int, column: int, like: int) -> str:
        """The style of a cell, of one in another row when it has none."""
        own = editor.style(row, column)
        return (editor.style(like, column) if own is None and like else own) or ""

    def _write_headings(self) -> None:
        for table, index, _, name in self._changes.headings:
            editor, row, column = self._editor(table.sheet.part), table.place.top - 1, table.place.left + index
            style = self._styles.of(editor.cell(row, column).style, name)
            editor.put(row, column, cell_xml(row, column, style, name))

    def _write(self, write: Write) -> None:
        editor = self._editor(write.sheet.part)
        value = counted(write.value, write.unit, self._since_1904)
        style = self._style(editor, write.row, write.column, write.like)
        style = self._styles.of(style, value, write.formula)
        cached = write.formula is None or self._changes.calculated
        editor.put(write.row, write.column, cell_xml(write.row, write.column, style, value, write.formula, cached))

    def _tables(self) -> Iterator[tuple[str, bytes]]:
        """The parts of tables: their last row, the names and formulas of their columns."""
        bottoms = {growth.table.name: growth.bottom for growth in self._changes.growths}
        names: dict[str, dict[int, str]] = defaultdict(dict)
        formulas: dict[str, dict[int, str]] = defaultdict(dict)
        for table, index, _, name in self._changes.headings:
            names[table.name][index] = name
        for table, index, formula in self._changes.declared:
            formulas[table.name][index] = formula
        for name, table in self._cells.tables.items():
            if name in bottoms or name in names or name in formulas:
                xml, bottom = self._book.archive.xml(table.part), bottoms.get(name, table.place.bottom)
                yield table.part, with_rows_and_headers(xml, table.place, bottom, names[name], formulas[name])

    def _main_part(self) -> bytes:
        """The main part, in which what is printed of a sheet follows a table that ends it."""
        xml = self._book.archive.xml(self._book.main)
        grown = self._changes.growths
        followed = [(table.sheet.title, table.place.bottom, str(bottom)) for table, bottom in grown]
        return with_print_areas(xml, followed) if followed else xml

    def _formats(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """The part of the styles with the number formats of ours that lost a space."""
        cells, part = self._cells, self._book.part_of_kind("styles")
        lost = lost_spaces(cells.kind, cells.language, self._book)
        return {part: with_number_formats(changed.get(part) or self._book.archive.xml(part), lost)} if lost else {}

    def _charts(self, values: Values) -> dict[str, bytes]:
        """Our charts, with the values of their cells; those of others are left alone."""
        sources = sources_of(self._cells)
        shown = as_counted(self._cells.kind, values, self._since_1904)
        sheets = dict.fromkeys(place.sheet.part for place in self._cells.places.values())
        changed = {}
        for part in (chart for sheet in sheets for chart in charts_of(self._book, sheet)):
            xml = self._book.archive.xml(part)
            written = mended(xml, template_charts(self._cells.kind, self._cells.language), sources, shown)
            if written != xml:
                changed[part] = written
        return changed

    def _refuse_lost_headers(self, changed: Mapping[str, bytes]) -> None:
        """Formulas of the user's own would lose a header that is spelled anew: in a file, nothing follows it."""
        parts = [*(sheet.part for sheet in self._book.sheets), *(table.part for table in self._book.tables)]
        for name in self._cells.tables:
            for key, written in respelled(self._cells, name).items():
                used = f"[{escape(written)}]".encode()
                if any(used in (changed.get(part) or self._book.archive.xml(part)) for part in parts):
                    raise InputError([self._cells.problem("header_in_use", name, key, -1, written)])
