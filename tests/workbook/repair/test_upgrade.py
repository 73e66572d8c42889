"""Workbooks and templates of an older structure: read, checked, and brought to the present one with nothing lost."""

import re
import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from tests.hosts.validator import validate
from tests.hosts.xlwings_libreoffice import open_book
from tests.plans import some_plan
from tests.proofs import variants
from tests.recalculation import differences, errors
from tests.workbook.changing import AS_OF, edited, entered, opened, parts, typed
from tests.workbook.grafting import grafted
from tests.workbook.removing import without_properties
from tests.workbook.repair.test_regenerate import cell_of, sheet_of
from xl_grc.builder.finishing import finished
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.ooxml.book import Book
from xl_grc.tables.plan import PLAN
from xl_grc.text import texts
from xl_grc.values import stored
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.expected.missing import missing_from
from xl_grc.workbook.expected.saved import same_value
from xl_grc.workbook.plan_writer import settings, write_plan
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.cells import read_cells
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import former_template, shipped_template

FORMER = Path(__file__).with_name("schema_1")
PLANS = {"plan_fr.xlsx": some_plan(8, 5), "plan_en.xlsx": some_plan(6, 2, date(2026, 7, 1))}
OF_CONTENT = {"outside_period", "plan_empty", "cost_without_amount"}
"""What is told of the dates and costs in these plans, and of a template without actions, in any version."""


def former(tmp_path, name="plan_fr.xlsx"):
    """A workbook of structure 1."""
    return Path(shutil.copy(FORMER / name, tmp_path / name))


def told(path):
    return [problem.key for problem in check(path.read_bytes(), path.name, AS_OF)]


@lru_cache(8)
def regenerated(content, name):
    """The same workbook is brought up once for all tests."""
    return regenerate(content, name, AS_OF)


def upgraded(path):
    """The workbook brought to the present structure; what was told."""
    made = regenerated(path.read_bytes(), path.name)
    path.write_bytes(made.content)
    return [problem.key for problem in made.problems]


def by_hand(path, edit):
    """The workbook as openpyxl saves it, the children of its fonts in the order of the format."""
    path.write_bytes(finished(edited(path, edit).read_bytes(), ["graphique"] * 9))
    return path


@pytest.mark.parametrize("name", PLANS)
def test_an_older_plan_is_read_and_checked_as_what_it_is(tmp_path, name):
    path = former(tmp_path, name)
    assert read_plan(path.read_bytes(), name).plan == PLANS[name]
    assert set(told(path)) - OF_CONTENT == {"schema_older"}


@pytest.mark.parametrize("name", variants("brand_fr.xlsx", *PLANS))
def test_it_becomes_a_present_one_in_which_every_program_agrees(tmp_path, name, office, validator):
    path = former(tmp_path, name)
    before = read_plan(path.read_bytes(), name)
    upgraded(path)
    after = read_plan(path.read_bytes(), name, formulas=True)
    assert after.plan == before.plan
    assert after.cells.book.properties["xl_grc_schema"] == "2"
    assert not any(missing_from(after.cells))
    assert set(told(path)) <= OF_CONTENT
    assert errors(path) == []
    assert validate(path) == []
    assert differences(office, path, tmp_path) == []
    once = path.read_bytes()
    upgraded(path)
    assert path.read_bytes() == once


def test_what_is_shown_is_what_a_new_workbook_of_the_plan_shows(tmp_path):
    path, new = former(tmp_path), tmp_path / "new.xlsx"
    upgraded(path)
    write_plan(PLANS["plan_fr.xlsx"], new, settings("fr", None, AS_OF))
    found, wanted = (read_plan(one.read_bytes(), "plan.xlsx").cells for one in (path, new))
    figures = {name for name, cell in PLAN.named_cells.items() if cell.computed is not None}
    moving = {name for name in figures if name.startswith(("Spot_", "Goto_"))}
    assert [one for one in figures - moving if not same_value(found.names[one], stored(wanted.names[one]))] == []
    rules = load_rules(path)
    for sheet, shown in load_rules(new).items():
        assert rules[sheet] == shown, sheet


