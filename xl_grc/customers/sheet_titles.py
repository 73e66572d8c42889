"""What the title of a sheet says of the lines on it: quotes, orders, payments, purchases; credit notes."""

from __future__ import annotations

from xl_grc.customers.words import words_of
from xl_grc.plan.words import fold, listed, month_numbers

_NO_SALES = ("set_aside", "cancelled", "no_invoices")


def holds_no_sales(title: str) -> bool:
    """Whether a title says that the lines are no sales, but quotes, orders, payments or purchases.

    >>> [holds_no_sales(title) for title in ("Devis 2026", "Règlements clients", "Factures fournisseurs")]
    [True, True, True]
    >>> [holds_no_sales(title) for title in ("Devis et factures", "Devis Dupont", "Achats des clients", "2026")]
    [False, False, False, False]
    """
    words = set(fold(title).split())
    if not words.isdisjoint(words_of("purchases")):
        return words.isdisjoint(words_of("buyers"))
    return words.isdisjoint(words_of("invoices")) and _says(words, *_NO_SALES)


def holds_credits(title: str) -> bool:
    """Whether a title says that the lines are credit notes.

    >>> holds_credits("Avoirs clients 2026"), holds_credits("Factures et avoirs"), holds_credits("Avoirs Dupont")
    (True, False, False)
    """
    words = set(fold(title).split())
    return words.isdisjoint(words_of("invoices")) and _says(words, "credits")


def _says(words: set[str], *lists: str) -> bool:
    """Whether some words are those of lists, beside words that say nothing in titles of sheets."""
    known = {word for name in lists for one in words_of(name) for word in one.split()}
    fillers = (words_of("sheet_fillers") | set(listed("sheet_fillers")) | month_numbers().keys()) - known
    said = {word for word in words - fillers if not word.isdigit()}
    return bool(said) and said <= known
