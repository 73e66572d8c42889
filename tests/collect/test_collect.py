"""Collecting: one row for each action, versions, copies, missing plans, network figures."""

import csv
import os
import re
import sys
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import TableColumn

from tests.collect.summaries import summary
from tests.hosts.validator import validate
from tests.plans import some_plan
from tests.reading import wrongly_marked
from tests.workbook.changing import AS_OF, edited, entered, parts, sample, write_parts, written
from tests.workbook.repair.test_regenerate import sheet_of
from xl_grc.cli import main
from xl_grc.cli.next_year import is_plan
from xl_grc.collect import collect, columns, dataframe, gathering, missing_plans
from xl_grc.collect.groups import Grouping, add_up, reader
from xl_grc.collect.returned import FIELDS
from xl_grc.collect.summary import figures
from xl_grc.collect.tables import csv_lines
from xl_grc.inputs.input_file import open_input
from xl_grc.ooxml.archive import Archive
from xl_grc.plan.model import STATUSES, Action, Event, Plan
from xl_grc.plan.tabular import InputOptions, read_plans
from xl_grc.text import LANGUAGES, texts
from xl_grc.text.messages import line
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.summary import pages


def _grids(path):
    table = open_input(path)
    return table.actions.grid, table.costs, table.tracking


def returned(folder, count=4):
    """Some plans in a folder."""
    folder.mkdir(exist_ok=True)
    plans = [some_plan(6, seed) for seed in range(count)]
    return plans, [written(folder / f"p{seed}.xlsx", plan) for seed, plan in enumerate(plans)]


def test_rows_hold_what_the_workbooks_show(tmp_path):
    plans, files = returned(tmp_path / "in")
    found = collect([tmp_path / "in"], AS_OF)
    assert [plan.path for plan in found.plans] == files
    frame = dataframe(found.plans)
    assert frame["no"].notna().sum() == sum(len(plan.actions) for plan in plans)
    for plan in plans:
        filling = fill(plan, "fr", AS_OF)
        mine = frame[(frame["company"] == plan.company) & frame["no"].notna()]
        for name, table in (("effective_expenses", "Actions"), ("actual_revenue", "Actions"), ("margin", "Returns")):
            wanted = [value for value in filling.columns[f"{table}.{name}"] if value != ""]
            assert list(mine[name].dropna()) == pytest.approx(wanted)


def test_a_workbook_without_saved_values_is_calculated(tmp_path):
    _, files = returned(tmp_path / "in", 1)
    before = collect(files, AS_OF).plans[0].rows
    edited(files[0], lambda book: None)
    after = collect(files, AS_OF).plans[0].rows
    figures = [FIELDS.index(name) for name in ("effective_expenses", "margin", "roi", "planned_revenue_to_date")]
    for one, other in zip(before, after, strict=True):
        assert [other[at] for at in figures] == pytest.approx([one[at] for at in figures])
        assert other[: figures[0]] == one[: figures[0]]


def test_processes_read_the_same_in_the_same_order(tmp_path, capsys):
    _, files = returned(tmp_path / "in", 20)
    files[3].write_bytes(b"no workbook")
    options = ["-o", str(tmp_path / "out.csv"), "--as-of", "2026-09-15"]
    told = []
    for workers in ("1", "2"):
        assert main(["collect", str(tmp_path / "in"), *options, "--workers", workers]) == 1
        told.append((capsys.readouterr(), (tmp_path / "out.csv").read_bytes()))
    assert told[0] == told[1]
    (unread,) = (told_of for told_of in told[0][0].err.splitlines() if "sans montant" not in told_of)
    assert "p3.xlsx" in unread
    with pytest.raises(SystemExit) as ended:
        main(["collect", str(tmp_path / "in"), *options, "--workers", "0"])
    assert ended.value.code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked with the fault in them")
