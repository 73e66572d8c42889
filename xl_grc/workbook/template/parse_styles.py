"""The styles of a template: each one used twice, plain and for texts that begin like a formula."""

from __future__ import annotations

from xl_grc.ooxml.markup import Markup
from xl_grc.ooxml.styles import with_quote

_PADDING, _INDENT = 0.7, 1.3
"""What the edges of a cell and a step of its indent take of its width, in digits."""


class TemplateStyles:
    """The part of the styles, and what the cells of our tables need of it."""

    def __init__(self, xml: bytes) -> None:
        self._markup = Markup(xml)
        formats = self._markup.root.child("cellXfs")
        assert formats is not None
        self._cell_formats = formats
        self._formats = formats.children()
        self._quoted: dict[str, str] = {}

    def look(self, style: str) -> tuple[str, str]:
        """A style, and the same for texts that begin like a formula."""
        return style, self._quoted.setdefault(style, str(len(self._formats) + len(self._quoted)))

    def room(self, style: str, width: float) -> float:
        """How many digits a line takes in a cell whose texts wrap; 0 where they do not, or in a column of no width."""
        alignment = self._formats[int(style)].child("alignment")
        if alignment is None or alignment.get("wrapText") not in ("1", "true"):
            return 0
        return max(width - _PADDING - _INDENT * int(alignment.get("indent", "0")), 0)

    def xml(self) -> bytes:
        """The part with each style that was asked for again with quotePrefix: such a text stays a text."""
        twins = [with_quote(self._markup.raw(self._formats[int(style)])) for style in self._quoted]
        self._markup.set(self._cell_formats, "count", str(len(self._formats) + len(twins)))
        self._markup.append(self._cell_formats, "".join(twins))
        return self._markup.xml()
