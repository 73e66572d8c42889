"""Finds texts and numbers that a sheet has no room for, by the widths of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from tests.hosts.letters import letters
from xl_grc.text import texts

USUAL = 11
"""The size of letters whose digits are the unit of widths."""
EDGES, INDENT = 0.7, 1.3
"""What the edges of a cell and a step of its indent take, in digits."""
PRINTED = 1.06
"""How much wider letters are in print than on the screen, where a digit of 5.57 points has the pixels of 5.25."""
DRAWN = 1.02
"""The same where the height of a row is not told: what LibreOffice drew on two lines there was wider."""
LEAST = 0.55
"""A text that is made smaller than that to fit can no longer be read."""
BUTTON = 2.6
"""The digits that the button of a filter covers at the right of a header, which stands in the middle."""
LINE, ROW = 1.2, 15
"""The height of a line, in sizes of letters; of a row that says none, in points."""
WHITE = ("FFFFFF", "00FFFFFF", "FFFFFFFF")


class Cut(NamedTuple):
    """A cell without room: what it shows, how many digits or points that takes, how many there are."""

    sheet: str
    cell: str
    shown: str
    taken: float
    there: float


class Sheet:
    """A sheet as a person sees it."""

    def __init__(self, sheet: Any, language: str) -> None:
        self.sheet, self._language = sheet, language
        formats = [
            one for one in sheet.conditional_formatting if any(rule.dxf and rule.dxf.numFmt for rule in one.rules)
        ]
        self._conditional = formats

    def cuts(self) -> Iterator[Cut]:
        for row in self.sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, "") and self._is_seen(cell):
                    texts_of = [shown(cell.value, one, self._language) for one in self._formats(cell)]
                    text = max(texts_of, key=width)
                    taken, there = self._measures(cell, text)
                    if taken > there + 0.01:
                        yield Cut(self.sheet.title, cell.coordinate, text, round(taken, 1), round(there, 1))

    def _formats(self, cell: Any) -> list[str]:
        """The number formats that a cell has, and may have by a condition."""
        rules = (one for one in self._conditional if cell.coordinate in one.cells)
        styles = [rule.dxf for one in rules for rule in one.rules if rule.dxf is not None]
        return [cell.number_format, *(style.numFmt.formatCode for style in styles if style.numFmt is not None)]

    def _is_seen(self, cell: Any) -> bool:
        dimension = self.sheet.column_dimensions[get_column_letter(cell.column)]
        color = cell.font.color.rgb if cell.font.color is not None else ""
        bare = cell.fill.fill_type is None and color in WHITE
        return not dimension.hidden and not bare and not self.sheet.row_dimensions[cell.row].hidden

    def width(self, column: int) -> float:
        dimension = self.sheet.column_dimensions[get_column_letter(column)]
        return float(dimension.width) if dimension.customWidth or dimension.width else 13

    def _measures(self, cell: Any, text: str) -> tuple[float, float]:
        """What the text takes, and what there is of it: points of height where it wraps, else digits."""
        alignment, size = cell.alignment, cell.font.size / USUAL
        room = self.width(cell.column) - EDGES - INDENT * (alignment.indent or 0)
        scale = PRINTED * size
        if alignment.shrink_to_fit:
            return LEAST * scale * width(text, cell.font.b), room
        if alignment.wrap_text:
            return self._height(cell, text, size, room)
        if isinstance(cell.value, str):
            return scale * width(text, cell.font.b), room + self._beside(cell)
        return scale * width(text, cell.font.b), room

    def _height(self, cell: Any, text: str, size: float, room: float) -> tuple[float, float]:
        """The same for a text that wraps; LibreOffice fits no row whose height is not told."""
        high = self.sheet.row_dimensions[cell.row].height
        scale = size * (PRINTED if high else DRAWN)
        longest = max(PRINTED * size * width(word, cell.font.b) for word in text.split())
        if longest > room:
            return longest, room
        if breaks_a_range(text, room / scale, cell.font.b):
            return room + 0.1, room
        count = sum(lines(part, room / scale, cell.font.b) for part in text.split("\n"))
        beside = count == 1 and scale * width(text, cell.font.b) + 2 * BUTTON <= room
        return count * LINE * cell.font.size + (0 if beside else self._filter_button(cell)), high or ROW

    def _beside(self, cell: Any) -> float:
        """The empty columns that a text runs over."""
        horizontal = cell.alignment.horizontal
        steps = {"right": (-1,), "center": (-1, 1)}.get(horizontal, (1,))
        found = [self._empty(cell, step) for step in steps]
        return 2 * min(found) if horizontal == "center" else sum(found)

    def _empty(self, cell: Any, step: int) -> float:
        across = cell.alignment.horizontal == "centerContinuous"
        total, column = 0.0, cell.column + step
        last = printed_last(self.sheet.print_area)
        while 0 < column <= (last if cell.column <= last else column):
            other = self.sheet.cell(cell.row, column)
            if other.value not in (None, "") or (across and other.alignment.horizontal != "centerContinuous"):
                break
            total += self.width(column)
            column += step
            if total > 300:
                break
        return total

    def _filter_button(self, cell: Any) -> float:
        """The points that the button of a filter covers at the foot of a header, and as many above when it stands in
        the middle."""
        for table in self.sheet.tables.values():
            first, top, last, _ = range_boundaries(table.ref)
            if table.autoFilter is not None and cell.row == top and first <= cell.column <= last:
                return 26 if cell.alignment.vertical == "center" else 13
        return 0


@cache
def printed_last(area: str | None) -> int:
    return range_boundaries(area.rpartition("!")[2].replace("$", ""))[2] if area else 200


@cache
def width(text: str, is_bold: bool = False) -> float:
    return letters(bool(is_bold)).digits(text)


def lines(text: str, room: float, is_bold: bool) -> int:
    """How many lines the words of a text take."""
    count, used = 1, 0.0
    for word in text.split(" "):
        wide, space = width(word, is_bold), width(" ", is_bold)
        if used and used + space + wide > room:
            count, used = count + 1, wide
        else:
            used += wide + (space if used else 0)
    return count + max(ceil(used / room) - 1, 0) if used > room else count


def breaks_a_range(text: str, room: float, is_bold: bool) -> bool:
    """Whether a line ends behind the hyphen of "0-10", where the first number stands on it and the second does not."""
    used = 0.0
    for word in text.split():
        first, hyphen, last = word.partition("-")
        left = used + (width(" ", is_bold) if used else 0)
        if left + width(word, is_bold) <= room:
            used = left + width(word, is_bold)
            continue
        if hyphen and first.isdigit() and last.isdigit() and left + width(first + hyphen, is_bold) <= room:
            return True
        used = width(word, is_bold)
    return False


def shown(value: Any, number_format: str, language: str) -> str:
    """What a cell shows; of a format with several sections the one for its sign."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return dated(value, number_format, language)
    if value == 0 and number_format.endswith(";;"):
        return ""
    sections = [section for section in number_format.split(";") if not section.startswith("[")]
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    before, digits, after = re.fullmatch(r'((?:"[^"]*"|[+-])*)([^"]*)((?:"[^"]*")?)', section).groups()
    sign = "-" if value < 0 and len(sections) == 1 else ""
    if digits in ("General", "@"):
        number = f"{value:.10g}"
    else:
        places = len(re.search(r"\.(0*)", f"{digits}.")[1])
        percent = "%" in digits
        number = f"{abs(value) * (100 if percent else 1):,.{places}f}" + ("%" if percent else "")
    if language == "fr":
        number = number.replace(",", "\u202f").replace(".", ",")
    return f"{before}{sign}{number}{after}".replace('"', "")


def dated(day: datetime, number_format: str, language: str) -> str:
    """A date; its short month is as the language shortens it, "janv." or "Jan"."""
    month = texts(language)["months"][day.month - 1]
    short = f"{month[:4]}." if language == "fr" else month[:3]
    parts = {"mmmm": month, "mmm": short, "mm": f"{day:%m}", "dd": f"{day:%d}", "d": str(day.day), "yyyy": f"{day:%Y}"}
    return re.sub(r"\b(mmmm?|mm|dd?|yyyy)\b", lambda found: parts[found[0]], number_format).replace('"', "")
