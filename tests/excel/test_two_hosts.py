"""A damaged plan is made whole alike in its file and where it is open: one list of changes, two hosts."""

from datetime import datetime

import pytest

from tests.excel.live_plans import FRENCH, read
from tests.hosts.xlwings_libreoffice import open_book
from tests.workbook.changing import AS_OF, edited, sample
from tests.workbook.repair.test_regenerate import cell_of, sheet_of, without_last_row
from xl_grc.excel import ribbon
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.expected.headers import written_headers
from xl_grc.workbook.repair.changes import changes_of
from xl_grc.workbook.repair.regenerate import regenerate
from xl_grc.workbook.returned.plan import read_plan


def respell(book):
    for table, header, typed in (("Actions", "Dépenses", "depenses"), ("Costs", "Poste de coût", "Cost item")):
        _, found = sheet_of(book, table)
        cell_of(book, table, header, -1).value = typed
        next(column for column in found.tableColumns if column.name == header).name = typed


def overtype(book):
    cell_of(book, "Returns", "Marge", 1).value = 99
    cell_of(book, "Returns", "ROI", 0).value = "=1+1"
    cell_of(book, "Budget", "Cumul prévu", 3).value = None


def add_actions(book):
    erase_numbers(book)
    for index in range(4, 16):
        cell_of(book, "Actions", "Action", index).value = f"Action {index}"
        cell_of(book, "Actions", "Dépenses", index).value = 100 + index


def begin_in_april(book):
    ((sheet, address),) = book.defined_names["PeriodStart"].destinations
    book[sheet][address.replace("$", "")].value = datetime(2026, 4, 14)  # noqa: DTZ001


def erase_numbers(book):
    for table in ("Actions", "Schedule"):
        cell_of(book, table, "N°", 1).value = None


def everything(book):
    respell(book)
    overtype(book)
    begin_in_april(book)


def lose_a_month(book):
    without_last_row(book, "Budget")


@pytest.mark.parametrize("damage", [add_actions, everything, lose_a_month])
def test_both_hosts_make_the_same_of_it(office, tmp_path, damage):
    path = edited(sample(tmp_path / "plan.xlsx", 4), damage)
    in_file = read_plan(regenerate(path.read_bytes(), path.name, AS_OF).content, path.name, formulas=True)
    book = open_book(office, path)
    told = ribbon.run(book, "regenerate", FRENCH)
    assert FRENCH["ribbon.regenerated"].split("{")[0] in told
    live = read(book)
    book.close()
    assert live.plan == in_file.plan
    assert live.numbers == in_file.numbers
    for name, table in in_file.cells.tables.items():
        assert live.cells.tables[name].place == table.place, name
        assert written_headers(live.cells, name) == written_headers(in_file.cells, name)
    changes = changes_of(live.cells, expected_contents(live, AS_OF, whole=True))
    assert (changes.cells, changes.rows) == (0, 0)
