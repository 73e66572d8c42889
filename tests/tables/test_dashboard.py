"""The page for the bank: horizons add up to the totals, a word where the year is too short."""

from datetime import date

import pytest

from tests.recalculation import differences
from xl_grc.plan.model import Action, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.values import to_serial
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 5, 4)
HORIZONS = ("short_term", "medium_term", "long_term", "no_horizon")


def calculated(plan, office, folder, language="fr"):
    """The named figures of a plan, the same in LibreOffice."""
    filling = fill(plan, language, AS_OF)
    path = folder / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, language), plan.start.month).write(filling))
    assert differences(office, path, folder) == []
    return filling.names


def plan_of(*actions):
    return Plan("Essai", date(2026, 1, 1), actions=actions)


def test_horizons_add_up_to_the_totals(office, tmp_path):
    names = calculated(
        plan_of(
            Action(1, "A", expenses=0.1, revenue=10.0, short_term=True),
            Action(2, "B", expenses=0.2, medium_term=True),
            Action(3, "C", expenses=0.3, revenue=30.0),
            Action(4, "D", expenses=5.0, long_term=True, status="abandoned"),
        ),
        office,
        tmp_path,
    )
    assert [names[f"Expenses_{horizon}"] for horizon in HORIZONS] == [0.1, 0.2, 0, 0.3]
    assert [names[f"Revenue_{horizon}"] for horizon in HORIZONS] == [10, 0, 0, 30]


def test_a_sentence_stands_where_a_chart_has_nothing_to_show(office, tmp_path):
    def undrawn(*actions):
        names = calculated(plan_of(*actions), office, tmp_path)
        return [bool(names[f"Undrawn_{number}"]) for number in (1, 2, 3)]

    assert undrawn() == [True, True, True]
    assert undrawn(Action(1, "A", revenue=10.0)) == [False, False, True], "amounts of no horizon"
    assert undrawn(Action(1, "A", revenue=10.0, long_term=True)) == [False, False, False]


@pytest.mark.parametrize("marks", [{"short_term", "long_term"}, set(HORIZONS[:3])])
def test_an_action_of_several_horizons_leaves_nothing_below_zero(marks, office, tmp_path):
    many = Action(1, "A", expenses=7.0, **dict.fromkeys(marks, True))
    names = calculated(plan_of(many, Action(2, "B", expenses=2.0)), office, tmp_path)
    assert names["Expenses_no_horizon"] == 2


@pytest.mark.parametrize(
    ("rate", "months", "language", "expected"),
    [
        (0.5, (3,), "fr", to_serial(date(2026, 3, 1))),
        (0.1, (3,), "fr", "Pas dans l'année"),
        (0.1, (3,), "en", "Not this year"),
        (0.1, (12,), "fr", "Pas dans l'année"),
        (None, (3,), "fr", ""),  # nobody knows the margin: no verdict
    ],
)
def test_the_month_from_which_the_margin_pays(rate, months, language, expected, office, tmp_path):
    costs = Action(1, "A", expenses=50.0, months=(1,))
    sales = Action(2, "B", expenses=1.0, revenue=200.0, margin_rate=rate, months=months)
    names = calculated(plan_of(costs, sales), office, tmp_path, language)
    assert (names["PaysFrom"], names["Dashboard_PaysFrom"]) == (expected, expected)
