"""Outputs against a slow reference: the template filled row by row with openpyxl, compared part by part.

The reference shares nothing with the fast writer but the values: openpyxl parses the template, puts formulas and
values in cells, copies styles to new rows and writes everything anew.
"""

from __future__ import annotations

import io
import random
import re
from copy import copy
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from tests.plans import some_plan
from tests.proofs import WHOLE, rounds
from tests.workbook.changing import opened
from xl_grc.tables.native_formulas import column_formulas, headers
from xl_grc.tables.plan import PLAN
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import texts
from xl_grc.workbook.plan_filling import fill
from xl_grc.workbook.template.templates import load_template, shipped_template

AS_OF = date(2026, 9, 15)
SIZES = (1, 2, 3, 30, 75, 150) if WHOLE else (1, 3, 75)


def reference(filling):
    """The template filled by openpyxl."""
    book = opened(shipped_template(PLAN, filling.language))
    for sheet in book:
        for table in sheet.tables.values():
            if table.name in TABLES:
                fill_table(sheet, table, filling)
    for name, defined in book.defined_names.items():
        if name in NAMED_CELLS and NAMED_CELLS[name].computed is None and name != "AsOf":
            ((title, address),) = defined.destinations
            value = filling.names[name]
            book[title][address.replace("$", "")] = None if value == "" else value
    return book


def fill_table(sheet, table, filling):
    left, top, right, _ = range_boundaries(table.ref)
    titles = [sheet.cell(top, column).value for column in range(left, right + 1)]
    own = dict(zip(headers(texts(filling.language), 1, TABLES[table.name]), TABLES[table.name], strict=True))
    words = texts(filling.language)
    formulas = column_formulas(PLAN, words, month_headers(words, filling.start_month), TABLES[table.name])
    height = 0
    for offset, title in enumerate(titles):
        column = own[title]
        values = filling.columns[f"{table.name}.{column.key}"]
        height = len(values)
        first = sheet.cell(top + 1, left + offset)
        for row, value in enumerate(values, top + 1):
            cell = sheet.cell(row, left + offset)
            cell._style = copy(first._style)
            cell.value = f"={formulas[column.key]}" if column.key in formulas else None if value == "" else value
            if isinstance(value, str) and column.key not in formulas and value:
                cell.data_type = "s"
    table.ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{top + height}"


def parts(book):
    """What a workbook holds, place by place: cells, styles, tables, widths, validations, names."""
    found, looks = {}, {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value.isoformat() if hasattr(cell.value, "isoformat") else cell.value
                if value not in (None, "") or cell.has_style:
                    if cell.style_id not in looks:
                        look = (cell.number_format, cell.font, cell.fill, cell.border, cell.alignment)
                        looks[cell.style_id] = "".join(map(repr, look))
                    found[sheet.title, cell.coordinate] = (value, looks[cell.style_id])
        found[sheet.title, "widths"] = {key: item.width for key, item in sheet.column_dimensions.items()}
        found[sheet.title, "freeze"] = sheet.freeze_panes
        for table in sheet.tables.values():
            columns = [(column.name, repr(column.calculatedColumnFormula)) for column in table.tableColumns]
            found[sheet.title, table.name] = (table.ref, columns)
    found["names"] = {name: defined.attr_text for name, defined in book.defined_names.items()}
    return found


def printed(book):
    """What the names of the printed rows mean, by the print areas: how far these go, the reference does not know."""
    areas = {table: sheet for sheet in book for table in sheet.tables if f"Printed_{table}" in book.defined_names}
    return {f"Printed_{table}": printed_rows(sheet) for table, sheet in areas.items()}


def printed_rows(sheet):
    sheet_, last = re.match(r"(.+?!)\$[A-Z]+\$1:\$[A-Z]+(\$\d+)", sheet.print_area).groups()
    return f"{sheet_}$B$1:$B{last}"


def compare(plan, language):
    filling = fill(plan, language, AS_OF)
    content = load_template(PLAN, shipped_template(PLAN, language), plan.start.month).write(filling)
    book = openpyxl.load_workbook(io.BytesIO(content))
    ours, theirs = parts(book), parts(saved(reference(filling)))
    theirs["names"] |= printed(book)
    assert ours.keys() == theirs.keys()
    assert [(place, ours[place], theirs[place]) for place in ours if ours[place] != theirs[place]] == []


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return openpyxl.load_workbook(stream)


@pytest.mark.parametrize("actions", SIZES)
def test_sizes(actions):
    compare(some_plan(actions, actions), "fr")


@pytest.mark.parametrize("seed", range(rounds(200)))
def test_random_plans(seed):
    chosen = random.Random(seed)
    compare(some_plan(chosen.randint(1, 60), 1000 + seed, details=chosen.random() < 0.7), chosen.choice(("fr", "en")))
