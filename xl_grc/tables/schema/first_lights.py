"""The lights that are on, above all others on the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import NUMBER, TEXT
from xl_grc.tables.definition import NamedCell, named
from xl_grc.tables.formulas.nodes import Figure, Word
from xl_grc.tables.formulas.spots import LIGHT_SPOTS, LIGHT_TEXTS, LinkTo, NextLit, OfLit
from xl_grc.tables.schema.references import SHEETS

FIRST_ONES = 5
"""How many of them there are rows for."""


def first_ones(keys: Sequence[str]) -> Iterator[NamedCell]:
    """In the order of the lights: where each stands, what it says, the link to its first cell."""
    counts = tuple(Figure(f"Check_{key}") for key in keys)
    texts = tuple(Word(f"lights.what.{key}") for key in keys)
    spots = tuple(Figure(f"Spot_{key}") for key in keys)
    for place in range(1, FIRST_ONES + 1):
        found, spot = Figure(f"Lit_{place}"), Figure(f"LitSpot_{place}")
        above = Figure(f"Lit_{place - 1}") if place > 1 else None
        nothing = constant("") if above is not None else Word("home.nothing")
        said = OfLit(found, LIGHT_TEXTS, counts, texts), nothing
        first = OfLit(found, LIGHT_SPOTS, counts, spots), constant(0)
        yield named(found.name, "home", NUMBER, NextLit(counts, above))
        yield named(spot.name, "home", NUMBER, _if_any(found, *first))
        yield named(f"LitText_{place}", "home", TEXT, _if_any(found, *said))
        yield named(f"LitLink_{place}", "home", TEXT, LinkTo(spot, SHEETS))


def _if_any(found: Figure, then: Expression, otherwise: Expression) -> Expression:
    return when(found > 0, lambda: then, lambda: otherwise)
