"""Rounding as sheets do it, compared with decimal arithmetic on the fifteen digits that they show."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from xl_grc.functions.rounding import cents_as_sheets, round_as_sheets

TIES = st.builds(
    lambda whole, places: (2 * whole + 1) / 2 / 10**places, st.integers(-(10**9), 10**9), st.integers(0, 7)
)
NOISY = st.builds(lambda tie, noise: tie + noise, TIES, st.sampled_from((1e-9, -1e-9, 4e-7, -4e-7, 6e-7)))
AMOUNTS = st.one_of(st.floats(-1e9, 1e9), TIES, NOISY)


def by_decimals(number, digits):
    shown = Decimal(format(number, ".15g"))
    return float(shown.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


@given(AMOUNTS, st.sampled_from((0, 2, 6)))
@example(-2.675, 2)
@example(-0.001, 2)
def test_numbers_of_both_signs_are_rounded_by_their_digits(number, digits):
    assert round_as_sheets(number, digits) == by_decimals(number, digits)


@given(AMOUNTS)
@example(2.675 - 3e-9)
@example(-33.335 + 4e-7)
@example(9e-13)
def test_a_difference_of_sums_loses_its_noise_before_it_is_brought_to_cents(number):
    assert cents_as_sheets(number) == by_decimals(by_decimals(number, 6), 2)
