"""What the headers of a sheet of input mean.

The words are in both text files: `[input.headers]`, and the headers of our own workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from xl_grc.plan.fields import Field, InputSheet
from xl_grc.plan.words import fold, identity, listed, month_numbers, plain
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES, Texts, texts
from xl_grc.values import Cell, cell_text


class MonthHeader(NamedTuple):
    """The month of a column, and its year when the header says it."""

    month: int
    year: int | None = None


def _words(field: Field, tables: Sequence[str]) -> set[str]:
    """The folded headers of one field."""
    keys = [f"columns.{table}.{field.name}" for table in tables] + [f"named.{field.named_cell}"]
    found = {fold(field.name)}
    for language in LANGUAGES:
        words = texts(language)
        found.update(map(fold, words[f"input.headers.{field.name}"]))
        found.update(fold(words[key]) for key in keys if key in words)
    return found


@cache
def headers(sheet: InputSheet) -> Mapping[str, tuple[Field, ...]]:
    """Folded header -> the fields it may mean: most often one; "cible" is a target or an audience.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> [field.name for field in headers(ACTIONS)["cible"]]
    ['target', 'audience']
    """
    found: dict[str, tuple[Field, ...]] = {}
    for field in sheet.fields:
        for word in _words(field, sheet.tables):
            found[word] = (*found.get(word, ()), field)
    return found


@cache
def unit_words() -> frozenset[str]:
    """The words behind a header that change nothing of its meaning: currencies, taxes, thousands, "prévu"."""
    lists = ("header_units", "taxed", "thousands", "millions", "planned")
    return frozenset(word for name in lists for words in listed(name) for word in words.split())


@cache
def actual_words() -> frozenset[str]:
    """The words of what was spent or sold, which no plan holds."""
    return frozenset(listed("actual"))


def given_field(header: Cell, sheet: InputSheet) -> Field | None:
    """The field that the user said a header means."""
    text = identity(cell_text(header))
    name = next((name for written, name in sheet.given if identity(written) == text), None)
    return next((field for field in sheet.fields if field.name == name), None)


def meanings(header: Cell, sheet: InputSheet) -> tuple[Field, ...]:
    """The fields that a header may mean; a unit behind it says nothing more.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> [field.name for field in meanings("Dépenses HT (k€)", ACTIONS)]
    ['expenses']
    >>> meanings("Dépenses réalisées", ACTIONS)
    ()
    """
    if sheet.given and (given := given_field(header, sheet)):
        return (given,)
    words = fold(cell_text(header)).split()
    known = headers(sheet)
    while words:
        if found := known.get(" ".join(words)):
            return found
        if words.pop() not in unit_words():
            break
    return ()


def spoken_names(sheet: InputSheet, words: Texts) -> dict[str, str]:
    """The fields of a sheet, each with the name that a user of a language says it by: its first header that means
    nothing else.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> names = spoken_names(ACTIONS, texts("fr"))
    >>> names["margin_rate"], names["due"]
    ('taux de marge', "échéance de l'objectif")
    """
    return {
        field.name: next(
            (word for word in words[f"input.headers.{field.name}"] if meanings(word, sheet) == (field,)), field.name
        )
        for field in sheet.fields
    }


def said_behind(header: Cell, sheet: InputSheet) -> frozenset[str]:
    """The words behind the meaning of a header: currencies, taxes, thousands.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> sorted(said_behind("Dépenses HT (k€)", ACTIONS))
    ['ht', 'k']
    """
    words = fold(cell_text(header)).split()
    known = headers(sheet)
    unknown = 1 if month_header(header) else len(words)
    last = next((last for last in range(len(words), 0, -1) if " ".join(words[:last]) in known), unknown)
    return frozenset(words[last:])


def header_exponent(header: Cell, sheet: InputSheet) -> int:
    """3 when the amounts below a header are in thousands, 6 in millions; else what the user said of the sheet, unless
    the header names a currency.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> header_exponent("Budget (k€)", ACTIONS), header_exponent("Budget en milliers d'euros", ACTIONS)
    (3, 3)
    """
    said = exponent_of(said_behind(header, sheet))
    return said or (0 if names_a_unit(header) else sheet.exponent or 0)


def exponent_of(words: Iterable[str]) -> int:
    """3 when folded words beside an amount or a header say thousands, 6 when they say millions, else 0.

    >>> exponent_of(["ht", "k"]), exponent_of(["milliers", "d"]), exponent_of(["ht"])
    (3, 3, 0)
    """
    said = set(words)
    return next((exponent for exponent, name in ((3, "thousands"), (6, "millions")) if said & set(listed(name))), 0)


def includes_tax(header: Cell, sheet: InputSheet) -> bool:
    """Whether a header says that its amounts include VAT.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> includes_tax("Budget TTC (k€)", ACTIONS), includes_tax("Cost incl. VAT", ACTIONS), includes_tax("HT", ACTIONS)
    (True, True, False)
    """
    words, behind = f" {fold(cell_text(header))} ", said_behind(header, sheet)
    return any(set(taxed.split()) <= behind and f" {taxed} " in words for taxed in listed("taxed"))


@cache
def _currencies() -> tuple[frozenset[str], frozenset[str]]:
    """The words and the signs of currencies."""
    every = {plain(word) for language in LANGUAGES for word in texts(language)["input.currencies"]}
    return frozenset(word for word in every if word.isalpha()), frozenset(sign for sign in every if not sign.isalpha())


def names_a_unit(header: Cell) -> bool:
    """Whether a header names a currency.

    >>> names_a_unit("Budget (€)"), names_a_unit("Coût EUR"), names_a_unit("Valeur visée")
    (True, True, False)
    """
    words, signs = _currencies()
    text = plain(cell_text(header))
    return not words.isdisjoint(fold(text).split()) or any(sign in text for sign in signs)


def month_header(header: Cell) -> MonthHeader | None:
    """The month that a header names: "Janvier", "janv-27", "mars 2027", "03/2027", the first day of a month.

    >>> month_header("Févr. 2027"), month_header("sept-26"), month_header(date(2026, 3, 1)), month_header("Mois")
    (MonthHeader(month=2, year=2027), MonthHeader(month=9, year=2026), MonthHeader(month=3, year=2026), None)
    """
    if isinstance(header, date):
        return MonthHeader(header.month, header.year) if header.day == 1 else None
    words = fold(cell_text(header)).split()
    while len(words) > 1 and words[-1] in unit_words():
        words.pop()
    if not 1 <= len(words) <= 3:
        return None
    month = month_numbers().get(words[0])
    match words:
        case _ if month is None:
            return _numbered_month(words)
        case [_]:
            return MonthHeader(month)
        case [_, year] if year.isdigit() and len(year) in (2, 4):
            return MonthHeader(month, int(year) % 100 + 2000 if len(year) == 2 else int(year))
    return None


def _numbered_month(words: Sequence[str]) -> MonthHeader | None:
    """The month of "03/2027", "2027-03" or "2027-03-01"."""
    if not all(word.isdigit() for word in words):
        return None
    match words:
        case [month, year] if len(year) == 4:
            pass
        case [year, month] | [year, month, "01"] if len(year) == 4:
            pass
        case _:
            return None
    return MonthHeader(int(month), int(year)) if 1 <= int(month) <= 12 and len(month) < 3 else None


def may_name_actions(header: Cell, sheet: InputSheet) -> bool:
    """Whether a header ("Nom", "Objet") is that of the actions where no other one is."""
    return "objective" in {field.name for field in sheet.fields} and fold(cell_text(header)) in listed("weak_action")
