"""A sheet of an older workbook beside the same sheet of the templates of its own version and of the present one.

What the workbook has as its template has it follows the new template; what its author changed or added stays. Where
both want a cell, the author's content moves below all others, and is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from xl_grc.errors import Problem
from xl_grc.ooxml.book import Book, Sheet
from xl_grc.ooxml.formula_text import same_formula
from xl_grc.ooxml.markup import parse
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_editor import SheetEditor, cell_xml
from xl_grc.ooxml.written_sheet import written_sheet
from xl_grc.ooxml.xml import column_letters
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text, is_blank, stored
from xl_grc.workbook.expected.missing import homes
from xl_grc.workbook.repair.brand import Brand, BrandGraft
from xl_grc.workbook.repair.upgrade_places import Moves, Spot
from xl_grc.workbook.returned.cells import ReturnedCells

_STYLE = compiled_later(r' s="[0-9]+"')


class StyledCell(NamedTuple):
    """What a cell holds, and the number of its style, "" for none."""

    value: Cell
    formula: str | None
    style: str

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing."""
        return self.formula is None and is_blank(self.value)

    def holds_same(self, other: StyledCell) -> bool:
        """Whether two cells hold the same; calculated values say nothing."""
        if self.formula is None or other.formula is None:
            both_blank = self.is_blank and other.is_blank
            return both_blank or (self.formula is other.formula and self.value == other.value)
        return same_formula(self.formula, other.formula)


NOTHING = StyledCell(None, None, "")
_KEPT: WeakKeyDictionary[Book, dict[Sheet, Mapping[Spot, StyledCell]]] = WeakKeyDictionary()
"""The cells of sheets, as long as their workbook is held: those of the older templates are read once."""


def sheet_cells(book: Book, sheet: Sheet) -> Mapping[Spot, StyledCell]:
    """Every cell of a sheet that holds something or has a style."""
    known = _KEPT.setdefault(book, {})
    if sheet not in known:
        known[sheet] = _read(book, sheet)
    return known[sheet]


def _read(book: Book, sheet: Sheet) -> dict[Spot, StyledCell]:
    held = {(one.column, one.row): one for one in book.scan(sheet)}
    written = written_sheet(book.archive.xml(sheet.part))
    styles = {(cell.column, cell.row): cell.style for row in written.rows.values() for cell in row.cells}
    return {
        spot: StyledCell(held[spot].value, held[spot].formula, styles.get(spot, ""))
        if spot in held
        else StyledCell(None, None, styles[spot])
        for spot in styles.keys() | held.keys()
    }


class TemplateSheet(NamedTuple):
    """A sheet of a template: its cells, those of its tables apart, where they stand in the workbook, the names of its
    rows."""

    cells: Mapping[Spot, StyledCell]
    in_tables: Mapping[Spot, StyledCell]
    moves: Moves
    names: Mapping[int, frozenset[str]]


def table_places(cells: ReturnedCells, sheet: Sheet, moved: Collection[str] = ()) -> list[Place]:
    """Our tables on a sheet with their headers, without those that `moved`."""
    tables = (one for name, one in cells.tables.items() if one.sheet == sheet and name not in moved)
    return [one.place._replace(top=one.place.top - 1) for one in tables]


def is_in(places: Sequence[Place], spot: Spot) -> bool:
    """Whether a cell stands in one of some rectangles."""
    column, row = spot
    return any(one.left <= column <= one.right and one.top <= row <= one.bottom for one in places)


def template_sheet(key: str, template: ReturnedCells, moves: Moves, moved: Collection[str]) -> TemplateSheet:
    """A sheet of a template; the cells of tables that `moved` are like others."""
    sheet = homes(template)[key]
    every, places = sheet_cells(template.book, sheet), table_places(template, sheet, moved)
    in_tables = {spot: cell for spot, cell in every.items() if is_in(places, spot)}
    cells = {spot: cell for spot, cell in every.items() if spot not in in_tables}
    here = [(name, one.row) for name, one in template.places.items() if one.sheet == sheet]
    rows = {row for _, row in here}
    return TemplateSheet(
        cells, in_tables, moves, {row: frozenset(name for name, at in here if at == row) for row in rows}
    )


def drawn_columns(book: Book, sheet: Sheet) -> set[int]:
    """The columns over which pictures and charts of a sheet lie."""
    found: set[int] = set()
    for drawing in book.related(sheet.part):
        if drawing.kind == "drawing" and not drawing.external:
            for anchor in parse(book.archive.xml(drawing.target)).children():
                ends = [int(one.text) + 1 for one in anchor.all("col")]
                found |= set(range(min(ends), max(ends) + 1)) if ends else set()
    return found


