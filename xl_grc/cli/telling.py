"""Tells problems to a person: a line for each, the first fifty of a kind and file; the others are counted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TextIO

from xl_grc.errors import Problem
from xl_grc.text import Texts, shown
from xl_grc.text.messages import line, what, with_colons

MOST = 50
"""Lines of one kind for one file."""


class Telling:
    """Writes problems as they come, on standard error unless another stream is given."""

    def __init__(
        self, words: Texts, stream: TextIO | None = None, prefix: Callable[[Problem], str] = lambda problem: ""
    ) -> None:
        self._words = words
        self._stream = stream or sys.stderr
        self._prefix = prefix
        self._told: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], Problem] = {}

    def tell(self, problems: Iterable[Problem]) -> None:
        """A line for each problem, while there are few of its kind."""
        for problem in problems:
            kind = (problem.file, problem.key)
            self._told[kind] += 1
            if self._told[kind] <= MOST:
                self._write(self._prefix(problem), line(problem, self._words))
            elif self._told[kind] == MOST + 1:
                self._last[kind] = problem

    def rest(self) -> None:
        """How many more there were of each kind."""
        for kind, problem in self._last.items():
            count = self._words.say("cli.more_of_a_kind", count=self._told[kind] - MOST)
            self._write(self._prefix(problem), shown(problem.file), count, what(problem, self._words))
        self._told.clear()
        self._last.clear()

    def _write(self, *parts: str) -> None:
        print(with_colons(self._words, *parts), file=self._stream)


def report(problems: Iterable[Problem], words: Texts) -> None:
    """All problems that there are, on standard error."""
    telling = Telling(words)
    telling.tell(problems)
    telling.rest()
