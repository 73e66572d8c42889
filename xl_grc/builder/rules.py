"""Validation of inputs and conditional formats, from the units and roles of columns."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.functions.units import COUNT, DATE, MARK, QUANTITY, TEXT
from xl_grc.plan.model import MEASURES
from xl_grc.tables.definition import Column, Table
from xl_grc.text import Texts


def add_validation(sheet: Worksheet, column: Column, words: Texts, cells: str) -> None:
    """What may be typed in an input column; free texts accept anything."""
    validation = _validation(column, words)
    if validation is not None:
        validation.add(cells)
        sheet.add_data_validation(validation)


def add_whole_numbers(sheet: Worksheet, column: Column, cells: str) -> None:
    """A quantity shows its decimals when it has some."""
    if column.unit is QUANTITY:
        first = cells.partition(":")[0]
        rule = Rule(type="expression", dxf=look.WHOLE, formula=[f"{first}=INT({first})"])
        sheet.conditional_formatting.add(cells, rule)


def _validation(column: Column, words: Texts) -> DataValidation | None:
    if column.role != "input":
        return None
    if column.choices:
        return _list(column.choices, words)
    if column.key == "measure":
        return _list('"' + ",".join(words[f"measures.{measure}"] for measure in MEASURES) + '"', words)
    if column.unit is MARK:
        return DataValidation(type="list", formula1=f'"{words["mark"]}"', allow_blank=True, showErrorMessage=False)
    if column.unit is TEXT:
        return None
    if column.unit is DATE:
        return stop_validation(words, "date")
    if column.unit.maximum is not None:
        return stop_validation(words, "rate")
    return stop_validation(words, "count" if column.unit in (COUNT, QUANTITY) else "amount")


def _list(formula: str, words: Texts) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=words["validation.title"],
        error=words["validation.list"],
    )


_LIMITS = {
    "date": {"type": "date", "operator": "greaterThanOrEqual", "formula1": "36526"},
    "rate": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"},
    "count": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
    "amount": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
}


def stop_validation(words: Texts, kind: str) -> DataValidation:
    """Refuses what is not a date, a rate, a count or an amount, and says what it should be."""
    return DataValidation(
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=words["validation.title"],
        error=words[f"validation.{kind}"],
        **_LIMITS[kind],  # type: ignore[arg-type]  # the names of a rule's parts
    )


def add_highlights(
    sheet: Worksheet, table: Table, words: Texts, position: dict[str, int], top: int, bottom: int
) -> None:
    """Marks, verdicts and states in colour; the words say the same without it."""

    def highlight(first: str, last: str, condition: str, colors: tuple[str, str]) -> None:
        cell = f"{letters(position[first])}{top}"
        cells = f"{cell}:{letters(position[last])}{bottom}"
        rule = Rule(type="expression", dxf=look.highlight(colors), formula=[condition.format(cell=cell)])
        sheet.conditional_formatting.add(cells, rule)

    def words_in(column: str, section: str, colored: dict[str, tuple[str, str]]) -> None:
        for key, colors in colored.items():
            word = words[f"{section}.{key}"].replace('"', '""')
            highlight(column, column, f'{{cell}}="{word}"', colors)

    if table.name == "Schedule":
        _schedule_colors(highlight, words, position, top)
    if table.name == "Actions":
        highlight("short_term", "long_term", "LEN(TRIM({cell}))>0", ("CFE8E5", "1B7F79"))
        words_in("status", "statuses", {"done": look.GOOD, "in_progress": look.WARNING})
        highlight("remarks", "remarks", "LEN({cell})>0", look.WARNING)
    if table.name in ("Returns", "Best", "Worst"):
        words_in(
            "verdict", "verdicts", {"profitable": look.GOOD, "break_even": look.WARNING, "not_profitable": look.BAD}
        )
    if table.name == "Objectives":
        words_in("status", "attainment", {"reached": look.GOOD, "covered": look.GOOD, "short": look.WARNING})
    if table.name == "Budget":
        highlight("planned_balance", "actual_cumulative", "AND(ISNUMBER({cell}),{cell}<0)", look.BAD)
        highlight("margin_cumulative", "margin_cumulative", "AND(ISNUMBER({cell}),{cell}<0)", look.BAD)
    if table.name.startswith("Sensitivity"):
        first, last = table.columns[2].key, table.columns[-1].key
        highlight(first, last, "AND(ISNUMBER({cell}),{cell}<0)", look.BAD)
        highlight(first, last, "AND(ISNUMBER({cell}),{cell}>=0)", look.GOOD)


def _schedule_colors(highlight: Callable[..., None], words: Texts, position: dict[str, int], top: int) -> None:
    """Marked months: those of a late action that are over, this month, the others. The row also says it in words."""
    first, situation = f"${letters(position['month_1'])}{top}", f"${letters(position['situation'])}{top}"
    place = f"COLUMN({{cell}})-COLUMN({first})"
    marked, late = "LEN(TRIM({cell}))>0", words["situations.late"]
    highlight("month_1", "month_12", f'AND({marked},{situation}="{late}",{place}<MonthsOver)', look.LATE)
    highlight("month_1", "month_12", f"AND({marked},{place}=MonthsOver)", look.RUNNING)
    highlight("month_1", "month_12", marked, look.MARKED)
    highlight("situation", "situation", f'{{cell}}="{late}"', look.BAD)
    highlight("situation", "situation", f'{{cell}}="{words["situations.now"]}"', look.WARNING)
