"""Numbers as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_grc.functions.units import AMOUNT, COUNT, RATE, TARGET
from xl_grc.plan.numbers import looks_numeric, read_numbers
from xl_grc.values import ErrorToken


def number(cell, unit=AMOUNT, language=None):
    parsed = read_numbers([cell], unit, language)
    assert not parsed.problems
    return parsed.values[0]


def problem(cell, unit=AMOUNT, language=None):
    parsed = read_numbers([cell], unit, language)
    assert parsed.values == [None]
    return parsed.problems[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234),
        ("1234,5", 1234.5),
        ("1234.5", 1234.5),
        ("1 234,56 €", 1234.56),
        ("1\u00a0234,56\u00a0€", 1234.56),
        ("1\u202f234\u202f567,5€", 1234567.5),
        ("1\u2009234", 1234),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1'234.50", 1234.5),
        ("$1,234.50", 1234.5),
        ("£ 12", 12),
        ("35 000 EUR", 35000),
        ("35 000 euros", 35000),
        ("+7", 7),
        ("0.750", 0.75),
        ("1234.567", 1234.567),
        ("12.5", 12.5),
        ("1 234.567", 1234.567),
        ("8,5 k€", 8500),
        ("8.7 K€", 8700),
        ("12k", 12000),
        ("1,2 M€", 1_200_000),
        ("4 500 € HT", 4500),
        ("4500 TTC", 4500),
        (",5", 0.5),
        ("5,", 5),
        ("  12  ", 12),
        ("007", 7),
        ("-0", 0),
        (0, 0),
        (1e15, 1e15),
    ],
)
def test_amounts(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-inf", "1e400", "1e3", "0x10", "1_000", "12 34", "1.23.4", "1,23,456", "abc", "1 2345", "€",
     "5 € €", "€5€", "50 %", "--5", "٣", "1.234 567", "0 750", "1,234.567,8", "1 234.567,8"],
)  # fmt: skip
def test_not_numbers(text):
    assert problem(text).key == "not_a_number"
    assert problem(text).value == text


@pytest.mark.parametrize("cell", [True, float("nan"), float("inf"), date(2026, 1, 1)])
def test_other_cells_are_no_numbers(cell):
    assert problem(cell).key == "not_a_number"


def test_blanks():
    nothing = [None, "", "  ", "\u00a0", "-", "–", " -   € "]
    assert read_numbers(nothing, AMOUNT).values == [None] * len(nothing)


def test_error_cells_are_formulas_in_error_and_equal_texts_are_not():
    parsed = read_numbers(["#N/A", ErrorToken("#N/A")], AMOUNT)
    assert [parsed.problems[0].key, parsed.problems[1].key] == ["not_a_number", "formula_refused"]


@pytest.mark.parametrize(("text", "value"), [("50 %", 0.5), ("50%", 0.5), ("33,3 %", 0.333), ("0,5", 0.5), (1, 1)])
def test_rates(text, value):
    assert number(text, RATE) == value


def test_a_rate_above_100_percent_is_no_reading():
    assert number("33,333 %", RATE) == pytest.approx(0.33333)
    assert number("33.333 %", RATE) == pytest.approx(0.33333)
    assert read_numbers(["33,333 %", "0,125"], RATE).values == [pytest.approx(0.33333), 0.125]
    assert problem("1,234.5 %", RATE).key == "rate_above_one"
    assert problem("33,333").key == "ambiguous_number"


def test_limits():
    assert problem("50", RATE).key == "rate_above_one"
    assert problem(1.01, RATE).key == "rate_above_one"
    assert problem("120 %", RATE).key == "rate_above_one"
    assert problem("-5").key == "below_minimum"
    assert problem("−5 €").key == "below_minimum"
    assert problem(-1, COUNT).key == "below_minimum"
    assert problem("1 000 000 000 000 001").key == "too_large"
    assert problem("-9999999999999999").key == "too_large"
    assert problem(10**400).key == "too_large"
    assert problem("9" * 500).key == "too_large"


def test_currency_and_percent_belong_to_some_columns():
    assert problem("50 €", COUNT).key == "not_a_number"
    assert problem("50 €", RATE).key == "not_a_number"
    assert number("90 %", TARGET) == 0.9
    assert number("200 000 €", TARGET) == 200000


@pytest.mark.parametrize(("text", "french", "english"), [("1.234", 1234, 1.234), ("1,234", 1.234, 1234)])
def test_ambiguous_alone_and_settled_by_the_language(text, french, english):
    found = problem(text)
    assert found.key == "ambiguous_number"
    assert dict(found.values) == {"first": 1234, "second": 1.234}
    assert number(text, language="fr") == french
    assert number(text, language="en") == english


@pytest.mark.parametrize(
    ("other", "value"), [("12,5", 1234), ("1.234,56", 1234), ("1.234.567", 1234), ("12.5", 1.234), ("0.750", 1.234)]
)
def test_the_rest_of_the_column_settles(other, value):
    assert read_numbers(["1.234", other], AMOUNT).values[0] == value


def test_the_column_counts_before_the_language():
    assert read_numbers(["1.234", "12.5"], AMOUNT, "fr").values[0] == 1.234


def test_a_column_that_contradicts_itself_settles_nothing():
    cells = ["1.234", "12,5", "12.5"]
    assert read_numbers(cells, AMOUNT).problems[0].key == "ambiguous_number"
    assert read_numbers(cells, AMOUNT, "fr").values == [1234, 12.5, 12.5]


def test_spaces_and_number_cells_say_nothing_about_the_decimal_mark():
    assert read_numbers(["1.234", "1 234", 12.5], AMOUNT).problems.keys() == {0}


def test_looks_numeric():
    assert all(map(looks_numeric, ["200 000 €", "12,5", "50 %", 7, 1.5]))
    assert not any(map(looks_numeric, ["jeunes", True, None, "", date(2026, 1, 1)]))


AMOUNTS = st.integers(0, 10**14).map(lambda cents: cents / 100)


@given(AMOUNTS, st.sampled_from([" ", "\u00a0", "\u202f"]), st.sampled_from(["", "€", " €"]))
def test_french_amounts_read_back(amount, space, money):
    written = f"{amount:,.2f}".replace(",", space).replace(".", ",") + money
    assert number(written) == amount


@given(AMOUNTS, st.sampled_from(["", "$", "£"]))
def test_english_amounts_read_back(amount, money):
    assert number(f"{money}{amount:,.2f}") == amount


@given(st.text())
def test_any_text_is_a_number_a_blank_or_a_problem(text):
    parsed = read_numbers([text], AMOUNT)
    assert len(parsed.values) == 1
    assert (parsed.values[0] is None) or not parsed.problems


@given(st.lists(st.from_regex(r"[0-9]{0,17}([.,][0-9]{1,2})?( %)?(\n[0-9]{0,2})?", fullmatch=True)))
def test_a_column_at_once_is_its_cells_one_by_one(cells):
    for unit in (AMOUNT, RATE):
        values, problems = read_numbers(cells, unit)
        alone = [read_numbers([cell], unit) for cell in cells]
        assert values == [value for one in alone for value in one.values]
        assert problems == {place: one.problems[0] for place, one in enumerate(alone) if one.problems}
