"""What kind of workbook a package says that it is, by the content type of its main part; its name must agree."""

from __future__ import annotations

import os

from xl_grc.ooxml.book import CONTENT_TYPES, Book, reading
from xl_grc.ooxml.markup import Element, Markup

_OPEN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MICROSOFT = "application/vnd.ms-excel"
MAIN_TYPES = {
    ".xlsx": f"{_OPEN}.sheet.main+xml",
    ".xltx": f"{_OPEN}.template.main+xml",
    ".xlsm": f"{_MICROSOFT}.sheet.macroEnabled.main+xml",
    ".xltm": f"{_MICROSOFT}.template.macroEnabled.main+xml",
    ".xlam": f"{_MICROSOFT}.addin.macroEnabled.main+xml",
}
"""The content type of the main part, by the end of the file's name. Excel opens no file in which they differ."""


def main_type(book: Book) -> str:
    """The content type of the main part; "" when there is none. Raises InputError when the list cannot be read."""
    with reading(book.file):
        found = _entry(book, Markup(book.archive.xml(CONTENT_TYPES)))
    return found.get("ContentType") if found is not None else ""


def disagrees(book: Book) -> bool:
    """Whether a file is named as a kind of workbook that it does not say to be; Excel refuses to open it."""
    named = MAIN_TYPES.get(os.path.splitext(book.file)[1].lower())  # noqa: PTH122  # a name, perhaps of no file
    said = main_type(book)
    return named is not None and said in MAIN_TYPES.values() and said != named


def with_main_type(book: Book, content_type: str) -> bytes:
    """The list of content types with another one for the main part."""
    types = Markup(book.archive.xml(CONTENT_TYPES))
    found = _entry(book, types)
    if found is not None:
        types.set(found, "ContentType", content_type)
    return types.xml()


def _entry(book: Book, types: Markup) -> Element | None:
    """What says the type of the main part: an entry of its own, or one for all parts whose names end so."""
    by_part = {one.get("PartName").lstrip("/").lower(): one for one in types.root.children("Override")}
    by_end = {one.get("Extension").lower(): one for one in types.root.children("Default")}
    return by_part.get(book.main.lower()) or by_end.get(book.main.rpartition(".")[2].lower())
