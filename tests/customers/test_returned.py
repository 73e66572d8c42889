"""A workbook of customer relations comes back: read, checked and made whole as people changed it."""

from __future__ import annotations

import random
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import TableColumn

from tests.customers.typing import table_of, type_in
from tests.customers.workbooks import filling, workbook
from tests.reading import wrongly_marked
from tests.recalculation import differences, same
from tests.workbook.changing import edited
from tests.workbook.removing import without_sheet
from xl_grc.cli import main
from xl_grc.ooxml.book import Book
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.filling import fixed_keys
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.cells import read_cells
from xl_grc.workbook.returned.typed import typed_in

DAY = date(2026, 5, 21)


def typed(path):
    """What stands in the inputs of a workbook."""
    return typed_in(read_cells(RELATIONS, Book(path.read_bytes(), path.name)))


def assert_kept(path, before):
    """What was typed stands there still; programs save 15 digits of a number or more."""
    for wanted, read in zip(before, typed(path), strict=True):
        assert read.keys() == wanted.keys()
        for key, value in wanted.items():
            cells = [*zip(value, read[key], strict=True)] if isinstance(value, list) else [(value, read[key])]
            assert all(map(same, *zip(*cells, strict=True))) if cells else True, key


def found(path):
    """The keys of problems and their cells."""
    return [(one.key, one.cell) for one in check(path.read_bytes(), path.name, DAY)]