def test_sheets_that_are_laid_out_anew_are_as_in_a_new_workbook(tmp_path):
    path, new = former(tmp_path), tmp_path / "new.xlsx"
    upgraded(path)
    write_plan(PLANS["plan_fr.xlsx"], new, settings("fr", None, AS_OF))
    found, wanted = opened(path), opened(new)
    for title in ("Accueil", "Budget", "Simulation", "Tableau de bord", "Paramètres"):
        sheet, other = found[title], wanted[title]
        held = {cell.coordinate: cell.value for row in other.iter_rows() for cell in row}
        assert {at: sheet[at].value for at in held} == held, title
        assert dict(sheet.tables.items()) == dict(other.tables.items())
        assert sheet.print_area == other.print_area
        assert {row: one.height for row, one in sheet.row_dimensions.items() if one.height} == {
            row: one.height for row, one in other.row_dimensions.items() if one.height
        }
    charts = [{name: data for name, data in parts(one).items() if "charts/chart" in name} for one in (path, new)]
    references = [{name: re.findall(rb"<(?:c:)?f>([^<]*)", data) for name, data in one.items()} for one in charts]
    assert references[0] == references[1]


def test_every_sheet_is_printed_as_that_of_a_new_workbook(tmp_path):
    """The same columns side by side, those that pages repeat, and where pages end."""
    path, new = former(tmp_path), tmp_path / "new.xlsx"
    upgraded(path)
    write_plan(PLANS["plan_fr.xlsx"], new, settings("fr", None, AS_OF))
    found, wanted = ({sheet.title: pages_of(sheet) for sheet in opened(one)} for one in (path, new))
    assert found == wanted
    assert [len(columns) for columns, *_ in wanted.values() if len(columns) != 1] == [2, 0, 0]


def pages_of(sheet):
    """The columns of each printed area, what each page repeats, the columns with which pages end."""
    columns = re.findall(r"\$([A-Z]+)\$1:\$([A-Z]+)", sheet.print_area or "")
    ends = [one.id for one in sheet.col_breaks.brk]
    return columns, sheet.print_title_cols, sheet.print_title_rows, ends


def load_rules(path):
    """How many rules of each format, validations and links each sheet has; columns of a table may stand elsewhere."""
    found = {}
    for sheet in opened(path):
        formats = sorted(len(one.rules) for one in sheet.conditional_formatting)
        asked = sorted(
            (one.type, str(one.operator), one.formula1)
            for one in sheet.data_validations.dataValidation
            for _ in one.sqref.ranges
        )
        found[sheet.title] = (sum(formats), [tuple(map(str, one)) for one in asked], len(sheet._hyperlinks))
    return found


def test_formulas_that_were_typed_over_or_changed_are_told(tmp_path):
    path = entered(former(tmp_path), ("Returns", "Marge", 0, 5))
    assert set(told(path)) - OF_CONTENT == {"schema_older", "formula_overwritten"}
    path = entered(former(tmp_path), ("Returns", "Marge", 0, "=A1*2"))
    assert "formula_changed" in told(path)


def test_a_sheet_that_was_deleted_is_told_and_comes_back(tmp_path):
    path = by_hand(former(tmp_path), lambda book: book.remove(book["Objectifs"]))
    assert "sheet_missing" in told(path)
    assert "sheet_added" in upgraded(path)
    assert "Objectifs" in opened(path).sheetnames


def test_foreign_parts_keep_their_bytes(tmp_path):
    path = former(tmp_path)
    foreign = grafted(path)
    upgraded(path)
    after = parts(path)
    assert {name for name in foreign if after.get(name) != foreign[name]} == set()


