"""Exports of accounting, shop and till programs: made for these tests, their answers worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.customers.reading import Customer, analysed, aside, customers, notes, refused


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


@pytest.mark.parametrize(
    ("orders", "vat", "net", "is_gross"),
    [
        (("120.00,6.00,21.00,126.00", "24.00,0.00,4.00,24.00", "0.00,6.00,1.00,6.00"), None, 144.0, True),
        (("120.00,6.00,21.00,126.00", "24.00,0.00,4.00,24.00", "0.00,6.00,1.00,6.00"), 0.2, 120.0, False),
        (("100.00,5.00,21.00,126.00", "20.00,0.00,4.00,24.00", "0.00,5.00,1.00,6.00"), None, 120.0, False),
    ],
)
def test_a_shop_whose_prices_hold_the_taxes(tmp_path, orders, vat, net, is_gross):
    """What is paid is the subtotal and the shipping, or the taxes too; an order of which only the shipping is paid is
    one of 0."""
    rows = [f"#{number},a@b.fr,paid,2026-01-05,{amounts}" for number, amounts in enumerate(orders)]
    header = "Name,Email,Financial Status,Paid at,Subtotal,Shipping,Taxes,Total\n"
    found = analysed(tmp_path, header + "\n".join(rows), vat=vat)
    assert (customers(found)["a@b.fr"][:2], aside(found)) == ((2, net), {})
    assert ("gross_only" in notes(found)) is is_gross


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
    assert aside(found) == {3: "REFUNDED", 4: "SET_ASIDE"}


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


@pytest.mark.parametrize(
    ("header", "money"), [("Gross,Fee,Net", 180.0), ("Brut,Commission,Net", 180.0), ("Total,Tva,Net", 176.0)]
)
def test_what_fees_leave_is_not_without_vat(tmp_path, header, money):
    """120 and 60 are paid, 117 and 59 left; without fees, a net amount is one without VAT."""
    rows = "2026-01-05,Durand,120.00,-3.00,117.00\n2026-01-06,Durand,60.00,-1.00,59.00\n"
    found = analysed(tmp_path, f"Date,Name,{header}\n{rows}")
    assert (customers(found)["Durand"].money, "gross_only" in notes(found)) == (money, money == 180.0)


def test_a_price_of_one_piece_is_no_amount(tmp_path):
    for price in ("PU HT", "Prix unitaire", "Unit price"):
        assert refused(tmp_path, f"Date;Client;{price};Qté\n15/01/2026;Durand;50;2\n", "fr") == ["price_of_what"]
    found = analysed(tmp_path, "Date;Client;PU HT;Qté;Total HT\n15/01/2026;Durand;50;2;100\n")
    assert customers(found)["Durand"].money == 100.0


@pytest.mark.parametrize(
    "name", ["Client caisse", "Particulier", "Client par défaut", "Vente internet", "No customer", "XXX"]
)
def test_who_stands_for_everybody_is_nobody(tmp_path, name):
    found = analysed(tmp_path, f"Date;Client;Montant HT\n15/01/2026;{name};50\n16/01/2026;Durand;7\n")
    assert (found.anonymous_cents, list(customers(found))) == (5_000, ["Durand"])


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
        ("Code client;Client;Date;Facture;Montant hors taxes signé", "tax in full words"),
        ("Customer no;Customer;Date;Invoice;Line total excl. VAT (GBP)", "tax in English"),
        ("N° client;Intitulé client;Date;Facture n°;Montant total HT", "Sage, words in another order"),
        ("N° tiers;Clt;Dt fact.;N° fact.;Mt H.T.", "cut short by hand"),
        ("Account number;ContactName;InvoiceDate;InvoiceNumber;LineAmount", "Xero"),
        ("Code (tiers);Nom (tiers);Date du document;Numéro du document;Total ligne HT", "EBP"),
    ],
)
def test_headers_of_other_programs(tmp_path, header, name):
    found = analysed(tmp_path, f"{header}\nC1;Durand;15/05/2025;F1;100\n")
    assert customers(found) == {"C1": Customer(1, 100.0, date(2025, 5, 15))}
    assert found.sales.people.names == ["Durand"]


@pytest.mark.parametrize(
    ("header", "orders", "known"),
    [
        ("Nom;Prénom", ("Durand;Anne", "Durand;Paul", "DURAND;ANNE"), {"DURAND ANNE": 2, "Durand Paul": 1}),
        ("Nom;Prénom", ("Durand;Anne", "Durand;", "Petit;"), {"Durand Anne": 1, "Durand": 1, "Petit": 1}),
        (
            "Company;First name;Last name",
            (";Anne;Roux", ";Paul;Roux", "ACME;Anne;Roux"),
            {"Roux Anne": 1, "Roux Paul": 1, "ACME": 1},
        ),
    ],
)
def test_people_of_one_name_are_told_apart_by_their_first_names(tmp_path, header, orders, known):
    """A company stands before whoever ordered for it; who has no first name is another one."""
    rows = "".join(f"{who};05/01/2026;F{number};10\n" for number, who in enumerate(orders))
    found = analysed(tmp_path, f"{header};Date;Facture;Montant HT\n{rows}")
    assert {name: one.purchases for name, one in customers(found).items()} == known
    assert "columns_unread" not in notes(found)
