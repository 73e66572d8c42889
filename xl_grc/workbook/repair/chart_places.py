"""The cells that our charts show, by what they hold: references that follow them wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.chart_part import ChartReference, chart_formulas, chart_kinds, with_formulas, with_kept_values
from xl_grc.ooxml.reference import on_sheet, parted
from xl_grc.ooxml.xml import column_letters
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple
from xl_grc.tables.kind import WorkbookKind
from xl_grc.workbook.expected.epoch import Values
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.template.parse_charts import ChartedCell, Sources, shown_by
from xl_grc.workbook.template.render_charts import CacheWriter
from xl_grc.workbook.template.slots import CellSource
from xl_grc.workbook.template.templates import shipped_template

_POINT = compiled_later(r"<(?:\w+:)?v>([^<]*)<")

Shown = tuple[CellSource, ...]
"""The cells of one reference, () when they are not ours."""


class OwnChart(NamedTuple):
    """A chart of the template: the kinds of charts in it, and what each of its references shows."""

    kinds: tuple[str, ...]
    shown: tuple[Shown, ...]


def sources_of(cells: ReturnedCells) -> dict[tuple[str, int, int], CellSource]:
    """The cells that a chart of ours may show: named cells, and rows of tables of a fixed size."""
    found = {(place.sheet.title, place.row, place.column): CellSource(name) for name, place in cells.places.items()}
    for table in cells.tables.values():
        definition = cells.kind.tables[table.name]
        if not definition.grows:
            for key, index in table.placed.columns.items():
                for number in range(definition.fixed_rows):
                    place = (table.sheet.title, table.place.top + number, table.place.left + index)
                    found[place] = CellSource(f"{table.name}.{key}", number)
    return found


def charts_of(book: Book, sheet: str) -> Iterator[str]:
    """The chart parts of a sheet."""
    for drawing in book.related(sheet):
        if drawing.kind == "drawing":
            yield from (one.target for one in book.related(drawing.target) if one.kind == "chart")


@cache
def template_charts(kind: WorkbookKind, language: str) -> tuple[OwnChart, ...]:
    """The charts of the template."""
    path = shipped_template(kind, language)
    book = Book(path.read_bytes(), path.name)
    sources = sources_of(read_cells(kind, book))
    charts = [book.archive.xml(part) for sheet in book.sheets for part in charts_of(book, sheet.part)]
    return tuple(own_chart(xml, sources) for xml in charts)


def own_chart(xml: bytes, sources: Sources) -> OwnChart:
    """What a chart is."""
    return OwnChart(chart_kinds(xml), _shown(xml, sources))


def _shown(xml: bytes, sources: Sources) -> tuple[Shown, ...]:
    return tuple(shown_by(formula, sources) for formula in chart_formulas(xml))


def moved(xml: bytes, before: Sources, after: Sources) -> bytes:
    """A chart whose references follow their cells to where they stand in another workbook.

    Cells of our sheets that hold labels are in no filling: they follow their sheet.
    """
    places = {source: place for place, source in after.items()}
    titles = {title: places[source][0] for (title, _, _), source in before.items() if source in places}
    formulas = []
    for formula in chart_formulas(xml):
        shown = shown_by(formula, before)
        title, area = parted(formula)
        label = on_sheet(titles[title], area) if title in titles else formula
        formulas.append(_referring(formula, shown, places) if shown else label)
    return with_formulas(xml, formulas)


def _referring(formula: str, shown: Shown, places: Mapping[CellSource, ChartedCell]) -> str:
    """A reference to cells where they stand now; as it is when one of them stands nowhere."""
    known = [places[cell] for cell in shown if cell in places]
    return _area(known) if known and len(known) == len(shown) else formula


def _area(places: Sequence[ChartedCell]) -> str:
    (title, top, left), (_, bottom, right) = places[0], places[-1]
    corners = [f"${column_letters(column)}${row}" for column, row in ((left, top), (right, bottom))]
    return on_sheet(title, ":".join(dict.fromkeys(corners)))


def mended(xml: bytes, charts: Iterable[OwnChart], sources: Sources, values: Values) -> bytes:
    """One of our `charts` with its lost references found again and the values of its cells; any other as it is."""
    kinds, formulas = chart_kinds(xml), chart_formulas(xml)
    shown = [None if "#REF!" in formula else shown_by(formula, sources) for formula in formulas]
    ours = [one.shown for one in charts if one.kinds == kinds and _alike(one.shown, shown)]
    if len(ours) != 1:
        return xml
    if None in shown:
        places = {source: place for place, source in sources.items()}
        lost = zip(formulas, ours[0], strict=True)
        xml = with_formulas(xml, [_referring(formula, cells, places) for formula, cells in lost])

    def refreshed(found: ChartReference, kept: str) -> str:
        cells = shown_by(found.formula, sources)
        if found.kind != "num" or not cells:
            return kept
        cache = CacheWriter(found.prefix, cells).render(*values)
        return kept if _points(kept) == _points(cache) else cache

    return with_kept_values(xml, refreshed)


def _alike(ours: tuple[Shown, ...], shown: list[Shown | None]) -> bool:
    """Whether references show what those of a chart of ours do, as far as they are not lost.

    Labels stand on the sheet of their chart, so that theirs are never lost.
    """
    return (
        any(ours)
        and len(ours) == len(shown)
        and all(one == two or (two is None and one != ()) for one, two in zip(ours, shown, strict=True))
    )


def _points(xml: str) -> list[float | str]:
    """The values that a chart keeps of some cells."""
    return [_number(one) for one in _POINT.findall(xml)]


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
