"""Which customer of an analysis is which of a workbook: by code, else by a name that both have once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from xl_grc.customers.words import folded_name
from xl_grc.plan.words import identity
from xl_grc.records import NamedTuple


class Known(NamedTuple):
    """A customer as both sides know one: code, name, how many purchases."""

    code: str
    name: str
    purchases: float


class Matches(NamedTuple):
    """`rows` is the place in the workbook of each customer of the analysis who is there, by place in the analysis.

    `merged` are customers of the workbook, by place, whom the sales now count with another one, whose place is told.
    """

    rows: dict[int, int]
    merged: dict[int, int]


def matched(before: Sequence[Known], now: Sequence[Known]) -> Matches:
    """The customers of an analysis in a workbook; places are those of the two sequences.

    Two customers of one name are one now when the purchases of one reach those that both had, and the other is gone:
    nobody else would have bought them all. Of a code that stands twice in the workbook the first row is the customer's.

    >>> matched([Known("A", "Petit", 2), Known("B", "Petit", 3)], [Known("A", "Petit", 6), Known("C", "Roux", 1)])
    Matches(rows={0: 0}, merged={1: 0})
    """
    by_code: dict[str, int] = {}
    for place, one in enumerate(before):
        if one.code.strip():
            by_code.setdefault(identity(one.code), place)
    rows = {place: by_code[key] for place, one in enumerate(now) if (key := identity(one.code)) in by_code}
    old, new = [folded_name(one.name) for one in before], [folded_name(one.name) for one in now]
    once = _once(old).keys() & _once(new).keys()
    by_name, taken = _once(old), set(rows.values())
    for place, name in enumerate(new):
        if place not in rows and name in once and by_name[name] not in taken:
            rows[place] = by_name[name]
    return Matches(rows, dict(_merged(before, now, rows, old)))


def _once(names: Sequence[str]) -> Mapping[str, int]:
    """The places of names that stand once."""
    counts = Counter(names)
    return {name: place for place, name in enumerate(names) if name and counts[name] == 1}


def _merged(
    before: Sequence[Known], now: Sequence[Known], rows: Mapping[int, int], names: Sequence[str]
) -> dict[int, int]:
    """The customers of the workbook who are gone into another one."""
    kept = {row: place for place, row in rows.items()}
    of_name: dict[str, list[int]] = {}
    for row in kept:
        of_name.setdefault(names[row], []).append(row)
    found: dict[int, int] = {}
    for row, name in enumerate(names):
        others = of_name.get(name, []) if name and row not in kept else []
        if len(others) == 1 and before[row].purchases > 0:
            (other,) = others
            if now[kept[other]].purchases >= before[other].purchases + before[row].purchases:
                found[row] = other
    return found
