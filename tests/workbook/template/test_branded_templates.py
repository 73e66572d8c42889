"""Templates that a user made their own: what may change changes, what is missing is told."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import TableColumn

from tests.plans import some_plan
from tests.recalculation import differences, errors
from tests.workbook.changing import AS_OF, changed, opened, parts, typed
from tests.workbook.grafting import grafted
from tests.workbook.repair.test_regenerate import sheet_of
from xl_grc.cli import main
from xl_grc.ooxml.book import Book
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.plan_writer import settings, write_plan
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import shipped_template


def colours(book):
    sheet, table = sheet_of(book, "Actions")
    for cell in sheet[table.ref][1]:
        cell.fill = PatternFill("solid", fgColor="FFCC00")


def sheets(book):
    book.create_sheet("Couverture", 0)["A1"].value = "Notre réseau"
    book.create_sheet("Annexe")["A1"].value = "=TotalExpenses*2"
    book["Plan d'actions"].title = "Nos actions"
    for name in book.defined_names.values():  # Excel does this by itself
        name.value = name.value.replace("'Plan d''actions'!", "'Nos actions'!")
    for cell in (cell for row in book["Accueil"].iter_rows() for cell in row):
        cell.value = "='Nos actions'!$A$1" if cell.value == "='Plan d''actions'!$A$1" else cell.value
    book.move_sheet("Budget", -3)


def columns(book):
    sheet, table = sheet_of(book, "Actions")
    rows = sheet[table.ref]
    right = rows[0][-1].column + 1
    sheet.cell(rows[0][0].row, right).value = "Conseiller"
    table.ref = f"{rows[0][0].coordinate}:{sheet.cell(rows[-1][0].row, right).coordinate}"
    table.tableColumns.append(TableColumn(id=99, name="Conseiller"))


def branded(path, edit):
    """The French template, changed."""
    book = opened(shipped_template(PLAN, "fr"))
    edit(book)
    book.save(path)
    return path


@pytest.mark.parametrize("edit", [colours, sheets, columns])
def test_a_changed_template_gives_sound_plans(tmp_path, edit, office):
    template = branded(tmp_path / "modele.xlsx", edit)
    plan = some_plan(5, 2, date(2026, 7, 1))
    path = tmp_path / "plan.xlsx"
    write_plan(plan, path, settings(None, template, AS_OF))
    reading = read_plan(path.read_bytes(), path.name)
    assert reading.plan == plan
    foreign = "Couverture" if edit is sheets else None
    assert foreign is None or foreign in load_workbook(path).sheetnames
    assert errors(path) == []
    assert [one for one in differences(office, path, tmp_path) if "Annexe" not in one] == []


def test_pictures_charts_and_macros_of_a_template_go_through(tmp_path):
    template = tmp_path / "modele.xlsx"
    template.write_bytes(shipped_template(PLAN, "fr").read_bytes())
    foreign = grafted(template)
    path = tmp_path / "plan.xlsx"
    write_plan(some_plan(3, 1), path, settings(None, template, AS_OF))
    after = parts(path)
    kept = {name for name in foreign if not name.startswith(("xl/worksheets/", "xl/charts/"))}
    assert {name for name in kept if after.get(name) != foreign[name]} == set()


def no_table(book):
    sheet, _ = sheet_of(book, "Costs")
    del sheet.tables["Costs"]


def no_column(book):
    sheet, table = sheet_of(book, "Tracking")
    (head,) = (cell for cell in sheet[table.ref][0] if cell.value == "Note")
    (column,) = (column for column in table.tableColumns if column.name == "Note")
    head.value = column.name = "Commentaire"


def by_openpyxl(edit):
    """A template that openpyxl saved after an edit."""
    return lambda path: branded(path, edit)


def said(part, pattern, other):
    """A template of which a part, or the declaration of a table, says something else once."""

    def change(path):
        shutil.copy(shipped_template(PLAN, "fr"), path)
        tables = {one.shape.name: one.part for one in Book(path.read_bytes(), path.name).tables}
        return changed(path, tables.get(part, part), lambda xml: re.sub(pattern, other, xml, count=1))

    return change


def typed_below(path):
    """A template with a text below the table of costs."""
    return typed(Path(shutil.copy(shipped_template(PLAN, "fr"), path)), {("Coûts", 70, 2): "Mention"})


MAIN_PART = "xl/workbook.xml"
TRY_PRICE = r'(<definedName name="Try_price"[^>]*>)[^<]*'


def refused(template, capsys):
    """The one line that says why no plan is made from a template."""
    out = template.with_name("plan.xlsx")
    assert main(["new", "-o", str(out), "--template", str(template)]) == 1
    assert not out.exists()
    (line,) = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (by_openpyxl(no_table), "Costs"),
        (by_openpyxl(no_column), "Note"),
        (said(MAIN_PART, '<definedName name="PeriodStart".*?</definedName>', ""), "PeriodStart"),
        (said(MAIN_PART, TRY_PRICE, r"\1'Simulation'!#REF!"), "Try_price"),
        (said(MAIN_PART, TRY_PRICE, r"\1'Simulation'!$D$0"), "Try_price"),
        (said("Costs", "<table ", '<table totalsRowCount="1" '), "total"),
        (said("Budget", 'ref="B7:P19"', 'ref="B7:P18"'), "Budget"),
        (said("Budget", 'ref="B7:P19"', 'ref="B7:P20"'), "Budget"),
        (said(MAIN_PART, "<workbookPr", '<workbookPr date1904="1"'), "1904"),
        (typed_below, "sheet"),
    ],
)
def test_what_a_template_lacks_is_told_in_one_line(tmp_path, change, word, capsys):
    assert word in refused(change(tmp_path / "modele.xlsx"), capsys)


def test_a_template_that_is_written_in_an_unusual_way_is_told_in_one_line(tmp_path, capsys):
    template = Path(shutil.copy(shipped_template(PLAN, "fr"), tmp_path / "modele.xlsx"))
    changed(template, "xl/styles.xml", lambda xml: re.sub(r"<(/?)(?=\w)", r"<\1x:", xml))
    assert "Excel" in refused(template, capsys)
    main_part = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    changed(
        template, "xl/workbook.xml", lambda xml: xml.replace(main_part, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    )
    assert "strict" in refused(template, capsys)
