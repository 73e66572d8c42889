"""What the types and states of lines say: credit notes in few letters, refunds, words that nobody knows."""

from __future__ import annotations

from datetime import date

import pandas
import pytest

from tests.customers.reading import Customer, analysed, aside, customers, notes
from xl_grc.customers import analyse

HEADER = "Facture;Date;Client;Montant HT;{}\n"
SALE = "F1;15/01/2026;Durand;100;{}\n"


def told(analysis, key):
    """The values of a note."""
    return next(dict(note.values) for note in analysis.sales.notes if note.key == f"customers.{key}")


@pytest.mark.parametrize(
    "kind",
    [
        *("AV", "av.", "AVO", "Avoir", "Retour", "Retour client", "NC", "CN", "Crédit", "Credit note", "Return"),
        *("Refund", "Remboursement", "Note de crédit", "381"),
    ],
)
def test_a_credit_note_is_known_by_its_usual_words(tmp_path, kind):
    text = HEADER.format("Type") + SALE.format("FA") + f"A1;16/01/2026;Durand;40;{kind}\n"
    found = analysed(tmp_path, text)
    assert customers(found) == {"Durand": Customer(1, 60.0, date(2026, 1, 15))}
    assert "kinds_unknown" not in notes(found)


def test_a_type_may_be_a_number(tmp_path):
    """As French e-invoices have it: 380 is an invoice, 381 a credit note."""
    frame = pandas.DataFrame(
        {
            "Facture": ["F1", "A1"],
            "Date": [date(2026, 1, 15), date(2026, 1, 16)],
            "Client": ["Durand", "Durand"],
            "Montant HT": [100, 40],
            "Type": [380, 381],
        }
    )
    found = analyse(frame)
    assert customers(found) == {"Durand": Customer(1, 60.0, date(2026, 1, 15))}
    assert "kinds_unknown" not in notes(found)


@pytest.mark.parametrize("kind", ["Facture", "FA", "Vente", "Carte de crédit", "Vente à crédit", "Invoice", "380", ""])
def test_a_sale_is_one(tmp_path, kind):
    found = analysed(tmp_path, HEADER.format("Type") + SALE.format(kind))
    assert (customers(found)["Durand"].money, "kinds_unknown" in notes(found)) == (100.0, False)


def test_types_and_states_that_nobody_knows_are_told_with_their_lines(tmp_path):
    rows = SALE.format("ZZ") + SALE.format("Facture") + SALE.format("zz top") + SALE.format("ZZ") + SALE.format("Devis")
    for header, key in (("Type", "kinds_unknown"), ("Statut", "states_unknown")):
        found = analysed(
            tmp_path, HEADER.format(header) + rows.replace("Facture", "Vente" if header == "Type" else "Payée")
        )
        assert told(found, key) == {"names": ("ZZ (2)", "zz top (1)")}
        assert customers(found)["Durand"].money == 400.0


@pytest.mark.parametrize("state", ["refunded", "wc-refunded", "Fully refunded", "Remboursée"])
def test_a_sale_that_was_paid_back_is_no_revenue(tmp_path, state):
    text = HEADER.format("Statut") + SALE.format("Payée") + f"F2;16/01/2026;Durand;900;{state}\n"
    found = analysed(tmp_path, text)
    assert customers(found) == {"Durand": Customer(1, 100.0, date(2026, 1, 15))}
    assert (aside(found), found.sales.aside.amounts()) == ({3: "REFUNDED"}, [900.0])


def test_a_sale_that_its_credit_note_took_back_is_taken_back_once(tmp_path):
    """The credit note of another customer, of the same amount, takes nothing back."""
    rows = "F2;16/01/2026;Durand;60;Remboursée\nF2;16/01/2026;Durand;30;Remboursée\nA2;18/01/2026;Durand;-90;Payée\n"
    other = "F3;16/01/2026;Petit;90;Remboursée\nF4;17/01/2026;Petit;5;Payée\n"
    found = analysed(tmp_path, HEADER.format("Statut") + SALE.format("Payée") + rows + other)
    assert {code: (one.purchases, one.money) for code, one in customers(found).items()} == {
        "Durand": (1, 100.0),
        "Petit": (1, 5.0),
    }
    assert aside(found) == {6: "REFUNDED"}


