"""What a workbook lacks is put back: sheets that were deleted or that an older version did not have, tables, names."""

import re
from datetime import date

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.hosts.validator import validate
from tests.proofs import WHOLE, variants
from tests.recalculation import differences, errors
from tests.workbook.changing import AS_OF, changed, parts, sample
from tests.workbook.changing import edited as openpyxl_edited
from tests.workbook.grafting import grafted
from tests.workbook.removing import without_properties, without_sheet
from tests.workbook.repair.test_regenerate import made, mistakes, sheet_of
from xl_grc.builder.finishing import finished
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.tables.schema import TABLES
from xl_grc.text import texts
from xl_grc.workbook.expected.check import check
from xl_grc.workbook.expected.missing import missing_from
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.plan import read_plan

SHEETS = (
    "home",
    "objectives",
    "schedule",
    "costs",
    "returns",
    "tracking",
    "budget",
    "simulation",
    "dashboard",
    "settings",
)


def edited(path, edit):
    """The workbook as openpyxl saves it, the children of its fonts in the order of the format."""
    path.write_bytes(finished(openpyxl_edited(path, edit).read_bytes(), ["graphique"] * 9))
    return path


def keys(path):
    """The problems that check finds."""
    return {problem.key for problem in check(path.read_bytes(), path.name, AS_OF)}


def whole(path, office, folder):
    """Regenerated, and every program agrees."""
    after = complete(path)
    assert validate(path) == []
    assert differences(office, path, folder) == []
    return after


def complete(path):
    """Regenerated: nothing lacks, nothing typed has changed, and doing it again does nothing."""
    before, after = made(path)
    assert after.plan == before.plan
    assert not any(missing_from(after.cells))
    assert mistakes(path) == []
    assert errors(path) == []
    once = path.read_bytes()
    made(path)
    assert path.read_bytes() == once
    return after


@pytest.mark.parametrize("key", variants("dashboard", *(one for one in SHEETS if one != "dashboard")))
def test_every_program_agrees_with_a_sheet_that_came_back(tmp_path, office, validator, key):
    path = sample(tmp_path / "plan.xlsx", 5, start=date(2026, 4, 1))
    whole(without_sheet(path, texts("fr")[f"sheets.{key}"]), office, tmp_path)


@pytest.mark.parametrize("key", SHEETS if WHOLE else ("home", "costs", "settings"))
def test_a_deleted_sheet_comes_back_in_its_place(tmp_path, key):
    path = sample(tmp_path / "plan.xlsx", 5, start=date(2026, 4, 1))
    title = texts("fr")[f"sheets.{key}"]
    titles = CalamineWorkbook.from_path(path).sheet_names
    without_sheet(path, title)
    found = keys(path)
    assert {"sheet_missing", "computed_sheet_missing"} & found
    assert not {"formula_changed", "value_outdated", "table_missing"} & found
    complete(path)
    assert CalamineWorkbook.from_path(path).sheet_names == titles


def test_many_sheets_of_an_older_version_come_back(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4, language="en")
    for key in ("home", "simulation", "dashboard", "budget", "settings", "tracking"):
        without_sheet(path, texts("en")[f"sheets.{key}"])
    without_properties(path)
    with pytest.raises(InputError, match="period_unknown"):  # nothing says any more when the plan begins
        regenerate(path.read_bytes(), path.name, AS_OF)


def test_sheets_deleted_with_another_program_come_back(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)

    def delete(book):
        for title in ("Simulation", "Tableau de bord", "Accueil"):
            del book[title]

    edited(path, delete)
    whole(path, office, tmp_path)
    assert len(load_workbook(path)["Tableau de bord"]._charts) == 3


def test_charts_follow_a_renamed_sheet_and_a_title_that_is_taken(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)
    without_sheet(path, "Tableau de bord")

    def change(book):
        book["Budget"].title = "Mois par mois"
        for name in book.defined_names.values():
            name.value = name.value.replace("'Budget'!", "'Mois par mois'!")
        book.create_sheet("Tableau de bord")["B2"].value = "à moi"

    edited(path, change)
    whole(path, office, tmp_path)
    book = load_workbook(path)
    assert "Tableau de bord (2)" in book.sheetnames
    assert book["Tableau de bord"]["B2"].value == "à moi"
    references = re.findall(
        r"<f>([^<]*)<", "".join(data.decode() for name, data in parts(path).items() if "/charts/" in name)
    )
    assert {one.rpartition("!")[0] for one in references} == {
        "'Mois par mois'",
        "'Simulation'",
        "'Tableau de bord (2)'",
    }


def test_our_charts_find_their_cells_again(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)
    before = {name: data for name, data in parts(path).items() if name.startswith("xl/charts/")}
    without_sheet(path, "Budget")
    assert any(b"#REF!" in data for name, data in parts(path).items() if name.startswith("xl/charts/"))
    whole(path, office, tmp_path)
    assert {name: data for name, data in parts(path).items() if name.startswith("xl/charts/")} == before


def test_foreign_parts_keep_their_bytes_when_a_sheet_comes_back(tmp_path, office):
    path = sample(tmp_path / "plan.xlsm", 3)
    foreign = grafted(path)
    without_sheet(path, "Simulation")
    made(path)
    after = parts(path)
    assert {name for name in foreign if after[name] != foreign[name]} == set()
    assert load_workbook(path).sheetnames[-1] == "Mes notes"


def test_tables_that_became_ranges_are_tables_again(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)

    def convert(book):
        for name in ("Costs", "Objectives", "Best", "Channels", "Budget"):
            sheet, _ = sheet_of(book, name)
            del sheet.tables[name]

    edited(path, convert)
    assert {"table_undeclared", "computed_table_missing"} <= keys(path)
    whole(path, office, tmp_path)


