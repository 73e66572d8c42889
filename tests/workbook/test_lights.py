"""Each light of the home page: off in a sound plan, on after the mistake it watches for, made in a live LibreOffice."""

from datetime import date

import pytest

from tests.recalculation import place_of_name
from tests.workbook.test_live_editing import column_of, set_cell
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

SOUND = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(1, "Premier", "But", owner="Lea", months=(1,), contacts=100.0, buyers=10.0, price=5.0),
        Action(2, "Second", "But", owner="Max", expenses=50.0, revenue=80.0, months=(3,)),
    ),
    objectives=(Objective("But", target=100.0),),
    costs=(CostLine(1, "Divers", 2.0, "unité", 3.0),),
    events=(Event(date(2026, 2, 3), 1, 30.0), Event(date(2026, 2, 3), None, 30.0)),
)


@pytest.fixture
def live(office, tmp_path):
    filling = fill(SOUND, "fr", date(2026, 5, 4))
    path = tmp_path / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), 1).write(filling))
    with office.open(path) as document:
        assert document.named()["LightsOn"].value == 0
        yield document, path


MISTAKES = {
    "not_scheduled": [("Schedule", "N°", 1, 77)],
    "not_in_returns": [("Returns", "N°", 1, 77)],
    "overwritten": [("Returns", "ROI", 1, 3)],
    "months_differ": [("Schedule", "N°", 1, 1)],
    "twice": [("Actions", "Action", 1, "PREMIER")],
    "objective_unknown": [("Actions", "Objectif", 1, "Butte")],
    "no_owner": [("Actions", "Responsable", 0, None)],
    "no_month": [("Schedule", "Mars", 1, None)],
    "differs": [("Actions", "Dépenses", 0, 7)],
    "more_buyers": [("Returns", "Acheteurs", 0, 101)],
    "tracking_outside": [("Tracking", "Date", 0, 40000)],
    "orphans": [("Costs", "Action", 0, "9 - Autre")],
}


@pytest.mark.parametrize("light", MISTAKES)
def test_a_mistake_turns_its_light_on(light, live):
    document, _ = live
    for mistake in MISTAKES[light]:
        set_cell(document, *mistake)
    named = document.named()
    expected = 2 if light == "twice" else 1
    assert named[f"Check_{light}"].value == expected
    assert named[f"Light_{light}"].value == f"À voir ({expected})"
    assert named["LightsOn"].value >= 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("Date", 0, None)], 1),
        ([("Date", 0, None), ("Recettes", 0, 12)], 1),
        ([("Date", 0, None), ("Date", 1, 40000)], 2),
        ([("Date", 0, None), ("Dépenses", 0, None), ("Recettes", 0, 0)], 1),
        ([("Date", 0, "hier")], 1),
        ([("Date", 0, None), ("Dépenses", 0, None), ("Contacts", 0, 9)], 0),
    ],
)
def test_tracking_in_no_month_is_counted_by_row(changes, expected, live):
    document, _ = live
    for column, row, value in changes:
        set_cell(document, "Tracking", column, row, value)
    assert document.named()["Check_tracking_outside"].value == expected


@pytest.mark.parametrize("revenue", [None, 12.0])
def test_the_values_count_tracking_without_a_date(revenue):
    undated = Event(None, 1, 30.0, revenue)
    plan = SOUND._replace(events=(undated, Event(None, 1, None, None, 9.0), *SOUND.events, Event(date(2031, 1, 1), 1)))
    assert fill(plan, "fr", date(2026, 5, 4)).names["Check_tracking_outside"] == 2


def test_another_first_month_asks_for_regeneration(live):
    document, path = live
    document.set(*place_of_name(path, "PeriodStart"), 46204)
    assert document.named()["Light_months_outdated"].value == "À voir (1)"


def test_every_light_is_tried():
    lights = {
        name.removeprefix("Light_") for name in fill(SOUND, "fr", date(2026, 5, 4)).names if name.startswith("Light_")
    }
    assert lights == MISTAKES.keys() | {"months_outdated"}


def test_the_place_of_a_column_is_found(live):
    assert column_of(live[0], "Schedule", "Mars")[0] == "G"
