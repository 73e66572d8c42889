"""Takes a template apart: finds its tables, named cells and charts, and prepares what every plan shares."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from xl_grc.ooxml import properties
from xl_grc.ooxml.archive import Archive
from xl_grc.ooxml.main_part import with_print_areas
from xl_grc.ooxml.package import small_member
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.xml import attribute, column_letters, escape, text_element
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.native_formulas import addresses, column_formulas, named_formulas
from xl_grc.tables.native_formulas import headers as table_headers
from xl_grc.workbook.template.charts import dissected, labelled_sheets
from xl_grc.workbook.template.parse_sheet import TemplateSheet, assemble
from xl_grc.workbook.template.slots import (
    MONTH_MARKS,
    CellSlot,
    ChartData,
    ColumnSlot,
    FixedPart,
    MarkedPart,
    NamedSlot,
    SheetData,
    Source,
    TableSlot,
    TemplateData,
    row_mark,
)
from xl_grc.workbook.template.template_parts import TablePart, TemplateParts

_CELL_FORMATS = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(r"<xf\b[^>]*?/>|<xf\b.*?</xf>", re.DOTALL)
_PADDING, _INDENT = 0.7, 1.3
"""What the edges of a cell and a step of its indent take of its width, in digits."""
_QUOTE = re.compile(r' quotePrefix="[^"]*"')


class Compiler:
    """The parts of one template. Raises InputError when it is no workbook, or lacks what a plan needs."""

    def __init__(self, kind: WorkbookKind, archive: Archive) -> None:
        self._kind = kind
        self._archive = archive
        self._parts = {name: archive.read(name) for name in archive.names}
        self._template = TemplateParts(kind, archive.file, self._parts)
        self._tables = self._template.tables
        self._texts = kind.texts(self._template.language)
        self._formats = self._find_formats()
        self._quoted: dict[str, str] = {}

    @cached_property
    def _column_formulas(self) -> dict[str, dict[str, str]]:
        formulas = {}
        for name, table in self._kind.tables.items():
            found = self._tables.get(name) if table.by_cell else None
            cells = None if found is None else addresses(self._positions(found), found.place.top)
            formulas[name] = column_formulas(self._texts, MONTH_MARKS, table, cells)
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
        dynamic = {*filled, properties.PART, "xl/calcChain.xml"}
        fixed = [self._fixed(name) for name in self._parts if name not in dynamic]
        return TemplateData(self._template.language, fixed, sheets, charts, marked)

    def _fixed(self, name: str) -> FixedPart:
        """A part that never changes: as the template compresses it, but for the styles."""
        if name == "xl/styles.xml":
            made = small_member(name, self._styles_with_quotes())
        else:
            made = self._archive.packed(name) or small_member(name, self._parts[name])
        return FixedPart(name, made.crc, made.size, b64encode(made.data).decode())

    def _charts(self) -> list[ChartData]:
        sources = dict(self._sources())
        parts = [part for part in self._parts if part.startswith("xl/charts/chart")]
        titles = {title for part in parts for title in labelled_sheets(self._parts[part].decode())}
        labels = dict(self._labels(titles))
        return [dissected(part, self._parts[part].decode(), sources, labels) for part in parts]

    def _labels(self, titles: Collection[str]) -> Iterator[tuple[tuple[str, int, int], str]]:
        """The texts on some sheets that no filling changes: those outside our tables and named cells."""
        tables = [(table.sheet, table.place._replace(top=table.place.top - 1)) for table in self._tables.values()]
        places = tables + [(sheet, place) for _, sheet, place in self._template.named_places]
        for title, part in self._template.sheet_parts:
            if title in titles:
                taken = [place for sheet, place in places if sheet == part]
                for (row, column), text in TemplateSheet(part, self._parts[part].decode()).labels():
                    if not any(_holds(place, row, column) for place in taken):
                        yield (title, row, column), text

    def _sources(self) -> Iterator[tuple[tuple[str, int, int], Source]]:
        """The cells that charts may show: named cells and the rows of tables of a fixed size."""
        titles = {part: title for title, part in self._template.sheet_parts}
        for name, sheet, place in self._template.named_places:
            yield (titles[sheet], place.top, place.left), Source(name)
        for table in self._tables.values():
            if table.name in self._kind.tables and not self._kind.tables[table.name].grows:
                for key, column in self._positions(table).items():
                    for index, row in enumerate(range(table.place.top, table.place.bottom + 1)):
                        yield (titles[table.sheet], row, column), Source(f"{table.name}.{key}", index)

    def _workbook_part(self) -> list[MarkedPart]:
        """The workbook part when a print area ends with a table that grows."""
        part = "xl/workbook.xml"
        titles = {target: title for title, target in self._template.sheet_parts}
        growing = [
            one for one in self._tables.values() if one.name in self._kind.tables and self._kind.tables[one.name].grows
        ]
        ends = [(titles[table.sheet], table.place.bottom, row_mark(table.name)) for table in growing]
        xml = with_print_areas(self._parts[part].decode(), ends)
        followed = tuple(table.name for table in growing if row_mark(table.name) in xml)
        return [MarkedPart(followed, part, xml)] if followed else []

    def _dynamic_sheets(self) -> Iterator[str]:
        yield from (table.sheet for table in self._tables.values() if table.name in self._kind.tables)
        yield from (sheet for _, sheet, _ in self._template.named_places)

    def _look(self, style: str) -> tuple[str, str]:
        """A style, and the same for texts that begin like a formula."""
        return style, self._quoted.setdefault(style, str(len(self._formats) + len(self._quoted)))

    def _find_formats(self) -> list[str]:
        return _FORMAT.findall(_CELL_FORMATS.search(self._parts["xl/styles.xml"].decode())[0])  # type: ignore[index]

    def _styles_with_quotes(self) -> bytes:
        """The styles, each used one again with quotePrefix: a text that begins like a formula stays a text."""
        plain = [_QUOTE.sub("", self._formats[int(style)]) for style in self._quoted]
        twins = [format_.replace("<xf", '<xf quotePrefix="1"', 1) for format_ in plain]
        formats = [*self._formats, *twins]
        styles = self._parts["xl/styles.xml"].decode()
        return _CELL_FORMATS.sub(
            lambda _: f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>', styles, count=1
        ).encode()

    def _sheet(self, part: str) -> SheetData:
        source, known = TemplateSheet(part, self._parts[part].decode()), self._kind.tables
        tables = [
            self._slot(source, table) for table in self._tables.values() if table.sheet == part and table.name in known
        ]
        slots: dict[tuple[int, int], NamedSlot | CellSlot] = {}
        for name, sheet, place in self._template.named_places:
            if sheet == part:
                look = self._look(source.style(place.top, place.left))
                slots[place.top, place.left] = NamedSlot(
                    name, place.top, place.left, *look, self._named_formulas.get(name)
                )
        bands = [
            table for table in tables if self._kind.tables[table.name].grows or not _shares_rows(table, tables, slots)
        ]
        for table in tables:
            if table not in bands:
                slots |= self._cell_slots(source, table)
        growing = {name for name, table in known.items() if table.grows}
        return assemble(source, bands, slots, growing)

    def _cell_slots(self, source: TemplateSheet, table: TableSlot) -> dict[tuple[int, int], NamedSlot | CellSlot]:
        formulas = self._column_formulas[table.name]
        slots: dict[tuple[int, int], NamedSlot | CellSlot] = {}
        for key, column, *_ in table.columns:
            formula = formulas.get(key.partition(".")[2])
            for index, row in enumerate(range(table.place.top, table.place.bottom + 1)):
                look = self._look(source.style(row, column))
                slots[row, column] = CellSlot(key, index, row, column, *look, formula)
        return slots

    def _slot(self, source: TemplateSheet, table: TablePart) -> TableSlot:
        formulas = self._column_formulas[table.name]
        positions = self._positions(table)
        columns = []
        for column in self._kind.tables[table.name]:
            index = positions[column.key]
            if column.key.startswith("month_"):
                self._write_month_header(source, table, index, column.key)
            look = self._look(source.style(table.place.top, index))
            room = self._room(source, index, look[0])
            columns.append(ColumnSlot(f"{table.name}.{column.key}", index, *look, formulas.get(column.key), room))
        ordered = tuple(sorted(columns, key=lambda slot: slot.column))
        definition = self._kind.tables[table.name]
        return TableSlot(table.name, table.place, ordered, definition.spare_rows, definition.by_cell)

    def _room(self, source: TemplateSheet, column: int, style: str) -> float:
        """How many digits a line takes in a cell whose texts wrap; 0 where they do not, or in a column of no width."""
        format_ = self._formats[int(style)]
        if 'wrapText="1"' not in format_:
            return 0
        indent = re.search(r'\bindent="(\d+)"', format_)
        return max(source.width(column) - _PADDING - _INDENT * int(indent[1] if indent else 0), 0)

    def _positions(self, table: TablePart) -> dict[str, int]:
        """The column of the sheet for each column of the table; the months stand in the template's order."""
        definition = self._kind.tables[table.name]
        keys = [column.key for column in definition]
        named = dict(zip(table.headers, range(table.place.left, table.place.right + 1), strict=True))
        positions = {
            key: named[header] for key, header in zip(keys, table_headers(self._texts, 1, definition), strict=True)
        }
        months = sorted(positions[key] for key in keys if key.startswith("month_"))
        return positions | {f"month_{number}": column for number, column in enumerate(months, 1)}

    def _write_month_header(self, source: TemplateSheet, table: TablePart, column: int, key: str) -> None:
        name = self._month_names()[key]
        row = table.place.top - 1
        start = f'<c r="{column_letters(column)}{row}" s="{source.style(row, column)}" t="inlineStr">'
        xml = f"{start}<is>{text_element('t', name)}</is></c>"
        source.replace(row, column, xml)

    def _month_names(self) -> dict[str, str]:
        return {f"month_{number}": name for number, name in enumerate(MONTH_MARKS, 1)}

    def _table_xml(self, table: TablePart) -> str:
        xml = self._parts[table.part].decode()
        reference = f"{column_letters(table.place.left)}{table.place.top - 1}:{column_letters(table.place.right)}"
        last = row_mark(table.name) if self._kind.tables[table.name].grows else str(table.place.bottom)
        xml = re.sub(r'\bref="[^"]*"', f'ref="{reference}{last}"', xml)
        formulas = self._column_formulas[table.name]
        names = {index - table.place.left: key for key, index in self._positions(table).items()}
        columns = re.findall(r"<tableColumn\b[^>]*?/>|<tableColumn\b.*?</tableColumn>", xml, re.DOTALL)
        for index, column in enumerate(columns):
            if index in names:
                xml = xml.replace(column, self._table_column(column, names[index], formulas), 1)
        return xml

    def _table_column(self, column: str, key: str, formulas: Mapping[str, str]) -> str:
        opening = re.match(r"<tableColumn\b[^>]*?(?=/?>)", column)
        assert opening is not None
        start = opening[0]
        if key in self._month_names():
            start = re.sub(r'\bname="[^"]*"', f'name="{attribute(self._month_names()[key])}"', start)
        if key not in formulas:
            return f"{start}/>"
        return f"{start}><calculatedColumnFormula>{escape(formulas[key])}</calculatedColumnFormula></tableColumn>"


def _holds(place: Place, row: int, column: int) -> bool:
    return place.top <= row <= place.bottom and place.left <= column <= place.right


def _shares_rows(table: TableSlot, tables: Sequence[TableSlot], slots: Mapping[tuple[int, int], object]) -> bool:
    """Whether something else is filled in the rows of a table."""
    rows = range(table.place.top, table.place.bottom + 1)
    others = (other.place for other in tables if other is not table)
    return any(row in rows for row, _ in slots) or any(
        place.top in rows or table.place.top in range(place.top, place.bottom + 1) for place in others
    )
