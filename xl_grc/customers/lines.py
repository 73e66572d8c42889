"""Sales lines: who bought what for how much on which day; and the lines left aside, each with its reason.

Every line of an export ends up in one of three places: among the lines kept, among those left aside, or in the count of
lines later than the day of the analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np

from xl_grc.customers.coded import Cents, Codes, Days, Flags
from xl_grc.records import NamedTuple

ANONYMOUS = -1
"""The customer of a line that names nobody."""
NONE = -1
"""No number of a document, no product."""
NO_CENTS = np.iinfo(np.int64).min
"""The amount of a line on which none reads."""


class Reason(IntEnum):
    """Why a line is left aside; the names are keys of the text files. The first that holds is told."""

    KEPT = 0
    TOTAL = 1
    SET_ASIDE = 2
    CURRENCY = 3
    NO_DATE = 4
    BAD_DATE = 5
    NO_AMOUNT = 6
    BAD_AMOUNT = 7
    TOO_LARGE = 8
    SEVERAL_CUSTOMERS = 9
    OTHER_TOTAL = 10
    IDENTICAL = 11
    EARLIER_FILE = 12
    REPEATED = 13
    """The total of a document, told again on one of its lines: no money is left aside."""
    NOTHING = 14
    """A line that continues a document and holds no amount of its own."""
    NO_INVOICE = 15
    """An order, a delivery note or a payment, in an export that has the invoices too."""
    REFUNDED = 16
    """A sale that its state says was paid back; no column says how much, no credit note tells it."""
    OTHER_TAX = 17
    """An amount that says it is with VAT in a column of amounts without, or the other way round."""
    CONTRADICTED = 18
    """An amount of 0, or of the other sign, beside an amount with VAT."""

    @property
    def is_told(self) -> bool:
        """Whether lines left aside for this reason are listed, and not counted alone."""
        return self not in (Reason.KEPT, Reason.REPEATED, Reason.NOTHING)


def mark(reason: Codes, lines: Flags, why: Reason) -> None:
    """Leave lines aside that are still kept."""
    if lines.any():
        reason[lines & (reason == Reason.KEPT)] = why


class Lines(NamedTuple):
    """Lines as columns of one length. `file` is the place of the export, `row` what a user sees; `customer` and
    `document` are numbers of this analysis; `day` is an ordinal of `date`; `cents` is negative in credit notes, which
    are `credit` where their export says so; `origin` is the document that a credit note names, or NONE."""

    file: Codes
    row: Codes
    customer: Codes
    document: Codes
    day: Days
    cents: Cents
    credit: Flags
    origin: Codes
    product: Codes

    def where(self, kept: Flags) -> Lines:
        """The lines that are kept."""
        if kept.all():
            return self
        columns: list[Any] = [column[kept] for column in self]
        return Lines(*columns)

    @property
    def size(self) -> int:
        """How many lines there are."""
        return len(self.cents)


def joined(parts: Sequence[Lines]) -> Lines:
    """The lines of several exports."""
    if len(parts) == 1:
        return parts[0]
    columns: list[Any] = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Lines(*columns)


class LeftAside(NamedTuple):
    """Lines left aside, as columns of one length: where they stand, why, their amount (NO_CENTS where
    none reads)."""

    file: Codes
    row: Codes
    reason: Codes
    cents: Cents

    @property
    def size(self) -> int:
        """How many lines there are."""
        return len(self.cents)

    def amounts(self) -> list[float | None]:
        """The amounts, None where none reads."""
        return [None if cents == NO_CENTS else cents / 100 for cents in self.cents.tolist()]
