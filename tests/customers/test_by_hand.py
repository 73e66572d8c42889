"""The workbook without an export: twenty customers typed in give segments, proposals and a list to contact, live."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from tests.customers.typing import name_in, put
from tests.reading import named, table
from tests.recalculation import differences, errors
from xl_grc.cli import main
from xl_grc.text import messages
from xl_grc.workbook.expected.check import check

DAY = date(2026, 5, 21)


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setattr(messages, "message_language", lambda: "fr")


def twenty():
    """Twenty customers as somebody remembers them: last purchase so many days ago, purchases, money."""
    for number in range(20):
        ago, purchases = (10, 40, 120, 500, 800)[number % 5], 1 + number % 4
        last = DAY - timedelta(days=ago)
        first = last - timedelta(days=90 * (purchases - 1))
        yield {
            "code": f"C{number}",
            "name": f"Client {number}",
            "first_purchase": first,
            "last_purchase": last,
            "purchases": purchases,
            "revenue": 100 * (number + 1),
        }


@pytest.fixture
def typed(tmp_path):
    """The workbook with twenty customers typed in, and what pays."""
    path = tmp_path / "relations.xlsx"
    assert main(["customers", "-o", str(path), "--lang", "fr", "--as-of", DAY.isoformat()]) == 0
    assert main(["check", str(path)]) == 0
    book = load_workbook(path)
    for row, values in enumerate(twenty()):
        put(book, "Customers", row, values)
    name_in(book, "MarginRate", 0.5)
    name_in(book, "ContactCost", 2)
    book.save(path)
    return path


def test_twenty_customers_typed_by_hand(typed, tmp_path, office):
    told = {one.key for one in check(typed.read_bytes(), typed.name, DAY)}
    assert told == {"not_calculated"}  # there were rows for all of them, with their formulas
    assert main(["regenerate", str(typed), "--as-of", DAY.isoformat()]) == 0
    assert not named(typed, "Undrawn_1")
    assert errors(typed) == []
    assert differences(office, typed, tmp_path) == []
    rows = [row for row in table(typed, "Customers") if row["Code"]]
    assert len(rows) == 20
    lapsed = {row["Code"] for row in rows if "perdus" in row["Segment"] or row["Segment"] == "Venus une seule fois"}
    assert lapsed == {one["code"] for one in twenty() if (DAY - one["last_purchase"]).days > 365}
    assert {row["À contacter"] for row in rows} >= {"Reconquête", "Fidélisation", "Cross selling", ""}
    for row in (one for one in table(typed, "Proposals") if one["Contacts"]):
        theirs = [one for one in rows if one["À contacter"] == row["Groupe"]]
        basket = sum(one["CA HT"] for one in theirs) / sum(one["Achats"] for one in theirs)
        assert row["Contacts"] == len(theirs)
        assert row["Conversion au seuil"] == pytest.approx(2 * len(theirs) / (len(theirs) * basket * 0.5))
        assert row["Ce qui la rend rentable"].startswith("Se rembourse à partir de ")
    listed = [row["Client"] for row in table(typed, "First") if row["Client"]]
    best = sorted((one for one in rows if one["À contacter"]), key=lambda one: -one["CA HT"])
    assert listed == [one["Nom"] for one in best[:10]]
