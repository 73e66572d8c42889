"""`xl-grc customers`: what it writes, what it says, what it refuses; the way into the plan."""

from __future__ import annotations

import csv
import re
import stat
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.customers.sales import some_sales
from tests.reading import named, table
from xl_grc.cli import main
from xl_grc.text import messages

DAY = ["--as-of", "2026-05-21", "--lang", "fr"]
TERMS = ["--margin", "40 %", "--cost-per-contact", "1,50"]


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setattr(messages, "message_language", lambda: "fr")  # the locale would reach the office too


def run(folder, *typed, text=None, customers=60, name="ventes.csv"):
    """The exit code of the command on some sales."""
    (folder / name).write_text(some_sales(customers) if text is None else text, encoding="utf-8")
    return main(["customers", str(folder / name), "-o", str(folder / "relations.xlsx"), *typed])


def test_a_file_of_an_old_mac_is_refused_with_the_option_that_reads_it(tmp_path, capsys):
    sales, out = tmp_path / "ventes.csv", tmp_path / "relations.xlsx"
    sales.write_bytes("Date;Client;Montant HT\n15/01/2026;Crémerie Élodie;10\n".encode("mac_roman"))
    assert main(["customers", str(sales), "-o", str(out), *DAY]) == 1
    assert "--encoding mac_roman" in capsys.readouterr().err
    assert main(["customers", str(sales), "-o", str(out), *DAY, "--encoding", "mac_roman"]) == 0
    assert table(out, "Customers")[0]["Nom"] == "Crémerie Élodie"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_it_writes_a_workbook_and_lists_beside_it(tmp_path, capsys):
    assert run(tmp_path, *DAY, *TERMS) == 0
    said = capsys.readouterr().out
    assert "Clients : 60 " in said
    assert "Activité de reconquête des clients perdus" in said
    proposed = rows(tmp_path / "relations propositions.csv")
    assert proposed[0]["action"] == "Activité de reconquête des clients perdus"
    assert {row["début"] for row in proposed} == {"2026-06-01"}
    assert {row["acheteurs"] for row in proposed} == {""}
    contacts = rows(tmp_path / "relations a_contacter.csv")
    for proposal, group in zip(proposed, dict.fromkeys(row["groupe"] for row in contacts), strict=True):
        assert int(proposal["contacts"]) == sum(row["groupe"] == group for row in contacts)
    assert named(tmp_path / "relations.xlsx", "CustomerCount") == 60
    assert not (tmp_path / "relations lignes_ecartees.csv").exists()


def test_what_customers_without_a_purchase_come_to_is_shown(tmp_path):
    """100 of Durand, 20 at the counter, and a credit note of 77 to Zoé, who bought nothing: 43 in four lines."""
    sales = ["15/01/2026;Durand;60", "16/01/2026;Durand;40", "17/01/2026;Comptoir;20", "18/01/2026;Zoé;-77"]
    assert run(tmp_path, *DAY, text="\n".join(["Date;Client;Montant HT", *sales])) == 0
    path = tmp_path / "relations.xlsx"
    names = ("CustomerRevenue", "AnonymousRevenue", "WithoutPurchase", "WithoutPurchaseRevenue", "LinesKept")
    assert [named(path, name) for name in names] == [100, 20, 1, -77, 4]


def test_counts_are_told_in_words(tmp_path, capsys, monkeypatch):
    class Later(date):
        @classmethod
        def today(cls):
            return date(2026, 5, 30)

    monkeypatch.setattr("xl_grc.cli.customers.date", Later)
    text = "Date;Client;Montant HT\n15/01/2026;Durand;10\n16/02/2026;Durand;10\n22/05/2026;Durand;10\n"
    assert run(tmp_path, *DAY, text=text) == 0
    said = capsys.readouterr().out
    assert "achats : 2, jusqu'au 21/05/2026, il y a 9 jour(s)\n" in said
    assert "écartées : 0 ; datées d'après le 21/05/2026, non comptées : 1\n" in said
    assert run(tmp_path, "--as-of", "2026-05-30", "--lang", "fr", "--force", text=text) == 0
    assert "achats : 3, jusqu'au 30/05/2026\n" in capsys.readouterr().out


