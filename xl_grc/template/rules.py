"""Validation of inputs and conditional formats, from the units and roles of columns."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.functions.units import COUNT, DATE, MARK, QUANTITY, TEXT
from xl_grc.plan.model import MEASURES
from xl_grc.tables.definition import Column, Table
from xl_grc.template import look
from xl_grc.text import Texts


def add_validation(sheet: Worksheet, column: Column, words: Texts, cells: str) -> None:
    """What may be typed in an input column; free texts accept anything."""
    validation = _validation(column, words)
    if validation is not None:
        validation.add(cells)
        sheet.add_data_validation(validation)


def _validation(column: Column, words: Texts) -> DataValidation | None:
    if column.role != "input":
        return None
    if column.choices:
        return _list(f"={column.choices}", words)
    if column.key == "measure":
        return _list('"' + ",".join(words[f"measures.{measure}"] for measure in MEASURES) + '"', words)
    if column.unit is MARK:
        return DataValidation(type="list", formula1=f'"{words["mark"]}"', allow_blank=True, showErrorMessage=False)
    if column.unit is TEXT:
        return None
    if column.unit is DATE:
        return _stop(words, "date", type="date", operator="greaterThanOrEqual", formula1="36526")
    if column.unit.maximum is not None:
        return _stop(words, "rate", type="decimal", operator="between", formula1="0", formula2="1")
    kind = "count" if column.unit in (COUNT, QUANTITY) else "amount"
    return _stop(words, kind, type="decimal", operator="greaterThanOrEqual", formula1="0")


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


def _stop(words: Texts, message: str, **rule: str) -> DataValidation:
    return DataValidation(
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=words["validation.title"],
        error=words[f"validation.{message}"],
        **rule,  # type: ignore[arg-type]  # the names of a rule's parts
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
        highlight("month_1", "month_12", "LEN(TRIM({cell}))>0", ("1B7F79", "FFFFFF"))
    if table.name == "Actions":
        highlight("short_term", "long_term", "LEN(TRIM({cell}))>0", ("CFE8E5", "1B7F79"))
        words_in("status", "statuses", {"done": look.GOOD, "in_progress": look.WARNING})
    if table.name == "Returns":
        words_in(
            "verdict", "verdicts", {"profitable": look.GOOD, "break_even": look.WARNING, "not_profitable": look.BAD}
        )
    if table.name == "Objectives":
        words_in("status", "attainment", {"reached": look.GOOD, "covered": look.GOOD, "short": look.WARNING})
    if table.name == "Budget":
        highlight("planned_balance", "actual_cumulative", "AND(ISNUMBER({cell}),{cell}<0)", look.BAD)
