"""`xl-grc new OLD.xlsx --start`: what is planned stays, what happened moves beside."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import TableColumn

from tests.reading import wrongly_marked
from tests.recalculation import differences
from tests.workbook.changing import changed, edited, entered, sample, typed
from tests.workbook.removing import without_sheet
from tests.workbook.repair.test_regenerate import cell_of, sheet_of
from xl_grc.cli import main
from xl_grc.tables.plan import PLAN
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import shipped_template


def read(path):
    """The reading of a file."""
    return read_plan(path.read_bytes(), path.name, formulas=True)


def test_the_next_plan_keeps_what_is_planned(tmp_path, office):
    old, new = sample(tmp_path / "2026.xlsx", 6, 2, date(2026, 4, 1)), tmp_path / "2027.xlsx"
    assert main(["new", str(old), "-o", str(new), "--start", "2027-01", "--as-of", "2027-01-05"]) == 0
    before, after = read(old), read(new)
    assert after.plan.start == date(2027, 1, 1)
    kept = [action for action in before.plan.actions if action.status != "abandoned"]
    assert 0 < len(kept) < len(before.plan.actions)
    same = ("no", "action", "expenses", "months")
    assert [[getattr(one, name) for name in same] for one in after.plan.actions] == [
        [getattr(one, name) for name in same] for one in kept
    ]
    assert {action.status for action in after.plan.actions} == {"to_do"}
    numbers = {action.no for action in kept}
    assert after.plan.costs == tuple(line for line in before.plan.costs if line.action in numbers)
    assert [goal.target for goal in after.plan.objectives] == [goal.target for goal in before.plan.objectives]
    assert after.plan.events == ()
    assert after.cells.book.properties["xl_grc_plan"] != before.cells.book.properties["xl_grc_plan"]
    shown = expected_contents(before, date(2027, 1, 5)).columns["Actions.actual_expenses"]
    actual = [shown[row] for row, number in before.numbers.items() if number in numbers]
    beside = after.cells.extra["Actions"]["Dépenses réalisées N-1"]
    assert [cell for cell in beside if cell is not None] == [cell for cell in actual if cell != ""]
    assert [one.key for one in check(new.read_bytes(), "new", date(2027, 1, 5)) if not is_warning(one)] == []
    assert differences(office, new, tmp_path) == []


def mine(book):
    """An adviser beside the actions, a sheet and a column of the user's, a figure to try."""
    sheet, table = sheet_of(book, "Actions")
    rows = sheet[table.ref]
    column = rows[0][-1].column + 1
    for offset, text in enumerate(("Conseiller", "Lea", 12, "+33 6", "@Max")):
        sheet.cell(rows[0][0].row + offset, column).value = text
    table.ref = f"{rows[0][0].coordinate}:{sheet.cell(rows[-1][0].row, column).coordinate}"
    table.tableColumns.append(TableColumn(id=99, name="Conseiller"))
    book.create_sheet("Mes notes")
    ((title, address),) = book.defined_names["Try_price"].destinations
    book[title][address.replace("$", "")].value = 99


@pytest.mark.parametrize("start", [[], ["--start", "2026-04"]])
def test_the_same_plan_goes_into_a_new_workbook(tmp_path, capsys, office, start):
    old, new = sample(tmp_path / "2026.xlsx", 6, start=date(2026, 4, 1)), tmp_path / "neuf.xlsx"
    edited(old, mine)
    assert main(["new", str(old), "-o", str(new), "--as-of", "2026-09-15", *start]) == 0
    told = capsys.readouterr()
    assert "Mes notes" in told.err
    assert "--start" in told.out
    before, after = read(old), read(new)
    assert after.plan == before.plan
    assert after.cells.book.properties["xl_grc_plan"] == before.cells.book.properties["xl_grc_plan"]
    assert after.cells.extra["Actions"]["Conseiller"][:4] == ["Lea", 12.0, "+33 6", "@Max"]
    assert wrongly_marked(new) == []
    assert after.cells.names["Try_price"] == 99
    assert [one.key for one in check(new.read_bytes(), "new", date(2026, 9, 15)) if not is_warning(one)] == []
    assert differences(office, new, tmp_path) == []


