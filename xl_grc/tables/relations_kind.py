"""The workbook of customer relations as a kind, whose shape and calculations are worked out when it is asked for."""

from __future__ import annotations

from functools import cache

from xl_grc.tables.generate import kind_of
from xl_grc.tables.generated.relations_places import PLACES
from xl_grc.tables.relations import DEFINITION
from xl_grc.text import Texts, texts


@cache
def relation_texts(language: str) -> Texts:
    """The words of the house, and over them those that customer relations say otherwise."""
    words = texts(language)
    return Texts(language, {**words, **words.table("relations")})


RELATIONS = kind_of("relations", "Customers", DEFINITION, relation_texts, places=PLACES)
"""The workbook of customer relations."""
