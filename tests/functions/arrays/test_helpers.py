"""Rounding over arrays gives bit for bit what rounding of single numbers gives."""

import numpy as np
import pytest

from tests.proofs import rounds
from xl_grc.functions.arrays.helpers import ceiling_arrays, largest, round_arrays
from xl_grc.functions.rounding import ceiling_as_sheets, round_as_sheets

ROWS = rounds(400_000)


def numbers():
    """Of all sizes, halves, neighbours of halves, neighbours of whole numbers."""
    chosen = np.random.default_rng(18)
    signs = chosen.choice([-1.0, 1.0], ROWS)
    spread = signs * 10 ** chosen.uniform(-12, 20, ROWS)
    halves = signs * (chosen.integers(0, 10**6, ROWS) + 0.5) / 10.0 ** chosen.integers(0, 10, ROWS)
    steps = signs * chosen.integers(0, 10**6, ROWS) / 10.0 ** chosen.integers(0, 10, ROWS)
    near = [np.nextafter(some, side) for some in (halves, steps) for side in (-np.inf, np.inf)]
    return np.concatenate([spread, halves, steps, *near, [0.0, -0.0, 1e15, 1e300, 2.675, -0.5, 5e-324]])


@pytest.mark.parametrize("digits", [0, 2, 6, 9])
def test_round(digits):
    given = numbers()
    expected = np.array([round_as_sheets(number, digits) for number in given.tolist()])
    with np.errstate(all="ignore"):
        assert round_arrays(given, digits).tobytes() == expected.tobytes()


def test_ceiling():
    given = numbers()
    expected = np.array([ceiling_as_sheets(number) for number in given.tolist()])
    with np.errstate(all="ignore"):
        assert ceiling_arrays(given).tobytes() == expected.tobytes()


def test_what_is_no_number_stays():
    given = np.array([np.inf, -np.inf, np.nan])
    with np.errstate(all="ignore"):
        assert str(round_arrays(given, 2)) == str(ceiling_arrays(given)) == "[ inf -inf  nan]"


def test_the_larger_of_two_or_the_one_that_is_there():
    assert str(largest(np.array([1.0, 5.0, np.nan]), np.array([3.0, np.nan, np.nan]))) == "[ 3.  5. nan]"