def test_a_file_that_breaks_its_reader_is_told_and_the_others_are_read(tmp_path, monkeypatch):
    """A defect of ours, or a process that ends for want of memory."""
    _, files = returned(tmp_path / "in", 20)
    read = gathering.read_returned

    def breaking(path, *rest):
        if path == files[3]:
            raise AttributeError("defect")
        if path == files[18] and os.getpid() != parent:
            os._exit(9)
        return read(path, *rest)

    parent = os.getpid()
    monkeypatch.setattr(gathering, "read_returned", breaking)
    found = collect(files, AS_OF, workers=2)
    assert [(problem.key, problem.file) for problem in found.unread] == [
        ("unexpected_in_file", str(files[3])),
        ("reader_died", str(files[18])),
    ]
    assert [plan.path for plan in found.plans] == [file for file in files if file not in (files[3], files[18])]


def test_settings_that_lost_their_names_are_found_by_their_labels(tmp_path):
    plans, files = returned(tmp_path / "in", 1)

    def forget(book):
        for name in ("Company", "PeriodStart"):
            del book.defined_names[name]

    edited(files[0], forget)
    found = collect(files, AS_OF).plans[0]
    assert (found.company, found.start) == (plans[0].company, plans[0].start)


def test_versions_copies_and_missing_plans(tmp_path):
    plans, files = returned(tmp_path / "in", 3)
    older = written(tmp_path / "in" / "ancien.xlsx", plans[0])
    os.utime(older, (1, 1))
    copy = entered(written(tmp_path / "in" / "copie.xlsx", plans[1]), ("", "Company", 0, "Autre SARL"))
    (tmp_path / "in" / "vide.xlsx").write_bytes(b"")
    (tmp_path / "in" / "~$p1.xlsx").write_bytes(b"lock")
    expected = tmp_path / "report.csv"
    expected.write_text("Société;Ville\nEssai 0;Lyon\nEssai 9;Nice\n", encoding="utf-8")
    found = collect([tmp_path / "in"], AS_OF)
    assert {
        problem.key: problem.file for problem in found.notes if "plan" in problem.key or "version" in problem.key
    } == {
        "newer_version": str(older),
        "copied_plan": str(files[1]) if str(files[1]) > str(copy) else str(copy),
    }
    assert [problem.key for problem in found.unread] == ["not_workbook"]
    assert len(found.plans) == 4
    assert [problem.value for problem in missing_plans(expected, found.plans)] == ["Essai 9"]


def test_a_version_that_tells_no_date_is_as_old_as_its_file(tmp_path):
    """Online spreadsheets save no properties; the workbook as it was sent must not win."""
    plan = some_plan(2, 1)
    sent = written(tmp_path / "sent.xlsx", plan)
    back = written(tmp_path / "back.xlsx", plan)
    content = parts(back)
    del content["docProps/core.xml"]
    content["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core[^>]*/>", b"", content["_rels/.rels"])
    write_parts(back, content)
    found = collect([tmp_path], AS_OF)
    assert [(one.file, one.values) for one in found.notes if one.key == "newer_version"] == [
        (str(sent), (("path", back),))
    ]


def test_versions_saved_at_once_are_not_told_apart(tmp_path):
    """Nobody knows which of them is the more recent: no advice may delete one."""
    plan = plan_of("Durand", Action(1, "Salon", expenses=100.0))
    kept = written(tmp_path / "a.xlsx", plan)
    same = written(tmp_path / "b.xlsx", plan)
    other = written(tmp_path / "c.xlsx", plan_of("Durand", Action(1, "Salon", expenses=200.0)))
    older = written(tmp_path / "d.xlsx", plan)
    for path, time in ((kept, 9), (same, 9), (other, 9), (older, 1)):
        os.utime(path, (time, time))
    found = collect([tmp_path], AS_OF)
    assert [one.path for one in found.plans] == [kept]
    assert [(one.key, one.file) for one in found.notes] == [
        ("same_version", str(same)),
        ("versions_at_once", str(other)),
        ("newer_version", str(older)),
    ]
    assert {dict(one.values)["path"] for one in found.notes} == {kept}
    for language in LANGUAGES:
        said = line(found.notes[1], texts(language))
        assert (str(kept) in said, "supprimez" in said or "delete" in said) == (True, False)
    network = tmp_path / "out" / "reseau.xlsx"
    network.parent.mkdir()
    assert main(["collect", str(tmp_path), "-o", str(network)]) == 0
    assert {str(same), str(other), str(older)} <= {row[0].value for row in load_workbook(network)["À revoir"]}


