"""A total typed into a row of a table of ours counts as one more: it is told, and nothing else of it is."""

from datetime import date

import pytest

from tests.workbook.changing import AS_OF, entered, written
from xl_grc.cli import main
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import texts
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.returned.typed_totals import typed_totals

ACTIONS = (
    Action(1, "Salon", expenses=4_000, revenue=9_000),
    Action(2, "E-mailing", expenses=1_500, revenue=2_000),
    Action(3, "Affiches", expenses=1_200, revenue=5_000),
)
SMALL = Plan(
    "Durand",
    date(2026, 1, 1),
    ACTIONS,
    (Objective("Gagner", target=30_000.0), Objective("Garder", target=28_000.0)),
    (CostLine(1, "Stand", 1.0, "", 4_000.0),),
    (Event(date(2026, 3, 2), 1, 100.0), Event(date(2026, 3, 3), 2, 50.0)),
)


@pytest.mark.parametrize(
    ("table", "row", "values", "cell"),
    [
        ("Actions", 3, {"Action": "Total", "Dépenses": 6_700, "Recettes": 16_000}, "D11"),
        ("Actions", 3, {"Objectif": "TOTAL", "Dépenses": 6_700}, "C11"),
        ("Actions", 3, {"Action": "Sous-total", "Dépenses": 2_700}, "D11"),  # of the last two
        ("Costs", 1, {"Action": "Total", "Quantité": 1, "Coût unitaire": 4_000, "Montant": 4_000}, "B9"),
        ("Costs", 1, {"Action": "1 - Salon", "Poste de coût": "Total", "Montant": 4_000}, "D9"),
        ("Tracking", 2, {"Date": "Total", "Dépenses": 150}, "B10"),
        ("Tracking", 2, {"Action": "Total", "Dépenses": 150}, "C10"),
        ("Tracking", 2, {"Note": "Total", "Dépenses": 150}, "I10"),
        ("Objectives", 2, {"Objectif": "Total", "Valeur visée": 58_000}, "B10"),
    ],
)
def test_a_total_is_an_error_at_the_cell_that_says_so(tmp_path, table, row, values, cell):
    path = written(tmp_path / "plan.xlsx", SMALL)
    entered(path, *((table, header, row, value) for header, value in values.items()))
    told = [one for one in check(path.read_bytes(), path.name, AS_OF) if one.row == int(cell[1:])]
    typed = [one for one in told if not one.key.startswith(("formula_", "value_", "outdated_"))]
    assert [(one.key, one.cell, is_warning(one)) for one in typed] == [("total_in_table", cell, False)]


def of(names, *amounts, key="action"):
    """The totals among the actions of these names and amounts."""
    columns = {key: names, "expenses": amounts[0], "label": names} | ({"revenue": amounts[1]} if amounts[1:] else {})
    return typed_totals(PLAN, "Actions", {f"Actions.{name}": cells for name, cells in columns.items()})


def rows(found):
    """The rows that are totals, without those in doubt."""
    return [one.row for one in found if one.problem == "total_in_table"]


@pytest.mark.parametrize(
    ("names", "expenses", "revenue", "totals"),
    [
        (["A", "B", "Totalement vôtre"], [1, 2, 3], [4, 5, 9], []),
        (["A", "B", "Total"], [1, 2, 4], [4, 5, 8], []),
        (["A", "B", "Total"], [1, 2, 3], [4, 5, None], [2]),
        (["A", "B", "Total"], [1, 2, 4], [4, 5, 9], [2]),  # a sum of the wrong rows beside one of the right ones
        (["A", "Total", "B", "TOTAL GÉNÉRAL"], [1, 1, 2, 3], [0, 0, 0, 0], [1, 3]),
        (["Total", "B", "A"], [3, 2, 1], [9, 5, 4], [0]),  # sorted by amount
        (["A", "B", "Total look"], [1, 2, 3], [4, 5, 8], []),
        (["A", "B", "Total look"], [1, 2, 3], [4, 5, 9], [2]),
        (["A", "B", "Total look"], [1, 2, 2], [None, None, None], []),  # as much as one other
        (["A", "Total look", None], [2, 2, None], [None, None, None], []),
        (["A", "B", "Total"], [None, None, 0.0], [None, None, None], []),
        (["A", "B", "Total"], [0.1, 0.2, 0.3], [None, None, None], [2]),
    ],
)
def test_a_total_is_one_by_its_name_and_its_amounts(names, expenses, revenue, totals):
    assert rows(of(names, expenses, revenue)) == totals


