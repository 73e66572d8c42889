"""The texts of a template, gathered into the part that holds them once each."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from xl_grc.ooxml.package import shared_beginning
from xl_grc.ooxml.shared_strings import beginning, item, items
from xl_grc.ooxml.usual_sheet import with_shared_text
from xl_grc.ooxml.xml import decoded
from xl_grc.patterns import compiled_later
from xl_grc.workbook.template.slots import FixedTexts

_PLAIN = compiled_later(r"<si><t(?: [^<>]*)?>([^<]*)</t></si>")


class TemplateTexts:
    """The items of the part: first those that the template has, in their places, then those that it writes inline."""

    def __init__(self, xml: str, also: Sequence[str]) -> None:
        self._items = list(items(xml))
        self._places = {one: place for place, one in enumerate(self._items)}
        for text in also:
            self._place(item(text))

    def shared(self, cell: str) -> str:
        """A cell that holds its text inline, with the place of the text instead; any other cell as it is."""
        return with_shared_text(cell, self._place)

    def _place(self, one: str) -> int:
        place = self._places.setdefault(one, len(self._items))
        if place == len(self._items):
            self._items.append(one)
        return place

    def month(self, position: int) -> int:
        """The place of the name of a month of the plan, 1 to 12, once all other texts are gathered."""
        return len(self._items) + position - 1

    def fixed(self) -> FixedTexts:
        """All of them, compressed."""
        made = shared_beginning(beginning("".join(self._items)))
        plain = ((place, _PLAIN.fullmatch(one)) for place, one in enumerate(self._items))
        places = {decoded(found[1].encode()): str(place) for place, found in plain if found is not None}
        return FixedTexts(made.crc, made.size, b64encode(made.data).decode(), places, len(self._items))