def with_adviser(path):
    """A template with a column of its own beside the actions."""

    def edit(book):
        mine(book)
        sheet, table = sheet_of(book, "Actions")
        for cell in sheet[table.ref][1:]:
            cell[-1].value = None

    return edited(Path(shutil.copy(shipped_template(PLAN, "fr"), path)), edit)


@pytest.mark.parametrize("start", [[], ["--start", "2027-01"]])
def test_a_column_that_the_template_has_already_is_filled(tmp_path, office, start):
    old, new = sample(tmp_path / "2026.xlsx", 6), tmp_path / "neuf.xlsx"
    edited(old, mine)
    template = with_adviser(tmp_path / "template.xlsx")
    assert main(["new", str(old), "-o", str(new), "--template", str(template), *start]) == 0
    assert read(new).cells.extra["Actions"]["Conseiller"][:2] == ["Lea", 12.0]
    assert differences(office, new, tmp_path) == []


def test_columns_that_find_no_place_are_told(tmp_path, capsys):
    old, new = sample(tmp_path / "2026.xlsx", 6), tmp_path / "2027.xlsx"
    template = Path(shutil.copy(shipped_template(PLAN, "fr"), tmp_path / "template.xlsx"))

    def note(book):
        sheet, table = sheet_of(book, "Actions")
        sheet.cell(2, sheet[table.ref][0][-1].column + 1).value = "Rappel"

    edited(template, note)
    command = ["new", str(old), "-o", str(new), "--template", str(template), "--start", "2027-01", "--force"]
    assert main(command) == 0
    assert "Dépenses réalisées N-1" in capsys.readouterr().err
    shutil.copy(shipped_template(PLAN, "fr"), template)
    style_first = re.compile(r'<c (r="[A-Z]+[0-9]+") (s="[0-9]+")')
    changed(template, "xl/worksheets/sheet3.xml", lambda xml: style_first.sub(r"<c \2 \1", xml))
    assert main(command) == 0
    assert "Dépenses réalisées N-1" in capsys.readouterr().err


