"""Every figure on a public file of sales, against a calculation written apart from the product."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.customers import cdnow
from tests.customers.independent import Figures, returned
from tests.proofs import variants
from xl_grc.customers import Options, analyse_files
from xl_grc.tables.relations.standing import SEGMENTS
from xl_grc.text import LANGUAGES

DAYS = [date(1998, 6, 30), date(1997, 12, 31), date(1998, 2, 14)]


@cache
def figures(day):
    """The other calculation."""
    return Figures(cdnow.sales(), day)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("cdnow") / "cdnow.csv"
    path.write_text(cdnow.csv_text(), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=variants(*DAYS), ids=str)
def both(request, file):
    """Our analysis of a day and the other calculation."""
    return analyse_files([file], Options(date(2026, 11, 28), request.param)), figures(request.param)


def test_the_file_is_whole():
    assert len(cdnow.sales()) == cdnow.LINES


def test_purchases_and_money(both):
    ours, theirs = both
    bought = ours.purchases.bought
    for customer, code in enumerate(ours.sales.people.codes):
        if bought[customer]:
            days = theirs.bought[code]
            assert ours.purchases.frequency[customer] == len(days)
            assert ours.purchases.money[customer] == theirs.money[code]
            assert ours.purchases.first[customer] == min(days).toordinal()
            assert ours.cells["recency"][customer] == theirs.recency(code)
    assert bought.sum() == len(theirs.bought)


def test_intervals(both):
    ours, theirs = both
    assert ours.intervals.size == len(theirs.gaps)
    assert ours.intervals.usual == pytest.approx(float(theirs.usual), abs=1e-9)
    assert ours.intervals.lost == pytest.approx(float(theirs.lost), abs=1e-9)


def test_scores(both):
    ours, theirs = both
    expected = theirs.scores()
    codes = ours.sales.people.codes
    found = np.nan_to_num(np.stack([ours.cells[key] for key in "rfm"], axis=1)).astype(int).tolist()
    assert {code: scores for code, scores in zip(codes, found, strict=True) if scores[0]} == expected


def test_segments(both):
    ours, theirs = both
    names = ["", *SEGMENTS]
    found = {code: names[segment] for code, segment in zip(ours.sales.people.codes, ours.segment, strict=True)}
    assert {code: name for code, name in found.items() if name} == theirs.segments()


def test_best_customers(both):
    ours, theirs = both
    assert [(part.customers, part.cents) for part in ours.pareto] == [theirs.pareto(step) for step in range(1, 11)]


def test_retention_and_the_last_year(both):
    ours, theirs = both
    assert (None if ours.retention is None else tuple(ours.retention)) == theirs.retention()
    assert tuple(ours.year) == theirs.last_year()
    several = sum(len(days) > 1 for days in theirs.bought.values())
    assert ours.repeat_rate == pytest.approx(several / len(theirs.bought), rel=1e-12)


def test_returns(both):
    ours, theirs = both
    expected = returned(cdnow.sales(), theirs.as_of, ours.returns.since)
    assert list(ours.returns.once) == expected["once"]
    assert list(ours.returns.several) == expected["several"]
    middle = theirs.start + (theirs.as_of - theirs.start) // 2
    assert ours.returns.since == middle  # none of these days has 24 months of sales before it


def test_cohorts(both):
    ours, theirs = both
    if ours.cohorts.by_quarter:
        assert theirs.usual > 45
        return
    expected, last = theirs.cohorts()
    for row in ours.cohorts.rows:
        first = row.month.year * 12 + row.month.month - 1
        size, ages = expected[first]
        assert row.customers == size
        assert row.buyers == tuple(ages[age] if first + age <= last else None for age in range(12))
    assert len(ours.cohorts.rows) == min(12, len(expected))


@cache
def told():
    """The figures of 30 June 1998 that the documentation tells, as the other calculation finds them; the shares."""
    theirs, once = figures(DAYS[0]), returned(cdnow.sales(), DAYS[0], date(1997, 9, 30))
    segments = theirs.segments()
    of_segment = Counter(segments.values())
    money = Counter()
    for customer, segment in segments.items():
        money[segment] += theirs.money[customer]
    count, best = theirs.pareto(2)
    cents, purchases, buyers = theirs.last_year()
    assert count == 4_701
    whole = [
        len(theirs.bought),
        sum(map(len, theirs.bought.values())),
        *(of_segment[segment] for segment in SEGMENTS),
        *(round(money[segment] / 100) for segment in SEGMENTS),
        *once["once"],
        *once["several"],
    ]
    shares = [
        f"{100 * best / sum(theirs.money.values()):.1f}",
        f"{cents / purchases / 100:.2f}",
        f"{purchases / buyers:.2f}",
    ]
    return whole, shares


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documentation_tells_these_figures(language):
    page = (Path(__file__).parents[2] / "docs" / f"customers_{language}.md").read_text(encoding="utf-8")
    whole, shares = told()
    for figure in whole:
        assert f"{figure:,}".replace(",", " " if language == "fr" else ",") in page
    for share in shares:
        assert share.replace(".", "," if language == "fr" else ".") in page


def test_everything_adds_up(both):
    ours, _ = both
    money = int(ours.purchases.money[ours.purchases.bought].sum())
    assert money + ours.anonymous_cents + ours.without_purchase_cents == int(ours.sales.lines.cents.sum())
    assert Counter(ours.segment.tolist())[0] == len(ours.segment) - ours.customers
