"""Checking: what people do to a workbook, each told with its sheet and cell."""

import json
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.reading import table
from tests.workbook.changing import AS_OF, changed, edited, entered, parts, sample, write_parts, written
from tests.workbook.removing import without
from tests.workbook.repair.test_regenerate import cell_of
from xl_grc.cli import main
from xl_grc.collect import collect
from xl_grc.errors import InputError
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import STATUSES, Action, Plan
from xl_grc.text import texts
from xl_grc.text.messages import line
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.returned.plan import read_plan


def found(path):
    """key -> (sheet, cell) of the first problem of that kind."""
    problems = check(path.read_bytes(), path.name, AS_OF)
    for language in ("fr", "en"):
        assert all("{" not in line(problem, texts(language)) for problem in problems)
    return {problem.key: (problem.sheet, problem.cell) for problem in reversed(problems)}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_workbook_as_written_has_no_problem(tmp_path, language):
    path = tmp_path / "plan.xlsx"
    from tests.plans import some_plan

    plan = some_plan(8, 3)._replace(events=())
    plan = plan._replace(actions=tuple(action._replace(objective="Fidéliser") for action in plan.actions))
    assert found(written(path, plan, language)) == {}


CHANGES = {
    "formula_overwritten": ("Actions", "Dépenses retenues", 5000),
    "formula_changed": ("Returns", "Marge", "=A1*2"),
    "formula_missing": ("Returns", "Verdict", None),
    "below_minimum": ("Actions", "Dépenses", -5),
    "rate_above_one": ("Returns", "Taux de marge", 40),
    "typed_as_text": ("Actions", "Dépenses", "1 234,56 €"),
    "number_twice": ("Actions", "N°", 2),
    "bad_action_number": ("Actions", "N°", "douze"),
    "row_of_no_action": ("Schedule", "N°", 77),
    "not_in_table": ("Returns", "N°", 78),
    "row_without_action": ("Actions", "Action", None),
    "odd_mark": ("Actions", "À court terme", "non"),
    "not_a_share": ("Schedule", "Mars", "non"),
    "mark_beside_shares": ("Schedule", "Mars", 0.5),
    "not_a_delay": ("Schedule", "Décalage des recettes", 2.5),
    "status_unknown": ("Actions", "Statut", "Annulée"),
    "unknown_action": ("Costs", "Action", "99 - Inconnue"),
    "date_needed": ("Tracking", "Date", "bientôt"),
    "outside_period": ("Tracking", "Date", date(2031, 5, 1)),
    "event_without_date": ("Tracking", "Date", None),
    "event_without_action": ("Tracking", "Action", None),
    "objective_unknown": ("Actions", "Objectif", "Inconnu"),
    "not_a_measure": ("Objectives", "Mesure", "Au doigt mouillé"),
    "row_without_objective": ("Objectives", "Objectif", None),
    "objective_twice": ("Objectives", "Objectif", ">5"),
}


@pytest.fixture(scope="module")
def of_openpyxl(tmp_path_factory):
    """A plan as openpyxl reads it, which says where its cells are."""
    return load_workbook(sample(tmp_path_factory.mktemp("read") / "plan.xlsx", 6))


@pytest.mark.parametrize("key", CHANGES)
def test_each_change_is_told_with_its_cell(tmp_path, key, of_openpyxl):
    name, header, value = CHANGES[key]
    path = sample(tmp_path / "plan.xlsx", 6)
    entered(path, ("Schedule", "Mars", 0, "x"), ("Schedule", "Avril", 0, "x" if key == "mark_beside_shares" else None))
    entered(path, (name, header, 0, value))
    changed_cell = cell_of(of_openpyxl, name, header, 0)
    sheet, cell = found(path)[key]
    assert sheet == changed_cell.parent.title
    wanted = "" if key == "not_in_table" else changed_cell.coordinate
    assert cell == wanted or (key in ("number_twice", "objective_twice", "mark_beside_shares") and cell)


@pytest.mark.parametrize(
    ("status", "told"), [("Abandonnée ", True), ("EN COURS", False), ("En  cours", True), ("Gelée", False)]
)
def test_an_unknown_status_is_told_where_the_row_says_so(tmp_path, status, told):
    """As a sheet compares texts, a space behind a word makes another text; the list of the settings knows "gelée"."""
    path = sample(tmp_path / "plan.xlsx", 2)
    entered(path, ("Actions", "Statut", 0, status), ("Statuses", "Statuts", 6, "gelée"))
    assert ("status_unknown" in found(path)) is told
    assert (read_plan(path.read_bytes(), "p").plan.actions[0].status in (*STATUSES, "Gelée")) is not told