@pytest.mark.parametrize(
    ("names", "expenses", "totals"),
    [
        (["A", "B", "Total"], [4_000, 2_699.6, 6_700], [2]),
        (["A", "B", "Total"], [4_000, 7_985, 12_000], [2]),
        (["A", "B", "Total"], [4_000, 7_985, 11_900], []),  # seven thousandths away
        (["A", "B", "Total"], [4_000, 7_985, 11_984], []),  # as near, and not round: one euro is missing
        (["A", "B", "Total"], [4_000, 7_984.4, 11_984], [2]),  # cents cut off
        (["A", "B", "Total Durand"], [4_000, 7_985, 12_000], []),
        (["Oise", "Aisne", "Somme"], [4_000, 7_985, 12_000], []),  # a department
        (["Carrefour", "Total"], [11_985, 12_000], []),  # nobody rounds one amount
        (["A", "B", "C", "Total"], [5_000, 7_000, 4_985, 12_000], []),  # near the last two alone
        (["A", "B", "Sous-total", "C", "D", "Sous-total", "Total"], [10, 989, 1_000, 7, 495, 500, 1_500], [2, 5, 6]),
        (["Total", "B", "A"], [12_000, 7_985, 4_000], [0]),  # sorted by amount
        (["Total", "B"], [12_000, 11_985], []),
    ],
)
def test_a_row_that_says_total_and_nothing_else_may_be_rounded(names, expenses, totals):
    assert rows(of(names, expenses)) == totals


@pytest.mark.parametrize("name", ["Total", "Total des dépenses"])
def test_a_total_of_amounts_that_other_tables_hold_is_one(name):
    """Its own are typed, those that it adds up are worked out from the costs of their actions."""
    typed = {
        "action": ["A", "B", name],
        "expenses": [None, 2_000, 5_000],
        "effective_expenses": [3_000, 2_000, 5_000],
    }
    found = typed_totals(PLAN, "Actions", {f"Actions.{key}": cells for key, cells in typed.items()})
    assert found == [(2, "action", "total_in_table")]


@pytest.mark.parametrize(
    ("actions", "totals"), [(["1 - A", "2 - B", "3 - C"], []), (["1 - A", "1 - A", "1 - a "], [2]), ([None] * 3, [2])]
)
def test_the_only_line_of_an_action_is_its_cost(actions, totals):
    lines = {"action": actions, "item": ["Stand", "Affiches", "Total"], "amount": [4_000.0, 2_000.0, 6_000.0]}
    found = typed_totals(PLAN, "Costs", {f"Costs.{key}": cells for key, cells in lines.items()})
    assert [one.row for one in found] == totals


@pytest.mark.parametrize(("amount", "told"), [(4_500.0, "total_in_table"), (4_100.0, "total_differs_in_table")])
def test_the_sum_of_the_other_lines_of_an_action_is_a_total_wherever_they_stand(amount, told):
    actions, items = ["1 - A", "1 - A", "2 - B", "2 - B", "1 - A"], ["Stand", "Flyers", "Poste", "Papier", "Total"]
    columns = {"action": actions, "item": items, "amount": [4_000.0, 500.0, 300.0, 20.0, amount]}
    found = typed_totals(PLAN, "Costs", {f"Costs.{key}": cells for key, cells in columns.items()})
    assert found == [(4, "item", told)]


