"""The settings: who, when, in which currency, and the lists that feed drop-downs."""

from __future__ import annotations

from xl_grc.functions.expression import constant
from xl_grc.functions.units import DATE, RATE, TEXT
from xl_grc.tables.definition import Table, given, named
from xl_grc.tables.formulas.nodes import Join, Name, Word

LISTS = {
    "Types": "TypeList",
    "Owners": "OwnerList",
    "Priorities": "PriorityList",
    "Statuses": "StatusList",
    "Units": "UnitList",
    "CostItems": "CostItemList",
    "Channels": "ChannelList",
}
"""The list tables of the settings and the defined name that feeds drop-downs from each."""

RANGES = {
    **{name: (table, "value") for table, name in LISTS.items()},
    "ActionList": ("Actions", "label"),
    "ActionNumbers": ("Actions", "no"),
    "ObjectiveList": ("Objectives", "objective"),
}
"""Every defined name of a list: the table and column it shows."""

LIST_TABLES = tuple(Table(name, "settings", (given("value", TEXT),), spare_rows=10) for name in LISTS)

AMOUNT_SHEETS = ("objectives", "plan", "schedule", "costs", "returns", "tracking", "budget", "simulation", "dashboard")
"""The sheets that say in which currency their amounts are."""

SETTINGS_CELLS = (
    named("Company", "settings", TEXT),
    named("Reference", "settings", TEXT),
    named("PeriodStart", "settings", DATE),
    named("Currency", "settings", TEXT),
    named("Language", "settings", TEXT),
    named("AsOf", "settings", DATE, until_typed="TODAY()"),
    named("DefaultMarginRate", "settings", RATE),
    *(
        named(f"AmountsIn_{sheet}", sheet, TEXT, Join((Word("notes.amounts"), constant(" "), Name("Currency"))))
        for sheet in AMOUNT_SHEETS
    ),
)
