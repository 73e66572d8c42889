"""The guarded native formulas against the UDFs, calculated by LibreOffice and by ironcalc.

Where an engine itself differs from Excel, `DIFFERENCES` says so with a source, and the case is counted apart.
"""

import ironcalc
import pytest

from tests.functions.cases import addresses, agree, cases_of, cells_of, expected
from xl_grc.functions import FUNCTIONS


def as_office_cell(value):
    if isinstance(value, str):
        return {"error": value} if value.startswith("#") else {"text": value}
    return value


def by_libreoffice(function, cases, office):
    formula = "=" + function.guarded(*addresses(function))
    results = office.formulas(
        [{"cells": {at: as_office_cell(v) for at, v in cells_of(c).items()}, "formula": formula} for c in cases]
    )
    return [(result.value, result.error) for result in results]


def by_ironcalc(function, cases):
    model = ironcalc.create("cases")
    height = 3 if function.over_ranges else 1
    places = [(number * height + 1, case) for number, case in enumerate(cases)]
    for row, case in places:
        for address, value in cells_of(case, row).items():
            column, at = "ABCDEF".index(address[0]) + 1, int(address[1:])
            if isinstance(value, str):
                model.set_user_input(0, at, column, value if value.startswith("#") else f"'{value}")
            elif isinstance(value, bool):
                model.update_cell_with_bool(0, at, column, value)
            elif value is not None:
                model.update_cell_with_number(0, at, column, value)
        model.update_cell_with_formula(0, row, 7, "=" + function.guarded(*addresses(function, row)))
    model.evaluate()
    return [shown(model, row) for row, _ in places]


def shown(model, row):
    value = model.get_cell_value(0, row, 7)
    return (None, value) if model.get_cell_type(0, row, 7) == ironcalc.CellType.ErrorValue else (value, None)


def disagreements(function, cases, results):
    return [
        f"{case}: {expected(function, case)!r}, sheet {value!r} {error!r}"
        for case, (value, error) in zip(cases, results, strict=True)
        if not agree(expected(function, case), value, error)
    ]


@pytest.mark.parametrize("engine", ["LibreOffice", "ironcalc"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_guarded_formula_agrees_with_the_udf(name, engine, request):
    function = FUNCTIONS[name]
    cases = list(cases_of(function))
    if engine == "LibreOffice":
        results = by_libreoffice(function, cases, request.getfixturevalue("office"))
    else:
        results = by_ironcalc(function, cases)
    wrong = disagreements(function, cases, results)
    assert not wrong, f"{len(wrong)} of {len(cases)}\n" + "\n".join(wrong[:10])
    tokens = {expected(function, case) for case in cases}
    assert {"#VALUE!", "#N/A", "#DIV/0!"} <= tokens
