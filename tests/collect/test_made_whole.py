"""Collecting counts a plan made whole: what its inputs give, whatever its saved cells show."""

import math
import random
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.plans import some_plan
from tests.proofs import rounds
from tests.workbook.changing import AS_OF, parts, typed, write_parts, written
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.collect.returned import FIELDS
from xl_grc.collect.summary import figures
from xl_grc.errors import InputError
from xl_grc.ooxml import usual_sheet
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.xml import column_letters
from xl_grc.plan.model import Action, CostLine, Event, Plan
from xl_grc.text import LANGUAGES, texts
from xl_grc.values import Cell
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.repair.regenerate import regenerate

TOTAL = re.compile(rb"<v>1600(?:\.0)?</v>")
"""The planned expenses of the small plan, where a cell shows them."""
AT = {name: place for place, name in enumerate(FIELDS)}


def tables_of(path: Path):
    """The tables of a workbook as openpyxl sees them: sheet, first row below the headers, columns by header, last."""
    return _tables_of(path.read_bytes())


@lru_cache(4)
def _tables_of(content: bytes):
    book = load_workbook(BytesIO(content), data_only=True)
    found = {}
    for sheet in book:
        for name, table in sheet.tables.items():
            cells = sheet[table]
            headers = {cell.value: cell.column for cell in cells[0]}
            found[name] = (sheet, cells[1][0].row, headers, cells[-1][0].row)
    return found


def a_small_plan() -> Plan:
    """Two actions, 1 000 and 2 x 300 planned; 70 spent on the first, 30 apart."""
    actions = (Action(1, "Salon", expenses=1000.0, revenue=5000.0), Action(2, "Mailing", revenue=800.0))
    events = (Event(AS_OF, 1, 70.0), Event(AS_OF, None, 30.0))
    return Plan("Durand", AS_OF.replace(month=1, day=1), actions, (), (CostLine(2, "Pub", 2.0, "", 300.0),), events)


def place(path: Path, table: str, header: str, row: int) -> tuple[str, int, int]:
    sheet, top, headers, _ = tables_of(path)[table]
    return sheet.title, top + row, headers[header]


