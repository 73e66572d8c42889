"""`xl-grc customers --update`: a year with one workbook; nothing that was typed is lost."""

from __future__ import annotations

from datetime import date, time

import pytest
from openpyxl import load_workbook

from tests.customers.living import QUARTERS, Year
from tests.customers.typing import type_in
from tests.proofs import rounds
from tests.reading import named, table, wrongly_marked
from tests.recalculation import differences, same
from tests.workbook.changing import edited, entered
from tests.workbook.repair.test_regenerate import sheet_of
from xl_grc.cli import main
from xl_grc.customers import limit
from xl_grc.ooxml.book import Book
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import messages
from xl_grc.workbook.expected import saved
from xl_grc.workbook.returned.cells import read_cells


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setattr(messages, "message_language", lambda: "fr")


def named_alike(year):
    """Two customers who have both bought before the first day, and one more."""
    early = [one for one in year.lines if one and int(one.split(";")[1][6:]) <= 2024]
    codes = list(dict.fromkeys(one.split(";")[2] for one in early))
    return codes[:3]


@pytest.mark.parametrize("seed", range(1, 1 + rounds(100)))
def test_a_year(tmp_path, seed):
    year = Year(tmp_path, 30, seed)
    kept, gone, lost = named_alike(year)
    name = next(one.split(";")[3] for one in year.lines if f";{kept};" in one)
    year.lines = [
        ";".join([*one.split(";")[:3], name, *one.split(";")[4:]]) if f";{gone};" in one else one for one in year.lines
    ]
    year.run(QUARTERS[0], "--margin", "40%", "--cost-per-contact", "1,50")
    year.type_all(10)
    year.oppose(gone, date(2025, 7, 14))
    year.rearrange()
    year.run(QUARTERS[1], "--update", str(year.path))
    year.assert_kept()
    year.type_of_image(2, customers_note=5, own_note=8.5, next_step="Accueil", owner="Luc", due=date(2026, 2, 1))
    year.type_all(10)
    year.merge(gone, kept)
    year.run(QUARTERS[2], "--update", str(year.path))
    year.opponents.add(kept)  # who said no for one said no for both
    year.assert_kept()
    year.rearrange()
    year.forget(lost)
    year.run(QUARTERS[3], "--update", str(year.path))
    year.assert_kept()
    assert lost in year.codes()
    year.type_all(10)
    year.run(QUARTERS[4], "--update", str(year.path))
    year.assert_kept()
    year.assert_sound()
    assert len(set(year.codes())) == len(year.codes())
    assert load_workbook(year.path)["À moi"]["A1"].value == "gardé"


def test_after_an_update_the_figures_are_those_of_a_new_workbook(tmp_path, office):
    year = Year(tmp_path, 40, 7)
    year.run(QUARTERS[0], "--margin", "40%", "--cost-per-contact", "1,50")
    year.rearrange()
    year.run(QUARTERS[4], "--update", str(year.path))
    fresh = tmp_path / "neuf.xlsx"
    arguments = [str(year.export(QUARTERS[4])), "-o", str(fresh), "--as-of", QUARTERS[4].isoformat(), "--lang", "fr"]
    assert main(["customers", *arguments, "--margin", "40%", "--cost-per-contact", "1,50"]) == 0
    shown = ["Segment", "Pourquoi", "À contacter", "RFM", "Achats", "CA HT", "Valeur annuelle"]
    rows = [
        {row["Code"]: [row[key] for key in shown] for row in table(path, "Customers") if row["Code"]}
        for path in (year.path, fresh)
    ]
    assert rows[0] == rows[1]
    for name in ("CustomerCount", "CustomerRevenue", "RepeatRate", "LapsedValue", "UsualInterval", "BestShare"):
        assert named(year.path, name) == pytest.approx(named(fresh, name), rel=1e-12), name
    for name in ("Cohorts", "Proposals", "Segments"):
        for row, wanted in zip(table(year.path, name), table(fresh, name), strict=True):
            assert [key for key in wanted if key != "Votre réponse" and not same(row[key], wanted[key])] == []
    assert differences(office, year.path, tmp_path) == []


