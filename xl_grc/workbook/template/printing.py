"""How many rows of a table fit on a printed page, and how far a filled sheet is printed.

What is printed ends with the last row in use and the free rows that fill its page. Programs lay pages out a little
differently: where one of them may end a page elsewhere, no free row is printed, so that no page holds free rows alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from xl_grc.ooxml.xml import column_index
from xl_grc.workbook.template.slots import Page

if TYPE_CHECKING:
    from xl_grc.ooxml.markup import Element

ROW_HEIGHT = 15.0
"""Points of a row that says nothing of its height."""
_A4 = (595.3, 841.9)
_PAPERS = {"1": (612.0, 792.0), "5": (612.0, 1008.0), "8": (841.9, 1190.6), "9": _A4}
"""Width and height in points: letter, legal, A3, A4."""
_POINTS_PER_DIGIT = 5.25
_SPARED = 0.97
"""The part of a page that is reckoned with."""
_FITTING = 1.15
"""How many times as much the program that fits most on a page may fit there."""


def page(
    sheet: Element,
    widths: Sequence[float],
    beside: Sequence[float],
    above: Sequence[float],
    repeated: Sequence[float],
) -> Page:
    """The room for data rows of a sheet in its own points: on the first page, and on those that follow.

    `widths` are those of the printed columns in digits, `beside` of those that each page repeats; `above` the heights
    of the rows above the data, `repeated` of those that each page repeats.
    """
    setup, margins = _said(sheet, "pageSetup"), _said(sheet, "pageMargins")
    width, height = _PAPERS.get(setup.get("paperSize", ""), _A4)
    if setup.get("orientation") == "landscape":
        width, height = height, width
    left, right, top, bottom = (72 * float(margins.get(side, 0.7)) for side in ("left", "right", "top", "bottom"))
    scale = float(setup.get("scale", 100)) / 100
    if _said(sheet, "sheetPr", "pageSetUpPr").get("fitToPage") in ("1", "true"):
        pages = max(int(setup.get("fitToWidth", 1)), 1)
        printed = (sum(widths) + (pages - 1) * sum(beside)) * _POINTS_PER_DIGIT
        scale = min(1.0, pages * (width - left - right) / max(printed, 1))
    room = _SPARED * (height - top - bottom) / max(scale, 0.1)
    return Page(max(room - sum(above), ROW_HEIGHT), max(room - sum(repeated), ROW_HEIGHT))


def _said(sheet: Element, *path: str) -> Mapping[str, str]:
    """The attributes of an element of a sheet, none without it."""
    found: Element | None = sheet
    for name in path:
        found = None if found is None else found.child(name)
    return {} if found is None else found.attributes


def free_rows(room: Page, used: int, high: Mapping[int, int]) -> int:
    """How many free rows fill the last page behind so many rows in use; `high` are the heights of some of them.

    >>> free_rows(Page(300, 450), 5, {}), free_rows(Page(300, 450), 21, {}), free_rows(Page(300, 450), 30, {})
    (15, 0, 20)
    """
    pages, free = _last_page(room.first, room.others, used, high)
    others, _ = _last_page(room.first * _FITTING, room.others * _FITTING, used, high)
    return free if pages == others else 0


def _last_page(first: float, others: float, used: int, high: Mapping[int, int]) -> tuple[int, int]:
    """On which page the rows in use end, and how many more fit there."""
    if not high:
        on_first, each = int(first // ROW_HEIGHT), int(others // ROW_HEIGHT)
        return (1, on_first - used) if used <= on_first else (1 - (on_first - used) // each, -(used - on_first) % each)
    pages, left = 1, first
    for row in range(used):
        height = high.get(row, ROW_HEIGHT)
        if height > left:
            pages, left = pages + 1, others
        left -= height
    return pages, int(left // ROW_HEIGHT)


def repeated_columns(titles: str) -> range:
    """The columns that each page repeats, likewise.

    >>> list(repeated_columns("'Coûts'!$B:$C,'Coûts'!$6:$7")), list(repeated_columns(""))
    ([2, 3], [])
    """
    found = re.search(r"\$([A-Z]{1,3}):\$([A-Z]{1,3})", titles)
    return range(column_index(found[1]), column_index(found[2]) + 1) if found else range(0)


def repeated_rows(titles: str) -> range:
    """The rows that each page of a sheet repeats, by what its name for them says.

    >>> list(repeated_rows("'Coûts'!$B:$C,'Coûts'!$6:$7")), list(repeated_rows(""))
    ([6, 7], [])
    """
    found = re.search(r"\$([0-9]{1,7}):\$([0-9]{1,7})", titles)
    return range(int(found[1]), int(found[2]) + 1) if found else range(0)
