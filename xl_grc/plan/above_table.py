"""What stands around a table: the company that a cell names, the unit that a title gives to the amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from xl_grc.errors import Problem
from xl_grc.plan.fields import InputSheet
from xl_grc.plan.headers import meanings
from xl_grc.plan.words import plain
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell, cell_text, is_blank

_NAMED = ("company", "reference")
_LONGEST_TITLE = 1_000


def named_above(rows: Iterable[Sequence[Cell]], sheet: InputSheet) -> dict[str, tuple[str, Cell]]:
    """The company and the reference that rows above a table name, each with its label: "Entreprise : Durand", or the
    name in the cell behind.

    >>> from xl_grc.plan.fields import ACTIONS
    >>> named_above([["Plan 2026"], ["Entreprise : Durand"], ["SIRET", None, "812 345"]], ACTIONS)
    {'company': ('Entreprise', 'Durand'), 'reference': ('SIRET', '812 345')}
    """
    found: dict[str, tuple[str, Cell]] = {}
    for row in rows:
        filled = [cell for cell in row if not is_blank(cell)]
        for place, cell in enumerate(filled):
            words, _, behind = (part.strip() for part in cell_text(cell).partition(":"))
            value = behind or next(iter(filled[place + 1 :]), None)
            names = [field.name for field in meanings(words, sheet)]
            if len(names) == 1 and names[0] in _NAMED and not is_blank(value):
                found.setdefault(names[0], (words, value))
    return found


@cache
def _scales() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """The ways to say that amounts are in thousands or millions; a bare "k" or "milliers" says too little."""
    currencies = [plain(word) for language in LANGUAGES for word in texts(language)["input.currencies"]]
    found = []
    for exponent, name in ((3, "thousands"), (6, "millions")):
        words = {plain(word) for language in LANGUAGES for word in texts(language)[f"input.{name}"]}
        full = [word for word in words if " " in word or any(currency in word for currency in currencies)]
        found.append((exponent, re.compile("|".join(map(re.escape, sorted(full, key=len, reverse=True))))))
    return tuple(found)


def exponent_said(text: str) -> int:
    """3 when a title says that amounts are in thousands, 6 for millions, else 0. An amount in it says nothing.

    >>> exponent_said("Plan 2026 (montants en k€)"), exponent_said("Objectif : 200 k€"), exponent_said("en M€")
    (3, 0, 6)
    """
    written = plain(text[:_LONGEST_TITLE])
    for exponent, pattern in _scales():
        for match in pattern.finditer(written):
            before, after = written[: match.start()].rstrip(), written[match.end() : match.end() + 1]
            if (
                not before[-1:].isdigit()
                and not written[match.start() - 1 : match.start()].isalpha()
                and not after.isalnum()
            ):
                return exponent
    return 0


def thousands_in_titles(titles: Iterable[str]) -> Problem | None:
    """The problem of amounts that a title alone says to be in thousands or millions: who reads it must ask.

    >>> thousands_in_titles(["Ventes 2026", "en k€"]).value, thousands_in_titles(["Ventes 2026"])
    ('en k€', None)
    """
    said = next((title for title in titles if exponent_said(title)), None)
    if said is None:
        return None
    return Problem.of("thousands_in_title", amounts="k€" if exponent_said(said) == 3 else "M€")._replace(value=said)
