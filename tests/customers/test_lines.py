"""Which lines count, which are left aside and why; continuation rows, totals, identical lines, several files."""

from __future__ import annotations

import re
import shutil
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.customers.reading import Customer, analysed, analysed_files, aside, customers, notes, refused
from xl_grc.ooxml.package import member, package, read_parts

HEADER = "Facture;Date;Code client;Client;Montant HT\n"


def test_a_journal_as_people_bring_it(tmp_path):
    """Two equal lines, a credit note, a draft, a bad date, a total, a code page of Windows: worked out by hand."""
    rows = [
        "Journal des ventes du 01/01/2025 au 31/12/2025;;;;;;;",
        "",
        "N° pièce;Type;Date;Code client;Nom client;Montant HT;Montant TTC;État",
        "FA001;Facture;05/01/2025;C001;Société Durand;1 000,00;1 200,00;Payée",
        "FA001;Facture;05/01/2025;C001;Société Durand;250,50;300,60;Payée",
        "FA002;Facture;12/01/2025;C002;MARTIN & FILS;1\N{NO-BREAK SPACE}234,56;1 481,47;Payée",
        "AV001;Avoir;20/01/2025;C002;Martin et Fils;1\N{NO-BREAK SPACE}234,56;1 481,47;Remboursé",
        "FA003;Facture;03/02/2025;;Client comptoir;45,00;54,00;Payée",
        "FA004;Facture;31/02/2025;C003;Petit;80,00;96,00;Payée",
        "FA005;Facture;10/03/2025;C003;Petit;80,00;96,00;Annulée",
        "FA006;Facture;10/03/2025;C003;Petit;80,00;96,00;Payée",
        "FA006;Facture;10/03/2025;C003;Petit;80,00;96,00;Payée",
        "FA007;Facture;15/04/2025;C001;Société Durand;-50,00;-60,00;Payée",
        "FA008;Facture;02/01/2026;C001;Société Durand;300,00;360,00;Brouillon",
        'FA009;Facture;20/05/2025;C004;"Lefèvre; Œuvre";abc;12,00;Payée',
        "TOTAL;;;;;1 820,06;2 184,07;",
    ]
    found = analysed(tmp_path, "\r\n".join(rows), encoding="cp1252", as_of=date(2025, 12, 31))
    assert int(found.sales.lines.cents.sum()) == 140_550
    assert found.anonymous_cents == 4_500
    assert customers(found) == {
        "C001": Customer(1, 1_200.50, date(2025, 1, 5)),
        "C002": Customer(0, 0.0, None),
        "C003": Customer(1, 160.0, date(2025, 3, 10)),
    }
    assert aside(found) == {9: "BAD_DATE", 10: "SET_ASIDE", 14: "SET_ASIDE", 15: "BAD_AMOUNT", 16: "TOTAL"}
    assert found.sales.alike == 1
    assert found.without_purchase == 1
    assert found.sales.people.names[0] == "Société Durand"


def test_a_sale_counts_once_whatever_documents_tell_it(tmp_path):
    """The invoice alone of what was ordered, delivered, invoiced and paid; where no invoice stands, what there is."""
    header = "Pièce;Type;Date;Code client;Client;Montant HT\n"
    told = [
        *("CO1;Commande;15/01/2025;A;Durand;100", "BL1;Bon de livraison;16/01/2025;A;Durand;100"),
        *("FA1;Facture;17/01/2025;A;Durand;100", "RG1;Règlement client;20/02/2025;A;Durand;120"),
        "FA2;Facture sur commande;21/02/2025;A;Durand;30",
    ]
    found = analysed(tmp_path, header + "\n".join(told))
    assert customers(found) == {"A": Customer(2, 130.0, date(2025, 2, 21))}
    assert aside(found) == dict.fromkeys((2, 3, 5), "NO_INVOICE")
    assert customers(analysed(tmp_path, header + told[0])) == {"A": Customer(1, 100.0, date(2025, 1, 15))}


def test_a_stroke_names_nobody_and_a_day_of_another_time_is_none(tmp_path):
    """A customer with a code is known by it; formulas take no day before 1950 for one."""
    rows = "1;15/01/2025;A;-;100\n2;16/01/2025;-;N/A;20\n3;17/01/2025;;inconnu;3\n4;18/01/1925;A;Durand;4\n"
    found = analysed(tmp_path, HEADER + rows + "5;19/01/2205;A;Durand;5\n")
    assert customers(found) == {"A": Customer(1, 100.0, date(2025, 1, 15))}
    assert found.anonymous_cents == 2_300
    assert aside(found) == dict.fromkeys((5, 6), "BAD_DATE")


