"""Customers with a code on some lines alone count apart, and that is told."""

from __future__ import annotations

import pytest

from tests.customers.reading import analysed_files

HEADER = "Code client;Client;Date;Montant HT\n"


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (("C1;Durand;10", ";DURAND SARL;20", ";Petit;5"), [1]),
        (("C1;Durand;10", "C2;Durand;20", "C3;Petit;5"), []),
        ((";Durand;10", ";DURAND SARL;20", ";Petit;5"), []),
        (("C1;Durand;10", ";Petit;20", ";Roux;5"), []),
    ],
)
def test_who_has_a_code_on_some_lines_alone_is_told(tmp_path, rows, count):
    lines = "".join(f"{who};{'15/01/2026'};{money}\n" for who, _, money in (row.rpartition(";") for row in rows))
    found = analysed_files(tmp_path, {"ventes.csv": HEADER + lines})
    told = [dict(note.values)["count"] for note in found.sales.notes if note.key == "customers.named_alike"]
    assert (told, int(found.purchases.money.sum())) == (count, 3_500)