def made_whole(path):
    """Mend a workbook; what is told of it."""
    made = regenerate(path.read_bytes(), path.name, DAY)
    path.write_bytes(made.content)
    return [(one.key, one.cell) for one in made.problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read(tmp_path, language):
    path, analysis = workbook(tmp_path, 40, language)
    wanted, read = filling(analysis, language), typed(path)
    fixed = fixed_keys(RELATIONS)
    for name, shape in RELATIONS.shapes.items():
        for column in shape.columns:
            key = f"{name}.{column.key}"
            if column.role != "computed":
                rows = len(wanted.columns[key]) - shape.spare_rows
                assert read.columns[key] == (list(fixed[key]) if key in fixed else wanted.columns[key][:rows]), key
    assert read.names == {name: wanted.names[name] for name in RELATIONS.named_inputs}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_workbook_stays_byte_for_byte(tmp_path, language, capsys):
    path, _ = workbook(tmp_path, 40, language)
    before = path.read_bytes()
    assert found(path) == []
    assert main(["check", str(path)]) == 0
    assert main(["regenerate", str(path), "--as-of", "2026-05-21"]) == 0
    assert path.read_bytes() == before


def test_formulas_come_back_each_in_its_row(tmp_path, office):
    path, _ = workbook(tmp_path, 30)
    before = typed(path)

    def damage(book):
        sheet, _ = table_of(book, "Customers")
        sheet["N6"], sheet["N9"], sheet["F7"] = 3, None, "=1+1"
        sheet["N6"].quotePrefix = True  # as Excel marks what is typed behind an apostrophe
        loyalty, _ = table_of(book, "Levers")
        loyalty["F72"] = 5

    edited(path, damage)
    assert {("formula_overwritten", "N6"), ("formula_missing", "N9"), ("formula_changed", "F7")} <= set(found(path))
    made_whole(path)
    assert_kept(path, before)
    assert found(path) == []
    assert wrongly_marked(path) == []  # a formula marked as a text would become one when somebody edits it
    assert differences(office, path, tmp_path) == []


@pytest.mark.parametrize("typed_over", ["texte", None, -3, 1e300])
def test_the_fixed_numbers_of_rows_come_back(tmp_path, typed_over):
    path, _ = workbook(tmp_path, 12)
    before = typed(path)
    keys = {"First": "rank", "Gaps": "rank", "Pareto": "share", "Loyalty": "no", "Levers": "no", "Bounds": "step"}

    type_in(path, *((table, 0, {key: typed_over}) for table, key in keys.items()))
    cells = read_cells(RELATIONS, Book(path.read_bytes(), path.name))
    told = {("fixed_number", cells.tables[table].address(key, 0)) for table, key in keys.items()}
    assert {one for one in found(path) if one[0] == "fixed_number"} == told
    made_whole(path)
    assert found(path) == []
    assert_kept(path, before)


@pytest.mark.parametrize("change", ["sorted", "deleted"])
def test_rows_of_a_fixed_table_in_other_places_are_told_and_nothing_is_written(tmp_path, change):
    path, _ = workbook(tmp_path, 12)

    def move(book):
        sheet, reference = table_of(book, "Levers")
        left, top, right, bottom = range_boundaries(reference)
        rows = [
            [sheet.cell(row, column).value for column in range(left, right + 1)] for row in range(top + 1, bottom + 1)
        ]
        rows = rows[::-1] if change == "sorted" else [*rows[:1], *rows[2:]]
        sheet.delete_rows(bottom) if change == "deleted" else None
        for row, values in enumerate(rows, top + 1):
            for column, value in enumerate(values, left):
                sheet.cell(row, column).value = value
        if change == "deleted":
            table = sheet.tables["Levers"]
            table.ref = f"{reference.partition(':')[0]}:{sheet.cell(bottom - 1, right).coordinate}"

    edited(path, move)
    assert ("rows_moved", "") in found(path)
    content = path.read_bytes()
    assert main(["regenerate", str(path)]) == 1
    assert path.read_bytes() == content


def test_figures_of_a_customer_that_no_sales_give_are_told(tmp_path):
    path, _ = workbook(tmp_path, 12)
    day = {"first_purchase": date(2026, 5, 1), "last_purchase": date(2026, 4, 1)}
    type_in(path, ("Customers", 2, day), ("Customers", 3, {"purchase_days": 99}))
    made_whole(path)
    assert found(path) == [("first_after_last", "I7"), ("days_above_purchases", "L8")]


def test_figures_of_the_analysis_that_were_changed_are_told_where_others_tell_it(tmp_path):
    path, _ = workbook(tmp_path, 40)
    cells = read_cells(RELATIONS, Book(path.read_bytes(), path.name))
    cohorts, aside = cells.tables["Cohorts"], cells.places["LinesAside"]
    alone, pair = (cells.columns["Cohorts.customers"].index(size) for size in (1, 2))

    mean = len(cells.columns["Cohorts.customers"]) - 1
    type_in(
        path,
        ("Cohorts", pair, {"age_3": 0.3}),  # two customers have no share of 30 %
        ("Cohorts", alone, {"customers": 50}),
        ("Cohorts", mean, {"age_1": 0.99}),
        names={"LinesAside": 3},
    )
    told = {one for one in found(path) if one[0] != "value_outdated"}
    wanted = {
        "age_3": ("cohort_changed", pair),
        "customers": ("cohorts_disagree", mean),
        "age_1": ("cohorts_disagree", mean),
    }
    assert {(key, cohorts.address(column, row)) for column, (key, row) in wanted.items()} <= told
    assert ("lines_changed", f"C{aside.row}") in told
    keys = ("cohort_changed", "cohorts_disagree", "lines_changed")
    assert all(key in keys for key, _ in told)


def test_a_rate_that_its_customers_do_not_give_is_told(tmp_path):
    path, _ = workbook(tmp_path, 40)
    type_in(path, names={"Buyers": 80, "Kept": 60, "RetentionRate": 0.75})
    made_whole(path)
    assert found(path) == []
    type_in(path, names={"RetentionRate": 0.8})
    assert "retention_changed" in {key for key, _ in found(path)}


def test_a_customer_typed_below_the_table_is_read_and_the_table_extended(tmp_path, office):
    path, analysis = workbook(tmp_path, 30)
    new = {"code": "0042", "name": "Durand", "last_purchase": date(2026, 4, 1), "purchases": 1, "revenue": 100}
    type_in(path, ("Customers", 40, new))
    assert ("row_below_table", "B45") in found(path)
    made_whole(path)
    assert found(path) == []
    assert (typed(path).columns["Customers.code"][-1], typed(path).columns["Customers.name"][-1]) == ("0042", "Durand")
    assert typed(path).columns["Customers.code"][:-1] == filling(analysis).columns["Customers.code"][:30]
    assert differences(office, path, tmp_path) == []


def shuffled(book, chance):
    """The rows of customers in another order, as sorting leaves them: inputs move, formulas follow their row."""
    sheet, reference = table_of(book, "Customers")
    left, top, right, _ = range_boundaries(reference)
    inputs = [
        column for column in range(left, right + 1) if not str(sheet.cell(top + 1, column).value or "").startswith("=")
    ]
    rows = [[sheet.cell(top + 1 + row, column).value for column in inputs] for row in range(30)]
    chance.shuffle(rows)
    for row, values in enumerate(rows):
        for column, value in zip(inputs, values, strict=True):
            sheet.cell(top + 1 + row, column).value = value


def test_sorted_filtered_with_a_column_more(tmp_path, office):
    path, _ = workbook(tmp_path, 30)
    before = typed(path)

    def change(book):
        shuffled(book, random.Random(5))
        sheet, reference = table_of(book, "Customers")
        _, top, right, bottom = range_boundaries(reference)
        table = sheet.tables["Customers"]
        sheet.cell(top, right + 1).value = "Chien"
        sheet.cell(top + 3, right + 1).value = "Rex"
        table.ref = f"{reference.partition(':')[0]}:{sheet.cell(bottom, right + 1).coordinate}"
        table.autoFilter.ref = table.ref
        table.tableColumns.append(TableColumn(id=90, name="Chien"))
        sheet.row_dimensions[top + 2].hidden = True
        book.create_sheet("À moi")["A1"] = "gardé"

    edited(path, change)
    made_whole(path)
    assert found(path) == []
    after = typed(path)
    assert sorted(zip(*(after.columns[f"Customers.{key}"] for key in ("code", "revenue")), strict=True)) == sorted(
        zip(*(before.columns[f"Customers.{key}"] for key in ("code", "revenue")), strict=True)
    )
    book = load_workbook(path)
    assert book["À moi"]["A1"].value == "gardé"
    assert "Rex" in {cell.value for row in book["Clients"].iter_rows() for cell in row}
    assert book["Clients"].row_dimensions[6].hidden
    assert differences(office, path, tmp_path) == []


def test_the_sheet_of_the_image_comes_back_with_its_checklist(tmp_path):
    path, _ = workbook(tmp_path, 30)
    before = typed(path)
    without_sheet(path, "Image")
    assert ("sheet_missing", "") in found(path)
    assert made_whole(path) == [("sheet_added", "")]
    assert found(path) == []
    assert_kept(path, before)


def test_a_total_typed_as_a_customer_is_an_error(tmp_path, capsys):
    path, analysis = workbook(tmp_path, 30)
    total = int(analysis.sales.lines.cents.sum()) / 100
    type_in(path, ("Customers", 30, {"name": "Total", "revenue": total}))
    made_whole(path)
    assert found(path) == [("total_in_table", "C35")]
    assert main(["check", str(path)]) == 1
    capsys.readouterr()
    assert main(["customers", str(tmp_path / "ventes.csv"), "--update", str(path), "-o", str(path)]) == 0
    assert ", cell C35, " in capsys.readouterr().err.replace("cellule", "cell")


def test_a_customer_in_two_rows_is_told(tmp_path):
    path, _ = workbook(tmp_path, 30)
    type_in(path, ("Customers", 30, {"code": typed(path).columns["Customers.code"][3].lower()}))
    made_whole(path)
    assert found(path) == [("customer_twice", "B35")]
    assert main(["check", str(path)]) == 0  # told, and no error


def test_saved_by_libreoffice(office, tmp_path):
    path, _ = workbook(tmp_path, 30)
    before = typed(path)
    saved = tmp_path / "saved.xlsx"
    with office.open(path) as document:
        document.save(saved)
    assert_kept(saved, before)
    assert [one for one in found(saved) if one[0] != "schema_unknown"] == []
    made_whole(saved)
    assert_kept(saved, before)


def test_a_column_that_was_deleted_comes_back(tmp_path):
    path, _ = workbook(tmp_path, 30)
    before = typed(path)

    def remove(book):
        sheet, reference = table_of(book, "Perception")
        _, top, right, bottom = range_boundaries(reference)
        for row in range(top, bottom + 1):
            sheet.cell(row, right).value = None
        table = sheet.tables["Perception"]
        table.ref = f"{reference.partition(':')[0]}:{sheet.cell(bottom, right - 1).coordinate}"
        table.autoFilter.ref = table.ref
        table.tableColumns.pop()

    edited(path, remove)
    assert "column_missing" in {key for key, _ in found(path)}
    made_whole(path)
    assert_kept(path, before)
    assert found(path) == []
