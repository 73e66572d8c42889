"""How many customers a workbook takes: with formulas up to a bound, with values above, none beyond the rows of a sheet.

More than those are refused while they are read, before much is held of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from xl_grc.customers.headers import place_fields
from xl_grc.customers.words import folded_name, is_nobody
from xl_grc.errors import InputError, Problem
from xl_grc.plan.words import identity
from xl_grc.values import Cell

MOST_CUSTOMERS = 1_000_000
"""A sheet has room for few more rows."""
LIVE_UP_TO = 5_000
"""From more customers on the sheet holds values: thousands of formulas would take long to open."""
_NAMING: Mapping[str, Callable[[str], str]] = {"code": identity, "email": identity, "name": folded_name}
"""What tells customers apart, the first that an export has; and what two spellings of it share."""
_STEP = 10


def calculates(customers: int) -> bool:
    """Whether the table of so many customers holds formulas.

    >>> calculates(5_000), calculates(5_001)
    (True, False)
    """
    return customers <= LIVE_UP_TO


def refuse_more(customers: int, most: int | None) -> None:
    """Refuse more customers than there is room for. Raises InputError: customers.too_many."""
    if most is not None and customers > most:
        raise InputError([Problem.of("customers.too_many", count=customers, limit=most)])


class Watch:
    """Told of the columns of a large file as they are read, as arrays of pyarrow. There are no more customers than
    lines, so hardly any file is counted; one that is, again when a tenth more lines are there."""

    def __init__(self, header: Sequence[Cell], typed: Mapping[str, str], most: int | None) -> None:
        places = place_fields(header, typed).places
        self._most = most
        self._field = next((field for field in _NAMING if field in places), "")
        self._place = places.get(self._field)
        self._next = 0 if most is None else most

    def __call__(self, columns: Sequence[Sequence[Any]]) -> None:
        if self._most is None or self._place is None:
            return
        parts = columns[self._place]
        lines = sum(map(len, parts))
        if lines > self._next:
            found = self._customers(parts)
            refuse_more(found, self._most)
            self._next = lines + max(self._most - found, lines // _STEP)

    def _customers(self, parts: Sequence[Any]) -> int:
        import pyarrow

        texts = pyarrow.chunked_array(parts).unique()
        if len(texts) <= (self._most or 0):
            return len(texts)
        return len(_different((text.decode() for text in texts.to_pylist()), _NAMING[self._field]))


def _different(texts: Iterable[str], key: Callable[[str], str]) -> set[str]:
    return {key(text) for text in texts if text.strip() and not is_nobody(text)}