def test_own_columns_sheets_formulas_hidden_rows_and_printed_areas_stay(tmp_path):
    path = former(tmp_path)

    def edit(book):
        sheet, table = sheet_of(book, "Schedule")
        top, bottom = (int(row) for row in re.findall(r"[0-9]+", table.ref))
        right = sheet[table.ref][0][-1].column + 1
        sheet.cell(top, right, "Équipe")
        sheet.cell(top + 1, right, "Nord")
        table.ref = f"B{top}:{sheet.cell(top, right).column_letter}{bottom}"
        table.tableColumns.append(type(table.tableColumns[0])(id=99, name="Équipe"))
        sheet.row_dimensions[top + 2].hidden = True
        cell_of(book, "Actions", "Dépenses", 0).value = "=1000+234"
        book["Plan d'actions"].print_area = "B1:G25"
        own = book.create_sheet("Notes")
        own["A1"], own["B1"] = "Vu avec Lea", "=SUM(Actions[Recettes retenues])"

    by_hand(path, edit)
    upgraded(path)
    book = opened(path)
    sheet, table = sheet_of(book, "Schedule")
    headers = [cell.value for cell in sheet[table.ref][0]]
    assert headers.index("Équipe") == headers.index("Situation") + 1
    assert headers.index("Décalage des recettes") == headers.index("Équipe") + 1
    assert sheet[table.ref][1][headers.index("Équipe")].value == "Nord"
    assert sheet.row_dimensions[9].hidden
    assert cell_of(book, "Actions", "Dépenses", 0).value == "=1000+234"
    assert pages_of(book["Plan d'actions"])[0] == [("B", "G")]
    assert (book["Notes"]["A1"].value, book["Notes"]["B1"].value) == ("Vu avec Lea", "=SUM(Actions[Recettes retenues])")


def test_rows_that_people_inserted_stay(tmp_path, office):
    path = former(tmp_path)
    book = open_book(office, path)
    for sheet, row, count in (("Accueil", 3, 2), ("Budget", 3, 1), ("Planification", 2, 4), ("Tableau de bord", 20, 1)):
        book.impl.call("protection", sheet=sheet, protected=False)
        book.impl.call("insert_rows", sheet=sheet, row=row, count=count)
    path.unlink()
    book.api.SaveCopyAs(str(path))
    book.impl.close()
    before = read_plan(path.read_bytes(), path.name).cells
    upgraded(path)
    after = read_plan(path.read_bytes(), path.name).cells
    assert before.places["PlanROI"] == after.places["PlanROI"]
    assert before.tables["Schedule"].place.top == after.tables["Schedule"].place.top == 12
    assert after.places["Light_unreadable"].row == 23
    assert after.places["MonthName_1"].row == 9
    assert set(told(path)) <= OF_CONTENT
    assert differences(office, path, tmp_path) == []


def test_a_cell_in_the_way_of_new_columns_is_named(tmp_path):
    path = typed(former(tmp_path), {("Coûts", 9, 9): "à négocier"})
    with pytest.raises(InputError, match="column_place_taken") as refused:
        upgraded(path)
    assert [problem.cell for problem in refused.value.problems] == ["I9"]


def brand(tmp_path):
    path = former(tmp_path, "brand_fr.xlsx")
    return path, opened(path), upgraded(path)


def test_a_brand_keeps_its_look_and_new_cells_get_it(tmp_path):
    path, _, _ = brand(tmp_path)
    book = opened(path)
    sheet, table = sheet_of(book, "Schedule")
    heads = {cell.value: cell for cell in sheet[table.ref][0]}
    entry = sheet.cell(heads["Décalage des recettes"].row + 1, heads["Décalage des recettes"].column)
    assert heads["Décalage des recettes"].fill.fgColor.rgb == heads["N°"].fill.fgColor.rgb == "007A1F3D"
    assert entry.fill.fgColor.rgb == "00EAF6EA"  # of inputs
    fonts = {cell.font.name for one in book for row in one.iter_rows() for cell in row if cell.value is not None}
    assert fonts == {"Georgia"}
    colours = {"001F3A5F", "00DDE7F1", "00FFFBEB", "00F3F5F8", "0026323F"}
    used = {cell.fill.fgColor.rgb for one in book for row in one.iter_rows() for cell in row if cell.fill.fill_type}
    assert not colours & used