def test_who_is_kept_from_before_is_told_to_count(tmp_path, capsys):
    year = Year(tmp_path, 20, 5)
    year.run(QUARTERS[0])
    gone = named_alike(year)
    for code in gone:
        year.forget(code)
    capsys.readouterr()
    year.run(QUARTERS[0], "--update", str(year.path))
    said = capsys.readouterr().out.replace("\u202f", " ").replace("\xa0", " ")
    exported = int(said.partition("Clients : ")[2].partition(" ")[0])
    assert "absents de l'export (gardés, et comptés avec les autres dans le classeur) : 3," in said
    assert named(year.path, "CustomerCount") == exported + len(gone)


def test_what_came_of_the_actions_stands_beside_the_next_ones(tmp_path):
    year = Year(tmp_path, 60, 3)
    year.run(QUARTERS[0], "--margin", "40%", "--cost-per-contact", "1,50")
    before = {row["Code"]: row for row in table(year.path, "Customers") if row["Code"]}
    witness = next(code for code, row in before.items() if row["À contacter"] == "Cross selling")
    year.type_of_customer(witness, control="X")
    year.run(QUARTERS[4], "--update", str(year.path))
    after = {row["Code"]: row for row in table(year.path, "Customers") if row["Code"]}
    for row in table(year.path, "Proposals"):
        those = [code for code in before if before[code]["À contacter"] == row["Groupe"] and code != witness]
        bought = [code for code in those if after[code]["Dernier achat"] > QUARTERS[0]]
        days = (QUARTERS[4] - QUARTERS[0]).days
        assert row["Votre réponse"].startswith(f"De ceux à contacter : {len(bought)} sur {len(those)} en {days} jours")
        assert ("témoins : " in row["Votre réponse"]) == (row["Groupe"] == "Cross selling")
    assert named(year.path, "AsOf") == QUARTERS[4]


def test_the_plan_tells_the_response(tmp_path):
    year = Year(tmp_path, 60, 3)
    year.run(QUARTERS[0], "--margin", "40%", "--cost-per-contact", "1,50")
    plan = tmp_path / "plan.xlsx"
    proposed = tmp_path / "relations propositions.csv"
    assert main(["new", str(proposed), "-o", str(plan), "--as-of", "2025-06-30", "--company", "Nous"]) == 0
    label = next(row["Libellé"] for row in table(plan, "Actions") if row["Action"] == "Cross selling")
    typed = {"Date": date(2025, 8, 1), "Action": label}
    log = [typed | {"Contacts": contacts, "Acheteurs": buyers} for contacts, buyers in ((30, 2), (20, 1))]
    entered(plan, *(("Tracking", header, row, value) for row, line in enumerate(log) for header, value in line.items()))
    year.run(QUARTERS[4], "--update", str(year.path), "--plan", str(plan))
    said = {row["Groupe"]: row["Votre réponse"] for row in table(year.path, "Proposals")}
    assert said["Cross selling"].endswith("Suivi du plan : 6,00 % (3 acheteurs pour 50 contacts)")
    assert "Suivi" not in said["Reconquête"]
    new = [str(year.export(QUARTERS[4])), "-o", str(tmp_path / "neuf.xlsx"), "--plan", str(plan)]
    assert main(["customers", *new, "--as-of", QUARTERS[4].isoformat()]) == 0
    told = [row["Votre réponse"] for row in table(tmp_path / "neuf.xlsx", "Proposals")]
    assert told == ["", "", "", "Suivi du plan : 6,00 % (3 acheteurs pour 50 contacts)"]


