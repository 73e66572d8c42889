"""Sums of consecutive rows: which rows a total adds up."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from xl_grc.records import NamedTuple

NEAR = 0.0051
"""A total is shown in cents; what it adds up may be finer."""
_ROUNDED = 0.005
"""By how much of it people round a sum at most: 12,000 for 11,985 is one, 12,000 for 11,900 another amount."""
_MOST_COMPARISONS = 1_000_000
"""A file of totals that fit nowhere is not searched for ever: they are refused."""


def is_rounded(amount: float, total: float) -> bool:
    """Whether an amount is what people write for a sum: in cents; or up or down to a whole number; or to tens, hundreds
    and so on, where that changes it by half a percent at most. A rounded amount says so by its zeros: one as near as
    that which is not round is another sum.

    >>> is_rounded(6_699, 6_699.6), is_rounded(12_000, 11_985), is_rounded(11_985, 12_000), is_rounded(12_000, 11_900)
    (True, True, False, False)
    """
    away = abs(amount - total)
    if away <= NEAR:
        return True
    if not math.isfinite(amount) or amount != int(amount):
        return False
    digits = f"{abs(amount):.0f}"
    step = 10 ** (len(digits) - len(digits.rstrip("0")))
    return away < 1 or (away < step and away <= _ROUNDED * abs(total))


class Run(NamedTuple):
    """Consecutive rows, by their places among the rows added: from `first` up to, without, `last`."""

    first: int
    last: int


class RunningSums:
    """The sums of rows of amounts, one after the other.

    >>> sums = RunningSums(2)
    >>> for amounts in [(35_000, 135_000), (5_000, 15_000), (5_000, 50_000)]:
    ...     sums.add(amounts)
    >>> sums.run({0: 45_000, 1: 200_000}, shortest=2), sums.run({0: 45_000, 1: 1}, shortest=2)
    (Run(first=0, last=3), None)
    """

    def __init__(self, width: int) -> None:
        self._sums: list[tuple[float, ...]] = [(0.0,) * width]
        self._places: dict[int, dict[int, list[int]]] = {}
        self._left = _MOST_COMPARISONS
        self._group = 0

    def __len__(self) -> int:
        return len(self._sums) - 1

    def add(self, amounts: Sequence[float | None]) -> None:
        """One more row; a blank adds nothing."""
        self._sums.append(tuple([held + (more or 0.0) for held, more in zip(self._sums[-1], amounts, strict=True)]))
        for column, places in self._places.items():
            places[_cents(self._sums[-1][column])].append(len(self))

    def close(self) -> Run:
        """A total stands here: the rows below it are another group than these."""
        group, self._group = Run(self._group, len(self)), len(self)
        return group

    def amounts(self, run: Run) -> tuple[float, ...]:
        """What a run adds up to in each column."""
        return tuple(
            [after - before for before, after in zip(self._sums[run.first], self._sums[run.last], strict=True)]
        )

    def is_run(self, run: Run, total: Mapping[int, float]) -> bool:
        """Whether a run adds up to a total: an amount for each of some columns."""
        before, after = self._sums[run.first], self._sums[run.last]
        return all(abs(after[column] - before[column] - amount) <= NEAR for column, amount in total.items())

    def run(self, total: Mapping[int, float], shortest: int, anywhere: bool = False) -> Run | None:
        """The rows, `shortest` of them at least, that a total adds up: the last ones, else any when asked for."""
        column, amount = next(iter(total.items()))
        places = self._places_of(column)
        for last in range(len(self), 0, -1):
            wanted = _cents(self._sums[last][column] - amount)
            for first in (place for near in (wanted, wanted - 1, wanted + 1) for place in places.get(near, ())):
                self._left -= 1
                if self._left < 0:
                    return None
                if last - first >= shortest and self.is_run(Run(first, last), total):
                    return Run(first, last)
            self._left -= 1
            if not anywhere or self._left < 0:
                return None
        return None

    def rounded(self, total: Mapping[int, float]) -> Run | None:
        """The rows, of two amounts at least, that a rounded total adds up: those since the last total, else all of
        them. Of other runs one is soon as near as that by chance."""
        for first in dict.fromkeys((self._group, 0)):
            run, before, after = Run(first, len(self)), self._sums[first], self._sums[-1]
            fits = all(is_rounded(amount, after[column] - before[column]) for column, amount in total.items())
            if fits and any(self._adds_two(run, column) for column in total):
                return run
        return None

    def _adds_two(self, run: Run, column: int) -> bool:
        """Whether a run has two amounts in a column."""
        self._left -= run.last - run.first
        sums = (self._sums[place][column] for place in range(run.first, run.last + 1))
        return self._left >= 0 and sum(one != other for one, other in pairwise(sums)) > 1

    def _places_of(self, column: int) -> dict[int, list[int]]:
        """After how many rows the sum of a column is so many cents."""
        if column not in self._places:
            places = self._places[column] = defaultdict(list)
            for place, sums in enumerate(self._sums):
                places[_cents(sums[column])].append(place)
        return self._places[column]


def _cents(amount: float) -> int:
    return round(amount * 100)
