"""Protected sheets, opened for the moment and protected again as they were."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.records import NamedTuple

_NO_PASSWORD = ""
_ALLOWED = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)
"""What users may do on a protected sheet all the same: members of Excel's Protection, in the order of Protect."""


class _Protection(NamedTuple):
    """A sheet's own object in Excel, and how it was protected."""

    native: Any
    arguments: tuple[bool, ...]
    selection: int

    def restore(self) -> None:
        self.native.EnableSelection = self.selection
        self.native.Protect(_NO_PASSWORD, *self.arguments)


@contextlib.contextmanager
def unprotected(book: Any, titles: Iterable[str]) -> Iterator[None]:
    """Open sheets that are protected without a password. Raises InputError when another is among them."""
    opened = []
    try:
        for title in sorted(titles):
            native = book.sheets[title].api
            if getattr(native, "ProtectContents", False) is not True:
                continue
            before = _protection(native)
            with contextlib.suppress(Exception):
                native.Unprotect(_NO_PASSWORD)
            if native.ProtectContents:
                raise InputError([Problem("live_protected", book.name, title)])
            opened.append(before)
        yield
    finally:
        for one in opened:
            one.restore()


def _protection(native: Any) -> _Protection:
    """How a sheet is protected, in the order of Protect: what of it, whether macros are let through, what users may."""
    allowed = (bool(getattr(native.Protection, name)) for name in _ALLOWED)
    kinds = (native.ProtectDrawingObjects, native.ProtectContents, native.ProtectScenarios, native.ProtectionMode)
    return _Protection(native, (*map(bool, kinds), *allowed), native.EnableSelection)
