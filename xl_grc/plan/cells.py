"""What the cells of texts, marks, statuses and the like say: a value or a problem, each distinct cell read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from xl_grc.errors import Problem
from xl_grc.functions.units import DELAY
from xl_grc.patterns import compiled_later
from xl_grc.plan.grid import Parsed, formula_problem, only_texts, parted
from xl_grc.plan.months import NO_MONTHS, read_months
from xl_grc.plan.words import fold, listed, synonyms
from xl_grc.values import Cell, ErrorToken, cell_text, is_blank

T = TypeVar("T")

LARGEST_NUMBER = 999_999
_LONGEST_TEXT = 32_767
_KEPT_TEXTS = 1_024
_AT_ONCE = 512

# Plans share their texts ("janv-mars"): the last ones that were read are kept. Typed, because 1, 1.0 and TRUE are
# equal, and an error equals the text that looks like it.
_kept = lru_cache(_KEPT_TEXTS, typed=True)
_HORIZONS = ("short_term", "medium_term", "long_term")

# What XML 1.0, hence a workbook, cannot hold.
_BAD_CHARACTER = compiled_later(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BAD_BYTES = bytes({*range(0x20)} - {0x09, 0x0A})
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_NUMBER_OF_A_SPREADSHEET = compiled_later(r"[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]+")
_WHOLE = compiled_later(r"([0-9]{1,6})(?:[.,]0+)?")


def read_each(cells: Sequence[Cell], read: Callable[[Cell], T | Problem], blank: T) -> Parsed[T]:
    """Reads a column cell by cell, each distinct cell once; the value of a bad cell is `blank`."""
    # The type is part of the key because 1, 1.0 and TRUE are equal in Python.
    keys: Sequence[Hashable] = cells if only_texts(cells) else list(zip(map(type, cells), cells, strict=True))
    known = {key: read(cell) for key, cell in dict(zip(keys, cells, strict=True)).items()}
    return parted([known[key] for key in keys], blank)


def read_texts(cells: Sequence[Cell]) -> Parsed[str]:
    r"""The texts of a column, outer spaces removed, line ends as "\n".

    Problems: bad_character, too_long, formula_refused.

    >>> read_texts([" Salon\r\nB2B ", 12, None]).values
    ['Salon\nB2B', '12', '']
    """
    if only_texts(cells):
        values = [cell.strip() if cell else "" for cell in cells]  # type: ignore[union-attr]
        if _all_good(cells) and 2 * max(map(len, values), default=0) <= _LONGEST_TEXT:
            return Parsed(values, {})
    return read_each(cells, read_text, "")


def _all_good(cells: Sequence[Cell]) -> bool:
    """Whether texts surely hold no bad character and no carriage return: one quick look at some hundred at a time."""
    return all(_are_good(cells[first : first + _AT_ONCE]) for first in range(0, len(cells), _AT_ONCE))


def _are_good(cells: Sequence[Cell]) -> bool:
    try:
        data = "\n".join(filter(None, cells)).encode()  # type: ignore[arg-type]
    except UnicodeEncodeError:
        return False
    return len(data.translate(None, _BAD_BYTES)) == len(data) and not any(bad in data for bad in _NONCHARACTERS)


def read_text(cell: Cell) -> str | Problem:
    """The text of one cell; see `read_texts`."""
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    text = cell_text(cell)
    if not text.isprintable() and (bad := _BAD_CHARACTER.search(text)):
        return Problem.of("bad_character", code=f"U+{ord(bad[0]):04X}")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) <= _LONGEST_TEXT // 2:  # of whatever letters
        return text
    length = len(text.encode("utf-16-le")) // 2
    return text if length <= _LONGEST_TEXT else Problem.of("too_long", length=length)


def read_mark(cell: Cell) -> bool | Problem:
    """Whether a cell marks: any text that is not only spaces, save "non", "no" and the like; any number but 0.

    >>> read_mark("x"), read_mark(" "), read_mark("Non"), read_mark(1)
    (True, False, False, True)
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if isinstance(cell, str):
        return not is_blank(cell) and fold(cell) not in listed("unmarked")
    return bool(cell)


def read_reference(cell: Cell) -> str | Problem:
    """The text of a reference. Problem: reference_became_number, when a spreadsheet has lost digits of it.

    >>> read_reference("00123"), read_reference("7,32829E+13").key
    ('00123', 'reference_became_number')
    """
    text = read_text(cell)
    lost = isinstance(text, str) and _NUMBER_OF_A_SPREADSHEET.fullmatch(text)
    return Problem.of("reference_became_number") if lost else text


@_kept
def read_status(cell: Cell) -> str | Problem:
    """The key of a status, or the user's own text."""
    text = read_text(cell)
    return text if isinstance(text, Problem) else synonyms("statuses").get(fold(text), text)


@_kept
def read_measure(cell: Cell) -> str | Problem:
    """The key of a measure, "" for a blank. Problem: not_a_measure."""
    text = read_text(cell)
    if isinstance(text, Problem) or not text:
        return text
    return synonyms("measures").get(fold(text)) or Problem.of("not_a_measure")


@_kept
def read_horizon(cell: Cell) -> tuple[bool, ...] | Problem:
    """Whether a cell says short, medium and long term; () for a blank. Problem: not_a_horizon.

    >>> read_horizon("Court / long terme"), read_horizon("MT")
    ((True, False, True), (False, True, False))
    """
    text = read_text(cell)
    if isinstance(text, Problem) or not text:
        return text if text else ()
    words = set(fold(text).split()) - set(listed("horizon_fillers"))
    found = {synonyms("horizons").get(word) for word in words}
    return tuple(name in found for name in _HORIZONS) if found and None not in found else Problem.of("not_a_horizon")


@_kept
def read_action_number(cell: Cell) -> int | Problem | None:
    """The number of an action, a whole number from 1 to 999999. Problem: bad_action_number.

    >>> read_action_number("7"), read_action_number(7.0), read_action_number("0").key
    (7, 7, 'bad_action_number')
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if is_blank(cell):
        return None
    match = _WHOLE.fullmatch(cell_text(cell).strip())
    if match is None or not int(match[1]) or isinstance(cell, bool):
        return Problem.of("bad_action_number")
    return int(match[1])


@_kept
def read_delay(cell: Cell) -> int | Problem | None:
    """A whole number of months within the limits of a delay; None for a blank. Problem: not_a_delay.

    >>> read_delay(2), read_delay("3 mois"), read_delay("0"), read_delay(1.5).key
    (2, 3, 0, 'not_a_delay')
    """
    if isinstance(cell, ErrorToken):
        return formula_problem(cell)
    if is_blank(cell):
        return None
    number, _, word = cell_text(cell).strip().partition(" ")
    match = _WHOLE.fullmatch(number)
    known = match is not None and not isinstance(cell, (bool, date)) and (not word or fold(word) in listed("delays"))
    return int(match[1]) if match and known and DELAY.allows(int(match[1])) else Problem.of("not_a_delay")


CELL_READERS: dict[str, tuple[Callable[[Cell], Any], object]] = {
    "reference": (read_reference, ""),
    "no": (read_action_number, None),
    "measure": (read_measure, ""),
    "horizon": (read_horizon, ()),
    "months": (_kept(read_months), NO_MONTHS),
    "status": (read_status, ""),
    "revenue_delay": (read_delay, None),
}
"""The fields whose cells are read one by one, how, and the value of a bad cell."""