def test_plans_of_several_periods_of_one_company_are_told(tmp_path):
    action = Action(1, "Salon", expenses=100.0)
    for name, year in (("A", 2026), ("A", 2027), ("B", 2026), ("C", 2027)):
        written(tmp_path / f"{name} {year}.xlsx", plan_of(name, action)._replace(start=date(year, 1, 1)))
    (told,) = collect([tmp_path], AS_OF).notes
    assert (told.key, dict(told.values)) == ("several_periods", {"count": 1, "names": "A"})
    assert not collect([tmp_path / "A 2026.xlsx", tmp_path / "C 2027.xlsx"], AS_OF).notes


def test_companies_of_one_name_are_missed_by_their_reference(tmp_path):
    plan = plan_of("Boulangerie Martin", Action(1, "Salon"))
    written(tmp_path / "a.xlsx", plan._replace(reference="R1"))
    written(tmp_path / "b.xlsx", plan_of("Durand", Action(1, "Salon")))
    written(tmp_path / "c.xlsx", plan_of("Petit", Action(1, "Salon"))._replace(reference="R7b"))
    plans = collect([tmp_path], AS_OF).plans
    lines = [
        ("Boulangerie Martin", "R1"),
        ("Boulangerie Martin", "R2"),
        ("DURAND", "R3"),
        ("Petit", "R7"),
        ("Roux", ""),
    ]
    expected = tmp_path / "list.csv"
    expected.write_text("Liste 2026;\nSociété;Référence\n" + "\n".join(map(";".join, lines)), encoding="utf-8")
    assert [one.value for one in missing_plans(expected, plans)] == ["Boulangerie Martin (R2)", "Roux"]
    book = Workbook()
    for row in (["Liste 2026"], ["Société", "Référence"], *lines):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert [one.value for one in missing_plans(tmp_path / "list.xlsx", plans)] == ["Boulangerie Martin (R2)", "Roux"]


def test_a_copy_with_the_same_reference_is_no_newer_version(tmp_path):
    plan = some_plan(3, 1)._replace(reference="D-17")
    first = written(tmp_path / "a.xlsx", plan)
    second = written(tmp_path / "b.xlsx", plan._replace(company="Autre SARL"))
    found = collect([tmp_path], AS_OF)
    assert {one.path for one in found.plans} == {first, second}
    assert [(one.key, one.value) for one in found.notes if one.key == "copied_plan"] == [("copied_plan", plan.company)]
    own = tmp_path / "c.xlsx"  # what the message says to do
    assert main(["new", str(second), "-o", str(own), "--company", "Autre SARL"]) == 0
    second.unlink()
    found = collect([tmp_path], AS_OF)
    assert ({one.path for one in found.plans}, found.notes) == ({first, own}, [])


def test_a_plan_whose_reference_or_company_was_emptied_is_a_version_of_itself(tmp_path):
    """Both would count, told as the copy of another company's."""
    plan = plan_of("Durand", Action(1, "Salon", expenses=100.0))._replace(reference="R1")
    sent = written(tmp_path / "a.xlsx", plan)
    os.utime(sent, (1, 1))
    for time, name in enumerate(("Reference", "Company"), 2):
        back = entered(written(tmp_path / f"{name}.xlsx", plan), ("", name, 0, None))
        os.utime(back, (time, time))
        found = collect([sent, back], AS_OF)
        assert [one.path for one in found.plans] == [back]
        told = [(one.key, one.file) for one in found.notes if one.key != "value_outdated"]
        assert told == [("newer_version", str(sent))]


def test_a_plan_made_anew_without_the_reference_counts_beside_the_other_and_is_told(tmp_path):
    plan = plan_of("Durand", Action(1, "Salon", expenses=100.0))
    sent = written(tmp_path / "a.xlsx", plan._replace(reference="R1"))
    anew = written(tmp_path / "b.xlsx", plan)
    found = collect([tmp_path], AS_OF)
    assert [one.path for one in found.plans] == [sent, anew]
    assert [(one.key, one.file, dict(one.values)["path"]) for one in found.notes] == [
        ("perhaps_twice", str(anew), sent)
    ]
    later = written(tmp_path / "c.xlsx", plan._replace(start=date(2027, 1, 1)))
    assert not collect([sent, later], AS_OF).notes


