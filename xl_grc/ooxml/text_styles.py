"""The style of a cell that is written over: a text that begins like a formula is marked as a text, nothing else is."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from xl_grc.ooxml.book import Book
from xl_grc.ooxml.styles import Styles, is_quoted, with_quote
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.ooxml.xml import FORMULA_STARTS


class TextStyles:
    """The cell styles of a workbook, each with its twin for texts that begin like a formula where one is asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._part = book.part_of_kind("styles")
        self._xml = book.archive.xml(self._part) if self._part else b""
        self._some_are_quoted = is_quoted(self._xml.decode("latin-1"))
        self._twins: dict[tuple[str, bool], str] = {}

    def of(self, style: str, value: Any, formula: str | None = None) -> str:
        """The style in which a cell of a style, "" for none, holds a value or a formula."""
        quoted = formula is None and isinstance(value, str) and value.startswith(FORMULA_STARTS)
        if not quoted and not self._some_are_quoted:
            return style
        if (style, quoted) not in self._twins:
            self._twins[style, quoted] = self._twin(style, quoted)
        return self._twins[style, quoted]

    def _twin(self, style: str, quoted: bool) -> str:
        known = self._styles
        formats = [] if known is None else known.sections["cellXfs"]
        number = int(style or 0)
        if known is None or number >= len(formats) or is_quoted(formats[number]) == quoted:
            return style
        return str(known.add("cellXfs", with_quote(formats[number], quoted)))

    @cached_property
    def _styles(self) -> Styles | None:
        """None where nothing can be added: a text is one there too, until somebody types it anew."""
        try:
            return Styles(self._xml) if self._xml else None
        except UnusualSheet:
            return None

    def changed(self) -> dict[str, bytes]:
        """The part of the styles where twins were added, under its name."""
        if not self._twins or self._styles is None:
            return {}
        xml = self._styles.xml()
        return {} if xml == self._xml else {self._part: xml}