def totals(path: Path) -> tuple[float | None, float | None, float | None, float | None]:
    found = figures([row for plan in collect([path], AS_OF).plans for row in plan.rows])
    return found.expenses, found.revenue, found.actual_expenses, found.margin


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typed_over_formula_changes_no_total_and_is_told(tmp_path, language):
    words = texts(language)
    path = written(tmp_path / "p.xlsx", a_small_plan(), language)
    before = totals(path)
    assert before[:3] == (1600.0, 5800.0, 100.0)
    spot = place(path, "Actions", words["columns.Actions.effective_expenses"], 0)
    typed(path, {spot: 1.0})
    assert totals(path) == before
    told = [(one.key, one.sheet, one.row, one.value) for one in collect([path], AS_OF).notes]
    assert told == [("formula_overwritten", spot[0], spot[1], "1")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_below_the_log_counts(tmp_path, language):
    words = texts(language)
    path = written(tmp_path / "p.xlsx", a_small_plan(), language)
    sheet, _, headers, last = tables_of(path)["Tracking"]
    below = {words["columns.Tracking.action"]: "2 - Mailing", words["columns.Tracking.expenses"]: 400.0}
    typed(path, {(sheet.title, last + 1, headers[name]): value for name, value in below.items()})
    full = {(sheet.title, row, headers[words["columns.Tracking.note"]]): "x" for row in range(10, last + 1)}
    typed(path, full)
    assert totals(path)[2] == 500.0
    assert "row_below_table" in {one.key for one in collect([path], AS_OF).notes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_no_action_are_rows_of_their_own(tmp_path, language):
    words = texts(language)
    plan = a_small_plan()
    plan = plan._replace(events=(*plan.events, Event(AS_OF, 2, 5.0), Event(AS_OF, None, None, 40.0)))
    path = written(tmp_path / "p.xlsx", plan, language)
    typed(path, {place(path, "Tracking", words["columns.Tracking.action"], 2): "Inconnue"})
    rows = collect([path], AS_OF).plans[0].rows
    beside = [(row[AT["action"]], row[AT["actual_expenses"]], row[AT["actual_revenue"]]) for row in rows[2:]]
    assert beside == [(words["lists.no_action"], 30.0, 40.0), (words["collect.without_action"], 5.0, 0.0)]
    found = figures(rows)
    assert (found.actions, found.tracked, found.actual_expenses, found.actual_revenue) == (2, 1, 105.0, 40.0)


def test_a_text_in_a_quantity_is_told_with_its_cell(tmp_path):
    path = written(tmp_path / "p.xlsx", a_small_plan())
    spot = place(path, "Costs", "Quantité", 0)
    typed(path, {spot: "1 lot"})
    assert totals(path)[0] == 1000.0
    told = {(one.sheet, one.row, one.value) for one in collect([path], AS_OF).notes}
    assert (spot[0], spot[1], "1 lot") in told


def test_a_sound_workbook_is_told_nothing_of_and_its_formulas_are_not_read(tmp_path, monkeypatch):
    path = written(tmp_path / "p.xlsx", a_small_plan())
    monkeypatch.setattr(usual_sheet, "formulas", lambda *_: pytest.fail("read"))
    assert collect([path], AS_OF).notes == []


def by_hand(path: Path) -> tuple[float, float, float]:
    """Planned expenses and revenue, and what was spent, from the inputs alone: openpyxl and arithmetic."""
    tables = tables_of(path)

    def rows(name, *headers):
        sheet, top, columns, _ = tables[name]
        for row in range(top, sheet.max_row + 1):
            yield [sheet.cell(row, columns[header]).value for header in headers]

    costs: dict[int, list[float]] = {}
    for label, quantity, unit in rows("Costs", "Action", "Quantité", "Coût unitaire"):
        number = re.match(r"(\d+)", str(label or ""))
        if number and all(isinstance(cell, (int, float)) for cell in (quantity, unit)):
            costs.setdefault(int(number[1]), []).append(quantity * unit)
    sold = {
        no: buyers * price
        for no, buyers, price in rows("Returns", "N°", "Acheteurs", "Prix de vente HT")
        if isinstance(buyers, (int, float)) and isinstance(price, (int, float))
    }
    expenses, revenue = [], []
    for no, name, status, spent, earned in rows("Actions", "N°", "Action", "Statut", "Dépenses", "Recettes"):
        if name and status != "Abandonnée":
            expenses.append(math.fsum(costs[no]) if no in costs else spent or 0)
            revenue.append(sold.get(no, earned or 0))
    actual = [amount for (amount,) in rows("Tracking", "Dépenses") if isinstance(amount, (int, float))]
    return math.fsum(expenses), math.fsum(revenue), math.fsum(actual)


def changes(path: Path, chosen: random.Random) -> dict[tuple[str, int, int], Cell]:
    """Some of what people do to a workbook: type over a formula, below a table, another amount, a text for one."""
    tables = {table.shape.name: table for table in Book(path.read_bytes(), path.name).tables}
    found: dict[tuple[str, int, int], Cell] = {}

    def spot(table, header, row):
        shape = tables[table].shape
        return tables[table].sheet.title, shape.place.top + 1 + row, shape.place.left + shape.headers.index(header)

    for table, header in (("Actions", "Dépenses retenues"), ("Returns", "Recettes"), ("Costs", "Montant")):
        if chosen.random() < 0.4:
            found[spot(table, header, chosen.randrange(4))] = float(chosen.randrange(1, 9999))
    for header in ("Dépenses", "Recettes"):
        if chosen.random() < 0.4:
            found[spot("Actions", header, chosen.randrange(4))] = round(chosen.uniform(1, 9999), 2)
    if chosen.random() < 0.3:
        found[spot("Costs", "Quantité", chosen.randrange(4))] = chosen.choice(("1 lot", "2", 3.0))
    if chosen.random() < 0.6:
        below = tables["Tracking"].shape.place.bottom - tables["Tracking"].shape.place.top
        found[spot("Tracking", "Action", below)] = chosen.choice(("2 - x", "Hors action", "Inconnue", 3.0))
        found[spot("Tracking", "Dépenses", below)] = round(chosen.uniform(1, 5000), 2)
    return found


def test_totals_are_those_of_the_inputs_and_of_the_regenerated_plans(tmp_path):
    """The summary's totals, those of the same plans made whole first, and sums by hand, to the cent."""
    for seed in range(rounds(500)):
        chosen = random.Random(seed)
        path = written(tmp_path / f"{seed}.xlsx", some_plan(chosen.randrange(4, 12), seed))
        typed(path, changes(path, chosen))
        found = figures(collect([path], AS_OF).plans[0].rows)
        sums = [found.expenses or 0, found.revenue or 0, found.actual_expenses or 0]
        assert sums == pytest.approx(by_hand(path), abs=0.005), seed
        path.write_bytes(regenerate(path.read_bytes(), path.name, AS_OF).content)
        assert figures(collect([path], AS_OF).plans[0].rows) == pytest.approx(found, abs=0.005), seed
        path.unlink()


def test_a_typed_over_formula_is_one_error_with_its_consequences_counted(tmp_path):
    path = written(tmp_path / "p.xlsx", a_small_plan())
    spot = place(path, "Actions", "Dépenses retenues", 0)
    typed(path, {spot: 1.0})
    content = parts(path)
    stale = sum(len(TOTAL.findall(xml)) for name, xml in content.items() if "worksheets/" in name)
    write_parts(path, {name: TOTAL.sub(b"<v>601</v>", xml) for name, xml in content.items()})
    assert stale > 1
    found = [(one.key, one.cell, dict(one.values)) for one in check(path.read_bytes(), path.name, AS_OF)]
    cell = f"{column_letters(spot[2])}{spot[1]}"
    assert sorted(found) == [
        ("formula_overwritten", cell, {"calculated": "1000"}),
        ("outdated_with_it", cell, {"count": stale}),
    ]
    assert [one.key for one in check(path.read_bytes(), path.name, AS_OF) if not is_warning(one)] == [
        "formula_overwritten"
    ]


def test_what_follows_from_a_missing_number_is_counted_with_it(tmp_path):
    """Not cell by cell: the action is in no total of the workbook until it has its number."""
    path = written(tmp_path / "p.xlsx", a_small_plan())
    typed(path, {place(path, "Actions", "N°", 0): None})
    content = parts(path)
    stale = sum(len(TOTAL.findall(xml)) for name, xml in content.items() if "worksheets/" in name)
    write_parts(path, {name: TOTAL.sub(b"<v>600</v>", xml) for name, xml in content.items()})
    assert stale > 1
    found = [(one.key, dict(one.values)) for one in check(path.read_bytes(), path.name, AS_OF)]
    assert found == [("number_missing", {"number": 1}), ("outdated_with_it", {"count": stale})]


def test_formulas_that_name_a_deleted_column_are_counted_with_it(tmp_path):
    """As Excel leaves them: the references of a column that is gone are errors."""
    path = written(tmp_path / "p.xlsx", a_small_plan())
    content, named = parts(path), "Actions[À vérifier]".encode()
    name = next(name for name, xml in content.items() if b'displayName="Actions"' in xml)
    column = re.compile('<tableColumn [^>]*name="À vérifier".*?</tableColumn>'.encode())
    table = column.sub(b"", content[name]).replace(b'<tableColumns count="24"', b'<tableColumns count="23"')
    content[name] = re.sub(rb":Y(\d+)\"", rb':X\1"', table)
    formula = re.compile(rb"<f>[^<]*" + re.escape(named) + rb"[^<]*</f>")
    broken = sum(len(formula.findall(xml)) for xml in content.values())
    write_parts(path, {name: xml.replace(named, b"Actions[#REF!]") for name, xml in content.items()})
    assert broken > 1
    found = {one.key: dict(one.values) for one in check(path.read_bytes(), path.name, AS_OF)}
    assert found == {"column_missing": {"header": "À vérifier"}, "formulas_broken": {"count": broken}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_of_values_alone_is_sent_to_new(tmp_path, capsys, language):
    """As Numbers and Google Sheets save it; openpyxl does when it is told to."""
    path = written(tmp_path / "p.xlsx", a_small_plan(), language)
    load_workbook(path, data_only=True).save(path)
    assert [one.key for one in check(path.read_bytes(), path.name, AS_OF)] == ["values_only"]
    with pytest.raises(InputError, match="values_only"):
        regenerate(path.read_bytes(), path.name, AS_OF)
    assert totals(path)[:3] == (1600.0, 5800.0, 100.0)
    new = tmp_path / "new.xlsx"
    assert main(["new", str(path), "-o", str(new), "--as-of", "2026-09-15"]) == 0
    assert capsys.readouterr().err == ""
    assert totals(new)[:3] == (1600.0, 5800.0, 100.0)
