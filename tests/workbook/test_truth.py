"""The workbook tells the truth whatever is done to it in a spreadsheet.

A user types, pastes, drags, sorts, inserts, deletes and extends in a live LibreOffice. What the workbook then shows is
compared with arithmetic, and every cell of the file that LibreOffice saves with what Python works out of its inputs.
"""

import random
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.plans import some_plan
from tests.proofs import rounds
from tests.recalculation import same
from tests.workbook.by_hand import Hand
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.tables.plan import PLAN
from xl_grc.values import ErrorToken, stored
from xl_grc.workbook.expected.check import check, seen_on
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.cells import read_cells
from xl_grc.workbook.returned.plan import plan_of
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 5, 4)
COURSE = Plan(
    "Essai",
    date(2026, 1, 1),
    actions=(
        Action(
            1, "Salon", "But", owner="Lea", months=(1, 2), contacts=400.0, buyers=20.0, price=100.0, margin_rate=0.5
        ),
        Action(2, "Mailing", "But", owner="Max", expenses=600.0, revenue=900.0, months=(3,), margin_rate=0.4),
        Action(3, "Réseau", "Autre but", owner="Lea", expenses=300.0, months=(4,)),
    ),
    objectives=(Objective("But", target=2900.0), Objective("Autre but", "margin", target=100.0)),
    costs=(CostLine(1, "Divers", 2.0, "unité", 400.0), CostLine(1, "Divers", 1.0, "unité", 200.0)),
    events=(Event(date(2026, 2, 3), 1, 700.0, 1500.0), Event(date(2026, 3, 3), None, 30.0)),
)
"""Planned: expenses 1 000 + 600 + 300, revenue 2 000 + 900, margin 1 000 + 360 over a cost of 1 600."""


def opened(office, folder, plan):
    path = folder / "plan.xlsx"
    filling = fill(plan, "fr", AS_OF)
    path.write_bytes(load_template(PLAN, shipped_template(PLAN, "fr"), filling.start_month).write(filling))
    return Hand(office.open(path), load_workbook(path))


@pytest.fixture
def hand(office, tmp_path):
    user = opened(office, tmp_path, COURSE)
    with user.document:
        yield user


def untold(name, expected, cells):
    """Whether a named cell tells what values alone cannot: rows below tables, cells without a formula, and what hangs
    on these lights while they are on."""
    faults = ("below", "overwritten")
    if name in ("LightsOn", "PlanState", "Dashboard_LightsOn"):
        return any(cells.names.get(f"Check_{fault}") != expected.names[f"Check_{fault}"] for fault in faults)
    return name.startswith(tuple(f"{kind}_{fault}" for kind in ("Check", "Spot", "Light", "Goto") for fault in faults))


def disagreements(hand, folder):
    """Each cell of the file saved by LibreOffice that shows something else than Python works out of its inputs."""
    hand.document.recalculate()
    path = folder / "saved.xlsx"
    hand.document.save(path)
    returned = plan_of(read_cells(PLAN, Book(path.read_bytes(), path.name), formulas=True))
    cells, expected = returned.cells, expected_contents(returned, seen_on(returned.cells, AS_OF))
    shown = [
        (f"{table.sheet.title}!{table.address(column.key, row)}", cell, wanted)
        for name, table in cells.tables.items()
        for column in PLAN.tables[name]
        if column.computed is not None
        for row, (cell, wanted) in enumerate(zip(*both(cells, expected, f"{name}.{column.key}"), strict=False))
    ]
    shown += [
        (name, cells.names.get(name), wanted)
        for name, wanted in expected.names.items()
        if PLAN.named_cells[name].computed is not None and not untold(name, expected, cells)
    ]
    return [f"{at} {cell!r}, Python {wanted!r}" for at, cell, wanted in shown if not agree(cell, wanted)]


def both(cells, expected, key):
    return cells.columns[key], expected.columns[key]


def agree(cell, wanted):
    shown = stored(cell)
    if isinstance(shown, ErrorToken) or isinstance(wanted, ErrorToken):
        return str(shown) == str(wanted)
    if isinstance(shown, (int, float)) and isinstance(wanted, (int, float)):
        return same(float(shown), float(wanted))
    return shown == wanted


def figures(hand, *names):
    named = hand.document.named()
    return [named[name].value for name in names]


