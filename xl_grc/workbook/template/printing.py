"""How many rows of a table fit on a printed page, and how far a filled sheet is printed.

What is printed ends with the last row in use and the free rows that fill its page. Programs lay pages out a little
differently, so the room is reckoned on the safe side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xl_grc.ooxml.markup import Element
from xl_grc.workbook.template.slots import Page

ROW_HEIGHT = 15.0
"""Points of a row that says nothing of its height."""
_A4 = (595.3, 841.9)
_PAPERS = {"1": (612.0, 792.0), "5": (612.0, 1008.0), "8": (841.9, 1190.6), "9": _A4}
"""Width and height in points: letter, legal, A3, A4."""
_POINTS_PER_DIGIT = 5.25
_SPARED = 0.97
"""The part of a page that is reckoned with."""


def page(sheet: Element, widths: Sequence[float], above: Sequence[float], repeated: Sequence[float]) -> Page:
    """The room for data rows of a sheet in its own points: on the first page, and on those that follow.

    `widths` are those of the printed columns in digits; `above` the heights of the rows above the data, `repeated` of
    those that each page repeats.
    """
    setup, margins = _said(sheet, "pageSetup"), _said(sheet, "pageMargins")
    width, height = _PAPERS.get(setup.get("paperSize", ""), _A4)
    if setup.get("orientation") == "landscape":
        width, height = height, width
    left, right, top, bottom = (72 * float(margins.get(side, 0.7)) for side in ("left", "right", "top", "bottom"))
    scale = float(setup.get("scale", 100)) / 100
    if _said(sheet, "sheetPr", "pageSetUpPr").get("fitToPage") in ("1", "true"):
        pages = max(int(setup.get("fitToWidth", 1)), 1)
        scale = min(1.0, pages * (width - left - right) / max(sum(widths) * _POINTS_PER_DIGIT, 1))
    room = _SPARED * (height - top - bottom) / max(scale, 0.1)
    return Page(max(room - sum(above), ROW_HEIGHT), max(room - sum(repeated), ROW_HEIGHT))


def _said(sheet: Element, *path: str) -> Mapping[str, str]:
    """The attributes of an element of a sheet, none without it."""
    found: Element | None = sheet
    for name in path:
        found = None if found is None else found.child(name)
    return {} if found is None else found.attributes


def free_rows(room: Page, used: int, high: Mapping[int, int]) -> int:
    """How many free rows fill the last page behind so many rows in use; `high` are the heights of some of them."""
    left = room.first
    if not high:
        on_first = int(room.first // ROW_HEIGHT)
        each = int(room.others // ROW_HEIGHT)
        return on_first - used if used <= on_first else -(used - on_first) % each
    for row in range(used):
        height = high.get(row, ROW_HEIGHT)
        left = (room.others if height > left else left) - height
    return int(left // ROW_HEIGHT)


def repeated_rows(titles: str) -> range:
    """The rows that each page of a sheet repeats, by what its name for them says.

    >>> list(repeated_rows("'Coûts'!$B:$C,'Coûts'!$6:$7")), list(repeated_rows(""))
    ([6, 7], [])
    """
    found = re.search(r"\$([0-9]{1,7}):\$([0-9]{1,7})", titles)
    return range(int(found[1]), int(found[2]) + 1) if found else range(0)
