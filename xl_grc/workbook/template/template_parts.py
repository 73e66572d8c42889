"""What a workbook must hold to be a template of a kind: tables, columns, rows, named cells, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book, TableOfSheet
from xl_grc.ooxml.parts import is_lost
from xl_grc.ooxml.place import Place
from xl_grc.records import NamedTuple
from xl_grc.tables.definition import Table
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.native_formulas import headers as table_headers
from xl_grc.text import LANGUAGES
from xl_grc.workbook.known import is_older, refuse_newer, version_of
from xl_grc.workbook.template.scaled_formats import lost_spaces

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class TemplateTable(NamedTuple):
    """A table of the template: its part, the part of its sheet, its data rows, its headers from left to right."""

    name: str
    part: str
    sheet: str
    place: Place
    headers: tuple[str, ...]


class TemplateParts(NamedTuple):
    """The language of a template, its tables by name, the names of its named cells."""

    language: str
    tables: Mapping[str, TemplateTable]


def template_parts(kind: WorkbookKind, book: Book) -> TemplateParts:
    """What a template holds. Raises InputError when it lacks what a workbook of the kind needs."""
    if book.namespace != _MAIN:
        book.archive.refuse("template_strict")
    if any(one.kind in ("vbaProject", "xlMacrosheet", "xlIntlMacrosheet") for one in book.related(book.main)):
        book.archive.refuse("template_macros")
    if book.context.since_1904:
        book.archive.refuse("template_1904")
    refuse_newer(kind, book)
    if is_older(kind, book):
        book.archive.refuse("template_older", template=(book.file,), version=version_of(book), current=kind.version)
    tables = {table.shape.name: table for table in book.tables}
    if kind.sign not in tables:
        book.archive.refuse("template_lacks_table", value=kind.sign, language="fr")
    language = _language(kind, tables)
    problems = [*_lacking_tables(kind, language, tables), *_lacking_names(kind, language, book)]
    if problems:
        raise InputError([problem._replace(file=book.file) for problem in problems])
    if scaled := lost_spaces(kind, language, book):
        book.archive.refuse("format_scaled", value=next(iter(scaled)))
    return TemplateParts(language, {name: _template_table(table) for name, table in tables.items()})


def _template_table(table: TableOfSheet) -> TemplateTable:
    shape = table.shape
    return TemplateTable(
        shape.name, table.part, table.sheet.part, shape.place._replace(top=shape.place.top + 1), shape.headers
    )


def _language(kind: WorkbookKind, tables: Mapping[str, TableOfSheet]) -> str:
    """The language that most headers are in; two languages may have the headers of one table in common."""

    def known(language: str) -> int:
        words = kind.texts(language)
        ours = (table for name, table in kind.tables.items() if name in tables)
        return sum(len(set(table_headers(words, 1, one)).intersection(tables[one.name].shape.headers)) for one in ours)

    return max(LANGUAGES, key=known)


def _lacking_tables(kind: WorkbookKind, language: str, tables: Mapping[str, TableOfSheet]) -> Iterator[Problem]:
    for name, table in kind.tables.items():
        if name in tables:
            yield from _lacking_columns(kind, language, table, tables[name])
        else:
            yield Problem.of("template_lacks_table", value=name, language=language)


def _lacking_columns(kind: WorkbookKind, language: str, table: Table, found: TableOfSheet) -> Iterator[Problem]:
    shape, rows = found.shape, table.fixed_rows
    if (shape.header_rows, shape.totals_rows) != (1, 0):
        yield Problem.of("template_totals", value=table.name)
    if rows and shape.place.bottom - shape.place.top != rows:
        yield Problem.of("template_lacks_rows", value=table.name, count=rows, language=language)
    for header in table_headers(kind.texts(language), 1, table):
        if header not in shape.headers:
            yield Problem.of("template_lacks_column", table=table.name, value=header, language=language)


def _lacking_names(kind: WorkbookKind, language: str, book: Book) -> Iterator[Problem]:
    for name in kind.named_cells:
        if is_lost(book.reference(name)) or book.place_of(name) is None:
            yield Problem.of("template_lacks_name", value=name, language=language)
    for name in kind.definition.areas:
        if is_lost(book.reference(name)):
            yield Problem.of("template_lacks_name", value=name, language=language)
