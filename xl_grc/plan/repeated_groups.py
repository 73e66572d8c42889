"""Groups of rows that add up to what the group above them does: a table of actions, and below it what it comes to by
another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xl_grc.plan.running_sums import NEAR, Run, RunningSums


class RepeatedGroups:
    """The groups between totals, one after the other; amounts are looked at in some `columns`.

    >>> sums = RunningSums(1)
    >>> groups = RepeatedGroups(sums, [0])
    >>> for amount in (4_000, 1_500):
    ...     sums.add([amount])
    >>> groups.close(Run(0, 2))
    >>> for amount in (2_500, 3_000):
    ...     sums.add([amount])
    >>> groups.close(Run(2, 4))
    >>> list(groups.found())
    [(Run(first=2, last=4), Run(first=0, last=2))]
    """

    def __init__(self, sums: RunningSums, columns: Sequence[int]) -> None:
        self._sums = sums
        self._columns = columns
        self._last: Run | None = None
        self._found: dict[Run, Run] = {}

    def close(self, total: Run | None) -> None:
        """A total stands here, of these rows when it is right, or the last row: what one total adds up together is no
        repetition."""
        group = self._sums.close()
        if group.first < group.last:
            if self._last is not None and self._last.last - self._last.first > 1 and self._are_alike(self._last, group):
                self._found[group] = self._last
            self._last = group
        if total is not None:
            added = [one for one, above in self._found.items() if total.first <= above.first and one.last <= total.last]
            for one in added:
                del self._found[one]

    def found(self) -> Iterator[tuple[Run, Run]]:
        """Each group that repeats another, and that one."""
        return iter(self._found.items())

    def _are_alike(self, above: Run, group: Run) -> bool:
        """Whether two groups come to the same, in each column in which the second has amounts."""
        pairs = zip(self._sums.amounts(above), self._sums.amounts(group), strict=True)
        held = [(one, other) for place, (one, other) in enumerate(pairs) if other and place in self._columns]
        return bool(held) and all(abs(one - other) <= NEAR for one, other in held)
