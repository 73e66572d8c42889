"""What amounts say of VAT, and amounts without VAT that those with it contradict: none counts for what it is not."""

from __future__ import annotations

import pytest

from tests.customers.reading import analysed, aside, customers, notes
from tests.customers.test_money import money, workbook
from xl_grc.cli import main
from xl_grc.text import messages

FRENCH = "Date;Client;Montant HT\n"
ENGLISH = "Date;Customer;Net amount\n"


def sales(header, *amounts):
    """A file with an amount a day; the first one stands on row 2."""
    return header + "".join(f"{day:02d}/01/2026;Durand;{amount}\n" for day, amount in enumerate(amounts, 1))


def shown(analysis):
    """Row -> the amount by which a line left aside is told."""
    told = analysis.sales.aside
    return dict(zip(told.row.tolist(), told.amounts(), strict=True))


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("100 € HT", 100),
        ("1 200,00 EUR HT", 1200),
        ("1\u202f200,00\u00a0€\u00a0HT", 1200),
        ("50 H.T.", 50),
        ("7 € (HT)", 7),
        ("(30 € HT)", -30),
        ("-20,50€HT", -20.5),
        ("10 € hors taxes", 10),
        ("5 € net", 5),
        ("5 € net HT", 5),
        ("2 k€ HT", 2000),
        ("£1,200.00 excl. VAT", 1200),
        ("8 ex. VAT", 8),
        ("9 + TVA", 9),
    ],
)
@pytest.mark.parametrize("header", [FRENCH, ENGLISH])
def test_an_amount_says_that_it_is_without_vat_as_its_column_does(tmp_path, header, amount, value):
    found = analysed(tmp_path, sales(header, amount))
    assert (money(found), aside(found)) == ({"Durand": value}, {})


def test_an_amount_keeps_the_currency_before_what_it_says_of_vat(tmp_path):
    assert analysed(tmp_path, sales(FRENCH, "100 CHF HT")).sales.currency == "CHF"


@pytest.mark.parametrize("amount", ["120 € TTC", "120 T.T.C.", "£120 incl. VAT", "120 gross", "120 VAT incl."])
@pytest.mark.parametrize("header", [FRENCH, ENGLISH])
def test_an_amount_with_vat_is_none_without(tmp_path, header, amount):
    found = analysed(tmp_path, sales(header, "100", amount))
    assert (money(found), aside(found), shown(found)) == ({"Durand": 100.0}, {3: "OTHER_TAX"}, {3: 120.0})


@pytest.mark.parametrize("amount", ["100 € HT", "100 net"])
def test_an_amount_without_vat_is_none_with_it(tmp_path, amount):
    found = analysed(tmp_path, sales("Date;Client;Total TTC\n", "120 TTC", amount))
    assert (money(found), aside(found)) == ({"Durand": 120.0}, {3: "OTHER_TAX"})


def test_marks_are_words(tmp_path):
    """A word that ends like one, a mark without an amount, an amount in the books with a mark."""
    found = analysed(tmp_path, sales(FRENCH, "1", "100 yacht", "HT", "TTC"))
    assert (money(found), set(aside(found).values())) == ({"Durand": 1.0}, {"BAD_AMOUNT"})
    header = "JournalCode|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|PieceRef|Debit|Credit|EcritureLib\n"
    entry = "VT|{0}|20260115|411000|A|C1|F{0}|120|0|V\nVT|{0}|20260115|706000|B||F{0}|0|{1}|V\n"
    found = analysed(tmp_path, header + entry.format(1, "100") + entry.format(2, "100 TTC"), "fec.txt")
    assert (money(found), list(aside(found).values())) == ({"C1": 100.0}, ["BAD_AMOUNT"])


