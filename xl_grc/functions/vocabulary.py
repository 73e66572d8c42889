"""The words of the field that arguments are named with, and what each means wherever it stands.

A term brings its unit (and with it the limits) and its shape; its help stands in the text files under
`parameters`. A new term of the field is one line here.
"""

from __future__ import annotations

from typing import Literal

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
from xl_grc.records import NamedTuple

Shape = Literal["cell", "range", "sample"]
"""One value; a range where a blank is 0; a range where a blank is no answer."""


class Term(NamedTuple):
    """What an argument of this name holds."""

    unit: Unit
    shape: Shape = "cell"


VOCABULARY: dict[str, Term] = {
    "cost": Term(AMOUNT),
    "revenue": Term(AMOUNT),
    "breakeven_revenue": Term(AMOUNT),
    "fixed_cost": Term(AMOUNT),
    "margin": Term(SIGNED_AMOUNT),
    "monthly_margin": Term(AMOUNT),
    "price": Term(UNIT_AMOUNT),
    "basket": Term(UNIT_AMOUNT),
    "units": Term(COUNT),
    "contacts": Term(COUNT),
    "buyers": Term(COUNT),
    "orders": Term(COUNT),
    "new_customers": Term(COUNT),
    "lost": Term(COUNT),
    "customers_at_start": Term(COUNT),
    "customers_at_end": Term(COUNT),
    "years": Term(DURATION),
    "margin_rate": Term(RATE),
    "conversion_rate": Term(RATE),
    "discount_rate": Term(RATE),
    "retention_rate": Term(RATE),
    "markup_rate": Term(OPEN_RATE),
    "roi": Term(RATIO),
    "language": Term(LANGUAGE),
    "quantities": Term(QUANTITY, "range"),
    "unit_costs": Term(UNIT_AMOUNT, "range"),
    "scores": Term(SCORE, "sample"),
    "recency_days": Term(DAYS),
    "frequency": Term(COUNT),
    "monetary": Term(AMOUNT),
    "names": Term(TEXT),
    "costs": Term(AMOUNT),
    "margins": Term(SIGNED_AMOUNT),
}
