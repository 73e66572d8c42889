"""Takes the charts of a template apart into fixed texts and the values that follow the cells of every filling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar

from xl_grc.ooxml.chart_part import chart_references
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.reference import parted
from xl_grc.ooxml.xml import escape
from xl_grc.patterns import compiled_later
from xl_grc.workbook.template.slots import CacheSlot, CellSource, ChartData

T = TypeVar("T")

_AREA = compiled_later(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(:\$?[A-Z]{1,3}\$?[0-9]{1,7})?")

ChartedCell: TypeAlias = tuple[str, int, int]
"""Title of the sheet, row and column."""
Sources: TypeAlias = Mapping[ChartedCell, CellSource]
Labels: TypeAlias = Mapping[ChartedCell, str]
"""The cells that hold a text in every plan."""


def dissected(name: str, xml: bytes, sources: Sources, labels: Labels) -> ChartData:
    """The chart with a cache for each reference to our cells; caches of foreign cells are dropped, they may be old."""
    return ChartData(name, tuple(_pieces(xml, sources, labels)))


def labelled_sheets(xml: bytes) -> set[str]:
    """The titles of the sheets whose texts a chart shows."""
    references = (found.formula for found in chart_references(xml) if found.kind == "str")
    return {title for reference in references for title, _, _ in islice(_cells(reference), 1)}


def _pieces(xml: bytes, sources: Sources, labels: Labels) -> Iterator[str | CacheSlot]:
    end = 0
    for found in chart_references(xml):
        yield xml[end : found.start].decode()
        if found.kind == "num" and (ours := shown_by(found.formula, sources)):
            yield CacheSlot(found.prefix, ours)
        elif found.kind == "str" and (texts := shown_by(found.formula, labels)):
            yield _texts_cache(found.prefix, texts)
        end = found.end
    yield xml[end:].decode()


def _texts_cache(prefix: str, values: Sequence[str]) -> str:
    """The texts of cells that no filling changes."""
    points = "".join(
        f'<{prefix}pt idx="{index}"><{prefix}v>{escape(value)}</{prefix}v></{prefix}pt>'
        for index, value in enumerate(values)
    )
    return f'<{prefix}strCache><{prefix}ptCount val="{len(values)}"/>{points}</{prefix}strCache>'


def shown_by(reference: str, known: Mapping[ChartedCell, T]) -> tuple[T, ...]:
    """What is known of the cells of a reference; nothing when one of them is not known.

    That is told at the first one: people draw charts over whole columns.
    """
    found: list[T] = []
    for cell in _cells(reference):
        if cell not in known:
            return ()
        found.append(known[cell])
    return tuple(found)


def _cells(reference: str) -> Iterator[ChartedCell]:
    """The cells of a reference, none when it is not a range of one sheet."""
    title, area = parted(reference)
    if _AREA.fullmatch(area):
        place = Place.parse(area)
        for row in range(place.top, place.bottom + 1):
            for column in range(place.left, place.right + 1):
                yield title, row, column
