"""File names from plans: readable, accepted by every system, never two alike."""

from __future__ import annotations

import re
import unicodedata
from string import Formatter

from xl_grc.errors import InputError, Problem
from xl_grc.patterns import compiled_later

DEFAULT_PATTERN = "{company}"
FIELDS = ("company", "reference", "year")
_UNSAFE = compiled_later(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]+'
)
_RESERVED = compiled_later(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
SUFFIX = ".xlsx"
_NUMBER = compiled_later(r" \([0-9]+\)\Z")
_LONGEST = 200
"""Bytes of a name without extension; systems stop at 255, and a number may follow."""


def check_pattern(pattern: str) -> None:
    """Raises InputError for a field that does not exist, or is more than its name."""
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
        fields = [f"{field}{conversion or ''}{layout}" for _, field, layout, conversion in parts]
    except ValueError:
        fields = [pattern]
    unknown = [field for field in fields if field not in FIELDS]
    if unknown:
        raise InputError([Problem.of("bad_name_field", value=unknown[0])])


def safe_stem(name: str) -> str:
    """A file name without extension that every system accepts.

    >>> safe_stem("Durand / Fils: SARL."), safe_stem("con"), safe_stem("  ")
    ('Durand - Fils- SARL', '_con', 'plan')
    """
    # "~$" begins the names of the lock files that spreadsheets put beside an open workbook.
    stem = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).lstrip(" .~").rstrip(" .")
    stem = stem.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").rstrip(" .")
    return f"_{stem}" if _RESERVED.match(stem) else stem or "plan"


class Names:
    """Gives each plan a file name of its own; names that differ only by case or accents' form count as equal.

    What is kept of a name is its hash: a million names take 76 MB.
    """

    def __init__(self, pattern: str = DEFAULT_PATTERN) -> None:
        check_pattern(pattern)
        self._pattern = pattern.removesuffix(SUFFIX)
        self._given: set[int] = set()
        self._reserved: set[str] = set()
        self._numbers: dict[str, int] = {}

    def reserve(self, name: str) -> None:
        """Give a name to nobody: it belongs to a plan of an earlier run."""
        self._reserved.add(_alike(name.removesuffix(SUFFIX)))

    def free(self, name: str) -> None:
        """Take back a reserved name."""
        self._reserved.discard(_alike(name.removesuffix(SUFFIX)))

    def is_given(self, name: str) -> bool:
        """Whether a plan has got a name."""
        return hash(_alike(name.removesuffix(SUFFIX))) in self._given

    def name(self, company: str, reference: str, year: int, own: str = "") -> str:
        """The name of a plan's workbook; `own` is the one that it had, and keeps while its number alone differs.

        >>> names = Names("{company} {year}")
        >>> names.name("Durand", "", 2026), names.name("DURAND", "", 2026)
        ('Durand 2026.xlsx', 'DURAND 2026 (2).xlsx')
        """
        candidate = stem = safe_stem(self._pattern.format(company=company, reference=reference, year=year))
        first = alike = _alike(stem)
        had = own.removesuffix(SUFFIX)
        if own and first in (_alike(had), _alike(_NUMBER.sub("", had))) and self._take(_alike(had)):
            return own
        number = self._numbers.get(first, 1)
        while not self._take(alike):
            number += 1
            candidate = f"{stem} ({number})"
            alike = _alike(candidate)
        if number > 1:
            self._numbers[first] = number
        return candidate + SUFFIX

    def _take(self, alike: str) -> bool:
        """Give a name, when it is neither given nor reserved."""
        if alike in self._reserved or hash(alike) in self._given:
            return False
        self._given.add(hash(alike))
        return True


def _alike(stem: str) -> str:
    """What names have in common that some system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", stem).casefold())
