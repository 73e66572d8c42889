"""Where things stand on the sheets: decoration only, the tables themselves are defined in `tables`."""

from __future__ import annotations

from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    MARK,
    MONTH,
    NUMBER,
    OPEN_RATE,
    QUANTITY,
    RANK,
    RATE,
    RATIO,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    UNIT_AMOUNT,
)

SHEETS = ("objectives", "plan", "schedule", "costs", "returns", "tracking", "budget", "settings")
TITLE_ROW, NOTE_ROW, LABEL_ROW, TOTAL_ROW, BAND_ROW, HEADER_ROW = 1, 2, 4, 5, 6, 7
FIRST_COLUMN = 2
SETTINGS_ROW, LISTS_HEADER_ROW = 4, 15

TAB_COLORS = {
    "objectives": "1F3A5F",
    "plan": "1F3A5F",
    "schedule": "1F3A5F",
    "costs": "1B7F79",
    "returns": "1B7F79",
    "tracking": "B7791F",
    "budget": "B7791F",
    "settings": "6B7785",
}

BANDS = {
    "Actions": (
        ("calendar", "short_term", "long_term"),
        ("budget", "expenses", "revenue"),
        ("conduct", "type", "channel"),
        ("computed", "label", "actual_revenue"),
    ),
    "Returns": (("inputs", "contacts", "margin_rate"), ("computed", "effective_rate", "contact_rank")),
    "Budget": (
        ("planned", "planned_expenses", "expense_variance"),
        ("revenue", "planned_revenue", "revenue_variance"),
        ("balance", "planned_balance", "actual_balance"),
        ("cumulative", "planned_cumulative", "actual_cumulative"),
    ),
}
"""Titles over groups of columns: key of the text, first column, last column."""

TOTALS = {
    "Actions": {"expenses": "TotalExpenses", "revenue": "TotalRevenue", "type": "NetResult"},
    "Returns": {"cost": "TotalCost", "margin": "TotalMargin", "roi": "PlanROI"},
    "Tracking": {"expenses": "ActualExpenses", "revenue": "ActualRevenue"},
    "Budget": {"planned_expenses": "UnscheduledExpenses", "planned_revenue": "UnscheduledRevenue"},
}
"""Named figures above a column of a table."""

SETTINGS = ("Company", "Reference", "PeriodStart", "Currency", "Language", "AsOf", "DefaultMarginRate")

FREEZE_AFTER = {"Actions": "action", "Schedule": "owner", "Returns": "action", "Budget": "month"}
"""The last column that stays in view."""

UNIT_WIDTHS = {
    AMOUNT: 13,
    SIGNED_AMOUNT: 13,
    UNIT_AMOUNT: 13,
    COUNT: 12,
    QUANTITY: 11,
    RATE: 11,
    OPEN_RATE: 13,
    SIGNED_RATE: 11,
    RATIO: 9,
    RANK: 9,
    NUMBER: 6,
    DATE: 13,
    MONTH: 13,
    MARK: 10,
}
WIDTHS = {
    "objective": 34,
    "action": 38,
    "label": 32,
    "item": 32,
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
}
DEFAULT_WIDTH = 15
MONTH_WIDTH = 10.5
