"""Puts back into a returned workbook what it lacks, from a new workbook that holds the same: sheets, tables, names.

What the workbook has is left as it is. Formulas and values follow afterwards, as for any other cell.
"""

from __future__ import annotations

import re
from datetime import date

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.main_part import DefinedName, all_names, with_names, with_sheet
from xl_grc.ooxml.package_editor import PackageEditor, PartCopies
from xl_grc.ooxml.reference import on_sheet
from xl_grc.ooxml.shared_strings import SHARED_STRINGS, items
from xl_grc.ooxml.styles import StyleGraft, Styles, styles_to_copy
from xl_grc.ooxml.table_part import with_number
from xl_grc.ooxml.usual_sheet import with_texts_inside
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.workbook.expected.epoch import Values, as_counted
from xl_grc.workbook.expected.missing import LINK, Missing, homes
from xl_grc.workbook.expected.own_workbook import OwnWorkbook
from xl_grc.workbook.repair.chart_places import moved, sources_of
from xl_grc.workbook.repair.restore_places import PlacesRestoration
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.template.templates import load_template, shipped_template

_STRICT = b"http://purl.oclc.org/ooxml/"


def restore(own: OwnWorkbook, missing: Missing, as_of: date) -> bytes:
    """The package with what it lacked. Raises InputError when something cannot be put back safely."""
    book = own.cells.book
    refuse_strict(book)
    try:
        return _Restoration(own.cells, fresh_workbook(own, as_of)).content(missing)
    except UnusualSheet:
        book.archive.refuse("cannot_restore")


def refuse_strict(book: Book) -> None:
    """Refuse the strict variant of the format, to which nothing of ours is added. Raises InputError."""
    if _STRICT in book.archive.xml(book.main)[:2000]:
        book.archive.refuse("strict_workbook")


def fresh_workbook(own: OwnWorkbook, as_of: date) -> ReturnedCells:
    """A new workbook that holds the same, with dates as the old one counts them."""
    kind, filling = own.cells.kind, own.filling(as_of)
    values = Values(filling.columns, filling.names)
    columns, names = as_counted(kind, values, own.cells.book.context.since_1904)
    filling = filling._replace(columns=columns, names=names)
    content = load_template(kind, shipped_template(kind, own.cells.language), filling.start_month).write(filling)
    book = Book(content, own.cells.book.file)
    package, texts = PackageEditor(book), list(items(book.archive.xml(SHARED_STRINGS).decode()))
    for sheet in book.sheets:  # what is copied from there must not name texts by their places
        package.put(sheet.part, with_texts_inside(book.archive.xml(sheet.part), texts))
    return read_cells(kind, Book(package.content(), book.file), formulas=True)


class _Restoration:
    def __init__(self, cells: ReturnedCells, fresh: ReturnedCells) -> None:
        self._cells, self._fresh = cells, fresh
        self._book = cells.book
        self._package = PackageEditor(cells.book)
        self._styles_part = cells.book.part_of_kind("styles")
        if not self._styles_part:
            raise UnusualSheet
        self._styles = Styles(self._package.xml(self._styles_part))
        self._styling = StyleGraft(
            self._styles, styles_to_copy(fresh.book.archive.xml(fresh.book.part_of_kind("styles")))
        )

    def content(self, missing: Missing) -> bytes:
        """Put everything back."""
        names = self._add_sheets(missing.sheets)
        known = {one.name for one in names}
        missing = missing._replace(areas=tuple(name for name in missing.areas if name not in known))
        restoration = PlacesRestoration(self._cells, self._fresh, self._package, self._styling)
        names += restoration.put_back(missing)
        main = self._book.main
        self._package.put(main, with_names(self._package.xml(main), names))
        self._package.put(self._styles_part, self._styles.xml())
        return self._package.content()

    def _add_sheets(self, keys: tuple[str, ...]) -> list[DefinedName]:
        """Copies of whole sheets, each behind the sheet that it follows in a new workbook; the names they bring."""
        places = homes(self._fresh)
        by_title = {sheet.title: key for key, sheet in places.items()}
        order = [by_title[sheet.title] for sheet in self._fresh.book.sheets]
        titles = {places[key].title: self._free_title(places[key].title) for key in keys}
        copies = self._copies(titles)
        now = [sheet.title for sheet in self._book.sheets]
        here = {key: sheet.title for key, sheet in homes(self._cells).items()}
        main, xml = self._book.main, self._package.xml(self._book.main)
        for key in (key for key in order if key in keys):
            before = [now.index(here[one]) for one in order[: order.index(key)] if here.get(one) in now]
            position = max(before, default=-1) + 1
            here[key] = titles[places[key].title]
            now.insert(position, here[key])
            part = copies.copy(places[key].part)
            xml = with_sheet(xml, position, here[key], self._package.relate(main, "worksheet", part))
        self._package.put(main, xml)
        return self._names_of(titles, now)

    def _free_title(self, title: str) -> str:
        taken = {sheet.title.casefold() for sheet in self._book.sheets}
        free = (title if number == 1 else f"{title} ({number})" for number in range(1, len(taken) + 2))
        return next(one for one in free if one.casefold() not in taken)

    def _copies(self, titles: dict[str, str]) -> PartCopies:
        before = sources_of(self._fresh)
        after = sources_of(self._cells)
        after |= {(titles[at[0]], at[1], at[2]): one for at, one in before.items() if at[0] in titles}

        def sheet(xml: bytes) -> bytes:
            return self._styling.sheet(re.sub(rb'\stabSelected="[^"]*"', b"", xml))

        def table(xml: bytes) -> bytes:
            return with_number(xml, self._package.table_number())

        changes = {"worksheets": sheet, "tables": table, "charts": lambda xml: moved(xml, before, after)}
        return PartCopies(self._package, self._fresh.book, changes)

    def _names_of(self, titles: dict[str, str], now: list[str]) -> list[DefinedName]:
        """The names that refer to the copied sheets, and what is printed of them."""
        fresh, kind = self._fresh.book, self._cells.kind
        ours = {*kind.named_cells, *kind.definition.areas}
        names = []
        for one in all_names(fresh.archive.xml(fresh.main)):
            wanted = one.sheet is not None or one.name in ours or one.name.startswith(LINK)
            title = next((title for title in titles if on_sheet(title, "") in one.reference), None)
            if title is not None and wanted:
                old, new = (on_sheet(one, "") for one in (title, titles[title]))
                position = None if one.sheet is None else now.index(titles[title])
                names.append(one._replace(reference=one.reference.replace(old, new), sheet=position))
        return names
