"""Words of sales exports: states, kinds of documents, totals, customers who are nobody; a name in several spellings."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters, digits

from xl_grc.patterns import compiled_later
from xl_grc.plan.words import fold, listed, month_numbers, plain
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text

_GROUP = compiled_later(r".*\([0-9]+\)\s*", re.DOTALL)
_LONGEST_UNNAMED = 20
_BEGINNING = 40
_CREDIT_LETTERS = frozenset("aAcCnN")
_WORD = compiled_later(r"\w+")


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list of both text files, folded."""
    return frozenset(fold(word) for language in LANGUAGES for word in texts(language)[f"customers.read.{name}"])


def says(cell: Cell, name: str) -> bool:
    """Whether a cell is one of the words or sentences of a list, or holds one of its single words.

    >>> says("Annulée le 3 mai", "set_aside"), says("Note de crédit", "credits"), says("Payée", "set_aside")
    (True, True, False)
    >>> says(381, "credits"), says(None, "credits")
    (True, False)
    """
    return is_one_of(cell, name) or not words_of(name).isdisjoint(fold(cell_text(cell)).split())


def is_one_of(cell: Cell, name: str) -> bool:
    """Whether a cell is one of the words or sentences of a list, and nothing more.

    >>> is_one_of("AVOIR", "credit_states"), is_one_of("Avoir émis", "credit_states")
    (True, False)
    """
    return fold(cell_text(cell)) in words_of(name)


def begins_as_credit(cell: Cell) -> bool:
    """Whether a label, or the number of a document, begins as that of a credit note.

    >>> begins_as_credit("Avoir sur F12"), begins_as_credit("AV-0012"), begins_as_credit("Avocats 12")
    (True, True, False)
    """
    if not isinstance(cell, str) or cell.lstrip()[:1] not in _CREDIT_LETTERS:
        return False
    words = fold(cell[:_BEGINNING]).split()
    if " ".join(words[:2]) in words_of("credit_states") or not words_of("credit_states").isdisjoint(words[:1]):
        return True
    letters = words[0].rstrip("0123456789") if words else ""
    return letters in words_of("credit_numbers") and any(map(str.isdigit, "".join(words[:2])))


def is_total(cell: Cell) -> bool:
    """Whether a cell names a total; a line without a day that holds one is a total.

    >>> is_total("TOTAL GÉNÉRAL"), is_total("Sous-total client 12"), is_total("Totalement")
    (True, True, False)
    """
    if not isinstance(cell, str):
        return False
    first = cell[:_FIRST_LETTERS].lower()
    if first.isascii() and first[:1].isalnum() and not first.startswith(_first_letters()):
        return False  # as nearly all, said quickly
    folded = fold(cell)
    return any(folded == word or folded.startswith(f"{word} ") for word in words_of("totals"))


_FIRST_LETTERS = 3


@cache
def _first_letters() -> tuple[str, ...]:
    return tuple(word[:_FIRST_LETTERS] for word in words_of("totals"))


@cache
def beginnings(*lists: str) -> bytes:
    """The first bytes of texts that may begin with a word of some lists: its letter, or no letter or digit of English.

    >>> b"T"[0] in beginnings("totals"), b"*"[0] in beginnings("totals"), b"7"[0] in beginnings("totals")
    (True, True, False)
    """
    letters = {word[:1] for name in lists for word in words_of(name)}
    others = set(map(chr, range(256))) - set(ascii_letters + digits)
    return bytes(byte for byte in range(256) if chr(byte) in others or chr(byte).lower() in letters)


def totalled(cell: Cell) -> str:
    """Whose total a cell names, folded as names are; "" where it names none, or nobody.

    >>> totalled("Sous-total client DURAND"), totalled("Total"), totalled("Durand")
    ('durand', '', '')
    """
    if not is_total(cell):
        return ""
    said = {word for name in words_of("totals") for word in name.split()} | words_of("anonymous_fillers")
    words = [word for word in fold(cell_text(cell)).split() if word not in said]
    return folded_name(" ".join(words)) if words else ""


def totals_a_period(cell: Cell) -> bool:
    """Whether a cell names a total of all, or of a time, and nothing else.

    >>> totals_a_period("Total janvier 2026"), totals_a_period("TOTAL"), totals_a_period("Total Energies")
    (True, False, False)
    """
    if not is_total(cell):
        return False
    said = set(fold(cell_text(cell)).split()) - words_of("totals")
    known = words_of("sheet_fillers") | month_numbers().keys() | set(listed("sheet_fillers"))
    return bool(said) and all(word.isdigit() or word in known for word in said)


def is_group(cell: Cell) -> bool:
    """Whether a cell heads a group of lines, as Odoo writes one: "Durand (12)"."""
    return isinstance(cell, str) and cell.rstrip().endswith(")") and _GROUP.fullmatch(cell) is not None


def is_nobody(cell: Cell) -> bool:
    """Whether a customer is nobody: "Client comptoir", "Ventes au comptant", "Guest".

    >>> is_nobody("Client de passage"), is_nobody("CLIENTS DIVERS"), is_nobody("Divers Bois SARL")
    (True, True, False)
    """
    if not isinstance(cell, str) or _begins_otherwise(cell, "nobody"):
        return False
    words = fold(cell).split()
    said = [word for word in words if word not in words_of("anonymous_fillers")]
    return bool(words) and (not said or " ".join(said) in words_of("anonymous"))


def is_unnamed(cell: Cell) -> bool:
    """Whether a text stands where no name is known: "-", "N/A", "inconnu".

    >>> is_unnamed("--"), is_unnamed("n/a"), is_unnamed("Inconnu"), is_unnamed("NA Conseil"), is_unnamed("")
    (True, True, True, False, False)
    """
    if not isinstance(cell, str) or len(cell) > _LONGEST_UNNAMED or _begins_otherwise(cell, "unnamed"):
        return False
    if not cell.strip():
        return False
    return not any(map(str.isalnum, cell)) or fold(cell) in words_of("unnamed")


_LISTS = {"nobody": ("anonymous_fillers", "anonymous"), "unnamed": ("unnamed",)}


@cache
def _words_within(lists: str) -> frozenset[str]:
    """Every word of some lists."""
    return frozenset(word for name in _LISTS[lists] for words in words_of(name) for word in words.split())


def _begins_otherwise(name: str, lists: str) -> bool:
    """Whether a name is plainly not in some lists, as nearly all: it ends with a number, or begins with a word of plain
    letters that none of them has."""
    if name[-1:].isdigit():
        return True
    first = name.split(" ", 1)[0].lower()
    return first.isascii() and first.isalpha() and first not in _words_within(lists)


def folded_name(name: str) -> str:
    """What the spellings of one name share: neither case, accents, punctuation nor legal forms count.

    >>> folded_name("MARTIN & FILS S.A.R.L.") == folded_name("Martin et Fils")
    True
    >>> folded_name("SARL"), folded_name("Петров")
    ('sarl', 'петров')
    """
    words = _WORD.findall(plain(name).replace("&", " et ").replace(".", ""))
    kept = [word for word in words if word not in words_of("legal_forms") and word not in words_of("joining_words")]
    return " ".join(kept or words) or cell_text(name).strip().casefold()
