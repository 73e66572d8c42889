"""Which sheets of a workbook of sales are read: not those whose title says that they repeat the others."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.customers.reading import analysed, analysed_files
from tests.customers.test_money import money
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.text import messages

HEADER = ["Date", "Client", "Montant HT"]
JANUARY, FEBRUARY = [date(2026, 1, 5), "Durand", 100], [date(2026, 2, 5), "Durand", 30]
MONTHS = {"Janvier": [HEADER, JANUARY], "Février": [HEADER, FEBRUARY]}


def workbook(sheets, hidden=()):
    """The bytes of a workbook of sheets, rows by title."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title in hidden else "visible"
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def told(analysis):
    return {note.key.removeprefix("customers."): dict(note.values).get("names") for note in analysis.sales.notes}


@pytest.mark.parametrize(
    "title",
    [
        "Récap",
        "Récapitulatif 2026",
        "Synthèse des ventes",
        "TOTAL",
        "Total CA HT T1",
        "Summary",
        "Sales overview",
        "YTD",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_sheet_that_adds_up_the_others_is_left_aside(tmp_path, title, is_first):
    """100 and 30 are sold, not 260; one more column does not make it the sheet of sales."""
    recap = {title: [[*HEADER, "Ville"], [*JANUARY, "Lyon"], [*FEBRUARY, "Lyon"]]}
    found = analysed(tmp_path, workbook(recap | MONTHS if is_first else MONTHS | recap), "ventes.xlsx")
    assert (money(found), told(found)) == ({"Durand": 130.0}, {"sheets_repeating": (title,)})


@pytest.mark.parametrize("others", [{}, {"Clients": [["Client", "Ville"], ["Durand", "Lyon"]]}, {"2025": [HEADER]}])
def test_a_summary_that_alone_has_sales_is_read(tmp_path, others):
    found = analysed(tmp_path, workbook({**others, "Synthèse": [HEADER, JANUARY]}), "ventes.xlsx")
    assert (money(found), "sheets_repeating" in told(found)) == ({"Durand": 100.0}, False)


def test_a_book_of_entries_is_a_sheet_of_sales(tmp_path):
    header = "JournalCode EcritureNum EcritureDate CompteNum CompteLib CompAuxNum PieceRef EcritureLib Debit Credit"
    entry = [["VT", 1, "20260115", "411000", "A", "C1", "F1", "V", 120, 0], ["VT", 1, "20260115", "706000", "B", None]]
    rows = [header.split(), entry[0], [*entry[1], "F1", "V", 0, 100]]
    found = analysed(tmp_path, workbook({"FEC": rows, "Total": [*rows, []]}), "fec.xlsx")
    assert (money(found), told(found)["sheets_repeating"]) == ({"C1": 100.0}, ("Total",))


def test_hidden_sheets_do_not_set_a_summary_aside(tmp_path):
    content = workbook(MONTHS | {"Total": [HEADER, JANUARY, FEBRUARY]}, hidden=tuple(MONTHS))
    found = analysed(tmp_path, content, "ventes.xlsx")
    assert (money(found), told(found)) == ({"Durand": 130.0}, {"sheets_unread": ("Janvier", "Février")})


@pytest.mark.parametrize("title", ["Total Nettoyage", "Ventes", "Clients", "2026"])
def test_other_titles_are_read(tmp_path, title):
    found = analysed(tmp_path, workbook({**MONTHS, title: [HEADER, [date(2026, 3, 5), "Durand", 7]]}), "ventes.xlsx")
    assert (money(found), told(found)) == ({"Durand": 137.0}, {})


def test_sales_that_stand_on_two_sheets_are_told(tmp_path):
    """No title says that one of them repeats the others, no number of an invoice either; one has a sale of its own."""
    rows = [HEADER, JANUARY, FEBRUARY, [date(2026, 3, 5), "Petit", 7]]
    found = analysed(tmp_path, workbook({**MONTHS, "Année": rows}), "ventes.xlsx")
    assert [dict(note.values) for note in found.sales.notes] == [{"count": 2}]


@pytest.mark.parametrize("title", ["Année", "Global", "Ventes", "Export (2)"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_sheet_of_the_sales_of_all_others_is_left_aside(tmp_path, title, is_first):
    """In another order of lines and of columns, with a total below: 130 are sold, whatever its title."""
    rows = [[*reversed(HEADER)], [*reversed(FEBRUARY)], [*reversed(JANUARY)], [130, "Total", None]]
    sheets = {title: rows, **MONTHS} if is_first else {**MONTHS, title: rows}
    found = analysed(tmp_path, workbook(sheets), "ventes.xlsx")
    assert (money(found), told(found)) == ({"Durand": 130.0}, {"sheets_twice": (title,)})


def test_sheets_that_sell_the_same_to_others_are_read(tmp_path):
    """As many lines as the others have together, of another customer."""
    rows = [HEADER, [JANUARY[0], "Petit", 100], FEBRUARY]
    found = analysed(tmp_path, workbook({**MONTHS, "Agence": rows}), "ventes.xlsx")
    assert money(found) == {"Durand": 160.0, "Petit": 100.0}


def test_headers_that_were_typed_are_headers_of_sales(tmp_path):
    own, recap = [["Jour X", "Client", "Somme X"], JANUARY], [["Jour X", "Client", "Somme X"], JANUARY]
    content = workbook({"Ventes": [*own, FEBRUARY], "Récap": recap})
    found = analysed(tmp_path, content, "ventes.xlsx", columns={"date": "Jour X", "net": "Somme X"})
    assert money(found) == {"Durand": 130.0}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "leur titre annonce une synthèse ou un modèle (Récap) ; renommez celle"),
        ("en", "their title announces a summary or a model (Récap); rename the one"),
    ],
)
def test_the_sheet_is_named_with_the_reason_and_what_to_do(tmp_path, capsys, monkeypatch, language, said):
    monkeypatch.setattr(messages, "message_language", lambda: language)
    (tmp_path / "ventes.xlsx").write_bytes(workbook({**MONTHS, "Récap": [HEADER, JANUARY, FEBRUARY]}))
    out = tmp_path / "r.xlsx"
    assert main(["customers", str(tmp_path / "ventes.xlsx"), "-o", str(out), "--lang", language]) == 0
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "Récap" in line]
    assert said in line


