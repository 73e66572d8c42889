"""Where things stand on the sheets of a plan: decoration only, the tables themselves are defined in `tables`."""

from __future__ import annotations

from xl_grc.errors import KnownEntries

MAIN = KnownEntries(
    "MAIN in xl_grc/builder/plan/layout.py",
    {
        "objectives": "Objectives",
        "plan": "Actions",
        "schedule": "Schedule",
        "costs": "Costs",
        "returns": "Returns",
        "tracking": "Tracking",
        "budget": "Budget",
    },
)
"""The sheets that hold one table each."""

LABEL_ROW, TOTAL_ROW, BAND_ROW, HEADER_ROW = 4, 5, 6, 7
SETTINGS_ROW, LISTS_HEADER_ROW = 4, 15

BANDS = {
    "Actions": (
        ("calendar", "short_term", "long_term"),
        ("budget", "expenses", "revenue"),
        ("conduct", "type", "channel"),
        ("computed", "label", "label"),
        ("computed", "effective_expenses", "actual_revenue"),
        ("computed", "remarks", "remarks"),
    ),
    "Returns": (
        ("inputs", "contacts", "margin_rate"),
        ("computed", "effective_rate", "gross_gain"),
        ("computed", "margin", "sales"),
    ),
    "Budget": (
        ("planned", "planned_expenses", "expense_variance"),
        ("revenue", "planned_revenue", "revenue_variance"),
        ("balance", "planned_balance", "actual_balance"),
        ("cumulative", "planned_cumulative", "actual_cumulative"),
        ("variance", "expense_variance_rate", "revenue_variance_rate"),
        ("margin", "planned_margin", "margin_cumulative"),
    ),
}
"""Titles over groups of columns, none over two pages: key of the text, first column, last column."""

TOTALS = {
    "Actions": {"expenses": "TotalExpenses", "revenue": "TotalRevenue", "type": "NetResult"},
    "Returns": {"cost": "TotalCost", "margin": "TotalMargin", "roi": "PlanROI"},
    "Tracking": {"expenses": "ActualExpenses", "revenue": "ActualRevenue"},
    "Budget": {
        "planned_expenses": "UnscheduledExpenses",
        "planned_revenue": "UnscheduledRevenue",
        "actual_revenue": "RevenueAfterPlan",
        "planned_cumulative": "LargestNeed",
        "actual_cumulative": "LargestNeedMonth",
        "margin_cumulative": "PaysFrom",
    },
}
"""Named figures above a column of a table."""

TO_DATE_ROW = 22
"""Below the twelve months of the budget: planned and actual up to AsOf."""

SETTINGS = ("Company", "Reference", "PeriodStart", "Currency", "Language", "AsOf", "DefaultMarginRate")

FREEZE_AFTER = {"Actions": "action", "Schedule": "owner", "Returns": "action", "Budget": "month"}
"""The last column that stays in view."""

GROUPED = {"Actions": ("type", "channel")}
"""Columns that can be folded away."""

PRINTED = {"Actions": ("effective_expenses", "actual_revenue"), "Schedule": ("no", "month_12")}
"""The columns that are printed, when not all are."""
REPEATED = {"Actions": ("no", "revenue"), "Returns": ("no", "action")}
"""The columns that stand on the left of every page, also of those whose columns are further to the right."""

PRINTED_WIDTH = 203
"""The digits that every one of these sheets prints beside one another: one scale for all."""
PRINTED_SCALE = 73
"""That scale in percent, as a page of A4 has it."""
PAGES_END = {"Returns": "gross_gain"}
"""The last column of the first page of a sheet that is printed on two."""
HIDDEN_COLUMNS = {
    "Returns": ("roi_order", "sales"),
    "Schedule": ("counted_delay", "counted_revenue", "counted_margin"),
}

WIDTHS = {
    "Objectives.objective": 48,
    **dict.fromkeys(("planned_attainment", "actual_attainment"), 15),
    "Objectives.measure": 16,
    "Actions.remarks": 72,
    "Schedule.action": 45,
    "Returns.roi": 12,
    "margin_cumulative": 15,
    "objective": 34,
    "action": 42,
    "label": 46,
    "item": 40,
    "note": 40,
    "means": 26,
    "audience": 20,
    "product": 18,
    "verdict": 20,
    "value": 26,
    "measure": 14,
    "status": 14,
    "type": 19,
    "owner": 20,
    "remarks": 44,
    "in_words": 38,
    **dict.fromkeys(("planned_cumulative", "actual_cumulative"), 19),
    **dict.fromkeys(("month", "expense_variance_rate", "revenue_variance_rate"), 11),
    "breakeven_units": 18,
    "effective_rate": 11,
    **dict.fromkeys([f"month_{number}" for number in range(1, 13)], 11),
}
"""The widths of columns that ask for more room than their unit or less, by their keys, or for one table alone."""

REMARKS = {"Returns": ("PlanROIBasis", "roi"), "Budget": ("LargestNeedNote", "planned_cumulative")}
"""Texts above the labels of totals: the named cell, the column in which it begins."""

STEP_SHEETS = ("settings", "objectives", "plan", "schedule", "costs", "returns", "tracking")
"""Where each of the first steps is done."""
