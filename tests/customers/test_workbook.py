"""The workbook of customer relations: its two readings say the same, in other programs too."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.customers.reading import analysed
from tests.customers.sales import some_sales
from tests.customers.workbooks import TERMS, differences_of_ironcalc, filling, workbook, written
from tests.hosts.validator import validate
from tests.recalculation import differences, errors
from xl_grc.customers.filling import order_of
from xl_grc.customers.reach import reach_of
from xl_grc.tables.evaluation import evaluate
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES
from xl_grc.values import to_serial


def rows_of(found, analysis, *keys):
    """Some columns of the table of customers, without its free rows."""
    return [found.columns[f"Customers.{key}"][: analysis.customers] for key in keys]


@pytest.mark.parametrize("is_plain", [True, False])
def test_row_after_row_the_cells_are_what_the_analysis_found_at_once(tmp_path, is_plain):
    found = filling(analysed(tmp_path, some_sales(400)))
    columns = {
        f"{table.name}.{column.key}": found.columns[f"{table.name}.{column.key}"]
        for table in RELATIONS.tables.values()
        for column in table
        if column.computed is None
    }
    names = {name: found.names[name] for name in RELATIONS.named_inputs}
    evaluate(RELATIONS, columns, names, "fr", is_plain=is_plain)
    assert columns == {key: found.columns[key] for key in columns}
    assert columns.keys() == found.columns.keys()
    assert names == found.names


def test_the_cells_say_what_the_analysis_says(tmp_path):
    analysis = analysed(tmp_path, some_sales(400))
    found = filling(analysis)
    order = order_of(analysis)
    segment, to_contact = rows_of(found, analysis, "segment_no", "to_contact")
    assert segment == analysis.segment[order].tolist()
    assert set(segment) >= {1, 2, 3, 4, 6, 7}  # the file holds nearly all segments
    assert [bool(action) for action in to_contact] == [action > 0 for action in reach_of(analysis).action[order]]


def test_one_day_is_told_in_words_that_go_with_it(tmp_path):
    """Nobody buys every 1 days, or has bought nothing for 1 days."""
    rows = [
        f"{name};2024-05-{day:02d};10"
        for name, days in (("A", range(1, 21)), ("B", (19,)), ("C", (10,)))
        for day in days
    ]
    found = filling(analysed(tmp_path, "client;date;montant ht\n" + "\n".join(rows)))
    said = dict(zip(found.columns["Customers.name"], found.columns["Customers.reason"], strict=True))
    assert {name: said[name] for name in "ABC"} == {
        "A": "20 achats, 200\u00a0€, tous les jours\u00a0; vient d'acheter",
        "B": "1 achat, 10\u00a0€\u00a0; vient d'acheter",
        "C": "1 achat, 10\u00a0€\u00a0; rien depuis 10 jours",
    }


@pytest.mark.parametrize(("language", "said"), [("fr", "-3\u202f000\u00a0€"), ("en", "-€3,000")])
def test_what_returned_goods_leave_is_told_as_the_language_writes_it(tmp_path, language, said):
    found = filling(analysed(tmp_path, "client;date;montant ht\nA;2024-05-01;10\nA;2024-05-03;-3010"), language)
    assert f", {said}" in found.columns["Customers.reason"][0]
    assert differences_of_ironcalc(written(tmp_path / "relations.xlsx", found, language), tmp_path) == []


@pytest.mark.parametrize(("opposed", "said"), [(False, "A"), (True, "Personne à contacter.")])
def test_whom_to_contact_first_is_told_even_when_that_is_nobody(tmp_path, opposed, said):
    found = filling(analysed(tmp_path, "client;date;montant ht\nA;2024-05-01;10"))
    columns = found.columns | {
        "Customers.opposition": [to_serial(date(2024, 1, 1)) if opposed else ""] * len(found.columns["Customers.code"])
    }
    evaluate(RELATIONS, columns, dict(found.names), "fr", is_plain=True)
    assert columns["First.name"][:2] == [said, ""]


def test_tables_over_customers_say_what_the_analysis_says(tmp_path):
    analysis = analysed(tmp_path, some_sales(400))
    found = filling(analysis)
    assert found.columns["Pareto.customers"] == [part.customers for part in analysis.pareto]
    assert found.columns["Pareto.revenue"] == pytest.approx([part.cents / 100 for part in analysis.pareto])
    assert sum(found.columns["Segments.customers"]) == analysis.customers == found.names["CustomerCount"]
    money = found.names["CustomerRevenue"] + found.names["AnonymousRevenue"]
    assert round(money * 100) == int(analysis.sales.lines.cents.sum())
    assert found.names["RepeatRate"] == pytest.approx(analysis.repeat_rate)
    best = found.columns["First.revenue"]
    assert best == sorted(best, reverse=True)
    assert len(set(found.columns["First.name"])) == 10


@pytest.mark.parametrize(("language", "customers"), [("fr", 1), ("fr", 30), ("en", 30)])
def test_the_office_calculates_what_the_cells_hold(tmp_path, office, language, customers):
    path, _ = workbook(tmp_path, customers, language)
    assert errors(path) == []
    assert differences(office, path, tmp_path) == []


def test_without_margin_and_cost_the_page_asks_for_them(tmp_path, office):
    path, _ = workbook(tmp_path, 30, terms=TERMS._replace(margin_rate=None, contact_cost=None))
    assert differences(office, path, tmp_path) == []
    says = [row[9].value for row in load_workbook(path, data_only=True)["Synthèse"].iter_rows(13, 16)]
    assert says == ["Saisissez la marge et le coût par contact."] * 4


def test_a_second_program_calculates_the_same(tmp_path):
    path, _ = workbook(tmp_path, 30)
    assert differences_of_ironcalc(path, tmp_path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_validator_finds_nothing(tmp_path, validator, language):
    path, _ = workbook(tmp_path, 30, language)
    assert validate(path) == []


def test_an_opposition_and_a_control_group_keep_a_customer_out_of_the_list(tmp_path, office):
    analysis = analysed(tmp_path, some_sales(60))
    before = filling(analysis)
    places = [place for place, action in enumerate(before.columns["Customers.to_contact"]) if action][:3]
    path, _ = workbook(tmp_path, 60)
    book = load_workbook(path)
    sheet = book["Clients"]
    headers = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5 + places[0], headers["Opposition (date)"]).value = date(2026, 5, 4)
    sheet.cell(5 + places[1], headers["Témoin"]).value = "X"
    sheet.cell(5 + places[2], headers["Dernier contact de la personne"]).value = date(2026, 5, 4)
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    with office.open(changed) as document:
        values = document.values()["Clients"]
    column = sheet.cell(5, headers["À contacter"]).column_letter
    removal = sheet.cell(5, headers["À retirer de la prospection le"]).column_letter
    assert [values[f"{column}{5 + place}"].value for place in places[:2]] == ["", ""]
    assert values[f"{removal}{5 + places[2]}"].value == to_serial(date(2029, 5, 4))


def test_names_that_look_like_formulas_or_markup_are_texts(tmp_path):
    names = ["=1+1", "<b>Durand</b>", "A" * 300, "@SUM(A1)", "_x0041_", "-2", "+33 6", '"quoted"', "a\tb"]
    rows = [f'31/03/2026;C{n};"{name.replace(chr(34), chr(34) * 2)}";10' for n, name in enumerate(names)]
    analysis = analysed(tmp_path, "\n".join(["Date;Code client;Client;Montant HT", *rows]))
    path = written(tmp_path / "hostile.xlsx", filling(analysis))
    sheet = load_workbook(path)["Clients"]
    found = {sheet.cell(row, 2).value: sheet.cell(row, 3) for row in range(5, 5 + len(names))}
    assert all(cell.data_type == "s" for cell in found.values())
    assert found["C0"].value == "=1+1"
    assert found["C1"].value == "<b>Durand</b>"


def test_customers_who_may_be_one_are_told_and_stay_two(tmp_path):
    names = ["Lefebvre Marie", "Marie Lefevre", "Durand 12", "Durand 13", "Petit", "Petits"]
    rows = [f"31/03/2026;C{number};{name};10" for number, name in enumerate(names)]
    analysis = analysed(tmp_path, "\n".join(["Date;Code client;Client;Montant HT", *rows]))
    told = [text for text in filling(analysis).columns["Told.what"] if "deux fois" in text]
    assert told == [
        "Peut-être le même client, écrit deux fois\u00a0: C0 Lefebvre Marie et C1 Marie Lefevre.",
        "Peut-être le même client, écrit deux fois\u00a0: C4 Petit et C5 Petits.",
    ]
    assert analysis.customers == len(names)
