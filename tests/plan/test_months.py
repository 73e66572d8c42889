"""Months as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_grc.errors import Problem
from xl_grc.plan.months import months_between, outside_period, read_months
from xl_grc.text import texts
from xl_grc.values import ErrorToken


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("1-3, 9", (1, 2, 3, 9)),
        ("mars-mai", (3, 4, 5)),
        ("nov-févr", (1, 2, 11, 12)),
        ("janv., févr.", (1, 2)),
        ("septembre", (9,)),
        ("sept", (9,)),
        ("SEPT.", (9,)),
        ("AOÛT", (8,)),
        ("aout", (8,)),
        ("fe\u0301vrier", (2,)),
        ("Jan-Mar", (1, 2, 3)),
        ("December", (12,)),
        ("mars et avril", (3, 4)),
        ("March and June", (3, 6)),
        ("1;2;9", (1, 2, 9)),
        ("1/2/9", (1, 2, 9)),
        ("1 & 2 + 3", (1, 2, 3)),
        ("mars \u2013 mai", (3, 4, 5)),
        ("mars à mai", (3, 4, 5)),
        ("January to March", (1, 2, 3)),
        ("12-2", (1, 2, 12)),
        ("3-3", (3,)),
        ("5-4", tuple(range(1, 13))),
        ("9, 1, 1", (1, 9)),
        ("janv,", (1,)),
        ("toute l'année", tuple(range(1, 13))),
        ("03", (3,)),
        (3, (3,)),
        (3.0, (3,)),
        ("mars\navril", (3, 4)),
        ("juill.", (7,)),
        ("3.0", (3,)),
        ("1,5", (1, 5)),
        ("10,1", (1, 10)),
        ("2, 1", (1, 2)),
        ("de janvier à mars", (1, 2, 3)),
        ("d'avril à juin", (4, 5, 6)),
        ("du 1 au 3, en sept.", (1, 2, 3, 9)),
        ("from May to July", (5, 6, 7)),
        ("T2", (4, 5, 6)),
        ("t1 - T2", (1, 2, 3, 4, 5, 6)),
        ("1er trimestre", (1, 2, 3)),
        ("Trimestre 4", (10, 11, 12)),
        ("3ème trim.", (7, 8, 9)),
        ("Q3", (7, 8, 9)),
        ("second quarter", (4, 5, 6)),
        ("S1", (1, 2, 3, 4, 5, 6)),
        ("2e semestre", (7, 8, 9, 10, 11, 12)),
        ("first half", (1, 2, 3, 4, 5, 6)),
        ("H2", (7, 8, 9, 10, 11, 12)),
        ("du T4 au T1", (1, 2, 3, 10, 11, 12)),
        ("janvier à juin", (1, 2, 3, 4, 5, 6)),
        ("nov./déc.", (11, 12)),
        ("mars 2027", (3,)),
        ("03/2027", (3,)),
        ("2027-03", (3,)),
        ("mi-mars", (3,)),
        ("fin mars à début mai", (3, 4, 5)),
        ("mid-March", (3,)),
        ("courant mars", (3,)),
        (None, ()),
        ("  ", ()),
    ],
)
def test_months(cell, months):
    assert read_months(cell).months == months


@pytest.mark.parametrize(
    "cell",
    ["01-mars", "1-Mar", "mars-01", "janv-26", "Jan-26", "15 mars", "15 mars 2026", "01/03/2026", "01/03/26", "1.3",
     "2026-03-01", "1-3-2026", "1-3-5", "01/03", "1/3", "2,1", "1.30", 2.5, date(2026, 3, 1),
     datetime(2026, 3, 1)],  # noqa: DTZ001 - cells have no time zone
)  # fmt: skip
def test_months_that_a_spreadsheet_changed(cell):
    assert read_months(cell).key == "months_became_date"


@pytest.mark.parametrize(
    "cell",
    [13, 0, -1, True, float("nan"), float("inf"), "13", "0", "foo", "mars-foo", "mars-avril-mai", ",", "-", "1-13"],
)
def test_not_months(cell):
    assert read_months(cell).key == "not_months"


def test_error_cell():
    assert read_months(ErrorToken("#REF!")).key == "formula_refused"


@given(st.sampled_from(["fr", "en"]), st.integers(1, 12), st.integers(1, 12))
def test_full_names_and_numbers_agree(language, first, last):
    names = texts(language)["months"]
    assert read_months(f"{names[first - 1]} - {names[last - 1]}") == read_months(f"{first}-{last}")
    assert len(read_months(f"{first}-{last}").months) == (last - first) % 12 + 1


@given(st.text())
def test_any_text_is_months_or_a_problem(text):
    found = read_months(text)
    assert isinstance(found, Problem) or all(1 <= month <= 12 for month in found.months)


def test_months_between():
    assert months_between(date(2026, 3, 15), date(2026, 5, 1)) == (3, 4, 5)
    assert months_between(date(2026, 11, 1), date(2027, 2, 28)) == (1, 2, 11, 12)
    assert months_between(date(2026, 3, 15), None) == (3,)
    assert months_between(None, date(2026, 5, 1)) == (5,)
    assert months_between(None, None) == ()
    assert months_between(date(2026, 3, 2), date(2026, 3, 1)).key == "end_before_start"
    assert len(months_between(date(2020, 1, 1), date(2026, 1, 1))) == 12


def test_outside_period():
    start = date(2026, 4, 1)
    assert outside_period(date(2026, 4, 1), start) is None
    assert outside_period(date(2027, 3, 31), start) is None
    assert outside_period(date(2026, 3, 31), start).key == "outside_period"
    found = outside_period(date(2027, 4, 1), start)
    assert dict(found.values) == {"first": date(2026, 4, 1), "last": date(2027, 3, 31)}


@pytest.mark.parametrize(
    ("cell", "dated"),
    [
        ("mars 2027", ((2027, 3),)),
        ("nov. 2026 - févr. 2027", ((2026, 11), (2026, 12), (2027, 1), (2027, 2))),
        ("nov-janv 2027", ((2026, 11), (2026, 12), (2027, 1))),
        ("T1 2027", ((2027, 1), (2027, 2), (2027, 3))),
        ("mars, mai 2027", ((2027, 5),)),
        ("09/2026", ((2026, 9),)),
        ("toute l'année 2027", tuple((2027, month) for month in range(1, 13))),
        ("mars", ()),
    ],
)
def test_years_of_months(cell, dated):
    assert read_months(cell).dated == dated


@pytest.mark.parametrize("cell", ["mars 2026 - avril 2028", "T5", "S3", "5e trimestre", "mars 2026 2027", "mi-2027"])
def test_these_are_no_months(cell):
    assert isinstance(read_months(cell), Problem)


def test_what_is_vague_and_what_leans_on_the_year():
    assert [read_months(cell).vague for cell in ("mi-mars", "fin avril", "mars")] == [True, True, False]
    assert [read_months(cell).in_year for cell in ("T1", "1er semestre", "mars-mai", "T1 2027")] == [
        True,
        True,
        False,
        False,
    ]
