"""Takes a template apart: finds its tables, named cells and charts, and prepares what every plan shares."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from xl_grc.ooxml import properties
from xl_grc.ooxml.book import CONTENT_TYPES, Book, CellPlace
from xl_grc.ooxml.content_types import MAIN_TYPES, main_type, with_main_type
from xl_grc.ooxml.main_part import PRINT_AREA, PRINT_TITLES, all_names, with_print_areas
from xl_grc.ooxml.package import small_member
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.parts import relations_part
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.shared_strings import SHARED_STRINGS, SHARED_STRINGS_TYPE
from xl_grc.ooxml.worksheet import written_rows
from xl_grc.ooxml.written_sheet import WrittenSheet
from xl_grc.ooxml.xml import column_letters
from xl_grc.tables.formulas.sheet_faults import printed_name
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.native_formulas import addresses, column_formulas, named_formulas
from xl_grc.workbook.known import sheet_titles
from xl_grc.workbook.template.parse_charts import dissected, labelled_sheets
from xl_grc.workbook.template.parse_sheet import (
    assemble,
    gather,
    height_of,
    labels,
    rows_differ,
    style_of,
    width_of,
    widths_of,
)
from xl_grc.workbook.template.parse_styles import TemplateStyles
from xl_grc.workbook.template.parse_tables import holds, positions_of, shares_rows, table_part
from xl_grc.workbook.template.printing import page as page_of
from xl_grc.workbook.template.printing import repeated_columns, repeated_rows
from xl_grc.workbook.template.slots import (
    MONTH_MARKS,
    CellSlot,
    CellSource,
    ChartData,
    ColumnSlot,
    FixedPart,
    MarkedPart,
    NamedSlot,
    Page,
    SheetData,
    TableSlot,
    TemplateData,
    printed,
    row_mark,
)
from xl_grc.workbook.template.template_parts import TemplateTable, template_parts
from xl_grc.workbook.template.texts import TemplateTexts


class Compiler:
    """The parts of one template. Raises InputError when it is no workbook, or lacks what a plan needs."""

    def __init__(self, kind: WorkbookKind, book: Book) -> None:
        self._kind = kind
        self._book, self._archive = book, book.archive
        self._language, self._tables = template_parts(kind, book)
        self._texts = kind.texts(self._language)
        self._places = dict(self._find_places())
        self._styles_part = book.part_of_kind("styles")
        self._styles = TemplateStyles(self._archive.xml(self._styles_part))
        self._sheets: dict[str, WrittenSheet] = {}
        self._names = list(all_names(self._archive.xml(book.main)))
        self._shared = self._find_texts()
        self._month_headers: dict[str, dict[tuple[int, int], str]] = {}

    def _find_places(self) -> Iterator[tuple[str, CellPlace]]:
        """The named cells, in the order of the template."""
        names = {name.casefold(): name for name in self._kind.named_cells}
        for key in self._book.names.references:
            place = self._book.place_of(key) if key in names else None
            if place is not None:
                yield names[key], place

    def _find_texts(self) -> TemplateTexts:
        """The texts of the sheets that are filled, behind those that the template shares already."""
        part = self._book.part_of_kind("sharedStrings")
        xml = self._archive.xml(part).decode() if part else ""
        texts = TemplateTexts(xml, [self._texts["mark"]] if "mark" in self._texts else [])
        for sheet in self._dynamic_sheets():
            gather(self._written(sheet), texts)
        return texts

    def _written(self, part: str) -> WrittenSheet:
        if part not in self._sheets:
            xml, limit = self._archive.xml(part), self._archive.limits.rows
            if written_rows(xml) > limit:  # blank ones too: each workbook would carry them
                title = next(sheet.title for sheet in self._book.sheets if sheet.part == part)
                self._archive.refuse("too_many_rows", limit=limit, sheet=title)
            self._sheets[part] = WrittenSheet(xml)
        return self._sheets[part]

    @cached_property
    def _column_formulas(self) -> dict[str, dict[str, str]]:
        formulas = {}
        for name, table in self._kind.tables.items():
            found = self._tables.get(name) if table.by_cell else None
            cells = None if found is None else addresses(positions_of(table, self._texts, found), found.place.top)
            formulas[name] = column_formulas(self._kind, self._texts, MONTH_MARKS, table, cells)
        return formulas

    @cached_property
    def _named_formulas(self) -> dict[str, str]:
        return named_formulas(self._kind, self._texts, MONTH_MARKS)

    def compile(self) -> TemplateData:
        """Take the parts apart."""
        sheets = [self._sheet(part) for part in dict.fromkeys(self._dynamic_sheets())]
        tables = [
            MarkedPart((table.name,), table.part, self._table_xml(table))
            for table in self._tables.values()
            if table.name in self._kind.tables
        ]
        marked = tables + self._workbook_part()
        charts = self._charts()
        filled = [
            *(sheet.part for sheet in sheets),
            *(chart.part for chart in charts),
            *(part for _, part, _ in marked),
        ]
        changed = self._with_texts_part()
        dynamic = {*filled, properties.PART, "xl/calcChain.xml", self._book.part_of_kind("sharedStrings")}
        fixed = [self._fixed(name, changed) for name in self._archive.names if name not in dynamic]
        return TemplateData(self._language, fixed, sheets, charts, marked, self._shared.fixed(), self._titles())

    def _titles(self) -> dict[str, str]:
        """The titles of sheets that were given another one, by their keys."""
        parts = {sheet.part: sheet.title for sheet in self._book.sheets}
        found = {name: place.sheet.title for name, place in self._places.items()}
        found |= {name: parts[table.sheet] for name, table in self._tables.items()}
        titles = sheet_titles(self._kind, found)
        return {key: title for key, title in titles.items() if title != self._texts.get(f"sheets.{key}")}

    def _with_texts_part(self) -> Mapping[str, bytes]:
        """The parts by which the part of the texts is known, where the template has none; another kind of file."""
        editor = PackageEditor(self._book)
        if main_type(self._book) != MAIN_TYPES[".xlsx"]:
            editor.put(CONTENT_TYPES, with_main_type(self._book, MAIN_TYPES[".xlsx"]))
        if not self._book.part_of_kind("sharedStrings"):
            editor.add(SHARED_STRINGS, b"", SHARED_STRINGS_TYPE)
            editor.relate(self._book.main, "sharedStrings", SHARED_STRINGS)
        changed = (CONTENT_TYPES, relations_part(self._book.main))
        return {part: editor.xml(part) for part in changed if editor.xml(part) != self._archive.xml(part)}

    def _fixed(self, name: str, changed: Mapping[str, bytes]) -> FixedPart:
        """A part that never changes: as the template compresses it, but for the styles and what is `changed`."""
        if name == self._styles_part:
            made = small_member(name, self._styles.xml())
        elif name in changed:
            made = small_member(name, changed[name])
        else:
            made = self._archive.packed(name) or small_member(name, self._archive.read(name))
        return FixedPart(name, made.crc, made.size, b64encode(made.data).decode())

    def _charts(self) -> list[ChartData]:
        sources = dict(self._sources())
        charts = {part: self._archive.xml(part) for part in self._archive.names if part.startswith("xl/charts/chart")}
        titles = {title for xml in charts.values() for title in labelled_sheets(xml)}
        texts = dict(self._labels(titles))
        return [dissected(part, xml, sources, texts) for part, xml in charts.items()]

    def _labels(self, titles: Collection[str]) -> Iterator[tuple[tuple[str, int, int], str]]:
        """The texts on some sheets that no filling changes: those outside our tables and named cells."""
        places = [(table.sheet, table.place._replace(top=table.place.top - 1)) for table in self._tables.values()]
        places += [(one.sheet.part, Place(one.column, one.row, one.column, one.row)) for one in self._places.values()]
        for title, part in self._book.sheets:
            if title in titles:
                taken = [place for sheet, place in places if sheet == part]
                for (row, column), text in labels(self._written(part), self._book.context.texts):
                    if not any(holds(place, row, column) for place in taken):
                        yield (title, row, column), text

    def _sources(self) -> Iterator[tuple[tuple[str, int, int], CellSource]]:
        """The cells that charts may show: named cells and the rows of tables of a fixed size."""
        titles = {sheet.part: sheet.title for sheet in self._book.sheets}
        for name, place in self._places.items():
            yield (place.sheet.title, place.row, place.column), CellSource(name)
        for table in self._tables.values():
            if table.name in self._kind.tables and not self._kind.tables[table.name].grows:
                for key, column in positions_of(self._kind.tables[table.name], self._texts, table).items():
                    for index, row in enumerate(range(table.place.top, table.place.bottom + 1)):
                        yield (titles[table.sheet], row, column), CellSource(f"{table.name}.{key}", index)

    def _workbook_part(self) -> list[MarkedPart]:
        """The main part when a print area ends with a table that grows."""
        titles = {sheet.part: sheet.title for sheet in self._book.sheets}
        known, areas = self._kind.tables, self._kind.definition.areas
        growing = [table for table in self._tables.values() if table.name in known and known[table.name].grows]
        marks = {one.name: printed(one.name) if printed_name(one.name) in areas else one.name for one in growing}
        ends = [(titles[one.sheet], one.place.bottom, row_mark(marks[one.name])) for one in growing]
        names = (PRINT_AREA, *map(printed_name, marks))
        xml = with_print_areas(self._archive.xml(self._book.main), ends, names).decode()
        followed = tuple(mark for mark in marks.values() if row_mark(mark) in xml)
        return [MarkedPart(followed, self._book.main, xml)] if followed else []

    def _dynamic_sheets(self) -> Iterator[str]:
        yield from (table.sheet for table in self._tables.values() if table.name in self._kind.tables)
        yield from (place.sheet.part for place in self._places.values())

    def _sheet(self, part: str) -> SheetData:
        source, known = self._written(part), self._kind.tables
        tables = [
            self._slot(source, table) for table in self._tables.values() if table.sheet == part and table.name in known
        ]
        slots: dict[tuple[int, int], NamedSlot | CellSlot | str] = {}
        for name, place in self._places.items():
            if place.sheet.part == part:
                at = (place.row, place.column)
                look = self._styles.look(style_of(source, *at))
                slots[at] = NamedSlot(name, *at, *look, self._named_formulas.get(name))
        bands = [
            table
            for table in tables
            if known[table.name].grows or not (shares_rows(table, tables, slots) or rows_differ(source, table))
        ]
        for table in tables:
            if table not in bands:
                slots |= self._cell_slots(source, table)
        growing = {name for name, table in known.items() if table.grows}
        return assemble(part, source, bands, slots | self._month_headers.get(part, {}), growing, self._shared)

    def _cell_slots(self, source: WrittenSheet, table: TableSlot) -> dict[tuple[int, int], NamedSlot | CellSlot]:
        formulas = self._column_formulas[table.name]
        slots: dict[tuple[int, int], NamedSlot | CellSlot] = {}
        for key, column, *_ in table.columns:
            formula = formulas.get(key.partition(".")[2])
            for index, row in enumerate(range(table.place.top, table.place.bottom + 1)):
                look = self._styles.look(style_of(source, row, column))
                slots[row, column] = CellSlot(key, index, row, column, *look, formula)
        return slots

    def _slot(self, source: WrittenSheet, table: TemplateTable) -> TableSlot:
        formulas = self._column_formulas[table.name]
        positions = positions_of(self._kind.tables[table.name], self._texts, table)
        columns = []
        for column in self._kind.tables[table.name]:
            index = positions[column.key]
            if column.key.startswith("month_"):
                self._add_month_header(source, table, index, column.key)
            look = self._styles.look(style_of(source, table.place.top, index))
            room = self._styles.room(look[0], width_of(source, index))
            columns.append(ColumnSlot(f"{table.name}.{column.key}", index, *look, formulas.get(column.key), room))
        ordered = tuple(sorted(columns, key=lambda slot: slot.column))
        definition = self._kind.tables[table.name]
        page = self._page(source, table) if printed_name(table.name) in self._kind.definition.areas else None
        return TableSlot(table.name, table.place, ordered, definition.spare_rows, definition.by_cell, page)

    def _page(self, source: WrittenSheet, table: TemplateTable) -> Page:
        """The room for rows of a table on a printed page."""
        own = [sheet.part for sheet in self._book.sheets].index(table.sheet)
        said = {name.name: name.reference for name in self._names if name.sheet == own}
        area = said.get(PRINT_AREA, "").rpartition("!")[2]
        columns = Place.parse(area) if area else table.place
        titles = said.get(PRINT_TITLES, "")
        beside = repeated_columns(titles)
        return page_of(
            source.root,
            widths_of(source, columns.left, columns.right),
            widths_of(source, beside.start, beside.stop - 1),
            [height_of(source, row) for row in range(1, table.place.top)],
            [height_of(source, row) for row in repeated_rows(titles)],
        )

    def _add_month_header(self, source: WrittenSheet, table: TemplateTable, column: int, key: str) -> None:
        row, place = table.place.top - 1, self._shared.month(int(key.removeprefix("month_")))
        start = f'<c r="{column_letters(column)}{row}" s="{style_of(source, row, column)}" t="s">'
        written = f"{start}<v>{place}</v></c>"
        self._month_headers.setdefault(table.sheet, {})[row, column] = written

    def _table_xml(self, table: TemplateTable) -> str:
        formulas = self._column_formulas[table.name]
        return table_part(self._archive.xml(table.part), table, self._kind.tables[table.name], self._texts, formulas)
