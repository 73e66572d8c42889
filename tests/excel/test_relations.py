"""The buttons for customers on a live spreadsheet: LibreOffice through an engine of xlwings."""

from __future__ import annotations

import math
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.customers.sales import some_sales
from tests.excel.live_plans import FRENCH, state
from tests.hosts.counting import Calls
from tests.hosts.xlwings_libreoffice import open_book
from tests.workbook.changing import written
from xl_grc.cli import main
from xl_grc.customers import limit
from xl_grc.excel import ribbon
from xl_grc.excel.open_plan import saved_copy
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Action, Event, Plan
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.values import stored, to_serial
from xl_grc.workbook.expected import saved
from xl_grc.workbook.expected.own_workbook import own_workbook
from xl_grc.workbook.returned.cells import read_cells

MOST = 150
"""The calls of an import of actions: those of an analysis are no more."""
FIRST, LATER = date(2025, 6, 30), date(2026, 5, 21)


def export(folder, customers, day, seed=3):
    """The export of some sales up to a day."""
    header, *lines = some_sales(customers, seed).splitlines()
    path = folder / f"ventes {day} {customers}.csv"
    kept = [one for one in lines if date(*map(int, reversed(one.split(";")[1].split("/")))) <= day]
    path.write_text("\n".join([header, *kept]), encoding="utf-8")
    return path


@pytest.fixture
def relations_of(office, tmp_path):
    """Opens the workbook of so many customers; every one is closed after the test."""
    books = []

    def open_relations(customers):
        path = tmp_path / f"relations {customers}.xlsx"
        typed = ["--as-of", FIRST.isoformat(), "--lang", "fr", "--margin", "40%", "--cost-per-contact", "1,50"]
        assert main(["customers", str(export(tmp_path, customers, FIRST)), "-o", str(path), *typed]) == 0
        books.append(open_book(office, path))
        return books[-1]

    yield open_relations
    for book in books:
        book.close()


def cells_of(book):
    return read_cells(RELATIONS, Book(saved_copy(book), book.name), formulas=True)


def put(book, table, key, row, value):
    """Type a cell of a table."""
    found = cells_of(book).tables[table]
    place = (found.place.top + row, found.place.left + found.placed.columns[key])
    book.sheets[found.sheet.title].range(place).value = value


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return (one or "") == (other or "")


def assert_calculated(book):
    """What the spreadsheet calculates is what the workbook must hold."""
    book.impl.call("recalculate")
    own = own_workbook(Book(saved_copy(book), book.name))
    expected = own.expected(LATER)
    for name, table in RELATIONS.tables.items():
        for column in table:
            if column.computed is not None:
                key = f"{name}.{column.key}"
                pairs = zip(map(stored, own.cells.columns[key]), expected.columns[key], strict=True)
                assert all(same(shown, wanted) for shown, wanted in pairs), key


def test_an_export_comes_into_the_open_workbook(relations_of, tmp_path):
    book = relations_of(40)
    put(book, "Customers", "owner", 2, "Anne")
    put(book, "Perception", "own_note", 0, 9)
    codes = cells_of(book).columns["Customers.code"]
    told = ribbon.run(book, "analyse", FRENCH, str(export(tmp_path, 40, LATER)))
    assert "clients retrouvés" in told
    cells = cells_of(book)
    assert cells.columns["Customers.code"][: len(codes) - 10] == codes[:-10]
    assert cells.columns["Customers.owner"][2] == "Anne"
    assert cells.columns["Perception.own_note"][0] == 9
    assert to_serial(cells.names["AsOf"]) >= to_serial(FIRST) + 200
    assert_calculated(book)
    written = sorted(path.name for path in tmp_path.glob("ventes 2026-05-21 40 *.csv"))
    assert written == ["ventes 2026-05-21 40 a_contacter.csv", "ventes 2026-05-21 40 propositions.csv"]
    assert ribbon.run(book, "check", FRENCH) == FRENCH["ribbon.checked_well"]


def test_more_customers_than_can_be_live_become_values_and_fewer_live_again(relations_of, tmp_path, monkeypatch):
    book, path = relations_of(30), str(export(tmp_path, 30, LATER))
    monkeypatch.setattr(saved, "_MANY", 20)
    computed = [f"Customers.{one.key}" for one in RELATIONS.tables["Customers"] if one.computed is not None]
    for most in (20, 5_000):
        monkeypatch.setattr(limit, "LIVE_UP_TO", most)
        ribbon.run(book, "analyse", FRENCH, path)
        cells = cells_of(book)
        held = {formula is not None for key in computed for formula in cells.formulas[key]}
        assert held == {most > 20}
        assert any(cells.columns["Customers.segment"])
        assert_calculated(book)
        assert ribbon.run(book, "check", FRENCH) == FRENCH["ribbon.checked_well"]


