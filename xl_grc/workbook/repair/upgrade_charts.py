"""The charts of a sheet of an older workbook where the present template has them, over the cells that they show there.

A chart is known by its kinds and by the cells of ours that it shows; its look stays its author's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xl_grc.ooxml.book import Sheet
from xl_grc.ooxml.chart_part import chart_formulas, with_formulas, with_kept_values
from xl_grc.ooxml.markup import Element, Markup
from xl_grc.ooxml.package_editor import PackageEditor
from xl_grc.records import NamedTuple
from xl_grc.workbook.repair.chart_places import OwnChart, own_chart, sources_of
from xl_grc.workbook.repair.upgrade_places import Moves, Spot
from xl_grc.workbook.returned.cells import ReturnedCells

_CORNERS = ("from", "to")


class PlacedChart(NamedTuple):
    """A chart: the part of the drawing that places it and its part, what it is, where its corners stand."""

    drawing: str
    part: str
    own: OwnChart
    corners: tuple[Spot, ...]


def placed_charts(cells: ReturnedCells, sheet: Sheet) -> Iterator[PlacedChart]:
    """The charts on a sheet that show cells of ours."""
    book, sources = cells.book, sources_of(cells)
    for drawing in book.related(sheet.part):
        if drawing.kind == "drawing" and not drawing.external:
            parts = {one.key: one.target for one in book.related(drawing.target) if one.kind == "chart"}
            for anchor in Markup(book.archive.xml(drawing.target)).root.children():
                part = _chart_of(anchor, parts)
                if part:
                    own = own_chart(book.archive.xml(part), sources)
                    yield PlacedChart(drawing.target, part, own, _corners(anchor))


def _chart_of(anchor: Element, parts: dict[str, str]) -> str:
    """The part of the chart that an anchor places, "" when it places something else."""
    named = (value for one in anchor.all("chart") for name, value in one.attributes.items() if name.endswith("}id"))
    return next((parts[key] for key in named if key in parts), "")


def _corners(anchor: Element) -> tuple[Spot, ...]:
    """Column and row, from 1, of the corners of an anchor."""
    found = (anchor.child(name) for name in _CORNERS)
    return tuple((_number(one, "col") + 1, _number(one, "row") + 1) for one in found if one is not None)


def _number(corner: Element, name: str) -> int:
    found = corner.child(name)
    return int(found.text) if found is not None else 0


class ChartUpgrade(NamedTuple):
    """The charts of the same sheet in three workbooks; `over` says where a cell of the new template stands."""

    base: list[PlacedChart]
    new: list[PlacedChart]
    now: list[PlacedChart]
    over: Callable[[str], str]

    def write(
        self, package: PackageEditor, base: ReturnedCells, new: ReturnedCells, base_moves: Moves, new_moves: Moves
    ) -> Iterator[str]:
        """Put each chart where the present template has it, unless its author moved it.

        One that its author left as it was is that of the new template. One that shows other cells there is so in any
        case: the parts of those that had another look are answered.
        """
        pairs = dict(self._pairs())
        for chart in self.now:
            if chart.own not in pairs:
                continue
            old, wanted = pairs[chart.own]
            written, newer = package.xml(chart.part), new.book.archive.xml(wanted.part)
            is_usual = _look(written) == _look(base.book.archive.xml(old.part))
            if not is_usual and old.own != wanted.own:
                yield chart.part
            kept = newer if is_usual or old.own != wanted.own else written
            package.put(chart.part, with_formulas(kept, list(map(self.over, chart_formulas(newer)))))
            if chart.corners == tuple(base_moves.spot(*spot) for spot in old.corners):
                to = tuple(new_moves.spot(*spot) for spot in wanted.corners)
                package.put(chart.drawing, _moved(package.xml(chart.drawing), chart.corners, to))

    def _pairs(self) -> Iterator[tuple[OwnChart, tuple[PlacedChart, PlacedChart]]]:
        """The charts of the older template and those that stand for them in the new one: of the same cells, else the
        next one of other cells."""
        before, after = ({one.own: one for one in charts if any(one.own.shown)} for charts in (self.base, self.new))
        others = iter([one for own, one in after.items() if own not in before])
        for own, one in before.items():
            wanted = after.get(own) or next(others, None)
            if wanted is not None:
                yield own, (one, wanted)


def _look(xml: bytes) -> bytes:
    """A chart without the cells that it shows and their values."""
    bare = with_kept_values(xml, lambda found, kept: "")
    return with_formulas(bare, [""] * len(chart_formulas(bare)))


def _moved(xml: bytes, before: tuple[Spot, ...], after: tuple[Spot, ...]) -> bytes:
    """A drawing in which what stands between some corners stands between others."""
    part = Markup(xml)
    for anchor in part.root.children():
        if _corners(anchor) == before and any(anchor.all("chart")):
            corners = (anchor.child(name) for name in _CORNERS)
            for corner, (column, row) in zip((one for one in corners if one is not None), after, strict=True):
                for name, value in (("col", column), ("row", row)):
                    found = corner.child(name)
                    if found is not None:
                        part.fill(found, str(value - 1))
    return part.xml()
