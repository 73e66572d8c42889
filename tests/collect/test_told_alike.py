"""What a workbook that came back has lost, or holds in another form than its formulas mean: each command that reads it
tells it, and all count the same."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from openpyxl.worksheet.table import Table

from tests.reading import table
from tests.workbook.changing import AS_OF, edited, entered, written
from tests.workbook.removing import without
from tests.workbook.repair.test_regenerate import cell_of, sheet_of
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.collect.summary import figures
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan

SALON = Action(1, "Salon", expenses=4_000, revenue=9_000, months=(3,))
CLUB = Action(2, "Club", expenses=1_500, revenue=2_000, status="abandoned")
COSTS = (CostLine(1, "Heures", 10, "heure", 100), CostLine(1, "Stand", 1, "forfait", 2_500))
PLAN = Plan("Durand", date(2026, 1, 1), (SALON, CLUB), costs=COSTS, events=(Event(date(2026, 3, 2), 1, 700),))


def by_hand(*change):
    """A cell typed over, in a workbook whose other values stay."""
    return lambda path: entered(path, change)


def row_typed(table, row, **values):
    """A row typed into a table, its cells by their headers."""
    return lambda path: entered(path, *((table, header, row, value) for header, value in values.items()))


SUM = ["« Total »", "somme d'autres lignes"]


def saved_after(edit):
    """A change, in a workbook that another program saved without values."""
    return lambda path: edited(path, edit)


def a_day_in_numbers(book):
    """2:30 typed as so many hours, and 1/2 as what a month counts: the spreadsheet makes times and dates of them."""
    cell_of(book, "Costs", "Quantité", 0).value = time(2, 30)
    cell_of(book, "Schedule", "Mars", 0).value = date(2026, 2, 1)
    cell_of(book, "Actions", "Dépenses", 1).value = datetime(2026, 3, 1, 12)  # noqa: DTZ001


def a_total_of_costs(book):
    """What the action costs, once more, in a line whose amount nobody calculated."""
    for header, value in (
        ("Action", "1 - Salon"),
        ("Poste de coût", "Total"),
        ("Quantité", 1),
        ("Coût unitaire", 3_500),
    ):
        cell_of(book, "Costs", header, 2).value = value


def deleted(title):
    return lambda book: book.remove(book[title])


def copied(book):
    """A copy of the sheet of actions, in which somebody worked on."""
    sheet, found = sheet_of(book, "Actions")
    copy = book.copy_worksheet(sheet)
    copy.title = "Plan d'actions (2)"
    copy.add_table(Table(displayName="Actions5", ref=found.ref, id=99))
    copy["H8"] = 7_000


def log_emptied(book):
    sheet, found = sheet_of(book, "Tracking")
    for row in sheet[found.ref]:
        for cell in row:
            cell.value = None
    del sheet.tables["Tracking"]


@pytest.mark.parametrize(
    ("change", "answer", "told", "by_regenerate"),
    [
        # 2,5 hours of 24 are what formulas count: 2 500 + 100 x 2,5/24
        (
            saved_after(a_day_in_numbers),
            (2_500 + 250 / 24, 9_000, 700),
            ["une date ou une heure", "46 054", "46 082,50"],
            [],
        ),
        (by_hand("Costs", "Quantité", 0, "=2*5"), (2_500, 9_000, 700), ["pas de valeur enregistrée"], []),
        (by_hand("Tracking", "Date", 0, "02/03/2026"), (3_500, 9_000, 700), ["« 02/03/2026 »"], []),
        # 3 500 of its costs, and 4 000 + 1 500 as a third action; 9 000, and 9 000 + 2 000
        (row_typed("Actions", 2, Action="Total", Dépenses=5_500, Recettes=11_000), (9_000, 20_000, 700), SUM, []),
        (row_typed("Tracking", 1, Action="Total", Dépenses=700), (3_500, 9_000, 1_400), SUM, []),
        (row_typed("Actions", 2, Action="Total", Dépenses=5_300), (8_800, 9_000, 700), ["n'est la somme d'aucune"], []),
        (saved_after(a_total_of_costs), (7_000, 9_000, 700), SUM, []),
        (by_hand("Costs", "Action", 0, "Salon"), (2_500, 9_000, 700), ["sans son numéro"], []),
        (saved_after(deleted("Coûts")), (4_000, 9_000, 700), ["« Coûts » manque"], ["« Coûts » manquait"]),
        (saved_after(deleted("Planification")), (3_500, 9_000, 700), ["« Planification »"], ["« Planification »"]),
        (saved_after(without("Actions", "Statut")), (5_000, 11_000, 700), ["« Statut »"], ["« Statut » du tableau"]),
        (saved_after(copied), (3_500, 9_000, 700), ["Plan d'actions (2)"], ["n'est pas lue"]),
        (saved_after(log_emptied), (3_500, 9_000, None), ["« Tracking » manque"], ["« Tracking » manquait"]),
    ],
)
def test_each_command_tells_it(tmp_path, monkeypatch, capsys, change, answer, told, by_regenerate):
    monkeypatch.setenv("LC_ALL", "fr_FR")
    path = change(written(tmp_path / "plan.xlsx", PLAN))
    new, again = tmp_path / "new.xlsx", tmp_path / "again"

    def said(words, *command):
        code = main([*map(str, command)])
        text = "".join(capsys.readouterr()).replace("\u202f", " ")
        assert [one for one in words if one not in text] == [], command[0]
        return code

    assert said(told, "check", path) in (0, 1)
    assert said(told, "collect", path, "-o", tmp_path / "all.csv") == 0
    assert said(told, "new", path, "-o", new, "--as-of", f"{AS_OF}") == 0
    assert said(by_regenerate or told, "regenerate", path, "--output", again) == 0
    for one in (path, new, again / path.name):
        assert totals(one) == pytest.approx(answer), one.name


def totals(path):
    found = figures([row for plan in collect([path], AS_OF).plans for row in plan.rows])
    return found.expenses, found.revenue, found.actual_expenses


def test_a_measure_that_is_none_goes_on_as_it_is(tmp_path, monkeypatch, capsys):
    """Neither refused, nor taken for the usual one."""
    monkeypatch.setenv("LC_ALL", "fr_FR")
    plan = PLAN._replace(objectives=(Objective("Gagner", "buyers", 30.0), Objective("Garder")))
    path = by_hand("Objectives", "Mesure", 0, "CA")(written(tmp_path / "plan.xlsx", plan))
    new, following = tmp_path / "new.xlsx", tmp_path / "next"
    for command in (["new", path, "-o", new], ["next", path, "-o", following, "--start", "2027-01"]):
        assert main([*map(str, command)]) == 0
        assert "« CA » n'est pas une mesure" in capsys.readouterr().err
    for made in (new, *following.iterdir()):
        assert [row["Mesure"] for row in table(made, "Objectives")][:2] == ["CA", "Recettes"]
