"""What the user asks of an analysis of sales lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from xl_grc.records import NamedTuple


class Options(NamedTuple):
    """`as_of` is the day of the analysis, None for the latest day of sales not after `today`.

    `language` settles numbers and days that read two ways; `vat` divides amounts that are known with VAT alone;
    `columns` are headers typed for fields; `currency` is the one kept where an export has several;
    `fill_down` gives lines without a customer the one above;
    `exponent` is 3 where amounts are in thousands, 6 in millions, unless their column says its unit;
    `encoding` is that of text files, "" to find it out; more than `most_customers` are refused as they are read."""

    today: date
    as_of: date | None = None
    language: str | None = None
    vat: float | None = None
    columns: Mapping[str, str] = {}  # never changed
    amounts_per: Literal["line", "document"] | None = None
    drop_identical: bool = False
    currency: str = ""
    encoding: str = ""
    exponent: int | None = None
    most_customers: int | None = None
    fill_down: bool = False
