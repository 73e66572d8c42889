"""What a workbook was before a command changes it is kept beside it, and never taken for a plan."""

import re
from pathlib import Path

import pytest

from tests.excel.live_plans import ENGLISH, FRENCH, foreign_sheet, place, read
from tests.plans import some_plan
from xl_grc.cli import main
from xl_grc.excel import ribbon
from xl_grc.workbook.returned.plan import read_plan


def copies(book):
    return sorted(Path(book.fullname).parent.glob("*.bak"))


def imported(folder):
    path = folder / "actions.csv"
    path.write_text("action;depenses\nSalon;100\n", "utf-8")
    return str(path)


def test_a_copy_of_what_was_before_stands_beside(opened, tmp_path):
    book, plan = opened(some_plan(3, 1, details=False)), some_plan(3, 1, details=False)
    told = ribbon.run(book, "import", FRENCH, imported(tmp_path))
    (copy,) = copies(book)
    assert copy.name in told
    assert re.fullmatch(r"plan \(copie du \d{4}-\d\d-\d\d \d\dh\d\d\)\.xlsx\.bak", copy.name)
    assert read_plan(copy.read_bytes(), copy.name).plan == plan
    assert len(read(book).plan.actions) == 4
    place(book, "Returns", "roi", 0).clear_contents()
    told = ribbon.run(book, "regenerate", ENGLISH)
    assert len(copies(book)) == 2
    assert any(one.name in told and "copy of" in one.name for one in copies(book))


def test_two_copies_of_one_minute_are_two(opened):
    book = opened(some_plan(2, 1))
    for _ in range(3):
        place(book, "Returns", "roi", 0).clear_contents()
        ribbon.run(book, "regenerate", FRENCH)
    assert len(copies(book)) == 3


def test_what_changes_nothing_keeps_no_copy(opened):
    book = opened(some_plan(2, 1))
    for command in ("check", "regenerate", "compare", "native"):
        ribbon.run(book, command, FRENCH)
    place(book, "Returns", "contacts", -1).value = "Touchés"
    ribbon.run(book, "regenerate", FRENCH)
    assert copies(book) == []


def test_native_formulas_are_entered_after_a_copy(opened):
    book = opened(some_plan(1, 1))
    foreign_sheet(book, "=ROI(1,2)")
    told = ribbon.run(book, "native", FRENCH)
    (copy,) = copies(book)
    assert copy.name in told


@pytest.mark.parametrize(("path", "key"), [("Classeur1", "no_copy"), ("https://firme.example/plan.xlsx", "no_copy")])
def test_a_workbook_without_a_folder_has_no_copy(opened, path, key):
    book = opened(some_plan(2, 1))
    book.impl._path = path
    place(book, "Returns", "roi", 0).clear_contents()
    told = ribbon.run(book, "regenerate", FRENCH)
    assert FRENCH[f"ribbon.{key}"] in told
    assert "remises en ordre : 1 " in told


def test_a_folder_that_takes_no_file_is_told(opened, monkeypatch):
    book = opened(some_plan(2, 1))
    place(book, "Returns", "roi", 0).clear_contents()

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xl_grc.excel.open_plan.write_new", full)
    told = ribbon.run(book, "regenerate", FRENCH)
    assert "No space left" in told and "remises en ordre : 1 " in told


def test_no_command_takes_a_copy_for_a_plan(opened, tmp_path, capsys):
    book = opened(some_plan(2, 1))
    place(book, "Returns", "roi", 0).clear_contents()
    ribbon.run(book, "regenerate", FRENCH)
    folder = Path(book.fullname).parent
    assert len(copies(book)) == 1
    assert main(["collect", str(folder), "-o", str(tmp_path / "out.csv")]) == 0
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 2
    assert "Plans : 1 ;" in ribbon.run(book, "consolidate", FRENCH, str(folder / "plan.xlsx"))
