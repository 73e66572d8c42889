"""Exports of CRMs: what has a name we know is read, what was spent or reached is told by its full name."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.inputs.given import add_sheet, csv_file, excel_file, read
from xl_grc.cli import main
from xl_grc.workbook.returned.plan import read_plan

SALESFORCE = {
    "Name": "Spring mailing",
    "Type": "Direct Mail",
    "Status": "Completed",
    "Start Date": "2026-03-01",
    "End Date": "2026-03-31",
    "Budgeted Cost in Campaign": "4500",
    "Actual Cost in Campaign": "4210",
    "Expected Revenue in Campaign": "18000",
    "Num Sent in Campaign": "2500",
    "Contacts in Campaign": "2400",
}
ZOHO = {
    "ID de la fiche": "zcrm_1",
    "Gestionnaire de la campagne": "A. Martin",
    "Nom de la campagne": "Mailing",
    "Type": "E-mail",
    "Statut": "Planification",
    "Date de début": "2026-03-01",
    "Date de fin": "2026-03-31",
    "Chiffre d'affaires attendu": "18000",
    "Coût prévu": "4500",
    "Coût réel": "4210",
    "Nombre envoyé": "2500",
}
VTIGER = {
    "Objet": "Salon Lyon",
    "Campagne N°": "CAM2",
    "Type": "Salon",
    "Produit": "Gamme B",
    "Statut": "Annulé",
    "Echéance": "2026-09-18",
    "Assigné à": "Martin",
    "Nombre d'envois": "800",
    "Cible visé": "Artisans",
    "CA prévisionnel": "40000.00",
    "Budget": "12000.00",
    "Coût actuel": "0.00",
    "ROI attendu": "300",
    "Ventes": "0",
}
YETIFORCE = {
    "Campaign Name": "Spring mailing",
    "Campaign Type": "Mail",
    "Campaign Status": "Planning",
    "Expected Close Date": "2026-03-31",
    "Assigned To": "Martin",
    "Num Sent": "2500",
    "Budget Cost": "4500",
    "Actual Cost": "4210",
    "Expected Revenue": "18000",
    "Expected Response": "Good",
}
HUBSPOT = {
    "Nom de la campagne": "Mailing",
    "Responsable de la campagne": "Anne",
    "Statut de la campagne": "Terminée",
    "Date de début": "2026-03-01 09:00",
    "Date de fin": "2026-03-31 18:00",
    "Budget total": "4 500,00 €",
    "Dépenses totales": "4 210,00 €",
    "Chiffre d'affaires influencé": "18 000,00 €",
    "Sessions": "1200",
    "Public de la campagne": "Artisans",
}
DOLIBARR = {
    "Réf. projet": "PJ2601-0001",
    "Libellé projet": "Mailing",
    "Date début": "2026-03-01",
    "Date fin": "2026-03-31",
    "Statut projet": "Ouvert",
    "Montant opportunité": "18000,00",
    "Budget": "4500,00",
    "Nom tiers": "Dupont SARL",
}
ADS = {"Campaign name": "Search", "Campaign status": "Enabled", "Campaign type": "Search", "Budget": "4500",
       "Start date": "2026-03-01", "End date": "2026-03-31", "Impr.": "9000", "Clicks": "120",
       "Conv. value": "10"}  # fmt: skip


@pytest.mark.parametrize(
    ("export", "right", "aside"),
    [
        (SALESFORCE, {"action": "Spring mailing", "type": "Direct Mail", "status": "done", "months": (3,),
                      "expenses": 4500, "revenue": 18000, "contacts": 2500},
         ("Actual Cost in Campaign", "Contacts in Campaign")),
        (ZOHO, {"action": "Mailing", "owner": "A. Martin", "status": "to_do", "months": (3,), "expenses": 4500,
                "revenue": 18000, "contacts": 2500}, ("ID de la fiche", "Coût réel")),
        (VTIGER, {"action": "Salon Lyon", "type": "Salon", "product": "Gamme B", "status": "abandoned", "months": (9,),
                  "owner": "Martin", "contacts": 800, "audience": "Artisans", "revenue": 40000, "expenses": 12000},
         ("Campagne N°", "Coût actuel", "ROI attendu", "Ventes")),
        (YETIFORCE, {"action": "Spring mailing", "status": "to_do", "months": (3,), "owner": "Martin",
                     "contacts": 2500, "expenses": 4500, "revenue": 18000}, ("Actual Cost", "Expected Response")),
        (HUBSPOT, {"action": "Mailing", "owner": "Anne", "status": "done", "months": (3,), "expenses": 4500,
                   "revenue": None, "audience": "Artisans"},
         ("Dépenses totales", "Chiffre d'affaires influencé", "Sessions")),
        (DOLIBARR, {"action": "Mailing", "status": "in_progress", "months": (3,), "revenue": 18000, "expenses": 4500},
         ("Réf. projet", "Nom tiers")),
        (ADS, {"action": "Search", "status": "in_progress", "type": "Search", "expenses": 4500, "months": (3,)},
         ("Impr.", "Clicks", "Conv. value")),
    ],
)  # fmt: skip
def test_exports(export, right, aside, tmp_path):
    for separator in ",;":
        values = [f'"{value}"' if separator in value else value for value in export.values()]
        found = read(csv_file(tmp_path / "export.csv", [list(export), values], separator))
        assert found.problems == ()
        ((action,),) = (plan.actions for plan in found.plans)
        assert {name: getattr(action, name) for name in right} == right
        assert [dict(note.values)["names"] for note in found.told] == [aside]


def test_a_name_is_the_action_only_where_no_other_header_is(tmp_path):
    rows = [["Nom", "Action", "Budget"], ["Martin", "Salon", 4500]]
    found = read(csv_file(tmp_path / "plan.csv", rows))
    assert found.actions == [("Salon", 4500, None)]
    assert [dict(note.values)["names"] for note in found.told] == [("Nom",)]


def test_the_cost_beside_a_budget_and_clicks_was_spent(tmp_path):
    rows = [["Campaign report"], ["Campaign", "Budget", "Clicks", "Cost"], ["Search", "4500", "120", "40.2"]]
    rows += [["Brand", "1500", "3", "3.0"], ["Total: Account", "6000", "123", "43.2"]]
    path = tmp_path / "ads.csv"
    path.write_bytes("\n".join("\t".join(row) for row in rows).encode("utf-16"))
    found = read(path)
    assert found.actions == [("Search", 4500, None), ("Brand", 1500, None)]
    assert [dict(note.values)["names"] for note in found.told if note.key == "columns_ignored"] == [("Clicks", "Cost")]
    assert read(csv_file(path, [["Campaign", "Budget", "Cost"], ["Search", 1, 2]])).wrong() == [("column_twice", 1)]


def test_a_period_is_the_plan_s_or_the_action_s(tmp_path):
    path = tmp_path / "plan.csv"
    for cells, start, months in ((["2026-09", "2026-09"], 9, ()), (["S1", "mars-mai"], 1, (3, 4, 5))):
        (plan,) = read(csv_file(path, [["Action", "Période"], ["Salon", cells[0]], ["Club", cells[1]]])).plans
        assert (plan.start.month, plan.actions[1].months) == (start, months)
    rows = [["Action", "Période"], ["Salon", "mars 2026"], ["Club", "juin 2026"]]
    assert [one.months for one in read(csv_file(path, rows)).plans[0].actions] == [(3,), (6,)]


@pytest.mark.parametrize("header", ["Échéance", "Date limite", "Due date", "Deadline"])
def test_a_date_is_the_objective_s_when_it_follows_it(header, tmp_path):
    path = tmp_path / "plan.csv"
    same = [["Objectif", "Action", header], ["Gagner", "Salon", "2026-09-30"], ["Gagner", "Mailing", "2026-09-30"]]
    same += [["Fidéliser", "Club", "2026-12-31"]]
    (plan,) = read(csv_file(path, same)).plans
    assert [goal.due.month for goal in plan.objectives] == [9, 12]
    assert [action.months for action in plan.actions] == [(), (), ()]
    other = [*same[:2], ["Gagner", "Mailing", "2026-03-31"]]
    (plan,) = read(csv_file(path, other)).plans
    assert ([goal.due for goal in plan.objectives], [action.months for action in plan.actions]) == (
        [None],
        [(9,), (3,)],
    )
    for rows in ([["Action", header], ["Salon", "18/09/2026"]], [*same, ["", "Radio", "2026-09-30"]]):
        (plan,) = read(csv_file(path, rows)).plans
        assert plan.actions[-1].months == (9,)
    beside = [["Action", "Début", header], ["Salon", "2026-03-02", "2026-04-30"]]
    assert read(csv_file(path, beside)).plans[0].actions[0].months == (3, 4)


def test_when_is_a_month_or_a_day(tmp_path):
    path = tmp_path / "plan.csv"
    rows = [["Action", "Quand ?"], ["Salon", "mars - avril"], ["Club", "T2"], ["Radio", "mi-mars"]]
    found = read(csv_file(path, rows))
    assert [action.months for action in found.plans[0].actions] == [(3, 4), (4, 5, 6), (3,)]
    assert found.rows("vague_month") == [4]
    found = read(csv_file(path, [["Action", "Quand ?"], ["Salon", "15/03/2026"], ["Club", "20/04/2026"]]))
    assert [action.months for action in found.plans[0].actions] == [(3,), (4,)]


def test_quarters_of_a_year_that_begins_elsewhere_are_refused(tmp_path):
    rows = [["Action", "Mois", "Premier mois"], ["Salon", "T1", "2026-09"], ["Club", "T1 2027", None]]
    found = read(csv_file(tmp_path / "plan.csv", rows))
    assert found.wrong() == [("quarter_two_ways", 2)]


def test_dates_of_another_year_are_one_problem(tmp_path):
    path = tmp_path / "plan.csv"
    rows = [["Action", "Date de début", "Date de fin"], ["Plan", "2026-11-20", "2026-12-13"]]
    rows += [["Catalogue", "2026-12-13", "2027-01-10"], ["Mise en ligne", "2027-01-10", "2027-01-15"]]
    (problem,) = read(csv_file(path, rows)).problems
    assert (problem.key, dict(problem.values)["start"], dict(problem.values)["count"]) == (
        "another_period",
        "2026-11",
        2,
    )
    old = [rows[0], ["Salon", "2024-03-01", "2024-03-31"], ["Club", "2024-09-01", "2024-10-01"]]
    (problem,) = read(csv_file(path, old)).problems
    assert dict(problem.values)["start"] == "2024-01"
    worded = [["Action", "Mois"], ["Salon", "mars 2027"], ["Club", "avril"]]
    (problem,) = read(csv_file(path, worded)).problems
    assert (problem.row, dict(problem.values)["start"]) == (2, "2027-01")
    far = [rows[0], ["Salon", "2024-03-01", "2024-03-31"], ["Club", "2027-09-01", "2027-10-01"]]
    assert read(csv_file(path, far)).wrong() == [("outside_period", 2), ("outside_period", 3)]


@pytest.mark.parametrize("costs", [False, True])
def test_dates_of_another_year_are_one_problem_for_many_plans(costs, tmp_path, capsys):
    """Read plan by plan, or whole because of a sheet of costs."""
    rows = [["Entreprise", "Action", "Début", "Fin"]]
    rows += [[f"Société {one:03}", "Salon", date(2027, 3, 1), date(2027, 4, 1)] for one in range(1, 61)]
    rows += [["Autre", "Salon", date(2027, 11, 5), date(2027, 11, 6)], ["Autre", "Club", None, None]]
    path = excel_file(tmp_path / "plans.xlsx", rows)
    if costs:
        book = load_workbook(path)
        header = ["Entreprise", "Action", "Poste", "Quantité", "Coût unitaire"]
        add_sheet(book, "Coûts", [header, ["Autre", "Club", "Stand", 1, 2]])
        book.save(path)
    run = ["batch", str(path), "-o", str(tmp_path / "out"), "--as-of", "2026-11-28", "--lang", "fr"]
    assert main(run) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "--start" in line and "xl-grc" not in line]
    assert len(told) == 1
    assert "les dates de 61 plans vont du 01/03/2027 au 06/11/2027" in told[0]
    assert "(lignes en cause : 61) ; ajoutez --start 2027-01" in told[0]
    assert main([*run, "--start", "2027-01"]) == 0


def test_plans_of_periods_far_apart_are_told_one_by_one(tmp_path, capsys):
    rows = [["Entreprise", "Action", "Début", "Fin"]]
    rows += [["Un", "Salon", "2024-03-01", "2024-03-02"], ["Deux", "Club", "2027-09-01", "2027-09-02"]]
    path = csv_file(tmp_path / "plans.csv", rows)
    assert main(["batch", str(path), "-o", str(tmp_path / "out"), "--as-of", "2026-11-28", "--lang", "fr"]) == 1
    told = capsys.readouterr().err
    assert "--start 2024-01" in told and "--start 2027-01" in told


@pytest.mark.parametrize(
    ("cell", "value"), [("4 500 € HT", 4500), ("4 500 €  TTC", 4500), ("1.500,00 EUR HT", 1500), ("2 k€ TTC", 2000)]
)
def test_taxes(cell, value, tmp_path):
    found = read(csv_file(tmp_path / "plan.csv", [["Action", "Budget"], ["Salon", cell], ["Club", 1]]))
    assert found.actions[0] == ("Salon", value, None)
    assert found.rows("amounts_with_tax") == ([2] if "TTC" in cell else [])
    money = [["Action", "Budget"], ["Salon", cell], ["Club", "50 CHF"], ["Site", "$1,200.50"], ["Club", 1]]
    assert read(csv_file(tmp_path / "plan.csv", money)).rows("amounts_in_other_currency") == [3]
    assert found.rows("amounts_in_other_currency") == []
    found = read(csv_file(tmp_path / "plan.csv", [["Action", "Budget TTC (k€)", "CA HT"], ["Salon", "4,5", 7]]))
    assert found.actions == [("Salon", 4500, 7)]
    assert [dict(note.values)["names"] for note in found.told] == [("Budget TTC (k€)",)]


def test_negative_amounts_however_written_are_refused(tmp_path):
    for cell in ("50,00-", "(50,00)", "-50", "(50,00 €)"):
        found = read(csv_file(tmp_path / "plan.csv", [["Action", "Budget"], ["Salon", cell], ["Club", "1,5"]]))
        assert found.wrong() == [("below_minimum", 2)]


@pytest.mark.parametrize("command", ["new", "batch"])
def test_dates_beside_each_other_are_written_alike(command, tmp_path, capsys):
    path = tmp_path / "campaigns.csv"
    path.write_text("Name,Proposed Start,Proposed End,Budget Allocated\nSpring,3/1/2026,3/31/2026,4500\n", "utf-8")
    out = tmp_path / ("plan.xlsx" if command == "new" else "plans")
    options = [command, str(path), "-o", str(out), "--as-of", "2026-11-28"]
    assert main(options) == 1  # open without a word from the user
    assert main([*options, "--lang", "fr"]) == 0
    (made,) = [out] if command == "new" else out.glob("*.xlsx")
    assert read_plan(made.read_bytes(), made.name).plan.actions[0].months == (3,)