def test_what_was_typed_of_a_response_stays_before_what_is_known_of_it(tmp_path):
    year = Year(tmp_path, 60, 3)
    year.run(QUARTERS[0])
    row = next(number for number, one in enumerate(table(year.path, "Proposals")) if one["Groupe"] == "Cross selling")
    type_in(year.path, ("Proposals", row, {"response": "Bon. Peu de retours au 1.10"}))
    for quarter in (2, 3):
        year.run(QUARTERS[quarter], "--update", str(year.path))
        said = table(year.path, "Proposals")[row]["Votre réponse"]
        assert said.startswith("Bon. Peu de retours au 1.10. De ceux à contacter : ")
        assert said.count("De ceux à contacter") == 1
        assert said.endswith(f"en {(QUARTERS[quarter] - QUARTERS[quarter - 1 if quarter > 2 else 0]).days} jours")


def is_live(year):
    """Whether the cells worked out of customers hold formulas, and whether the table says so: all do, or none."""
    cells = read_cells(RELATIONS, Book(year.path.read_bytes(), year.path.name), formulas=True)
    computed = [one.key for one in RELATIONS.tables["Customers"] if one.computed is not None]
    held = {formula is not None for key in computed for formula in cells.formulas[f"Customers.{key}"]}
    (declared,) = (one.shape.formulas for one in cells.book.tables if one.shape.name == "Customers")
    return held | {declared.count("") < len(declared)}


def test_more_customers_than_can_be_live_become_values_and_fewer_live_again(tmp_path, monkeypatch, office):
    year = Year(tmp_path, 30, 3)
    year.run(QUARTERS[0], "--margin", "40%", "--cost-per-contact", "1,50")
    assert is_live(year) == {True}
    monkeypatch.setattr(saved, "_MANY", 20)
    for day, most, said in ((1, 25, "valeurs"), (2, 25, "valeurs"), (3, 5_000, "calcule")):
        monkeypatch.setattr(limit, "LIVE_UP_TO", most)
        year.type_all(5)
        year.run(QUARTERS[day], "--update", str(year.path))
        year.assert_kept()
        year.assert_sound()
        assert said in named(year.path, "Calculates")
        assert is_live(year) == {most > 25}
        assert differences(office, year.path, tmp_path) == []


def test_texts_that_begin_like_formulas_are_marked_as_texts(tmp_path):
    year = Year(tmp_path, 20, 3)
    year.lines.append("F9998;03/03/2025;=ANCIEN;+33 Ancien;P1;120,00")
    year.run(QUARTERS[0])
    assert wrongly_marked(year.path) == []
    year.lines.append("F9999;03/09/2025;=NEUF;@Neuf;P1;120,00")
    year.run(QUARTERS[1], "--update", str(year.path))
    names = {row["Code"]: row["Nom"] for row in table(year.path, "Customers")}
    assert (names["=ANCIEN"], names["=NEUF"]) == ("+33 Ancien", "@Neuf")
    assert wrongly_marked(year.path) == []
    styles = load_workbook(year.path)._cell_styles
    year.run(QUARTERS[2], "--update", str(year.path))
    assert len(load_workbook(year.path)._cell_styles) == len(styles)  # one twin is enough


def test_the_values_before_are_those_of_the_analysis_before(tmp_path):
    year = Year(tmp_path, 60, 3)
    year.run(QUARTERS[0])
    actual = [row["Réalisé"] for row in table(year.path, "Loyalty")]
    year.run(QUARTERS[2], "--update", str(year.path))
    assert [row["Avant"] for row in table(year.path, "Loyalty")] == actual
    content = year.path.read_bytes()
    year.run(QUARTERS[2], "--update", str(year.path))  # on the same day again: nothing moves
    assert [row["Avant"] for row in table(year.path, "Loyalty")] == actual
    assert year.path.read_bytes() == content


def test_the_workbook_before_stays_when_another_is_written(tmp_path):
    year = Year(tmp_path, 30, 3)
    year.run(QUARTERS[0])
    before, other = year.path.read_bytes(), tmp_path / "autre.xlsx"
    assert main(["customers", str(year.export(QUARTERS[1])), "-o", str(other), "--update", str(year.path)]) == 0
    assert year.path.read_bytes() == before
    year.run(QUARTERS[1], "--update", str(year.path))
    assert (tmp_path / "relations.xlsx.bak").read_bytes() == before


