"""Workbooks of several sheets: all of them in batch, the first one in new; hidden ones only when there is no other."""

from __future__ import annotations

import re

import pytest
from openpyxl import Workbook

from tests.batch.tables import workbooks
from tests.inputs.given import add_sheet, csv_file, read
from tests.reading import named
from xl_grc.cli import main
from xl_grc.errors import InputError

ROWS = [["Action", "Budget", "Mois"], ["Salon", 4500, "mars-mai"], ["Mailing", 1500, "juin"], ["Total", 6000, None]]


def workbook(path, hidden=(), **sheets):
    """A workbook of sheets, rows by title."""
    book = Workbook()
    for title, rows in sheets.items():
        add_sheet(book, title, rows)
        if title in hidden:
            book[title].sheet_state = hidden[title] if isinstance(hidden, dict) else "hidden"
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def companies(found):
    return {plan.company: [(one.action, one.expenses) for one in plan.actions] for plan in found.plans}


def test_each_sheet_is_a_company_by_its_title(tmp_path, capsys):
    other = [["Budget (k€)", "Action", "Humeur"], [4.5, "Salon", "bonne"], ["1,5", "Flyers", None]]
    path = workbook(tmp_path / "liste.xlsx", **{"Boulangerie 1": ROWS, "Boulangerie 2": other})
    found = read(path)
    assert companies(found) == {
        "Boulangerie 1": [("Salon", 4500), ("Mailing", 1500)],
        "Boulangerie 2": [("Salon", 4500), ("Flyers", 1500)],
    }
    assert [(note.sheet, note.row) for note in found.told if note.key == "total_left_aside"] == [("Boulangerie 1", 4)]
    assert [dict(note.values)["names"] for note in found.told if note.key == "columns_ignored"] == [("Humeur",)]
    assert main(["batch", str(path), "-o", str(tmp_path / "out"), "--as-of", "2026-11-28"]) == 0
    assert list(workbooks(tmp_path / "out")) == ["Boulangerie 1.xlsx", "Boulangerie 2.xlsx"]
    assert named(tmp_path / "out" / "Boulangerie 2.xlsx", "TotalExpenses") == 6000
    capsys.readouterr()
    assert main(["new", str(path), "-o", str(tmp_path / "plan.xlsx"), "--as-of", "2026-11-28"]) == 0
    assert "Boulangerie 2" in capsys.readouterr().err
    assert named(tmp_path / "plan.xlsx", "TotalExpenses") == 6000


@pytest.mark.parametrize(
    "above", [["Entreprise : Durand SARL"], ["Société", "Durand SARL"], [None, "Entreprise :", "Durand SARL"]]
)
def test_a_cell_names_the_company(above, tmp_path):
    named_above = [["Plan 2026"], above, [], *ROWS]
    assert list(companies(read(workbook(tmp_path / "a.xlsx", Feuil1=named_above)))) == ["Durand SARL"]
    assert list(companies(read(workbook(tmp_path / "b.xlsx", Un=named_above, Deux=ROWS)))) == ["Durand SARL", "Deux"]
    assert list(companies(read(csv_file(tmp_path / "c.csv", named_above)))) == ["Durand SARL"]


def test_companies_of_several_sheets_come_together(tmp_path):
    one = [["Entreprise", "Action", "Dépenses"], ["Un", "Salon", 10], ["Deux", "Radio", 20]]
    other = [["Action", "Société", "Budget", "Mois"], ["Flyers", "Deux", 30, "mai"], ["Club", "Trois", "x", None]]
    found = read(workbook(tmp_path / "liste.xlsx", Nord=one, Sud=other))
    assert companies(found) == {"Un": [("Salon", 10)], "Deux": [("Radio", 20), ("Flyers", 30)]}
    assert [(problem.sheet, problem.row, problem.value) for problem in found.problems] == [("Sud", 3, "x")]


def test_a_doubt_is_told_on_its_own_sheet(tmp_path):
    wrong = [["Action", "Budget"], ["Salon", 10], ["Total x", 11]]
    found = read(workbook(tmp_path / "liste.xlsx", Un=[["Action", "Budget"], ["A", 1], ["B", 2]], Deux=wrong))
    assert [(problem.key, problem.sheet, problem.row) for problem in found.problems] == [("total_or_action", "Deux", 3)]
    assert list(companies(found)) == ["Un"]


def test_hidden_sheets_are_passed_over(tmp_path):
    old = [["Action", "Budget"], ["Ancienne action", 9999]]
    for state in ("hidden", "veryHidden"):
        found = read(workbook(tmp_path / "a.xlsx", hidden={"2025": state}, **{"2025": old, "2026": ROWS}))
        assert found.actions == [("Salon", 4500, None), ("Mailing", 1500, None)]
        assert [dict(note.values)["names"] for note in found.told if note.key == "sheets_hidden"] == [("2025",)]
    notes = {"Lisez-moi": [["Bonjour"]], "2025": old}
    assert read(workbook(tmp_path / "b.xlsx", hidden=("2025",), **notes)).actions == [("Ancienne action", 9999, None)]


NETWORK = {
    "Récapitulatif 2027": [["Action", "Dépenses"], ["A", 400], ["B", 200]],
    "Durand": [["Action", "Dépenses"], ["A", 100], ["B", 200]],
    "Martin": [["Action", "Dépenses"], ["A", 300]],
    "TOTAL RÉSEAU": [["Action", "Dépenses"], ["A", 400], ["B", 200]],
    "Modèle (2)": [["Action", "Dépenses"], ["A", 1]],
}


