"""The sheet of what sales say of customers: segments, retention and value, the best customers, cohorts."""

from __future__ import annotations

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import look
from xl_grc.builder.sheet import SheetBuilder, first_values
from xl_grc.functions.units import TEXT

WIDTHS = {"B": 5, "C": 44, **dict.fromkeys("DEFGHIJKLMNOP", 12.5)}
LEFT, TABLES_LEFT = 2, 3
SEGMENTS_ROW, FIGURES_ROW, PARETO_ROW, COHORTS_ROW = 5, 18, 18, 34
PARETO_LEFT = 8
LAST = 16
FIGURES = (
    "Buyers",
    "Kept",
    "RetentionRate",
    "ChurnRate",
    "YearBasket",
    "YearFrequency",
    "LifetimeValue",
    "LifetimeValueNPV",
    "CrossBuyers",
)
_INPUTS = frozenset({"Buyers", "Kept", "RetentionRate", "YearBasket", "YearFrequency", "CrossBuyers"})
_COLDEST, _WARMEST = "FFFFFF", "8CCBC5"
"""The shades of the heat map: in grey print the darker one still lets the number be read."""


def build_loyalty(builder: SheetBuilder) -> None:
    """Lay out the sheet."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    _block(builder, "Segments", SEGMENTS_ROW, LEFT, "segments")
    for row in range(SEGMENTS_ROW + 1, SEGMENTS_ROW + 9):
        builder.sheet.cell(row, LEFT + 10).alignment = look.PLAIN  # what to do runs over the columns behind
        builder.sheet.row_dimensions[row].height = 28
    _figures(builder)
    _block(builder, "Pareto", PARETO_ROW, PARETO_LEFT, "pareto")
    _cohorts(builder)
    builder.page()
    builder.sheet.page_setup.fitToHeight = 1


def _block(builder: SheetBuilder, name: str, top: int, left: int, text: str) -> None:
    """A table under its title, with one sentence below it."""
    words, table = builder.words, builder.kind.tables[name]
    values = first_values(table) if table.keys else [None] * table.rows
    builder.heading(top - 1, LEFT if left <= TABLES_LEFT else left, LAST, words[f"loyalty.{text}"])
    builder.table(table, top, left, values)
    builder.sheet.row_dimensions[top].height = 30
    builder.write(top + len(values) + 1, left, words[f"loyalty.{text}_note"]).font = look.NOTE


def _figures(builder: SheetBuilder) -> None:
    builder.heading(FIGURES_ROW - 1, LEFT, PARETO_LEFT - 2, builder.words["loyalty.retention"])
    for row, name in enumerate(FIGURES, FIGURES_ROW):
        builder.write(row, TABLES_LEFT, builder.words[f"named.{name}"]).alignment = look.INDENTED
        make = builder.input if name in _INPUTS else builder.figure
        make(name, row, TABLES_LEFT + 1).alignment = look.RIGHT
    builder.name("RetentionNote", FIGURES_ROW + 2, TABLES_LEFT + 2).font = look.NOTE


def _cohorts(builder: SheetBuilder) -> None:
    table = builder.kind.tables["Cohorts"]
    builder.name("CohortsNote", COHORTS_ROW - 2, TABLES_LEFT).font = look.NOTE
    _block(builder, "Cohorts", COHORTS_ROW, TABLES_LEFT, "cohorts")
    first, last = TABLES_LEFT + 2, TABLES_LEFT + len(table.columns) - 1
    cells = f"{letters(first)}{COHORTS_ROW + 1}:{letters(last)}{COHORTS_ROW + table.rows}"
    scale = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color=_COLDEST, end_type="num", end_value=0.6, end_color=_WARMEST
    )
    builder.sheet.conditional_formatting.add(cells, scale)
    for column in range(TABLES_LEFT, last + 1):
        mean = builder.sheet.cell(COHORTS_ROW + table.rows, column)
        mean.font = look.font(bold=True)
        if table.columns[column - TABLES_LEFT].unit is not TEXT:
            mean.border = look.UNDERLINE
