"""What stands once and holds for several lines: merged cells, a customer written above the lines of theirs."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.customers.reading import analysed, aside, notes
from tests.customers.test_money import money
from xl_grc.cli import main

GROUPS = (
    "Client;N° facture;Date;Montant HT\nDURAND;;;\n;F1;05/01/2026;100\n;F2;06/01/2026;50\nSous-total DURAND;;;150\n"
    "PETIT;F3;07/01/2026;30\n-;F4;08/01/2026;3\nSous-total PETIT;;;33\n;F5;09/01/2026;5\n;;;188\n"
)


def merged(rows, *ranges):
    """The bytes of a workbook of one sheet with merged cells."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place in ranges:
        book.active.merge_cells(place)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_merged_cell_holds_for_each_line_that_it_covers(tmp_path):
    """The customer, the day, the number of an invoice; not its amount, which is told once; no blank row is a line."""
    day = date(2026, 1, 5)
    rows = [["Client", "Date", "Facture", "Montant HT"], ["Durand", day, "F1", 100], [None, None, None, None]]
    rows += [[], [None, date(2026, 1, 6), "F2", 50], ["Petit", date(2026, 1, 7), "F3", 30]]
    found = analysed(tmp_path, merged(rows, "A2:A5", "B2:B3", "C2:C3", "D2:D3"), "ventes.xlsx")
    assert (money(found), found.anonymous_cents, aside(found)) == ({"Durand": 150.0, "Petit": 30.0}, 0, {})
    assert found.purchases.frequency.tolist() == [2, 1]


def test_an_amount_merged_over_two_customers_is_not_that_of_the_second(tmp_path):
    rows = [["Client", "Date", "Montant HT"], ["Durand", date(2026, 1, 5), 100], ["Petit", date(2026, 1, 5), None]]
    found = analysed(tmp_path, merged(rows, "C2:C3"), "ventes.xlsx")
    assert (money(found), aside(found)) == ({"Durand": 100.0}, {3: "NO_AMOUNT"})


def test_lines_that_name_nobody_are_told(tmp_path):
    """100, 50 and 5 without a customer; 3 too, as a stroke is none."""
    found = analysed(tmp_path, GROUPS)
    told = [dict(note.values) for note in found.sales.notes if note.key == "customers.without_customer"]
    assert (told, money(found)) == ([{"count": 4, "amount": (158.0,)}], {"PETIT": 30.0})


def test_a_customer_above_holds_for_the_lines_below_where_it_is_asked(tmp_path):
    """Neither for a line below a total nor for one that names nobody; a total without a name has no day."""
    found = analysed(tmp_path, GROUPS, fill_down=True)
    assert (money(found), found.anonymous_cents) == ({"DURAND": 150.0, "PETIT": 30.0}, 800)
    assert aside(found) == {2: "NO_DATE", 5: "TOTAL", 8: "TOTAL", 10: "NO_DATE"}
    assert "without_customer" not in notes(found)


@pytest.mark.parametrize("option", [[], ["--fill-down"]])
def test_the_remedy_can_be_typed(tmp_path, capsys, option):
    (tmp_path / "ventes.csv").write_text(GROUPS, encoding="utf-8")
    assert (
        main(["customers", str(tmp_path / "ventes.csv"), "-o", str(tmp_path / "r.xlsx"), "--lang", "fr", *option]) == 0
    )
    told = capsys.readouterr()
    assert ("--fill-down" in told.err, "Clients : 2" in told.out) == (not option, bool(option))