def test_sheets_that_repeat_the_others_are_no_companies(tmp_path, capsys):
    """The two companies spend 600; five workbooks of them would spend 1,801."""
    path = workbook(tmp_path / "liste.xlsx", **NETWORK)
    found = read(path)
    assert companies(found) == {"Durand": [("A", 100), ("B", 200)], "Martin": [("A", 300)]}
    assert {note.key: dict(note.values)["names"] for note in found.told} == {
        "sheets_repeating": ("Récapitulatif 2027", "TOTAL RÉSEAU", "Modèle (2)"),
        "companies_of_sheets": ("Durand", "Martin"),
    }
    assert main(["batch", str(path), "-o", str(tmp_path / "out"), "--as-of", "2026-11-28"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert list(workbooks(tmp_path / "out")) == ["Durand.xlsx", "Martin.xlsx"]
    assert read(path, every_sheet=False).actions == [("A", 100, None), ("B", 200, None)]


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Boulangerie Durand", "Boulangerie Durand"),
        ("Durand 2027", "Durand 2027"),
        *(
            (title, "réseau")
            for title in ("Feuil1", "Sheet2 (3)", "Plan d'actions 2027", "Budget prévisionnel", "2027")
        ),
        *((title, "réseau") for title in ("T1 2027", "2e semestre", "Plan FY27", "Plan validé v2", "Feuille de route")),
        *((title, "réseau") for title in ("Janvier-mars", "Prospection", "Actions commerciales", "Suivi des dépenses")),
    ],
)
def test_one_company_beside_a_summary_is_named_by_its_sheet(tmp_path, capsys, title, company):
    path = workbook(tmp_path / "réseau.xlsx", **{"Synthèse": ROWS, title: ROWS})
    named_after = [(title,)] if title == company else []
    for every_sheet in (True, False):
        found = read(path, every_sheet=every_sheet)
        assert companies(found) == {company: [("Salon", 4500), ("Mailing", 1500)]}
        assert [dict(one.values)["names"] for one in found.told if one.key == "companies_of_sheets"] == named_after
    assert main(["new", str(path), "-o", str(tmp_path / "plan.xlsx"), "--company", "Petit", "--lang", "fr"]) == 0
    assert named(tmp_path / "plan.xlsx", "Company") == "Petit"
    assert not re.search(r"named after|d'après leur", capsys.readouterr().err)


def test_the_costs_of_one_company_beside_a_summary_are_its_own(tmp_path):
    costs = [["Action", "Poste", "Quantité", "Coût unitaire"], ["Salon", "Stand", 2, 500]]
    path = workbook(tmp_path / "réseau.xlsx", Total=ROWS, Durand=ROWS, Coûts=costs)
    (plan,) = read(path).plans
    assert (plan.company, [(one.item, one.unit_cost) for one in plan.costs]) == ("Durand", [("Stand", 500)])


@pytest.mark.parametrize("title", ["Summary", "Blank template", "Synthèse du réseau", "Plan type"])
def test_a_summary_alone_is_read(tmp_path, title):
    assert read(workbook(tmp_path / "a.xlsx", **{title: ROWS})).actions == [
        ("Salon", 4500, None),
        ("Mailing", 1500, None),
    ]
    assert list(companies(read(workbook(tmp_path / "b.xlsx", **{title: ROWS, "Un": ROWS, "Deux": ROWS})))) == [
        "Un",
        "Deux",
    ]
    without_rows = workbook(tmp_path / "c.xlsx", **{title: ROWS, "Un": ROWS[:1]})
    assert list(companies(read(without_rows))) == [title]


def test_only_companies_without_another_name_are_named_after_their_sheet(tmp_path):
    known = [["Entreprise", "Action"], ["Durand", "Salon"]]
    above = [["Société : Petit"], ["Action", "Budget"], ["Salon", 1]]
    empty = [["Action", "Budget"]]
    found = read(workbook(tmp_path / "a.xlsx", Un=known, Deux=above, Trois=ROWS, Quatre=empty))
    assert [dict(note.values)["names"] for note in found.told if note.key == "companies_of_sheets"] == [("Trois",)]


def test_hidden_rows_are_read_and_told(tmp_path):
    book = Workbook()
    add_sheet(book, "2026", [["Action", "Budget"], ["Salon", 4500], ["Mailing", 1500]], hidden_rows=[3])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "plan.xlsx")
    found = read(tmp_path / "plan.xlsx")
    assert len(found.actions) == 2
    assert [dict(note.values)["rows"] for note in found.told] == [("3",)]


def test_files_of_ours_are_no_input(tmp_path, capsys):
    path = csv_file(tmp_path / "plans.csv", [["entreprise", "action", "dépenses"], ["Un", "Salon", 10]])
    assert main(["batch", str(path), "-o", str(tmp_path / "out"), "--as-of", "2026-11-28"]) == 0
    assert main(["collect", str(tmp_path / "out"), "-o", str(tmp_path / "synthese.xlsx"), "--as-of", "2026-11-28"]) == 0
    for name, key in (("synthese.xlsx", "summary_is_no_input"), ("out/rapport.csv", "report_is_no_input")):
        with pytest.raises(InputError) as refused:
            read(tmp_path / name)
        assert [problem.key for problem in refused.value.problems] == [key]
    plan = tmp_path / "out" / "Un.xlsx"
    for command in (["batch", str(plan), "-o", str(tmp_path / "two")], ["collect", str(plan), "--expected", str(plan)]):
        capsys.readouterr()
        assert main([*command, *(["-o", str(tmp_path / "all.csv")] if "collect" in command else [])]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert "xl-grc next" in line
