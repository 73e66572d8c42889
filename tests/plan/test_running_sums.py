"""Which rows a total adds up, found without looking at every run of rows."""

from __future__ import annotations

import random

import pytest

from xl_grc.plan import running_sums
from xl_grc.plan.running_sums import Run, RunningSums


def sums_of(rows):
    sums = RunningSums(len(rows[0]))
    for row in rows:
        sums.add(row)
    return sums


def test_every_run_is_found_and_no_other():
    chosen = random.Random(3)
    for _ in range(200):
        rows = [[chosen.choice([None, 1, 2.5, 7, 10]), chosen.choice([0, 3, 4])] for _ in range(chosen.randint(1, 9))]
        sums = sums_of(rows)
        total = {0: chosen.choice([1, 3.5, 7, 9.5, 10, 12.5]), 1: chosen.choice([3, 4, 7, 8])}
        right = {
            (first, last)
            for last in range(len(rows) + 1)
            for first in range(last)
            if all(
                abs(sum(row[column] or 0 for row in rows[first:last]) - amount) < 1e-6
                for column, amount in total.items()
            )
        }
        anywhere = sums.run(total, 1, anywhere=True)
        assert (anywhere is not None) == bool(right)
        assert anywhere is None or anywhere in right
        ending = sums.run(total, 2)
        assert (ending is not None) == any(last == len(rows) and last - first > 1 for first, last in right)


def test_cents_that_a_total_does_not_show():
    assert sums_of([[33.333], [33.333], [33.334]]).run({0: 100.0}, 2) == Run(0, 3)
    assert sums_of([[33.333], [33.333], [33.333]]).run({0: 100.0}, 2) == Run(0, 3)
    assert sums_of([[33.3], [33.3], [33.3]]).run({0: 100.0}, 2) is None


@pytest.mark.parametrize(
    ("rows", "total", "there"),
    [
        ([[0.0, 0.0]] * 1_000, {0: 7.0}, {0: 0.0}),
        ([*[[0.0, 1.0]] * 1_000, [5.0, 0.0]], {0: 5.0, 1: -1.0}, {0: 5.0}),
    ],
)
def test_a_search_ends(rows, total, there, monkeypatch):
    """Of totals that fit nowhere so many are sought, in whatever many questions: then none is found that is there."""
    monkeypatch.setattr(running_sums, "_MOST_COMPARISONS", 10_000)
    sums = sums_of(rows)
    assert sums.run(there, 1, anywhere=True) is not None
    for _ in range(12):
        assert sums.run(total, 1, anywhere=True) is None
    assert sums.run(there, 1, anywhere=True) is None
