"""What the inputs of a column may hold, as Excel's validation, from their units and roles."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.builder.highlighter import color
from xl_grc.functions.units import COUNT, DATE, DELAY, MARK, QUANTITY, SHARE, TEXT
from xl_grc.tables.definition import Column
from xl_grc.text import Texts


def add_validation(sheet: Worksheet, column: Column, words: Texts, cells: str, offered: Sequence[str] = ()) -> None:
    """What may be typed in an input column; free texts accept anything. `offered` are keys of the words to choose."""
    validation = _validation(column, words, offered)
    if validation is not None:
        validation.add(cells)
        sheet.add_data_validation(validation)


def add_whole_numbers(sheet: Worksheet, column: Column, cells: str) -> None:
    """A quantity shows its decimals when it has some."""
    if column.unit is QUANTITY:
        first = cells.partition(":")[0]
        color(sheet, cells, f"AND(ISNUMBER({first}),{first}=INT({first}))", look.WHOLE)


def _validation(column: Column, words: Texts, offered: Sequence[str]) -> DataValidation | None:
    if column.role != "input":
        return None
    if column.choices:
        return _list(column.choices, words)
    if offered:
        return _list(f'"{",".join(words[key] for key in offered)}"', words)
    if column.unit in (MARK, SHARE):
        return DataValidation(type="list", formula1=f'"{words["mark"]}"', allow_blank=True, showErrorMessage=False)
    if column.unit is TEXT:
        return None
    if column.unit is DATE:
        return stop_validation(words, "date")
    if column.unit is DELAY:
        return stop_validation(words, "delay")
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
    "date": {"type": "date", "operator": "between", "formula1": f"{DATE.minimum}", "formula2": f"{DATE.maximum}"},
    "delay": {"type": "whole", "operator": "between", "formula1": f"{DELAY.minimum}", "formula2": f"{DELAY.maximum}"},
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
