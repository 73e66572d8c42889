"""A workbook of an older version, a filled one or a brand's template, brought to the present version.

Three workbooks are compared sheet by sheet: the template of the older version, the one of the present version, and the
user's. What the user's has as the older template has it becomes what the present one has; everything else is the
user's and stays. New cells get the look that the author gave to such cells of the older template. Columns that tables
lack follow on their right, so that nothing moves. Formulas and values come afterwards, as for any other workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xl_grc.errors import Problem
from xl_grc.ooxml.archive import PackageLimits
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.main_part import PRINT_AREA, DefinedName, all_names, with_names
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.parts import workbook_part
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.reference import on_sheet, parted
from xl_grc.ooxml.sheet_editor import SheetEditor
from xl_grc.ooxml.sheet_rules import SheetRules
from xl_grc.ooxml.styles import Styles
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.ooxml.xml import column_letters
from xl_grc.workbook.expected.former import former_of
from xl_grc.workbook.expected.missing import Missing, homes, missing_from
from xl_grc.workbook.expected.own_workbook import OwnWorkbook, own_workbook
from xl_grc.workbook.repair.brand import Brand, BrandGraft
from xl_grc.workbook.repair.restore import fresh_workbook, refuse_strict
from xl_grc.workbook.repair.restore_places import PlacesRestoration
from xl_grc.workbook.repair.upgrade_places import Moves, unmoved
from xl_grc.workbook.repair.upgrade_rules import TemplateRules, hidden_columns, learn_rules, show_as_new, upgrade_rules
from xl_grc.workbook.repair.upgrade_sheet import SheetUpgrade, drawn_columns, template_sheet
from xl_grc.workbook.returned.cells import ReturnedCells


def upgraded(own: OwnWorkbook, as_of: date, limits: PackageLimits | None = None) -> tuple[OwnWorkbook, list[Problem]]:
    """A workbook of an older version in the structure of the present one, and what is told of the user's own cells.

    Any other workbook is answered as it is. Raises InputError when something stands in the way.
    """
    base, book = former_of(own.cells), own.cells.book
    if base is None:
        return own, []
    refuse_strict(book)
    new = fresh_workbook(own, as_of)
    try:
        brand = _brand(own.cells, base, new)
        whole = _with_columns(own, new, brand, limits)
        upgrade = _Upgrade(whole.cells, base, new, brand)
        content = upgrade.content()
    except UnusualSheet:
        book.archive.refuse("cannot_restore")
    return own_workbook(Book(content, book.file, limits)), upgrade.told


def _styles(cells: ReturnedCells) -> Styles:
    part = cells.book.part_of_kind("styles")
    if not part:
        raise UnusualSheet
    return Styles(cells.book.archive.xml(part))


def _brand(cells: ReturnedCells, base: ReturnedCells, new: ReturnedCells) -> Brand:
    """What the author of a workbook made of the styles of its template."""
    brand, names, here = Brand(_styles(cells), _styles(base)), unmoved(base, new), homes(cells)
    for key, sheet in homes(base).items():
        if key in here:
            moves = Moves(key, base, cells, names)
            before = template_sheet(key, base, moves)
            SheetUpgrade(cells, here[key], before, before).learn(brand, key)
            rules = TemplateRules(SheetRules(base.book.archive.xml(sheet.part)), moves)
            learn_rules(SheetRules(cells.book.archive.xml(here[key].part)), rules, brand)
    return brand


def _with_columns(own: OwnWorkbook, new: ReturnedCells, brand: Brand, limits: PackageLimits | None) -> OwnWorkbook:
    """The workbook with the columns that its tables lack, on their right."""
    cells = own.cells
    lacking = missing_from(cells).columns
    if not lacking:
        return own
    package, styles = PackageEditor(cells.book), _styles(cells)
    for name in lacking:
        key = cells.kind.tables[name].sheet
        styling = BrandGraft(styles, _styles(new), brand, key)
        PlacesRestoration(cells, new, package, styling).put_back(Missing((), (name,), (), (), (), (), ()))
    package.put(cells.book.part_of_kind("styles"), styles.xml())
    return own_workbook(Book(package.content(), cells.book.file, limits))


class _Upgrade:
    """The sheets that are there, brought to the present version one after the other; `told` grows meanwhile."""

    def __init__(self, cells: ReturnedCells, base: ReturnedCells, new: ReturnedCells, brand: Brand) -> None:
        self._cells, self._base, self._new, self._brand = cells, base, new, brand
        self._package, self._styles = PackageEditor(cells.book), _styles(cells)
        self._new_styles = _styles(new)
        self._unmoved = unmoved(base, new)
        self._homes = homes(cells)
        self.told: list[Problem] = []

    def content(self) -> bytes:
        """The package."""
        book, names = self._cells.book, list[DefinedName]()
        for key in homes(self._base).keys() & self._homes.keys():
            names += self._upgrade(key)
        self._package.put(book.main, with_names(self._package.xml(book.main), names))
        self._package.put(book.part_of_kind("styles"), self._styles.xml())
        return self._package.content()

    def _upgrade(self, key: str) -> Iterator[DefinedName]:
        """Bring one sheet to the present version; the names of its cells that stand elsewhere or are new."""
        base, new = (self._template(key, one) for one in (self._base, self._new))
        sheet, before = self._homes[key], template_sheet(key, self._base, base.moves)
        own = SheetUpgrade(self._cells, sheet, before, before).own_columns() | drawn_columns(self._cells.book, sheet)
        new.moves.put_aside(hidden_columns(base.rules, new.rules), own)
        upgrade = SheetUpgrade(self._cells, sheet, before, template_sheet(key, self._new, new.moves))
        styling = BrandGraft(self._styles, self._new_styles, self._brand, key)
        editor = SheetEditor(self._package.xml(sheet.part))
        self.told += upgrade.write(editor, styling, self._brand, key)
        rules = SheetRules(editor.xml())
        for spot in upgrade.written:
            rules.reach(*spot)
        upgrade_rules(rules, base, new, styling)
        show_as_new(rules, base, new)
        self._package.put(sheet.part, rules.xml())
        yield from self._names(key, base.moves, new.moves)
        yield from self._print_area(key, base.moves, new.moves)

    def _template(self, key: str, template: ReturnedCells) -> TemplateRules:
        xml = template.book.archive.xml(homes(template)[key].part)
        return TemplateRules(SheetRules(xml), Moves(key, template, self._cells, self._unmoved))

    def _names(self, key: str, base: Moves, new: Moves) -> Iterator[DefinedName]:
        """The named cells of a sheet that the present version has elsewhere than the older one, or that are new.

        One that its author moved stays there, and so do inputs with what was typed in them.
        """
        title = self._homes[key].title
        hidden = {one.name for one in all_names(self._new.book.archive.xml(self._new.book.main)) if one.hidden}
        for name, cell in self._cells.kind.named_cells.items():
            place, known = self._new.places.get(name), self._cells.places.get(name)
            if cell.sheet != key or place is None:
                continue
            to, was = new.spot(place.column, place.row), self._base.places.get(name)
            stays = known is not None and (known.column, known.row)
            from_us = was is not None and cell.computed is not None and stays == base.spot(was.column, was.row)
            if known is None or (from_us and stays != to):
                reference = on_sheet(title, f"${column_letters(to[0])}${to[1]}")
                yield DefinedName(name, reference, name in hidden)

    def _print_area(self, key: str, base: Moves, new: Moves) -> Iterator[DefinedName]:
        """What is printed of a sheet, where that is as the older template has it."""
        title = self._homes[key].title
        before, after, now = (
            _printed(cells, homes(cells)[key].title) for cells in (self._base, self._new, self._cells)
        )
        usual = None if before is None else base.area(before)
        if after is not None and now == usual and new.area(after) != now:
            titles = [one.title for one in workbook_part(self._package.xml(self._cells.book.main)).sheets]
            left, top, right, bottom = new.area(after)
            area = f"${column_letters(left)}${top}:${column_letters(right)}${bottom}"
            yield DefinedName(PRINT_AREA, on_sheet(title, area), sheet=titles.index(title))


def _printed(cells: ReturnedCells, title: str) -> Place | None:
    """The one area of a sheet that is printed; None when it is another number of areas, or everything."""
    for one in all_names(cells.book.archive.xml(cells.book.main)):
        found, area = parted(one.reference)
        if one.name == PRINT_AREA and found == title and "," not in area:
            return Place.parse(area)
    return None