def test_what_the_brand_added_stays(tmp_path):
    path, before, keys = brand(tmp_path)
    book = opened(path)
    headers = [cell.value for cell in sheet_of(book, "Actions")[0]["B7:Z7"][0]]
    assert headers[-1] == "Conseiller"
    assert book["Plan d'actions"]["D7"].comment.text == "Un verbe, un public, un lieu."
    assert book["Mode d'emploi"]["A2"].value == "=TotalExpenses"
    assert book["Mode d'emploi"]["A1"].fill.fgColor.rgb == "00F7E3E8"
    content, former_content = parts(path), parts(FORMER / "brand_fr.xlsx")
    for part in ("xl/media/logo.png", "xl/drawings/logo.xml", "xl/theme/theme1.xml"):
        assert content[part] == former_content[part]
    home = book["Accueil"]
    assert home["J3"].value == "Version du réseau"
    hidden = {letters for letters, column in home.column_dimensions.items() if column.hidden}
    assert not hidden & {"H", "I", "J"}  # the logo and the text stand there
    assert (home["B35"].value, home["B40"].value) == (
        texts("fr")["lights.what.more_buyers"],
        before["Accueil"]["B32"].value,
    )
    assert home["B40"].font.i
    assert "upgrade_moved" in keys


def test_plans_are_written_from_the_upgraded_template(tmp_path, office, capsys):
    template, path = former(tmp_path, "brand_fr.xlsx"), tmp_path / "plan.xlsx"
    assert main(["new", "-o", str(path), "--template", str(template)]) == 1
    assert 'xl-grc regenerate "brand_fr.xlsx"' in capsys.readouterr().err
    assert main(["regenerate", str(template)]) == 0
    assert template.with_name("brand_fr.xlsx.bak").exists()
    plan = some_plan(5, 3)
    write_plan(plan, path, settings(None, template, AS_OF))
    assert read_plan(path.read_bytes(), path.name).plan == plan
    assert all(map(is_warning, check(path.read_bytes(), path.name, AS_OF)))
    assert differences(office, path, tmp_path) == []
    assert cell_of(opened(path), "Schedule", "Total des parts", 0).font.name == "Georgia"


def test_other_commands_take_older_plans(tmp_path, capsys):
    old = former(tmp_path)
    assert main(["new", str(old), "-o", str(tmp_path / "again.xlsx")]) == 0
    again = read_plan((tmp_path / "again.xlsx").read_bytes(), "again.xlsx")
    assert again.plan == PLANS["plan_fr.xlsx"]
    assert main(["next", str(old), "-o", str(tmp_path / "2027"), "--start", "2027-01"]) == 0
    (following,) = (tmp_path / "2027").glob("*.xlsx")
    assert read_plan(following.read_bytes(), "plan.xlsx").plan.start == date(2027, 1, 1)
    assert main(["collect", str(old), "-o", str(tmp_path / "all.xlsx"), "--as-of", "2026-09-15"]) == 0
    capsys.readouterr()


def test_a_network_counts_an_older_plan_as_what_it_becomes(tmp_path, capsys):
    old = former(tmp_path)
    summaries = [tmp_path / "before.xlsx", tmp_path / "after.xlsx"]
    for summary in summaries:
        assert main(["collect", str(old), "-o", str(summary), "--as-of", "2026-09-15"]) == 0
        upgraded(old)
    shown = [
        {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in opened(summary)}
        for summary in summaries
    ]
    (review,) = shown[0].keys() - {title for title in shown[0] if shown[0][title] == shown[1][title]}
    before, after = ([row for row in one[review][4:] if "sans montant" not in str(row)] for one in shown)
    assert [row[0] for row in before] == [str(old)]  # that it is of an older structure, and nothing else
    assert after == []
    capsys.readouterr()


def test_every_older_version_has_its_template():
    for language in ("fr", "en"):
        shipped = shipped_template(PLAN, language)
        now = read_cells(PLAN, Book(shipped.read_bytes(), shipped.name)).places
        for version in range(1, PLAN.version):
            path = former_template(PLAN, language, version)
            then = read_cells(PLAN, Book(path.read_bytes(), path.name)).places
            moved = [one for one in PLAN.named_inputs if then[one][1:] != now[one][1:]]
            assert moved == [], "what is typed there would stay in its old place"
        assert former_template(PLAN, language, 0) is None


def test_a_plan_that_does_not_say_its_version_is_known_by_its_names(tmp_path):
    path = without_properties(former(tmp_path))
    assert set(told(path)) - OF_CONTENT == {"schema_unknown"}
    upgraded(path)
    assert set(told(path)) <= OF_CONTENT
    assert read_plan(path.read_bytes(), path.name).plan == PLANS["plan_fr.xlsx"]