def test_lines_after_the_day_are_one_count(tmp_path):
    rows = "F1;01/03/2026;A;Durand;10\nF2;02/04/2026;A;Durand;20\nF3;05/05/2026;A;Durand;40\n"
    found = analysed(tmp_path, HEADER + rows, as_of=date(2026, 4, 2))
    assert customers(found) == {"A": Customer(2, 30.0, date(2026, 4, 2))}
    assert (found.sales.later, aside(found)) == (1, {})


def test_the_day_is_the_latest_one_not_after_today(tmp_path):
    rows = "F1;01/03/2026;A;Durand;10\nF2;02/04/2026;A;Durand;20\nF3;05/12/2026;A;Durand;40\n"
    found = analysed(tmp_path, HEADER + rows, today=date(2026, 11, 28))
    assert (found.sales.as_of, found.sales.later) == (date(2026, 4, 2), 1)


def test_a_line_that_goes_on_takes_customer_and_day_of_its_document(tmp_path):
    found = analysed(tmp_path, HEADER + "F1;01/03/2026;A;Durand;10\nF1;;;;5\nF2;02/03/2026;B;Martin;7\n")
    assert customers(found) == {"A": Customer(1, 15.0, date(2026, 3, 1)), "B": Customer(1, 7.0, date(2026, 3, 2))}


def test_identical_lines_are_kept_until_asked(tmp_path):
    text = HEADER + "F1;01/03/2026;A;Durand;10\nF1;01/03/2026;A;Durand;10\nF1;01/03/2026;A;Durand;4\n"
    kept, dropped = analysed(tmp_path, text), analysed(tmp_path, text, drop_identical=True)
    assert (customers(kept)["A"].money, kept.sales.alike, aside(kept)) == (24.0, 1, {})
    assert (customers(dropped)["A"].money, aside(dropped)) == (14.0, {3: "IDENTICAL"})


def test_totals_on_every_line_of_a_document_are_suspected_and_counted_once_when_asked(tmp_path):
    lines = "".join(f"F{n};0{n}/03/2026;A;Durand;{n}0\n" * 2 for n in (1, 2, 3))
    asked = analysed(tmp_path, HEADER + lines)
    assert "totals_suspected" in notes(asked)
    assert customers(asked)["A"].money == 120.0
    once = analysed(tmp_path, HEADER + lines, amounts_per="document")
    assert (customers(once)["A"].money, aside(once)) == (60.0, {})
    sure = analysed(tmp_path, HEADER + lines, amounts_per="line")
    assert "totals_suspected" not in notes(sure)
    other = analysed(tmp_path, HEADER + lines.replace("F3;03/03/2026;A;Durand;30\n", "", 1) + "F3;03/03/2026;A;;9\n")
    assert "totals_suspected" not in notes(other)


def test_one_invoice_told_once_for_each_payment_is_told(tmp_path):
    """100 twice, with another payment; two lines that are alike are two."""
    header, rows = "Facture;Date;Client;Montant HT;Payé\n", "F1;15/01/2026;Durand;100;60\nF1;15/01/2026;Durand;100;{}\n"
    for paid, is_told in (("40", True), ("60", False)):
        assert ("totals_suspected" in notes(analysed(tmp_path, header + rows.format(paid)))) is is_told
    found = analysed(tmp_path, header + rows.format("40"), amounts_per="document")
    assert customers(found)["Durand"].money == 100.0


def test_vat_is_taken_out_of_amounts_that_have_it(tmp_path):
    text = "Date;Client;Montant TTC\n01/03/2026;Durand;120,00\n"
    with_vat, without = analysed(tmp_path, text), analysed(tmp_path, text, vat=0.2)
    assert (customers(with_vat)["Durand"].money, "gross_only" in notes(with_vat)) == (120.0, True)
    assert (customers(without)["Durand"].money, "vat_taken_out" in notes(without)) == (100.0, True)


def test_currencies(tmp_path):
    text = "Date;Client;Montant HT;Devise\n31/03/2026;A;10;EUR\n02/03/2026;A;20;USD\n03/03/2026;B;5;\n"
    assert refused(tmp_path, text) == ["several_currencies"]
    euros = analysed(tmp_path, text, currency="EUR")
    assert customers(euros) == {"A": Customer(1, 10.0, date(2026, 3, 31)), "B": Customer(1, 5.0, date(2026, 3, 3))}
    assert aside(euros) == {3: "CURRENCY"}
    assert refused(tmp_path, text, currency="CHF") == ["currency_missing"]
    beside = "Date;Client;Montant\n31/03/2026;A;10,00 €\n02/03/2026;A;$20.00\n"
    assert refused(tmp_path, beside) == ["several_currencies"]


