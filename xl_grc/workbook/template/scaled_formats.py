"""Number formats of ours that came back with a comma that scales.

LibreOffice in French saves the space of `#,##0 "€"`, which stands in no quotes, as a comma, and 21 000 € shows as 21€.
Ours quote it now; workbooks from before come back.
"""

from __future__ import annotations

from functools import cache, lru_cache

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.parts import number_formats
from xl_grc.patterns import compiled_later
from xl_grc.tables.kind import WorkbookKind
from xl_grc.workbook.template.templates import shipped_template

_KEPT = 512
_SCALED = compiled_later(r'(?<=[0#]),(?:\\(.)|"([^"]+)")')
"""A comma behind the digits, which shows a thousandth of a number, and the text right behind it."""


def lost_spaces(kind: WorkbookKind, language: str, book: Book) -> dict[str, str]:
    """Those of a workbook, each with the one of the template that it was."""
    part = book.part_of_kind("styles")
    before = _with_spaces(book.archive.xml(part)) if part else {}
    return {code: own for code, own in before.items() if own in _own_formats(kind, language)}


@lru_cache(_KEPT)
def _with_spaces(xml: bytes) -> dict[str, str]:
    """The number formats of styles that scale, each with a space in place of the comma."""
    return {code: _SCALED.sub(r'" \1\2"', code) for code in number_formats(xml) if _SCALED.search(code)}


@cache
def _own_formats(kind: WorkbookKind, language: str) -> frozenset[str]:
    path = shipped_template(kind, language)
    book = Book(path.read_bytes(), path.name)
    return frozenset(number_formats(book.archive.xml(book.part_of_kind("styles"))))