def test_typed_by_hand_then_updated(tmp_path):
    year = Year(tmp_path, 30, 3)
    assert main(["customers", "-o", str(year.path), "--lang", "fr", "--as-of", "2025-06-30"]) == 0
    code = year.lines[0].split(";")[2]
    typed = {"code": code, "name": "À moi", "last_purchase": date(2024, 1, 1), "purchases": 1, "revenue": 5}
    type_in(year.path, ("Customers", 4, typed | {"owner": "Anne"}))
    year._note("Customers", code, {"owner": "Anne", "name": "À moi"})
    year.run(QUARTERS[1], "--update", str(year.path))
    year.assert_kept()
    year.assert_sound()
    assert named(year.path, "CustomerCount") == len(year.codes())


def test_an_opposition_typed_as_a_word_keeps_a_customer_out_too(tmp_path):
    year = Year(tmp_path, 60, 3)
    year.run(QUARTERS[0])
    code = next(row["code"] for row in year.listed())
    year.type_of_customer(code, opposition="oui")
    year.run(QUARTERS[0], "--update", str(year.path))
    assert code not in {row["code"] for row in year.listed()}


def test_what_is_wrong_with_the_workbook_before_is_told(tmp_path, capsys):
    """A sheet that is put back empty, a note that no formula counts, a code twice: the first row is the customer."""
    sales, path = tmp_path / "ventes.csv", tmp_path / "relations.xlsx"
    sales.write_text(
        "N°;Date;Code client;Client;Montant HT\n1;15/01/2026;A;Durand;90\n2;16/01/2026;B;Roux;10\n", "utf-8"
    )
    ask = ["customers", str(sales), "-o", str(path), "--as-of", "2026-01-31", "--lang", "fr"]
    assert main(ask) == 0

    def wrong(book):
        del book["Fidélisation"]
        sheet, found = sheet_of(book, "Customers")
        head = {cell.value: cell for cell in sheet[found.ref][0]}
        sheet.cell(head["Code"].row + 2, head["Code"].column).value = "A"
        sheet.cell(head["Code"].row + 1, head["Satisfaction 0-10"].column).value = "bien"
        sheet.cell(head["Code"].row + 2, head["Satisfaction 0-10"].column).value = 12
        sheet.cell(head["Code"].row + 1, head["Recommanderait 0-10"].column).value = date(1900, 1, 9)
        ((rate, address),) = book.defined_names["MarginRate"].destinations
        book[rate][address.replace("$", "")].value = time(12)

    edited(path, wrong)
    capsys.readouterr()
    assert main([*ask, "--update", str(path)]) == 0
    told = capsys.readouterr().err
    words = (
        "« Fidélisation » manquait",
        "« bien »",
        "dans deux lignes",
        "comptent pour 9 ;",
        "de 0 à 10",
        "comptent pour 0,50 ;",
    )
    assert [one for one in words if one not in told] == []
    first = table(path, "Customers")[0]
    assert (first["Code"], first["Nom"], first["CA HT"]) == ("A", "Durand", 90)


def test_refused(tmp_path, capsys):
    year = Year(tmp_path, 30, 3)
    year.run(QUARTERS[0])
    export = str(year.export(QUARTERS[1]))
    plan = tmp_path / "plan.xlsx"
    assert main(["new", str(tmp_path / "relations propositions.csv"), "-o", str(plan), "--company", "Nous"]) == 0
    capsys.readouterr()
    assert main(["customers", export, "-o", str(tmp_path / "x.xlsx"), "--update", str(plan)]) == 1
    assert "Relation clients" in capsys.readouterr().err
    for typed in (["--anonymise"], ["--template", str(year.path)]):
        with pytest.raises(SystemExit):
            main(["customers", export, "-o", str(tmp_path / "x.xlsx"), "--update", str(year.path), *typed])
    with pytest.raises(SystemExit):
        main(["customers", "-o", str(tmp_path / "x.xlsx"), "--update", str(year.path)])
    assert not (tmp_path / "x.xlsx").exists()
