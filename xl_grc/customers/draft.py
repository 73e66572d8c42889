"""The lines of one export once read, before its customers and documents are known beside those of other exports."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Cents, Coded, Codes, Days, Flags
from xl_grc.errors import Problem


class Draft(NamedTuple):
    """Lines as columns of one length. `reason` is one of `Reason`; `fields` are the columns of the export under the
    fields of `headers`; `who` and `document` tell for each line on which line its customer, and the number of its
    document, stand: lines that go on with a document have none of their own.

    `notes` are what the user is told of the whole export."""

    file: str
    sheet: str
    row: Codes
    day: Days
    cents: Cents
    reason: Codes
    credit: Flags
    who: Codes
    document: Codes
    fields: dict[str, Coded]
    currency: Coded
    marks: NDArray[np.uint64]
    notes: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """How many lines there are."""
        return len(self.cents)

    def at(self, field: str, line: Codes) -> Coded | None:
        """A field as it stands on other lines, None when the export has none."""
        column = self.fields.get(field)
        return None if column is None else Coded(column.codes[line], column.cells)

    def number(self) -> Coded | None:
        """The number of the document of each line."""
        return self.at("document", self.document)
