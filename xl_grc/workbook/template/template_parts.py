"""What a template holds: its sheets, tables and named cells, found once and checked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from xml.etree import ElementTree

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.parts import is_lost
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.reference import parted
from xl_grc.tables.definition import Table
from xl_grc.tables.kind import WorkbookKind
from xl_grc.tables.native_formulas import headers as table_headers
from xl_grc.text import LANGUAGES

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class TablePart(NamedTuple):
    """A table of the template: its part, its sheet and place, the headers from left to right.

    `is_plain`: it has one row of headers and no totals row.
    """

    name: str
    part: str
    sheet: str
    place: Place
    headers: tuple[str, ...]
    is_plain: bool


class TemplateParts:
    """The parts of a template. Raises InputError when it lacks what a plan needs."""

    def __init__(self, kind: WorkbookKind, file: str, parts: dict[str, bytes]) -> None:
        self._kind = kind
        self._file = file
        self.parts = parts
        self._workbook = ElementTree.fromstring(parts["xl/workbook.xml"])
        self._check_format()
        self.tables = {table.name: table for table in self._find_tables()}
        self.language = self._find_language()
        self._check()

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part relates to, by key."""
        folder, name = posixpath.split(part)
        relations = self.parts.get(f"{folder}/_rels/{name}.rels")
        if relations is None:
            return {}
        return {
            relation.attrib["Id"]: posixpath.normpath(posixpath.join("/", folder, relation.attrib["Target"])).lstrip(
                "/"
            )
            for relation in ElementTree.fromstring(relations)
            if relation.attrib.get("TargetMode") != "External"
        }

    @cached_property
    def sheet_parts(self) -> list[tuple[str, str]]:
        """The sheets: title and part."""
        related = self.related("xl/workbook.xml")
        return [
            (sheet.attrib["name"], related[sheet.attrib[_RELATION]]) for sheet in self._workbook.iter(f"{_MAIN}sheet")
        ]

    def _find_tables(self) -> Iterator[TablePart]:
        for _, sheet in self.sheet_parts:
            for part in self.related(sheet).values():
                if part.startswith("xl/tables/"):
                    root = ElementTree.fromstring(self.parts[part])
                    place = Place.parse(root.attrib["ref"])
                    names = tuple(column.attrib["name"] for column in root.iter(f"{_MAIN}tableColumn"))
                    plain = (root.get("headerRowCount", "1"), root.get("totalsRowCount", "0")) == ("1", "0")
                    place = place._replace(top=place.top + 1)
                    yield TablePart(root.attrib["displayName"], part, sheet, place, names, plain)

    def _find_language(self) -> str:
        sign = self._kind.sign
        if sign not in self.tables:
            raise self._refused("template_lacks_table", value=sign, language="fr")
        headers, table = set(self.tables[sign].headers), self._kind.tables[sign]
        known = {language: set(table_headers(self._kind.texts(language), 1, table)) for language in LANGUAGES}
        return max(LANGUAGES, key=lambda language: len(headers & known[language]))

    def _check_format(self) -> None:
        if not self._workbook.tag.startswith(_MAIN):
            raise self._refused("template_strict")
        properties = self._workbook.find(f"{_MAIN}workbookPr")
        if properties is not None and properties.get("date1904") in ("1", "true"):
            raise self._refused("template_1904")

    def _check(self) -> None:
        problems = [problem for table in self._kind.tables.values() for problem in self._table_problems(table)]
        names = {
            name.attrib["name"] for name in self._workbook.iter(f"{_MAIN}definedName") if not is_lost(name.text or "")
        }
        problems += [
            self._problem("template_lacks_name", value=name, language=self.language)
            for name in self._kind.named_cells
            if name not in names
        ]
        if problems:
            raise InputError(problems)

    def _table_problems(self, table: Table) -> Iterator[Problem]:
        found = self.tables.get(table.name)
        if found is None:
            yield self._problem("template_lacks_table", value=table.name, language=self.language)
            return
        if not found.is_plain:
            yield self._problem("template_totals", value=table.name)
        rows = table.fixed_rows
        if found.place.bottom - found.place.top + 1 < rows:
            yield self._problem("template_lacks_rows", value=table.name, count=rows, language=self.language)
        for header in table_headers(self._kind.texts(self.language), 1, table):
            if header not in found.headers:
                yield self._problem("template_lacks_column", table=table.name, value=header, language=self.language)

    def _problem(self, key: str, **values: object) -> Problem:
        return Problem.of(key, **values)._replace(file=self._file)

    def _refused(self, key: str, **values: object) -> InputError:
        return InputError([self._problem(key, **values)])

    @cached_property
    def named_places(self) -> list[tuple[str, str, Place]]:
        """The named cells: name, part of the sheet, place."""
        return list(self._find_named_places())

    def _find_named_places(self) -> Iterator[tuple[str, str, Place]]:
        parts = dict(self.sheet_parts)
        for name in self._workbook.iter(f"{_MAIN}definedName"):
            if name.attrib["name"] in self._kind.named_cells and name.text:
                title, area = parted(name.text)
                yield name.attrib["name"], parts[title], Place.parse(area)
