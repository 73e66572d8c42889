"""Exports of accounting, shop and till programs: made for these tests, their answers worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.customers.reading import Customer, analysed, analysed_files, aside, customers, notes, refused

FEC_HEADER = (
    "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
    "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
)


def entry(journal, number, day, lines, piece="", piece_day="", label="Vente"):
    """The lines of an entry: (account, its name, auxiliary account, its name, debit, credit), each with its piece."""
    rows = []
    for account, name, auxiliary, auxiliary_name, debit, credit, *own in lines:
        own_piece, own_day = own or (piece, piece_day)
        rows.append(
            f"{journal}|Journal|{number}|{day}|{account}|{name}|{auxiliary}|{auxiliary_name}|{own_piece}|{own_day}|"
            f"{label}|{debit}|{credit}|||20250131||"
        )
    return rows


def sale(number, day, customer, name, gross, net, vat, piece):
    """An ordinary invoice."""
    return entry(
        "VE",
        number,
        day,
        [
            ("411000", "Clients", customer, name, gross, "0,00"),
            ("706000", "Prestations", "", "", "0,00", net),
            ("445710", "TVA", "", "", "0,00", vat),
        ],
        piece,
        day,
    )


def test_a_file_of_entries(tmp_path):
    """Sales, a rebate, a credit note, wages and a bank entry; two customers in one entry."""
    rows = [
        FEC_HEADER,
        *sale("1", "20250110", "CDUR", "DURAND", "120,00", "100,00", "20,00", "FA1"),
        # A rebate of the same customer: on an account 709, debited.
        *entry(
            "VE",
            "2",
            "20250215",
            [
                ("411000", "Clients", "CDUR", "DURAND", "0,00", "12,00"),
                ("709600", "Rabais", "", "", "10,00", "0,00"),
                ("445710", "TVA", "", "", "2,00", "0,00"),
            ],
            "AV1",
            "20250215",
        ),
        *entry(
            "PA",
            "3",
            "20250131",
            [
                ("641000", "Salaires", "", "", "2500,00", "0,00"),
                ("421000", "Personnel", "S1", "PETIT Anne", "0,00", "2500,00"),
            ],
            "PAIE",
            "20250131",
        ),
        *entry(
            "BQ",
            "4",
            "20250220",
            [("512000", "Banque", "", "", "120,00", "0,00"), ("411000", "Clients", "CDUR", "DURAND", "0,00", "120,00")],
            "VIR",
            "20250220",
        ),
        # An entry of the month: three pieces, two customers, one line of sales; split by what each piece is owed.
        *entry(
            "VE",
            "5",
            "20250331",
            [
                ("411000", "Clients", "CDUR", "DURAND", "240,00", "0,00", "FA2", "20250305"),
                ("411000", "Clients", "CMAR", "MARTIN", "120,00", "0,00", "FA3", "20250312"),
                ("411000", "Clients", "CMAR", "MARTIN", "60,00", "0,00", "FA4", "20250320"),
                ("706000", "Prestations", "", "", "0,00", "350,00"),
                ("445710", "TVA", "", "", "0,00", "70,00"),
            ],
            "MOIS",
            "20250331",
        ),
        # Two customers on one piece: nobody can tell whose the sale is.
        *entry(
            "VE",
            "6",
            "20250402",
            [
                ("411000", "Clients", "CDUR", "DURAND", "12,00", "0,00"),
                ("411000", "Clients", "CMAR", "MARTIN", "12,00", "0,00"),
                ("706000", "Prestations", "", "", "0,00", "20,00"),
            ],
            "FA5",
            "20250402",
        ),
        # A sale at the counter, paid in cash.
        *entry(
            "CA",
            "7",
            "20250403",
            [("530000", "Caisse", "", "", "36,00", "0,00"), ("707000", "Ventes", "", "", "0,00", "30,00")],
            "TK1",
            "20250403",
        ),
        # A deposit on an account 4191 is no sale; its label holds the separator.
        *entry(
            "VE",
            "8",
            "20250404",
            [("411000", "Clients", "CMAR", "MARTIN", "60,00", "0,00"), ("419100", "Acomptes", "", "", "0,00", "60,00")],
            "AC1",
            "20250404",
            "Acompte | devis 12",
        ),
    ]
    found = analysed(tmp_path, "\r\n".join(rows), name="123456789FEC20251231.txt", encoding="cp1252")
    assert customers(found) == {
        "CDUR": Customer(2, 100.0 - 10.0 + 200.0, date(2025, 3, 5)),
        "CMAR": Customer(2, 100.0 + 50.0, date(2025, 3, 20)),
    }
    assert found.anonymous_cents == 3_000
    assert aside(found) == {19: "SEVERAL_CUSTOMERS"}
    others = [note for note in found.sales.notes if note.key == "customers.fec_other_entries"]
    assert [dict(note.values)["count"] for note in others] == [3]


def test_customers_by_account_and_sides_instead_of_debit_and_credit(tmp_path):
    header = "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tPieceRef\tEcritureLib\tMontant\tSens"
    rows = [
        "VE\t1\t20250110\t411DURAND\tDurand SARL\tF1\tVente\t120,00\tD",
        "VE\t1\t20250110\t70600000\tVentes\tF1\tVente\t100,00\tC",
        "VE\t2\t20250111\t411MARTIN\tMartin\tF2\tVente\t60,00\tD",
        "VE\t2\t20250111\t70600000\tVentes\tF2\tVente\t50,00\tC",
    ]
    text = "\n".join([header, *rows])
    expected = {"411DURAND": Customer(1, 100.0, date(2025, 1, 10)), "411MARTIN": Customer(1, 50.0, date(2025, 1, 11))}
    assert customers(analysed(tmp_path, text, name="fec.txt")) == expected
    signs = text.replace("\tD\n", "\t+1\n").replace("\tC\n", "\t-1\n").replace("100,00\tC", "100,00\t-1")
    assert customers(analysed(tmp_path, signs.removesuffix("C") + "-1", name="fec.txt")) == expected


def test_two_years_of_entries(tmp_path):
    files = {}
    for year in (2024, 2025):
        rows = [FEC_HEADER, *sale("1", f"{year}0110", "CDUR", "DURAND", "120,00", "100,00", "20,00", f"FA{year}")]
        files[f"123456789FEC{year}1231.txt"] = "\r\n".join(rows)
    assert customers(analysed_files(tmp_path, files))["CDUR"] == Customer(2, 200.0, date(2025, 1, 10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso8859-15"])
def test_entries_in_any_encoding_of_the_law(tmp_path, encoding):
    name = "Sœurs Œhler & Cie, 5 € l'été"
    rows = [FEC_HEADER, *sale("1", "20250110", "CŒU", name, "120,00", "100,00", "20,00", "FA1")]
    found = analysed(tmp_path, "\r\n".join(rows), encoding=encoding)
    assert (found.sales.people.codes, found.sales.people.names) == (["CŒU"], [name])


def test_one_account_for_all_customers_is_refused(tmp_path):
    rows = [FEC_HEADER, *sale("1", "20250110", "", "", "120,00", "100,00", "20,00", "FA1")]
    assert refused(tmp_path, "\r\n".join(rows)) == ["fec_one_account"]


def test_the_book_of_receipts(tmp_path):
    text = (
        "Livre des recettes 2025\n\n"
        "Date d'encaissement;Facture;Client;Nature;Montant HT;Montant TTC;Moyen de paiement\n"
        "15/01/2025;F1;Durand;Cours;100,00;100,00;Virement\n"
        "20/02/2025;F2;Martin;Stage;50,00;50,00;Chèque\n"
        "28/03/2025;F3;Durand;Stage;80,00;80,00;Espèces\n"
        "TOTAL;;;;230,00;230,00;\n"
    )
    found = analysed(tmp_path, text)
    assert customers(found) == {
        "Durand": Customer(2, 180.0, date(2025, 3, 28)),
        "Martin": Customer(1, 50.0, date(2025, 2, 20)),
    }
    assert (found.cross_buyers, aside(found)) == (1, {7: "TOTAL"})


def test_odoo(tmp_path):
    """Signed amounts, a credit note, a group row, the customer on the first line of an invoice only."""
    text = (
        "Invoice Partner Display Name,Number,Invoice/Bill Date,Untaxed Amount Signed,Total Signed,Status,"
        "Invoice lines/Product\n"
        "Durand (3),,,250.00,300.00,,\n"
        "Durand,INV/2025/001,2025-01-15,200.00,240.00,Posted,Pain\n"
        ",,,,,,Vin\n"
        "Durand,RINV/2025/001,2025-01-20,-200.00,-240.00,Posted,Pain\n"
        "Durand,INV/2025/002,2025-02-25,250.00,300.00,Posted,Vin\n"
        "Martin,INV/2025/003,2025-02-26,10.00,12.00,Draft,Vin\n"
    )
    found = analysed(tmp_path, text)
    assert customers(found) == {"Durand": Customer(1, 250.0, date(2025, 2, 25))}
    assert aside(found) == {2: "TOTAL", 7: "SET_ASIDE"}


def test_odoo_with_the_amount_of_each_line(tmp_path):
    text = (
        "Numéro,Nom d'affichage du partenaire de la facture,Date de facturation,Lignes de facture/Sous-total\n"
        "F1,Durand,2025-01-15,100\n,,,20\n,,,3\nF2,Martin,2025-01-16,50\n,,,5\n"
    )
    assert customers(analysed(tmp_path, text)) == {
        "Durand": Customer(1, 123.0, date(2025, 1, 15)),
        "Martin": Customer(1, 55.0, date(2025, 1, 16)),
    }


def test_dolibarr(tmp_path):
    """The total of the invoice on each of its lines, or once for each payment."""
    header = (
        "Id facture;Réf. facture;Raison sociale;Date facturation;Total HT;Total TTC;État de la facture;"
        "Montant règlement\n"
    )
    lines = "1;FA1;Durand;2025-01-15;200,00;240,00;Payée;100\n1;FA1;Durand;2025-01-15;200,00;240,00;Payée;140\n"
    found = analysed(tmp_path, header + lines + "2;FA2;Durand;2025-02-15;30,00;36,00;Brouillon;\n")
    assert customers(found) == {"Durand": Customer(1, 200.0, date(2025, 1, 15))}
    assert aside(found) == {4: "SET_ASIDE"}


def test_shopify(tmp_path):
    """Order columns on the first row only; a cancelled order; a partial refund."""
    text = (
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem name,"
        "Billing Name,Cancelled at,Refunded Amount,Accepts Marketing\n"
        "#1001,anne@exemple.fr,paid,2025-05-01 10:00:00 +0200,EUR,50.00,10.00,10.00,60.00,2025-05-01 10:00:00 +0200,"
        "Savon,Anne Durand,,0.00,yes\n"
        "#1001,anne@exemple.fr,,,,,,,,,Huile,,,,\n"
        "#1002,paul@exemple.fr,paid,2025-05-02 23:30:00 +0200,EUR,40.00,0.00,6.67,40.00,2025-05-02 23:30:00 +0200,"
        "Savon,Paul Martin,2025-05-03 09:00:00 +0200,40.00,no\n"
        "#1003,anne@exemple.fr,partially_refunded,2025-05-30 08:00:00 +0200,EUR,60.00,0.00,10.00,60.00,"
        "2025-05-30 08:00:00 +0200,Savon,Anne DURAND,,15.00,yes\n"
    )
    found = analysed(tmp_path, text)
    assert customers(found) == {"anne@exemple.fr": Customer(2, 95.0, date(2025, 5, 30))}
    assert aside(found) == {4: "SET_ASIDE"}
    assert found.sales.people.contacts["consent"][0] == "yes"
    assert found.sales.currency == "EUR"


def test_woocommerce(tmp_path):
    """Formatted amounts, names only."""
    text = (
        'Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type","Product(s)","Items sold"\n'
        '"2025-05-01 10:12:00",12,"1 234,50 €",completed,"Anne Durand",new,"2× Savon",2\n'
        '"2025-05-31 10:12:00",13,"12,00 €",failed,"Anne Durand",returning,"1× Savon",1\n'
    )
    found = analysed(tmp_path, text)
    assert customers(found) == {"Anne Durand": Customer(1, 1_234.5, date(2025, 5, 1))}
    assert ("gross_only" in notes(found), aside(found)) == (True, {3: "SET_ASIDE"})


def test_prestashop(tmp_path):
    """Shortened names are told; an order taken back keeps its amount and changes its state."""
    text = (
        "ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date\n"
        "1;ABCD;1;France;J. DURAND;120,00 €;CB;Paiement accepté;2025-05-01 10:00:00\n"
        "2;EFGH;0;France;J. DURAND;60,00 €;CB;Remboursé;2025-05-20 10:00:00\n"
        "3;IJKL;0;France;J. DURAND;30,00 €;CB;Erreur de paiement;2025-05-21 10:00:00\n"
    )
    found = analysed(tmp_path, text)
    assert customers(found) == {"J. DURAND": Customer(1, 120.0, date(2025, 5, 1))}
    assert "export_merges" in notes(found)
    assert aside(found) == {4: "SET_ASIDE"}


def test_stripe(tmp_path):
    """A failed payment; a partial refund whose state stays "Paid"; days in universal time."""
    text = (
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email\n"
        "ch_1,2025-05-01 10:00,120.00,0.00,eur,Paid,cus_A,anne@exemple.fr\n"
        "ch_2,2025-05-20 11:00,60.00,0.00,eur,Failed,cus_A,anne@exemple.fr\n"
        "ch_3,2025-05-21 11:00,60.00,20.00,eur,Paid,cus_A,anne@exemple.fr\n"
    )
    found = analysed(tmp_path, text)
    assert customers(found) == {"cus_A": Customer(2, 160.0, date(2025, 5, 21))}
    assert {"export_utc", "gross_only"} <= notes(found)
    assert aside(found) == {3: "SET_ASIDE"}


def test_a_till(tmp_path):
    text = "Date;N° ticket;Montant TTC;Moyen de paiement\n15/05/2025;1;12,00;CB\n"
    assert refused(tmp_path, text) == ["no_customer_column"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Code tiers;Raison sociale;Date pièce;N° pièce;Montant HT", "Sage"),
        ("Compte client;Nom;Date de facture;Numéro de facture;Total HT", "EBP"),
        ("N° client;Société;Date d'émission;Réf. facture;CA HT (€)", "Axonaut"),
        ("Customer ID;Company;Invoice date;Invoice number;Net amount", "English"),
    ],
)
def test_headers_of_other_programs(tmp_path, header, name):
    found = analysed(tmp_path, f"{header}\nC1;Durand;15/05/2025;F1;100\n")
    assert customers(found) == {"C1": Customer(1, 100.0, date(2025, 5, 15))}
    assert found.sales.people.names == ["Durand"]
