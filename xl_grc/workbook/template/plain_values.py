"""A template whose tables hold values alone: without the formulas that would take long to open in thousands of rows."""

from __future__ import annotations

from collections.abc import Collection

from xl_grc.patterns import compiled_later
from xl_grc.workbook.template.slots import BandSlot, MarkedPart, SheetPiece, TemplateData

_FORMULA = compiled_later(r"<calculatedColumnFormula>[^<]*</calculatedColumnFormula>")


def without_formulas(data: TemplateData, tables: Collection[str]) -> TemplateData:
    """The data with values in place of the formulas of some tables, each of which has its rows for itself."""
    sheets = [sheet._replace(pieces=[_piece(piece, tables) for piece in sheet.pieces]) for sheet in data.sheets]
    return data._replace(sheets=sheets, marked=[_part(part, tables) for part in data.marked])


def _piece(piece: SheetPiece, tables: Collection[str]) -> SheetPiece:
    if not isinstance(piece, BandSlot) or piece.tables[0].name not in tables:
        return piece
    (table,) = piece.tables
    columns = [column._replace(formula=None) for column in table.columns]
    return piece._replace(tables=[table._replace(columns=columns)])


def _part(part: MarkedPart, tables: Collection[str]) -> MarkedPart:
    """The part of a table, its columns calculated no more."""
    return part._replace(xml=_FORMULA.sub("", part.xml)) if set(part.tables) <= set(tables) else part
