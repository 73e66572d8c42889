"""The array reading of the bodies against their scalar reading, and what a user of pandas gives them."""

import random
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import xl_grc
from tests.functions.cases import EXTREME, LANGUAGES, SPECIAL
from tests.proofs import rounds
from xl_grc.errors import CellError
from xl_grc.functions.arrays.by_row import BLOCK, by_row
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.function import Function
from xl_grc.functions.units import LANGUAGE, TEXT

BY_ROW = [function for function in FUNCTIONS.values() if not function.over_ranges]
CASES = rounds(100_000)
NUMBERS = (0.0, -0.0, 1.0, -1.0, 0.5, 0.3, 1e-12, 5e-324, 1e200, -1e200, 1e308, 1.7e308, float("inf"), -float("inf"))


def test_there_are_28_of_them():
    assert len(BY_ROW) == 28


def answers(function, rows):
    """What cells show, one row after the other."""
    for row in rows:
        try:
            yield function.evaluate(*row)
        except CellError as error:
            yield error.token


def wrong(function, rows, found, tokens):
    """The rows whose answer differs in its kind, or in a bit."""
    for row, one, wanted in zip(rows, found, answers(function, rows), strict=True):
        error = isinstance(wanted, str) and wanted.startswith("#")
        if error and not tokens:
            equal = one != one
        else:
            equal = one.hex() == wanted.hex() if isinstance(wanted, float) else one == wanted
        if not equal:
            yield f"{row}: a cell {wanted!r}, the array {one!r}"


def cell(parameter, chosen, specials):
    if chosen.random() < 0.15:
        return chosen.choice(specials)
    limit = 10_000 if parameter.unit.maximum is None else parameter.unit.maximum * 1.05
    return chosen.choice((round(chosen.uniform(0, limit), 4), chosen.uniform(0, limit), float(chosen.randint(0, 20))))


@pytest.mark.parametrize("function", BY_ROW, ids=lambda function: function.name)
def test_numbers_bit_for_bit(function):
    chosen = random.Random(f"arrays of {function.name}")
    rows = [
        [
            chosen.choice(("fr", "en")) if p.unit is LANGUAGE else cell(p, chosen, NUMBERS)
            for p in function.parameters
        ]
        for _ in range(CASES)
    ]  # fmt: skip
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    found = by_row(function, columns)
    assert list(wrong(function, rows, found.tolist(), tokens=False)) == []
    assert found.dtype == (object if function.unit is TEXT else np.float64)
    assert not any(one in (float("inf"), -float("inf")) for one in found.tolist())


@pytest.mark.parametrize("function", BY_ROW, ids=lambda function: function.name)
def test_cells_and_their_errors(function):
    chosen = random.Random(f"cells of {function.name}")
    specials = (*SPECIAL, *EXTREME, Decimal("2.5"), 10**400, "", "1e5")
    rows = [
        [chosen.choice(LANGUAGES) if p.unit is LANGUAGE else cell(p, chosen, specials) for p in function.parameters]
        for _ in range(CASES // 10 + 100)
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    assert list(wrong(function, rows, by_row(function, columns, "token"), tokens=True)) == []
    assert list(wrong(function, rows, by_row(function, columns), tokens=False)) == []


def test_changing_a_body_changes_the_array():
    roi = FUNCTIONS["ROI"]
    changed = Function("ROI", lambda margin, cost: roi.body(margin, cost) * 2, roi.parameters, roi.unit)
    assert by_row(changed, ([10.0, 4.0], 5)) == [4.0, 1.6]


def test_more_rows_than_a_block():
    margins = np.arange(2 * BLOCK + 3, dtype=float)
    found = xl_grc.ROI(margins, 2)
    assert found.tobytes() == (margins / 2).tobytes()


def test_scalars():
    assert xl_grc.ROI(10_000, 15_000) == 10_000 / 15_000
    assert type(xl_grc.ROI(np.float32(1), np.int8(2))) is float
    assert xl_grc.ROI(np.array(1), Decimal(2)) == 0.5
    assert xl_grc.REVENUE(np.True_, "12.5") == 12.5
    assert xl_grc.REVENUE(None, 4) == 0
    assert xl_grc.VERDICT(3 * 0.1 / 0.3, language="en") == "Break-even"
    assert xl_grc.LIFETIME_VALUE(50, 2, 5) == 500
    assert np.isnan(xl_grc.ROI(float("nan"), 1))
    assert np.isnan(xl_grc.ROI(pd.NaT, 1))
    assert xl_grc.ROI(pd.NA, float("nan")) is pd.NA


@pytest.mark.parametrize(
    ("arguments", "token"),
    [((100, -5), "#NUM!"), ((1, 0), "#DIV/0!"), (("abc", 1), "#VALUE!"), ((float("inf"), 1), "#NUM!"),
     ((10**400, 1), "#NUM!"), ((1, None), "#DIV/0!"), (("#N/A", 0), "#N/A"), ((1j, 1), "#VALUE!"),
     ((b"1", 1), "#VALUE!"), ((Decimal("sNaN"), 1), "#NUM!"), ((Decimal("1e500"), 1), "#NUM!"),
     ((object(), 1), "#VALUE!")],
)  # fmt: skip
def test_a_scalar_without_an_answer_raises(arguments, token):
    with pytest.raises(CellError) as raised:
        xl_grc.ROI(*arguments)
    assert raised.value.token == token
    assert xl_grc.ROI(*arguments, errors="token") == token


def test_only_a_scalar_none_and_none_in_a_list_are_blank():
    assert str(xl_grc.REVENUE([None, 2, float("nan"), pd.NA], 10)) == "[0.0, 20.0, nan, <NA>]"
    assert str(xl_grc.REVENUE(np.array([None, 2], dtype=object), 10)) == "[nan 20.]"
    assert xl_grc.REVENUE(pd.Series([None, 2], dtype=object), 10).isna().tolist() == [True, False]
    assert xl_grc.REVENUE(pd.Series([1, 2]), None).tolist() == [0, 0]
    assert xl_grc.VERDICT([2, 2], [None, "EN"]) == ["Rentable", "Profitable"]


def test_an_element_without_an_answer_is_nan_or_its_token():
    margins, costs = [1, 1, 1, 1e308, float("inf"), float("nan")], [0, -1, "abc", 1e-300, 1, 0]
    assert str(xl_grc.ROI(margins, costs)) == "[nan, nan, nan, nan, nan, nan]"
    tokens = xl_grc.ROI(margins, costs, errors="token")
    assert str(tokens) == "['#DIV/0!', '#NUM!', '#VALUE!', '#NUM!', '#NUM!', nan]"
    series = xl_grc.ROI(pd.Series([1.0, 4.0, np.nan]), pd.Series([0, 2, 3]), errors="token")
    assert series.dtype == object
    assert series.tolist()[:2] == ["#DIV/0!", 2.0]
    assert np.isnan(series[2])


def test_an_overflow_that_a_division_hides_has_no_answer():
    found = xl_grc.BREAKEVEN_RATE(np.array([1.0, 1.0]), 1, np.array([1e200, 10.0]), 1e200)
    assert np.isnan(found[0])
    assert found[1] == 1 / (1e200 * 10)


def test_errors_is_nan_or_token():
    with pytest.raises(ValueError, match="'nan' or 'token', not 'raise'"):
        xl_grc.ROI([1], 1, errors="raise")