def test_nobody_is_named_on_the_terminal(tmp_path, capsys):
    run(tmp_path, *DAY, text=some_sales(30) + "\nF9;31/02/2026;C0001;Zyxel Durand;P1;12,00")
    said = capsys.readouterr()
    assert not re.search("Durand|Martin|Zyxel|C0001", said.out + said.err)
    assert "écartées : 1 ;" in said.out
    (line,) = rows(tmp_path / "relations lignes_ecartees.csv")
    assert (line["Motif"], line["Montant"]) == ("date illisible", "12,00")


def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_its_documents(tmp_path):
    lines = some_sales(60).splitlines()
    found = []
    for number, text in enumerate([lines, lines, [lines[0], *reversed(lines[1:])]]):
        folder = tmp_path / str(number)
        folder.mkdir()
        run(folder, *DAY, *TERMS, text="\n".join(text))
        found.append({path.name: path.read_bytes() for path in folder.glob("relations*")})
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 3


def test_the_plan_takes_the_proposals_and_calculates_the_same_break_even(tmp_path):
    run(tmp_path, *DAY, *TERMS, "--response", "3%")
    plan = tmp_path / "plan.xlsx"
    assert main(["new", str(tmp_path / "relations propositions.csv"), "-o", str(plan), "--as-of", "2026-05-21"]) == 0
    proposed = rows(tmp_path / "relations propositions.csv")
    returns = [row for row in table(plan, "Returns") if row["Action"]]
    assert [row["Action"] for row in returns] == [row["action"] for row in proposed]
    for planned, proposal in zip(returns, proposed, strict=True):
        (rate,) = re.findall(r"soit ([\d,]+)\s% des contacts", proposal["moyens"])
        assert f"{100 * planned['Conversion au seuil']:.2f}".replace(".", ",") == rate
        assert planned["Contacts"] == int(proposal["contacts"])
        assert planned["Acheteurs"] == int(int(proposal["contacts"]) * 0.03 + 0.5)
    assert {row["Type"] for row in table(plan, "Actions") if row["Action"]} <= {
        "Reconquête",
        "Promotion",
        "Fidélisation",
        "Commercialisation",
    }


def test_proposals_say_what_the_workbook_says(tmp_path):
    run(tmp_path, *DAY, *TERMS)
    in_workbook = {row["Action proposée"]: row for row in table(tmp_path / "relations.xlsx", "Proposals")}
    for proposal in rows(tmp_path / "relations propositions.csv"):
        row = in_workbook[proposal["action"]]
        assert row["Contacts"] == int(proposal["contacts"])
        assert proposal["moyens"].startswith(row["Ce qui la rend rentable"])


def test_nothing_is_replaced_without_leave(tmp_path, capsys):
    run(tmp_path, *DAY)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("relations*")}
    assert run(tmp_path, *DAY, customers=30) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.glob("relations*")} == before
    assert run(tmp_path, *DAY, "--force", customers=30) == 0
    assert (tmp_path / "relations a_contacter.csv.bak").read_bytes() == before["relations a_contacter.csv"]
    assert named(tmp_path / "relations.xlsx", "CustomerCount") == 30


def test_files_of_customers_are_for_their_owner(tmp_path):
    run(tmp_path, *DAY)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("relations*")} == {0o600}


def test_pseudonyms_leave_no_name_anywhere(tmp_path):
    text = "Date;Code client;Client;E-mail;Téléphone;Montant HT;Note\n" + "".join(
        f"{day:02d}/01/2026;K-{day};Zyxel {day};z{day}@zyx.fr;06 11 22 33 {day:02d};{day}0;x\n" for day in range(1, 29)
    )
    assert run(tmp_path, *DAY, "--anonymise", text=text, name="Zyxel.csv") == 0
    assert not (tmp_path / "relations a_contacter.csv").exists()
    content = (tmp_path / "relations propositions.csv").read_bytes()
    with zipfile.ZipFile(tmp_path / "relations.xlsx") as package:
        content += b"".join(package.read(part) for part in package.namelist())
    assert not re.search(rb"Zyxel|zyx\.fr|K-\d|06 11 22", content)
    codes = [row["Code"] for row in table(tmp_path / "relations.xlsx", "Customers") if row["Code"]]
    assert sorted(codes) == [f"C{number:04d}" for number in range(1, 29)]
    assert codes != sorted(codes)  # by money, not by pseudonym


