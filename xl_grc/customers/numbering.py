"""Gives each document of all exports its number, finds the invoices that credit notes name, and leaves aside what an
earlier export holds already.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Codes
from xl_grc.customers.draft import Draft
from xl_grc.customers.lines import NONE, Lines, Reason, joined, mark
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple

FAR_APART = 60
"""More days than this between two lines of one document are told."""


class Numbered(NamedTuple):
    """The lines kept, and how many customers bought on one day by several exports without numbers of documents."""

    lines: Lines
    shared_days: int


def numbered(drafts: Sequence[Draft], customers: Sequence[Codes]) -> Numbered:
    """The lines kept of all exports, with numbers of documents; marks the lines that an earlier export holds."""
    documents: list[Codes] = []
    before = 0
    for draft, who in zip(drafts, customers, strict=True):
        own = _documents(draft, who)
        documents.append(own + np.int32(before) if before else own)
        before += int(own.max(initial=-1)) + 1
    if len(drafts) > 1:
        _leave_repeated(drafts, customers, documents)
    origins = _origins(drafts, customers, documents)
    products: dict[str, int] = {}
    parts = []
    for place, draft in enumerate(drafts):
        lines = Lines(
            np.full(draft.size, place, np.int32),
            draft.row,
            customers[place],
            documents[place],
            draft.day,
            draft.cents,
            draft.credit,
            origins[place],
            _products(draft, products),
        )
        parts.append(lines.where(draft.reason == Reason.KEPT))
    return Numbered(joined(parts), _shared_days(drafts, customers))


def _documents(draft: Draft, customers: Codes) -> Codes:
    """The documents of one export: lines of one number and customer, else of one customer and day."""
    number = draft.fields.get("document")
    if number is None:
        return _grouped(customers, np.maximum(draft.day, 0))
    blank = number.blank()
    if not blank.any() and _one_customer_each(number.codes, customers):
        return number.codes
    return _grouped(customers, np.where(blank, np.maximum(draft.day, 0) + len(number.cells), number.codes))


def _one_customer_each(codes: Codes, customers: Codes) -> bool:
    """Whether no number of a document stands for two customers."""
    first = np.zeros(int(codes.max(initial=0)) + 1, np.int32)
    first[codes] = customers
    return bool((first[codes] == customers).all())


def _grouped(customers: Codes, keys: NDArray[np.integer]) -> Codes:
    """The number of each pair of a customer and a key."""
    if not len(customers):
        return np.zeros(0, np.int32)
    both = (customers.astype(np.int64) + 1) * (int(keys.max()) + 1) + keys
    _, found = np.unique(both, return_inverse=True)
    return found.astype(np.int32)


def _leave_repeated(drafts: Sequence[Draft], customers: Sequence[Codes], documents: Sequence[Codes]) -> None:
    """Leave aside the documents (number, customer, day) that an earlier export holds."""
    seen: set[tuple[str, int, int]] = set()
    for draft, who, numbers in zip(drafts, customers, documents, strict=True):
        number = draft.fields.get("document")
        if number is None:
            continue
        told = np.flatnonzero((draft.reason == Reason.KEPT) & ~number.blank())
        days: dict[int, int] = {}
        lines: dict[int, int] = {}
        for line, document, day in zip(told.tolist(), numbers[told].tolist(), draft.day[told].tolist(), strict=True):
            lines.setdefault(document, line)
            days[document] = min(day, days.get(document, day))
        keys = {
            document: (identity(number.text(line)), int(who[line]), days[document]) for document, line in lines.items()
        }
        repeated = [document for document, key in keys.items() if key in seen]
        mark(draft.reason, np.isin(numbers, repeated) & ~number.blank(), Reason.EARLIER_FILE)
        seen.update(keys.values())


def _origins(drafts: Sequence[Draft], customers: Sequence[Codes], documents: Sequence[Codes]) -> list[Codes]:
    """For each line the document that its export names as the invoice taken back; NONE without."""
    origins = [np.full(draft.size, NONE, np.int32) for draft in drafts]
    wanted = {
        identity(column.text(line))
        for draft in drafts
        if (column := draft.fields.get("origin")) is not None
        for line in np.flatnonzero(~column.blank()).tolist()
    }
    if not wanted:
        return origins
    known = _named_documents(wanted, drafts, customers, documents)
    for draft, who, found in zip(drafts, customers, origins, strict=True):
        column = draft.fields.get("origin")
        if column is not None:
            for line in np.flatnonzero(~column.blank()).tolist():
                found[line] = known.get((identity(column.text(line)), int(who[line])), NONE)
    return origins


def _named_documents(
    wanted: set[str], drafts: Sequence[Draft], customers: Sequence[Codes], documents: Sequence[Codes]
) -> dict[tuple[str, int], int]:
    """The documents with some numbers, by number and customer; of several exports the first."""
    known: dict[tuple[str, int], int] = {}
    for draft, who, numbers in zip(drafts, customers, documents, strict=True):
        number = draft.fields.get("document")
        if number is not None:
            named = number.flags(lambda cell: isinstance(cell, str) and identity(cell) in wanted)
            for line in np.flatnonzero(named & (draft.reason == Reason.KEPT)).tolist():
                known.setdefault((identity(number.text(line)), int(who[line])), int(numbers[line]))
    return known


def _products(draft: Draft, known: dict[str, int]) -> Codes:
    """The product of each line, NONE where the export tells none."""
    column = draft.fields.get("product")
    if column is None:
        return np.full(draft.size, NONE, np.int32)
    return column.spread(
        (
            known.setdefault(identity(str(cell)), len(known)) if cell not in (None, "") else NONE
            for cell in column.cells
        ),
        np.int32,
    )


def far_apart(lines: Lines) -> int:
    """How many documents of customers have lines more than sixty days apart, as where numbers begin anew each year."""
    if not lines.size:
        return 0
    some_day = np.zeros(int(lines.document.max()) + 1, np.int32)
    some_day[lines.document] = lines.day
    spread = np.abs(lines.day - some_day[lines.document]) > FAR_APART // 2
    if not spread.any():
        return 0
    wanted = np.isin(lines.document, lines.document[spread]) & (lines.customer >= 0)
    document, day = lines.document[wanted], lines.day[wanted]
    first, last = some_day.copy(), some_day
    np.minimum.at(first, document, day)
    np.maximum.at(last, document, day)
    return int((last - first > FAR_APART).sum())


def _shared_days(drafts: Sequence[Draft], customers: Sequence[Codes]) -> int:
    """How many times one customer bought on one day by several exports that have no numbers of documents."""
    seen: set[int] = set()
    shared: set[int] = set()
    for draft, who in zip(drafts, customers, strict=True):
        if len(drafts) > 1 and "document" not in draft.fields:
            kept = (draft.reason == Reason.KEPT) & (who >= 0)
            pairs = set((who[kept].astype(np.int64) * (1 << 24) + draft.day[kept]).tolist())
            shared |= seen & pairs
            seen |= pairs
    return len(shared)