@pytest.mark.parametrize(
    ("action", "figures", "told"),
    [
        (None, {"Dépenses": 80}, True),
        ("  ", {"Recettes": 80}, True),
        (None, {"Acheteurs": 3}, True),
        (None, {"Note": "à revoir"}, False),
        (None, {"Dépenses": 0}, False),
        ("Hors action", {"Dépenses": 80}, False),
        ("1 - Inconnue", {"Dépenses": 80}, False),
    ],
)
def test_what_was_spent_for_no_action_is_a_warning(tmp_path, action, figures, told):
    """`collect` has a row for it, so it tells nothing more."""
    path = sample(tmp_path / "plan.xlsx", 2)
    row = len(read_plan(path.read_bytes(), "p").plan.events)
    entered(path, ("Tracking", "Action", row, action), *(("Tracking", key, row, cell) for key, cell in figures.items()))
    problems = [one for one in check(path.read_bytes(), "p", AS_OF) if one.key == "event_without_action"]
    assert [(one.sheet, one.column, one.value, is_warning(one)) for one in problems] == [
        ("Suivi", "Action", "Hors action", True)
    ] * told
    assert not [one for one in collect([path], AS_OF).notes if one.key == "event_without_action"]


def test_totals_that_no_longer_match_are_told(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 3)
    written = re.compile(r"(<f>SUM\(Actions\[Recettes retenues\]\)</f><v>)[^<]*")
    part = next(name for name, data in parts(path).items() if written.search(data.decode("utf-8", "replace")))
    changed(path, part, lambda xml: written.sub(r"\g<1>1", xml))
    assert found(path)["value_outdated"][1]


def test_versions_and_lost_names_are_told(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    old = changed(path, "docProps/custom.xml", lambda xml: xml.replace("<vt:lpwstr>2<", "<vt:lpwstr>0<"))
    assert "schema_older" in found(old)
    newer = changed(path, "docProps/custom.xml", lambda xml: xml.replace("<vt:lpwstr>0<", "<vt:lpwstr>99<"))
    with pytest.raises(InputError, match="schema_newer"):
        found(newer)
    content = parts(path)
    del content["docProps/custom.xml"]
    assert "schema_unknown" in found(write_parts(path, content))


def test_rows_typed_below_are_read_and_told(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)

    below = len(table(path, "Tracking"))
    entered(
        path,
        ("Tracking", "Dépenses", below, 250),
        ("Tracking", "Dépenses", below + 3, 300),
        ("Tracking", "Action", below + 4, "Total"),
    )
    problems = found(path)
    assert {"row_below_table", "row_outside_table", "total_below_table"} <= problems.keys()
    assert 250 in [event.expenses for event in read_plan(path.read_bytes(), "p").plan.events]


def test_the_command_says_it_in_text_and_json(tmp_path, capsys):
    sound = sample(tmp_path / "juste.xlsx", 0)
    wrong = sample(tmp_path / "faux.xlsx", 2)
    entered(wrong, ("Actions", "Recettes", 0, "beaucoup"))
    assert main(["check", str(sound)]) == 0
    capsys.readouterr()
    assert main(["check", str(sound), str(wrong), "--json"]) == 1
    records = json.loads(capsys.readouterr().out)
    record = next(one for one in records if one["key"] == "typed_as_text")
    assert record["severity"] == "error"
    assert record["cell"]
    assert record["value"] == "beaucoup"
    assert record["what"]
    assert record["remedy"]
    assert main(["check", str(tmp_path / "absent.xlsx")]) == 1
    assert capsys.readouterr().out.startswith(f"erreur : {tmp_path / 'absent.xlsx'} : fichier introuvable")


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("AsOf", "bientôt", "date_needed"),
        ("AsOf", "15/09/2026", "date_needed"),
        ("AsOf", -5, "date_needed"),
        ("AsOf", 1e9, "date_needed"),
        ("PeriodStart", "mars 2026", "date_needed"),
        ("PeriodStart", 2026, "date_needed"),
        ("DefaultMarginRate", "40 %", "typed_as_text"),
        ("Try_price", "cent", "typed_as_text"),
        ("Company", None, "plan_of_nobody"),
    ],
)
def test_what_is_typed_in_named_cells_is_told(tmp_path, name, value, key):
    path = entered(sample(tmp_path / "plan.xlsx", 2), ("", name, 0, value))
    assert found(path)[key][1]
    if key == "date_needed":
        before = path.read_bytes()
        assert main(["regenerate", str(path)]) == 1
        assert path.read_bytes() == before


