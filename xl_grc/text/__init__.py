"""Every word a user sees, in French and in English, by stable key.

The words live in `fr.toml` and `en.toml` beside this file; both hold the same keys (a test compares them). Every value
stands on one line and is written as JSON writes it too, so that a command starts without waiting for a whole parser
of TOML (a test compares with one).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")


class Texts(Mapping[str, Any]):
    """The words of one language.

    >>> texts("fr")["columns.Actions.expenses"]
    'Dépenses'
    """

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self._words = dict(words)

    def __getitem__(self, key: str) -> Any:
        return self._words[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def say(self, key: str, **values: object) -> str:
        """The sentence under `key` with the values put in."""
        return str(self._words[key]).format(**values)


def _entries(source: str) -> Iterator[tuple[str, str]]:
    """Key and written value of every line, the key with its table before it."""
    table = ""
    for line in source.splitlines():
        if line.startswith("["):
            table = f"{line[1:-1]}."
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            yield table + key.strip('"'), value


@cache
def texts(language: str) -> Texts:
    """The words of `language` ("fr" or "en")."""
    source = Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8")
    keys, values = zip(*_entries(source), strict=True)
    return Texts(language, dict(zip(keys, json.loads(f"[{','.join(values)}]"), strict=True)))
