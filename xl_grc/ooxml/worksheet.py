"""The cells of a worksheet: where they stand, what they hold, the formula they hold it by.

Sheets are long and mostly formulas, so their cells are found by one regular expression over the bytes, for the
columns asked alone. A sheet that is written in another way (other prefixes, no references) is read by an XML parser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from xl_grc.ooxml.parts import local, text_of
from xl_grc.ooxml.xml import column_index, column_letters, decoded
from xl_grc.values import Cell, ErrorToken

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_DAYS_1904 = 1462
_LAST_SERIAL = 2_958_466
_EPOCH = date(1899, 12, 30)


class Found(NamedTuple):
    """A cell with a value or a formula: column and row from 1."""

    column: int
    row: int
    value: Cell
    formula: str | None


class Context(NamedTuple):
    """What the values of cells lean on: shared texts, the styles that show dates, the epoch."""

    texts: Sequence[str]
    dates: frozenset[int]
    since_1904: bool


def is_usual(xml: bytes) -> bool:
    """Whether cells are written `<c r="A1"`, not indented, as all common programs do; the first and the last tell."""
    start = xml.find(b"<sheetData")
    first = xml.find(b"<c", start)
    while first >= 0 and xml[first + 2 : first + 3].isalpha():
        first = xml.find(b"<c", first + 2)
    last = xml.rfind(b"</row>")
    last = xml.rfind(b"<c ", 0, last)
    written = b'<c r="'
    usual = first < 0 or (xml.startswith(written, first) and xml.startswith(written, last))
    end = xml.rfind(b"</c>")
    return start >= 0 and usual and not xml[max(end - 1, 0) : end].isspace()


@lru_cache(512)
def _pattern(columns: tuple[int, ...], formulas: bool) -> re.Pattern[bytes]:
    """Finds cells: letters, row, attributes, [attributes and text of the formula], plain content, rich content."""
    letters = list(map(column_letters, columns))
    single = "".join(one for one in letters if len(one) == 1)
    wanted = "|".join([f"[{single}]"] * bool(single) + [one for one in letters if len(one) > 1])
    formula = r"<f>[^<]*+</f>|<f[^>]*+(?:(?<=/)>|(?<!/)>[^<]*+</f>)"  # the usual one first, which is quicker
    if formulas:
        formula = r"<f([^>]*+)(?:(?<=/)>|(?<!/)>([^<]*+)</f>)"
    return re.compile(
        rf'<c r="({wanted or "[A-Z]{1,3}+"})([0-9]{{1,7}}+)"([^>]*+)(?<!/)>'
        rf"(?:{formula})?+"
        r"(?:<(?:v|is><t)(?: [^>]*+)?+(?:(?<!/)>([^<]*+)</|(?<=/)>|/>)|<is>(.*?)</is>|(?=</c>))".encode(),
        re.DOTALL,
    )


def by_column(xml: bytes, context: Context, columns: tuple[int, ...] = ()) -> dict[int, dict[int, Cell]]:
    """The values of a sheet by column and row; of some columns alone when columns are given.

    Raises ValueError, IndexError or ElementTree.ParseError when the part is no worksheet.
    """
    if not is_usual(xml):
        found: dict[int, dict[int, Cell]] = defaultdict(dict)
        for column, row, value, _ in scan(xml, context, columns):
            found[column][row] = value
        return found
    convert = _converters(context)
    rows = _ROWS
    stored: dict[bytes, dict[int, Cell]] = defaultdict(dict)
    for letters, number, attributes, plain, rich in _pattern(columns, False).findall(xml):
        stored[letters][rows[number]] = _rich(rich) if rich else convert[attributes](plain)
    return {_INDICES[letters]: cells for letters, cells in stored.items()}


class _Rows(dict[bytes, int]):
    """Digits of a row -> its number; those that sheets share are kept."""

    def __missing__(self, digits: bytes) -> int:
        row = int(digits)
        if len(self) < 20_000:
            self[digits] = row
        return row


_ROWS = _Rows()


class _Indices(dict[bytes, int]):
    """Letters of a column -> its index."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = index = column_index(letters.decode())
        return index


_INDICES = _Indices()


class _Texts(dict[bytes, str]):
    """Content of a cell -> its text; the short ones that plans share are kept."""

    def __missing__(self, content: bytes) -> str:
        text = decoded(content)
        if len(content) < 40 and len(self) < 20_000:
            self[content] = text
        return text


_TEXTS = _Texts()


