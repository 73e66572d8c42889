"""Writes the charts of a workbook: the values they keep beside their references follow the cells of every filling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xl_grc.ooxml.cell_writer import numeral
from xl_grc.values import NUMBERS
from xl_grc.workbook.template.slots import CellSource, ChartData


class CacheWriter:
    """The kept values of a reference to cells that a filling fills."""

    def __init__(self, prefix: str, sources: Sequence[CellSource]) -> None:
        count = f'<{prefix}formatCode>General</{prefix}formatCode><{prefix}ptCount val="{len(sources)}"/>'
        self._opening, self._closing = f"<{prefix}numCache>{count}", f"</{prefix}numCache>"
        self._points = [
            (source.key, source.row, f'<{prefix}pt idx="{index}"><{prefix}v>') for index, source in enumerate(sources)
        ]
        self._end = f"</{prefix}v></{prefix}pt>"

    def render(self, columns: Mapping[str, Sequence[Any]], names: Mapping[str, Any]) -> str:
        """The numbers of the cells; a text has no point."""
        end = self._end
        points = [
            f"{opening}{numeral(value)}{end}"
            for key, row, opening in self._points
            if (value := names[key] if row is None else columns[key][row]).__class__ in NUMBERS
        ]
        return f"{self._opening}{''.join(points)}{self._closing}"


class ChartWriter:
    """A chart part as fixed texts and caches."""

    def __init__(self, data: ChartData) -> None:
        self.name = data.part
        self._pieces = [piece if isinstance(piece, str) else CacheWriter(*piece) for piece in data.pieces]

    def render(self, columns: Mapping[str, Sequence[Any]], names: Mapping[str, Any]) -> bytes:
        """The XML of the part for a filling."""
        return "".join(
            [piece if isinstance(piece, str) else piece.render(columns, names) for piece in self._pieces]
        ).encode()
