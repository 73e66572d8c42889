"""How much of a table is held in memory at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.values import Cell


def held(rows: Iterable[list[Cell]], file: str) -> list[list[Cell]]:
    """The rows of a table that is read whole. Raises InputError when they are more than a sheet may have."""
    limit = PackageLimits.from_environment().rows
    found = list(islice(rows, limit + 1))
    if len(found) > limit:
        raise too_many(file, limit)
    return found


def too_many(file: str, limit: int) -> InputError:
    """The refusal of a table, or of a plan in it, that has more rows than that."""
    return InputError([Problem.of("too_many_input_rows", limit=limit)._replace(file=file)])
