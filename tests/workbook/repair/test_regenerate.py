"""Regenerating: missing rows, formulas, months; nothing of the user's lost; refusals that change nothing."""

import errno
import os
import re
from datetime import date, datetime
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.table import TableColumn, TableFormula

from tests.hosts.stripping import cached_values
from tests.reading import table as rows_of
from tests.recalculation import differences, errors
from tests.workbook.changing import AS_OF, changed, edited, entered, parts, sample, write_parts
from tests.workbook.grafting import grafted
from tests.workbook.removing import without_properties
from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.plan.period import calendar_months
from xl_grc.tables.schema import TABLES
from xl_grc.workbook.expected import check as check_module
from xl_grc.workbook.expected import contents
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.repair.next_year import hindrances
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned import plan as returned_plan
from xl_grc.workbook.returned.plan import read_plan


def made(path):
    """Regenerate in place; the reading before and after."""
    before = read_plan(path.read_bytes(), path.name, formulas=True)
    path.write_bytes(regenerate(path.read_bytes(), path.name, AS_OF).content)
    return before, read_plan(path.read_bytes(), path.name, formulas=True)


def sheet_of(book, table):
    """The sheet of a table and the place of its header row."""
    return next((sheet, sheet.tables[table]) for sheet in book if table in sheet.tables)


def cell_of(book, table, header, index=0):
    """A cell of a table by header."""
    sheet, found = sheet_of(book, table)
    head = sheet[found.ref][0]
    column = next(cell.column for cell in head if cell.value == header)
    return sheet.cell(head[0].row + 1 + index, column)


def mistakes(path):
    """The errors that check finds."""
    return [problem for problem in check(path.read_bytes(), path.name, AS_OF) if not is_warning(problem)]


def test_a_sound_workbook_keeps_every_byte(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 12)
    before = parts(path)
    made(path)
    assert parts(path) == before


def counted(monkeypatch, module, name):
    """How often a function of a module is called from there."""
    calls, function = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given, **named: calls.append(name) or function(*given, **named))
    return calls


@pytest.mark.parametrize(("damaged", "readings"), [(False, 1), (True, 2)])
def test_a_workbook_is_calculated_and_checked_once(tmp_path, monkeypatch, damaged, readings):
    """One that was changed is read once more, to be sure; what it must hold is known then."""
    path = sample(tmp_path / "plan.xlsx", 4)
    if damaged:
        changed(path, "xl/worksheets/sheet3.xml", lambda xml: re.sub(r"<f>IF\(.*?</f>", "<f>1</f>", xml, count=1))
    evaluated = counted(monkeypatch, contents, "evaluate_typed_rows")
    compared = counted(monkeypatch, check_module, "computed_cells")
    read = counted(monkeypatch, returned_plan, "read_actions")
    regenerate(path.read_bytes(), path.name, AS_OF)
    assert (len(evaluated), len(compared), len(read)) == (1, 1, readings)


def test_regenerating_twice_changes_nothing_more(tmp_path):
    path = sample(tmp_path / "plan.xlsx")
    entered(path, ("Actions", "Action", 6, "Ajoutée"))
    made(path)
    once = path.read_bytes()
    made(path)
    assert path.read_bytes() == once


def test_lost_properties_are_written_once(tmp_path):
    path = without_properties(sample(tmp_path / "plan.xlsx", 2))
    made(path)
    once = parts(path)["docProps/custom.xml"]
    assert once.count(b'name="xl_grc_schema"') == 1
    made(path)
    assert parts(path)["docProps/custom.xml"] == once


def test_names_are_found_whatever_their_case(tmp_path):
    """Excel knows a name by its letters alone: a second one would be a broken workbook."""
    path = sample(tmp_path / "plan.xlsx", 2)
    changed(path, "xl/workbook.xml", lambda xml: xml.replace('name="Company"', 'name="company"'))
    assert mistakes(path) == []
    made(path)
    names = re.findall(r'<definedName name="([^"]*)"', parts(path)["xl/workbook.xml"].decode())
    assert [name.casefold() for name in names].count("company") == 1