@pytest.mark.parametrize("header", [["Date", "Client", "Montant HT"], ["Date", "Client", "Montant TTC"]])
def test_formulas_that_nothing_has_calculated_are_told(tmp_path, header):
    """Some of them count for nothing; where all are such, nothing can be analysed, and the remedy is told."""
    total = [None, "Total", "=SUM(C2:C3)"]
    some = workbook({"Ventes": [header, JANUARY, [date(2026, 2, 5), "Petit", "=2*5"], total]})
    found = analysed(tmp_path, some, "ventes.xlsx")
    told = [dict(note.values) for note in found.sales.notes if note.key == "customers.not_calculated"]
    assert (money(found), told) == ({"Durand": 100.0}, [{"count": 1, "column": header[2]}])
    with pytest.raises(InputError) as error:
        analysed(tmp_path, workbook({"Ventes": [header, [*JANUARY[:2], "=2*5"], total]}), "ventes.xlsx")
    assert [problem.key for problem in error.value.problems] == ["customers.not_calculated"]


@pytest.mark.parametrize("amount", ["Total HT", "Total TTC", "Montant HT"])
def test_a_table_beside_the_sales_names_no_customer_of_theirs(tmp_path, amount):
    """What each customer bought stands to the left, in an order of its own; a blank column parts the two."""
    rows = [["Client", "Montant HT", None, "Date", "Client", amount], ["Petit", 50, None, JANUARY[0], "Durand", 100]]
    rows.append(["Durand", 100, None, FEBRUARY[0], "Petit", 50])
    found = analysed(tmp_path, workbook({"Ventes": rows}), "ventes.xlsx")
    assert (money(found), told(found)["columns_unread"]) == (
        {"Durand": 100.0, "Petit": 50.0},
        ("Client", "Montant HT"),
    )


def test_a_blank_column_within_the_sales_parts_nothing(tmp_path):
    rows = [
        ["Client", None, "Date", None, "Montant HT", None, "Facture"],
        ["Durand", None, JANUARY[0], None, 7, None, 1],
    ]
    assert money(analysed(tmp_path, workbook({"Ventes": rows}), "ventes.xlsx")) == {"Durand": 7.0}


INVOICES = [HEADER, JANUARY, FEBRUARY]


@pytest.mark.parametrize(
    "title",
    ["Devis", "Devis 2026", "Commandes", "Règlements clients", "Achats", "Factures fournisseurs", "Annulées", "Quotes"],
)
def test_a_sheet_of_what_is_no_sale_is_left_aside(tmp_path, title):
    """It has the headers of the sheet of invoices; alone it is read, as whoever gives it means it."""
    quotes = [HEADER, [date(2026, 3, 1), "Roux", 900]]
    found = analysed(tmp_path, workbook({title: quotes, "Factures": INVOICES}), "ventes.xlsx")
    assert (money(found), told(found)) == ({"Durand": 130.0}, {"sheets_no_sales": (title,)})
    assert money(analysed(tmp_path, workbook({title: quotes}), "ventes.xlsx")) == {"Roux": 900.0}


@pytest.mark.parametrize("amount", [30, -30])
@pytest.mark.parametrize("title", ["Avoirs", "Avoirs clients 2026", "Credit notes"])
def test_a_sheet_of_credit_notes_takes_sales_back(tmp_path, title, amount):
    rows = [HEADER, [date(2026, 3, 1), "Durand", amount]]
    found = analysed(tmp_path, workbook({"Factures": INVOICES, title: rows}), "ventes.xlsx")
    assert (money(found), told(found)) == ({"Durand": 100.0}, {"sheets_credits": (title,)})


@pytest.mark.parametrize("title", ["Factures et avoirs", "Devis et factures", "Avoirs Dupont", "Commandes web"])
def test_a_title_that_says_more_says_nothing(tmp_path, title):
    found = analysed(
        tmp_path, workbook({"Ventes": INVOICES, title: [HEADER, [date(2026, 3, 1), "Roux", 9]]}), "ventes.xlsx"
    )
    assert (money(found), told(found)) == ({"Durand": 130.0, "Roux": 9.0}, {})


def test_files_may_be_named_as_credit_notes_or_as_no_sales(tmp_path):
    """Among others: a file alone is what it is given for. Quotes count, as somebody gives them, and are told."""
    lines = "N°;Date;Client;Montant HT\n{}1;05/01/2026;Durand;100\n"
    files = {f"{name} 2026.csv": lines.format(name[0]) for name in ("Factures", "Avoirs", "Devis")}
    found = analysed_files(tmp_path, files)
    assert (money(found), told(found)) == (
        {"Durand": 100.0},
        {"file_credits": ("Avoirs 2026.csv",), "file_no_sales": ("Devis 2026.csv",)},
    )
    alone = analysed(tmp_path, lines.format("A"), "Avoirs.csv")
    assert (money(alone), told(alone)) == ({"Durand": 100.0}, {})
