"""Months as columns: marks, shares, amounts; from any month, in one row of headers or two."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inputs.given import csv_file, excel_file, read
from xl_grc.cli import main

MONTHS = ["Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Sep", "Oct", "Nov", "Déc"]


@pytest.fixture(params=["csv", "xlsx"])
def table(request, tmp_path):
    """Reads rows that were saved in one format or the other."""
    write = {"csv": csv_file, "xlsx": excel_file}[request.param]
    return lambda rows, **how: read(write(tmp_path / f"plan.{request.param}", rows), **how)


def months(found):
    return [(one.action, one.months) for plan in found.plans for one in plan.actions]


def spread(found):
    """The expenses of each action in each of its months, by the shares."""
    for plan in found.plans:
        assert all(len(one.shares) in (0, len(one.months)) for one in plan.actions)
    return [
        {
            month: pytest.approx(one.expenses * share / sum(one.shares), abs=1e-9)
            for month, share in zip(one.months, one.shares, strict=True)
        }
        for plan in found.plans
        for one in plan.actions
    ]


def in_months(**cells):
    """Twelve cells, blank but those given by their month."""
    return [cells.get(f"m{month}") for month in range(1, 13)]


def test_marks(table):
    rows = [["Action", "Responsable", *MONTHS, "Budget"]]
    rows += [["Salon", "Martin", *in_months(m9="X"), 4500], ["Mailing", "Durand", *in_months(m3="x", m4="✓"), 1500]]
    rows += [["Club", None, *in_months(m1="non", m2="-", m5=1), None]]
    found = table(rows)
    assert months(found) == [("Salon", (9,)), ("Mailing", (3, 4)), ("Club", (5,))]
    assert (found.told, found.problems) == ((), ())


@pytest.mark.parametrize(
    "headers",
    [
        ["Sept", "Octobre", "NOV.", "dec"],
        ["sept-26", "oct. 2026", "11/2026", "2026-12-01"],
        ["September", "Oct", "November 2026", "Dec"],
        ["Sept prévu", "Oct prévu", "Nov prévu", "Déc prévu"],
    ],
)
def test_some_months_however_written(table, headers):
    found = table([["Action", *headers], ["Salon", "X", None, None, "X"]])
    assert months(found) == [("Salon", (9, 12))]


@pytest.mark.parametrize("first", [1, 9])
def test_months_by_initials_and_numbers(table, first):
    for headers in (list("JFMAMJJASOND"), list(range(1, 13))):
        turned = [*headers[first - 1 :], *headers[: first - 1]]
        rows = [["Action", "Responsable", *turned, "Budget"], ["Salon", "Anne", "X", *[None] * 10, "X", 4500]]
        assert months(table(rows)) == [("Salon", tuple(sorted({first, (first + 10) % 12 + 1})))]
    assert table([["Action", "J", "F", "M"], ["Salon", "X", None, None]]).plans[0].actions[0].months == ()


def test_coloured_months_are_told(tmp_path):
    rows = [["Action", *MONTHS, "Budget"], ["Salon", *[None] * 12, 4500]]
    assert [note.key for note in read(excel_file(tmp_path / "plan.xlsx", rows)).told] == ["months_empty"]


def test_months_that_are_dates(tmp_path):
    rows = [["Action", *(date(2026, month, 1) for month in range(9, 13))], ["Salon", "X", None, None, "X"]]
    assert months(read(excel_file(tmp_path / "plan.xlsx", rows))) == [("Salon", (9, 12))]


def test_a_year_that_begins_in_another_month(table):
    headers = [f"{name} {2026 if place < 4 else 2027}" for place, name in enumerate([*MONTHS[8:], *MONTHS[:8]])]
    rows = [["Action", *headers], ["Salon", "X", *[None] * 10, "X"]]
    found = table(rows)
    (problem,) = found.problems
    assert (problem.key, dict(problem.values)["start"]) == ("another_period", "2026-09")
    assert months(table(rows, start=date(2026, 9, 1))) == [("Salon", (8, 9))]


def test_amounts_become_the_expenses(table):
    rows = [["Action", *MONTHS, "Total"], ["Publicité", *[500] * 12, 6000], ["Salon", *in_months(m9=4500), 4500]]
    total = ["TOTAL", *[500] * 8, 5000, *[500] * 3, 10500]
    found = table([*rows, total])
    assert found.actions == [("Publicité", 6000, None), ("Salon", 4500, None)]
    assert months(found) == [("Publicité", tuple(range(1, 13))), ("Salon", (9,))]
    assert found.rows("total_left_aside") == [4]
    assert [dict(note.values)["names"] for note in found.told if note.key == "columns_ignored"] == [("Total",)]


def test_amounts_beside_the_expenses_must_agree(table):
    rows = [["Action", "Budget", *MONTHS], ["Salon", 4500, *in_months(m3="1 500 €", m9="3 000 €")]]
    assert table(rows).actions == [("Salon", 4500, None)]
    rows[1][1] = 4000
    (problem,) = table(rows).problems
    assert (problem.key, problem.row, problem.column, problem.value) == ("months_and_expenses", 2, "Budget", "4000")
    assert dict(problem.values)["total"] == 4500


@pytest.mark.parametrize("cells", [{"m3": "25 %", "m9": "75 %"}, {"m3": 0.25, "m9": 0.75}, {"m3": 25, "m9": 75}])
def test_shares(table, cells):
    found = table([["Action", "Budget", *MONTHS], ["Salon", 4500, *in_months(**cells)]])
    assert (found.actions, spread(found)) == ([("Salon", 4500, None)], [{3: 1125, 9: 3375}])


def test_amounts_are_spread_as_they_stand(table):
    """Whatever the first month and the order of the columns."""
    given = {3: 500, 4: 500, 9: 3500.5, 12: 0.25}
    header = ["Action", *MONTHS[8:], *MONTHS[:8]]
    cells = [given.get(month) for month in (*range(9, 13), *range(1, 9))]
    found = table([header, ["Salon", *cells]], start=date(2026, 9, 1))
    assert spread(found) == [given]
    assert found.problems == ()


def test_months_alike_have_no_shares(table):
    found = table([["Action", *MONTHS], ["Salon", *in_months(m3=500, m9=500)], ["Club", *in_months(m1="X")]])
    (plan,) = table([["Action", *MONTHS], ["Salon", *in_months(m3=500, m9=500)]]).plans
    assert (plan.actions[0].shares, plan.actions[0].expenses) == ((), 1000)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("header", "cell", "delay"),
    [
        ("Délai des recettes", 2, 2),
        ("délai des recettes (mois)", "3 mois", 3),
        ("DECALAGE DES RECETTES", "0", 0),
        ("Délai d'encaissement", "24", 24),
        ("Revenue delay", "1 month", 1),
        ("revenue_delay", "6.0", 6),
        ("payment delay", None, None),
    ],
)
def test_the_revenue_comes_later(table, header, cell, delay):
    found = table([["Action", "CA", "Mois", header], ["Salon", 900, "mars", cell], ["Club", 1, "mai", None]])
    assert [one.revenue_delay for one in found.plans[0].actions] == [delay, None]
    assert (found.problems, found.told) == ((), ())


@pytest.mark.parametrize("cell", [1.5, "25", -1, "2,5", "bientôt", "30 jours", "31/03/2026", "3 4"])
def test_a_delay_is_a_whole_number_of_months(table, cell):
    found = table([["Action", "CA", "Délai des recettes"], ["Salon", 900, cell], ["Club", 1, 2]])
    (problem,) = found.problems
    assert (problem.key, problem.row, problem.column) == ("not_a_delay", 2, "Délai des recettes")


def test_amounts_in_thousands(table):
    headers = [f"{name} (k€)" for name in MONTHS]
    assert table([["Action", *headers], ["Salon", *in_months(m3="1,5", m9=3)]]).actions == [("Salon", 4500, None)]


def test_a_mark_beside_an_amount_is_refused(table):
    found = table([["Action", *MONTHS], ["Salon", *in_months(m3=1500, m9="X")], ["Club", *in_months(m1="X")]])
    assert [(problem.key, problem.column) for problem in found.problems] == [("not_a_number", "Sep")]


def test_months_said_twice(table):
    rows = [["Action", "Mois", *MONTHS], ["Salon", "sept", *in_months(m9="X")], ["Club", "mai", *in_months(m9="X")]]
    assert table(rows).wrong() == [("months_twice", 3)]


def test_planned_beside_actual(table):
    rows = [["Action", "Janvier", None, "Février", None], [None, "Prévu", "Réalisé", "Prévu", "Réalisé"]]
    rows += [["Salon", 500, 480, 500, 510], ["Club", None, None, 300, 0]]
    found = table(rows)
    assert found.actions == [("Salon", 1000, None), ("Club", 300, None)]
    assert [dict(note.values)["names"] for note in found.told] == [("Janvier Réalisé", "Février Réalisé")]
    above = [[None, "Prévu", None, "Réalisé", None], ["Action", "Dépenses", "Recettes", "Dépenses", "Recettes"]]
    found = table([*above, ["Salon", 4500, 12000, 4800, 9000]])
    assert found.actions == [("Salon", 4500, 12000)]
    assert [dict(note.values)["names"] for note in found.told] == [("Réalisé Dépenses", "Réalisé Recettes")]
    found = table(
        [["Action", "Budget prévu", "Budget réalisé", "Écart", "CA prévu", "CA réalisé"], ["A", 1, 2, 3, 4, 5]]
    )
    assert found.actions == [("A", 1, 4)]
    assert [dict(note.values)["names"] for note in found.told] == [("Budget réalisé", "Écart", "CA réalisé")]


def test_months_of_the_revenue_are_told(table):
    rows = [["Action", "Dépenses", None, "Recettes", None], [None, "Mars", "Avril", "Mars", "Avril"]]
    found = table([*rows, ["Salon", 100, 100, 900, 900]])
    assert (found.actions, months(found)) == ([("Salon", 200, None)], [("Salon", (3, 4))])
    assert [dict(note.values)["names"] for note in found.told] == [("Recettes Mars", "Recettes Avril")]


def test_two_rows_of_headers(tmp_path):
    rows = [
        ["PLAN D'ACTION COMMERCIAL 2026"],
        [],
        ["Objectifs", "Actions", "Calendrier", None, None, "Budget", None],
        [None, None, "A court terme", "A moyen terme", "A long terme", "Dépenses", "Recettes"],
        ["Générer 200 000 €", "Recruter 2 commerciaux", "X", None, None, 35000, 135000],
        [None, "E-mailing", None, "X", None, 5000, 15000],
        [None, "Partenariats", None, None, "X", 5000, 50000],
        ["TOTAL", None, None, None, None, 45000, 200000],
    ]
    merged = ["A1:G1", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "A5:A7"]
    found = read(excel_file(tmp_path / "plan.xlsx", rows, merged=merged))
    (plan,) = found.plans
    assert [goal.objective for goal in plan.objectives] == ["Générer 200 000 €"]
    assert {action.objective for action in plan.actions} == {"Générer 200 000 €"}
    assert [(one.short_term, one.medium_term, one.long_term) for one in plan.actions] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert (sum(one.expenses for one in plan.actions), sum(one.revenue for one in plan.actions)) == (45000, 200000)
    assert found.rows("total_left_aside") == [8]
    found = read(csv_file(tmp_path / "plan.csv", rows), fills_down=True)
    assert found.plans[0].actions == plan.actions


def test_a_bar_over_months_is_a_mark_in_each(tmp_path):
    rows = [["Action", *MONTHS], ["Salon", *in_months(m3="X")], ["Club", *in_months(m1="X")]]
    found = read(excel_file(tmp_path / "plan.xlsx", rows, merged=["D2:F2"]))
    assert months(found) == [("Salon", (3, 4, 5)), ("Club", (1,))]


def test_merged_cells_hold_for_every_row(tmp_path):
    rows = [
        ["Objectif", "Valeur visée", "Responsable", "Mois", "Action", "Recettes"],
        ["Gagner 50 clients", 20000, "Anne", "mars", "Salon", 12000],
        [None, None, None, None, "Mailing", 9000],
    ]
    found = read(excel_file(tmp_path / "plan.xlsx", rows, merged=["A2:A3", "B2:B3", "C2:C3", "D2:D3"]))
    (plan,) = found.plans
    assert [(one.objective, one.owner, one.months) for one in plan.actions] == [("Gagner 50 clients", "Anne", (3,))] * 2
    assert [goal.target for goal in plan.objectives] == [20000]
    found = read(excel_file(tmp_path / "plan.xlsx", [rows[0], rows[1], [*rows[2][:5], None]], merged=["F2:F3"]))
    assert found.wrong() == [("merged_amount", 2)]
    whole = [["Action", "Budget"], ["Salon", 4500], [], ["Club", 900]]  # an action two rows high
    found = read(excel_file(tmp_path / "plan.xlsx", whole, merged=["A2:A3", "B2:B3"]))
    assert found.actions == [("Salon", 4500, None), ("Club", 900, None)]


@pytest.mark.parametrize(
    ("heads", "place", "month"),
    [("JFMAMJJASOND", 2, 3), ("SONDJFMAMJJA", 2, 11), (range(1, 13), 4, 5), ("JFMAMJJASONX", 2, None)],
)
def test_a_year_of_initials_or_numbers(heads, place, month, tmp_path):
    marks = ["x" if column == place else None for column in range(12)]
    title = ["(montants en milliers d'euros)"]
    rows = [["Plan 2026"], title, ["Axe", "Action", *heads, "Budget (k€)"], ["Fidéliser", "Salon", *marks, 4.5]]
    (plan,) = read(excel_file(tmp_path / "plan.xlsx", rows)).plans
    (action,) = plan.actions
    assert (action.objective, action.action, action.expenses) == ("Fidéliser", "Salon", 4500)
    assert action.months == (() if month is None else (month,))


def test_months_given_twice_name_the_columns_that_give_them(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    rows = [["Action", "Période", "Début", "Échéance"], ["Salon", "mars-mai", "2026-09-01", "2026-09-30"]]
    path = csv_file(tmp_path / "plan.csv", rows)
    assert main(["new", str(path), "-o", str(tmp_path / "p.xlsx"), "--start", "2026-01"]) == 1
    told = capsys.readouterr().err
    assert "(Période, Début, Échéance) ; corrigez-les, ou laissez-en une de côté" in told
    left_out = [[*rows[0][:2], "Début (pour mémoire)", "Échéance (pour mémoire)"], rows[1]]
    path = csv_file(tmp_path / "plan.csv", left_out)
    assert main(["new", str(path), "-o", str(tmp_path / "p.xlsx"), "--start", "2026-01"]) == 0