def error_cells(hand):
    return [
        (sheet, address)
        for sheet, cells in hand.document.values().items()
        for address, cell in cells.items()
        if cell.error
    ]


def test_what_cannot_be_read_counts_as_not_given(hand, tmp_path):
    """Point 1: the amount, the quantity, the amount spent, the rate, the date, the status, month and delay."""
    hand.type("Actions", "Dépenses", 1, "6,5 k€")
    hand.paste("1 lot", "Costs", "Quantité", 0)
    hand.paste("5 200 €HT", "Tracking", "Dépenses", 0)
    hand.type("Returns", "Taux de marge", 0, 50)
    hand.type("Tracking", "Date", 1, "hier")
    hand.type("Actions", "Statut", 2, "Annulée")
    hand.type("Schedule", "Mai", 2, "non")
    hand.type("Schedule", "Décalage des recettes", 0, 2.5)
    named = hand.document.named()
    assert error_cells(hand) == []
    assert (named["Check_unreadable"].value, named["Goto_unreadable"].value) == (8, "Plan d'actions H9")
    assert named["TotalExpenses"].value == 200 + 0 + 300
    assert named["TotalRevenue"].value == 2000 + 900
    assert named["ActualExpenses"].value == 30
    assert named["TotalMargin"].value == 360  # of the first nobody knows the rate any more
    assert hand.get("Returns", "Verdict", 0) == "À compléter"
    assert disagreements(hand, tmp_path) == []


def test_what_stands_below_or_was_dragged_is_told(hand, tmp_path):
    """Point 2: the lights are tried one by one; here several at once, and what the amounts are then."""
    hand.drag("Costs", "Action", 0, 2)
    for row in (1, 2):
        hand.type("Costs", "Quantité", row, 1)
        hand.type("Costs", "Coût unitaire", row, 10)
    hand.type_below("Tracking", "Dépenses", 4000)
    hand.type("Returns", "ROI", 1, 3)
    hand.type("Actions", "N°", 2, None)
    named = hand.document.named()
    lit = {name for name, cell in named.items() if name.startswith("Light_") and str(cell.value).startswith("À voir")}
    assert {name.removeprefix("Light_") for name in lit} == {"below", "dragged", "overwritten", "no_number", "orphans"}
    assert named["ActualExpenses"].value == 730  # until the table is extended
    hand.extend("Tracking", "Dépenses")
    assert figures(hand, "ActualExpenses", "Check_below") == [4730, 0]
    hand.copy("Returns", "ROI", 0, 1)
    hand.type("Actions", "N°", 2, 3)  # Python gives a number to an action that has none
    assert disagreements(hand, tmp_path) == []


def test_three_rows_of_no_action_are_three_though_a_number_is_blank(hand):
    hand.type("Costs", "Action", 0, "Flyers")
    hand.type("Schedule", "N°", 2, 77)
    hand.type("Returns", "N°", 2, 78)
    hand.type("Returns", "Contacts", 2, 5)  # an empty row is free, whatever its number
    hand.type("Actions", "N°", 2, None)
    assert figures(hand, "Check_orphans") == [3]


def test_errors_that_a_deleted_action_leaves_go_when_everything_is_recalculated(hand, tmp_path):
    """As the leader's page says: LibreOffice does not calculate all that a deleted row changes."""
    hand.delete_row("Actions", 0)
    assert {cell.error for cells in hand.document.values().values() for cell in cells.values() if cell.error} == {
        "#N/A"
    }
    hand.document.recalculate()
    assert error_cells(hand) == []
    assert figures(hand, "Check_orphans", "Goto_orphans") == [5, "Planification B8"]
    assert disagreements(hand, tmp_path) == []


FAR_BELOW = (
    (("Actions", "Action", 50, "Affiches"), 38, "row_outside_table", "Plan d'actions D58"),
    (("Costs", "Montant", 70, 12), 9, "total_below_table", "Coûts H78"),
    (("Tracking", "Date", 65, "Total"), 4, "total_below_table", "Suivi B73"),
)


