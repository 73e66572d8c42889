"""A number erased by accident comes back when the other tables tell it; when they do not, a new one is given."""

from datetime import date

import pytest

from tests.workbook.changing import AS_OF, entered, written
from tests.workbook.repair.test_regenerate import made
from xl_grc.plan.model import Action, CostLine, Event, Plan
from xl_grc.workbook.expected.check import check

PLAN = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(3, "Salon", months=(2, 3), contacts=40.0),
        Action(7, "E-mailing", months=(5,)),
        Action(8, "Radio", months=(6,)),
    ),
    costs=(CostLine(3, "Stand", 2.0, "unité", 50.0), CostLine(7, "Fichier", 1.0, "unité", 9.0)),
    events=(Event(date(2026, 2, 3), 7, 30.0),),
)


def erased(path, rows, *changes):
    """The workbook of the plan without the numbers of some rows."""
    return entered(written(path, PLAN), *(("Actions", "N°", row, None) for row in rows), *changes)


@pytest.mark.parametrize("rows", [[0], [1], [2], [0, 1], [0, 1, 2]])
def test_numbers_come_back(rows, tmp_path):
    path = erased(tmp_path / "plan.xlsx", rows)
    told = [problem for problem in check(path.read_bytes(), path.name, AS_OF) if problem.key == "number_missing"]
    assert [dict(problem.values)["number"] for problem in told] == [PLAN.actions[row].no for row in rows]
    before, after = made(path)
    assert before.plan == after.plan
    assert after.plan.actions == PLAN.actions
    assert after.plan.costs == PLAN.costs
    assert after.plan.events == PLAN.events


NAMED = [("Actions", "Action", 0, "Foire"), ("Actions", "Action", 1, "foire")]


@pytest.mark.parametrize(
    ("rows", "changes"),
    [
        ([1, 2], [("Costs", "Action", 1, None), ("Tracking", "Action", 0, None)]),  # two rows are left for two actions
        ([0, 1], NAMED),
        ([0], [("Actions", "Action", 0, "Foire")]),  # the label gives the number to another name
        ([0, 1], [("Costs", "Action", 1, "3 - e-mailing"), ("Tracking", "Action", 0, None)]),
        ([2], [("Schedule", "Juin", 2, None)]),  # nothing carries the number
    ],
)
def test_what_cannot_be_told_is_not_guessed(rows, changes, tmp_path):
    path = erased(tmp_path / "plan.xlsx", rows, *changes)
    _, after = made(path)
    given = {action.no for action in after.plan.actions} - {PLAN.actions[row].no for row in range(3) if row not in rows}
    assert all(number > 8 for number in given)
