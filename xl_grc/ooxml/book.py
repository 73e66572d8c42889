"""An opened workbook: its sheets, the tables on them, its names and properties; cells are read when asked for."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml import parts, properties, worksheet
from xl_grc.ooxml.archive import Archive
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.ooxml.markup import MalformedXml
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.shared_texts import shared_texts
from xl_grc.ooxml.sheet_values import Found, SheetValues
from xl_grc.ooxml.worksheet import Context
from xl_grc.records import NamedTuple
from xl_grc.values import Cell

CONTENT_TYPES = "[Content_Types].xml"
_SMALLEST_ROW = len("<row/>")
_KEPT = 512


class Sheet(NamedTuple):
    """A worksheet: its title and its part."""

    title: str
    part: str


class TableOfSheet(NamedTuple):
    """A table, the part that declares it, and the sheet it stands on."""

    shape: parts.DeclaredTable
    part: str
    sheet: Sheet


class CellPlace(NamedTuple):
    """One cell of a sheet."""

    sheet: Sheet
    column: int
    row: int


@dataclass(frozen=True, eq=False)
class DefinedNames:
    """What the defined names of a workbook refer to, by names without case: as written, as cells on whichever sheet, as
    the first cell on a sheet. It equals itself alone, and is one for all workbooks whose main part and sheets are the
    same."""

    references: Mapping[str, str]
    areas: Mapping[str, tuple[str, Place]]
    places: Mapping[str, CellPlace]

    def reference(self, name: str) -> str:
        """What a name refers to, however it is spelled; "" when there is none."""
        return self.references.get(name.casefold(), "")

    def place_of(self, name: str) -> CellPlace | None:
        """The cell that a name refers to; None when there is none."""
        return self.places.get(name.casefold())

    def area_of(self, name: str) -> Place | None:
        """The cells that a name refers to, on whichever sheet; None when it refers to something else."""
        found = self.areas.get(name.casefold())
        return None if found is None else found[1]


@lru_cache(_KEPT)
def _names(workbook: parts.WorkbookPart, sheets: tuple[Sheet, ...]) -> DefinedNames:
    known, areas = {sheet.title: sheet for sheet in sheets}, workbook.areas
    places = {name: CellPlace(known[title], at.left, at.top) for name, (title, at) in areas.items() if title in known}
    return DefinedNames(workbook.names, areas, places)


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Whatever a broken workbook makes of a parser becomes one InputError."""
    try:
        yield
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, OverflowError) as error:
        reason = type(error).__name__
    except (struct.error, zlib.error, RecursionError, StopIteration) as error:
        reason = type(error).__name__
    else:
        return
    raise InputError([Problem.of("not_workbook", reason=reason)._replace(file=file)]) from None


