"""What people type into a plan and send back, not calculated by any spreadsheet: each is told with its cell."""

from datetime import date

import pytest

from tests.workbook.changing import AS_OF, entered, written
from xl_grc.collect import collect
from xl_grc.collect.summary import figures
from xl_grc.plan.model import Action, CostLine, Event, Plan
from xl_grc.text import texts
from xl_grc.text.messages import line
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.returned.plan import read_plan

PLAN = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(1, "Salon", expenses=8500.0, revenue=45000.0),
        Action(2, "Flyers", expenses=1200.5),
        Action(3, "Site web", revenue=20000.0),
    ),
    costs=(CostLine(1, "Stand", 1.0, "", 1000.0), CostLine(1, "Affiches", 2.0, "", 300.0)),
    events=(Event(date(2026, 2, 3), 1, 700.0),),
)


@pytest.fixture
def sheet(tmp_path):
    """The workbook, and a function that types a value into it: table, header, row from 0."""
    path = written(tmp_path / "plan.xlsx", PLAN)
    return lambda *change: entered(path, change)


def told(path):
    problems = check(path.read_bytes(), path.name, AS_OF)
    assert not any("{" in line(one, texts(language)) for one in problems for language in ("fr", "en"))
    return {(one.key, one.sheet, one.cell) for one in problems}


def test_a_label_dragged_down_is_told_with_the_amount_that_it_moved(sheet):
    path = sheet("Costs", "Action", 1, "2 - Salon")
    assert ("label_dragged", "Coûts", "B9") in told(path)
    (problem,) = [one for one in check(path.read_bytes(), path.name, AS_OF) if one.key == "label_dragged"]
    assert is_warning(problem)
    assert "(600 comptent pour l'action 2)" in line(problem, texts("fr"))
    assert read_plan(path.read_bytes(), path.name).plan.costs[1].action == 2
    found = collect([path], AS_OF)
    assert "label_dragged" in {one.key for one in found.notes}
    assert figures(found.plans[0].rows).expenses == 1000 + 600


@pytest.mark.parametrize("label", ["2 - Autre nom", "2 - FLYERS", "2", "1 - Salon"])
def test_a_renamed_label_is_no_dragged_one(sheet, label):
    path = sheet("Costs", "Action", 1, label)
    assert "label_dragged" not in {key for key, *_ in told(path)}


def test_an_event_whose_label_was_dragged_tells_its_amounts(sheet):
    sheet("Tracking", "Recettes", 0, 1500.5)
    path = sheet("Tracking", "Action", 0, "3 - Salon")
    (problem,) = [one for one in check(path.read_bytes(), path.name, AS_OF) if one.key == "label_dragged"]
    assert "(700 / 1,500.50 count for action 3)" in line(problem, texts("en"))


def test_an_action_without_a_number_counts_and_is_told(sheet):
    sheet("Actions", "N°", 3, None)
    sheet("Actions", "Action", 3, "Relance SMS")
    path = sheet("Actions", "Dépenses", 3, 900.0)
    path = sheet("Costs", "Action", 0, "Personne")
    keys = told(path)
    assert {("number_missing", "Plan d'actions", "B11"), ("unknown_action", "Coûts", "B8")} <= keys
    assert figures(collect([path], AS_OF).plans[0].rows).expenses == 600 + 1200.5 + 900


def test_texts_in_amounts_count_as_not_given_and_are_told(sheet):
    sheet("Actions", "Dépenses", 1, "6,5 k€")
    sheet("Costs", "Quantité", 1, "1 lot")
    path = sheet("Tracking", "Dépenses", 0, "5 200 €HT")
    cells = {("Plan d'actions", "H9"), ("Coûts", "E9"), ("Suivi", "E8")}
    assert {(name, cell) for key, name, cell in told(path) if key == "typed_as_text"} == cells
    found = figures(collect([path], AS_OF).plans[0].rows)
    assert (found.expenses, found.revenue, found.actual_expenses or 0) == (1000, 65000, 0)