def test_a_pasted_text_with_carriage_returns_leaves_nothing_to_mend(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    name = rows_of(path, "Actions")[0]["Action"]
    pasted = f"<t>Salon_x000D_\n{escape(name)}</t>"
    changed(path, "xl/sharedStrings.xml", lambda xml: xml.replace(f"<t>{escape(name)}</t>", pasted))
    assert mistakes(path)
    made(path)
    assert mistakes(path) == []


def test_actions_typed_below_the_table_get_their_rows(tmp_path, office):
    path = sample(tmp_path / "plan.xlsx", 3)

    def fill(book):
        for index in range(3, 18):
            cell_of(book, "Actions", "Action", index).value = f"Action {index}"
            cell_of(book, "Actions", "Dépenses", index).value = 100 + index

    edited(path, fill)
    before, after = made(path)
    assert after.plan == before.plan
    assert len(after.plan.actions) == 18
    spare = TABLES["Actions"].spare_rows
    for table in ("Actions", "Schedule", "Returns"):
        numbers = [cell for cell in after.cells.columns[f"{table}.no"] if cell is not None]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == 18 + spare
        assert after.cells.tables[table].bottom == after.cells.tables[table].place.bottom
    assert mistakes(path) == []
    assert differences(office, path, tmp_path) == []
    assert errors(path) == []


def test_what_is_printed_follows_the_actions(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 3)

    def fill(book):
        for index in range(3, 9):
            cell_of(book, "Actions", "Action", index).value = f"Action {index}"
        book["Objectifs"].print_area = "B1:D17"

    edited(path, fill)
    made(path)
    book = load_workbook(path)
    for table in ("Actions", "Schedule"):
        sheet, found = sheet_of(book, table)
        assert sheet.print_area.rpartition("$")[2] == re.findall("[0-9]+", found.ref)[-1]
    assert book["Objectifs"].print_area.endswith("$17")


def test_own_formulas_that_name_cells_of_their_row_are_not_repeated(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 3)
    formulas = {"Majoré": "H8*1.2", "Taxé": "Actions[[#This Row],[Dépenses]]*$B$3"}

    def add(book):
        sheet, table = sheet_of(book, "Actions")
        rows = sheet[table.ref]
        for column, (name, formula) in enumerate(formulas.items(), rows[0][-1].column + 1):
            sheet.cell(rows[0][0].row, column).value = name
            table.tableColumns.append(TableColumn(id=90 + column, name=name))
            table.tableColumns[-1].calculatedColumnFormula = TableFormula(attr_text=formula)
        table.ref = f"{rows[0][0].coordinate}:{sheet.cell(rows[-1][0].row, column).coordinate}"
        cell_of(book, "Actions", "Action", 9).value = "Ajoutée"

    edited(path, add)
    made(path)
    sheet, table = sheet_of(load_workbook(path), "Actions")
    assert [cell.value for cell in sheet[table.ref][-1][-2:]] == [None, f"={formulas['Taxé']}"]


def test_formulas_are_repaired_and_typed_ones_kept(tmp_path, office):
    path = sample(tmp_path / "plan.xlsx", 4)

    def damage(book):
        cell_of(book, "Actions", "Dépenses retenues", 1).value = 999
        cell_of(book, "Returns", "ROI", 0).value = "=1+1"
        cell_of(book, "Budget", "Cumul prévu", 3).value = None
        cell_of(book, "Returns", "Acheteurs", 2).value = "=10*3"

    edited(path, damage)
    assert {"formula_overwritten", "formula_changed", "formula_missing"} <= {one.key for one in mistakes(path)}
    _, after = made(path)
    assert mistakes(path) == []
    assert after.cells.formulas["Returns.buyers"][2] == "10*3"
    assert not any(after.cells.formulas["Actions.expenses"])
    assert len(after.cells.formulas["Actions.effective_expenses"]) == 4 + TABLES["Actions"].spare_rows


def without_last_row(book, table):
    """A table of a fixed size after its last row was deleted; the cell of that row in the table's first column."""
    sheet, found = sheet_of(book, table)
    row = sheet[found.ref][-1]
    for cell in row:
        cell.value = None
    found.ref = found.ref.replace(str(row[0].row), str(row[0].row - 1))
    found.autoFilter = None
    return row[0]


@pytest.mark.parametrize("table", ["Budget", "ByType"])
def test_lost_rows_of_a_table_of_a_fixed_size_come_back(tmp_path, office, table):
    path = sample(tmp_path / "plan.xlsx", 4)
    edited(path, lambda book: without_last_row(book, table))
    assert "rows_lost" in {one.key for one in mistakes(path)}
    made(path)
    assert "rows_lost" not in {one.key for one in mistakes(path)}
    assert differences(office, path, tmp_path) == []
    once = path.read_bytes()
    made(path)
    assert path.read_bytes() == once


@pytest.mark.parametrize("table", ["Budget", "ByType"])
def test_what_stands_in_the_place_of_lost_rows_is_not_overwritten(tmp_path, table):
    path = sample(tmp_path / "plan.xlsx", 4)
    edited(path, lambda book: setattr(without_last_row(book, table), "value", "Ma note"))
    with pytest.raises(InputError, match="cells_below"):
        made(path)


@pytest.mark.parametrize("start", [date(2026, 4, 1), date(2025, 11, 1)])
def test_month_names_follow_the_first_month_and_marks_stay_in_their_columns(tmp_path, office, start):
    path = sample(tmp_path / "plan.xlsx", 9)
    first = read_plan(path.read_bytes(), path.name).plan

    def move(book):
        ((sheet, address),) = book.defined_names["PeriodStart"].destinations
        book[sheet][address.replace("$", "")].value = datetime(start.year, start.month, 14)  # noqa: DTZ001

    edited(path, move)
    assert "months_disagree" in {one.key for one in mistakes(path)}
    _, after = made(path)
    now = dict(enumerate(calendar_months(start.month), 1))  # the plan began in January: marks stay in their columns
    moved = [one._replace(months=tuple(sorted(map(now.get, one.months)))) for one in first.actions]
    assert after.plan == first._replace(start=start, actions=tuple(moved))
    assert next(iter(after.cells.tables["Schedule"].placed.months.values())) == start.month
    assert not {one.key for one in mistakes(path)}
    assert differences(office, path, tmp_path) == []


def test_foreign_parts_keep_their_bytes(tmp_path):
    path = sample(tmp_path / "plan.xlsm", 4)
    foreign = grafted(path)
    changed(path, "xl/worksheets/sheet3.xml", lambda xml: re.sub(r"<f>IF\(.*?</f>", "<f>1</f>", xml, count=1))
    before = parts(path)
    made(path)
    after = parts(path)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert {name for name in foreign if after[name] != foreign[name]} == set()
    expected = {"xl/worksheets/sheet3.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    assert {name for name in after if after[name] != before[name]} <= expected


def test_sorted_rows_own_columns_and_formats_stay(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 5)

    def change(book):
        from openpyxl.styles import PatternFill

        sheet, table = sheet_of(book, "Costs")
        rows = sheet[table.ref]
        head = rows[0]
        first, second = ([cell.value for cell in row] for row in rows[1:3])
        for cells, values in ((rows[1], second), (rows[2], first)):
            for cell, value in zip(cells, values, strict=True):
                cell.value = value
        rows[1][0].fill = PatternFill("solid", fgColor="FFFF00")
        sheet.cell(head[0].row, head[-1].column + 1).value = "Fournisseur"
        for offset in range(1, len(rows)):
            sheet.cell(head[0].row + offset, head[-1].column + 1).value = f"F{offset}"
        table.ref = f"{head[0].coordinate}:{sheet.cell(rows[-1][0].row, head[-1].column + 1).coordinate}"
        table.tableColumns.append(TableColumn(id=90, name="Fournisseur"))

    edited(path, change)
    before, after = made(path)
    assert after.plan == before.plan
    assert after.cells.extra["Costs"] == before.cells.extra["Costs"]
    assert after.cells.extra["Costs"]["Fournisseur"][0] == "F1"
    assert mistakes(path) == []


def test_a_file_saved_by_libreoffice_is_made_whole(tmp_path, office):
    path = sample(tmp_path / "plan.xlsx", 6, start=date(2026, 7, 1))
    saved = tmp_path / "saved.xlsx"
    with office.open(path) as document:
        document.save(saved)
    edited_again = changed(saved, "docProps/custom.xml", lambda xml: xml.replace("xl_grc_schema", "autre"))
    _, after = made(edited_again)
    assert after.cells.book.properties["xl_grc_schema"]
    assert after.cells.book.properties["autre"]
    assert "calculatedColumnFormula" in "".join(
        data.decode() for name, data in parts(saved).items() if name.startswith("xl/tables/")
    )
    assert differences(office, saved, tmp_path) == []


def test_a_missing_column_comes_back(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 3)

    def remove(book):
        sheet, table = sheet_of(book, "Tracking")
        rows = sheet[table.ref]
        for row in rows:
            row[-1].value = None
        table.ref = f"{rows[0][0].coordinate}:{rows[-1][-2].coordinate}"
        table.tableColumns.pop()

    edited(path, remove)
    assert "column_missing" in {one.key for one in mistakes(path)}
    before, after = made(path)
    assert after.plan == before.plan
    assert not after.cells.tables["Tracking"].placed.missing
    assert mistakes(path) == []


def twice(book):
    cell_of(book, "Actions", "N°", 1).value = 1


def below(book):
    sheet, table = sheet_of(book, "Schedule")
    bottom = sheet[table.ref][-1][0].row
    sheet.cell(bottom + 2, 3).value = "Ma note"
    cell_of(book, "Actions", "Action", 12).value = "Dernière"


def renamed(book):
    _, table = sheet_of(book, "Actions")
    cell_of(book, "Actions", "Secteur", -1).value = "Territoire"
    next(column for column in table.tableColumns if column.name == "Secteur").name = "Territoire"


@pytest.mark.parametrize(
    ("edit", "key"), [(twice, "number_twice"), (below, "cells_below"), (renamed, "header_renamed")]
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(tmp_path, edit, key, capsys):
    path = edited(sample(tmp_path / "plan.xlsx", 3), edit)
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        regenerate(before, path.name, AS_OF)
    assert key in {one.key for one in caught.value.problems}
    assert main(["regenerate", str(path)]) == 1
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]
    assert len(capsys.readouterr().err.splitlines()) == len(caught.value.problems)


@pytest.mark.parametrize(("typed", "told"), [("1 - Salon", "row_outside_table"), ("Total", "cells_below")])
def test_a_row_in_the_way_of_others_below_a_table_is_told_with_what_to_do(tmp_path, typed, told):
    """`new`, which the message for other cells names, would refuse it too."""
    path = sample(tmp_path / "plan.xlsx", 2)
    bottom = len(rows_of(path, "Tracking"))
    entered(path, ("Tracking", "Dépenses", bottom, 500.0), ("Tracking", "Action", bottom + 2, typed))
    with pytest.raises(InputError) as caught:
        regenerate(path.read_bytes(), path.name, AS_OF)
    assert [(one.key, one.cell) for one in caught.value.problems] == [(told, f"C{8 + bottom + 2}")]


def test_a_signed_workbook_is_refused(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    write_parts(path, parts(path) | {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    with pytest.raises(InputError, match="signed"):
        regenerate(path.read_bytes(), path.name, AS_OF)


def test_a_full_disk_leaves_the_workbook_and_no_half_backup(tmp_path, monkeypatch):
    path = sample(tmp_path / "plan.xlsx", 2)
    original = path.read_bytes()

    def full(handle, data):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    assert main(["regenerate", str(path), "--as-of", "2026-09-15"]) == 1
    assert path.read_bytes() == original
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]


def test_the_command_keeps_a_backup_and_never_loses_the_first(tmp_path, capsys):
    path = edited(sample(tmp_path / "plan.xlsx", 2), lambda book: None)
    original = path.read_bytes()
    assert main(["regenerate", str(path), "--as-of", "2026-09-15"]) == 0
    assert (tmp_path / "plan.xlsx.bak").read_bytes() == original
    assert main(["regenerate", str(path), "--as-of", "2026-09-15"]) == 0
    assert (tmp_path / "plan.xlsx.bak2").read_bytes() == original
    assert main(["regenerate", str(path), "--output", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "plan.xlsx").exists()
    (tmp_path / "~$plan.xlsx").write_bytes(b"x")
    assert main(["regenerate", str(path)]) == 1


def test_workbooks_of_the_same_name_are_not_written_over_each_other(tmp_path, capsys):
    paths = []
    for seed, name in enumerate(("durand", "martin"), 1):
        (tmp_path / name).mkdir()
        paths.append(sample(tmp_path / name / "plan.xlsx", 2, seed))
    assert main(["regenerate", *map(str, paths), "--output", str(tmp_path / "out")]) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["plan.xlsx"]
    assert read_plan((tmp_path / "out" / "plan.xlsx").read_bytes(), "").plan.company == "Essai 1"
    assert f"{paths[1]} : " in capsys.readouterr().err


def test_numbers_typed_as_text_become_numbers(tmp_path, office):
    path = sample(tmp_path / "plan.xlsx", 5)

    def retype(book):
        for index in range(3):
            cell_of(book, "Actions", "N°", index).value = str(index + 1)
            cell_of(book, "Schedule", "N°", index).value = str(index + 1)

    edited(path, retype)
    assert "typed_as_text" in {one.key for one in mistakes(path)}
    before, after = made(path)
    assert after.plan == before.plan
    assert after.cells.columns["Actions.no"][:5] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert differences(office, path, tmp_path) == []


def test_marks_of_rows_without_a_number_go_to_nobody(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 5)

    def forget(book):
        for index in range(3):
            cell_of(book, "Schedule", "N°", index).value = None
            cell_of(book, "Schedule", "Mars", index).value = "x"

    edited(path, forget)
    before, after = made(path)
    assert after.plan == before.plan
    assert not any(action.months for action in after.plan.actions if action.no <= 3)
    assert {"row_without_number"} == {one.key for one in mistakes(path)} == {one.key for one in hindrances(after)}


def respelled(book):
    _, table = sheet_of(book, "Actions")
    cell_of(book, "Actions", "Dépenses", -1).value = "DEPENSES"
    next(column for column in table.tableColumns if column.name == "Dépenses").name = "DEPENSES"


def test_a_respelled_header_is_written_as_formulas_name_it(tmp_path, office):
    path = edited(sample(tmp_path / "plan.xlsx", 4), respelled)
    assert {one.key for one in check(path.read_bytes(), path.name, AS_OF)} & {
        "header_respelled",
        "formula_changed",
    } == {"header_respelled"}
    before, after = made(path)
    assert after.plan == before.plan
    assert mistakes(path) == []
    assert differences(office, path, tmp_path) == []


def test_a_respelled_header_that_other_formulas_use_is_refused(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 4)

    def use(book):
        respelled(book)
        book.create_sheet("Notes")["A1"].value = "=SUM(Actions[DEPENSES])"

    edited(path, use)
    with pytest.raises(InputError, match="header_in_use"):
        regenerate(path.read_bytes(), path.name, AS_OF)


def test_values_that_lean_on_an_input_without_one_are_left_to_the_spreadsheet(tmp_path, office):
    path = sample(tmp_path / "plan.xlsx", 4)
    edited(path, lambda book: setattr(cell_of(book, "Actions", "Dépenses", 1), "value", "=1/0"))
    assert "input_not_calculated" in {one.key for one in check(path.read_bytes(), path.name, AS_OF)}
    made(path)
    once = path.read_bytes()
    assert {cached for cells in cached_values(path).values() for cached in cells.values()} == {None}
    made(path)
    assert path.read_bytes() == once


def shared(path, column, damage):
    """A column of the actions whose cells share one formula, as Excel may save it; its first cell damaged."""
    reading = read_plan(path.read_bytes(), path.name, formulas=True)
    table = reading.cells.tables["Actions"]
    letters = table.address(column, 0).rstrip("0123456789")
    first, last = table.place.top, table.place.bottom

    def share(found):
        row = int(found[2])
        one = f't="shared" ref="{letters}{first}:{letters}{last}" si="7">{found[4]}</f>' if row == first else ""
        return f"{found[1]}<f {one}" if one else f'{found[1]}<f t="shared" si="7"/>'

    def change(xml):
        xml = re.sub(rf'(<c r="{letters}([0-9]+)"([^>]*)>)<f>([^<]*)</f>', share, xml)
        return re.sub(rf'(<c r="{letters}{first}"[^>]*><f[^>]*>[^<]*</f><v>)[^<]*', rf"\g<1>{damage}", xml)

    return changed(path, table.sheet.part, change)


def test_cells_that_share_the_formula_of_a_mended_one_keep_it(tmp_path, office):
    path = shared(sample(tmp_path / "plan.xlsx", 5), "effective_expenses", 1)
    assert {one.key for one in mistakes(path)} == {"value_outdated"}
    made(path)
    assert mistakes(path) == []
    assert differences(office, path, tmp_path) == []