class _Converters(dict[bytes, Callable[[bytes], Cell]]):
    """Attributes of a cell -> how its content is read; few cells differ in them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def __missing__(self, attributes: bytes) -> Callable[[bytes], Cell]:
        convert = _conversion(*_kind_and_style(attributes), self._context)
        if len(self) < 2048:
            self[attributes] = convert
        return convert


def _converters(context: Context) -> _Converters:
    """The converters of a workbook; those without shared texts have them in common."""
    return _Converters(context) if context.texts else _common_converters(context.dates, context.since_1904)


@lru_cache(64)
def _common_converters(dates: frozenset[int], since_1904: bool) -> _Converters:
    return _Converters(Context((), dates, since_1904))


def _kind_and_style(attributes: bytes) -> tuple[str, int]:
    kind, style = _KIND.search(attributes), _STYLE.search(attributes)
    return (kind[1] if kind else b"n").decode(), int(style[1]) if style else 0


def _rich(content: bytes) -> str:
    return text_of(ElementTree.fromstring(b"<is>" + content + b"</is>"))


def scan(xml: bytes, context: Context, columns: tuple[int, ...] = ()) -> Iterator[Found]:
    """The cells that hold a value or a formula, in the order of the sheet.

    Raises ValueError, IndexError or ElementTree.ParseError when the part is no worksheet.
    """
    if not is_usual(xml):
        yield from (cell for cell in _parsed(xml, context) if not columns or cell.column in columns)
        return
    convert = _converters(context)
    shared: dict[bytes, str] = {}
    for found in _pattern(columns, True).finditer(xml):
        letters, row, attributes, formula_attributes, formula, plain, rich = found.groups()
        value = _rich(rich) if rich else None if plain is None else convert[attributes](plain)
        if formula_attributes is not None:
            if value is None:
                value = convert[attributes](b"")  # the empty text that a formula gives may be written <v/>
            yield Found(_INDICES[letters], int(row), value, _formula(formula_attributes, formula, shared))
        elif value is not None:
            yield Found(_INDICES[letters], int(row), value, None)


_SHARED = re.compile(rb'\bsi="([0-9]+)"')


def _formula(attributes: bytes, text: bytes | None, shared: dict[bytes, str]) -> str:
    """The formula of a cell; those that share one repeat it, which is right for structured references."""
    key = _SHARED.search(attributes)
    shown = decoded(text) if text else ""
    if key is None:
        return shown
    return shared.setdefault(key[1], shown) if shown else shared.get(key[1], "")


_KIND = re.compile(rb'\bt="(\w+)"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')


def _conversion(kind: str, style: int, context: Context) -> Callable[[bytes], Cell]:
    """How the stored value of a cell of this type and style is read."""
    match kind:
        case "s":
            texts = context.texts
            return lambda stored: texts[int(stored)] if stored else None
        case "str" | "inlineStr":
            return _TEXTS.__getitem__
        case "e":
            return lambda stored: ErrorToken(decoded(stored)) if stored else None
        case "b":
            return lambda stored: stored.strip() in (b"1", b"true") if stored else None
        case "d":
            return lambda stored: date.fromisoformat(decoded(stored)[:10]) if stored else None
    if style in context.dates:
        return lambda stored: _day(_number(stored), context.since_1904)
    return _number


def _number(stored: bytes) -> Cell:
    """A number; a blank is nothing, what is beyond all numbers an error."""
    if not stored:
        return None
    number = float(stored)
    return number if number - number == 0 else ErrorToken("#NUM!")  # an infinity less itself is no number


def _day(number: Cell, since_1904: bool) -> Cell:
    """The date of a serial number; the number itself outside the calendar."""
    if not isinstance(number, float):
        return number
    shifted = number + (_DAYS_1904 if since_1904 else 0)
    return _EPOCH + timedelta(days=int(shifted)) if 0 <= shifted < _LAST_SERIAL else number


_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _parsed(xml: bytes, context: Context) -> Iterator[Found]:
    """The cells of a sheet by an XML parser: references may be missing, prefixes may be any."""
    row = 0
    shared: dict[bytes, str] = {}
    for element in ElementTree.fromstring(xml).iter():
        if local(element) != "row":
            continue
        row = int(element.get("r", row + 1))
        column = 0
        for cell in element:
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = column_index(reference[1]) if reference else column + 1
            row = int(reference[2]) if reference else row
            yield from _parsed_cell(cell, column, row, context, shared)


def _parsed_cell(
    cell: ElementTree.Element, column: int, row: int, context: Context, shared: dict[bytes, str]
) -> Iterator[Found]:
    parts = {local(child): child for child in cell}
    value: Cell = None
    formula = None
    if "f" in parts:
        key = parts["f"].get("si")
        given = f'si="{key}"'.encode() if key else b""
        formula = _formula(given, (parts["f"].text or "").encode(), shared)
    if "is" in parts:
        value = text_of(parts["is"])
    elif "v" in parts:
        kind = cell.get("t", "n")
        text = parts["v"].text or ""
        value = (
            text if kind in ("str", "inlineStr") else _conversion(kind, int(cell.get("s", 0)), context)(text.encode())
        )
    if value is not None or formula is not None:
        yield Found(column, row, value, formula)


def row_count(xml: bytes) -> int:
    """At most how many rows a sheet holds."""
    return xml.count(b"<row") if b"<sheetData" in xml else xml.count(b":row")


__all__ = ["LAST_COLUMN", "LAST_ROW", "Context", "Found", "by_column", "is_usual", "row_count", "scan"]
