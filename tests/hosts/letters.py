"""The widths of letters in Carlito, whose letters are as wide as those of Calibri: read from the file of the font."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from tests.hosts import require

FOLDER = Path("/usr/share/fonts/truetype/crosextra")
FAULT = "no fonts-crosextra-carlito (make tools installs it)"


class Letters:
    """A font, by its tables `cmap` (format 4) and `hmtx` as OpenType defines them."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        (count,) = self._numbers("H", 4, 1)
        entries = [12 + 16 * number for number in range(count)]
        self._starts = {self._content[at : at + 4].decode(): self._numbers("I", at + 8, 1)[0] for at in entries}
        (measured,) = self._numbers("H", self._starts["hhea"] + 34, 1)
        self._advances = self._numbers("H", self._starts["hmtx"], 2 * measured)[::2]
        self._places = self._characters()

    def _numbers(self, kind: str, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{kind}", self._content, at)

    def _characters(self) -> dict[int, int]:
        """The glyph of each character."""
        start = self._starts["cmap"]
        (count,) = self._numbers("H", start + 2, 1)
        offsets = self._numbers("I", start + 4, 2 * count)[1::2]
        at = next(start + offset for offset in offsets if self._numbers("H", start + offset, 1) == (4,))
        size = self._numbers("H", at + 6, 1)[0] // 2
        ends, firsts, deltas, jumps = (
            self._numbers("H", at + 14 + 2 * (size * part + bool(part)), size) for part in range(4)
        )
        found = {}
        for place, (end, first, delta, jump) in enumerate(zip(ends, firsts, deltas, jumps, strict=True)):
            for code in range(first, end + 1):
                glyph = code
                if jump:
                    (glyph,) = self._numbers("H", at + 16 + 2 * (3 * size + place) + jump + 2 * (code - first), 1)
                found[code] = (glyph + delta) % 65_536
        return found

    def digits(self, text: str) -> float:
        """The width of a text, that of a digit being 1."""
        advances = [self._advances[min(self._places.get(ord(one), 0), len(self._advances) - 1)] for one in text]
        return sum(advances) / self._advances[self._places[ord("0")]]


@cache
def letters(is_bold: bool = False) -> Letters:
    """The plain or the bold letters."""
    path = FOLDER / f"Carlito-{'Bold' if is_bold else 'Regular'}.ttf"
    require("" if path.exists() else FAULT)
    return Letters(path)
