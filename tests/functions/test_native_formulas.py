"""The guarded native formulas against the bodies, calculated by LibreOffice."""

import itertools
import math
import random

import pytest

from xl_grc.errors import CellError
from xl_grc.functions import FUNCTIONS

CELLS = ("A1", "B1", "C1", "D1")
SPECIAL = (None, 0, -1, 1, True, False, "abc", "2", "2.5", "-3", "#N/A", "#DIV/0!", 1e-12, 1e200, 0.5, 0.3)
# An empty text is left out: LibreOffice counts it as 0, Excel answers #VALUE!, as the body does.
CASES = 160
"""Cases of each function; with those of special values about five thousand in all."""


def cases_of(function, chosen):
    """Special values in every place, then random ones."""
    count = len(function.parameters)
    if count <= 2:
        yield from itertools.product(SPECIAL, repeat=count)
    for _ in range(CASES):
        yield tuple(
            chosen.choice(SPECIAL) if chosen.random() < 0.3 else round(chosen.uniform(0, limit(parameter)), 4)
            for parameter in function.parameters
        )


def limit(parameter):
    return 1.1 if parameter.unit.maximum == 1 else 10_000


def as_cell(value):
    if isinstance(value, str):
        return {"error": value} if value.startswith("#") else {"text": value}
    return value


def expected(function, values):
    try:
        return function.evaluate(*values)
    except CellError as error:
        return error.token


def agrees(wanted, cell):
    if isinstance(wanted, str):
        return cell.error == wanted
    return isinstance(cell.value, float) and math.isclose(wanted, cell.value, rel_tol=1e-9, abs_tol=1e-300)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_guarded_formula_agrees_with_the_body(name, office):
    function = FUNCTIONS[name]
    cells = CELLS[: len(function.parameters)]
    cases = list(cases_of(function, random.Random(name)))
    formula = "=" + function.guarded(*cells)
    results = office.formulas(
        [{"cells": dict(zip(cells, map(as_cell, values), strict=True)), "formula": formula} for values in cases]
    )
    wrong = [
        f"{values}: body {expected(function, values)!r}, sheet {result}"
        for values, result in zip(cases, results, strict=True)
        if not agrees(expected(function, values), result)
    ]
    assert not wrong, "\n".join(wrong[:10])
    tokens = {expected(function, values) for values in cases if isinstance(expected(function, values), str)}
    assert {"#VALUE!", "#N/A"} <= tokens
