"""Ranks and verdicts where numbers are noisy, tied, or very large."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.recalculation import differences
from xl_grc.plan.model import Action, Plan
from xl_grc.tables.formulas.ranking import HALF_STEP
from xl_grc.tables.plan import PLAN
from xl_grc.tables.runtime import fast, rules
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template


def plan_of(*rows):
    actions = [
        Action(number, f"Action {number}", expenses=cost, revenue=revenue, margin_rate=rate, contacts=contacts)
        for number, (cost, revenue, rate, contacts) in enumerate(rows, 1)
    ]
    return Plan("Essai", date(2026, 1, 1), tuple(actions))


def results(plan, *columns):
    filling = fill(plan, "fr", date(2026, 5, 4))
    return [filling.columns[f"Returns.{column}"][: len(plan.actions)] for column in columns]


def recalculated(plan, office, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), 1).write(fill(plan, "fr", date(2026, 5, 4))))
    return differences(office, path, tmp_path)


NOISY = plan_of((0.3, 3, 0.1, 7), (0.1 + 0.2, 3, 0.1, 7), (0.3, 2.9999, 0.1, 7), (0.3, 3.0001, 0.1, 7))


def test_break_even_reached_by_noisy_numbers(office, tmp_path):
    assert 3 * 0.1 / 0.3 != 1
    verdicts, ranks = results(NOISY, "verdict", "roi_rank")
    assert verdicts == ["À l'équilibre", "À l'équilibre", "Non rentable", "Rentable"]
    assert ranks == [2, 2, 4, 1]
    assert recalculated(NOISY, office, tmp_path) == []


TIED = plan_of((100, 300, 0.5, 10), (200, 600, 0.5, 20), (100, 900, 0.5, 10), (100, None, 0.5, None), (50, 1, 0.1, 1))


def test_ties_share_a_rank_and_orders_do_not(office, tmp_path):
    roi_rank, contact_rank, order = results(TIED, "roi_rank", "contact_rank", "roi_order")
    assert roi_rank == [2, 2, 1, "", 4]
    assert contact_rank == [1, 1, 1, "", 4]
    assert order == [2, 3, 1, "", 4]
    assert recalculated(TIED, office, tmp_path) == []


LARGE = plan_of((1e9, 3e9, 0.5, 3), (1e9 + 1, 3e9, 0.5, 3), (2e9, 3e9, 0.5, 3))


def test_large_numbers_are_not_beyond_themselves(office, tmp_path):
    (contact_rank,) = results(LARGE, "contact_rank")
    assert contact_rank == [1, 2, 3]
    assert recalculated(LARGE, office, tmp_path) == []


BETWEEN = plan_of((1_200_000.01, 1, 0.5, 4_000_000), (1, 1, 0.5, 10))


def test_a_number_between_two_steps_is_not_beyond_itself(office, tmp_path):
    """0.3000000025 a contact, half way between two numbers of nine decimals."""
    assert results(BETWEEN, "contact_rank") == [[2, 1]]
    assert recalculated(BETWEEN, office, tmp_path) == []


@pytest.mark.parametrize(
    ("cost", "revenue", "rate", "verdict"),
    [
        (None, 100, 0.5, "À compléter"),
        (0, 100, 0.5, "À compléter"),
        (100, None, None, "Sans recette directe"),
        (100, 0, 0.5, "Sans recette directe"),
        (100, 100, None, "À compléter"),
        (100, 201, 0.5, "Rentable"),
        (100, 200, 0.5, "À l'équilibre"),
        (100, 199, 0.5, "Non rentable"),
        (100, 199, 0, "Non rentable"),
    ],
)
def test_verdicts_in_the_order_of_the_contract(cost, revenue, rate, verdict):
    assert results(plan_of((cost, revenue, rate, None)), "verdict") == [[verdict]]


@example(numbers=[1e12, 999_999_999_999.998])  # so large that a sheet takes both for equal
@given(numbers=st.lists(st.one_of(st.integers(-40, 40).map(lambda steps: 0.3 + steps * 1e-10), st.floats(-1e12, 1e12))))
@pytest.mark.parametrize("half_step", [HALF_STEP, -HALF_STEP])
def test_ranks_at_once_are_those_one_by_one(half_step, numbers):
    ordered = rules.ordered(numbers)
    wanted = [rules.rank(ordered, number, half_step) for number in numbers]
    assert fast.ranks([*numbers, ""], half_step) == [*wanted, ""]
