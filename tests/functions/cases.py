"""Generated cases: what cells hold, in every place of every function, and what must come out."""

import itertools
import math
import random
from collections.abc import Iterator

from xl_grc.excel import udfs
from xl_grc.functions.function import Function
from xl_grc.functions.units import LANGUAGE

SPECIAL = (None, 0, -1, 1, True, False, "abc", "2", "2.5", "-3", "+.5", " 7 ", "#N/A", "#DIV/0!", 0.5, 0.3)
EXTREME = (1e-12, 1e-300, 1e200, 1e308)
LANGUAGES = (None, "fr", "en", "EN", "de", "#N/A", 5, True)
CASES = 200
"""Random cases of each function, beside those of all special values where they are few; over ten thousand in all."""
HEIGHT = 3
"""The cells of a range."""


def cases_of(function: Function) -> Iterator[tuple]:
    """Special values in every place, then random ones; the same at each run."""
    chosen = random.Random(function.name)
    if len(function.parameters) <= 2 and not function.over_ranges:
        yield from itertools.product(
            *(LANGUAGES if p.unit is LANGUAGE else (*SPECIAL, *EXTREME) for p in function.parameters)
        )
    if function.over_ranges:
        yield tuple([None] * HEIGHT if p.shape != "cell" else None for p in function.parameters)
    for _ in range(CASES):
        yield tuple(_argument(parameter, chosen) for parameter in function.parameters)


def _argument(parameter, chosen):
    if parameter.shape == "cell":
        return _cell(parameter, chosen, 0.3)
    return [_cell(parameter, chosen, 0.08) for _ in range(HEIGHT)]


def cell_of_range(parameter, chosen):
    """A cell, now and then a special one; none is extreme: those are tried alone."""
    return _cell(parameter, chosen, 0.08, SPECIAL)


def _cell(parameter, chosen, special, specials=(*SPECIAL, *EXTREME)):
    if parameter.unit is LANGUAGE:
        return chosen.choice(LANGUAGES)
    if chosen.random() < special:
        return chosen.choice(specials)
    limit = 10_000 if parameter.unit.maximum is None else parameter.unit.maximum * 1.05
    return round(chosen.uniform(0, limit), 4)


def expected(function: Function, values: tuple):
    """What the UDF answers: a value or an error token."""
    return getattr(udfs, function.name)(*values)


def addresses(function: Function, row: int = 1) -> list[str]:
    """Where the arguments stand: a column each, from `row` down."""
    return [
        f"{'ABCDEF'[place]}{row}" + (f":{'ABCDEF'[place]}{row + HEIGHT - 1}" if parameter.shape != "cell" else "")
        for place, parameter in enumerate(function.parameters)
    ]


def cells_of(values: tuple, row: int = 1) -> dict[str, object]:
    """Each cell with its value."""
    return {
        f"{'ABCDEF'[place]}{row + down}": cell
        for place, value in enumerate(values)
        for down, cell in enumerate(value if isinstance(value, list) else [value])
    }


def agree(wanted: object, value: object, error: str | None) -> bool:
    """Whether a cell shows what is wanted."""
    if isinstance(wanted, str) and wanted.startswith("#"):
        return error == wanted
    if isinstance(wanted, str):
        return value == wanted
    return isinstance(value, (int, float)) and math.isclose(wanted, value, rel_tol=1e-9, abs_tol=1e-300)