class SheetUpgrade:
    """The cells of one sheet brought to the present version."""

    def __init__(
        self,
        cells: ReturnedCells,
        sheet: Sheet,
        base: TemplateSheet,
        new: TemplateSheet,
        moved: Collection[str],
    ) -> None:
        self._cells, self._sheet = cells, sheet
        self._base, self._new = base, new
        self.now = sheet_cells(cells.book, sheet)
        self._before = {base.moves.spot(*spot): cell for spot, cell in base.cells.items()}
        self._after = {new.moves.spot(*spot): (spot, cell) for spot, cell in new.cells.items()}
        places = [(name, (one.column, one.row)) for name, one in cells.places.items() if one.sheet == sheet]
        named = cells.kind.named_cells
        self._inputs = {spot for name, spot in places if named[name].computed is None}
        self._ours = {spot for name, spot in places if named[name].computed is not None}
        self._tables = table_places(cells, sheet, moved)
        self._moved = table_places(cells, sheet, cells.tables.keys() - moved)
        self.written: list[Spot] = []

    def learn(self, brand: Brand, key: str) -> None:
        """What became of the styles of the template."""
        made: Counter[tuple[str, str]] = Counter()
        for spot, cell in (*self._base.cells.items(), *self._base.in_tables.items()):
            now = self.now.get(self._base.moves.spot(*spot))
            if cell.style and now is not None and now.style:
                made[cell.style, now.style] += 1
        for (before, after), times in made.items():
            brand.learn(key, before, after, times)

    def own_columns(self) -> set[int]:
        """The columns in which something of the author's stands."""
        return {
            spot[0]
            for spot, cell in self.now.items()
            if not cell.is_blank and not self._is_ours(spot, cell) and not is_in(self._tables, spot)
        }

    def write(self, editor: SheetEditor, styling: BrandGraft) -> Iterator[Problem]:
        """Bring the cells to the present version; what is told of the author's own."""
        displaced: list[Spot] = []
        for spot in sorted(self._before.keys() | self._after.keys(), key=lambda one: (one[1], one[0])):
            if spot in self._inputs or is_in(self._tables, spot):
                continue
            before, (at, after) = self._before.get(spot, NOTHING), self._after.get(spot, ((0, 0), NOTHING))
            now = self.now.get(spot, NOTHING)
            if not before.holds_same(after) and not now.holds_same(after):
                if not now.is_blank and not self._is_ours(spot, now):
                    if after.is_blank or self._is_reworded(at, spot, before, after):
                        continue
                    displaced.append(spot)
                self._put(editor, spot, after, styling)
            else:
                self._restyle(editor, spot, before, after, styling)
        self._restyle_headers(editor, styling)
        yield from self._move(editor, displaced)

    def _restyle_headers(self, editor: SheetEditor, styling: BrandGraft) -> None:
        """The headers of tables in the style of the present version, where they are as the older one had them."""
        before, after = (
            {one.moves.spot(*spot): cell for spot, cell in one.in_tables.items()} for one in (self._base, self._new)
        )
        headers = {(column, one.top) for one in self._tables for column in range(one.left, one.right + 1)}
        for spot in sorted(headers & before.keys() & after.keys()):
            self._restyle(editor, spot, before[spot], after[spot], styling)

    def _restyle(
        self, editor: SheetEditor, spot: Spot, before: StyledCell, after: StyledCell, styling: BrandGraft
    ) -> None:
        """A cell in the style of the present version, where it is as the older one had it."""
        wanted = styling.cell(after.style) if after.style else ""
        if self.now.get(spot, NOTHING).style == styling.made_of(before.style) != wanted:
            _restyle(editor, spot, wanted)

    def _is_ours(self, spot: Spot, cell: StyledCell) -> bool:
        known = spot in self._ours or spot in self._inputs or is_in(self._moved, spot)
        return known or cell.holds_same(self._before.get(spot, NOTHING))

    def _is_reworded(self, at: Spot, spot: Spot, before: StyledCell, after: StyledCell) -> bool:
        """Whether a text of ours still says the same thing, so that the author's words for it stay."""
        texts = before.formula is None and after.formula is None and not before.is_blank
        return texts and self._base.names.get(at[1]) == self._new.names.get(at[1])

    def _put(self, editor: SheetEditor, spot: Spot, cell: StyledCell, styling: BrandGraft) -> None:
        column, row = spot
        formula = None if cell.formula is None else self._new.moves.formula(cell.formula)
        style = styling.cell(cell.style) if cell.style else ""
        self.written.append(spot)
        editor.put(row, column, cell_xml(row, column, style, stored(cell.value), formula, cached=False))

    def _move(self, editor: SheetEditor, displaced: list[Spot]) -> Iterator[Problem]:
        """Cells of the author's below everything else, as they stood to each other."""
        if not displaced:
            return
        last = max(row for _, row in {*self.now, *self._after})
        down = last + 2 - min(row for _, row in displaced)
        for column, row in displaced:
            cell = self.now[column, row]
            value = cell_xml(row + down, column, cell.style, stored(cell.value), cell.formula)
            editor.put(row + down, column, value)
            self.written.append((column, row + down))
            to = f"{column_letters(column)}{row + down}"
            yield self._problem("upgrade_moved", (column, row), cell, to=to)

    def _problem(self, key: str, spot: Spot, cell: StyledCell, **values: object) -> Problem:
        told = Problem.of(key, **values)
        shown = f"={cell.formula}" if cell.formula is not None else cell_text(cell.value)
        place = f"{column_letters(spot[0])}{spot[1]}"
        return told._replace(file=self._cells.book.file, sheet=self._sheet.title, cell=place, value=shown)


def _restyle(editor: SheetEditor, spot: Spot, style: str) -> None:
    """A cell as it was, in another style, "" for none."""
    column, row = spot
    cell = editor.cell(row, column)
    said = f' s="{style}"' if style else ""
    start = f'<c r="{column_letters(column)}{row}"{said}{_STYLE.sub("", cell.attributes)}'
    editor.put(row, column, f"{start}>{cell.content}</c>" if cell.content else f"{start}/>")
