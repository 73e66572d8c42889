"""Workbooks of customer relations, as the command writes them."""

from __future__ import annotations

import ironcalc
from openpyxl.utils.cell import coordinate_to_tuple

from tests.customers.reading import analysed
from tests.customers.sales import some_sales
from tests.hosts.stripping import cached_values, strip_cached_values
from tests.recalculation import same
from xl_grc.customers.filling import Choices, filling_of, order_of
from xl_grc.customers.proposals import Terms, proposals_of
from xl_grc.customers.reach import reach_of
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.workbook.template.templates import load_template, shipped_template

TERMS = Terms(0.4, 1.5)


def filling(analysis, language="fr", terms=TERMS):
    """The filling of an analysis."""
    reach = reach_of(analysis)
    proposals = proposals_of(analysis, reach, terms)
    return filling_of(analysis, order_of(analysis), reach, proposals, Choices(language, terms))


def written(path, found, language="fr"):
    """The workbook of a filling, in a file."""
    path.write_bytes(load_template(RELATIONS, shipped_template(RELATIONS, language)).write(found))
    return path


def workbook(folder, customers, language="fr", terms=TERMS):
    """The workbook of so many customers, and their analysis."""
    analysis = analysed(folder, some_sales(customers))
    return written(folder / f"{customers}_{language}.xlsx", filling(analysis, language, terms), language), analysis


def differences_of_ironcalc(path, folder):
    """The cells of which another program calculates something else than the file holds; the names of sheets are not
    kept in files."""
    stripped = folder / "stripped.xlsx"
    strip_cached_values(path, stripped)
    model = ironcalc.load_from_xlsx(str(stripped), "en", "UTC", "en")
    titles = [sheet["name"] if isinstance(sheet, dict) else sheet.name for sheet in model.get_worksheets_properties()]
    model.evaluate()
    different = []
    for sheet, cells in cached_values(path).items():
        for address, wanted in cells.items():
            value = model.get_cell_value(titles.index(sheet), *coordinate_to_tuple(address))
            value = float(value) if isinstance(value, (int, float)) else "" if value is None else value
            if wanted is not None and not same(float(wanted) if isinstance(wanted, int) else wanted, value):
                different.append(f"{sheet}!{address}: cached {wanted!r}, ironcalc {value!r}")
    return different
