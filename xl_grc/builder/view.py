"""What of a sheet never scrolls away, as low as it can be, and where one begins to type."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look


def flatten(sheet: Worksheet, first: int, end: int) -> None:
    """Rows from the first one to before the end that hold nothing are low."""
    for row in range(first, end):
        if all(cell.value is None for cell in sheet[row]):
            sheet.row_dimensions[row].height = look.BLANK_HEIGHT


def freeze(sheet: Worksheet, row: int, column: int, typed: int) -> None:
    """What stands above a row and left of a column stays in view; one begins to type in a column of that row."""
    sheet.freeze_panes = f"{letters(column)}{row}"
    view = sheet.sheet_view
    typed_in = "bottomRight" if 1 < column <= typed else "bottomLeft"
    view.pane.activePane = typed_in  # type: ignore[union-attr]  # made with the panes
    for selection in view.selection:
        if selection.pane == typed_in:
            selection.activeCell = selection.sqref = f"{letters(typed)}{row}"