def test_without_input_there_is_a_workbook_to_fill_by_hand(tmp_path, office):
    path = tmp_path / "relations.xlsx"
    assert main(["customers", "-o", str(path), *DAY]) == 0
    assert (named(path, "UsualInterval"), named(path, "LostAfter")) == (90, 365)
    book = load_workbook(path)
    sheet = book["Clients"]
    headers = {cell.value: cell.column for cell in sheet[4] if cell.value}
    typed = {
        "Code": "C1",
        "Nom": "Durand",
        "Premier achat": date(2023, 1, 1),
        "Dernier achat": date(2024, 1, 1),
        "Achats": 5,
        "CA HT": 900,
    }
    for header, value in typed.items():
        sheet.cell(5, headers[header]).value = value
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    with office.open(changed) as document:
        values = document.values()["Clients"]
    shown = {header: values.get(sheet.cell(5, column).coordinate) for header, column in headers.items()}
    assert shown["Segment"].value == "Clients perdus"
    assert shown["Rythme (jours)"].value == 365 / 4
    assert shown["Pourquoi"].value == "5 achats, 900\u00a0€, tous les 91 jours\u00a0; rien depuis 871 jours"


@pytest.mark.parametrize(
    "typed",
    [["--margin", "douze"], ["--margin", "140 %"], ["--cost-per-contact", "-1"], ["--as-of", "demain"]],
)
def test_wrong_usage(tmp_path, capsys, typed):
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path, *typed)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_problems_are_told_in_one_line_each(tmp_path, capsys):
    assert run(tmp_path, text="Date;N° ticket;Montant TTC\n15/05/2026;1;12,00\n") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run(tmp_path, "--columns", "quoi=X") == 1
    assert main(["customers", str(tmp_path / "absent.csv"), "-o", str(tmp_path / "x.xlsx")]) == 1
    assert list(tmp_path.glob("*.xlsx")) == []


def test_other_commands_refuse_the_workbook_in_one_line(tmp_path, capsys):
    run(tmp_path, *DAY)
    path = str(tmp_path / "relations.xlsx")
    capsys.readouterr()
    assert main(["new", path, "-o", str(tmp_path / "n.xlsx")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["batch", path, "-o", str(tmp_path / "b")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["collect", path, "-o", str(tmp_path / "c.csv")]) == 1
    assert "Relation clients" in capsys.readouterr().err
    assert main(["customers", path, "-o", str(tmp_path / "z.xlsx")]) == 1
    assert "pas un export de ventes" in capsys.readouterr().err


def test_a_plan_is_no_export(tmp_path, capsys):
    main(["demo", str(tmp_path / "plans")])
    (plan, *_) = sorted((tmp_path / "plans").glob("*.xlsx"))
    capsys.readouterr()
    assert main(["customers", str(plan), "-o", str(tmp_path / "z.xlsx")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "plan" in said
    assert not (tmp_path / "z.xlsx").exists()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Date;Client;Montant HT\n31/03/2026;Durand;10\n", 1),
        ("Date;Client;Montant HT\n" + "31/03/2026;C%d;10\n" * 3 % (1, 2, 3), 3),
        ("Date;Client;Montant HT\n31/03/2020;A;10\n30/03/2020;B;10\n31/03/2026;C;5\n", 3),
        ("Date;Client;Montant HT\n31/03/2020;A;10\n30/03/2020;B;10\n29/03/2020;B;5\n", 2),
        ("Date;Client;Montant HT\n31/03/2026;A;-10\n", 0),
    ],
    ids=["one customer", "all equal", "all lapsed but one", "all lapsed", "only credit notes"],
)
def test_small_files(tmp_path, office, text, counted):
    assert run(tmp_path, *DAY, text=text) == 0
    assert named(tmp_path / "relations.xlsx", "CustomerCount") == counted
