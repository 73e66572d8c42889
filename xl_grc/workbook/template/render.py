"""A template ready to be filled: everything that does not depend on a filling, and how one becomes a workbook."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from itertools import chain

from xl_grc.ooxml import properties
from xl_grc.ooxml.limits import refuse_unreadable
from xl_grc.ooxml.package import Beginning, Member, Opening, member, opening, package, small_member
from xl_grc.ooxml.shared_strings import Fixed, SharedStrings, with_more
from xl_grc.records import NamedTuple
from xl_grc.tables.runtime.spots import Place, Surroundings
from xl_grc.workbook.filling import Filling
from xl_grc.workbook.template.render_charts import ChartWriter
from xl_grc.workbook.template.render_marked import MarkedWriter
from xl_grc.workbook.template.render_sheet import SheetWriter
from xl_grc.workbook.template.slots import ROW_MARK, BandSlot, CellSlot, FixedTexts, NamedSlot, TemplateData

_LARGE = 1 << 20
"""Bytes below which a workbook is within any limit."""


class Template(NamedTuple):
    """Everything that does not depend on a filling, for one template and one first month."""

    fixed: Opening
    fixed_size: int
    """Bytes to which the parts unpack that never change."""
    sheets: tuple[SheetWriter, ...]
    charts: tuple[ChartWriter, ...]
    marked: tuple[MarkedWriter, ...]
    texts: Fixed
    surroundings: Surroundings

    def write(self, filling: Filling) -> bytes:
        """The workbook of a filling. Raises InputError for one so large that nobody would read it again."""
        bottoms: dict[str, int] = {}
        strings = SharedStrings(self.texts)
        parts = []
        for sheet in self.sheets:
            own = sheet.bottoms(filling.columns)
            parts.append(sheet.member(filling.columns, filling.names, own, strings))
            bottoms |= own
        parts += [part.member(bottoms) for part in self.marked]
        parts += [member(chart.name, chart.render(filling.columns, filling.names)) for chart in self.charts]
        parts.append(strings.member())
        parts.append(member(properties.PART, properties.new_part(filling.properties)))
        if sum([part.size for part in parts]) > _LARGE:
            refuse_unreadable(parts, self.fixed_size)
        return package(parts, self.fixed)


def ready(data: TemplateData, months: Sequence[str]) -> Template:
    """The template made ready to be filled many times, with plans whose months have these names."""
    fixed = [Member(part.name, part.crc, part.size, b64decode(part.data)) for part in data.fixed]
    fixed += [small_member(part.part, part.xml.encode()) for part in data.marked if ROW_MARK not in part.xml]
    marked = tuple([MarkedWriter(part) for part in data.marked if ROW_MARK in part.xml])
    sheets, charts = tuple(map(SheetWriter, data.sheets)), tuple(map(ChartWriter, data.charts))
    surroundings = Surroundings(dict(_places(data)), titles=data.titles)
    texts, fixed_size = _texts(data.texts, months), sum(part.size for part in fixed)
    return Template(opening(fixed), fixed_size, sheets, charts, marked, texts, surroundings)


def _texts(fixed: FixedTexts, months: Sequence[str]) -> Fixed:
    """The texts that all workbooks have, the names of the months behind the others."""
    start = Beginning(fixed.crc, fixed.size, b64decode(fixed.data))
    return with_more(Fixed(start, fixed.places, fixed.how_many), months)


def _places(data: TemplateData) -> Iterator[tuple[str, Place]]:
    for piece in chain.from_iterable(sheet.pieces for sheet in data.sheets):
        if isinstance(piece, NamedSlot):
            yield piece.name, (piece.row, piece.column)
        elif isinstance(piece, CellSlot) and not piece.offset:
            yield piece.key, (piece.row, piece.column)
        elif isinstance(piece, BandSlot):
            for table in piece.tables:
                yield from ((column.key, (piece.top, column.column)) for column in table.columns)
