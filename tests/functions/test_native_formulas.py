"""The guarded native formulas against the UDFs, calculated by LibreOffice and by ironcalc.

Where an engine itself differs from Excel, `DIFFERENCES` says so with a source.
"""

import ironcalc
import pytest

from tests.functions.cases import addresses, agree, cases_of, cells_of, expected
from xl_grc.functions.catalogue import FUNCTIONS

LIMITS = (
    "https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3"
)
DIFFERENCES = {
    "LibreOffice": {},
    "ironcalc": {
        f"keeps an infinity inside a formula; Excel's largest number is 1.7976931348623158E+308 ({LIMITS})": (
            lambda wanted, case: wanted == "#NUM!" and any(cell in (1e200, 1e308) for cell in case)
        ),
        f"takes numbers nearer than 1E-16 for equal; Excel's smallest is 2.2251E-308 ({LIMITS}), LibreOffice's too": (
            lambda wanted, case: 1e-300 in case
        ),
        "takes no spaces around a number in an array, and takes them in a cell; Excel and LibreOffice convert alike": (
            lambda wanted, case: any(" 7 " in argument for argument in case if isinstance(argument, list))
        ),
    },
}
"""Engine -> what it does otherwise, and which cases that excuses; they are few, and only these may disagree."""


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


def disagreements(function, engine, cases, results):
    for case, (value, error) in zip(cases, results, strict=True):
        wanted = expected(function, case)
        if not agree(wanted, value, error):
            excused = any(excuses(wanted, case) for excuses in DIFFERENCES[engine].values())
            yield excused, f"{case}: {wanted!r}, sheet {value!r} {error!r}"


@pytest.mark.parametrize("engine", DIFFERENCES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_guarded_formula_agrees_with_the_udf(name, engine, request):
    function = FUNCTIONS[name]
    cases = list(cases_of(function))
    if engine == "LibreOffice":
        results = by_libreoffice(function, cases, request.getfixturevalue("office"))
    else:
        results = by_ironcalc(function, cases)
    found = list(disagreements(function, engine, cases, results))
    wrong = [text for excused, text in found if not excused]
    assert not wrong, f"{len(wrong)} of {len(cases)}\n" + "\n".join(wrong[:10])
    assert len(found) <= len(cases) / 25, "too many cases excused"
    tokens = {expected(function, case) for case in cases}
    assert {"#VALUE!", "#N/A"} <= tokens


def test_there_are_thousands_of_cases():
    assert sum(1 for function in FUNCTIONS.values() for _ in cases_of(function)) > 10_000
