"""What states and types of lines say: drafts, credit notes, orders beside invoices, sales that were paid back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from xl_grc.customers.coded import Cents, Coded, Codes, Flags
from xl_grc.customers.headers import NEEDED
from xl_grc.customers.lines import Reason
from xl_grc.customers.words import beginnings, begins_as_credit, folded_name, is_one_of, says
from xl_grc.plan.words import identity
from xl_grc.values import cell_text, is_blank

_KNOWN = {
    "state": ("set_aside", "refunded", "states", "credit_states"),
    "kind": ("set_aside", "invoices", "no_invoices", "credits", "no_credits", "sales"),
}
"""The fields that tell how a line counts, and the lists of the words that are known there."""
_TOLD = 10
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
        return self._says("state", "set_aside") | self._says("kind", "set_aside") | self._cancelled()

    def _cancelled(self) -> Flags:
        found = self._says("state", "cancelled")
        return found | ~self._fields["cancelled"].blank() if "cancelled" in self._fields else found

    def credits(self) -> Flags:
        """The lines of credit notes."""
        column = self._fields.get("state")
        named = self._none() if column is None else column.flags(lambda cell: is_one_of(cell, "credit_states"))
        return named | (self._says("kind", "credits") & ~self._says("kind", "no_credits"))

    def beside_invoices(self) -> Flags:
        """The orders, delivery notes and payments: where invoices stand beside them, they are the same sale again."""
        invoices = self._says("kind", "invoices")
        return self._says("kind", "no_invoices") & ~invoices & ~self.credits() if invoices.any() else invoices

    def refunded(self) -> Flags:
        """The sales whose state says that they were paid back whole."""
        return self._says("state", "refunded") & ~self.in_part() & ~self.credits()

    def taken_back(self, cents: Cents, document: Codes) -> Flags:
        """The sales that were cancelled or paid back, and of which a credit note of their customer and amount tells it
        too: both count, for each credit note one. `document` is the line that holds the number of the document of each.
        """
        found = (self._cancelled() | self.refunded()) & ~self.credits() & (cents > 0)
        if not found.any():
            return found
        totals = np.bincount(document, np.where(found | ~self.set_aside(), cents, 0), self._count).astype(np.int64)
        who = self._customers(document)
        notes = Counter((who[line], -int(totals[line])) for line in np.flatnonzero(totals < 0).tolist())
        kept = []
        for line in np.unique(document[found]).tolist():
            if notes[sale := (who[line], int(totals[line]))] > 0:
                notes[sale] -= 1
                kept.append(line)
        return found & np.isin(document, kept)

    def _customers(self, document: Codes) -> Sequence[object]:
        """Who the line names, for each; where no line can name one, its document."""
        field = next((field for field in NEEDED["customer"] if field in self._fields), None)
        if field is None:
            return list(document.tolist())
        key = folded_name if field == "name" else identity
        names = list(map(key, self._fields[field].texts()))
        return [names[code] for code in self._fields[field].codes.tolist()]

    def in_part(self) -> Flags:
        """The sales whose state says that a part of them was paid back."""
        return self._says("state", "refunded") & self._says("state", "partly")

    def unknown(self, reason: Codes) -> dict[str, tuple[str, ...]]:
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
                most = tuple(f"{text} ({count})" for text, count in times.most_common(_TOLD))
                found[field] = most if len(times) <= _TOLD else (*most, "…")
        return found


def likely_credits(columns: Iterable[Coded], sales: Flags) -> Flags:
    """The lines that count as sales and begin their number or a label as a credit note does; where all of a column do,
    that is how sales are called there."""
    found = np.zeros(len(sales), np.bool_)
    for column in columns:
        begins = column.flags(begins_as_credit, beginnings("credit_states", "credit_numbers")) & sales
        if (begins != sales).any():
            found |= begins
    return found
