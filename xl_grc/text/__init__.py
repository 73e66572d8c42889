"""Every word a user sees, in French and in English, by stable key.

The words live in a folder for each language, a file for each reader: `workbook` (the plan), `input` (headers of
tables), `commands` (the command line and its problems), `functions`, `addin`, `customers`. All folders hold the same
keys (a test compares them). Every value stands on one line and is written as JSON writes it too, and a table is read
when one of its words is asked for, so that a command starts without waiting for a whole parser of TOML (a test compares
with one).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from xl_grc.errors import MissingEntry

LANGUAGES = ("fr", "en")
"""Every language; the first is that of whoever speaks none of them."""


class Texts(Mapping[str, Any]):
    """The words of one language. A key that it lacks raises MissingEntry, which names the file and the key to add.

    >>> texts("fr")["columns.Actions.expenses"]
    'Dépenses'
    """

    def __init__(self, language: str, words: Mapping[str, Any], unread: Mapping[str, str] = {}) -> None:
        """`unread` are the tables of other words, by name, as they are written."""
        self.language = language
        self._words = dict(words)
        self._unread = dict(unread)

    def __getitem__(self, key: str) -> Any:
        try:
            return self._words[key]
        except KeyError:
            if key in self:  # it was not read until now
                return self._words[key]
            raise MissingEntry(f"{_home(self.language, key)}: {key!r} is missing") from None

    def __contains__(self, key: object) -> bool:
        if key not in self._words:
            self._read(str(key).rpartition(".")[0])
        return key in self._words

    def get(self, key: str, default: Any = None) -> Any:
        """The word under `key`, or the default."""
        return self._words[key] if key in self else default

    def __iter__(self) -> Iterator[str]:
        for table in list(self._unread):
            self._read(table)
        return iter(self._words)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, table: str) -> None:
        if table in self._unread:
            self._words.update(_words_of(table, self._unread[table]))
            self._unread.pop(table, None)  # another thread may have been as quick

    def table(self, name: str) -> dict[str, Any]:
        """The words of a table and of those inside it, by their names in it.

        >>> texts("en").table("statuses")["to_do"]
        'To do'
        """
        start = f"{name}."
        for table in [table for table in self._unread if f"{table}.".startswith(start)]:
            self._read(table)
        return {key.removeprefix(start): word for key, word in self._words.items() if key.startswith(start)}

    def say(self, key: str, **values: object) -> str:
        """The sentence under `key` with the values put in; a path is shown harmless."""
        harmless = {name: shown(value) if isinstance(value, Path) else value for name, value in values.items()}
        return str(self[key]).format(**harmless)

    def number(self, english: str) -> str:
        """A number in English writing as the language writes it.

        >>> texts("fr").number("-1,234.5"), texts("en").number("-1,234.5")
        ('-1\u202f234,5', '-1,234.5')
        """
        return english.translate({ord(","): self["formats.thousands"], ord("."): self["formats.decimal"]})

    def day(self, day: date) -> str:
        """A day in figures.

        >>> texts("fr").day(date(2026, 5, 4)), texts("en").day(date(2026, 5, 4))
        ('04/05/2026', '2026-05-04')
        """
        return format(day, self["formats.day"])

    def shown_day(self, day: date) -> str:
        """A day as the cells of a workbook show it.

        >>> texts("fr").shown_day(date(2026, 5, 4)), texts("en").shown_day(date(2026, 5, 4))
        ('04/05/2026', '4 May 2026')
        """
        parts = {
            "dd": f"{day.day:02}",
            "d": f"{day.day}",
            "mmm": self["months"][day.month - 1][:3],
            "mm": f"{day.month:02}",
            "yyyy": f"{day.year}",
        }
        return re.sub(r"d+|m+|y+", lambda found: str(parts[found[0]]), self["formats.date"])


def _sources(language: str) -> list[Path]:
    return sorted(Path(__file__).with_name(language).glob("*.toml"))


def _home(language: str, key: str) -> Path:
    """The file in which a word is missing: the one that holds most of the tables around it."""
    parts = key.split(".")

    def nearness(source: Path) -> int:
        held = source.read_text(encoding="utf-8")
        return max(depth for depth in range(len(parts)) if not depth or f"[{'.'.join(parts[:depth])}" in held)

    return max(_sources(language), key=nearness)


def _tables(source: str) -> Iterator[tuple[str, str]]:
    """Name and lines of every table of a file; what stands before the first one is a table without a name."""
    first, *others = f"\n{source}".split("\n[")
    yield "", first
    for table in others:
        name, _, lines = table.partition("]\n")
        yield name, lines


def _words_of(table: str, written: str) -> dict[str, Any]:
    """The words of a table, by their keys."""
    lines = [line.partition(" = ") for line in written.splitlines() if line and not line.startswith("#")]
    values = json.loads(f"[{','.join(value for _, _, value in lines)}]")
    start = table and f"{table}."
    return {start + key.strip('"'): value for (key, _, _), value in zip(lines, values, strict=True)}


@cache
def texts(language: str) -> Texts:
    """The words of `language`, one of LANGUAGES. Raises MissingEntry when its folder is missing."""
    sources = _sources(language)
    if not sources:
        raise MissingEntry(f"{Path(__file__).with_name(language)} is missing: the language {language!r} has no words")
    tables: dict[str, str] = {}
    for source in sources:
        for name, lines in _tables(source.read_text(encoding="utf-8")):
            tables[name] = f"{tables.get(name, '')}{lines}\n"
    return Texts(language, {}, tables)


def shown(value: object) -> str:
    r"""A path or another text as a line may show it: nothing in it steers the terminal or turns the line round.

    >>> shown("plan\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}xslx.exe")
    'plan\\x1b[31m\\u202exslx.exe'
    """
    text = str(value)
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(letter: str) -> str:
    """A letter as a line shows it; any space or end of a line as a space."""
    if letter.isprintable() or letter.isspace():
        return letter if letter.isprintable() else " "
    return f"\\x{ord(letter):02x}" if ord(letter) < 256 else f"\\u{ord(letter):04x}"
