"""Workbooks of customer relations, as the command writes them."""

from __future__ import annotations

from tests.customers.reading import analysed
from tests.customers.sales import some_sales
from xl_grc.customers.filling import Choices, filling_of
from xl_grc.customers.proposals import Terms, proposals_of
from xl_grc.customers.reach import reach_of
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.workbook.template.templates import load_template, shipped_template

TERMS = Terms(0.4, 1.5)


def filling(analysis, language="fr", terms=TERMS):
    """The filling of an analysis."""
    reach = reach_of(analysis)
    return filling_of(analysis, reach, proposals_of(analysis, reach, terms), Choices(language, terms))


def written(path, found, language="fr"):
    """The workbook of a filling, in a file."""
    path.write_bytes(load_template(RELATIONS, shipped_template(RELATIONS, language)).write(found))
    return path


def workbook(folder, customers, language="fr", terms=TERMS):
    """The workbook of so many customers, and their analysis."""
    analysis = analysed(folder, some_sales(customers))
    return written(folder / f"{customers}_{language}.xlsx", filling(analysis, language, terms), language), analysis