@pytest.mark.parametrize(("mistake", "rows", "key", "cell"), FAR_BELOW)
def test_what_stands_far_below_is_the_same_to_the_light_and_to_check(hand, tmp_path, mistake, rows, key, cell):
    """Nothing that Python does takes it in: the light stays on, and is right."""
    hand.type(*mistake)
    shown = figures(hand, "Check_below", "Goto_below", "LightsOn", "PlanState")
    assert shown == [rows, cell, 1, "Quelques points à voir ci-dessous."]
    path = tmp_path / "saved.xlsx"
    hand.document.save(path)
    for content in (path.read_bytes(), regenerate(path.read_bytes(), path.name, AS_OF).content):
        problems = check(content, path.name, AS_OF)
        assert [(one.key, f"{one.sheet} {one.cell}") for one in problems] == [(key, cell)]
        names = expected_contents(plan_of(read_cells(PLAN, Book(content, path.name))), AS_OF).names
        assert [names[name] for name in ("Check_below", "Goto_below", "LightsOn", "PlanState")] == shown


def test_spare_rows_calculate(hand, tmp_path):
    """Point 3: an action in a spare row, a cost line in the last one, which is not printed."""
    hand.type("Actions", "Action", 3, "Affiches")
    hand.type("Schedule", "Juin", 3, "x")
    last = hand.rows("Costs") - 1
    hand.type("Costs", "Action", last, "4 - Affiches")
    hand.type("Costs", "Quantité", last, 3)
    hand.type("Costs", "Coût unitaire", last, 50)
    named = hand.document.named()
    assert named["TotalExpenses"].value == 1900 + 150
    assert hand.get("Budget", "Dépenses prévues", 5) == 150
    assert named["Light_unprinted"].value == "Information (1)"
    assert named["Goto_unprinted"].value == f"Coûts B{last + 8}"
    assert named["LightsOn"].value == 1  # the new action has no owner yet
    assert disagreements(hand, tmp_path) == []


def test_another_first_month_moves_all_that_depends_on_it(hand, tmp_path):
    """Point 4: July 2027, typed as a day within the month."""
    hand.type_name("PeriodStart", 46583)  # 15 July 2027
    assert hand.get("Budget", "Mois", 0) == 46569  # 1 July 2027
    assert hand.get("Budget", "Mois", 11) == 46905  # 1 June 2028
    sheet = hand.document.tables()["Schedule"].sheet
    names, years, headers = hand.document.block(sheet, "E5:P7")
    assert (names[0], names[11], years[0], years[11]) == ("Juillet", "Juin", 2027, 2028)
    assert headers[0] == "Janvier"  # constants of the filling: the light says that the marks stayed
    assert figures(hand, "Light_months_outdated") == ["À voir (12)"]
    assert hand.get("Budget", "Dépenses prévues", 0) == 500
    assert hand.get("Schedule", "Mois passés", 0) == 0  # on 4 May 2026 nothing is over
    assert disagreements(hand, tmp_path) == []
    hand.type_name("PeriodStart", "juillet")
    assert hand.get("Budget", "Mois", 0) == hand.get("Budget", "Dépenses prévues", 0) == ""
    assert error_cells(hand) == []
    assert figures(hand, "Light_unreadable", "Goto_unreadable") == ["À voir (1)", "Paramètres D6"]


def test_amounts_in_time(hand, tmp_path):
    """Point 5: shares 3 and 1, revenue two months later; the last month's revenue comes after the plan."""
    hand.type("Schedule", "Janvier", 0, 3)
    hand.type("Schedule", "Février", 0, 1)
    hand.type("Schedule", "Décalage des recettes", 0, 2)
    hand.type("Schedule", "Mars", 1, None)
    hand.type("Schedule", "Novembre", 1, "x")
    hand.type("Schedule", "Décembre", 1, "X")
    hand.type("Schedule", "Décalage des recettes", 1, 1)
    spent = [hand.get("Budget", "Dépenses prévues", month) for month in range(12)]
    received = [hand.get("Budget", "Recettes prévues", month) for month in range(12)]
    assert spent == [750, 250, 0, 300, 0, 0, 0, 0, 0, 0, 300, 300]
    assert received == [0, 0, 1500, 500, 0, 0, 0, 0, 0, 0, 0, 450]
    assert figures(hand, "RevenueAfterPlan", "UnscheduledRevenue", "TotalRevenue") == [450, 0, 2900]
    assert hand.get("Objectives", "Prévu", 0) == 2900
    assert figures(hand, "Check_months_differ") == [0]
    assert disagreements(hand, tmp_path) == []


