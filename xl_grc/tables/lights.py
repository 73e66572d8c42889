"""What a light is made of, in a workbook of any kind: how often it means something, the first cell, a link to it."""

from __future__ import annotations

from xl_grc.functions.expression import Expression
from xl_grc.functions.units import TEXT
from xl_grc.records import NamedTuple
from xl_grc.tables.definition import NamedCell, named
from xl_grc.tables.formulas.nodes import Figure
from xl_grc.tables.formulas.spots import LinkTo


class Watched(NamedTuple):
    """One thing that a light watches: how often it is so, and the first cell where it is."""

    counted: Expression
    first: Expression


def link(key: str, home: str, sheets: tuple[str, ...]) -> NamedCell:
    """The link of a light to its first cell; `sheets` are the keys of all sheets."""
    return named(f"Goto_{key}", home, TEXT, LinkTo(Figure(f"Spot_{key}"), sheets))
