"""What an amount says of VAT behind its figures: "100 € HT", "120 € (TTC)", "100 net"."""

from __future__ import annotations

from functools import cache

from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell

UNTAXED = "ht"
TAXED = "ttc"
NET = "net"
"""Without VAT in English, "net à payer" with it in French: it goes with a column unless that says VAT included."""
_AROUND = " \t\u00a0\u202f"


def without_tax(cell: Cell) -> tuple[Cell, str]:
    """An amount without what it says of VAT, and that: UNTAXED, TAXED or NET, "" where it says nothing.

    >>> without_tax("1 200,00 EUR HT"), without_tax("120 € (T.T.C.)"), without_tax("100 net"), without_tax("12 CHF")
    (('1 200,00 EUR', 'ht'), ('120 €', 'ttc'), ('100', 'net'), ('12 CHF', ''))
    """
    if not isinstance(cell, str):
        return cell, ""
    text = cell.rstrip(f"{_AROUND}.)")
    folded = text.casefold()
    ends, said = _marks()
    if not folded.endswith(ends):
        return cell, ""
    mark = next(filter(folded.endswith, ends))
    rest = text[: -len(mark)].rstrip(f"{_AROUND}(")
    is_word = not folded[: -len(mark)][-1:].isalpha()
    return (rest, said[mark]) if rest and is_word else (cell, "")


def tax_said(word: str) -> str:
    """What a folded word says of VAT, "" where it says nothing.

    >>> tax_said("ttc"), tax_said("untaxed"), tax_said("remise")
    ('ttc', 'ht', '')
    """
    return _marks()[1].get(word, "")


@cache
def _marks() -> tuple[tuple[str, ...], dict[str, str]]:
    """The marks, the longest first, and what each says."""
    lists = (
        ("input.untaxed", UNTAXED),
        ("input.taxed", TAXED),
        ("customers.read.untaxed", UNTAXED),
        ("customers.read.taxed", TAXED),
        ("customers.read.net", NET),
    )
    said = {
        mark.casefold().rstrip("."): side
        for name, side in lists
        for language in LANGUAGES
        for mark in texts(language)[name]
    }
    return tuple(sorted(said, key=len, reverse=True)), said
