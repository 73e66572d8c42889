"""A workbook of an older version, a filled one or a brand's template, brought to the present version.

Three workbooks are compared sheet by sheet: the template of the older version, the one of the present version, and the
user's. What the user's has as the older template has it becomes what the present one has; everything else is the
user's and stays. New cells get the look that the author gave to such cells of the older template. Columns that tables
lack follow on their right, so that nothing moves. Formulas and values come afterwards, as for any other workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from xl_grc.errors import Problem
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.ooxml.main_part import DefinedName, all_names, with_names
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.reference import on_sheet, parted
from xl_grc.ooxml.sheet_editor import SheetEditor
from xl_grc.ooxml.sheet_rules import SheetRules
from xl_grc.ooxml.styles import Styles, styles_to_copy
from xl_grc.ooxml.table_part import in_place_of, moved
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.ooxml.xml import column_letters
from xl_grc.workbook.expected.former import former_of
from xl_grc.workbook.expected.missing import Missing, homes, missing_from
from xl_grc.workbook.expected.own_workbook import OwnWorkbook, own_workbook
from xl_grc.workbook.repair.brand import Brand, BrandGraft
from xl_grc.workbook.repair.restore import fresh_workbook, refuse_strict
from xl_grc.workbook.repair.restore_places import PlacesRestoration
from xl_grc.workbook.repair.upgrade_charts import ChartUpgrade, placed_charts
from xl_grc.workbook.repair.upgrade_places import Moves, unmoved
from xl_grc.workbook.repair.upgrade_printing import printed_names
from xl_grc.workbook.repair.upgrade_rules import TemplateRules, hidden_columns, learn_rules, show_as_new, upgrade_rules
from xl_grc.workbook.repair.upgrade_sheet import SheetUpgrade, drawn_columns, template_sheet
from xl_grc.workbook.returned.cells import ReturnedCells

_KEPT_SHEETS = 48


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
        brand = _brand(own.cells, base)
        whole = _with_columns(own, new, brand, limits)
        upgrade = _Upgrade(whole.cells, base, new, brand)
        content = upgrade.content()
    except UnusualSheet:
        book.archive.refuse("cannot_restore")
    return own_workbook(Book(content, book.file, limits)), upgrade.told


def _styles(cells: ReturnedCells) -> bytes:
    part = cells.book.part_of_kind("styles")
    if not part:
        raise UnusualSheet
    return cells.book.archive.xml(part)


def _brand(cells: ReturnedCells, base: ReturnedCells) -> Brand:
    """What the author of a workbook made of the styles of its template."""
    brand, here = Brand(Styles(_styles(cells)), styles_to_copy(_styles(base))), homes(cells)
    for key, sheet in homes(base).items():
        if key in here:
            moves = Moves(key, base, cells)
            before = template_sheet(key, base, moves, ())
            SheetUpgrade(cells, here[key], before, before, ()).learn(brand, key)
            rules = TemplateRules(_former_rules(base.book, sheet.part), moves)
            learn_rules(SheetRules(cells.book.archive.xml(here[key].part)), rules, brand)
    return brand


@lru_cache(_KEPT_SHEETS)
def _former_rules(book: Book, part: str) -> SheetRules:
    """What a sheet of an older template says beside its cells; it is never changed."""
    return SheetRules(book.archive.xml(part))


def _with_columns(own: OwnWorkbook, new: ReturnedCells, brand: Brand, limits: PackageLimits | None) -> OwnWorkbook:
    """The workbook with the columns that its tables lack, on their right."""
    cells = own.cells
    lacking = missing_from(cells).columns
    if not lacking:
        return own
    package, styles = PackageEditor(cells.book), Styles(_styles(cells))
    for name in lacking:
        key = cells.kind.tables[name].sheet
        styling = BrandGraft(styles, styles_to_copy(_styles(new)), brand, key)
        PlacesRestoration(cells, new, package, styling).put_back(Missing((), (name,), (), (), (), (), ()))
    package.put(cells.book.part_of_kind("styles"), styles.xml())
    return own_workbook(Book(package.content(), cells.book.file, limits))


class _Upgrade:
    """The sheets that are there, brought to the present version one after the other; `told` grows meanwhile."""

    def __init__(self, cells: ReturnedCells, base: ReturnedCells, new: ReturnedCells, brand: Brand) -> None:
        self._cells, self._base, self._new, self._brand = cells, base, new, brand
        self._package, self._styles = PackageEditor(cells.book), Styles(_styles(cells))
        self._new_styles = styles_to_copy(_styles(new))
        self._unmoved = unmoved(base, new)
        self._homes = homes(cells)
        self._moved = (base.tables.keys() & new.tables.keys() & cells.tables.keys()) - self._unmoved
        self._templates: dict[tuple[str, bool], TemplateRules] = {}
        self._names_said = [all_names(one.book.archive.xml(one.book.main)) for one in (base, new, cells)]
        self.told: list[Problem] = []

    def content(self) -> bytes:
        """The package."""
        book, names = self._cells.book, list[DefinedName]()
        keys = [key for key in homes(self._base) if key in self._homes]
        for key in keys:
            names += self._upgrade(key)
        for key in keys:
            self._upgrade_charts(key)
        self._package.put(book.main, with_names(self._package.xml(book.main), names))
        self._package.put(book.part_of_kind("styles"), self._styles.xml())
        return self._package.content()

    def _upgrade(self, key: str) -> Iterator[DefinedName]:
        """Bring one sheet to the present version; the names of its cells that stand elsewhere or are new."""
        base, new = (self._template(key, one) for one in (self._base, self._new))
        sheet, before = self._homes[key], template_sheet(key, self._base, base.moves, self._moved)
        known = SheetUpgrade(self._cells, sheet, before, before, self._moved)
        own = known.own_columns() | drawn_columns(self._cells.book, sheet)
        new.moves.put_aside(hidden_columns(base.rules, new.rules), own)
        after = template_sheet(key, self._new, new.moves, self._moved)
        upgrade = SheetUpgrade(self._cells, sheet, before, after, self._moved)
        styling = BrandGraft(self._styles, self._new_styles, self._brand, key)
        editor = SheetEditor(self._package.xml(sheet.part))
        self.told += upgrade.write(editor, styling)
        rules = SheetRules(editor.xml())
        for spot in upgrade.written:
            rules.reach(*spot)
        upgrade_rules(rules, base, new, styling)
        show_as_new(rules, base, new)
        self._package.put(sheet.part, rules.xml())
        self._move_tables(key, new.moves)
        yield from self._names(key, base.moves, new.moves)
        yield from printed_names(key, self._base, self._new, self._cells, (base.moves, new.moves))

    def _template(self, key: str, template: ReturnedCells) -> TemplateRules:
        known = (key, template is self._new)
        if known not in self._templates:
            book, part = template.book, homes(template)[key].part
            is_new = template is self._new
            moves = Moves(key, template, self._cells, self._unmoved if is_new else None)
            rules = SheetRules(book.archive.xml(part)) if is_new else _former_rules(book, part)
            self._templates[known] = TemplateRules(rules, moves)
        return self._templates[known]

    def _move_tables(self, key: str, new: Moves) -> None:
        """Tables that the present version has elsewhere; their cells were written there."""
        for name in sorted(self._moved):
            table, wanted = self._cells.tables[name], self._new.tables[name]
            if self._cells.kind.tables[name].sheet == key and table.sheet == self._homes[key]:
                if table.placed.extra:  # they would be left behind
                    raise UnusualSheet
                column, row = new.spot(wanted.place.left, wanted.place.top)
                xml = moved(self._new.book.archive.xml(wanted.part), column - wanted.place.left, row - wanted.place.top)
                self._package.put(table.part, in_place_of(self._package.xml(table.part), xml))

    def _upgrade_charts(self, key: str) -> None:
        base, new, now = (
            list(placed_charts(cells, homes(cells)[key])) for cells in (self._base, self._new, self._cells)
        )
        moves = [self._template(key, one).moves for one in (self._base, self._new)]
        charts = ChartUpgrade(base, new, now, self._over)
        told = Problem("upgrade_chart", self._cells.book.file, self._homes[key].title)
        self.told += [told for _ in charts.write(self._package, self._base, self._new, *moves)]

    def _over(self, formula: str) -> str:
        """A reference of a chart of the present template to the same cells of the workbook."""
        titles = {sheet.title: key for key, sheet in homes(self._new).items()}
        title, area = parted(formula)
        key = titles.get(title)
        if key is None or key not in self._homes:
            return formula
        left, top, right, bottom = self._template(key, self._new).moves.area(Place.parse(area))
        corners = [f"${column_letters(column)}${row}" for column, row in ((left, top), (right, bottom))]
        return on_sheet(self._homes[key].title, ":".join(dict.fromkeys(corners)))

    def _names(self, key: str, base: Moves, new: Moves) -> Iterator[DefinedName]:
        """The named cells of a sheet that the present version has elsewhere than the older one, or that are new.

        One that its author moved stays there, and so do inputs with what was typed in them.
        """
        title = self._homes[key].title
        hidden = {one.name for one in self._names_said[1] if one.hidden}
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
