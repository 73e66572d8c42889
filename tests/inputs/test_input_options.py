"""What a user says of a table on the command line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.inputs.given import csv_file, excel_file, read
from tests.reading import named
from xl_grc.cli import main
from xl_grc.errors import InputError


def test_columns_map_the_rest(tmp_path, capsys):
    rows = [["Libellé projet, complet", "Enveloppe", "Budget"], ["Salon", 4500, 9000]]
    path = csv_file(tmp_path / "plan.csv", rows)
    found = read(path, given=(("Libellé projet, complet", "action"), ("enveloppe ", "expenses")))
    assert found.actions == [("Salon", 4500, None)]
    assert [dict(note.values)["names"] for note in found.told] == [("Budget",)]  # no second column of expenses
    columns = '"action=Libellé projet, complet",dépenses=Enveloppe'
    assert main(["new", str(path), "-o", str(tmp_path / "p.xlsx"), "--columns", columns]) == 0
    assert "Budget" in capsys.readouterr().err


def test_a_column_that_is_not_there_is_refused(tmp_path):
    path = csv_file(tmp_path / "plan.csv", [["Action", "Enveloppe"], ["Salon", 4500]])
    with pytest.raises(InputError) as refused:
        read(path, given=(("Envelope", "expenses"),))
    assert [(one.key, one.value) for one in refused.value.problems] == [("column_not_there", "Envelope")]


@pytest.mark.parametrize("columns", ["humeur=Enveloppe", "expenses", "=x", "expenses=", "cible=Enveloppe"])
def test_wrong_columns_end_the_command(columns, tmp_path, capsys):
    path = csv_file(tmp_path / "plan.csv", [["Action", "Enveloppe"], ["Salon", 4500]])
    with pytest.raises(SystemExit) as ended:
        main(["new", str(path), "-o", str(tmp_path / "p.xlsx"), "--columns", columns])
    assert ended.value.code == 2
    assert "--columns" in capsys.readouterr().err


@pytest.mark.parametrize(("locale", "rate"), [("fr_FR.UTF-8", "taux de marge"), ("en_GB.UTF-8", "margin rate")])
def test_wrong_columns_name_the_fields_in_the_language_of_the_user(locale, rate, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", locale)
    path = csv_file(tmp_path / "plan.csv", [["Action", "Enveloppe"], ["Salon", 4500]])
    with pytest.raises(SystemExit):
        main(["new", str(path), "-o", str(tmp_path / "p.xlsx"), "--columns", "taux=Enveloppe"])
    told = capsys.readouterr().err
    assert f", {rate}, " in told and "margin_rate" not in told
    assert main(["new", str(path), "-o", str(tmp_path / "p.xlsx"), "--columns", f"{rate}=Enveloppe"]) == 1


def test_amounts_in_thousands(tmp_path):
    rows = [
        ["Plan 2026 (montants en k€)"],
        [],
        ["Action", "Budget", "CA attendu"],
        ["Salon", 4.5, 12],
        ["Mailing", 1.5, 8],
    ]
    right = [("Salon", 4500, 12000), ("Mailing", 1500, 8000)]
    for write, name in ((excel_file, "plan.xlsx"), (csv_file, "plan.csv")):
        path = write(tmp_path / name, rows)
        with pytest.raises(InputError) as refused:
            read(path)
        assert [one.key for one in refused.value.problems] == ["thousands_in_title"]
        assert read(path, exponent=3).actions == right
        assert read(path, exponent=0).actions == [("Salon", 4.5, 12), ("Mailing", 1.5, 8)]
    goals = [["Action", "Objectif", "Valeur visée", "Budget"], ["Salon", "Gagner", 20, 4.5]]
    (plan,) = read(csv_file(tmp_path / "plan.csv", goals), exponent=3).plans
    assert (plan.objectives[0].target, plan.actions[0].expenses) == (20000, 4500)
    below = [*rows[2:], [], ["Montants en milliers d'euros HT"]]
    for table in (below, [["En M€"], *rows[2:]]):
        with pytest.raises(InputError):
            read(csv_file(tmp_path / "plan.csv", table))
    amount = [["Objectif : 200 k€"], *rows[2:]]
    assert read(csv_file(tmp_path / "plan.csv", amount)).actions[0] == ("Salon", 4.5, 12)


@pytest.mark.parametrize("headers", [["Budget (k€)", "CA attendu k€"], ["Budget en milliers d'euros", "CA HT (kEUR)"]])
def test_headers_in_thousands(headers, tmp_path):
    rows = [
        ["Montants en k€"],
        ["Action", *headers, "Contacts"],
        ["Salon", "4,5", 12, 800],
        ["Club", "4,5 k€", "900 €", 7],
    ]
    found = read(csv_file(tmp_path / "plan.csv", rows))
    assert found.actions == [("Salon", 4500, 12000), ("Club", 4500, 900)]
    assert [one.contacts for one in found.plans[0].actions] == [800, 7]


@pytest.mark.parametrize(
    ("code", "value"),
    [('#,##0.0" k€"', 4.5), ('0.0,"k€"', 4500), ('#,##0.0\\ "k€"', 4.5), ('0.0" K€ HT";[Red]-0.0" K€ HT"', 4.5),
     ('0.0000" M€"', 0.0045), ('0.0000,," M€"', 4500), ("#,##0", 4500), ('#,##0" €"', 4500), ("#,##0,", 4500)],
)  # fmt: skip
def test_formats_in_thousands(code, value, tmp_path):
    rows = [["Action", "Budget"], ["Salon", value]]
    assert read(excel_file(tmp_path / "plan.xlsx", rows, formats={"B2": code})).actions[0][1] == 4500
    in_header = [["Action", "Budget (k€)"], ["Salon", 4.5], ["Club", 4500]]
    path = excel_file(tmp_path / "plan.xlsx", in_header, formats={"B2": '0.0" k€"', "B3": "0.0,"})
    assert [spent for _, spent, _ in read(path).actions] == [4500, 4500]


def test_fill_down(tmp_path):
    rows = [
        ["entreprise", "siret", "objectif", "cible", "responsable", "action", "dépenses"],
        ["Un", None, "Gagner", 20000, "Anne", "Salon", 8500],
        [None, None, None, None, None, "Flyers", 1200],
        [None, None, None, None, "Marc", "Site web", 6500],
        ["Total", None, None, None, None, None, 16200],
        ["Deux", "123", None, None, None, "Salon", 8500],
        [None, None, "Fidéliser", None, None, "Flyers", 1200],
    ]
    path = csv_file(tmp_path / "plan.csv", rows)
    assert {key for key, _ in read(path).wrong()} == {"company_missing", "company_doubtful"}
    assert read(path).plans == ()
    one, other = read(path, fills_down=True).plans
    assert [(action.action, action.owner, action.objective) for action in one.actions] == [
        ("Salon", "Anne", "Gagner"),
        ("Flyers", "Anne", "Gagner"),
        ("Site web", "Marc", "Gagner"),
    ]
    assert [goal.target for goal in one.objectives] == [20000]
    assert (other.reference, [(action.owner, action.objective) for action in other.actions]) == (
        "123",
        [("", ""), ("", "Fidéliser")],
    )


def test_batch_starts_when_it_is_told(tmp_path):
    path = csv_file(tmp_path / "plan.csv", [["entreprise", "action", "mois"], ["Un", "Salon", "mars"]])
    assert main(["batch", str(path), "-o", str(tmp_path / "out"), "--start", "2026-11", "--as-of", "2026-11-28"]) == 0
    assert named(tmp_path / "out" / "Un.xlsx", "PeriodStart") == date(2026, 11, 1)
