"""A filled row that names no action and no objective: the light, `check` and `collect` name the same cell."""

from datetime import date

import pytest

from tests.workbook.changing import AS_OF, entered, written
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.expected.judgement import judge

PLAN = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(1, "Salon", "But", owner="Lea", expenses=50.0, months=(1,), contacts=100.0, buyers=10.0, price=5.0),
        Action(2, "Lettre", "But", owner="Max", expenses=50.0, revenue=80.0, months=(3,)),
    ),
    objectives=(Objective("But", target=100.0),),
    costs=(CostLine(1, "Divers", 2.0, "unité", 25.0),),
    events=(Event(date(2026, 2, 3), 1, 30.0),),
)
MISTAKES = {
    "an amount past the last action": (("Actions", "Dépenses", 4, 3000), "no_number", "Plan d'actions D12"),
    "a target of nothing": (("Objectives", "Valeur visée", 3, 500), "no_number", "Objectifs B11"),
    "a cost of nothing": (("Costs", "Coût unitaire", 1, 50), "orphans", "Coûts B9"),
    "a cost of no action": (("Costs", "Action", 0, "Hors action"), "orphans", "Coûts B8"),
    "contacts of a free number": (("Returns", "Contacts", 2, 10), "orphans", "Rentabilité B10"),
    "a mark of a free number": (("Schedule", "Mars", 2, "X"), "orphans", "Planification B10"),
    "a delay of a free number": (("Schedule", "Décalage des recettes", 2, 1), "orphans", "Planification B10"),
}


def told(path):
    """The lights that are on with the cells that they lead to, the errors of `check` and of `collect` with theirs."""
    names = judge(Book(path.read_bytes(), path.name), AS_OF).expected.names
    lit = {name[6:]: names[f"Goto_{name[6:]}"] for name in names if name.startswith("Check_") and names[name]}
    lit = {key: cell for key, cell in lit.items() if cell and key not in ("differs", "unprinted")}
    problems = check(path.read_bytes(), path.name, AS_OF), collect([path], AS_OF).notes
    saved = ("value_outdated", "outdated_with_it")  # nothing was calculated after typing
    return lit, *(
        {f"{one.sheet} {one.cell}" for one in found if not is_warning(one) and one.key not in saved}
        for found in problems
    )


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_row_without_a_name_is_told_alike_by_all(tmp_path, mistake):
    change, light, cell = MISTAKES[mistake]
    path = written(tmp_path / "plan.xlsx", PLAN)
    assert told(path) == ({}, set(), set())
    entered(path, change)
    assert told(path) == ({light: cell}, {cell}, {cell})


@pytest.mark.parametrize(("header", "cell"), [("Quantité", "E8"), ("Coût unitaire", "G8")])
def test_a_cost_that_amounts_to_nothing_is_told_alike_by_all(tmp_path, header, cell):
    path = entered(written(tmp_path / "plan.xlsx", PLAN), ("Costs", header, 0, None))
    lit, _, _ = told(path)
    assert lit == {"no_number": f"Coûts {cell}"}
    for found in (check(path.read_bytes(), path.name, AS_OF), collect([path], AS_OF).notes):
        assert [(one.sheet, one.cell) for one in found if one.key == "cost_without_amount"] == [("Coûts", cell)]


def test_a_discount_needs_no_quantity(tmp_path):
    plan = PLAN._replace(costs=(CostLine(1, "Remise accordée (bon de réduction)", None, "bon", 5.0),))
    assert told(written(tmp_path / "plan.xlsx", plan)) == ({}, set(), set())
    plan = PLAN._replace(costs=(CostLine(1, "Remise", None, "bon", 5.0),))
    assert told(written(tmp_path / "other.xlsx", plan))[0] == {"no_number": "Coûts E8"}


def test_what_an_emptied_action_leaves_is_told_alike_by_all(tmp_path):
    path = written(tmp_path / "plan.xlsx", PLAN)
    emptied = [("Actions", header, 0, None) for header in ("Objectif", "Action", "Dépenses", "Responsable")]
    left = {"Planification B8", "Coûts B8", "Rentabilité B8", "Suivi C8"}
    lit, *others = told(entered(path, *emptied))
    assert lit == {"orphans": "Planification B8"}
    assert others == [left, left]
    entered(path, ("Schedule", "Janvier", 0, None))
    entered(path, *[("Returns", header, 0, None) for header in ("Contacts", "Acheteurs", "Prix de vente HT")])
    entered(path, *[("Costs", header, 0, None) for header in ("Action", "Poste de coût", "Quantité", "Unité")])
    assert told(path)[0] == {"orphans": "Coûts B8"}  # its unit cost is still there
    entered(path, ("Costs", "Coût unitaire", 0, None), ("Tracking", "Action", 0, "Hors action"))
    assert told(path) == ({}, set(), set())


def test_a_line_of_no_action_is_as_little_of_one_in_a_new_workbook(tmp_path):
    """Nobody has typed "Hors action": `check` goes on warning of it."""
    path = entered(written(tmp_path / "plan.xlsx", PLAN), ("Tracking", "Action", 0, None))
    assert main(["new", str(path), "-o", str(tmp_path / "new.xlsx"), "--as-of", f"{AS_OF}"]) == 0
    for one in (path, tmp_path / "new.xlsx"):
        found = check(one.read_bytes(), one.name, AS_OF)
        assert [problem.cell for problem in found if problem.key == "event_without_action"] == ["C8"]
