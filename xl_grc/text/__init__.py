"""Every word a user sees, in French and in English, by stable key.

The words live in `fr.toml` and `en.toml` beside this file; both hold the same keys (a test compares them).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
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


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


@cache
def texts(language: str) -> Texts:
    """The words of `language` ("fr" or "en")."""
    source = files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Texts(language, dict(_flatten(tomllib.loads(source))))
