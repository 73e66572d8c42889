"""`xl-grc next`: next year's plans of files, folders and archives."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.plans import some_plan
from tests.reading import table
from tests.workbook.changing import entered, sample, written
from xl_grc.cli import main
from xl_grc.plan.model import Action, CostLine, Event, Objective, Plan
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.expected.check import check, is_warning
from xl_grc.workbook.returned.plan import read_plan
from xl_grc.workbook.template.templates import shipped_template


def a_plan(company: str = "Durand", start: date = date(2026, 4, 1)) -> Plan:
    actions = (
        Action(
            1, "Salon", status="done", progress=1.0, months=(4, 9), expenses=900.0, shares=(1.0, 2.5), revenue_delay=2
        ),
        Action(3, "Radio", status="abandoned", months=(5,), expenses=100.0),
        Action(5, "Mailing", status="postponed", months=(1,), revenue=50.0),
    )
    costs = (CostLine(3, "Spot", 1.0, "", 70.0), CostLine(5, "Timbres", 10.0, "", 2.0))
    return Plan(company, start, actions, (), costs, (Event(start, 1, 12.0), Event(start, 3, 5.0)))


def next_of(folder: Path, *paths: Path, options: tuple[str, ...] = ()) -> int:
    return main(["next", *map(str, paths), "-o", str(folder), "--start", "2027-01", "--as-of", "2027-01-05", *options])


def read(path: Path):
    return read_plan(path.read_bytes(), path.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_months_stay_and_abandoned_actions_go(tmp_path, capsys, language):
    old = written(tmp_path / "old.xlsx", a_plan(), language)
    assert next_of(tmp_path / "2027", old) == 0
    new = read(tmp_path / "2027" / "Durand.xlsx")
    assert (new.plan.start, new.cells.language) == (date(2027, 1, 1), language)
    kept = ("no", "action", "months", "shares", "revenue_delay", "status", "progress")
    assert [tuple(getattr(one, name) for name in kept) for one in new.plan.actions] == [
        (1, "Salon", (4, 9), (1.0, 2.5), 2, "to_do", None),
        (5, "Mailing", (1,), (), None, "to_do", None),
    ]
    assert [line.item for line in new.plan.costs] == ["Timbres"]
    assert new.plan.events == ()
    assert new.cells.extra["Actions"][texts(language)["next_year.actual_expenses"]][:2] == [12.0, None]
    told = capsys.readouterr().err
    assert "Radio" in told
    assert told.count("\n") == 1
    content = (tmp_path / "2027" / "Durand.xlsx").read_bytes()
    assert [one.key for one in check(content, "new", date(2027, 1, 5)) if not is_warning(one)] == []


def test_months_go_when_asked(tmp_path):
    assert next_of(tmp_path / "2027", written(tmp_path / "old.xlsx", a_plan()), options=("--no-months",)) == 0
    actions = read(tmp_path / "2027" / "Durand.xlsx").plan.actions
    assert [(action.months, action.shares, action.revenue_delay) for action in actions] == [((), (), 2), ((), (), None)]


UNREADABLE = {
    ("Actions", "Dépenses"): "6,5 k€",
    ("Actions", "Recettes"): -5,
    ("Schedule", "Octobre"): "peut-être",
    ("Schedule", "Décalage des recettes"): 2.5,
    ("Returns", "Acheteurs"): "une dizaine",
    ("Costs", "Quantité"): "1 lot",
    ("Objectives", "Échéance"): "fin d'année",
}


@pytest.mark.parametrize("command", ["next", "new", "the same"])
def test_what_cannot_be_read_goes_on_and_is_told(tmp_path, capsys, command):
    """In the month that the calendar says and in the row of its action; in a new workbook of the same plan too."""
    plan = a_plan()._replace(objectives=(Objective("Gagner"),), costs=(CostLine(5, "Timbres", None, "", 2.0),))
    old = written(tmp_path / "old.xlsx", plan._replace(actions=plan.actions[::-1]))
    entered(old, *((name, header, 0, cell) for (name, header), cell in UNREADABLE.items()))
    start = [] if command == "the same" else ["--start", "2027-01"]
    run = {"next": ["-o", str(tmp_path / "out")]}.get(command, ["-o", str(tmp_path / "out.xlsx")])
    assert main([command.replace("the same", "new"), str(old), *run, *start, "--as-of", "2027-01-05"]) == 0
    told = capsys.readouterr().err
    new = tmp_path / "out" / "Durand.xlsx" if command == "next" else tmp_path / "out.xlsx"
    for (name, header), cell in UNREADABLE.items():
        assert table(new, name)[0][header] == cell, (name, header)
        assert f"« {cell} »" in told, (name, header)


def test_one_file_is_the_same_by_new(tmp_path):
    old = written(tmp_path / "old.xlsx", a_plan())
    assert next_of(tmp_path / "2027", old) == 0
    command = ["new", str(old), "-o", str(tmp_path / "one.xlsx"), "--start", "2027-01", "--as-of", "2027-01-05"]
    assert main(command) == 0
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "2027" / "Durand.xlsx").read_bytes()


def test_the_last_plan_that_begins_before_is_taken(tmp_path, capsys):
    """Next year's plan beside this one's is neither taken nor a reason to delete this one."""
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder / "a2025.xlsx", a_plan("Durand", date(2025, 1, 1)))
    taken = written(folder / "b2026.xlsx", a_plan("Durand", date(2026, 1, 1)))
    assert next_of(folder / "suivants", taken) == 0
    capsys.readouterr()
    assert next_of(tmp_path / "again", folder) == 0
    again, first = (where / "Durand.xlsx" for where in (tmp_path / "again", folder / "suivants"))
    assert again.read_bytes() == first.read_bytes()
    said = capsys.readouterr().err.splitlines()
    assert next_of(tmp_path / "again", taken) == 1
    assert "--force" not in capsys.readouterr().err
    left = {text.partition(" : ")[0]: text for text in said if str(taken) in text and not text.startswith(str(taken))}
    assert set(left) == {str(folder / "a2025.xlsx"), str(first)}
    assert ("01/2025" in left[str(folder / "a2025.xlsx")], "01/2027" in left[str(first)]) == (True, True)
    assert not any("supprimez" in text for text in left.values())
    taken.unlink()
    (folder / "a2025.xlsx").unlink()
    written(folder / "c.xlsx", a_plan("Durand", date(2028, 1, 1)))
    assert next_of(tmp_path / "none", folder) == 1
    assert "0 plan(s) écrit(s), 2 refusé(s)" in capsys.readouterr().out


def test_folders_and_archives_give_the_last_plan_of_each_company(tmp_path, capsys):
    """Two periods of one company, one in an archive, a file that is no workbook, one that begins too late."""
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder / "a.xlsx", a_plan("Durand", date(2025, 4, 1)))
    written(folder / "b.xlsx", a_plan("Durand", date(2026, 4, 1)))
    written(folder / "late.xlsx", a_plan("Tard", date(2027, 1, 1)))
    (folder / "plan.pdf").write_bytes(b"%PDF")
    inside = written(tmp_path / "x.xlsx", some_plan(3, 2, date(2026, 1, 1))._replace(company="Martin"))
    with zipfile.ZipFile(folder / "retours.zip", "w") as archive:
        archive.write(inside, "Martin.xlsx")
    out = tmp_path / "2027"
    assert next_of(out, folder) == 1
    assert sorted(path.name for path in out.iterdir()) == ["Durand.xlsx", "Martin.xlsx"]
    told = capsys.readouterr().err
    for name in ("a.xlsx", "late.xlsx", "plan.pdf"):
        assert f"{name} : " in told
    assert (read(out / "Durand.xlsx").plan.start, len(read(out / "Durand.xlsx").plan.actions)) == (date(2027, 1, 1), 2)
    before = (out / "Durand.xlsx").read_bytes()
    assert next_of(out, folder) == 1
    assert (out / "Durand.xlsx").read_bytes() == before
    assert "Durand.xlsx" in capsys.readouterr().err


def test_a_template_decides_the_language(tmp_path):
    from xl_grc.tables.plan import PLAN

    old = sample(tmp_path / "old.xlsx", 3)
    assert next_of(tmp_path / "2027", old, options=("--template", str(shipped_template(PLAN, "en")))) == 0
    (new,) = (tmp_path / "2027").iterdir()
    assert read(new).cells.language == "en"


def test_an_empty_plan_is_told_by_every_command(tmp_path, capsys):
    blank = written(tmp_path / "Durand.xlsx", Plan("Durand", date(2026, 1, 1)))
    assert main(["check", str(blank), "--as-of", "2026-05-04"]) == 0
    assert "le plan est vide, aucune action n'y est nommée" in capsys.readouterr().out
    assert next_of(tmp_path / "2027", blank) == 0
    assert "le plan est vide" in capsys.readouterr().err
    assert main(["collect", str(blank), "-o", str(tmp_path / "network.xlsx"), "--as-of", "2026-05-04"]) == 0
    assert "le plan est vide" in "".join(str(cell) for row in _to_review(tmp_path / "network.xlsx") for cell in row)
    full = written(tmp_path / "full.xlsx", a_plan())
    assert main(["check", str(full), "--as-of", "2026-05-04"]) == 0
    assert "est vide" not in capsys.readouterr().out


def _to_review(path: Path):
    return load_workbook(path)["À revoir"].iter_rows(values_only=True)
