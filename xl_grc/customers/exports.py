"""Exports known by their headers, and what each of them writes in its own way."""

from __future__ import annotations

from collections.abc import Collection

from xl_grc.customers.headers import ORDER_EXPORT
from xl_grc.records import NamedTuple


class Habits(NamedTuple):
    """How an export writes sales. `totals`: its amounts are totals of documents, told once or on each of their lines;
    `merges`: it shortens names so that two customers may look alike; `utc`: its days end at midnight in Greenwich."""

    totals: bool = False
    merges: bool = False
    utc: bool = False


_KNOWN = (
    (frozenset({ORDER_EXPORT, "lineitem name"}), Habits(totals=True)),
    (frozenset({ORDER_EXPORT, "subtotal"}), Habits(totals=True)),
    (frozenset({"ref facture", "total ht"}), Habits(totals=True)),
    (frozenset({"invoice ref", "total excl tax"}), Habits(totals=True)),
    (frozenset({"nouveau client", "livraison", "client"}), Habits(merges=True)),
    (frozenset({"new client", "delivery", "customer"}), Habits(merges=True)),
    (frozenset({"created date utc"}), Habits(utc=True)),
)
"""Folded headers, and the habits of the export that has them all: Shopify, Dolibarr, PrestaShop, Stripe."""

_LINE_AMOUNTS = frozenset(
    {
        "total ht ligne",
        "montant ht ligne",
        "montant ht de la ligne",
        "total ht de la ligne",
        "total ligne ht",
        "montant ligne ht",
    }
)


def habits_of(headers: Collection[str]) -> Habits:
    """The habits of the export with these folded headers."""
    words = set(headers)
    found = next((habits for marks, habits in _KNOWN if marks <= words), Habits())
    return found._replace(totals=found.totals and words.isdisjoint(_LINE_AMOUNTS))
