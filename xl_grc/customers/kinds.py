"""What states and types of lines say: drafts, credit notes, orders beside invoices, sales that were paid back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from xl_grc.customers.coded import Cents, Coded, Codes, Flags
from xl_grc.customers.lines import Reason
from xl_grc.customers.words import says
from xl_grc.values import cell_text, is_blank

_KNOWN = {
    "state": ("set_aside", "refunded", "states"),
    "kind": ("set_aside", "invoices", "no_invoices", "credits", "no_credits", "sales"),
}
"""The fields that tell how a line counts, and the lists of the words that are known there."""
_TOLD = 5
_LONGEST = 40


class Kinds:
    """The states and the types of the lines of an export, `count` of them."""

    def __init__(self, fields: Mapping[str, Coded], count: int) -> None:
        self._fields, self._count = fields, count

    def _says(self, field: str, words: str) -> Flags:
        column = self._fields.get(field)
        return self._none() if column is None else column.flags(lambda cell: says(cell, words))

    def _none(self) -> Flags:
        return np.zeros(self._count, np.bool_)

    def set_aside(self) -> Flags:
        """The lines that are no sales: cancelled, drafts, quotes."""
        found = self._says("state", "set_aside") | self._says("kind", "set_aside")
        return found | ~self._fields["cancelled"].blank() if "cancelled" in self._fields else found

    def credits(self) -> Flags:
        """The lines of credit notes."""
        return self._says("kind", "credits") & ~self._says("kind", "no_credits")

    def beside_invoices(self) -> Flags:
        """The orders, delivery notes and payments: where invoices stand beside them, they are the same sale again."""
        invoices = self._says("kind", "invoices")
        return self._says("kind", "no_invoices") & ~invoices & ~self.credits() if invoices.any() else invoices

    def refunded(self, cents: Cents, document: Codes) -> Flags:
        """The sales whose state says that they were paid back, unless a credit note of their customer and amount says
        it too; `document` is the line that holds the number of the document of each line.
        """
        found = self._says("state", "refunded")
        if not found.any():
            return found
        found &= ~self.in_part() & ~self.credits() & (cents > 0)
        totals = np.bincount(document, cents, self._count).astype(np.int64)[document]
        who = next(
            (self._fields[field].codes for field in ("code", "name", "email") if field in self._fields), document
        )
        taken_back = totals < 0
        told = set(zip(who[taken_back].tolist(), (-totals[taken_back]).tolist(), strict=True))
        for line in np.flatnonzero(found).tolist() if told else ():
            found[line] = (who[line], totals[line]) not in told
        return found

    def in_part(self) -> Flags:
        """The sales whose state says that a part of them was paid back."""
        return self._says("state", "refunded") & self._says("state", "partly")

    def unknown(self, reason: Codes) -> dict[str, str]:
        """Field -> the words found there that say nothing to us, each with the number of lines that count."""
        found = {}
        for field, lists in _KNOWN.items():
            if (column := self._fields.get(field)) is None:
                continue
            lines = np.bincount(column.codes[reason == Reason.KEPT], minlength=len(column.cells)).tolist()
            times: Counter[str] = Counter()
            for cell, count in zip(column.cells, lines, strict=True):
                if count and not is_blank(cell) and not any(says(cell, name) for name in lists):
                    times[cell_text(cell).strip()[:_LONGEST]] += count
            if times:
                most = ", ".join(f"{text} ({count})" for text, count in times.most_common(_TOLD))
                found[field] = most if len(times) <= _TOLD else f"{most}, …"
        return found