def test_a_blank_setting_that_lost_its_name_is_not_its_hint(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    changed(path, "xl/workbook.xml", lambda xml: re.sub(r'<definedName name="Reference".*?</definedName>', "", xml))
    assert read_plan(path.read_bytes(), path.name).plan.reference == ""


def part_of(path, table):
    """The part that declares a table."""
    return next(one.part for one in Book(path.read_bytes(), path.name).tables if one.shape.name == table)


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2026, 7, 1)])
def test_a_month_under_another_header_is_told_by_its_name(tmp_path, start):
    path = sample(tmp_path / "plan.xlsx", 2, start=start)
    changed(path, part_of(path, "Schedule"), lambda xml: xml.replace('name="Mars"', 'name="Salon"'))
    problems = check(path.read_bytes(), path.name, AS_OF)
    told = [(one.value, dict(one.values)["header"]) for one in problems if one.key == "header_renamed"]
    assert told == [("Salon", "Mars")]
    assert "months_disagree" not in found(path)


@pytest.mark.parametrize(
    ("gone", "renamed", "told"),
    [
        ((), {"Mars": "Mars 26"}, ["header_renamed"]),
        ((), {"Janvier": "01/26", "Février": "02/26", "Mars": "03/26"}, ["header_renamed"] * 3),
        ((), {"Décembre": "12/26"}, ["header_renamed"]),
        (("Juin",), {}, ["month_missing"]),
        (("Juin",), {"Août": "08/26"}, ["header_renamed", "month_missing"]),
        (("Janvier", "Février"), {}, ["month_missing"] * 2),
    ],
)
def test_months_behind_one_that_lost_its_header_stay_what_they_are(tmp_path, gone, renamed, told):
    """They moved up, a month early in every command and in the workbook of `new`."""
    plan = Plan("Durand", date(2026, 1, 1), (Action(1, "Salon", months=(3, 9, 11)),))
    path = written(tmp_path / "plan.xlsx", plan)

    def edit(book):
        sheet = book["Planification"]
        table = sheet.tables["Schedule"]
        for column in table.tableColumns:
            if column.name in renamed:
                place = sheet[table.ref][0][column.id - 1]
                place.value = column.name = renamed[column.name]

    edited(path, edit)
    for header in gone:
        edited(path, without("Schedule", header))
    found = read_plan(path.read_bytes(), path.name).plan.actions[0].months
    assert found == (3, 9, 11)
    problems = check(path.read_bytes(), path.name, AS_OF)
    assert sorted(one.key for one in problems if one.key in told) == told


def test_cells_merged_over_rows_of_a_table_are_told(tmp_path):
    """Other programs than Excel merge them within tables."""
    path = sample(tmp_path / "plan.xlsx", 3)

    def merge(book):
        book["Plan d'actions"].merge_cells("H8:I9")  # expenses and revenue of two actions
        book["Plan d'actions"].merge_cells("A40:A41")

    edited(path, merge)
    told = [one for one in check(path.read_bytes(), path.name, AS_OF) if one.key == "merged_over_rows"]
    assert [(one.cell, one.column, dict(one.values)) for one in told] == [
        ("H8", "Dépenses", {"first": 8, "last": 9}),
        ("I8", "Recettes", {"first": 8, "last": 9}),
    ]


def test_a_table_under_another_name_is_told(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    changed(path, part_of(path, "Tracking"), lambda xml: re.sub('(?i)(name)="Tracking"', r'\1="Suivi2026"', xml))
    assert found(path)["table_renamed"][0] == "Suivi"
    before = path.read_bytes()
    assert main(["regenerate", str(path)]) == 1
    assert path.read_bytes() == before


def test_a_cell_is_told_once(tmp_path):
    path = sample(tmp_path / "plan.xlsx", 2)
    entered(path, ("Objectives", "Échéance", 0, "fin 2026"))
    problems = [one.key for one in check(path.read_bytes(), path.name, AS_OF) if one.value == "fin 2026"]
    assert problems == ["date_needed"]
