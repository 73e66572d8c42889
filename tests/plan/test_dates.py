"""Dates as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_grc.plan.dates import read_dates
from xl_grc.values import ErrorToken


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
        ("31/12/26", date(2026, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("03/03/2026", date(2026, 3, 3)),
        ("2026-12-31", date(2026, 12, 31)),
        ("2026-04-03", date(2026, 4, 3)),
        ("2026-04-03 00:00:00", date(2026, 4, 3)),
        ("2026-04-03T00:00:00", date(2026, 4, 3)),
        ("2026-02-07 12:50:10.962302767", date(2026, 2, 7)),
        ("2026-03-01 09:00", date(2026, 3, 1)),
        ("2026-03-31T23:30:00Z", date(2026, 3, 31)),
        ("2026-03-31T23:30:00+02:00", date(2026, 3, 31)),
        ("31/12/2026 18:00", date(2026, 12, 31)),
        ("12/31/2026 6:00 PM", date(2026, 12, 31)),
        ("31/12/2026 à 18:00", date(2026, 12, 31)),
        ("20260301", date(2026, 3, 1)),
        (20260301, date(2026, 3, 1)),
        (20260301.0, date(2026, 3, 1)),
        ("31-mars-2026", date(2026, 3, 31)),
        ("05-févr-26", date(2026, 2, 5)),
        ("5-Apr-26", date(2026, 4, 5)),
        ("mar. 31 mars 2026", date(2026, 3, 31)),
        ("Tuesday, March 31, 2026", date(2026, 3, 31)),
        ("2026-04", date(2026, 4, 1)),
        ("04/2026", date(2026, 4, 1)),
        ("4-2026", date(2026, 4, 1)),
        ("3 avril 2026", date(2026, 4, 3)),
        ("1er mars 2026", date(2026, 3, 1)),
        ("April 3rd, 2026", date(2026, 4, 3)),
        ("févr. 2026", date(2026, 2, 1)),
        (date(2026, 4, 3), date(2026, 4, 3)),
        (datetime(2026, 4, 3, 10, 30), date(2026, 4, 3)),  # noqa: DTZ001 - cells have no time zone
        (" 31/12/2026 ", date(2026, 12, 31)),
        (None, None),
        ("  ", None),
    ],
)
def test_dates(cell, day):
    parsed = read_dates([cell])
    assert parsed.values == [day]
    assert type(parsed.values[0]) is type(day)
    assert not parsed.problems


@pytest.mark.parametrize(
    "cell",
    ["31/02/2026", "2026-13-01", "13/2026", "demain", 46000, 1.5, True, "31/12", "12/26", "31/12-2026", "1er 2026",
     "mars 26", "mars avril 2026", "1850-01-01", date(1850, 1, 1), "2026-04-03 soir", "32 mars 2026", "1/2/3/2026"],
)  # fmt: skip
def test_not_dates(cell):
    assert read_dates([cell]).problems[0].key == "not_a_date"


def test_ambiguous_alone_and_settled():
    found = read_dates(["03/04/2026"]).problems[0]
    assert (found.key, found.value, dict(found.values)) == ("ambiguous_date", "03/04/2026", {"iso": "2026-04-03"})
    assert read_dates(["03/04/2026"], "fr").values == [date(2026, 4, 3)]
    assert read_dates(["03/04/2026"], "en").values == [date(2026, 3, 4)]
    assert read_dates(["03/04/2026", "31/12/2026"]).values[0] == date(2026, 4, 3)
    assert read_dates(["03/04/2026", "12/31/2026"], "fr").values[0] == date(2026, 3, 4)


def test_a_column_that_contradicts_itself_settles_nothing():
    assert read_dates(["03/04/26", "31/12/26", "12/31/26"]).problems.keys() == {0}


def test_iso_and_bad_dates_settle_nothing():
    assert read_dates(["03/04/2026", "2026-12-31", "99/99/2026"]).problems[0].key == "ambiguous_date"


def test_error_cell():
    assert read_dates([ErrorToken("#N/A")]).problems[0].key == "formula_refused"


@given(st.dates(date(1900, 1, 1), date(9999, 12, 31)), st.sampled_from("/-."))
def test_dates_read_back(day, mark):
    french, english = (day.strftime(form.replace("/", mark)) for form in ("%d/%m/%Y", "%m/%d/%Y"))
    assert read_dates([french], "fr").values == [day] or day.day <= 12
    assert read_dates([french, f"31{mark}12{mark}2026"]).values[0] == day
    assert read_dates([english, f"12{mark}31{mark}2026"]).values[0] == day
    assert read_dates([day.isoformat()]).values == [day]


@given(st.text())
def test_any_text_is_a_date_a_blank_or_a_problem(text):
    parsed = read_dates([text])
    assert parsed.values == [None] or not parsed.problems
