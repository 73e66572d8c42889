"""Words as people write them: compared without case, accents and punctuation, in both languages."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse

from xl_grc.patterns import compiled_later
from xl_grc.text import LANGUAGES, texts

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_TOKEN = compiled_later(r"[0-9a-z%]+")


def plain(text: str) -> str:
    """A text without case and accents, its punctuation kept.

    >>> plain("Févr. - AOÛT")
    'fevr. - aout'
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    return "".join(filterfalse(unicodedata.combining, letters))


def fold(text: str) -> str:
    """The words of a text, without case, accents and punctuation; a percent sign is a word.

    >>> fold(" Dépenses (€) "), fold("N°"), fold("Marge%")
    ('depenses', 'n', 'marge %')
    """
    return " ".join(_TOKEN.findall(plain(text).replace("%", " % ")))


def identity(text: str) -> str:
    """What makes two names the same: neither case, outer spaces nor Unicode form count; accents do.

    >>> identity(" Société ") == identity("SOCIÉTÉ")
    True
    """
    if text.isascii():
        return text.strip().lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.strip()).casefold())


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of the list `name` of the input section, of both languages, folded."""
    return tuple(fold(word) for language in LANGUAGES for word in texts(language)[f"input.{name}"])


@lru_cache(4096)
def is_no_action(label: str) -> bool:
    """Whether a label says that something belongs to no action.

    >>> is_no_action("Hors action"), is_no_action("2 - Salon")
    (True, False)
    """
    return fold(label) in listed("no_action")


@cache
def synonyms(section: str) -> dict[str, str]:
    """Folded word -> key, for a section of the input words (measures, statuses, horizons).

    >>> synonyms("statuses")["terminee"]
    'done'
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for name, words in texts(language).table(f"input.{section}").items():
            found.update(dict.fromkeys([fold(name), *map(fold, words)], name))
    return found


@cache
def month_numbers() -> dict[str, int]:
    """Folded name or abbreviation of a month -> 1 to 12.

    >>> month_numbers()["fevr"], month_numbers()["july"]
    (2, 7)
    """
    names = (texts(language)["input.months"] for language in LANGUAGES)
    return {fold(word): number for months in names for number, words in enumerate(months, 1) for word in words}
