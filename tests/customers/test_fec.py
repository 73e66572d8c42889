"""Files of bookkeeping entries: made for these tests, their answers worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.customers.reading import Customer, analysed, analysed_files, aside, customers, refused

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
