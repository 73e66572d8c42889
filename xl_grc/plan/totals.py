"""Cells that say "total", or name no action: their rows may be no records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from xl_grc.plan.words import fold, is_no_action, listed, plain
from xl_grc.values import Cell, is_blank

_SUM_SIGNS = "Σ∑"
_RULE = frozenset("-–—=_")
_TOTALS = ("totals", "totals_alone")
_NO_RECORDS = ("figures", "no_action")
_ENDS = r"(?![^\W_])"
"""Where a word ends."""


@cache
def _accented(letter: str) -> str:
    """A letter with the accents that it may bear, in one sign or in two.

    >>> re.fullmatch(_accented("o") + "k", "\u00f4k") is not None, re.fullmatch(_accented("o"), "u") is not None
    (True, False)
    """
    signs = "".join(one for one in map(chr, range(0xC0, 0x180)) if plain(one) == letter)
    return f"[{letter}{signs}][\\u0300-\\u036f]?" if signs else letter


def _first_words(*lists: str) -> str:
    """How the texts of some lists begin, as alternatives, with accents and without."""
    first = sorted({words.split()[0] for name in lists for words in listed(name)})
    return "|".join("".join(map(_accented, word)) for word in first)


@cache
def _maybe_total() -> re.Pattern[str]:
    """A quick look at how a text begins that may say "total"; most names need no other."""
    return re.compile(rf"[\W_{_SUM_SIGNS}]*(?:(?:{_first_words(*_TOTALS)}){_ENDS}|$)", re.IGNORECASE)


@cache
def _maybe_no_record() -> re.Pattern[str]:
    """The same of one that may name no action."""
    return re.compile(rf"[\W_{_SUM_SIGNS}]*(?:(?:{_first_words(*_TOTALS, *_NO_RECORDS)}){_ENDS}|$)", re.IGNORECASE)


@cache
def _maybe_totals() -> re.Pattern[str]:
    """The look for totals at many texts, one a line, blank ones apart."""
    signs = rf"(?:[^\w\n]|[_{_SUM_SIGNS}])"
    words = f"(?:{_first_words(*_TOTALS)}){_ENDS}"
    return re.compile(rf"^{signs}*+{words}|^{signs}++$", re.IGNORECASE | re.MULTILINE)


def may_say_total(columns: Iterable[Sequence[Cell]]) -> bool:
    """Whether one of many cells may say "total": one quick look at all of them.

    >>> may_say_total([["Salon", None], [3.0]]), may_say_total([["Salon", "Total"]]), may_say_total([["Salon", "--"]])
    (False, True, True)
    """
    texts = "\n".join([cell for cells in columns for cell in set(cells) if isinstance(cell, str)])
    return bool(texts) and _maybe_totals().search(texts) is not None


def is_total(cell: Cell) -> bool:
    """Whether a cell says "total" and nothing more; dashes alone are one, and the sign of a sum.

    >>> is_total("TOTAL GÉNÉRAL :"), is_total("--"), is_total("Σ"), is_total("Total Durand"), is_total("Totalement")
    (True, True, True, False, False)
    """
    if not isinstance(cell, str) or not _maybe_total().match(cell):
        return False
    text = cell.strip()
    if fold(text) in (*listed("totals"), *listed("totals_alone")):
        return True
    return (len(text) > 1 and set(text) <= _RULE) or text.rstrip(" :=") in tuple(_SUM_SIGNS)


def is_surely_total(cell: Cell) -> bool:
    """Whether a cell says "total" and can mean nothing else: the Somme is a department too.

    >>> is_surely_total("Total"), is_surely_total("Somme"), is_surely_total("Total Durand")
    (True, False, False)
    """
    return is_total(cell) and fold(str(cell)) not in listed("also_places")


def begins_like_a_total(cell: Cell) -> bool:
    """Whether a cell says "total" and of what.

    >>> begins_like_a_total("Sous-total prospection"), begins_like_a_total("Totalement nouveau")
    (True, False)
    """
    if not isinstance(cell, str) or not _maybe_total().match(cell):
        return False
    text = fold(cell)
    return any(text.startswith(f"{words} ") for words in listed("totals"))


def says_total(cell: Cell) -> bool:
    """Whether a cell says "total", of whatever.

    >>> says_total("Total Durand"), says_total("Totaux"), says_total("Totalement vôtre"), says_total(None)
    (True, True, False, False)
    """
    if not isinstance(cell, str) or not _maybe_total().match(cell):
        return False
    return is_total(cell) or begins_like_a_total(cell)


def is_figure(cell: Cell) -> bool:
    """Whether a cell names a figure of a plan and nothing more, as the lines below a total do.

    >>> is_figure("ROI :"), is_figure("Budget"), is_figure("Budget du salon")
    (True, True, False)
    """
    return isinstance(cell, str) and fold(cell) in listed("figures")


def may_be_no_record(name: Cell) -> bool:
    """Whether a row must be looked at beside the others before it counts, by the cell that names it."""
    if isinstance(name, str) and not _maybe_no_record().match(name):
        return False
    if is_blank(name) or says_total(name) or is_figure(name):
        return True
    return isinstance(name, str) and is_no_action(name)