def test_need_payback_and_return(hand, tmp_path):
    """Point 6: margin 500 and 500, then 360; expenses 500, 500, 600, 300: short of 240, then of 540."""
    named = hand.document.named()
    assert [hand.get("Budget", "Cumul marge - dépenses", month) for month in range(4)] == [0, 0, -240, -540]
    assert (named["LargestNeed"].value, named["LargestNeedMonth"].value) == (540, 46113)
    assert named["PaysFrom"].value == "Pas dans l'année"
    assert named["PlanROI"].value == pytest.approx(1360 / 1600)
    assert (
        named["PlanROIBasis"].value
        == "sur 1\u202f600\u00a0€ de 1\u202f900\u00a0€ (hors 1 action sans recette directe ou sans taux)"
    )
    verdicts = [hand.get("Returns", "Verdict", row) for row in range(3)]
    assert verdicts == ["À l'équilibre", "Non rentable", "Sans recette directe"]
    hand.type("Schedule", "Avril", 2, None)
    assert figures(hand, "LargestNeed", "LargestNeedNote") == ["", "À compléter\u00a0: 1 action sans mois"]
    hand.type("Returns", "Acheteurs", 2, 5)  # and no price: half told
    assert hand.get("Returns", "Verdict", 2) == "À compléter"
    assert disagreements(hand, tmp_path) == []


def test_the_simulation_answers_alike_wherever_it_is_asked(hand, tmp_path):
    """Point 7: unit cost 50 of a price of 100; 20 sold, cost 1 000."""
    grid = {header: hand.get("SensitivityPrice", header, 2) for header in ("Prix -20 %", "Prix prévu", "Prix +10 %")}
    assert grid == {"Prix -20 %": 20 * 30 - 1000, "Prix prévu": 0, "Prix +10 %": 20 * 60 - 1000}
    for price, header in ((80, "Prix -20 %"), (110, "Prix +10 %")):
        hand.type_name("Try_price", price)
        assert figures(hand, "Sim_margin_result") == [grid[header]]
    hand.type_name("Try_price", 110)
    hand.type_name("Try_discount", 0.1)  # of the price tried: 99, at a unit cost of 50
    assert figures(hand, "Sim_net_price", "Sim_margin_result") == pytest.approx([99, 20 * 49 - 1000])
    assert disagreements(hand, tmp_path) == []


def test_a_discount_counts_once(hand, tmp_path):
    """The plan grants 20 buyers 10 each: 200 of the cost of 1 200; a discount tried takes its place."""
    hand.type("Costs", "Action", 2, "1 - Salon")
    hand.type("Costs", "Poste de coût", 2, "Remise accordée (bon de réduction)")
    hand.type("Costs", "Coût unitaire", 2, 10)
    assert figures(hand, "Plan_cost", "PlannedDiscount", "Sim_margin_result") == [1200, 200, -200]
    hand.type_name("Try_discount", 0.2)
    assert figures(hand, "Sim_cost", "Sim_margin_result") == [1000, 20 * (50 - 20) - 1000]
    assert "200" in figures(hand, "Sim_discount_note")[0]
    assert disagreements(hand, tmp_path) == []


def test_nothing_is_left_of_differences(hand, tmp_path):
    """Point 8: 0.1 + 0.2 - 0.3 is 0 on the sheet and in the values."""
    for row, amount in enumerate((0.1, 0.2)):
        hand.type("Costs", "Quantité", row, 1)
        hand.type("Costs", "Coût unitaire", row, amount)
    hand.type("Actions", "Dépenses", 0, 0.3)
    hand.type("Actions", "Type", 0, "Prospection")
    named = hand.document.named()
    assert named["Check_differs"].value == 0
    assert named["Check_months_differ"].value == 0
    assert disagreements(hand, tmp_path) == []


