"""Puts back what sheets of a returned workbook lack: columns, tables, named cells, names of lists and links.

Where each belongs is told by what stands around it: its nearest neighbour on the sheet of a new workbook moved with
it when people inserted rows and columns. Nothing is written where something stands.
"""

from __future__ import annotations

import re
from typing import NoReturn

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Sheet
from xl_grc.ooxml.formula_text import same_formula
from xl_grc.ooxml.main_part import DefinedName, all_names
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.place import LAST_ROW, Place
from xl_grc.ooxml.reference import on_sheet, parted
from xl_grc.ooxml.styles import StyleGraft
from xl_grc.ooxml.xml import column_letters
from xl_grc.patterns import compiled_later
from xl_grc.tables.shape import header, month_headers
from xl_grc.workbook.expected.missing import LINK, Missing, homes
from xl_grc.workbook.repair.restore_sheet import SheetRestoration, Spot
from xl_grc.workbook.repair.restore_table import TableRestoration
from xl_grc.workbook.returned.cells import ReturnedCells

_CELLS = compiled_later(r"('(?:[^']|'')+'|[\w.]+)!(\$[A-Z]{1,3}\$[0-9]{1,7}:\$[A-Z]{1,3}\$[0-9]{1,7})")
_EDGES = (1, LAST_ROW)
"""The rows at which areas of whole columns begin and end."""


class PlacesRestoration:
    """What is put back into sheets that are there. Raises InputError where a place is taken."""

    def __init__(self, cells: ReturnedCells, fresh: ReturnedCells, package: PackageEditor, styling: StyleGraft) -> None:
        self._cells, self._fresh = cells, fresh
        self._package, self._styling = package, styling
        self._sheets: dict[str, SheetRestoration] = {}
        main = fresh.book.archive.xml(fresh.book.main)
        self._hidden = {one.name for one in all_names(main) if one.hidden}

    def put_back(self, missing: Missing) -> list[DefinedName]:
        """Put back columns, tables and cells; the names that the workbook is to have."""
        for name in (*missing.columns, *missing.tables):
            sheet = self._sheet(self._cells.kind.tables[name].sheet)
            restoration = TableRestoration(name, self._cells, self._fresh, self._package, sheet)
            taken = restoration.add_columns() if name in missing.columns else restoration.declare()
            if taken:
                key = "column_place_taken" if name in missing.columns else "table_place_taken"
                self._refuse(key, name, sheet.returned, taken)
        names = [self._name(name) for name in missing.names]
        names += [self._list(name) for name in missing.lists]
        names += [self._link(name) for name in missing.links]
        names += [self._area(name) for name in missing.areas]
        for sheet in self._sheets.values():
            sheet.close()
        return names

    def _sheet(self, key: str) -> SheetRestoration:
        if key not in self._sheets:
            self._sheets[key] = SheetRestoration(key, self._cells, self._fresh, self._package, self._styling)
        return self._sheets[key]

    def _refuse(self, key: str, value: str, sheet: Sheet, spot: Spot) -> NoReturn:
        cell = f"{column_letters(spot[0])}{spot[1]}"
        raise InputError([Problem(key, self._cells.book.file, sheet.title, value=value, cell=cell)])

    def _name(self, name: str) -> DefinedName:
        """A named cell: where its label stands, where its formula stands, else where it belongs."""
        sheet = self._sheet(self._cells.kind.named_cells[name].sheet)
        place = self._fresh.places[name]
        spot = (place.column, place.row)
        labelled = self._cells.places.get(name)
        if labelled is not None:
            return self._named(name, labelled.sheet, (labelled.column, labelled.row))
        wanted = sheet.moved(spot)
        found = self._by_formula(name, sheet, wanted)
        if found is None:
            found = wanted
            if sheet.is_free(found):
                sheet.copy(spot, found)
                sheet.copy_label(spot)
            elif self._fresh.name_formulas.get(name) is not None or name in self._cells.kind.settings:
                self._refuse("name_place_taken", name, sheet.returned, found)
        return self._named(name, sheet.returned, found)

    def _by_formula(self, name: str, sheet: SheetRestoration, wanted: Spot) -> Spot | None:
        """The only cell that holds the formula of a name; of several the one that stands where it belongs."""
        formula = self._fresh.name_formulas.get(name)
        taken = {(one.column, one.row) for one in self._cells.places.values() if one.sheet == sheet.returned}
        spots = [
            spot
            for spot, cell in sheet.found.items()
            if formula is not None and cell.formula is not None and spot not in taken
            if same_formula(cell.formula, formula)
        ]
        return spots[0] if len(spots) == 1 else wanted if wanted in spots else None

    def _named(self, name: str, sheet: Sheet, spot: Spot) -> DefinedName:
        reference = on_sheet(sheet.title, f"${column_letters(spot[0])}${spot[1]}")
        return DefinedName(name, reference, name in self._hidden)

    def _list(self, name: str) -> DefinedName:
        table, column = self._cells.kind.ranges[name]
        words = self._cells.kind.texts(self._cells.language)
        return DefinedName(name, f"{table}[{header(words, table, column, month_headers(words, 1))}]")

    def _area(self, name: str) -> DefinedName:
        """A name of other cells that formulas read, or of a formula over them: each of them where it stands now."""
        titles = {sheet.title: key for key, sheet in homes(self._fresh).items()}

        def moved(found: re.Match[str]) -> str:
            sheet = self._sheet(titles[parted(found[0])[0]])
            place = Place.parse(found[2])
            corners = [(place.left, place.top), (place.right, place.bottom)]
            (left, top), (right, bottom) = (
                (sheet.moved(corner)[0], corner[1] if corner[1] in _EDGES else sheet.moved(corner)[1])
                for corner in corners
            )
            area = f"${column_letters(left)}${top}:${column_letters(right)}${bottom}"
            return on_sheet(sheet.returned.title, area)

        return DefinedName(name, _CELLS.sub(moved, self._fresh.book.reference(name)), hidden=True)

    def _link(self, name: str) -> DefinedName:
        sheet = self._sheet(name.removeprefix(LINK))
        place = self._fresh.book.place_of(name)
        assert place is not None
        return self._named(name, sheet.returned, sheet.moved((place.column, place.row)))
