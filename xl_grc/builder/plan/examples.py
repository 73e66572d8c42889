"""Builds the shipped example that needs two sheets, from the tables of text beside it."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from xl_grc.builder.finishing import finished
from xl_grc.text import texts

SHEETS = {"Actions": "rentabilite.csv", texts("fr")["sheets.costs"]: "rentabilite_couts.csv"}


def build_example(directory: Path) -> bytes:
    """The profitability example as a workbook, numbers as numbers."""
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]  # a new workbook has an active sheet
    for title, source in SHEETS.items():
        sheet = workbook.create_sheet(title)
        with (directory / source).open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream, delimiter=";"):
                sheet.append([float(cell) if cell.isdecimal() else cell or None for cell in row])
    stream_out = BytesIO()
    workbook.save(stream_out)
    return finished(stream_out.getvalue())