def test_a_list_that_is_gone_stands_beside_the_others_again(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)

    def remove(book):
        sheet, table = sheet_of(book, "Units")
        for row in sheet[table.ref]:
            row[0].value = None
        del sheet.tables["Units"]

    edited(path, remove)
    after = whole(path, office, tmp_path)
    assert after.cells.columns["Units.value"][0]


def test_a_table_whose_place_is_taken_is_refused(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 4)

    def remove(book):
        sheet, table = sheet_of(book, "Worst")
        sheet[table.ref][0][1].value = "Mon texte"
        del sheet.tables["Worst"]

    edited(path, remove)
    with pytest.raises(InputError, match="table_place_taken"):
        regenerate(path.read_bytes(), path.name, AS_OF)


def lose(*names):
    """Delete defined names."""

    def edit(book):
        for name in names:
            del book.defined_names[name]

    return edit


def test_lost_names_are_found_again(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)
    names = ("Company", "TotalExpenses", "Check_twice", "MonthYear_3", "TypeList", "Go_costs", "Try_price", "AsOf")
    names += ("Undrawn_1", "Undrawn_2", "Undrawn_3")  # two of them of one formula
    places = load_workbook(path).defined_names
    kept = {name: places[name].value for name in names}
    edited(path, lose(*names))
    assert "name_missing" in keys(path)
    whole(path, office, tmp_path)
    after = load_workbook(path).defined_names
    assert {name: after[name].value.replace("$", "") for name in names} == {
        name: value.replace("$", "") for name, value in kept.items()
    }


def test_cells_that_are_gone_come_back_with_their_labels(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)

    def remove(book):
        budget, settings = book["Budget"], book["Paramètres"]
        for name in ("PlannedExpensesToDate", "DefaultMarginRate", "LargestNeed"):
            ((_, address),) = book.defined_names[name].destinations
            sheet = settings if name == "DefaultMarginRate" else budget
            cell = sheet[address.replace("$", "")]
            cell.value = None
            if name == "DefaultMarginRate":
                sheet.cell(cell.row, cell.column - 2).value = None
            del book.defined_names[name]

    edited(path, remove)
    plan = read_plan(path.read_bytes(), path.name).plan
    after = whole(path, office, tmp_path)
    assert after.plan == plan
    label = texts("fr")["named.DefaultMarginRate"]
    assert label in [cell.value for row in load_workbook(path)["Paramètres"]["B4:B11"] for cell in row]


def test_a_cell_whose_place_is_taken_is_refused(tmp_path, capsys):
    path = sample(tmp_path / "plan.xlsx", 4)

    def remove(book):
        ((_, address),) = book.defined_names["LargestNeed"].destinations
        book["Budget"][address.replace("$", "")].value = "pris"
        del book.defined_names["LargestNeed"]

    edited(path, remove)
    before = path.read_bytes()
    assert main(["regenerate", str(path)]) == 1
    assert "LargestNeed" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_missing_column_has_the_look_of_its_table(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 3)

    def remove(book):
        sheet, table = sheet_of(book, "Actions")
        rows = sheet[table.ref]
        for row in rows:
            row[-1].value = None
        table.ref = f"{rows[0][0].coordinate}:{rows[-1][-2].coordinate}"
        table.tableColumns.pop()
        table.autoFilter.ref = table.ref

    edited(path, remove)
    after = whole(path, office, tmp_path)
    assert not after.cells.tables["Actions"].placed.missing
    assert TABLES["Actions"].columns[-1].key in after.cells.tables["Actions"].placed.columns


def test_a_workbook_that_counts_from_1904(tmp_path, office, validator):
    path = sample(tmp_path / "plan.xlsx", 4)
    plan = read_plan(path.read_bytes(), path.name).plan

    def count(xml):
        return xml.replace("<workbookPr", '<workbookPr date1904="1"', 1)

    changed(path, "xl/workbook.xml", count)
    for key in ("budget", "dashboard"):
        without_sheet(path, texts("fr")[f"sheets.{key}"])
    assert read_plan(path.read_bytes(), path.name).plan.start.year == plan.start.year + 4
    made(path)
    assert {one.key for one in check(path.read_bytes(), path.name, AS_OF)} <= {"outside_period", "cost_without_amount"}
    assert validate(path) == []
    assert errors(path) == []
    assert differences(office, path, tmp_path) == []


def test_a_newer_structure_is_never_changed(tmp_path, capsys):
    path = sample(tmp_path / "plan.xlsx", 2)
    changed(path, "docProps/custom.xml", lambda xml: xml.replace("<vt:lpwstr>2<", "<vt:lpwstr>99<"))
    before = path.read_bytes()
    assert main(["regenerate", str(path)]) == 1
    assert "99" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_version_is_raised(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    changed(path, "docProps/custom.xml", lambda xml: xml.replace("<vt:lpwstr>2<", "<vt:lpwstr>0<"))
    assert "schema_older" in keys(path)
    made(path)
    assert not {"schema_older", "schema_unknown"} & keys(path)


def test_a_chart_over_whole_columns_is_left_alone(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    everything = "'Budget'!$C$8:$XFD$1048576"
    changed(path, "xl/charts/chart2.xml", lambda xml: xml.replace("'Budget'!$C$8:$C$19", everything))
    before = parts(path)["xl/charts/chart2.xml"]
    made(path)
    assert parts(path)["xl/charts/chart2.xml"] == before
