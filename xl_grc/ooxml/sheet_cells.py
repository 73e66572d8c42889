"""The one parser of worksheets: rows and cells as they are written, whatever the way.

Cells and rows may lack their reference, attributes stand in any order, elements have any prefix, one row may be
written otherwise than the rest. Time and memory grow as the text does, never faster.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from xl_grc.ooxml.markup import Element, parse
from xl_grc.ooxml.xml import column_index, unescaped
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

_KEPT_PLACES = 32_768
_REFERENCE = compiled_later(r"([A-Z]{1,3})([0-9]{1,7})")


class WrittenFormula(NamedTuple):
    """A formula as it is written, and the bytes it takes.

    `shared` is the number of one that several cells share, of whom one alone holds its text.
    """

    text: str
    shared: str
    start: int
    end: int


class WrittenCell(NamedTuple):
    """A cell as it is written: its type, its style, the text of its value, its formula, the bytes it takes.

    `is_placed`: the cell says itself where it stands.
    """

    column: int
    row: int
    kind: str
    style: str
    value: str | None
    formula: WrittenFormula | None
    start: int
    end: int
    is_placed: bool


class WrittenRow(NamedTuple):
    """A row as it is written, and the bytes it takes. `is_placed`: the row says itself which one it is.

    `height` is in points, "" for the usual one.
    """

    number: int
    cells: list[WrittenCell]
    start: int
    end: int
    is_placed: bool
    is_hidden: bool
    height: str


def read_rows(xml: bytes, take: Callable[[WrittenRow], object]) -> Element:
    """Hand over the rows of a sheet one by one; what else the sheet holds is returned.

    Raises MalformedXml, or ValueError for a place that is none.
    """
    last = 0

    def row(element: Element) -> None:
        nonlocal last
        if element.name == "row":
            written = _row(element, last + 1)
            last = written.number
            take(written)

    return parse(xml, "sheetData", row)


def _row(element: Element, following: int) -> WrittenRow:
    cells = element.children("c")
    number = element.get("r")
    named = "" if number else next((cell.attributes["r"] for cell in cells if "r" in cell.attributes), "")
    row = int(number) if number else _place(named)[1] if named else following
    found: list[WrittenCell] = []
    column = 0
    for cell in cells:
        reference = cell.attributes.get("r")
        column, own = _place(reference) if reference else (column + 1, row)
        found.append(_cell(cell, column, own))
    hidden = element.get("hidden") in ("1", "true")
    return WrittenRow(row, found, element.start, element.end, bool(number), hidden, element.get("ht"))


@lru_cache(_KEPT_PLACES)
def _place(reference: str) -> tuple[int, int]:
    """Column and row of a reference, which sheets share. Raises ValueError."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    return column_index(found[1]), int(found[2])


def _cell(element: Element, column: int, row: int) -> WrittenCell:
    value: str | None = None
    formula: WrittenFormula | None = None
    for child in element.nodes:
        if isinstance(child, str):
            continue
        name = child.name
        if name == "f":
            shared = child.get("si") if child.attributes and child.get("t") == "shared" else ""
            formula = WrittenFormula(unescaped(child.text), shared, child.start, child.end)
        elif name == "v":
            value = unescaped(child.text)
        elif name == "is":
            value = text_of(child)
    kind, style = element.attributes.get("t", "n"), element.attributes.get("s", "")
    return WrittenCell(column, row, kind, style, value, formula, element.start, element.end, "r" in element.attributes)


def text_of(element: Element) -> str:
    """The text of a string item; phonetic runs are left out."""
    own = [child.text for child in element.children("t")]
    runs = [part.text for run in element.children("r") for part in run.children("t")]
    return unescaped("".join(own + runs))