@pytest.mark.parametrize("amount", ["(50,00)", "-50,00", "50,00-", "-50,00 €", "\N{MINUS SIGN}50", "€ -50.00"])
def test_a_negative_amount_however_it_is_written(tmp_path, amount):
    text = f"Date;Client;Montant HT\n01/03/2026;A;200\n02/03/2026;A;{amount}\n"
    assert customers(analysed(tmp_path, text)) == {"A": Customer(1, 150.0, date(2026, 3, 1))}


def test_an_earlier_file_holds_the_document_already(tmp_path):
    first = HEADER + "F1;01/03/2026;A;Durand;10\nF2;02/03/2026;A;Durand;20\n"
    second = HEADER + "F2;02/03/2026;A;Durand;20\nF3;03/03/2026;A;Durand;40\nF2;02/03/2026;B;Martin;1\n"
    found = analysed_files(tmp_path, {"a.csv": first, "b.csv": second})
    assert customers(found)["A"] == Customer(3, 70.0, date(2026, 3, 3))
    assert customers(found)["B"] == Customer(1, 1.0, date(2026, 3, 2))
    assert aside(found) == {2: "EARLIER_FILE"}


def test_numbers_that_begin_anew_each_year_are_other_documents(tmp_path):
    files = {f"{year}.csv": f"{HEADER}1;05/01/{year};A;Durand;10\n" for year in (2024, 2025)}
    assert customers(analysed_files(tmp_path, files))["A"] == Customer(2, 20.0, date(2025, 1, 5))


def test_the_same_file_twice_without_numbers_counts_once(tmp_path):
    text = "Date;Client;Montant HT\n01/03/2026;A;10\n02/03/2026;B;20\n"
    twice = analysed_files(tmp_path, {"a.csv": text, "copie.csv": text})
    assert customers(twice)["B"].money == 20.0
    assert set(aside(twice).values()) == {"EARLIER_FILE"}
    other = analysed_files(tmp_path, {"a.csv": text, "b.csv": text.replace(";20", ";21")})
    assert (customers(other)["A"].money, "shared_days" in notes(other)) == (20.0, True)


@pytest.mark.parametrize(
    "name", ["Client comptoir", "VENTES AU COMPTANT", "Clients divers", "client de passage", "Guest", ""]
)
def test_nobody_is_no_customer(tmp_path, name):
    found = analysed(tmp_path, f"Date;Client;Montant HT\n01/03/2026;A;10\n02/03/2026;{name};20\n")
    assert list(customers(found)) == ["A"]
    assert found.anonymous_cents == 2_000


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Date;Montant HT\n01/03/2026;10\n", ["no_customer_column"]),
        ("Client;Date\nA;01/03/2026\n", ["no_amount_column"]),
        ("Client;Date;Débit;Crédit\nA;01/03/2026;12;\n", ["ledger_given"]),
        ("Client;Montant HT\nA;10\n", ["no_date_column"]),
        ("Bonjour\n", ["no_headers"]),
        ("", ["empty_file"]),
        ("Date;Client;Montant HT\n", ["no_lines"]),
        ("Date;Client;Montant HT\n31/03/2027;A;10\n", ["no_lines"]),
        ("Date;Client;Montant HT\n03/04/2026;A;10\n", ["ambiguous_date"]),
        ("Date;Client;Montant HT\n31/12/2025;A;1.234\n", ["ambiguous_number"]),
        ("Action;Dépenses\nSalon;1500\n", ["no_headers"]),
    ],
)
def test_what_is_no_list_of_sales_is_refused_with_a_reason(tmp_path, text, problems):
    assert refused(tmp_path, text) == problems


def test_a_language_settles_what_reads_two_ways(tmp_path):
    text = "Date;Client;Montant HT\n03/04/2026;A;1.234\n"
    assert customers(analysed(tmp_path, text, language="fr"))["A"] == Customer(1, 1_234.0, date(2026, 4, 3))
    assert customers(analysed(tmp_path, text, language="en"))["A"] == Customer(1, 1.23, date(2026, 3, 4))


def test_headers_that_nobody_knows_are_named(tmp_path):
    text = "Quand;Qui;Combien\n31/03/2026;A;10\n"
    found = analysed(tmp_path, text, columns={"date": "Quand", "name": "Qui", "net": "Combien"})
    assert customers(found) == {"A": Customer(1, 10.0, date(2026, 3, 31))}
    assert refused(tmp_path, text, columns={"date": "Jour"}) == ["no_headers"]
    both = text.replace("Quand", "Date")
    assert refused(tmp_path, both, columns={"net": "Montant", "name": "Qui"}) == ["typed_column_missing"]


