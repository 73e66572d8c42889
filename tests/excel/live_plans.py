"""Plans open in LibreOffice through an engine of xlwings, and what is compared of them."""

import math
from datetime import date

from xl_grc.excel import ribbon
from xl_grc.excel.open_plan import open_plan
from xl_grc.tables.plan import PLAN
from xl_grc.text import texts
from xl_grc.workbook.plan_writer import settings, workbook
from xl_grc.workbook.returned.plan import read_plan

FRENCH, ENGLISH = texts("fr"), texts("en")


def state(book, without=()):
    """Sheet -> the formulas of its cells."""
    return {sheet.name: sheet.used_range.formula for sheet in book.sheets if sheet.name not in without}


def read(book):
    """The plan of an open workbook."""
    return open_plan(book).returned


def place(book, table, key, row):
    """The cell of a column of a table; where the tables stand is looked up once for each workbook."""
    if not hasattr(book.impl, "places"):
        book.impl.places = read(book).cells.tables
    found = book.impl.places[table]
    column = found.place.left + found.placed.columns[key]
    return book.sheets[found.sheet.title].range((found.place.top + row, column))


def is_computed(name):
    table, _, column = name.partition(".")
    return PLAN.tables[table][column].computed is not None


def calculated(book):
    """What the computed cells of a workbook show once everything was calculated anew."""
    book.impl.call("recalculate")
    return computed(read(book).cells)


def computed(cells):
    """The computed cells of a workbook."""
    columns = {name: column for name, column in cells.columns.items() if is_computed(name)}
    return columns | {name: value for name, value in cells.names.items() if cells.name_formulas[name] is not None}


def same(one, other):
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return (one or "") == (other or "")


def from_april(plan):
    """A plan of January once April is its first month: marks stay in their columns, and mean other months."""

    def moved(action):
        pairs = zip(action.months, action.shares or [1] * len(action.months), strict=True)
        later = sorted(((month + 2) % 12 + 1, share) for month, share in pairs)
        shares = tuple(share for _, share in later) if action.shares else ()
        return action._replace(months=tuple(month for month, _ in later), shares=shares)

    assert plan.start.month == 1
    return plan._replace(start=date(2026, 4, 1), actions=tuple(map(moved, plan.actions)))


def assert_like_new(book, opened=None):
    """Every calculated value is the one saved in a workbook made anew from the same plan; with `opened` the one that
    is calculated there.

    Save what tells of rows that are not printed: how far a workbook prints is settled when it is written.
    """
    now, reading = calculated(book), read(book)
    if opened is None:
        content = workbook(reading.plan, settings(reading.cells.language, None, reading.cells.names["AsOf"]))
        fresh = computed(read_plan(content, "fresh.xlsx", formulas=True).cells)
    else:
        fresh = calculated(opened(reading.plan, reading.cells.language, "fresh.xlsx"))
    wrong = [name for name in fresh if "_unprinted" not in name and not same(now[name], fresh[name])]
    assert wrong == [], [(name, now[name], fresh[name]) for name in wrong][:9]


def foreign_sheet(book, formula="=SUM(Actions[Dépenses])"):
    """A sheet of the user's with a formula into our tables."""
    book.impl.call("add_sheet", name="Mes notes")
    sheet = book.sheets["Mes notes"]
    sheet.range("A1").value = "à moi"
    sheet.range("B2").formula = formula
    return sheet


def refused(book, words=FRENCH):
    """What is told about a workbook in which nothing changes."""
    place(book, "Returns", "roi", 0).clear_contents()
    before = state(book)
    told = ribbon.run(book, "regenerate", words)
    assert state(book) == before
    assert words["ribbon.nothing_changed"] in told
    return told
