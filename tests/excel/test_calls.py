"""How often a command calls the spreadsheet: over COM each call is a round trip, so their number is kept small."""

import pytest

from tests.excel.live_plans import FRENCH, place
from tests.hosts.counting import Calls
from tests.plans import some_plan
from tests.proofs import WHOLE
from xl_grc.excel import ribbon

SOUND, IMPORT, SPREAD = 100, 150, 10
SIZES = (2, 30, 150) if WHOLE else (2, 30)
ACTIONS = "action;depenses;mois;contacts;acheteurs;prix\nSalon;100;mars;50;5;20\nFoire;200;mai;10;1;30\n"


def calls(book, command, path=""):
    """The calls of a command, and what it told."""
    counted = Calls(book)
    told = ribbon.run(counted.book, command, FRENCH, path)
    return counted.count, told


def test_a_command_calls_as_often_whatever_the_number_of_actions(opened, tmp_path):
    path = tmp_path / "actions.csv"
    path.write_text(ACTIONS, "utf-8")
    counts = {"check": [], "regenerate": [], "import": []}
    for actions in SIZES:
        book = opened(some_plan(actions, 1))
        for command, found in counts.items():
            count, told = calls(book, command, str(path))
            assert command != "regenerate" or told == FRENCH["ribbon.complete"]
            found.append(count)
    assert max(counts["check"] + counts["regenerate"]) <= SOUND
    assert max(counts["import"]) <= IMPORT
    assert all(max(found) - min(found) <= SPREAD for found in counts.values())
    assert all(min(found) > 0 for found in counts.values())


@pytest.mark.parametrize("damaged", [1, 40])
def test_cells_that_follow_each_other_are_written_at_once(opened, damaged):
    book = opened(some_plan(40, 1))
    first, last = (place(book, "Returns", "margin", row) for row in (0, damaged - 1))
    book.sheets[first.sheet.name].range((first.row, first.column), (last.row, last.column)).clear_contents()
    count, told = calls(book, "regenerate")
    assert f"remises en ordre : {damaged} " in told
    assert count <= 40