def test_one_customer_in_several_spellings(tmp_path):
    rows = ["MARTIN & FILS", "Martin et Fils", "Martin et fils SARL", "Martin et Fils", "martin-et-fils s.a.r.l."]
    lines = "".join(f"0{day}/03/2026;{name};10\n" for day, name in enumerate(rows, 1))
    found = analysed(tmp_path, f"Date;Client;Montant HT\n{lines}31/03/2026;Martine;1\n")
    assert customers(found) == {
        "Martin et Fils": Customer(5, 50.0, date(2026, 3, 5)),
        "Martine": Customer(1, 1.0, date(2026, 3, 31)),
    }


def test_a_code_tells_more_than_a_name(tmp_path):
    rows = "31/03/2026;c1;Durand;10\n01/04/2026;C1 ;DURAND SAS;10\n02/04/2026;C2;Durand;5\n03/04/2026;;Durand;1\n"
    found = analysed(tmp_path, f"Date;Code client;Client;Montant HT\n{rows}")
    assert {code: customer.money for code, customer in customers(found).items()} == {"C1": 20, "C2": 5, "Durand": 1}


def test_files_stay_as_they_are(tmp_path):
    text = HEADER + "F1;31/03/2026;A;Durand;10\n"
    analysed(tmp_path, text)
    assert (tmp_path / "ventes.csv").read_text() == text
    shutil.rmtree(tmp_path)


def test_a_sum_below_the_lines_of_a_workbook_is_a_total(tmp_path):
    """By its formula alone: it stands beside a day, and no word says total."""
    book = Workbook()
    for row in (["Date", "Client", "Montant HT"], [date(2026, 3, 1), "A", 10], [date(2026, 3, 2), "B", 20]):
        book.active.append(row)
    book.active.append([date(2026, 3, 31), "C", "=SUM(C2:C3)"])
    book.active.append(["Édité le 2 avril"])
    book.save(tmp_path / "formules.xlsx")
    calculated = with_values(tmp_path / "formules.xlsx", {"C4": 30})
    found = analysed_files(tmp_path, {"ventes.xlsx": calculated})
    assert customers(found) == {"A": Customer(1, 10.0, date(2026, 3, 1)), "B": Customer(1, 20.0, date(2026, 3, 2))}
    assert aside(found) == {4: "TOTAL", 5: "BAD_DATE"}


def with_values(path, values):
    """The bytes of a workbook whose formulas hold values, as a spreadsheet saves them."""
    parts = read_parts(path.read_bytes())
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for address, value in values.items():
        sheet = re.sub(rf'(<c r="{address}"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?', rf"\g<1><v>{value}</v>", sheet)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return package(member(name, content) for name, content in parts.items())


def test_each_sheet_of_sales_is_read_and_the_others_are_named(tmp_path):
    """One sheet a year; a copy of one of them, an invoice on two of them, a hidden sheet and one of addresses."""
    book = Workbook()
    sheets = {
        "Adresses": [["Client", "Ville"], ["Durand", "Lyon"]],
        "2024": [HEADER.strip().split(";"), ["F1", date(2024, 3, 1), "A", "Durand", 100]],
        "2025": [HEADER.strip().split(";"), ["F2", date(2025, 3, 1), "A", "Durand", 20]],
        "2025 (2)": [HEADER.strip().split(";"), ["F2", date(2025, 3, 1), "A", "Durand", 20]],
        "2026": [["Ventes"], HEADER.strip().split(";"), ["F2", date(2025, 3, 1), "A", "Durand", 20]],
        "Essai": [HEADER.strip().split(";"), ["F9", date(2026, 3, 1), "A", "Durand", 5000]],
    }
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book["2026"].append(["F3", date(2026, 3, 1), "A", "Durand", 3])
    book["Essai"].sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    found = analysed(tmp_path, content.getvalue(), "ventes.xlsx")
    assert customers(found) == {"A": Customer(3, 123.0, date(2026, 3, 1))}
    assert [note.values for note in found.sales.notes] == [(("names", ("Adresses", "2025 (2)", "Essai")),)]
    assert aside(found) == {3: "EARLIER_FILE"}
    assert found.sales.files == tuple(f"ventes.xlsx, {year}" for year in (2024, 2025, 2026))


def test_few_customers_are_counted_and_no_rate_is_told(tmp_path):
    text = "".join(f"{day:02d}/01/{year};C{day};10\n" for year in (2023, 2024, 2025) for day in range(1, 21))
    found = analysed(tmp_path, f"Date;Client;Montant HT\n{text}", as_of=date(2025, 1, 31))
    assert (found.retention.buyers, found.retention.kept, found.retention.rate) == (20, 20, None)
    assert found.returns.several.rate is None
