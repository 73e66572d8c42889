"""Counts what xlwings asks of a spreadsheet: over COM each of these calls is a round trip of about a millisecond.

    with counted_calls(book) as calls:
        ribbon.run(calls.book, "check", words)
    calls.count

A call is an attribute read, an attribute set, a method called, or a step of an iteration, on an object below xlwings.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.hosts.xlwings_libreoffice import Native, Nothing

_BELOW = (
    *(one for one in vars(base_classes).values() if isinstance(one, type) and one.__module__ == base_classes.__name__),
    Native,
    Nothing,
    SimpleNamespace,
)


class Calls:
    """A workbook whose calls are counted."""

    def __init__(self, book: xw.Book) -> None:
        self.count = 0
        self.made: list[str] = []
        self.book = xw.Book(impl=_Counted(book.impl, self))

    def add(self, name: str) -> None:
        """Count a call."""
        self.count += 1
        self.made.append(name)


class _Counted:
    """An object below xlwings, and all that it hands out."""

    def __init__(self, inner: Any, calls: Calls) -> None:
        object.__setattr__(self, "_inner", inner)
        object.__setattr__(self, "_calls", calls)

    def _told(self, name: str) -> None:
        self._calls.add(f"{type(self._inner).__name__}.{name}")

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if callable(found) and not isinstance(found, _BELOW):
            return lambda *given, **named: self._called(name, found, given, named)
        self._told(name)
        return _wrapped(found, self._calls)

    def _called(self, name: str, method: Any, given: Any, named: Any) -> Any:
        self._told(f"{name}()")
        return _wrapped(method(*map(_bare, given), **{key: _bare(one) for key, one in named.items()}), self._calls)

    def __setattr__(self, name: str, value: Any) -> None:
        self._told(f"{name}=")
        setattr(self._inner, name, value)

    def __call__(self, *given: Any) -> Any:
        return self._called("()", self._inner, given, {})

    def __iter__(self) -> Iterator[Any]:
        for one in self._inner:
            self._told("next")
            yield _wrapped(one, self._calls)

    def __len__(self) -> int:
        self._told("len")
        return len(self._inner)

    def __contains__(self, key: Any) -> bool:
        self._told("in")
        return key in self._inner

    def __bool__(self) -> bool:
        return True


def _wrapped(found: Any, calls: Calls) -> Any:
    return _Counted(found, calls) if isinstance(found, _BELOW) else found


def _bare(given: Any) -> Any:
    return given._inner if isinstance(given, _Counted) else given