def test_one_file_under_several_paths_is_no_version_of_itself(tmp_path, monkeypatch):
    """Whoever is told to delete the older version would delete the only one."""
    (tmp_path / "in").mkdir()
    path = written(tmp_path / "in" / "a.xlsx", some_plan(2, 1))
    monkeypatch.chdir(tmp_path)
    paths = [Path("in"), tmp_path / "in", Path("in") / ".." / "in" / "a.xlsx"]
    if os.name != "nt":
        (tmp_path / "link.xlsx").symlink_to(path)
        paths.append(tmp_path / "link.xlsx")
    found = collect(paths, AS_OF)
    assert [plan.path for plan in found.plans] == [Path("in") / "a.xlsx"]
    assert not [problem for problem in found.notes if problem.key == "newer_version"]


def test_a_folder_that_cannot_be_looked_into_is_told_and_hidden_ones_are_left_out(tmp_path, monkeypatch, capsys):
    for name in ("open", "closed", ".Trash-1000"):
        (tmp_path / "in" / name).mkdir(parents=True)
        written(tmp_path / "in" / name / "a.xlsx", plan_of(name, Action(1, "Salon")))
    look = os.scandir

    def scandir(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert main(["collect", str(tmp_path / "in"), "-o", str(tmp_path / "out.csv"), "--as-of", "2026-09-15"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert str(tmp_path / "in" / "closed") in captured.err
    assert "1 plan(s)" in captured.out


def test_workbooks_of_other_kinds_in_a_folder_are_told(tmp_path):
    written(tmp_path / "a.xlsx", some_plan(2, 1))
    (tmp_path / "ancien.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    found = collect([tmp_path], AS_OF)
    assert len(found.plans) == 1
    assert [Path(problem.file).name for problem in found.unread] == ["ancien.xls"]


def with_column(path, header, *cells):
    """A returned plan whose user added a column to the actions; openpyxl writes control characters as Excel does."""

    def add(book):
        sheet, table = sheet_of(book, "Actions")
        rows = sheet[table.ref]
        column = rows[0][-1].column + 1
        for offset, text in enumerate((header, *cells)):
            sheet.cell(rows[0][0].row + offset, column).value = text
        table.ref = f"{rows[0][0].coordinate}:{sheet.cell(rows[-1][0].row, column).coordinate}"
        table.tableColumns.append(TableColumn(id=99, name=header))

    return edited(path, add)


def test_columns_of_users_pass_through(tmp_path):
    path = with_column(sample(tmp_path / "p.xlsx", 2), "Conseiller", "Lea", "Max")
    found = collect([path], AS_OF)
    assert columns(found.plans) == (*FIELDS, "Conseiller")
    assert list(dataframe(found.plans)["Conseiller"]) == ["Lea", "Max"]
    path = with_column(sample(tmp_path / "q.xlsx", 2), "Rendez-vous", datetime(2026, 3, 1, 14, 30), None)  # noqa: DTZ001
    assert b"2026-03-01 14:30:00" in b"".join(csv_lines(collect([path], AS_OF).plans))


def test_a_column_of_users_named_like_ours_is_kept_beside_it(tmp_path):
    path = with_column(sample(tmp_path / "p.xlsx", 2), "roi", "bon", "moyen")
    frame = dataframe(collect([path], AS_OF).plans)
    assert list(frame["roi (2)"]) == ["bon", "moyen"]
    assert "bon" not in list(frame["roi"])


def test_a_plan_without_its_settings_tells_its_months_in_the_budget(tmp_path):
    plans, files = returned(tmp_path / "in", 1)
    edited(files[0], lambda book: book.remove(book["Paramètres"]))
    found = collect(files, AS_OF)
    assert [plan.start for plan in found.plans] == [plans[0].start]
    rows = [row for row in found.plans[0].rows if row[FIELDS.index("no")] is not None]
    assert [row[FIELDS.index("action")] for row in rows] == [one.action for one in plans[0].actions]


def test_characters_that_no_file_can_hold_spoil_no_summary(tmp_path, validator):
    path = with_column(sample(tmp_path / "p.xlsx", 2), "Suivi\tnotes", "haut_x000B_bas", "moitié_xD800_")
    for suffix in (".xlsx", ".csv"):
        assert main(["collect", str(path), "-o", str(tmp_path / f"out{suffix}"), "--as-of", "2026-09-15"]) == 0
    assert validate(tmp_path / "out.xlsx") == []
    sheet, table = sheet_of(load_workbook(tmp_path / "out.xlsx"), "CollectedActions")
    shown = [row[-1].value for row in sheet[table.ref]]
    assert shown == ["Suivi\tnotes", "haut_x000B_bas", "moitié\ufffd"]
    assert table.tableColumns[-1].name == "Suivi\tnotes"
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert [row[-1] for row in rows] == ["Suivi\tnotes", "haut\x0bbas", "moitié\ufffd"]


def test_texts_that_begin_like_formulas_are_marked_as_texts(tmp_path):
    path = with_column(sample(tmp_path / "p.xlsx", 2), "-Notes", "+33 6", "@Lea")
    assert main(["collect", str(path), "-o", str(tmp_path / "out.xlsx"), "--as-of", "2026-09-15"]) == 0
    assert wrongly_marked(tmp_path / "out.xlsx") == []


def test_more_actions_than_a_sheet_holds_go_on_on_the_next(tmp_path, monkeypatch, validator):
    _, files = returned(tmp_path / "in", 3)
    monkeypatch.setattr(pages, "LAST_ROW", 9)
    assert main(["collect", *map(str, files), "-o", str(tmp_path / "out.xlsx"), "--as-of", "2026-09-15"]) == 0
    assert validate(tmp_path / "out.xlsx") == []
    book = load_workbook(tmp_path / "out.xlsx")
    places = {name: sheet.title for sheet in book for name in sheet.tables if name.startswith("CollectedActions")}
    assert places == {
        "CollectedActions": "Actions",
        "CollectedActions2": "Actions (2)",
        "CollectedActions3": "Actions (3)",
    }
    rows = [row for title in places.values() for row in book[title].iter_rows(min_row=2, values_only=True)]
    wanted = [row[FIELDS.index("action")] for plan in collect(files, AS_OF).plans for row in plan.rows]
    assert [row[FIELDS.index("action")] for row in rows] == wanted
    assert max(sheet.max_row for sheet in book) == 9


def plan_of(company, *actions, events=()):
    """A plan of a company."""
    return Plan(company, date(2026, 1, 1), tuple(actions), events=tuple(events))


def test_network_figures_are_ratios_of_sums(tmp_path):
    small = Action(
        1, "Mailing", expenses=100.0, buyers=10.0, price=100.0, margin_rate=0.5, contacts=100.0, months=(1, 12)
    )
    large = Action(1, "MAILING ", expenses=900.0, buyers=9.0, price=100.0, margin_rate=0.5, contacts=100.0)
    unknown = Action(2, "Salon", expenses=5000.0)
    event = Event(date(2026, 2, 1), 1, 80.0, 400.0)
    written(tmp_path / "a.xlsx", plan_of("A", small, unknown, events=[event]))
    written(tmp_path / "b.xlsx", plan_of("B", large))
    plans = collect([tmp_path], AS_OF).plans
    every = figures([row for plan in plans for row in plan.rows])
    assert every.roi == pytest.approx((500 + 450) / (100 + 900))
    assert every.contact_cost == pytest.approx(1000 / 200)
    assert every.expenses == pytest.approx(6000)
    assert every.planned_expenses == pytest.approx(50)  # one of two months so far, of the only action with tracking
    assert every.actual_expenses == pytest.approx(80)
    assert every.tracked == 1
    actions = Grouping(reader("action", plans, {}))
    assert [one.name for one in add_up(plans, [actions]).companies] == ["A", "B"]
    assert [(one.place, one.plans) for one in actions.ranked()] == [(1, 2), (None, 1)]
    assert figures([plans[1].rows[0]]).actual_expenses is None


def test_amounts_in_different_currencies_are_not_added(tmp_path):
    action = Action(1, "Mailing", expenses=100.0, revenue=300.0, margin_rate=0.5)
    for name, currency in (("A", "€"), ("B", " euros"), ("C", "CHF")):
        written(tmp_path / f"{name}.xlsx", plan_of(name, action)._replace(currency=currency))
    assert main(["collect", str(tmp_path), "-o", str(tmp_path / "out.xlsx"), "--as-of", "2026-09-15"]) == 0
    first, companies, actions, *_ = load_workbook(tmp_path / "out.xlsx")
    assert [cell.value for cell in first[4]] == ["Chiffre du réseau", "Valeur (€)", "Valeur (CHF)"]
    told = {row[0]: row[1:] for row in first.iter_rows(min_row=5, values_only=True)}
    assert (told["Plans"], told["Dépenses retenues"]) == ((2, 1), (200, 100))
    shown = [(row[1], f"{row[3]:%Y-%m}", row[4]) for row in companies.iter_rows(min_row=5, values_only=True)]
    assert shown == [("A", "2026-01", "€"), ("B", "2026-01", "€"), ("C", "2026-01", "CHF")]
    assert [row[1:4] for row in actions.iter_rows(min_row=5, values_only=True)] == [
        ("Mailing", "€", 2),
        ("Mailing", "CHF", 1),
    ]


def test_verdicts_of_workbooks_in_two_languages_are_told_in_that_of_the_summary(tmp_path):
    action = Action(1, "Mailing", expenses=100.0, revenue=300.0, margin_rate=0.5)
    for language in ("fr", "en"):
        written(tmp_path / f"{language}.xlsx", plan_of(language, action), language)
    assert main(["collect", str(tmp_path), "-o", str(tmp_path / "out.xlsx"), "--as-of", "2026-09-15"]) == 0
    actions = load_workbook(tmp_path / "out.xlsx")["Actions"]
    column = next(cell.column for cell in actions[1] if cell.value == "Verdict")
    assert [actions.cell(row, column).value for row in (2, 3)] == ["Rentable", "Rentable"]


def test_rows_are_as_high_as_their_texts_ask(tmp_path):
    long = "Société de transport et de logistique du Val de Loire et de Touraine"
    for name in ("A", long):
        written(tmp_path / f"{name}.xlsx", plan_of(name, Action(1, "Mailing", means="un\ndeux\ntrois")))
    assert main(["collect", str(tmp_path), "-o", str(tmp_path / "out.xlsx"), "--as-of", "2026-09-15"]) == 0
    _, companies, _, actions, _ = load_workbook(tmp_path / "out.xlsx")
    heights = {companies.cell(row, 2).value: companies.row_dimensions[row].height for row in (5, 6)}
    assert heights["A"] in (None, 18)
    assert heights[long] == 33
    assert actions.row_dimensions[2].height == 48
    assert not actions["A2"].alignment.wrap_text


def test_a_variance_is_that_of_actions_with_both_a_plan_and_an_actual(tmp_path):
    actions = (
        Action(1, "Mailing", expenses=100.0, revenue=300.0, months=(1,)),
        Action(2, "Salon", expenses=5000.0, revenue=9000.0),  # no months: nobody knows what was planned to date
        Action(3, "Flyers", expenses=700.0, revenue=800.0, months=(1,), status="abandoned"),
    )
    events = [Event(date(2026, 2, 1), no, spent, spent * 2) for no, spent in ((1, 80.0), (2, 4900.0), (3, 60.0))]
    written(tmp_path / "a.xlsx", plan_of("A", *actions, events=events))
    (plan,) = collect([tmp_path], AS_OF).plans
    every = figures(plan.rows)
    expenses = (every.actual_expenses, every.planned_expenses, every.compared_expenses, every.expense_variance)
    assert expenses == (5040, 100, 80, -20)
    revenue = (every.actual_revenue, every.planned_revenue, every.compared_revenue, every.revenue_variance)
    assert revenue == (10080, 300, 160, -140)
    assert figures(plan.rows[1:]).expense_variance is None


def test_the_command_writes_csv_that_can_be_read_again(tmp_path, capsys):
    plans, _ = returned(tmp_path / "in", 3)
    out = tmp_path / "out.csv"
    assert main(["collect", str(tmp_path / "in"), "-o", str(out), "--as-of", "2026-09-15"]) == 0
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len([row for row in rows if row["no"]]) == 18
    reading = read_plans(*_grids(out), InputOptions(AS_OF))
    assert not reading.problems
    again = {plan.company: [action.expenses for action in plan.actions] for plan in reading.plans}
    assert again == {plan.company: [action.expenses for action in plan.actions] for plan in plans}


def test_the_csv_is_as_a_french_spreadsheet_reads_it(tmp_path):
    action = Action(1, "=1+1", expenses=1234.5, price=0.125, margin_rate=0.25, months=(2, 3))
    written(tmp_path / "a.xlsx", plan_of("A", action))
    out = tmp_path / "out.csv"
    assert main(["collect", str(tmp_path / "a.xlsx"), "-o", str(out), "--as-of", "2026-09-15"]) == 0
    (row,) = csv.DictReader(out.read_text("utf-8-sig").splitlines(), delimiter=";")
    shown = {name: row[name] for name in ("action", "expenses", "price", "margin_rate", "period_start")}
    assert list(shown.values()) == ["'=1+1", "1234,5", "0,1250", "0,25", "2026-01-01"]
    (again,) = read_plans(*_grids(out), InputOptions(AS_OF)).plans
    assert again.actions == (action,)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
@pytest.mark.parametrize("suffix", ["csv", "parquet", "xlsx"])
def test_a_file_name_that_is_no_text(suffix, tmp_path, capsys):
    folder = tmp_path / "d\udce9p"
    folder.mkdir()
    written(folder / "caf\udce9.xlsx", plan_of("A", Action(1, "Salon", objective="Inconnu")))
    (folder / "\udce9.xlsx").write_bytes(b"")
    out = folder / f"out.{suffix}"
    assert main(["collect", str(folder), "-o", str(out), "--as-of", "2026-09-15"]) == 1
    if suffix == "csv":
        assert "caf\ufffd.xlsx" in out.read_text("utf-8-sig")


def test_a_summary_is_never_written_over_a_plan_or_the_expected_list(tmp_path, capsys):
    _, files = returned(tmp_path / "in", 2)
    expected = tmp_path / "report.csv"
    expected.write_text("Société\nEssai 0\n", encoding="utf-8")
    for output in (files[0], expected):
        before = output.read_bytes()
        assert main(["collect", str(tmp_path / "in"), "-o", str(output), "--expected", str(expected)]) == 1
        assert output.read_bytes() == before
        assert capsys.readouterr().err.startswith(str(output))


def test_a_summary_of_another_name_is_known_and_left_out(tmp_path, capsys):
    returned(tmp_path, 2)
    command = ["collect", str(tmp_path), "--as-of", "2026-09-15", "-o"]
    assert main([*command, str(tmp_path / "mars.xlsx")]) == 0
    edited(tmp_path / "mars.xlsx", lambda book: None)
    capsys.readouterr()
    assert main([*command, str(tmp_path / "avril.xlsx")]) == 0
    captured = capsys.readouterr()
    assert [line for line in captured.err.splitlines() if "mars.xlsx" in line] == [
        f"{tmp_path / 'mars.xlsx'} : ce classeur est une synthèse de plans, pas un plan ; il est laissé de côté"
    ]
    assert "0 fichier(s) non lu(s)" in captured.out


def test_the_summary_of_an_earlier_run_may_stand_among_the_plans(tmp_path, capsys):
    returned(tmp_path, 2)
    command = ["collect", str(tmp_path), "-o", str(tmp_path / "summary.xlsx"), "--as-of", "2026-09-15"]
    assert main(command) == 0
    first = (tmp_path / "summary.xlsx").read_bytes()
    capsys.readouterr()
    assert main(command) == 0
    assert "summary.xlsx" not in capsys.readouterr().err
    assert (tmp_path / "summary.xlsx").read_bytes() == first


def test_an_earlier_summary_is_known_without_its_cells(tmp_path, monkeypatch):
    """It may have a million rows, and is to be replaced."""
    returned(tmp_path, 2)
    summary = tmp_path / "summary.xlsx"
    assert main(["collect", str(tmp_path), "-o", str(summary), "--as-of", "2026-09-15"]) == 0
    looked_at, read = [], Archive.xml
    monkeypatch.setattr(Archive, "xml", lambda archive, name: looked_at.append(name) or read(archive, name))
    assert not is_plan(summary)
    assert is_plan(next(path for path in tmp_path.glob("*.xlsx") if path != summary))
    assert "xl/tables/table1.xml" in looked_at
    assert not [name for name in looked_at if name.startswith("xl/worksheets/sheet")]


def test_the_command_writes_a_summary_workbook_and_parquet(tmp_path, capsys):
    returned(tmp_path / "in", 3)
    (tmp_path / "in" / "x.xlsx").write_bytes(b"PK")
    out = tmp_path / "out.xlsx"
    assert main(["collect", str(tmp_path / "in"), "-o", str(out), "--as-of", "2026-09-15"]) == 1
    book = load_workbook(out)
    tables = {name: sheet for sheet in book for name in sheet.tables}
    assert set(tables) == {"Summary", "Companies", "ActionRanking", "CollectedActions", "ToSee"}
    numbers = tables["CollectedActions"].iter_rows(min_row=2, min_col=FIELDS.index("no") + 1, values_only=True)
    assert sum(isinstance(number, int) for number, *_ in numbers) == 18
    first = out.read_bytes()
    main(["collect", str(tmp_path / "in"), "-o", str(out), "--as-of", "2026-09-15"])
    assert out.read_bytes() == first
    with pytest.raises(SystemExit) as ended:
        main(["collect", str(tmp_path / "in"), "-o", str(tmp_path / "out.txt")])
    assert ended.value.code == 2
    assert main(["collect", str(tmp_path / "in" / "x.xlsx"), "-o", str(out)]) == 1
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    assert main(["collect", str(tmp_path / "in"), "-o", str(tmp_path / "out.parquet")]) == 1
    assert pandas.read_parquet(tmp_path / "out.parquet")["no"].notna().sum() == 18


def test_the_summary_is_made_for_people(tmp_path, validator):
    returned(tmp_path / "in", 2)
    out = tmp_path / "out.xlsx"
    assert main(["collect", str(tmp_path / "in"), "-o", str(out), "--as-of", "2026-09-15"]) == 0
    assert validate(out) == []
    book = load_workbook(out)
    first, companies, _, actions, last = book
    assert first["A1"].value == "Synthèse"
    assert "15/09/2026" in first["A2"].value
    roi = next(row[1] for row in first.iter_rows(min_row=5) if str(row[0].value).startswith("ROI"))
    assert roi.number_format == "0.00"
    assert companies.conditional_formatting
    assert companies.print_title_rows == "$4:$4"
    words = {cell.value for cell in actions[1]}
    column = next(cell.column for cell in actions[1] if cell.value == "Statut")
    told = {row[column - 1].value for row in actions.iter_rows(min_row=2)}
    assert "À faire" in told
    assert not told & set(STATUSES)
    assert "Dépenses retenues" in words
    assert last["A1"].value == "À revoir"


@pytest.mark.parametrize(("language", "begins"), [("fr", "Aucun plan n'est revenu"), ("en", "No plan came back")])
def test_remarks_of_the_summary_are_sentences(language, begins):
    last = load_workbook(BytesIO(summary(language))).worksheets[-1]
    assert last["B5"].value.startswith(begins)


def test_the_summary_may_stand_among_the_plans(tmp_path):
    returned(tmp_path, 2)
    out = tmp_path / "synthese.xlsx"
    for _ in range(2):
        assert main(["collect", str(tmp_path), "-o", str(out), "--as-of", "2026-09-15"]) == 0


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".parquet"])
def test_an_earlier_output_is_made_anew_and_any_other_file_stays(tmp_path, capsys, suffix):
    returned(tmp_path / "in", 2)
    output = tmp_path / f"network{suffix}"
    command = ["collect", str(tmp_path / "in"), "-o", str(output), "--as-of", AS_OF.isoformat()]
    assert main(command) == 0
    first = output.read_bytes()
    returned(tmp_path / "in" / "later", 3)
    assert main(command) == 0
    assert output.read_bytes() != first
    Workbook().save(output) if suffix == ".xlsx" else output.write_text("Conseiller;Secteur\nLea;Nord\n", "utf-8")
    others = output.read_bytes()
    capsys.readouterr()
    assert main(command) == 1
    assert "--force" in capsys.readouterr().err
    assert output.read_bytes() == others
    assert main([*command, "--force"]) == 0
    assert output.read_bytes() != others
