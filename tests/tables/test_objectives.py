"""Objectives with names that are patterns elsewhere: whole text, without case, and each measure by hand."""

from datetime import date

import pytest

from tests.recalculation import differences
from xl_grc.plan.model import Action, Event, Objective, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

NAMES = ("a*", ">5", "=1+1", "Gagner 10 ?", "*", "<>", "~")


def plan():
    actions = [
        Action(
            number, f"Action {number}", name.upper() if number % 2 else name,
            revenue=100.0 * number, margin_rate=0.5, contacts=10.0 * number, buyers=1.0 * number,
        )
        for number, name in enumerate((*NAMES, *NAMES, "abc", "6", "2", "Gagner 10 x"), 1)
    ]  # fmt: skip
    actions.append(Action(30, "Abandonnée", "a*", revenue=5000.0, contacts=5.0, buyers=5.0, status="abandoned"))
    goals = [Objective(name, "revenue", 1000.0) for name in NAMES]
    goals += [
        Objective("a*", measure, 100.0, entered_actual=7.0) for measure in ("margin", "buyers", "contacts", "other")
    ]
    events = [Event(date(2026, 2, 1), 1, 10.0, 40.0, 3.0, 2.0), Event(date(2026, 3, 1), 8, 5.0, 60.0, 4.0, 1.0)]
    return Plan("Essai", date(2026, 1, 1), tuple(actions), tuple(goals), events=tuple(events))


@pytest.fixture(scope="module")
def columns():
    filling = fill(plan(), "fr", date(2026, 5, 4))
    return {key.removeprefix("Objectives."): values for key, values in filling.columns.items() if "Objectives." in key}


def test_planned_revenue_by_hand(columns):
    # Each name stands on rows n and n + 7; the four last actions and the abandoned one belong to none.
    assert columns["planned"][:7] == [100.0 * (number + number + 7) for number in range(1, 8)]
    assert columns["planned_attainment"][:2] == [0.9, 1.1]
    assert columns["status"][:2] == ["Insuffisant", "Couvert"]


def test_other_measures_by_hand(columns):
    margin, buyers, contacts, other = columns["planned"][7:11]
    assert (margin, buyers, contacts, other) == (450.0, 9.0, 90.0, "")
    assert columns["actual"][:2] == [100.0, ""]
    assert columns["actual"][7:11] == [50.0, 3.0, 7.0, 7.0]


MARGINS = {
    "no rate": ([None, None], [Event(date(2026, 2, 1), 1, revenue=40.0)], ("", "", "", "", "")),
    "nothing tracked": ([0.5, None], [], (50.0, "", 0.5, "", "Insuffisant")),
    "tracked elsewhere": ([0.5, None], [Event(date(2026, 2, 1), 2, 0.0, 40.0)], (50.0, "", 0.5, "", "Insuffisant")),
    "expenses tracked": ([0.5, None], [Event(date(2026, 2, 1), 1, 9.0)], (50.0, 0.0, 0.5, 0.0, "Insuffisant")),
    "both rates": ([0.5, 0.25], [Event(date(2026, 2, 1), 2, revenue=400.0)], (100.0, 100.0, 1.0, 1.0, "Atteint")),
}  # fmt: skip


@pytest.mark.parametrize("case", MARGINS)
def test_a_margin_that_nobody_knows_is_no_zero(case, office, tmp_path):
    rates, events, expected = MARGINS[case]
    actions = [
        Action(number, f"Action {number}", "But", expenses=10.0, revenue=100.0 * number, margin_rate=rate)
        for number, rate in enumerate(rates, 1)
    ]
    goals = (
        Objective("But", "margin", 100.0),
        Objective("Sans action", "margin", 100.0),
        Objective("But", target=900.0),
    )
    filling = fill(Plan("Essai", date(2026, 1, 1), tuple(actions), goals, events=tuple(events)), "fr", date(2026, 5, 4))
    keys = ("planned", "actual", "planned_attainment", "actual_attainment", "status")
    found = [filling.columns[f"Objectives.{key}"] for key in keys]
    assert tuple(column[0] for column in found) == expected
    assert [column[1] for column in found] == [""] * 5
    assert found[-1][2] == "Insuffisant"
    path = tmp_path / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), 1).write(filling))
    assert differences(office, path, tmp_path) == []


def test_another_engine_agrees(office, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), 1).write(fill(plan(), "fr", date(2026, 5, 4))))
    assert differences(office, path, tmp_path) == []