@pytest.mark.parametrize(
    ("table", "columns", "doubt"),
    [
        ("Actions", {"action": ["B", "Total"], "expenses": [4_000, 3_500]}, [1]),
        ("Actions", {"objective": ["Total", "TOTAL"], "action": ["B", "Total"], "expenses": [4_000, 3_500]}, [1]),
        ("Actions", {"action": ["B", "Total Durand"], "expenses": [4_000, 3_500]}, []),
        ("Actions", {"action": ["B", "Somme"], "expenses": [4_000, 3_500]}, []),
        ("Actions", {"action": ["B", "C", "Total"], "expenses": [4_000, 1_000, None]}, []),
        ("Actions", {"action": ["B", "Total"], "expenses": [None, 3_500]}, []),  # there is nothing to add up
        ("Objectives", {"objective": ["B", "Total"], "target": [4_000, 3_500]}, [1]),
        ("Costs", {"action": ["1 - A"] * 2, "item": ["B", "Total"], "amount": [4_000.0, 3_500.0]}, [1]),
        ("Costs", {"action": ["1 - A", "2 - B"], "item": ["B", "Total"], "amount": [4_000.0, 3_500.0]}, []),
        ("Costs", {"action": ["1 - A"] * 2, "item": ["B", "TVA"], "amount": [4_000.0, 800.0]}, []),
        ("Costs", {"action": ["1 - A", None], "item": ["B", "TVA"], "amount": [4_000.0, 800.0]}, [1]),
        ("Actions", {"action": ["B", "TVA"], "expenses": [4_000, 800]}, [1]),
    ],
)
def test_a_row_that_says_total_of_another_amount_is_in_doubt(table, columns, doubt):
    """It was right before a row was changed, or it is no total: nothing but its name says which."""
    found = typed_totals(PLAN, table, {f"{table}.{key}": cells for key, cells in columns.items()})
    assert [(one.row, one.problem) for one in found] == [(row, "total_differs_in_table") for row in doubt]


@pytest.mark.parametrize(
    ("revenue", "totals"),
    [([4_000, 4_000, 3_500], []), ([9_000, 4_000, 4_000], []), ([4_000, 4_000, 8_000], [2])],
)
def test_a_customer_may_be_called_total(revenue, totals):
    """And buy for as much as the one above."""
    columns = {"Customers.name": ["Leclerc", "Carrefour", "Total"], "Customers.revenue": [*map(float, revenue)]}
    assert rows(typed_totals(RELATIONS, "Customers", columns)) == totals


@pytest.mark.parametrize("told", ["total_in_table", "total_differs_in_table"])
def test_whoever_has_an_action_of_that_name_may_keep_it(told):
    """Round amounts are soon the sum of others: clearing the row is not the only remedy."""
    said = [texts(language)[f"problems.{told}"] for language in ("fr", "en")]
    assert ["sinon renommez-la" in said[0], "else rename it" in said[1]] == [True, True]


def test_a_table_that_adds_nothing_up_has_no_totals():
    lines = {"LinesLeftAside.file": ["a", "b", "Total"], "LinesLeftAside.amount": [1.0, 2.0, 3.0]}
    assert typed_totals(RELATIONS, "LinesLeftAside", lines) == []


@pytest.mark.parametrize("amount", [6_700, 6_500])
def test_next_year_goes_on_with_it_and_tells_it(tmp_path, monkeypatch, capsys, amount):
    monkeypatch.setenv("LC_ALL", "fr_FR")
    path = written(tmp_path / "plan.xlsx", SMALL)
    entered(path, ("Actions", "Action", 3, "Total"), ("Actions", "Dépenses", 3, amount))
    assert main(["next", str(path), "-o", str(tmp_path / "next"), "--start", "2027-01"]) == 0
    told = capsys.readouterr().err.replace("\u202f", " ").replace("\xa0", " ")
    assert "cellule D11, colonne Action : « Total »" in told
