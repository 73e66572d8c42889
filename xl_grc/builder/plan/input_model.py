"""Builds `templates/modele_saisie.xlsx`: an empty table of actions, ready to be filled for one company or thousands.

Its headers are those that the reader knows, its drop-downs the words that it accepts.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.builder.finishing import finished
from xl_grc.functions.units import DATE, MONTH, TEXT
from xl_grc.plan.fields import ACTIONS, COSTS, TRACKING, Field, InputSheet
from xl_grc.text import Texts, texts

LANGUAGE = "fr"
ROWS = 1_000
"""How many rows carry formats and drop-downs; more may follow."""

_LEFT_OUT = {"short_term", "medium_term", "long_term", "start", "end"}
"""Said by the columns of the horizon and of the months."""
_LISTS = {"status": "statuses", "measure": "measures", "horizon": "input.horizons"}
_WIDE = {"company": 28, "objective": 30, "action": 34, "means": 26, "item": 28, "note": 36}


def build_input_model() -> bytes:
    """The model as a workbook."""
    words = texts(LANGUAGE)
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    for title, sheet, fields in (
        (words["model.actions"], ACTIONS, [field for field in ACTIONS.fields if field.name not in _LEFT_OUT]),
        (words["sheets.costs"], COSTS, COSTS.fields),
        (words["sheets.tracking"], TRACKING, TRACKING.fields),
    ):
        _fill(workbook.create_sheet(title), sheet, fields, words)
    stream = BytesIO()
    workbook.save(stream)
    return finished(stream.getvalue())


def _fill(sheet: Worksheet, kind: InputSheet, fields: Sequence[Field], words: Texts) -> None:
    for column, field in enumerate(fields, 1):
        cell = sheet.cell(1, column, header(field, kind, words))
        cell.font, cell.fill, cell.alignment = look.HEADER, look.fill(look.NAVY), look.CENTER_WRAP
        letter = letters(column)
        sheet.column_dimensions[letter].width = _WIDE.get(field.name, 15)
        sheet.column_dimensions[letter].number_format = _format(field, words)
        if field.name in _LISTS:
            choices = DataValidation("list", formula1=f'"{",".join(_choices(field, words))}"', allow_blank=True)
            choices.showErrorMessage = False  # a status of one's own is welcome
            choices.add(f"{letter}2:{letter}{ROWS + 1}")
            sheet.add_data_validation(choices)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters(len(fields))}1"


def header(field: Field, kind: InputSheet, words: Texts) -> str:
    """The header of a field: the one of our workbooks where it has one, else the first that people use."""
    keys = [f"named.{field.named_cell}", *(f"columns.{table}.{field.name}" for table in kind.tables)]
    known = next((words[key] for key in keys if key in words), None)
    text = str(known or words[f"input.headers.{field.name}"][0])
    return text[:1].upper() + text[1:]


def _choices(field: Field, words: Texts) -> list[str]:
    found = words.table(_LISTS[field.name]).values()
    return [text if isinstance(text, str) else text[0] for text in found]


def _format(field: Field, words: Texts) -> str:
    """The format of a column; months are texts, or a spreadsheet would make dates of "1-3"."""
    if field.unit is TEXT:
        return "@" if field.name in ("months", "reference") else "General"
    return str({DATE: words["formats.date"], MONTH: words["formats.date"]}.get(field.unit, field.unit.format))
