"""The workbook of customer relations as data: its tables, their columns, its named cells.

Customers are one row each. Segments, the best customers, cohorts, the actions proposed and the ten customers to contact
first are worked out over them; sales lines that count nowhere stand in a table of their own. What the owner types all
year stands beside: the image of the company, the targets of loyalty, its reasons and levers.
"""

from __future__ import annotations

from xl_grc.functions.units import COUNT, SIGNED_AMOUNT, TEXT
from xl_grc.tables.definition import Definition, Table, given
from xl_grc.tables.formulas.sheet_faults import printed_name
from xl_grc.tables.formulas.spots import SHEET_NAMES, SHEET_TITLES
from xl_grc.tables.relations.customers import BOUNDS, CUSTOMERS
from xl_grc.tables.relations.figures import FIGURES, LIGHTS, LINES, LOYALTY, SETTINGS
from xl_grc.tables.relations.image import GAP_TABLE, PERCEPTION
from xl_grc.tables.relations.loyalty import CARE, LEVER_TABLE, LOYALTY_TABLE, REASON_TABLE, TO_DO
from xl_grc.tables.relations.references import SHEETS
from xl_grc.tables.relations.segments import COHORTS, FIRST_TABLE, PARETO, PROPOSAL_TABLE, SEGMENT_TABLE

__all__ = ["DEFINITION"]

ASIDE = Table(
    "LinesLeftAside",
    "aside",
    (given("file", TEXT), given("row", COUNT), given("reason", TEXT), given("amount", SIGNED_AMOUNT)),
    spare_rows=1,
)
TOLD = Table("Told", "aside", (given("what", TEXT),), spare_rows=1)
"""What is told of the exports: amounts with VAT, names that may be one customer, entries that are no sales."""

_SHOWN = (PROPOSAL_TABLE, FIRST_TABLE, GAP_TABLE)
_LOYALTY = (SEGMENT_TABLE, COHORTS, PARETO, LOYALTY_TABLE, LEVER_TABLE, REASON_TABLE)
_TABLES = (*_SHOWN, CUSTOMERS, *_LOYALTY, PERCEPTION, ASIDE, TOLD, BOUNDS)
_CELLS = (*FIGURES, *TO_DO, *LOYALTY, *CARE, *LINES, *SETTINGS, *LIGHTS)

_AREAS = (SHEET_NAMES, SHEET_TITLES, printed_name(CUSTOMERS.name))
"""The defined names of the cells by which links find their sheets, and of the customers that are printed."""

DEFINITION = Definition(
    {table.name: table for table in _TABLES}, {cell.name: cell for cell in _CELLS}, areas=_AREAS, sheets=SHEETS
)