class Book:
    """A workbook opened for reading. Raises InputError when it is none."""

    def __init__(self, content: bytes, file: str, limits: PackageLimits | None = None) -> None:
        self.file = file
        self.archive = Archive(content, file, limits)
        with reading(file):
            self.main = self._main_part()
            self._workbook = parts.workbook_part(self.archive.xml(self.main))
            self._related = self.related(self.main)
            self.sheets = tuple(self._sheets())

    def _main_part(self) -> str:
        if "mimetype" in self.archive and b"opendocument" in self.archive.read("mimetype"):
            self.archive.refuse("other_format")
        if CONTENT_TYPES not in self.archive:
            lacking = any(name.startswith("xl/") for name in self.archive.names)
            self.archive.refuse("not_workbook" if lacking else "zip_archive", reason=CONTENT_TYPES)
        found = next((one.target for one in self.related("") if one.kind == "officeDocument"), "")
        if found.endswith(".bin"):
            self.archive.refuse("other_format")
        if not found or found.endswith(("document.xml", "presentation.xml")):
            self.archive.refuse("not_workbook", reason="officeDocument")
        return found

    def related(self, part: str) -> tuple[parts.Relation, ...]:
        """The relations of a part, none when it has no relations."""
        name = parts.relations_part(part)
        if name not in self.archive and part:
            return ()
        return parts.relations(self.archive.xml(name), part)

    def _sheets(self) -> Iterator[Sheet]:
        by_key = {one.key: one for one in self._related}
        for sheet in self._workbook.sheets:
            relation = by_key.get(sheet.key)
            if relation is not None and relation.kind == "worksheet" and not relation.external:
                yield Sheet(sheet.title, relation.target)

    @property
    def namespace(self) -> str:
        """That of the elements of the main part: it tells the two variants of the format apart."""
        return self._workbook.namespace

    def part_of_kind(self, kind: str) -> str:
        """The part that the main part relates to in a way, "" when there is none."""
        return next((one.target for one in self._related if one.kind == kind and not one.external), "")

    @property
    def names(self) -> DefinedNames:
        """The defined names of the workbook."""
        return _names(self._workbook, self.sheets)

    def reference(self, name: str) -> str:
        """What a defined name of the workbook refers to, however it is spelled; "" when there is none."""
        return self.names.reference(name)

    @cached_property
    def tables(self) -> tuple[TableOfSheet, ...]:
        """Every table, sheet after sheet."""
        with reading(self.file):
            return tuple(
                TableOfSheet(parts.declared_table(self.archive.xml(relation.target)), relation.target, sheet)
                for sheet in self.sheets
                for relation in self.related(sheet.part)
                if relation.kind == "table"
            )

    @cached_property
    def properties(self) -> dict[str, str]:
        """The custom properties, none when their part is missing or broken."""
        if properties.PART not in self.archive:
            return {}
        try:
            return parts.custom_properties(self.archive.xml(properties.PART))
        except MalformedXml:
            return {}

    @cached_property
    def context(self) -> Context:
        """What the values of cells lean on."""
        strings, styles = self.part_of_kind("sharedStrings"), self.part_of_kind("styles")
        with reading(self.file):
            texts = shared_texts(self.archive.xml(strings)) if strings else []
            dates = parts.date_styles(self.archive.xml(styles)) if styles else frozenset()
        return Context(texts, dates, self._workbook.since_1904)

    def place_of(self, name: str) -> CellPlace | None:
        """The cell that a defined name refers to; None when there is none."""
        return self.names.place_of(name)

    def area_of(self, name: str) -> Place | None:
        """The cells that a defined name refers to, on whichever sheet; None when it refers to something else."""
        return self.names.area_of(name)

    def sheet_xml(self, sheet: Sheet) -> bytes:
        """The XML of a sheet. Raises InputError when it holds more rows than allowed."""
        xml = self.archive.xml(sheet.part)
        limit = self.archive.limits.rows
        if len(xml) > limit * _SMALLEST_ROW and worksheet.row_count(xml) > limit:
            self.archive.refuse("too_many_rows", limit=limit, sheet=sheet.title)
        return xml

    def read(self, sheet: Sheet, formulas: bool = False) -> SheetValues:
        """What the cells of a sheet hold; the texts of their formulas only if asked, because they take longer."""
        context = self.context
        with reading(self.file):
            return worksheet.read_sheet(self.sheet_xml(sheet), context, formulas)

    def formulas(self, sheet: Sheet) -> SheetValues:
        """The texts of the formulas of a sheet alone."""
        context = self.context
        with reading(self.file):
            return worksheet.read_formulas(self.sheet_xml(sheet), context)

    def values(self, sheet: Sheet) -> Iterator[tuple[int, int, Cell]]:
        """Column, row and value of the cells of a sheet that hold one."""
        return ((one.column, one.row, one.value) for one in self.read(sheet).cells())

    def scan(self, sheet: Sheet) -> list[Found]:
        """The cells of a sheet that hold a value or a formula, with their formulas."""
        return self.read(sheet, formulas=True).cells()