def test_a_column_that_does_not_say_is_what_its_amounts_say(tmp_path):
    """Unless they disagree, or who runs the command has said it."""
    net = analysed(tmp_path, sales("Date;Client;Montant\n", "100 € HT", "50"), vat=0.2)
    assert (money(net), notes(net)) == ({"Durand": 150.0}, {"amounts_untaxed"})
    gross = analysed(tmp_path, sales("Date;Client;CA\n", "120 TTC", "60"), vat=0.2)
    assert (money(gross), notes(gross)) == ({"Durand": 150.0}, {"vat_taken_out"})
    word = analysed(tmp_path, sales("Date;Client;Montant\n", "100", "yacht", "1 yacht"))
    assert (money(word), notes(word)) == ({"Durand": 100.0}, {"gross_only"})
    mixed = analysed(tmp_path, sales("Date;Client;Montant\n", "100 € HT", "60 TTC"))
    assert (money(mixed), aside(mixed), notes(mixed)) == ({"Durand": 60.0}, {2: "OTHER_TAX"}, {"gross_only"})
    typed = analysed(tmp_path, sales("Date;Client;CA\n", "120 TTC", "60"), columns={"net": "CA"})
    assert (money(typed), aside(typed)) == ({"Durand": 60.0}, {2: "OTHER_TAX"})


def test_a_number_format_says_vat(tmp_path):
    mixed = workbook((120, '0.00 "€ TTC"'), (50, '0.00 "€ HT"'), (7, "0.00"))
    found = analysed(tmp_path, mixed, "ventes.xlsx")
    assert (money(found), aside(found)) == ({"Durand": 57.0}, {2: "OTHER_TAX"})
    found = analysed(tmp_path, workbook((50, '0.00 "HT"'), header="Montant"), "ventes.xlsx")
    assert (money(found), notes(found)) == ({"Durand": 50.0}, {"amounts_untaxed"})


@pytest.mark.parametrize("amount", ["8'000.-", "8 000,-", "8 000.– €"])
def test_a_dash_for_the_cents_is_no_minus(tmp_path, amount):
    assert money(analysed(tmp_path, sales(FRENCH, amount))) == {"Durand": 8_000.0}


BOTH = "Date;Client;Facture;Montant HT;Montant TTC;Type\n"


@pytest.mark.parametrize("header", [BOTH, "Date;Customer;Invoice;Net amount;Gross amount;Type\n"])
def test_an_amount_that_the_one_with_vat_contradicts_is_left_aside(tmp_path, header):
    """0 beside 120, 100 beside -120; not 0 beside 0, nor what an invoice leaves to pay, nor a credit note."""
    rows = [
        "01/01/2026;Durand;F1;0;120;",
        "02/01/2026;Durand;F2;100;-120;",
        "03/01/2026;Durand;F3;100;120;",
        "04/01/2026;Durand;F4;0;0;",
        "05/01/2026;Durand;F5;100;-20;",
        "06/01/2026;Durand;F6;10;-12;Avoir",
        "07/01/2026;Durand;F7;-10;-12;",
        "08/01/2026;Durand;F8;0;-60;Avoir",
    ]
    found = analysed(tmp_path, header + "\n".join(rows))
    assert money(found) == {"Durand": 100.0 + 100 - 10 - 10}
    assert aside(found) == {2: "CONTRADICTED", 3: "CONTRADICTED", 9: "CONTRADICTED"}
    assert shown(found) == {2: 120.0, 3: -120.0, 9: -60.0}


@pytest.mark.parametrize("told", [("108",) * 3, ("108", "", ""), ("108", "0", "0"), ("", "", "108"), ("0", "0", "108")])
def test_the_total_of_an_invoice_contradicts_none_of_its_lines(tmp_path, told):
    """100, a present, less 10: 90 without VAT, 108 with it, whichever lines tell it. Lines that come to 0 are
    contradicted by it."""
    lines = [f"01/01/2026;Durand;F1;{net};{gross};" for net, gross in zip((100, 0, -10), told, strict=True)]
    found = analysed(tmp_path, BOTH + "\n".join(lines))
    assert (money(found), aside(found)) == ({"Durand": 90.0}, {})
    nothing = analysed(tmp_path, BOTH + "\n".join([*lines, "02/01/2026;Durand;F2;0;24;", "02/01/2026;Durand;F2;0;24;"]))
    assert (money(nothing), aside(nothing)) == ({"Durand": 90.0}, {5: "CONTRADICTED", 6: "CONTRADICTED"})


