"""Which lines of an export are totals of others: by their names where they have no day, else by what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from xl_grc.customers.coded import Cents, Coded, Days, Flags, Places, distinct
from xl_grc.customers.lines import NO_CENTS
from xl_grc.customers.words import beginnings, folded_name, is_group, is_total, totalled, totals_a_period
from xl_grc.records import NamedTuple
from xl_grc.values import Cell

_FEWEST = 2
"""So many lines have a sum that no other line is likely to have by chance."""


def undated_totals(columns: Sequence[Coded], days: Days) -> Flags:
    """The lines without a day that name a total, or head a group."""
    found = np.zeros(len(days), np.bool_)
    lines = np.flatnonzero(days <= 0)
    for place, column in enumerate(columns if len(lines) else ()):
        codes = column.codes[lines]
        named = {
            code for code in distinct(codes.astype(np.int64)).tolist() if _heads(column.cells[code], first=place == 0)
        }
        if named:
            found[lines] |= np.isin(codes, list(named))
    return found


def _heads(cell: Cell, first: bool) -> bool:
    return is_total(cell) or (first and is_group(cell))


class Doubtful(NamedTuple):
    """The lines that count so far, `counted`, with the amounts of all; those that name `nobody`, nor a document, and
    those that are `named` as a total."""

    counted: Flags
    cents: Cents
    nobody: Flags
    named: Flags


def named_totals(labels: Iterable[Coded]) -> Flags:
    """The lines whose labels name a total."""
    return _any(labels, is_total)


def dated_totals(labels: Sequence[Coded], known: Flags, sales: Doubtful) -> Flags:
    """The lines with a day that are totals all the same: those that are named so, or name nobody, and whose amount is
    that of the lines since the last total, or of all above. Several lines; one, where it is the total of a period or of
    one customer. What is named a total may hold lines that do not count.

    `known` are the totals that are known already.
    """
    found = np.zeros(len(known), np.bool_)
    nobody = sales.nobody & sales.counted
    if 2 * int(nobody.sum()) > int(sales.counted.sum()):
        nobody = found  # a till: what it sells to nobody is no total of the others
    candidates = np.flatnonzero(((sales.named & sales.counted) | nobody) & (sales.cents != 0))
    if not len(candidates):
        return found
    periods = _any(labels, totals_a_period)
    counted, every = _Above(known, sales.counted, sales.cents), _Above(known, ~known, sales.cents)
    for line in candidates.tolist():
        fewest = 1 if periods[line] or _is_of_one(labels, line) else _FEWEST
        if counted.is_total(line, fewest) or (sales.named[line] and every.is_total(line, fewest)):
            found[line] = True
            counted.skip(line)
            every.skip(line)
    return found


def _is_of_one(labels: Sequence[Coded], line: int) -> bool:
    """Whether a line names a total of what the line above names: "Total Durand" below a sale to Durand."""
    if not line:
        return False
    above = {folded_name(column.text(line - 1)) for column in labels} - {""}
    return any(totalled(column.cells[column.codes[line]]) in above for column in labels)


def _any(labels: Iterable[Coded], holds: Callable[[Cell], bool]) -> Flags:
    found: Flags = np.logical_or.reduce([column.flags(holds, beginnings("totals")) for column in labels])
    return found


class _Above:
    """How many lines count above each line, and their sum, without the totals among them."""

    def __init__(self, known: Flags, counted: Flags, cents: Cents) -> None:
        self._lines = np.append(0, np.cumsum(counted))
        self._sums = np.append(0, np.cumsum(np.where(counted & (cents != NO_CENTS), cents, 0)))
        self._cents = cents
        self._known: Places = np.flatnonzero(known)
        self._last, self._totals, self._total_cents = 0, 0, 0

    def is_total(self, line: int, fewest: int) -> bool:
        """Whether the amount of a line is that of all lines above, or of those since the last total."""
        before = int(np.searchsorted(self._known, line))
        start = max(self._last, int(self._known[before - 1]) + 1 if before else 0)
        amount = int(self._cents[line])
        since = (int(self._lines[line] - self._lines[start]), int(self._sums[line] - self._sums[start]))
        every = (int(self._lines[line]) - self._totals, int(self._sums[line]) - self._total_cents)
        return any(lines >= fewest and cents == amount for lines, cents in (since, every))

    def skip(self, line: int) -> None:
        """Take a line for a total from here on."""
        self._last = line + 1
        self._totals += 1
        self._total_cents += int(self._cents[line])
