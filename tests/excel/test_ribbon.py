"""Every command of the ribbon on a live spreadsheet: LibreOffice through an engine of xlwings."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.excel.live_plans import (
    ENGLISH,
    FRENCH,
    assert_like_new,
    calculated,
    foreign_sheet,
    from_april,
    place,
    read,
    refused,
    state,
)
from tests.hosts.xlwings_libreoffice import open_book
from tests.inputs.given import excel_file
from tests.plans import shown_plan, some_plan
from tests.proofs import variants
from xl_grc.errors import InputError
from xl_grc.excel import live_host, ribbon
from xl_grc.functions.units import NUMBER
from xl_grc.plan.model import Action, Plan
from xl_grc.workbook.repair.changes import Changes, Growth, Write


def test_a_complete_plan_is_left_alone(opened):
    book = opened(shown_plan())
    before = state(book)
    assert ribbon.run(book, "regenerate", FRENCH) == FRENCH["ribbon.complete"]
    assert state(book) == before


@pytest.mark.parametrize("language", variants("fr", "en"))
def test_regenerate_mends_and_keeps(opened, language):
    book = opened(some_plan(4, 3), language)
    mine = foreign_sheet(book, "=SUM(Returns[Contacts])")
    place(book, "Actions", "label", 1).value = "écrasé"
    place(book, "Returns", "margin", 0).clear_contents()
    place(book, "Returns", "buyers", 2).formula = "=2*3"
    place(book, "Actions", "action", 4).value = "Nouvelle action"
    before, plan = state(book, without=("Accueil", "Home")), read(book).plan
    told = ribbon.run(book, "regenerate", ENGLISH)
    assert "put right" in told and "Ctrl+Z" in told
    assert read(book).plan == plan
    assert mine.range("B2").formula == "=SUM(Returns[Contacts])"
    after = state(book)
    changed = [
        (title, down, right)
        for title in before
        for down, row in enumerate(before[title])
        for right, cell in enumerate(row)
        if after[title][down][right] != cell
    ]
    assert len(changed) == 2, changed
    assert place(book, "Returns", "buyers", 2).formula == "=2*3"
    assert_like_new(book)


def test_more_actions_than_rows(opened):
    book = opened(some_plan(2, 5))
    mine = foreign_sheet(book)
    wide = book.sheets["Rentabilité"].tables["Returns"].range
    right = wide.column + wide.shape[1]
    book.sheets["Rentabilité"].range((wide.row, right)).value = "Double du coût"
    area = book.sheets["Rentabilité"].range((wide.row, wide.column), (wide.row + wide.shape[0] - 1, right))
    book.sheets["Rentabilité"].tables["Returns"].resize(area)
    for row in range(wide.shape[0] - 1):
        book.sheets["Rentabilité"].range((wide.row + 1 + row, right)).formula = "=SUM(Returns[[#This Row],[Coût]],1)"
    for row in range(2, 12):
        place(book, "Actions", "action", row).value = f"Action {row}"
        place(book, "Actions", "expenses", row).value = 100 * row
    assert "lignes ajoutées" in ribbon.run(book, "regenerate", FRENCH)
    reading = read(book)
    assert len(reading.plan.actions) == 12
    assert reading.cells.columns["Schedule.no"] == reading.cells.columns["Actions.no"]
    assert reading.cells.columns["Returns.no"] == reading.cells.columns["Actions.no"]
    assert len(reading.cells.columns["Actions.no"]) == 22
    assert mine.range("B2").formula == "=SUM(Actions[Dépenses])"
    last = wide.row + 22
    assert book.sheets["Rentabilité"].range((last, right)).formula == "=SUM(Returns[[#This Row],[Coût]],1)"
    assert_like_new(book)
    before = state(book)
    assert ribbon.run(book, "regenerate", FRENCH) == FRENCH["ribbon.complete"]
    assert state(book) == before


def test_another_first_month(opened):
    book = opened(some_plan(5, 2))
    plan = read(book).plan
    name = read(book).cells.places["PeriodStart"]
    book.sheets[name.sheet.title].range((name.row, name.column)).value = 46113  # 1 April 2026
    ribbon.run(book, "regenerate", FRENCH)
    reading = read(book)
    assert reading.plan == from_april(plan)
    schedule = reading.cells.tables["Schedule"]
    headers = book.sheets[schedule.sheet.title].tables["Schedule"].header_row_range.options(ndim=1).value
    assert headers[3:5] + headers[14:15] == ["Avril", "Mai", "Mars"]
    assert book.sheets["Budget"].api.ProtectContents
    assert_like_new(book)


@pytest.mark.parametrize("actions", [0, *variants(60, 1)])
def test_any_number_of_actions(opened, actions):
    plan = some_plan(actions, 7) if actions else Plan("Vide", date(2026, 1, 1))
    book = opened(plan)
    place(book, "Actions", "label", 0).clear_contents()
    ribbon.run(book, "regenerate", FRENCH)
    assert read(book).plan == plan
    assert_like_new(book)


def test_filters_and_order_and_other_titles(opened):
    book = opened(some_plan(6, 4))
    book.sheets["Rentabilité"].name = "Nos résultats"
    book.impl.call("sort", table="Actions", column="Action", ascending=False)
    plan = read(book).plan
    place(book, "Returns", "roi", 3).clear_contents()
    ribbon.run(book, "regenerate", FRENCH)
    assert read(book).plan == plan
    assert place(book, "Returns", "roi", 3).formula.startswith("=")


def test_a_filter_is_cleared_first(opened):
    book = opened(some_plan(6, 4))
    plan = read(book).plan
    book.impl.call("filter", name="Actions", field=2, text=plan.actions[0].action)
    assert book.impl.call("hidden_rows", sheet="Plan d'actions") > 4
    place(book, "Actions", "label", 3).clear_contents()
    ribbon.run(book, "regenerate", FRENCH)
    assert book.impl.call("hidden_rows", sheet="Plan d'actions") == 0
    assert read(book).plan == plan
    assert place(book, "Actions", "label", 3).formula.startswith("=")


def test_a_moved_table(opened):
    book = opened(some_plan(3, 1))
    plan = read(book).plan
    book.impl.call("insert_rows", sheet="Rentabilité", row=2, count=5)
    place(book, "Returns", "roi", 1).clear_contents()
    ribbon.run(book, "regenerate", FRENCH)
    assert read(book).plan == plan
    assert_like_new(book)


def test_cells_below_a_table_are_not_written_over(opened):
    book = opened(some_plan(2, 5))
    for row in range(2, 12):
        place(book, "Actions", "action", row).value = f"Action {row}"
    place(book, "Schedule", "month_3", 15).value = "ma note"
    assert "G23" in refused(book)


def test_two_workbooks_open(opened):
    first, second = opened(some_plan(3, 1)), opened(some_plan(3, 2), name="autre.xlsx")
    place(first, "Returns", "roi", 0).clear_contents()
    before = state(second)
    ribbon.run(first, "regenerate", FRENCH)
    assert state(second) == before


def test_a_password_is_respected(opened):
    book = opened(some_plan(3, 1))
    place(book, "Returns", "roi", 0).clear_contents()
    book.impl.call("protection", sheet="Rentabilité", protected=True, password="secret")
    before = state(book)
    assert "protégée" in ribbon.run(book, "regenerate", FRENCH)
    assert state(book) == before
    assert book.sheets["Rentabilité"].api.ProtectContents


def test_a_renamed_header_and_a_number_twice_are_refused(opened):
    book = opened(some_plan(3, 1))
    place(book, "Returns", "contacts", -1).value = "Touchés"
    assert "Contacts" in refused(book)
    book = opened(some_plan(3, 1))
    place(book, "Actions", "no", 1).value = 1
    assert "1" in refused(book, ENGLISH)


@pytest.mark.parametrize("typed", variants("Depenses", "DÉPENSES", "Expenses"))
def test_a_header_spelled_anew_is_mended(opened, typed):
    book = opened(Plan("X", date(2026, 1, 1), (Action(1, "Salon", expenses=100.0, revenue=300.0, months=(1,)),)))
    head, shown = place(book, "Actions", "expenses", -1), place(book, "Actions", "effective_expenses", 0)
    mine = foreign_sheet(book)
    head.value = typed
    ribbon.run(book, "regenerate", FRENCH)
    book.impl.call("recalculate")
    assert (head.value, shown.value, mine.range("B2").value) == ("Dépenses", 100.0, 100.0)
    assert ribbon.run(book, "regenerate", FRENCH) == FRENCH["ribbon.complete"]


def test_what_stands_directly_below_a_table_is_kept(opened):
    """LibreOffice extends no table when a row is typed below it; Excel need not, either."""
    book = opened(some_plan(2, 5))
    rows = len(read(book).cells.columns["Costs.action"])
    for key, value in (("action", "1 - Salon & foire 1"), ("item", "Stand"), ("quantity", 2), ("unit_cost", 50)):
        place(book, "Costs", key, rows).value = value
    place(book, "Costs", "unit", rows).formula = '="pièce"&"s"'
    plan = read(book).plan
    assert plan.costs[-1][1:5] == ("Stand", 2.0, "pièces", 50.0)
    ribbon.run(book, "regenerate", FRENCH)
    assert read(book).plan == plan
    assert place(book, "Costs", "unit", rows).formula == '="pièce"&"s"'
    assert [amount for amount in calculated(book)["Costs.amount"] if amount] == [100]
    assert place(book, "Actions", "effective_expenses", 0).value == 100


def test_a_deleted_column_is_refused(opened):
    book = opened(some_plan(3, 1))
    table = book.sheets["Suivi"].tables["Tracking"]
    whole = table.range
    table.resize(
        book.sheets["Suivi"].range((whole.row, whole.column), (whole.row + whole.shape[0] - 1, whole.column + 5))
    )
    assert "Acheteurs" in refused(book)


def test_merged_cells_are_refused_before_anything_is_written(opened):
    book = opened(some_plan(2, 5))
    for row in range(2, 12):
        place(book, "Actions", "action", row).value = f"Action {row}"
    first = place(book, "Actions", "means", 3)
    book.sheets["Plan d'actions"].range((first.row, first.column), (first.row + 1, first.column)).merge()
    assert "fusionnées" in refused(book)


def fail_late(monkeypatch, after):
    """Writing fails once some blocks of cells are written."""
    put, done = live_host._put, []

    def failing(*arguments):
        if len(done) == after:
            raise OSError("no more")
        done.append(None)
        return put(*arguments)

    monkeypatch.setattr(live_host, "_put", failing)


def test_everything_is_put_back_when_writing_fails(opened, monkeypatch):
    book = opened(some_plan(2, 5))
    for row in range(2, 12):
        place(book, "Actions", "action", row).value = f"Action {row}"
    below = len(read(book).cells.columns["Costs.action"])
    place(book, "Costs", "item", below).value = "Stand"
    place(book, "Costs", "quantity", below).formula = "=1+1"
    before, tables = state(book), {name: read.place for name, read in read(book).cells.tables.items()}
    fail_late(monkeypatch, 2)
    folder = Path(book.fullname).parent
    assert "no more" in ribbon.run(book, "regenerate", FRENCH)
    assert [one.name for one in folder.iterdir()] == [book.name], "no copy of what did not change"
    assert {name: read.place for name, read in read(book).cells.tables.items()} == tables
    after = state(book)
    for title, rows in before.items():
        assert after[title][: len(rows)] == rows, title


def test_an_import_that_fails_late_leaves_nothing(opened, monkeypatch, tmp_path):
    book = opened(some_plan(2, 5))
    path = tmp_path / "actions.csv"
    path.write_text("action;depenses\n" + "".join(f"Action {one};1\n" for one in range(15)), "utf-8")
    book.impl.call("protection", sheet="Budget", protected=False)
    place(book, "Budget", "planned_expenses", 0).value = "écrasé sur une feuille protégée"
    book.impl.call("protection", sheet="Budget", protected=True)
    before = state(book)

    fail_late(monkeypatch, 6)
    assert "no more" in ribbon.run(book, "import", FRENCH, str(path))
    after = state(book)
    for title, rows in before.items():
        assert after[title][: len(rows)] == rows, title
    assert book.sheets["Budget"].api.ProtectContents
    assert len(read(book).plan.actions) == 2


def test_a_workbook_that_is_no_plan(office, opened, tmp_path, monkeypatch):
    book = opened(some_plan(1, 1)).app.books.add()
    app = book.impl.app
    assert ribbon.run(book, "regenerate", FRENCH) == FRENCH["ribbon.not_a_plan"]
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    app.answer = "yes"
    assert "Plan d'actions.xlsx" in ribbon.run(book, "check", FRENCH)
    assert len(app.open) == 3
    assert read(book.app.books[2]).plan.actions == ()


def test_check(opened):
    book = opened(some_plan(3, 1, date(2026, 1, 1), details=False))
    assert ribbon.run(book, "check", FRENCH) == FRENCH["ribbon.checked_well"]
    place(book, "Returns", "margin", 0).value = 12
    before = state(book)
    told = ribbon.run(book, "check", ENGLISH)
    assert state(book) == before
    assert "Errors: 1; remarks: 1" in told  # what follows from the error is one remark
    assert book.impl.app.alerts[-1] == told


def test_new_writes_over_nothing(opened, tmp_path):
    book, path = opened(some_plan(1, 1)), tmp_path / "new.xlsx"
    ribbon.run(book, "new", ENGLISH, str(path))
    assert read(book.app.books[1]).cells.language == "en"
    path.write_bytes(b"somebody's plan")
    assert ENGLISH["problems.file_exists"] in ribbon.run(book, "new", ENGLISH, str(path))
    assert path.read_bytes() == b"somebody's plan"


def test_import(opened, tmp_path):
    plan = some_plan(3, 1, details=False)
    book = opened(plan)
    mine = foreign_sheet(book)
    path = tmp_path / "actions.csv"
    lines = [f"=Action {one};{100 * one};mars-mai;50;5;20;{one % 2 * '0,4'}" for one in range(1, 13)]
    path.write_text("\n".join(["action;depenses;mois;contacts;acheteurs;prix;taux de marge", *lines]), "utf-8")
    told = ribbon.run(book, "import", FRENCH, str(path))
    assert "Actions importées : 12, à partir du n° 4" in told
    found = read(book).plan
    assert found.actions[:3] == plan.actions
    assert [action.no for action in found.actions] == list(range(1, 16))
    added = found.actions[3]
    assert (added.action, added.expenses, added.months, added.buyers, added.margin_rate) == (
        "=Action 1",
        100,
        (3, 4, 5),
        5,
        0.4,
    )
    assert mine.range("B2").formula == "=SUM(Actions[Dépenses])"
    assert_like_new(book, opened)  # a sum of thirds is a tie of half a cent here: which way it goes is the office's
    before = state(book)
    path.write_text("action;depenses\nA;beaucoup\n", "utf-8")
    assert FRENCH["ribbon.nothing_changed"] in ribbon.run(book, "import", FRENCH, str(path))
    assert state(book) == before


def test_import_of_a_table_with_months_as_columns(opened, tmp_path):
    """Thousands, a total below and one beside; the budget then has in each month what the table had."""
    book = opened(Plan("Vide", date(2026, 3, 1)))
    months = FRENCH["months"]
    amounts = {"Publicité": [0.5] * 12, "Salon": [None] * 8 + ["4,5", None, 1, None]}
    rows = [
        ["Plan 2026 (montants en k€)"],
        [],
        ["Action", *(f"{name} (k€)" for name in months), "Total", "Délai des recettes"],
    ]
    rows += [
        [name, *cells, total, delay]
        for (name, cells), total, delay in zip(amounts.items(), (6, 5.5), (None, 2), strict=True)
    ]
    rows.append(["TOTAL", *[0.5] * 8, 5, 0.5, 1.5, 0.5, 11.5])
    told = ribbon.run(book, "import", FRENCH, str(excel_file(tmp_path / "actions.xlsx", rows)))
    assert "Actions importées : 2, à partir du n° 1" in told
    assert "« TOTAL »" in told and "Total" in told
    advertising, fair = read(book).plan.actions
    assert (advertising.expenses, advertising.months, advertising.shares) == (6_000, tuple(range(1, 13)), ())
    assert (fair.expenses, fair.months, fair.revenue_delay) == (5_500, (9, 11), 2)
    assert fair.shares[0] == 4.5 * fair.shares[1]
    planned = [5_000 if month == 9 else 1_500 if month == 11 else 500 for month in (*range(3, 13), 1, 2)]
    assert calculated(book)["Budget.planned_expenses"] == planned
    assert ribbon.run(book, "check", FRENCH).startswith((FRENCH["ribbon.checked_well"], "Erreurs : 0"))


def test_compare(opened):
    book = opened(shown_plan())
    before = state(book)
    assert ribbon.run(book, "compare", FRENCH) == FRENCH["ribbon.compared"]
    assert len(book.app.books) == 2
    assert book.app.books[1].sheets[0].range("A2").value
    assert state(book) == before
    empty = opened(Plan("Vide", date(2026, 1, 1)))
    assert ribbon.run(empty, "compare", FRENCH) == FRENCH["ribbon.nothing_to_compare"]


def test_compare_judges_no_action_whose_margin_is_unknown(opened):
    """The plan of the course gives neither margin rates nor contacts."""
    actions = (
        Action(1, "Recruter", expenses=35_000.0, revenue=135_000.0, contacts=70.0),
        Action(2, "Salon", expenses=5.0),
    )
    known = Action(3, "Mailing", expenses=10.0, revenue=40.0, margin_rate=0.5)
    book = opened(Plan("Cours", date(2026, 1, 1), actions))
    ribbon.run(book, "compare", FRENCH)
    written = book.app.books[1].sheets[0].used_range.value
    assert written == [
        ["Rang contact", "Action", "Coût", "Contacts", "Coût par contact"],
        [1, "Recruter", 35_000, 70, 500],
        [None, "Salon", 5, 0, None],
    ]
    book = opened(Plan("Cours", date(2026, 1, 1), (*actions, known)), name="autre.xlsx")
    ribbon.run(book, "compare", FRENCH)
    _, *rows = book.app.books[-1].sheets[0].used_range.value
    assert [(row[0], row[1], row[6], row[7]) for row in rows] == [
        (1, "Mailing", 2, "Rentable"),
        (None, "Recruter", None, "À compléter"),
        (None, "Salon", None, "À compléter"),
    ]


def test_pdf(opened, tmp_path):
    book = opened(shown_plan())
    before = state(book)
    ribbon.run(book, "pdf", FRENCH, str(tmp_path / "plan.pdf"))
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert state(book) == before


def test_batch_and_consolidate(opened, tmp_path):
    book = opened(shown_plan())
    before = state(book)
    path = tmp_path / "entreprises.csv"
    path.write_text("entreprise;action;depenses\nDurand;Salon;100\nMartin;Mailing;50\n", "utf-8")
    assert "Classeurs écrits : 2" in ribbon.run(book, "batch", FRENCH, str(path))
    folder = tmp_path / "entreprises plans"
    assert sorted(one.stem for one in folder.glob("*.xlsx")) == ["Durand", "Martin"]
    told = ribbon.run(book, "consolidate", FRENCH, str(folder / "Durand.xlsx"))
    assert "Plans : 2 ; actions : 2" in told
    assert len(book.app.books) == 2
    (folder / "Durand.xlsx").write_bytes(b"filled in")
    assert "Classeurs écrits : 2" in ribbon.run(book, "batch", FRENCH, str(path))
    assert (folder / "Durand.xlsx").read_bytes() == b"filled in", "the plans of an earlier run stay"
    again = tmp_path / "entreprises plans 2"
    summaries = [ribbon.run(book, "consolidate", FRENCH, str(again / "Durand.xlsx")) for _ in range(2)]
    assert all("Plans : 2 ; actions : 2" in told for told in summaries)
    assert [FRENCH["ribbon.not_opened"] in told for told in summaries] == [True, False], "one of its name is open"
    assert sorted(one.stem for one in again.glob("Cons*")) == ["Consolidation", "Consolidation 2"]
    (tmp_path / "vide").mkdir()
    assert "Aucun plan" in ribbon.run(book, "consolidate", FRENCH, str(tmp_path / "vide"))
    assert state(book) == before


def test_native_formulas(opened):
    book = opened(some_plan(1, 1))
    mine = foreign_sheet(book)
    mine.range("A3").value = 5000
    mine.range("A4").value = 10000
    given = [
        "=ROI(A3,A4)",
        "=1+ROI_NET(A3,A4+0)*2",
        "=VERDICT(ROI(A4,A3))",
        '="ROI("&"x"',
        "=COMPARE_ACTIONS(A3,A4,A3)",
    ]
    for row, formula in enumerate(given, 1):
        mine.range((row, 4)).formula = formula
    before = state(book, without=("Mes notes",))
    told = ribbon.run(book, "native", FRENCH)
    assert "natives : 3" in told
    assert "D5" in told
    assert [mine.range((row, 4)).value for row in range(1, 4)] == [0.5, 0.0, "Rentable"]
    assert mine.range("D4").formula == '="ROI("&"x"'
    assert state(book, without=("Mes notes",)) == before
    assert FRENCH["ribbon.not_converted"].split("{")[0] in ribbon.run(book, "native", FRENCH)


def test_what_vba_hands_over(opened, monkeypatch, tmp_path):
    import xlwings as xw

    book = opened(some_plan(1, 1))
    monkeypatch.setattr(xw.Book, "caller", lambda: book)
    path = tmp_path / "l'été.xlsx"
    ribbon.main("new", "fr", str(path).encode("utf-16-be").hex())
    assert path.exists()


def test_an_unforeseen_error_is_told(opened, monkeypatch):
    import xlwings as xw

    book = opened(some_plan(1, 1))
    monkeypatch.setattr(xw.Book, "caller", lambda: book)
    ribbon.main("no such command", "en")
    assert "unforeseen error: KeyError" in book.impl.app.alerts[-1]


def test_nothing_is_written_for_an_input_error(opened):
    book = opened(some_plan(1, 1))
    cells, before = read(book).cells, state(book)
    table = cells.tables["Actions"]
    write = Write(table.sheet, table.place.top, table.place.left, 1, NUMBER)
    changes = Changes((), (), (write,), (), (), True)
    assert (changes.cells, changes.rows) == (1, 0)
    absent = table._replace(sheet=table.sheet._replace(title="Absente"))
    with pytest.raises((InputError, KeyError)):
        live_host.apply(book, cells, changes._replace(growths=(Growth(absent, absent.place.bottom + 1),)))
    assert state(book) == before


@pytest.mark.parametrize("command", ["regenerate", "import"])
def test_a_plan_of_an_older_version_is_told_its_command(office, tmp_path, command):
    former = Path(shutil.copy(Path(__file__).parents[1] / "workbook/repair/schema_1/plan_fr.xlsx", tmp_path))
    rows = tmp_path / "actions.csv"
    rows.write_text("action\nSalon\n", encoding="utf-8")
    book = open_book(office, former)
    before = state(book)
    told = ribbon.run(book, command, FRENCH, str(rows))
    assert 'xl-grc regenerate "plan_fr.xlsx"' in told.splitlines()[0]
    assert FRENCH["ribbon.nothing_changed"] in told
    assert state(book) == before
    assert "structure 1" in ribbon.run(book, "check", FRENCH)
    book.impl.close()
