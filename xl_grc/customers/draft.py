"""The lines of one export once read, before its customers and documents are known beside those of other exports."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Cents, Coded, Codes, Days, Flags
from xl_grc.errors import Problem
from xl_grc.records import NamedTuple


class Draft(NamedTuple):
    """Lines as columns of one length. `shown` are the amounts by which lines left aside are told, NO_CENTS where none
    reads; `reason` is one of `Reason`; `fields` are the columns of the export under the fields of `headers`; lines that
    go on with a document have its number and its customer there.

    `notes` are what the user is told of the whole export."""

    file: str
    sheet: str
    row: Codes
    day: Days
    cents: Cents
    shown: Cents
    reason: Codes
    credit: Flags
    fields: dict[str, Coded]
    currency: Coded
    marks: NDArray[np.uint64]
    notes: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """How many lines there are."""
        return len(self.cents)