def test_a_further_line_with_an_amount_with_vat_alone_is_told(tmp_path):
    rows = "01/01/2026;Durand;F1;100;120;\n;;F1;;24;\n;;F1;;;\n"
    found = analysed(tmp_path, BOTH + rows)
    assert (money(found), aside(found), shown(found)) == ({"Durand": 100.0}, {3: "NO_AMOUNT"}, {3: 24.0})


@pytest.mark.parametrize("net", ["", "0", "0,00 €"])
def test_who_owes_no_vat_may_leave_the_column_without_it_empty(tmp_path, net):
    found = analysed(tmp_path, f"{BOTH}01/01/2026;Durand;F1;{net};100;\n02/01/2026;Durand;F2;{net};50;\n")
    assert (money(found), aside(found), notes(found)) == ({"Durand": 150.0}, {}, {"gross_only"})


def test_what_was_paid_back_must_read(tmp_path):
    """120 of 120 paid back with VAT leaves nothing, and contradicts nothing; 60 leaves half of 100."""
    header = "Date;Client;Montant HT;Montant TTC;Montant remboursé\n"
    rows = [f"0{day}/01/2026;Durand;100;120;{back}" for day, back in enumerate(("120", "60 €", "voir mail", "-"), 1)]
    found = analysed(tmp_path, header + "\n".join(rows))
    assert (money(found), aside(found)) == ({"Durand": 150.0}, {4: "BAD_AMOUNT"})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            ["montant TTC en colonne HT, ou l'inverse", "HT nul ou de signe contraire au TTC"],
        ),
        ("en", ["says VAT otherwise than its column", "net amount 0, or of the sign opposite"]),
    ],
)
def test_the_reasons_are_listed_in_words(tmp_path, capsys, monkeypatch, language, said):
    monkeypatch.setattr(messages, "message_language", lambda: language)
    rows = "01/01/2026;Durand;F1;120 TTC;120;\n02/01/2026;Durand;F2;0;60;\n03/01/2026;Durand;F3;50;60;\n"
    (tmp_path / "ventes.csv").write_text(BOTH + rows, encoding="utf-8")
    out = tmp_path / "r.xlsx"
    assert main(["customers", str(tmp_path / "ventes.csv"), "-o", str(out), "--lang", language]) == 0
    assert {"fr": "écartées : 2", "en": "left aside: 2"}[language] in capsys.readouterr().out
    listed = (tmp_path / "r lignes_ecartees.csv").read_text(encoding="utf-8-sig")
    assert all(words in listed for words in said)
    assert len(customers(analysed(tmp_path, BOTH + rows))) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "laissées de côté : HT nul ou de signe contraire au TTC (2), sans date (1) ; corrigez"),
        ("en", "left aside: net amount 0, or of the sign opposite to gross (2), no date (1); correct"),
    ],
)
def test_why_no_line_counts_is_told(tmp_path, capsys, monkeypatch, language, said):
    monkeypatch.setattr(messages, "message_language", lambda: language)
    rows = "01/01/2026;Durand;F1;5;-6;\n02/01/2026;Durand;F2;0;60;\n;Durand;F3;50;60;\n"
    (tmp_path / "ventes.csv").write_text(BOTH + rows, encoding="utf-8")
    assert main(["customers", str(tmp_path / "ventes.csv"), "-o", str(tmp_path / "r.xlsx"), "--lang", language]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (("100;120", "50;60"), None),
        (("100;120", "60;50", "-12;-10", "7;", ";7", "5;0"), {"count": 2, "row": 3}),
        (("100;100", "0;0"), None),
    ],
)
def test_a_net_amount_above_the_gross_one_is_told(tmp_path, amounts, told):
    """Swapped columns, or a wrong amount: they count as they are."""
    rows = "".join(f"15/01/2026;Durand;{pair}\n" for pair in amounts)
    found = analysed(tmp_path, f"Date;Client;Montant HT;Montant TTC\n{rows}")
    notes = [dict(note.values) for note in found.sales.notes if note.key == "customers.net_above_gross"]
    assert notes == ([] if told is None else [told | {"net": "Montant HT", "gross": "Montant TTC"}])
