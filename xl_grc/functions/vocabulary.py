"""The words of the field that arguments are named with, and what each means wherever it stands.

A word brings its unit (and with it the limits) and its shape; its help stands in the text files under
`parameters`. A new word of the field is one line here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DAYS,
    DURATION,
    LANGUAGE,
    OPEN_RATE,
    QUANTITY,
    RATE,
    RATIO,
    SCORE,
    SIGNED_AMOUNT,
    TEXT,
    UNIT_AMOUNT,
    Unit,
)

Shape = Literal["cell", "range", "sample"]
"""One value; a range where a blank is 0; a range where a blank is no answer."""


class Word(NamedTuple):
    """What an argument of this name holds."""

    unit: Unit
    shape: Shape = "cell"


VOCABULARY: dict[str, Word] = {
    "cost": Word(AMOUNT),
    "revenue": Word(AMOUNT),
    "breakeven_revenue": Word(AMOUNT),
    "fixed_cost": Word(AMOUNT),
    "margin": Word(SIGNED_AMOUNT),
    "monthly_margin": Word(AMOUNT),
    "price": Word(UNIT_AMOUNT),
    "basket": Word(UNIT_AMOUNT),
    "units": Word(COUNT),
    "contacts": Word(COUNT),
    "buyers": Word(COUNT),
    "orders": Word(COUNT),
    "new_customers": Word(COUNT),
    "lost": Word(COUNT),
    "customers_at_start": Word(COUNT),
    "customers_at_end": Word(COUNT),
    "years": Word(DURATION),
    "margin_rate": Word(RATE),
    "conversion_rate": Word(RATE),
    "discount_rate": Word(RATE),
    "retention_rate": Word(RATE),
    "markup_rate": Word(OPEN_RATE),
    "roi": Word(RATIO),
    "language": Word(LANGUAGE),
    "quantities": Word(QUANTITY, "range"),
    "unit_costs": Word(UNIT_AMOUNT, "range"),
    "scores": Word(SCORE, "sample"),
    "recency_days": Word(DAYS),
    "frequency": Word(COUNT),
    "monetary": Word(AMOUNT),
    "names": Word(TEXT),
    "costs": Word(AMOUNT),
    "margins": Word(SIGNED_AMOUNT),
}
