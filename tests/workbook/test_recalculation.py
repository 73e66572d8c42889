"""Cached values equal what LibreOffice calculates when they are stripped."""

from datetime import date
from itertools import product

import pytest

from tests.hosts.validator import validate
from tests.plans import some_plan
from tests.proofs import WHOLE
from tests.recalculation import differences, errors
from xl_grc.plan.model import Action, Plan
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES
from xl_grc.values import ErrorToken
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 9, 15)


def write(filling, path):
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, filling.language), filling.start_month).write(filling))
    return path


SIZES = ((1, True), (3, False), (32, True), (75, True))
EVERY_RUN = list(zip(SIZES, [date(2026, 7, 1), date(2026, 1, 1)] * 2, ("fr", "en", "en", "fr"), strict=True))
"""Each number of actions, first month and language is in it."""


@pytest.mark.parametrize(
    ("size", "start", "language"),
    list(product(SIZES, [date(2026, 7, 1), date(2026, 1, 1)], LANGUAGES)) if WHOLE else EVERY_RUN,
)
def test_plans(size, start, language, office, validator, tmp_path):
    actions, details = size
    path = write(fill(some_plan(actions, actions, start, details), language, AS_OF), tmp_path / "plan.xlsx")
    assert differences(office, path, tmp_path) == []
    assert errors(path) == []
    assert validate(path) == []


def test_a_plan_of_150_actions(office, validator, tmp_path):
    path = write(fill(some_plan(150, 150), "fr", AS_OF), tmp_path / "plan.xlsx")
    assert differences(office, path, tmp_path) == []
    assert errors(path) == []
    assert validate(path) == []


def test_overflow_is_a_number_error(office, tmp_path):
    plan = some_plan(3, 3)
    actions = (plan.actions[0]._replace(status="", buyers=1e200, price=1e200), *plan.actions[1:])
    path = write(fill(plan._replace(actions=actions), "fr", AS_OF), tmp_path / "plan.xlsx")
    assert differences(office, path, tmp_path) == []
    assert any(error.endswith("#NUM!") for error in errors(path))


def test_tiny_numbers_overflow_into_errors_too(office, tmp_path):
    plan = some_plan(2, 2)
    tiny = {"status": "", "expenses": 1e5, "contacts": 1e-308, "price": 1e-305, "margin_rate": 1e-9, "buyers": 1.0}
    actions = (plan.actions[0]._replace(**tiny), *plan.actions[1:])
    plan = plan._replace(actions=actions, costs=(), events=())
    path = write(fill(plan, "fr", AS_OF), tmp_path / "plan.xlsx")
    assert differences(office, path, tmp_path) == []
    assert any(error.endswith("#NUM!") for error in errors(path))


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "1\u00a0€ investi rapporte -0,41\u00a0€ de marge"), ("en", "€1 invested brings -€0.41 of margin")],
)
def test_a_negative_amount_is_told_as_the_language_writes_it(language, said, office, tmp_path):
    action = Action(1, "Salon", expenses=100.0, buyers=10.0, price=10.0, unit_cost_price=14.1)
    filling = fill(Plan("Essai", date(2026, 1, 1), (action,)), language, AS_OF)
    assert filling.columns["Returns.in_words"][0] == said
    assert differences(office, write(filling, tmp_path / "plan.xlsx"), tmp_path) == []


def test_a_month_marked_by_0_or_false_counts(office, tmp_path):
    filling = fill(some_plan(6, 1)._replace(events=()), "fr", AS_OF)
    filling.columns["Schedule.month_3"][:3] = [0, False, "X"]
    evaluate(PLAN, filling.columns, filling.names, "fr")
    assert differences(office, write(filling, tmp_path / "plan.xlsx"), tmp_path) == []


def test_an_error_in_a_month_stays_visible(office, tmp_path):
    """No text stands beside it in the amounts."""
    action = Action(1, "Salon", expenses=100.0, revenue=300.0, months=(2, 3), margin_rate=0.5)
    filling = fill(Plan("Essai", date(2026, 1, 1), (action,)), "fr", AS_OF)
    filling.columns["Schedule.month_5"][0] = ErrorToken("#DIV/0!")
    evaluate(PLAN, filling.columns, filling.names, "fr")
    assert filling.columns["Schedule.months"][0] == "#DIV/0!"
    assert filling.columns["Budget.planned_expenses"] == ["#DIV/0!"] * 12
    assert filling.names["TotalExpenses"] == 100
    assert differences(office, write(filling, tmp_path / "plan.xlsx"), tmp_path) == []


def test_a_number_that_stands_twice_is_found_as_sheets_do(office, tmp_path):
    """The first action of a number is looked up, and the rows of Returns under one number are added up."""
    plan = some_plan(4, 1)._replace(costs=(), events=(), objectives=())
    first, second = (one._replace(status="", expenses=10.0 * one.no) for one in plan.actions[:2])
    filling = fill(plan._replace(actions=(first, second, *plan.actions[2:])), "fr", AS_OF)
    columns = filling.columns
    for table in ("Actions", "Returns"):
        columns[f"{table}.no"][1] = columns[f"{table}.no"][0]
    for key, one, other in (("buyers", "", 5.0), ("price", "", 10.0)):
        columns[f"Returns.{key}"][:2] = [one, other]
    evaluate(PLAN, columns, filling.names, "fr")
    assert columns["Returns.cost"][:2] == [10, 10]
    assert columns["Actions.effective_revenue"][:2] == [50, 50]
    assert differences(office, write(filling, tmp_path / "plan.xlsx"), tmp_path) == []


def test_a_day_in_error_spreads_to_what_waits_for_it():
    filling = fill(some_plan(3, 1), "fr", AS_OF)
    filling.names["AsOf"] = ErrorToken("#N/A")
    evaluate(PLAN, filling.columns, filling.names, "fr")
    assert filling.names["MonthsOver"] == "#N/A"
    assert filling.columns["Schedule.months_over"][:3] == ["#N/A"] * 3


def test_an_error_stays_visible_where_it_belongs(office, tmp_path):
    filling = fill(some_plan(6, 1), "fr", AS_OF)
    filling.columns["Costs.quantity"][0] = ErrorToken("#N/A")
    filling.columns["Costs.unit_cost"][0] = 2.0
    evaluate(PLAN, filling.columns, filling.names, "fr")
    number = filling.columns["Costs.no"][0]
    assert filling.columns["Costs.amount"][0] == "#N/A"
    expenses = filling.columns["Actions.effective_expenses"]
    assert [value == "#N/A" for value in expenses].count(True) <= 1
    assert isinstance(filling.names["TotalExpenses"], (float, ErrorToken))
    assert number >= 1
