"""Days as programs export them."""

from __future__ import annotations

from datetime import date

from tests.customers.reading import Customer, analysed, aside, customers


def test_a_day_may_be_the_number_of_a_spreadsheet_and_is_told(tmp_path):
    """46023 is 1 January 2026, with its time or without; a smaller number, or an amount of days, is none."""
    rows = "46027;Durand;10\n46178,75;Petit;20\n05/01/2026;Roux;30\n12345;Roux;40\n460270;Roux;50\n"
    found = analysed(tmp_path, "Date;Client;Montant HT\n" + rows)
    assert customers(found) == {
        "Durand": Customer(1, 10.0, date(2026, 1, 5)),
        "Petit": Customer(1, 20.0, date(2026, 6, 5)),
        "Roux": Customer(1, 30.0, date(2026, 1, 5)),
    }
    assert aside(found) == {5: "BAD_DATE", 6: "BAD_DATE"}
    told = [dict(note.values) for note in found.sales.notes if note.key == "customers.days_numbered"]
    assert told == [{"count": 2, "number": 46027, "day": date(2026, 1, 5)}]
