"""A sheet of a returned workbook beside the same sheet of a new one, from which cells are copied."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.ooxml.sheet_editor import SheetEditor
from xl_grc.ooxml.sheet_values import Found
from xl_grc.ooxml.styles import StyleGraft
from xl_grc.ooxml.xml import column_letters
from xl_grc.values import is_blank
from xl_grc.workbook.expected.missing import homes
from xl_grc.workbook.returned.cells import ReturnedCells

Spot = tuple[int, int]
"""Column and row of a cell."""


class SheetRestoration:
    """A sheet of the returned workbook beside the same sheet of a new one; cells are copied from there."""

    def __init__(
        self, key: str, cells: ReturnedCells, fresh: ReturnedCells, package: PackageEditor, styling: StyleGraft
    ) -> None:
        self.returned = homes(cells)[key]
        self._fresh_sheet = homes(fresh)[key]
        self._cells, self._fresh, self._package, self._styling = cells, fresh, package, styling
        self._anchors = list(self._find_anchors(key))

    @cached_property
    def editor(self) -> SheetEditor:
        """The returned sheet, to be changed; of most sheets nothing is asked but where something stands."""
        return SheetEditor(self._package.xml(self.returned.part))

    @cached_property
    def _new(self) -> SheetEditor:
        return SheetEditor(self._fresh.book.archive.xml(self._fresh_sheet.part))

    def close(self) -> None:
        """Put the returned sheet into the package, where it was to be changed."""
        if "editor" in vars(self):
            self._package.put(self.returned.part, self.editor.xml())

    def _find_anchors(self, key: str) -> Iterator[tuple[Spot, Spot]]:
        for name, table in self._fresh.tables.items():
            found = self._cells.tables.get(name)
            if self._cells.kind.tables[name].sheet == key and found is not None and found.sheet == self.returned:
                yield (table.place.left, table.place.top), (found.place.left, found.place.top)
        for name, place in self._fresh.places.items():
            now = self._cells.places.get(name)
            if self._cells.kind.named_cells[name].sheet == key and now is not None and now.sheet == self.returned:
                yield (place.column, place.row), (now.column, now.row)

    @cached_property
    def found(self) -> dict[Spot, Found]:
        """The cells of the returned sheet that hold something."""
        return {(one.column, one.row): one for one in self._cells.book.scan(self.returned)}

    def is_free(self, spot: Spot) -> bool:
        """Whether nothing stands in a cell."""
        one = self.found.get(spot)
        return one is None or (one.formula is None and is_blank(one.value))

    def moved(self, spot: Spot) -> Spot:
        """Where a cell of the new sheet belongs on the returned one."""

        def distance(pair: tuple[Spot, Spot]) -> int:
            return abs(pair[0][0] - spot[0]) + abs(pair[0][1] - spot[1])

        before, after = min(self._anchors, key=distance)
        return max(spot[0] + after[0] - before[0], 1), max(spot[1] + after[1] - before[1], 1)

    def copy(self, spot: Spot, to: Spot, content: bool = True) -> None:
        """Copy a cell of the new sheet with its style; its style alone when asked."""
        cell = self._new.cell(spot[1], spot[0])
        style = f' s="{self._styling.cell(cell.style)}"' if cell.style else ""
        start = f'<c r="{column_letters(to[0])}{to[1]}"{style}'
        kept = "".join(f" {one}" for one in cell.attributes.split() if one.startswith("t="))
        written = f"{start}{kept}>{cell.content}</c>" if content and cell.content else f"{start}/>"
        self.editor.put(to[1], to[0], written)

    def copy_label(self, spot: Spot) -> None:
        """The words that say what a cell is: to its left or above it, where that is free."""
        column, row = spot
        for one in ((column - 1, row), (column - 2, row), (column, row - 1)):
            content = self._new.cell(one[1], one[0]).content
            if content and "<f" not in content:
                if self.is_free(self.moved(one)):
                    self.copy(one, self.moved(one))
                return
