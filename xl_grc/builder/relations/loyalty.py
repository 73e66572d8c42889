"""The sheet of loyalty: what sales say of customers, and below it targets, levers and reasons to be typed all year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.pagebreak import Break

from xl_grc.builder import look
from xl_grc.builder.sheet import SheetBuilder, first_values, widen
from xl_grc.functions.units import TEXT

WIDTHS = {"B": 5, "C": 41, "D": 24, **dict.fromkeys("EFGHIJKLMNOP", 14.4)}
LEFT, TABLES_LEFT = 2, 3
SEGMENTS_ROW, FIGURES_ROW, PARETO_ROW, COHORTS_ROW = 5, 18, 18, 40
TARGETS_ROW, LEVERS_ROW, REASONS_ROW = 57, 68, 77
PARETO_LEFT = 10
LAST = 16
PRINTED_SCALE = 57
"""In percent: two pages, the second begins with the cohorts."""
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
    "CrossRate",
    "Referrals",
    "ReferralRate",
    "Answers",
    "NetPromoters",
    "ActiveCount",
    "ActiveValue",
    "RelationCost",
)
_INPUTS = frozenset({"Buyers", "Kept", "RetentionRate", "YearBasket", "YearFrequency", "CrossBuyers", "Referrals"})
_SHARE, _MONEY, _NUMBER = "0.0%", "#,##0.00", "#,##0.0"
_MEASURED = (_SHARE, _SHARE, _SHARE, "0", _MONEY, _SHARE, "0")
_LEVERS = (_NUMBER, _MONEY, _SHARE, "0", _MONEY), ("0%", "0%", "0%", "0", "0%")
"""How each row shows its numbers: what the levers are today, and the change that is hoped for."""
_COLDEST, _WARMEST = "FFFFFF", "8CCBC5"
"""The shades of the heat map: in grey print the darker one still lets the number be read."""


def build_loyalty(builder: SheetBuilder) -> None:
    """Lay out the sheet."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    _block(builder, "Segments", SEGMENTS_ROW, LEFT, "segments")
    for row in range(SEGMENTS_ROW + 1, SEGMENTS_ROW + 9):
        builder.sheet.row_dimensions[row].height = 28
    _widen(builder, "Segments", SEGMENTS_ROW, LEFT + 10)
    _figures(builder)
    _block(builder, "Pareto", PARETO_ROW, PARETO_LEFT, "pareto")
    builder.sheet.row_dimensions[PARETO_ROW].height = 30
    _cohorts(builder)
    _year(builder)
    builder.page()
    builder.sheet.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]  # made with the sheet
    builder.sheet.page_setup.scale = PRINTED_SCALE
    builder.sheet.row_breaks.append(Break(COHORTS_ROW - 2))
    builder.sheet.print_area = f"A1:{letters(LAST)}{REASONS_ROW + 5}"


def _block(builder: SheetBuilder, name: str, top: int, left: int, text: str) -> None:
    """A table under its title, with one sentence below it."""
    words, table = builder.words, builder.kind.tables[name]
    values = first_values(table) if table.keys else [None] * table.rows
    builder.heading(top - 1, left, LAST, words[f"loyalty.{text}"])
    builder.table(table, top, left, values)
    builder.sheet.row_dimensions[top].height = 30
    builder.write(top + len(values) + 1, left, words[f"loyalty.{text}_note"]).font = look.NOTE


def _widen(builder: SheetBuilder, name: str, top: int, column: int) -> None:
    """The texts of the last column of a table have the columns behind it too, its header with them."""
    for row in range(top, top + len(builder.kind.tables[name].keys) + 1):
        widen(builder.sheet, row, column, LAST)
        if row > top:
            builder.sheet.cell(row, column).font = look.font(10)


def _figures(builder: SheetBuilder) -> None:
    words = builder.words
    builder.heading(FIGURES_ROW - 1, TABLES_LEFT, PARETO_LEFT - 2, words["loyalty.retention"])
    for column, key in enumerate(("measure", "actual"), TABLES_LEFT):
        header = builder.write(FIGURES_ROW, column, words[f"columns.Loyalty.{key}"])
        header.font, header.alignment, header.border = look.HEADER, look.CENTER_WRAP, look.GRID
        header.fill = look.fill(look.SLATE)
    for row, name in enumerate(FIGURES, FIGURES_ROW + 1):
        label = builder.write(row, TABLES_LEFT, words[f"named.{name}"])
        label.alignment, label.border = look.INDENTED, look.GRID
        make = builder.input if name in _INPUTS else builder.figure
        make(name, row, TABLES_LEFT + 1).alignment = look.RIGHT
    note = builder.name("RetentionNote", FIGURES_ROW + 3, TABLES_LEFT + 2)
    note.font, note.alignment = look.NOTE, look.INDENTED


def _cohorts(builder: SheetBuilder) -> None:
    table = builder.kind.tables["Cohorts"]
    _block(builder, "Cohorts", COHORTS_ROW, TABLES_LEFT, "cohorts")
    note = builder.name("CohortsNote", COHORTS_ROW - 1, LAST)
    note.font, note.alignment = look.NOTE, look.TO_RIGHT
    first, last = TABLES_LEFT + 2, TABLES_LEFT + len(table.columns) - 1
    cells = f"{letters(first)}{COHORTS_ROW + 1}:{letters(last)}{COHORTS_ROW + table.rows}"
    scale = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color=_COLDEST, end_type="num", end_value=0.6, end_color=_WARMEST
    )
    builder.sheet.conditional_formatting.add(cells, scale)
    for row in range(COHORTS_ROW + 1, COHORTS_ROW + 1 + table.rows):
        for column in range(first, last + 1):
            builder.sheet.cell(row, column).fill = PatternFill()  # months to come stay white
    for column in range(TABLES_LEFT, last + 1):
        mean = builder.sheet.cell(COHORTS_ROW + table.rows, column)
        mean.font = look.font(bold=True)
        if table.columns[column - TABLES_LEFT].unit is not TEXT:
            mean.border = look.UNDERLINE


def _year(builder: SheetBuilder) -> None:
    """What is typed all year: targets, hoped changes, next steps. Each row shows numbers as what it measures asks."""
    _block(builder, "Loyalty", TARGETS_ROW, LEFT, "targets")
    _formats(builder, TARGETS_ROW, range(LEFT + 2, LEFT + 6), _MEASURED)
    _block(builder, "Levers", LEVERS_ROW, LEFT, "levers")
    today, change = _LEVERS
    _formats(builder, LEVERS_ROW, [LEFT + 2], today)
    _formats(builder, LEVERS_ROW, [LEFT + 3], change)
    _block(builder, "Reasons", REASONS_ROW, LEFT, "reasons")
    for name, top, column in (
        ("Loyalty", TARGETS_ROW, LEFT + 7),
        ("Levers", LEVERS_ROW, LEFT + 5),
        ("Reasons", REASONS_ROW, LEFT + 9),
    ):
        _widen(builder, name, top, column)
    for row in range(REASONS_ROW + 1, REASONS_ROW + 5):
        builder.sheet.row_dimensions[row].height = 30


def _formats(builder: SheetBuilder, top: int, columns: Iterable[int], formats: Sequence[str]) -> None:
    for row, own in enumerate(formats, top + 1):
        for column in columns:
            builder.sheet.cell(row, column).number_format = own
