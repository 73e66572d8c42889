"""Errors of xl_grc.

The tree is short on purpose; a subclass exists only where a caller acts differently:

    Error
    ├── CellError      a cell would show an error: #DIV/0!, #NUM!, #VALUE!, #N/A
    ├── InputError     something given by the user cannot be used; carries every Problem found
    └── MissingEntry   our own sources lack something; the message names the file and the key to add

Words are chosen at the edge: a `Problem` holds a key of the text files and the values to put in,
and becomes one line in the user's language when it is shown.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from typing import TypeVar

from xl_grc.records import NamedTuple

K = TypeVar("K")
V = TypeVar("V")


class Error(Exception):
    """Any error that xl_grc raises on purpose."""


class CellError(Error):
    """What a cell would show instead of a value.

    >>> CellError("#DIV/0!").token
    '#DIV/0!'
    """

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token


class Problem(NamedTuple):
    """One thing wrong in what a user gave: where, what (a key of the text files) and the values."""

    key: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    values: tuple[tuple[str, object], ...] = ()
    cell: str = ""

    @classmethod
    def of(cls, key: str, **values: object) -> Problem:
        """A problem without a place yet.

        >>> Problem.of("action_missing").key
        'action_missing'
        """
        return cls(key, values=tuple(sorted(values.items())))


def reason(error: OSError) -> str:
    """Why the system refused: the symbol of its number, which has words in the text files when it is a usual one.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'ENOENT'
    """
    return errno.errorcode.get(error.errno or 0) or error.strerror or type(error).__name__


def unexpected(error: Exception) -> Problem:
    """The problem of a file that a defect of ours kept from being read.

    >>> unexpected(ZeroDivisionError("division by zero")).values
    (('what', 'ZeroDivisionError: division by zero'),)
    """
    return Problem.of("unexpected_in_file", what=f"{type(error).__name__}: {error}")


class InputError(Error):
    """One or more problems in what the user gave; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.key for problem in problems))
        self.problems = tuple(problems)


class MissingEntry(Error):
    """A word, a column or a place that something refers to is not in the sources. No KeyError, which has callers."""


class KnownEntries(dict[K, V]):
    """A table of the sources; what it lacks is told with `where` it belongs.

    >>> KnownEntries("WIDTHS in layout.py", {"action": 38})["owner"]
    Traceback (most recent call last):
    xl_grc.errors.MissingEntry: WIDTHS in layout.py: 'owner' is missing
    """

    def __init__(self, where: str, entries: Mapping[K, V]) -> None:
        super().__init__(entries)
        self._where = where

    def __missing__(self, key: K) -> V:
        raise MissingEntry(f"{self._where}: {key!r} is missing")
