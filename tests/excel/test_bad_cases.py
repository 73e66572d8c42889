"""What people do to an open plan, one bad case after the other: done right, or refused and nothing changed."""

from datetime import date

import pytest
from openpyxl import Workbook

from tests.excel.live_plans import (
    ENGLISH,
    FRENCH,
    assert_like_new,
    calculated,
    foreign_sheet,
    from_april,
    place,
    read,
    state,
)
from tests.plans import some_plan
from tests.proofs import variants
from xl_grc.excel import ribbon
from xl_grc.plan.model import Plan


def values(book, name):
    """A column of a table as it stands."""
    return read(book).cells.columns[name]


def test_a_renamed_action_keeps_its_costs_and_tracking(opened):
    plan = some_plan(4, 3)
    book = opened(plan)
    costed, followed = plan.costs[0].action, next(event.action for event in plan.events if event.action)
    for no in {costed, followed}:
        place(book, "Actions", "action", no - 1).value = f"Tout autre nom {no}"
    place(book, "Returns", "roi", 0).clear_contents()
    labels = [values(book, "Costs.action"), values(book, "Tracking.action")]
    ribbon.run(book, "regenerate", FRENCH)
    renamed = tuple(
        action._replace(action=f"Tout autre nom {action.no}") if action.no in {costed, followed} else action
        for action in plan.actions
    )
    assert read(book).plan == plan._replace(actions=renamed)
    assert [values(book, "Costs.action"), values(book, "Tracking.action")] == labels, "what was typed stays"
    assert [cost.action for cost in plan.costs] == [no for no in values(book, "Costs.no") if no not in (None, "")]
    assert_like_new(book)
    assert ribbon.run(book, "check", FRENCH).startswith((FRENCH["ribbon.checked_well"], "Erreurs : 0"))


@pytest.mark.parametrize(
    ("table", "target"), variants(("Returns", (14, 3)), ("Objectives", (12, 4)), ("Costs", (40, 2)))
)
def test_a_table_moved_by_cut_and_paste(opened, table, target):
    book = opened(some_plan(3, 1))
    mine = foreign_sheet(book, "=SUM(Returns[Contacts])+SUM(Costs[Montant])")
    plan = read(book).plan
    found = read(book).cells.tables[table]
    whole = found.place._replace(top=found.place.top - 1)
    area = [whole.top, whole.left, whole.bottom, whole.right]
    book.impl.call("move", sheet=found.sheet.title, area=area, target=target)
    moved = read(book).cells.tables[table].place
    assert (moved.top - 1, moved.left) == target
    place(book, "Returns", "roi", 1).clear_contents()
    ribbon.run(book, "regenerate", FRENCH)
    assert read(book).plan == plan
    assert place(book, "Returns", "roi", 1).formula.startswith("=")
    assert mine.range("B2").formula == "=SUM(Returns[Contacts])+SUM(Costs[Montant])"
    assert_like_new(book)


@pytest.mark.parametrize(
    ("table", "column", "header"), [("Actions", "means", "Moyens"), ("Returns", "margin", "Marge")]
)
def test_a_deleted_column_is_refused(opened, table, column, header):
    book = opened(some_plan(3, 1))
    cell = place(book, table, column, 0)
    book.impl.call("delete_columns", sheet=cell.sheet.name, column=cell.column, count=1)
    del book.impl.places
    before = state(book)
    told = ribbon.run(book, "regenerate", FRENCH)
    assert header in told and FRENCH["ribbon.nothing_changed"] in told
    assert state(book) == before


def test_a_plan_without_actions(opened, tmp_path):
    book = opened(Plan("Vide", date(2026, 1, 1)))
    assert ribbon.run(book, "regenerate", FRENCH) == FRENCH["ribbon.complete"]
    assert "le plan est vide" in ribbon.run(book, "check", FRENCH)
    assert ribbon.run(book, "compare", FRENCH) == FRENCH["ribbon.nothing_to_compare"]
    path = tmp_path / "actions.csv"
    path.write_text("action;depenses\nSalon;100\n", "utf-8")
    assert "Actions importées : 1, à partir du n° 1" in ribbon.run(book, "import", FRENCH, str(path))
    assert [(action.no, action.action) for action in read(book).plan.actions] == [(1, "Salon")]
    assert calculated(book)["TotalExpenses"] == 100


