"""Documents: lines of one number, else of one customer and day; and credit notes matched with their invoices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xl_grc.customers.coded import Cents, Codes, Days, Flags
from xl_grc.customers.lines import NONE, Lines
from xl_grc.records import NamedTuple

_LATER_THAN_ALL = np.iinfo(np.int32).max


class Documents(NamedTuple):
    """Documents as columns of one length: the customer of each, its day (that of its earliest line), its total in
    cents, whether it is a credit note, the invoice it names (NONE without)."""

    customer: Codes
    day: Days
    cents: Cents
    credit: Flags
    origin: Codes


def documents_of(lines: Lines, wanted: Flags) -> Documents:
    """The documents of the lines wanted, under the numbers that the lines have. A document without one has no customer.

    A credit note is one whose export says so, or whose total is below 0.
    """
    columns: list[Any] = [lines.document, lines.customer, lines.day, lines.cents]
    document, who, days, amounts = columns if wanted.all() else [column[wanted] for column in columns]
    count = int(document.max(initial=-1)) + 1
    customer = np.full(count, NONE, np.int32)
    customer[document] = who
    day = np.full(count, _LATER_THAN_ALL, np.int32)
    np.minimum.at(day, document, days)
    cents = np.bincount(document, amounts, count).astype(np.int64)
    credit = cents < 0
    credit[lines.document[lines.credit & wanted]] = True
    origin = np.full(count, NONE, np.int32)
    named = (lines.origin >= 0) & wanted
    origin[lines.document[named]] = lines.origin[named]
    return Documents(customer, day, cents, credit, origin)


def net_of_credits(documents: Documents) -> Cents:
    """What is left of each document once credit notes are taken off the invoices that they take back.

    A credit note goes to the invoice it names; else to the customer's latest earlier invoice of its amount that no
    other has taken back. What goes to none stays with the credit note, below 0.
    """
    net = documents.cents.copy()
    credits_ = np.flatnonzero(documents.credit & (net < 0) & (documents.customer >= 0))
    order = np.lexsort((documents.origin[credits_], net[credits_], documents.day[credits_]))
    credits_ = credits_[order]
    naming = documents.origin[credits_] >= 0
    for credit in credits_[naming].tolist():
        _take_off(net, documents, credit, int(documents.origin[credit]))
    _match_by_amount(net, documents, credits_)
    return net


def _take_off(net: Cents, documents: Documents, credit: int, invoice: int) -> None:
    """Take a credit note off the invoice it names, as far as the invoice goes."""
    if documents.customer[invoice] != documents.customer[credit] or net[invoice] <= 0:
        return
    taken = min(int(net[invoice]), -int(net[credit]))
    net[invoice] -= taken
    net[credit] += taken


def _match_by_amount(net: Cents, documents: Documents, credits_: Sequence[int] | NDArray[np.int64]) -> None:
    """Match the credit notes that name no invoice, the earliest first."""
    waiting = [credit for credit in np.asarray(credits_).tolist() if documents.origin[credit] < 0 and net[credit] < 0]
    if not waiting:
        return
    whole = (net > 0) & (net == documents.cents)
    wanted = np.isin(documents.customer, documents.customer[waiting]) & whole & np.isin(net, -net[waiting])
    invoices: dict[tuple[int, int], list[int]] = {}
    found = np.flatnonzero(wanted)
    for invoice in found[np.argsort(documents.day[found], kind="stable")].tolist():
        invoices.setdefault((int(documents.customer[invoice]), int(net[invoice])), []).append(invoice)
    for credit in waiting:
        same = invoices.get((int(documents.customer[credit]), -int(net[credit])), [])
        earlier = [place for place, invoice in enumerate(same) if documents.day[invoice] <= documents.day[credit]]
        if earlier:
            invoice = same.pop(earlier[-1])
            net[credit], net[invoice] = 0, 0
