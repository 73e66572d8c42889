"""`xl-grc new OLD.xlsx --start`: what is planned stays, what happened moves beside."""

from datetime import date

from tests.reading_back.changing import sample
from tests.recalculation import differences
from xl_grc.cli import main
from xl_grc.workbook.checker import check, is_warning
from xl_grc.workbook.layout import layout
from xl_grc.workbook.plan_reader import read_plan


def read(path):
    """The reading of a file."""
    return read_plan(path.read_bytes(), path.name, formulas=True)


def test_the_next_plan_keeps_what_is_planned(tmp_path, office):
    old, new = sample(tmp_path / "2026.xlsx", 6, start=date(2026, 4, 1)), tmp_path / "2027.xlsx"
    assert main(["new", str(old), "-o", str(new), "--start", "2027-01", "--as-of", "2027-01-05"]) == 0
    before, after = read(old), read(new)
    assert after.plan.start == date(2027, 1, 1)
    assert [action.action for action in after.plan.actions] == [action.action for action in before.plan.actions]
    assert [action.expenses for action in after.plan.actions] == [action.expenses for action in before.plan.actions]
    assert after.plan.costs == before.plan.costs
    assert [goal.target for goal in after.plan.objectives] == [goal.target for goal in before.plan.objectives]
    assert not any(action.months for action in after.plan.actions)
    assert after.plan.events == ()
    assert after.cells.book.properties["xl_grc_plan"] != before.cells.book.properties["xl_grc_plan"]
    actual = layout(before, date(2027, 1, 5), add_rows=False).columns["Actions.actual_expenses"]
    beside = after.cells.extra["Actions"]["Dépenses réalisées N-1"]
    assert [cell for cell in beside if cell is not None] == [cell for cell in actual if cell != ""]
    assert [one.key for one in check(new.read_bytes(), "new", date(2027, 1, 5)) if not is_warning(one)] == []
    assert differences(office, new, tmp_path) == []


def test_it_asks_for_another_month(tmp_path, capsys):
    old = sample(tmp_path / "2026.xlsx", 2)
    new = tmp_path / "new.xlsx"
    assert main(["new", str(old), "-o", str(new)]) == 1
    assert main(["new", str(old), "-o", str(new), "--start", "2026-01"]) == 1
    assert main(["new", str(old), "-o", str(old), "--start", "2027-01"]) == 1
    assert not new.exists()
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_english_workbooks_stay_english(tmp_path):
    old, new = sample(tmp_path / "a.xlsx", 2, language="en"), tmp_path / "b.xlsx"
    assert main(["new", str(old), "-o", str(new), "--start", "2027-07"]) == 0
    assert read(new).cells.language == "en"
    assert "Actual revenue N-1" in read(new).cells.extra["Actions"]
