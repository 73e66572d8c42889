"""Puts a table back on a sheet that is there: its missing columns, or the table where its cells stand or belong."""

from __future__ import annotations

from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.parts import declared_table
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.table_part import placed, with_columns
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.plan.words import fold
from xl_grc.values import is_blank
from xl_grc.workbook.repair.restore_sheet import SheetRestoration, Spot
from xl_grc.workbook.returned.cells import ReturnedCells

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class TableRestoration:
    """One table. Its methods answer the first cell that is in the way, nothing when all is done."""

    def __init__(
        self, name: str, cells: ReturnedCells, fresh: ReturnedCells, package: PackageEditor, sheet: SheetRestoration
    ) -> None:
        self._name = name
        self._cells, self._package, self._sheet = cells, package, sheet
        self._new = fresh.tables[name]
        self._new_xml = fresh.book.archive.xml(self._new.part)
        self._new_headers = list(declared_table(self._new_xml).headers)
        self._old = cells.tables.get(name)

    def add_columns(self) -> Spot | None:
        """The columns that the table lacks, on its right."""
        assert self._old is not None
        place, missing = self._old.place, self._old.placed.missing
        for column in range(place.right + 1, place.right + len(missing) + 1):
            taken = self._taken(Place(column, place.top - 1, column, max(place.bottom, self._old.bottom)))
            if taken is not None:
                return taken
        headers = []
        for column, key in enumerate(missing, place.right + 1):
            source = self._new.place.left + self._new.placed.columns[key]
            self._sheet.copy((source, self._new.place.top - 1), (column, place.top - 1))
            for row in range(place.top, place.bottom + 1):
                self._sheet.copy((source, self._new.place.top), (column, row), content=False)
            headers.append(self._new_headers[self._new.placed.columns[key]])
        xml = with_columns(self._package.xml(self._old.part), place, headers)
        self._package.put(self._old.part, xml)
        return None

    def _taken(self, area: Place) -> Spot | None:
        """The first cell of an area that holds something, or belongs to another table."""
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                if not self._sheet.is_free((column, row)) or self._in_table(column, row):
                    return column, row
        return None

    def _in_table(self, column: int, row: int) -> bool:
        places = [one.shape.place for one in self._cells.book.tables if one.sheet == self._sheet.returned]
        return any(one.left <= column <= one.right and one.top <= row <= one.bottom for one in places)

    def declare(self) -> Spot | None:
        """The table over the cells that people still see as one, else a new one where it belongs."""
        if self._old is not None:
            place = self._old.place._replace(top=self._old.place.top - 1, bottom=self._old.bottom)
            return self._declared(place)
        new = self._new.place._replace(top=self._new.place.top - 1)
        left, top = self._sheet.moved((new.left, new.top))
        place = Place(left, top, left + new.right - new.left, top + new.bottom - new.top)
        if self._headers(place) == [fold(one) for one in self._new_headers]:
            return self._declared(self._down_to_last(place))
        taken = self._taken(place)
        if taken is not None and self._name in self._cells.kind.lists:
            right = max(column for column, _ in self._sheet.found) + 2
            place = place._replace(left=right, right=right)
            taken = self._taken(place)
        if taken is not None:
            return taken
        for row in range(new.top, new.bottom + 1):
            for column in range(new.left, new.right + 1):
                self._sheet.copy((column, row), (place.left + column - new.left, place.top + row - new.top))
        return self._declared(place, self._new_headers)

    def _headers(self, place: Place) -> list[str]:
        cells = [self._sheet.found.get((column, place.top)) for column in range(place.left, place.right + 1)]
        return [fold(one.value) if one is not None and isinstance(one.value, str) else "" for one in cells]

    def _down_to_last(self, place: Place) -> Place:
        """A list ends with its last word; a table of a fixed size has its rows."""
        if not self._cells.kind.tables[self._name].grows:
            return place
        bottom = place.top + 1
        while not self._sheet.is_free((place.left, bottom + 1)):
            bottom += 1
        return place._replace(bottom=bottom)

    def _declared(self, place: Place, headers: list[str] | None = None) -> Spot | None:
        """A table part over cells. Raises UnusualSheet when their headers cannot be those of a table."""
        if headers is None:
            row = [self._sheet.found.get((column, place.top)) for column in range(place.left, place.right + 1)]
            headers = [one.value for one in row if one is not None and isinstance(one.value, str)]
        width = place.right - place.left + 1
        if len(headers) != width or len({one.casefold() for one in headers}) != width or any(map(is_blank, headers)):
            raise UnusualSheet
        if self._sheet.editor.has_filter or any(
            self._in_table(column, place.top) for column in (place.left, place.right)
        ):
            raise UnusualSheet
        part = self._package.free_name("xl/tables/table1.xml")
        number = self._package.table_number()
        self._package.add(part, placed(self._new_xml, place, headers, number), _TYPE)
        key = self._package.relate(self._sheet.returned.part, "table", part)
        self._sheet.editor.add_table(f'<tablePart xmlns:r="{_OFFICE}" r:id="{key}"/>')
        return None
