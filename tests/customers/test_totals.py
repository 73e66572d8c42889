"""Totals among the lines of sales that have a day: they are no sales, and are known by what they add up to."""

from __future__ import annotations

import pytest

from tests.customers.reading import analysed, aside, notes
from tests.customers.test_money import money

HEADER = "Date;Client;Statut;Montant HT\n"
SALES = ["05/01/2026;Durand;;100", "06/01/2026;Petit;;50,50"]


def told(analysis):
    return [dict(note.values) for note in analysis.sales.notes if note.key == "customers.totals_by_name"]


@pytest.mark.parametrize("name", ["TOTAL JANVIER", "Total Durand", "Sous-total", ""])
def test_a_line_that_adds_up_those_above_is_a_total(tmp_path, name):
    """Since the last total, or in all: 150.50, 7 alone in February where it says so, 157.50."""
    rows = [*SALES, f"31/01/2026;{name};;150,50", "05/02/2026;Roux;;7", "28/02/2026;Total février;;7"]
    found = analysed(tmp_path, HEADER + "\n".join([*rows, f"31/12/2026;{name};;157,50"]))
    assert money(found) == {"Durand": 100.0, "Petit": 50.5, "Roux": 7.0}
    assert (aside(found), told(found)) == (dict.fromkeys((4, 6, 7), "TOTAL"), [])
    assert ("totals_unnamed" in notes(found)) is (name == "")


def test_the_remedy_of_a_total_that_is_none_works(tmp_path):
    rows = [*SALES, "06/01/2026;Comptoir;;150,50", "07/01/2026;Roux;;7"]
    found = analysed(tmp_path, HEADER + "\n".join(rows))
    assert (found.anonymous_cents, aside(found)) == (15_050, {})


def test_what_a_total_holds_may_not_count(tmp_path):
    rows = ["05/01/2026;Durand;;100", "06/01/2026;Durand;Annulée;50", "31/01/2026;Total janvier;;150"]
    found = analysed(tmp_path, HEADER + "\n".join(rows))
    assert (money(found), aside(found)) == ({"Durand": 100.0}, {3: "SET_ASIDE", 4: "TOTAL"})


def test_a_customer_who_is_called_so_is_one_and_is_told(tmp_path):
    """One sale of as much as the one above is no sum; nor are the sales of a till to nobody."""
    rows = ["05/01/2026;Durand;;100", "06/01/2026;Total Béton;;100", "07/01/2026;Total mars;;3"]
    found = analysed(tmp_path, HEADER + "\n".join(rows))
    assert money(found) == {"Durand": 100.0, "Total Béton": 100.0, "Total mars": 3.0}
    assert told(found) == [{"count": 2, "row": 3}]
    rows = [*SALES, "07/01/2026;;;5", "07/01/2026;;;7", "07/01/2026;;;162,50", "07/01/2026;;;1"]
    found = analysed(tmp_path, HEADER + "\n".join(rows))
    assert (found.anonymous_cents, aside(found)) == (17_550, {})


def test_a_sale_to_nobody_that_has_a_number_is_no_total(tmp_path):
    header = "Date;Client;Facture;Montant HT\n"
    rows = ["05/01/2026;Durand;F1;100", "06/01/2026;Petit;F2;50", "07/01/2026;;F3;150"]
    found = analysed(tmp_path, header + "\n".join(rows))
    assert (found.anonymous_cents, aside(found)) == (15_000, {})


@pytest.mark.parametrize(
    "total", ["Total PETIT;", "Sous-total client Petit;", "Petit;Total client", "PETIT;Sous-total"]
)
def test_the_total_of_one_customer_stands_below_them(tmp_path, total):
    """Of one sale where it names the customer; of several, whatever says that it is a total."""
    rows = ["05/01/2026;Durand;Vente;100", "06/01/2026;Petit;Vente;30", "07/01/2026;PETIT;Vente;7"]
    more = ["08/01/2026;Roux;Vente;5", "08/01/2026;Total Roux;;5", "31/01/2026;Total général;;142"]
    text = "Date;Client;Libellé;Montant HT\n" + "\n".join([rows[0], "05/01/2026;Total Durand;;100", *rows[1:]])
    found = analysed(tmp_path, "\n".join([text, f"07/01/2026;{total};37", *more]))
    assert money(found) == {"Durand": 100.0, "PETIT": 37.0, "Roux": 5.0}
    assert (aside(found), told(found)) == (dict.fromkeys((3, 6, 8, 9), "TOTAL"), [])