@pytest.mark.parametrize("actions", variants(60, 500))
def test_hundreds_of_actions(opened, actions):
    plan = some_plan(actions, 8, details=False)
    rows = (0, actions // 2, actions - 1)
    book = opened(plan)
    for row in rows:
        place(book, "Returns", "margin", row).clear_contents()
    place(book, "Actions", "action", actions).value = "La dernière"
    told = ribbon.run(book, "regenerate", FRENCH)
    assert "lignes ajoutées : 3" in told, "a spare row again in each of three tables"
    assert all(place(book, "Returns", "margin", row).formula.startswith("=") for row in rows)
    found = read(book).plan
    assert found.actions[:actions] == plan.actions
    assert [action.action for action in found.actions[actions:]] == ["La dernière"]


def test_a_plan_that_was_never_saved(opened, tmp_path):
    book = opened(some_plan(3, 1), name="Classeur1")
    book.impl._path = "Classeur1"
    assert book.fullname == "Classeur1", "a workbook without a file has its name alone"
    place(book, "Returns", "roi", 0).clear_contents()
    assert "remises en ordre : 1 " in ribbon.run(book, "regenerate", FRENCH)
    assert FRENCH["ribbon.unexpected"].split("{")[0] not in ribbon.run(book, "check", FRENCH)
    assert ribbon.run(book, "compare", FRENCH) == FRENCH["ribbon.compared"]
    ribbon.run(book, "pdf", FRENCH, str(tmp_path / "plan.pdf"))
    assert (tmp_path / "plan.pdf").exists()


def test_a_command_stays_in_its_workbook(opened):
    first, second = opened(some_plan(3, 1)), opened(some_plan(3, 2), name="autre.xlsx")
    for book in (first, second):
        place(book, "Returns", "roi", 0).clear_contents()
    untouched = state(second)
    ribbon.run(first, "regenerate", FRENCH)
    assert state(second) == untouched
    repaired = state(first)
    ribbon.run(second, "regenerate", FRENCH)
    assert state(first) == repaired
    assert place(first, "Returns", "roi", 0).formula == place(second, "Returns", "roi", 0).formula


@pytest.mark.parametrize(("language", "words"), variants(("fr", ENGLISH), ("en", FRENCH)))
def test_a_plan_under_an_office_of_the_other_language(opened, tmp_path, language, words):
    book = opened(some_plan(3, 5), language)
    plan = read(book).plan
    name = read(book).cells.places["PeriodStart"]
    book.sheets[name.sheet.title].range((name.row, name.column)).value = 46113  # 1 April 2026
    told = ribbon.run(book, "regenerate", words)
    assert words["ribbon.no_undo"] in told
    reading = read(book)
    assert (reading.plan, reading.cells.language) == (from_april(plan), language)
    schedule = reading.cells.tables["Schedule"]
    headers = book.sheets[schedule.sheet.title].tables["Schedule"].header_row_range.options(ndim=1).value
    assert headers[3] == {"fr": "Avril", "en": "April"}[language]
    path = tmp_path / "actions.csv"
    path.write_text("action;depenses\nSalon;100\n", "utf-8")
    assert words.say("ribbon.imported", count=1, first=4) in ribbon.run(book, "import", words, str(path))
    place(book, "Returns", "contacts", -1).value = "?"
    assert words["ribbon.nothing_changed"] in ribbon.run(book, "regenerate", words)


def actions_file(folder, count):
    path = folder / "actions.csv"
    path.write_text("action;depenses\n" + "".join(f"Importée {one};1\n" for one in range(1, count + 1)), "utf-8")
    return str(path)


@pytest.mark.parametrize(("table", "column"), variants(("Actions", "means"), ("Costs", "item")))
def test_an_import_writes_over_nothing_below_a_table(opened, tmp_path, table, column):
    book = opened(some_plan(2, 5))
    rows = len(values(book, f"{table}.{column}"))
    place(book, table, column, rows + 2).value = "ma note"
    path = tmp_path / "actions.xlsx"
    workbook = Workbook()
    workbook.active.append(["action"])
    for one in range(14):
        workbook.active.append([f"Importée {one}"])
    costs = workbook.create_sheet("Coûts")
    costs.append(["action", "poste", "quantité", "coût unitaire"])
    for one in range(14):
        costs.append(["Importée 1", f"Poste {one}", 1, 2])
    workbook.save(path)
    before = state(book)
    told = ribbon.run(book, "import", FRENCH, str(path))
    assert "ma note" in told and FRENCH["ribbon.nothing_changed"] in told
    after = state(book)
    for title, kept in before.items():
        assert after[title][: len(kept)] == kept, title


def test_an_import_after_sorting_by_falling_number(opened, tmp_path):
    """The free rows come first then, with the numbers that go on."""
    book = opened(some_plan(3, 5, details=False))
    book.impl.call("sort", table="Actions", column="N°", ascending=False)
    told = ribbon.run(book, "import", FRENCH, actions_file(tmp_path, 12))
    assert "Actions importées : 12, à partir du n° 4" in told
    numbers = [number for number in values(book, "Actions.no") if number]
    assert len(numbers) == len(set(numbers))
    names = {action.no: action.action for action in read(book).plan.actions}
    assert [names[no] for no in range(4, 16)] == [f"Importée {one}" for one in range(1, 13)]
    shown = dict(zip(values(book, "Schedule.no"), calculated(book)["Schedule.action"], strict=True))
    assert {no: shown[no] for no in names} == names


def test_an_imported_action_inherits_no_costs(opened, tmp_path):
    """Those of an action whose row was emptied wait under its number."""
    book = opened(some_plan(3, 5, details=False))
    place(book, "Costs", "action", 0).value = "4 - Effacée"
    place(book, "Costs", "quantity", 0).value = 2
    place(book, "Costs", "unit_cost", 0).value = 50
    assert "à partir du n° 5" in ribbon.run(book, "import", FRENCH, actions_file(tmp_path, 1))
    assert read(book).plan.actions[-1].no == 5
    assert place(book, "Actions", "effective_expenses", 4).value == 1


def test_what_an_import_leaves_aside_is_told(opened, tmp_path):
    book = opened(some_plan(2, 5))
    path = tmp_path / "actions.xlsx"
    workbook = Workbook()
    workbook.active.append(["action", "objectif", "valeur visée", "fournisseur"])
    workbook.active.append(["Salon", "But neuf", 1000, "Dupont"])
    workbook.active.append(["Foire", "Fidéliser", 83669.05, "Dupont"])
    tracking = workbook.create_sheet("Suivi")
    tracking.append(["date", "action", "dépenses"])
    tracking.append([date(2026, 2, 1), "Salon", 5])
    workbook.active.title = "Durand"
    summary = workbook.create_sheet("Récap")
    summary.append(["action"])
    summary.append(["Salon"])
    workbook.save(path)
    told = ribbon.run(book, "import", FRENCH, str(path)).splitlines()
    assert "Actions importées : 2, à partir du n° 3." in told
    assert [one for one in told if "fournisseur" in one]
    assert FRENCH.say("problems.import_targets", names="But neuf") in told, "the plan has the other objective"
    assert FRENCH.say("problems.import_tracking", count=1) in told
    assert [one for one in told if "Récap" in one]
    assert not [one for one in told if "Durand" in one], "whose plan it is is known"


def test_columns_that_a_series_leaves_aside_are_told(opened, tmp_path):
    path = tmp_path / "entreprises.csv"
    path.write_text("entreprise;action;fournisseur\nDurand;Salon;Dupont\n", "utf-8")
    assert "fournisseur" in ribbon.run(opened(some_plan(1, 1)), "batch", FRENCH, str(path))