def test_a_cancelled_sale_and_its_credit_note_count_both_or_neither(tmp_path):
    """100 cancelled by its credit note, whatever the spelling of the customer; 100 cancelled without one; a draft whose
    amount another credit note has by chance."""
    rows = [
        *("F1;15/01/2026;DURAND SARL;100;Annulée", "A1;16/01/2026;Durand;-100;Payée", "F2;17/01/2026;Durand;7;Payée"),
        *("F3;18/01/2026;Durand;100;Annulée", "F4;18/01/2026;Petit;30;Payée", "A4;19/01/2026;Petit;-30;Payée"),
        *("F5;18/01/2026;Petit;30;Brouillon", "F6;18/01/2026;Roux;50;Annulée par avoir"),
    ]
    found = analysed(tmp_path, HEADER.format("Statut") + "\n".join(rows))
    known = {code: (one.purchases, one.money) for code, one in customers(found).items()}
    assert known == {"Durand": (1, 7.0), "Petit": (0, 0.0)}
    assert aside(found) == dict.fromkeys((5, 8, 9), "SET_ASIDE")


def test_a_state_may_say_credit_note(tmp_path):
    rows = SALE.format("Payée") + "A1;16/01/2026;Durand;40;Avoir\nA2;16/01/2026;Durand;-10;Avoir\n"
    found = analysed(tmp_path, HEADER.format("Statut") + rows)
    assert (customers(found)["Durand"].money, notes(found)) == (50.0, set())


@pytest.mark.parametrize(
    ("numbers", "labels", "said"),
    [
        (("F1", "AV-7", "F2"), ("", "", ""), (1, 3)),
        (("1", "2", "3"), ("Vente", "Avoir sur 1", "Avoirs divers"), (2, 3)),
        (("AV1", "AV2", "AV3"), ("Avocat", "Avocat", "AVION 3"), None),
    ],
)
def test_what_is_called_a_credit_note_and_counts_as_a_sale_is_told(tmp_path, numbers, labels, said):
    rows = [f"{number};15/01/2026;Durand;100;{label}" for number, label in zip(numbers, labels, strict=True)]
    found = analysed(tmp_path, HEADER.format("Libellé") + "\n".join(rows))
    assert customers(found)["Durand"].money == 300.0
    if said is None:
        assert "credits_suspected" not in notes(found)
    else:
        assert told(found, "credits_suspected") == dict(zip(("count", "row"), said, strict=True))


def test_an_amount_paid_back_says_more_than_a_state(tmp_path):
    """With the amount it is taken off; paid back in part without an amount, the sale counts whole, and is told."""
    header = HEADER.format("Statut;Montant remboursé")
    rows = "F1;15/01/2026;Durand;100;Remboursée;100\nF2;16/01/2026;Durand;90;Remboursée;\nF3;17/01/2026;Durand;50;{}\n"
    found = analysed(tmp_path, header + rows.format("Partiellement remboursée;20"))
    assert (customers(found)["Durand"].money, aside(found)) == (30.0, {3: "REFUNDED"})
    assert "refunded_in_part" not in notes(found)
    found = analysed(tmp_path, header + rows.format("Partiellement remboursée;"))
    assert (customers(found)["Durand"].money, told(found, "refunded_in_part")) == (50.0, {"count": 1})


@pytest.mark.parametrize("state", ["Expired", "Expirée", "Perdue", "Devis perdu", "Lost", "Sans suite", "Voided"])
def test_what_became_no_sale_is_left_aside(tmp_path, state):
    found = analysed(tmp_path, HEADER.format("Statut") + SALE.format("Payée") + SALE.format(state))
    assert (customers(found)["Durand"].money, aside(found)) == (100.0, {3: "SET_ASIDE"})


def test_numbers_that_begin_anew_in_one_file_are_told(tmp_path):
    """One number is one document; two of them have lines a year apart, one has lines sixty days apart."""
    days = {1: ("15/01/2025", "15/01/2026"), 2: ("15/06/2025", "15/06/2026"), 3: ("01/01/2026", "02/03/2026")}
    rows = "".join(f"{number};{day};Durand;100;\n" for number, both in days.items() for day in both)
    found = analysed(tmp_path, HEADER.format("Remarque") + rows)
    assert told(found, "far_apart") == {"count": 2, "days": 60}
    assert customers(found)["Durand"].purchases == 3
    assert "far_apart" not in notes(analysed(tmp_path, HEADER.format("Remarque") + rows[-56:]))