def test_rows_and_columns_come_and_go(hand, tmp_path):
    """Rows inserted and deleted within tables, a column of the user's own, sorted tables, a sheet renamed."""
    hand.insert_row("Actions", 1)
    hand.type("Actions", "N°", 1, 40)
    hand.type("Actions", "Action", 1, "Affiches")
    hand.type("Actions", "Dépenses", 1, 70)
    hand.insert_row("Schedule", 1)
    hand.type("Schedule", "N°", 1, 40)
    hand.type("Schedule", "Mai", 1, "x")
    hand.delete_row("Costs", 0)
    hand.document.insert_columns(hand.document.tables()["Tracking"].sheet, 5)
    hand.document.sort("Actions", "Dépenses", ascending=False)
    hand.document.sort("Tracking", "Dépenses")
    hand.document.rename_sheet("Plan d'actions", "L'action")
    assert figures(hand, "TotalExpenses", "TotalRevenue", "ActualExpenses") == [200 + 600 + 300 + 70, 2900, 730]
    assert hand.get("Budget", "Dépenses prévues", 4) == 70
    assert figures(hand, "Light_not_in_returns") == ["À voir (1)"]
    assert disagreements(hand, tmp_path) == []


STEPS = {
    "type": lambda hand, chosen: hand.type("Actions", "Dépenses", row_in(hand, chosen, "Actions"), typed(chosen)),
    "rate": lambda hand, chosen: hand.type("Returns", "Taux de marge", row_in(hand, chosen, "Returns"), typed(chosen)),
    "month": lambda hand, chosen: hand.type(
        "Schedule",
        chosen.choice(("Mars", "Août")),
        row_in(hand, chosen, "Schedule"),
        chosen.choice(("x", 2, "non", None)),
    ),
    "delay": lambda hand, chosen: hand.type(
        "Schedule", "Décalage des recettes", row_in(hand, chosen, "Schedule"), chosen.choice((0, 3, 24, 1.5, None))
    ),
    "paste": lambda hand, chosen: hand.paste("5 200 €HT", "Tracking", "Dépenses", row_in(hand, chosen, "Tracking")),
    "copy": lambda hand, chosen: hand.copy("Actions", "Action", 0, row_in(hand, chosen, "Actions")),
    "drag": lambda hand, chosen: hand.drag("Costs", "Action", row_in(hand, chosen, "Costs") - 1),
    "sort": lambda hand, chosen: hand.document.sort(*chosen.choice(SORTED), ascending=chosen.random() < 0.5),
    "insert": lambda hand, chosen: insert(hand, chosen.choice(GROWING), chosen),
    "delete": lambda hand, chosen: delete(hand, chosen.choice(GROWING), chosen),
    "below": lambda hand, chosen: hand.type_below("Tracking", "Recettes", chosen.randrange(1, 999)),
    "extend": lambda hand, chosen: hand.extend("Tracking", "Recettes"),
    "start": lambda hand, chosen: hand.type_name("PeriodStart", chosen.choice((46023, 46204, 46054, None))),
    "status": lambda hand, chosen: hand.type(
        "Actions", "Statut", row_in(hand, chosen, "Actions"), chosen.choice(("Abandonnée", "Annulée", "En cours", None))
    ),
    "number": lambda hand, chosen: hand.type(
        "Schedule", "N°", row_in(hand, chosen, "Schedule"), chosen.choice((1, 3, 77, None))
    ),
}
"""What a user does, one thing after the other."""
SORTED = (
    ("Actions", "Action"),
    ("Schedule", "N°"),
    ("Returns", "Acheteurs"),
    ("Tracking", "Date"),
    ("Costs", "Quantité"),
)
GROWING = ("Actions", "Schedule", "Costs", "Returns", "Tracking")


def typed(chosen):
    return chosen.choice((round(chosen.uniform(0, 999), 2), 0.25, 0, -3, "6,5 k€", None))


def row_in(hand, chosen, table):
    return chosen.randrange(1, min(hand.rows(table), 9))


def insert(hand, table, chosen):
    row = row_in(hand, chosen, table)
    hand.insert_row(table, row)
    if table == "Actions":  # Python gives a number to an action that has none
        hand.type(table, "N°", row, chosen.randrange(100, 999))


def delete(hand, table, chosen):
    hand.delete_row(table, row_in(hand, chosen, table))


@pytest.mark.parametrize("seed", range(rounds(200)))
def test_whatever_is_done_the_file_says_what_the_sheet_shows(seed, office, tmp_path):
    chosen = random.Random(seed)
    hand = opened(office, tmp_path, some_plan(6, seed))
    with hand.document:
        done = [chosen.choice(list(STEPS)) for _ in range(12)]
        for step in done:
            STEPS[step](hand, chosen)
        if figures(hand, "Check_below") == [1]:  # Python counts what stands there
            hand.extend("Tracking", "Recettes")
        assert disagreements(hand, tmp_path) == [], done
