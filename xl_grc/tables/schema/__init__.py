"""The workbook of a plan as data: its tables, their columns, its named cells.

Table names are English in every language; titles and headers are in the text files. An action is known by its
number: `Actions`, `Schedule` and `Returns` carry the same numbers, cost lines and tracking rows name an action
by a label that begins with its number.
"""

from __future__ import annotations

from xl_grc.errors import KnownEntries
from xl_grc.tables.definition import Definition
from xl_grc.tables.formulas.month_spots import MONTH_NAMES
from xl_grc.tables.formulas.sheet_faults import below_name, printed_name
from xl_grc.tables.formulas.spots import LIGHT_COUNTS, LIGHT_SPOTS, LIGHT_TEXTS, SHEET_NAMES, SHEET_TITLES
from xl_grc.tables.schema.checks import check_cells
from xl_grc.tables.schema.dashboard import BY_TYPE, DASHBOARD_CELLS, RANKING_BEST, RANKING_WORST
from xl_grc.tables.schema.goals import OBJECTIVES
from xl_grc.tables.schema.money import BUDGET, BUDGET_CELLS, COSTS, TRACKING
from xl_grc.tables.schema.plan import ACTIONS, PLAN_CELLS, SCHEDULE
from xl_grc.tables.schema.profitability import RETURNS, RETURNS_CELLS
from xl_grc.tables.schema.references import SHEETS
from xl_grc.tables.schema.settings import AMOUNT_SHEETS, LIST_TABLES, LISTS, RANGES, SETTINGS_CELLS
from xl_grc.tables.schema.simulation import BY_COST, BY_PRICE, CURVE, SIMULATION_CELLS

__all__ = ["AMOUNT_SHEETS", "DEFINITION", "LISTS", "NAMED_CELLS", "RANGES", "TABLES"]

_MAIN = (OBJECTIVES, ACTIONS, SCHEDULE, COSTS, RETURNS, TRACKING, BUDGET)
_DRAWN = (CURVE, BY_PRICE, BY_COST, RANKING_BEST, RANKING_WORST, BY_TYPE)

TABLES = KnownEntries("the tables of xl_grc/tables/schema", {one.name: one for one in (*_MAIN, *_DRAWN, *LIST_TABLES)})
"""Every table under its name."""

_CELLS = (*SETTINGS_CELLS, *PLAN_CELLS, *RETURNS_CELLS, *BUDGET_CELLS, *SIMULATION_CELLS, *DASHBOARD_CELLS)

NAMED_CELLS = KnownEntries(
    "the named cells of xl_grc/tables/schema", {one.name: one for one in (*_CELLS, *check_cells(TABLES, _CELLS))}
)
"""Every named cell under its name."""

_GROWING = [table for table in TABLES.values() if table.grows]
AREAS = (
    SHEET_NAMES,
    SHEET_TITLES,
    LIGHT_COUNTS,
    LIGHT_TEXTS,
    LIGHT_SPOTS,
    MONTH_NAMES,
    *(below_name(table.name) for table in _GROWING),
    *(printed_name(table.name) for table in _GROWING if table.name not in LISTS),
)
"""The defined names of other cells that formulas read."""

DEFINITION = Definition(TABLES, NAMED_CELLS, LISTS, RANGES, AREAS, SHEETS)