def test_segments_are_made_anew_and_what_is_typed_stays(relations_of):
    book = relations_of(40)
    before = state(book)
    told = ribbon.run(book, "segment", FRENCH)
    assert "Meilleurs clients perdus : " in told
    assert state(book) == before
    put(book, "Customers", "segment", 0, "écrasé")
    put(book, "Customers", "owner", 1, "Luc")
    code = {"code": "NEW", "name": "Nouveau", "last_purchase": to_serial(FIRST), "purchases": 1, "revenue": 50}
    bottom = len(cells_of(book).columns["Customers.code"])
    for key, value in code.items():
        put(book, "Customers", key, bottom, value)
    assert "lignes ajoutées" in ribbon.run(book, "segment", FRENCH)
    cells = cells_of(book)
    assert cells.columns["Customers.owner"][1] == "Luc"
    assert cells.columns["Customers.code"][bottom] == "NEW"
    assert cells.columns["Customers.segment"][bottom] == "Nouveaux"
    assert_calculated(book)


def tracking(action, *counts):
    """A plan whose log has so many contacts and buyers of an action, line by line."""
    events = tuple(Event(date(2026, 2, 3), 1, None, None, *map(float, one)) for one in counts)
    return Plan("Nous", date(2026, 1, 1), actions=(Action(1, action), Action(2, "Autre")), events=events)


def test_a_plan_open_beside_tells_the_response(relations_of, tmp_path):
    book = relations_of(40)
    assert FRENCH["ribbon.no_plan_tracking"] in ribbon.run(book, "segment", FRENCH)
    put(book, "Proposals", "response", 3, "Bien")
    beside = [
        book.app.books.open(str(written(tmp_path / f"{name}.xlsx", plan, language)))
        for name, plan, language in (
            ("plan", tracking("cross selling", (30, 2), (20, 0)), "en"),
            ("autre plan", tracking("Salon", (10, 1)), "fr"),
        )
    ]
    told = ribbon.run(book, "segment", FRENCH)
    assert FRENCH.say("ribbon.plan_tracking", file="plan.xlsx") in told
    said = "Suivi du plan : 4,00 % (2 acheteurs pour 50 contacts)"
    assert cells_of(book).columns["Proposals.response"] == [None, None, None, f"Bien. {said}"]
    before = state(book)
    ribbon.run(book, "segment", FRENCH)
    assert state(book) == before
    ribbon.run(book, "analyse", FRENCH, str(export(tmp_path, 40, LATER)))
    response = cells_of(book).columns["Proposals.response"][3]
    assert response.startswith("Bien. De ceux à contacter : ")
    assert response.endswith(f". {said}")
    other = written(tmp_path / "second.xlsx", tracking("Cross selling", (9, 9)), "fr")
    beside.append(book.app.books.open(str(other)))
    assert "plan.xlsx, second.xlsx" in ribbon.run(book, "segment", FRENCH)
    assert cells_of(book).columns["Proposals.response"][3] == response
    for one in beside:
        one.close()


def test_calls_do_not_grow_with_the_customers(relations_of, tmp_path):
    found = []
    for customers in (20, 80):
        book = relations_of(customers)
        counts = []
        for command, path in (("segment", ""), ("analyse", str(export(tmp_path, customers, LATER)))):
            calls = Calls(book)
            ribbon.run(calls.book, command, FRENCH, path)
            counts.append(calls.count)
        found.append(counts)
    assert max(map(max, found)) <= MOST, found
    assert all(later - first <= 20 for first, later in zip(*found, strict=True)), found


def test_without_such_a_workbook_a_new_one_is_made_and_opened(opened, tmp_path):
    book = opened(tracking("Cross selling", (8, 2)))
    path = export(tmp_path, 20, LATER)
    told = ribbon.run(book, "analyse", FRENCH, str(path))
    assert "Relation clients écrite" in told
    assert FRENCH.say("ribbon.plan_tracking", file="plan.xlsx") in told
    made = load_workbook(tmp_path / f"{path.stem} relations.xlsx")["Synthèse"]
    assert made["L16"].value == "Suivi du plan : 25,00 % (2 acheteurs pour 8 contacts)"
    again = ribbon.run(book, "analyse", FRENCH, str(path))
    assert FRENCH["ribbon.nothing_changed"] in again
    assert "Relation clients" in ribbon.run(book, "segment", FRENCH)


def test_a_file_without_sales_changes_nothing(relations_of, tmp_path):
    book = relations_of(20)
    before = state(book)
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert FRENCH["ribbon.nothing_changed"] in ribbon.run(book, "analyse", FRENCH, str(path))
    assert state(book) == before
