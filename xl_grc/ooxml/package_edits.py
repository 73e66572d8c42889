"""The package of a workbook with some changed parts and properties."""

from __future__ import annotations

from collections.abc import Mapping

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.package_editor import PackageEditor


def rewritten(book: Book, changed: Mapping[str, bytes], properties: Mapping[str, str]) -> bytes:
    """The package with changed parts; every other part keeps its bytes."""
    editor = PackageEditor(book)
    for part, xml in changed.items():
        editor.put(part, xml.decode())
    if properties:
        editor.set_properties(properties)
    return editor.content()