def test_everything_that_is_left_behind_is_named(tmp_path, capsys):
    old, new = sample(tmp_path / "2026.xlsx", 2), tmp_path / "2027.xlsx"
    titles = [f"Mes notes de réunion du mois {month}" for month in range(1, 7)]
    edited(old, lambda book: [book.create_sheet(title) for title in titles])
    assert main(["new", str(old), "-o", str(new), "--start", "2027-01"]) == 0
    told = capsys.readouterr().err
    assert all(title in told for title in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_formulas_comments_and_links_are_named_with_their_cells(tmp_path, capsys, language):
    """A formula in an input and one in a column of the user's, a comment, a link out of the workbook, one inside it."""
    old, new = sample(tmp_path / "2026.xlsx", 2, language=language), tmp_path / "2027.xlsx"

    def mark(book):
        mine(book)
        expenses = cell_of(book, "Actions", texts(language)["columns.Actions.expenses"], 0)
        expenses.value = "=100+20"
        sheet = expenses.parent
        added = sheet[expenses.row][-1]
        assert added.value == "Lea"
        added.value = "=1+1"
        expenses.comment = Comment("à revoir", "Lea")
        sheet.cell(expenses.row, 4).hyperlink = "https://example.org/"
        spots.extend([expenses.coordinate] * 3 + [added.coordinate, sheet.cell(expenses.row, 4).coordinate])

    spots = []
    edited(old, mark)
    assert main(["new", str(old), "-o", str(new)]) == 0
    told = capsys.readouterr().err.splitlines()
    keys = ("input_not_calculated", "formula_to_value", "comment_left", "formula_to_value", "link_left")
    for spot, key in zip(spots, keys, strict=True):
        words = str(texts("fr")[f"problems.{key}"]).partition("{")[0].partition(";")[0].strip()
        assert [line for line in told if f"cellule {spot}" in line.replace(",", "") and words in line], (spot, key)
    assert sum("cellule" in line and "sans montant" not in line for line in told) == len(keys)


def test_amounts_of_the_year_before_last_are_no_longer_those_of_last_year(tmp_path):
    paths = [sample(tmp_path / "2026.xlsx", 2), tmp_path / "2027.xlsx", tmp_path / "2028.xlsx"]
    assert main(["new", str(paths[0]), "-o", str(paths[1]), "--start", "2027-01"]) == 0
    assert main(["new", str(paths[1]), "-o", str(paths[2]), "--start", "2028-01", "--lang", "en"]) == 0
    assert list(read(paths[2]).cells.extra["Actions"]) == ["Actual expenses N-1", "Actual revenue N-1"]


@pytest.mark.parametrize("start", [[], ["--start", "2027-01"]])
def test_lists_are_kept_as_people_made_them(tmp_path, start):
    old, new = sample(tmp_path / "2026.xlsx", 6), tmp_path / "neuf.xlsx"
    used = sorted({action.type for action in read(old).plan.actions if action.type} - {"Partenariat"})

    def shorten(book):
        sheet, table = sheet_of(book, "Types")
        rows = sheet[table.ref]
        rows[1][0].value = "Partenariat"
        for (cell,) in rows[2:]:
            cell.value = None
        table.ref = f"{rows[0][0].coordinate}:{rows[1][0].coordinate}"
        table.autoFilter = None
        sheet, table = sheet_of(book, "Priorities")
        for priority, (cell,) in enumerate(sheet[table.ref][1:], 1):
            cell.value = priority

    edited(old, shorten)
    assert main(["new", str(old), "-o", str(new), *start]) == 0
    columns = read(new).cells.columns
    assert columns["Types.value"][0] == "Partenariat"
    assert sorted(columns["Types.value"][1:]) == used
    assert columns["Priorities.value"][:3] == ["1", "2", "3"]


def test_it_mends_what_regenerate_refuses(tmp_path):
    old, new = sample(tmp_path / "2026.xlsx", 3), tmp_path / "neuf.xlsx"
    typed(old, {("Budget", 3, 3): "pris"})
    without_sheet(old, "Tableau de bord")
    assert main(["new", str(old), "-o", str(new)]) == 0
    assert read(new).plan == read(old).plan


@pytest.mark.parametrize("start", [[], ["--start", "2027-01"]])
def test_a_plan_whose_tables_became_ranges_is_a_plan(tmp_path, start):
    old, new = sample(tmp_path / "2026.xlsx", 3), tmp_path / "neuf.xlsx"
    edited(old, lambda book: [sheet.tables.clear() for sheet in book])
    assert main(["new", str(old), "-o", str(new), *start]) == 0
    before, after = read(old).plan, read(new).plan
    assert (after.company, after.start.year) == (before.company, 2027 if start else 2026)
    assert after.objectives and after.costs == before.costs


def test_the_old_workbook_is_never_written_over(tmp_path, capsys):
    old = sample(tmp_path / "2026.xlsx", 2)
    before = old.read_bytes()
    assert main(["new", str(old), "-o", str(old), "--start", "2027-01"]) == 1
    assert old.read_bytes() == before
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_objective_due_at_the_end_of_time_stays_so(tmp_path, capsys):
    """Formulas count with days of 1950 to 2099: the cell keeps what it holds, and it is told that it counts nothing."""
    old, new = sample(tmp_path / "2026.xlsx", 2), tmp_path / "2027.xlsx"
    entered(old, ("Objectives", "Échéance", 0, date(9999, 12, 31)))
    assert main(["new", str(old), "-o", str(new), "--start", "2027-01"]) == 0
    returned = read(new)
    assert returned.cells.columns["Objectives.due"][0] == date(9999, 12, 31)
    assert returned.plan.objectives[0].due is None
    assert "cellule E8, colonne Échéance : « 9999-12-31 »" in capsys.readouterr().err


def test_english_workbooks_stay_english(tmp_path):
    old, new = sample(tmp_path / "a.xlsx", 2, language="en"), tmp_path / "b.xlsx"
    assert main(["new", str(old), "-o", str(new), "--start", "2027-07"]) == 0
    assert read(new).cells.language == "en"
    assert "Actual revenue N-1" in read(new).cells.extra["Actions"]
