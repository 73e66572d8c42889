"""Plans open in LibreOffice through an engine of xlwings, and what is compared of them."""

import math

from xl_grc.excel import ribbon
from xl_grc.excel.open_plan import open_plan
from xl_grc.tables.plan import PLAN
from xl_grc.text import texts

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
    cells = read(book).cells
    columns = {name: column for name, column in cells.columns.items() if is_computed(name)}
    return columns | {name: value for name, value in cells.names.items() if cells.name_formulas[name] is not None}


def same(one, other):
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return (one or "") == (other or "")


def assert_like_new(book, opened):
    """Every calculated value is that of a workbook made anew from the same plan."""
    reading = read(book)
    fresh = calculated(opened(reading.plan, reading.cells.language, "fresh.xlsx"))
    now = calculated(book)
    wrong = [name for name in fresh if not same(now[name], fresh[name])]
    assert wrong == [], [(now[name], fresh[name]) for name in wrong][:2]


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
