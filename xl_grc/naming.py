"""File names from plans: readable, accepted by every system, never two alike."""

from __future__ import annotations

import re
import unicodedata
from string import Formatter

from xl_grc.errors import InputError, Problem
from xl_grc.plan.model import Plan

DEFAULT_PATTERN = "{company}"
FIELDS = ("company", "reference", "year")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST = 200
"""Bytes of a name without extension; systems stop at 255, and a number may follow."""


def check_pattern(pattern: str) -> None:
    """Raises InputError for a field that does not exist."""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(pattern) if field is not None]
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
    stem = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(" .")
    stem = stem.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"_{stem}" if _RESERVED.match(stem) else stem or "plan"


class Names:
    """Gives each plan a file name of its own; names that differ only by case or accents' form count as equal."""

    def __init__(self, pattern: str = DEFAULT_PATTERN) -> None:
        check_pattern(pattern)
        self._pattern = pattern
        self._taken: set[str] = set()

    def name(self, plan: Plan) -> str:
        """The name of the plan's workbook.

        >>> from datetime import date
        >>> names = Names("{company} {year}")
        >>> names.name(Plan("Durand", date(2026, 1, 1))), names.name(Plan("DURAND", date(2026, 1, 1)))
        ('Durand 2026.xlsx', 'DURAND 2026 (2).xlsx')
        """
        stem = safe_stem(self._pattern.format(company=plan.company, reference=plan.reference, year=plan.start.year))
        candidate, number = stem, 1
        while (key := unicodedata.normalize("NFKC", candidate).casefold()) in self._taken:
            number += 1
            candidate = f"{stem} ({number})"
        self._taken.add(key)
        return f"{candidate}.xlsx"
