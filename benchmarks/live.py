"""What each command of the ribbon asks of the open workbook: `make bench-live`, with LibreOffice behind xlwings.

A call is one that goes below xlwings (see `tests.hosts.counting`). Over COM each is a round trip of about a
millisecond, so their number tells more of Excel than the seconds, which are LibreOffice's.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import xlwings as xw

from tests.customers.sales import some_sales
from tests.hosts.counting import Calls
from tests.hosts.xlwings_libreoffice import LiveOffice, open_book
from tests.plans import some_plan
from tests.workbook.changing import written
from xl_grc.customers import Options
from xl_grc.customers.outcome import Wanted, outcome_of
from xl_grc.excel import ribbon
from xl_grc.excel.open_plan import open_plan
from xl_grc.text import texts

SIZES = (2, 30, 150)
CUSTOMERS = (30, 300, 1000)
DAY = date(2026, 5, 21)
WORDS = texts("fr")
IMPORTED = "action;depenses;mois;contacts;acheteurs;prix\nSalon;100;mars;50;5;20\nFoire;200;mai;10;1;30\n"
SERIES = "entreprise;action;depenses\nDurand;Salon;100\nMartin;Mailing;50\n"


def commands(folder: Path) -> Iterator[tuple[str, str, str]]:
    """What is measured: its name, the command, the path that is given to it."""
    (folder / "actions.csv").write_text(IMPORTED, "utf-8")
    (folder / "serie.csv").write_text(SERIES, "utf-8")
    yield "check", "check", ""
    yield "regenerate, sound", "regenerate", ""
    yield "regenerate, a formula gone", "regenerate", ""
    yield "import of two actions", "import", str(folder / "actions.csv")
    yield "compare", "compare", ""
    yield "pdf", "pdf", str(folder / "plan.pdf")
    yield "native formulas", "native", ""
    yield "new", "new", str(folder / "nouveau.xlsx")
    yield "batch of two plans", "batch", str(folder / "serie.csv")
    yield "consolidate", "consolidate", str(folder / "plan.xlsx")


def damage(book: xw.Book) -> None:
    """Take the formula of one cell away."""
    table = open_plan(book).returned.cells.tables["Returns"]
    cell = (table.place.top, table.place.left + table.placed.columns["margin"])
    book.sheets[table.sheet.title].range(cell).clear_contents()


def measured(office: LiveOffice, actions: int) -> Iterator[tuple[str, int, float]]:
    """Each command on a plan of so many actions: its name, its calls, its seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = open_book(office, written(folder / "plan.xlsx", some_plan(actions, 1), "fr"))
        for shown, command, path in commands(folder):
            if shown.endswith("gone"):
                damage(book)
            calls, start = Calls(book), time.perf_counter()
            ribbon.run(calls.book, command, WORDS, path)
            yield shown, calls.count, time.perf_counter() - start
        for one in list(book.impl.app.open):
            one.close()


def measured_of_customers(office: LiveOffice, customers: int) -> Iterator[tuple[str, int, float]]:
    """The same of the commands for customers, on a workbook of so many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        header, *lines = some_sales(customers).splitlines()
        exports = {"before.csv": [one for one in lines if "/2026;" not in one], "now.csv": lines}
        for file, kept in exports.items():
            (folder / file).write_text("\n".join([header, *kept]), "utf-8")
        options = Options(DAY, None, "fr")
        made = outcome_of([folder / "before.csv"], options, Wanted("fr"), lambda name: None)
        (folder / "relations.xlsx").write_bytes(made.workbook)
        book = open_book(office, folder / "relations.xlsx")
        for shown, command, path in (
            ("segment customers", "segment", ""),
            ("analyse sales", "analyse", str(folder / "now.csv")),
        ):
            calls, start = Calls(book), time.perf_counter()
            ribbon.run(calls.book, command, WORDS, path)
            yield shown, calls.count, time.perf_counter() - start
        book.close()


def tell(what: str, found: dict[int, list[tuple[str, int, float]]]) -> None:
    """Print a line a command: calls and seconds for each size."""
    print(f"{what:28}" + "".join(f"{size:>18}" for size in found))
    for row in zip(*found.values(), strict=True):
        print(f"{row[0][0]:28}" + "".join(f"{calls:>8} {seconds:>7.2f} s" for _, calls, seconds in row))


def main() -> None:
    """Print the commands on plans, then those on customers."""
    with LiveOffice() as office:
        tell("actions", {actions: list(measured(office, actions)) for actions in SIZES})
        tell("customers", {size: list(measured_of_customers(office, size)) for size in CUSTOMERS})


if __name__ == "__main__":
    main()
