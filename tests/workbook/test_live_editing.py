"""What people do to a plan in a spreadsheet, done in a live LibreOffice."""

from datetime import date

import pytest

from tests.plans import some_plan
from tests.proofs import variants
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 9, 15)
PLAN_SHEET, COSTS, RETURNS, SCHEDULE = "Plan d'actions", "Coûts", "Rentabilité", "Planification"


def opened(office, plan, tmp_path):
    filling = fill(plan, "fr", AS_OF)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), filling.start_month).write(filling))
    return office.open(path)


def column_of(document, table, header):
    """The letter of a column and the first and last data rows of its table."""
    place = document.tables()[table]
    (headers,) = document.block(place.sheet, f"A{place.first_row}:Z{place.first_row}")
    return chr(65 + headers.index(header)), place.first_row + 1, place.last_row


def set_cell(document, table, header, row, value):
    letter, first, _ = column_of(document, table, header)
    document.set(document.tables()[table].sheet, f"{letter}{first + row}", value)


def get_cell(document, table, header, row):
    letter, first, _ = column_of(document, table, header)
    address = f"{letter}{first + row}"
    return document.block(document.tables()[table].sheet, f"{address}:{address}")[0][0]


def figures(document):
    names = ("TotalExpenses", "TotalRevenue", "TotalMargin", "TotalCost", "PlanROI", "UnscheduledExpenses")
    named = document.named()
    planned = [get_cell(document, "Budget", "Dépenses prévues", month) for month in range(12)]
    return [named[name].value for name in names] + planned


SIMPLE = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(1, "Premier", "Gagner 10 ?", expenses=100.0, revenue=400.0, months=(1, 2), margin_rate=0.5),
        Action(2, "Second", "gagner 10 ?", expenses=50.0, revenue=80.0, months=(3,), margin_rate=0.5),
    ),
    objectives=(Objective("Gagner 10 ?", target=480.0),),
    costs=(CostLine(1, "Impression", 10.0, "unité", 20.0),),
    events=(Event(date(2026, 2, 3), 1, 30.0, 10.0),),
)


def test_a_row_typed_in_a_spare_row_calculates(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        set_cell(document, "Actions", "Action", 2, "Troisième")
        set_cell(document, "Actions", "Dépenses", 2, 300)
        set_cell(document, "Schedule", "Mai", 2, "x")
        assert document.named()["TotalExpenses"].value == 200 + 50 + 300
        assert get_cell(document, "Schedule", "Action", 2) == "Troisième"
        assert get_cell(document, "Budget", "Dépenses prévues", 4) == 300
        assert get_cell(document, "Returns", "Verdict", 2) == "Sans recette directe"


def test_a_row_typed_below_the_table_calculates(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        for table in ("Actions", "Costs"):
            place = document.tables()[table]
            document.extend_table(table)
            document.copy_down(place.sheet, place.last_row, place.last_row + 1, place.first_column, place.last_column)
        _, first, last = column_of(document, "Actions", "N°")
        row = last - first
        set_cell(document, "Actions", "N°", row, 40)
        set_cell(document, "Actions", "Action", row, "Sous la table")
        set_cell(document, "Actions", "Recettes", row, 1000)
        assert get_cell(document, "Actions", "Libellé", row) == "40 - Sous la table"
        assert document.named()["TotalRevenue"].value == 400 + 80 + 1000
        _, first, last = column_of(document, "Costs", "Action")
        set_cell(document, "Costs", "Action", last - first, "40 - un ancien nom")
        set_cell(document, "Costs", "Quantité", last - first, 3)
        set_cell(document, "Costs", "Coût unitaire", last - first, 7)
        assert get_cell(document, "Actions", "Dépenses retenues", row) == 21
        assert document.named()["UnscheduledExpenses"].value == 21


@pytest.mark.parametrize(
    ("table", "header"),
    variants(
        ("Actions", "Action"),
        ("Schedule", "N°"),
        ("Costs", "Poste de coût"),
        ("Returns", "Acheteurs"),
        ("Tracking", "Date"),
        ("Objectives", "Objectif"),
    ),
)
def test_sorting_changes_no_total(table, header, office, tmp_path):
    with opened(office, some_plan(12, 5), tmp_path) as document:
        before = figures(document)
        document.sort(table, header, ascending=False)
        document.recalculate()
        assert figures(document) == pytest.approx(before)


def test_renaming_an_action_changes_no_total(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        before = figures(document)
        set_cell(document, "Actions", "Action", 0, "Tout autre nom *")
        assert figures(document) == before
        assert get_cell(document, "Costs", "N°", 0) == 1
        assert get_cell(document, "Returns", "Action", 0) == "Tout autre nom *"


def test_objectives_match_whole_text_without_case(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        assert get_cell(document, "Objectives", "Prévu", 0) == 480
        assert get_cell(document, "Objectives", "Statut", 0) == "Couvert"
        set_cell(document, "Actions", "Objectif", 1, "Gagner 10 autres")
        assert get_cell(document, "Objectives", "Prévu", 0) == 400


def test_an_abandoned_action_leaves_the_plan_but_keeps_what_happened(office, tmp_path):
    with opened(office, SIMPLE, tmp_path) as document:
        set_cell(document, "Actions", "Statut", 0, "abandonnée")
        assert document.named()["TotalExpenses"].value == 50
        assert document.named()["ActualExpenses"].value == 30
        assert get_cell(document, "Returns", "Verdict", 0) == ""
        assert get_cell(document, "Actions", "Dépenses réalisées", 0) == 30
        assert get_cell(document, "Objectives", "Prévu", 0) == 80


def test_a_plan_that_starts_in_july(office, tmp_path):
    july = SIMPLE._replace(start=date(2026, 7, 1))
    with opened(office, july, tmp_path) as document:
        place = document.tables()["Schedule"]
        rows = document.block(place.sheet, f"E{place.first_row - 1}:P{place.first_row + 1}")
        assert rows[0] == [2026] * 6 + [2027] * 6
        assert rows[1][0] == "Juillet"
        assert rows[1][11] == "Juin"
        assert [index for index, mark in enumerate(rows[2]) if mark] == [6, 7]
        months = document.block("Budget", "B8:B19")
        assert months[0] == [46204]
        assert get_cell(document, "Budget", "Dépenses prévues", 6) == 100
        assert get_cell(document, "Budget", "Dépenses prévues", 8) == 50
