"""The sheet of the image: a row for each thing that customers see, from prospecting to word of mouth."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import look
from xl_grc.builder.highlighter import Highlighter, free_rows
from xl_grc.builder.layout import FIRST_COLUMN, UNIT_WIDTHS
from xl_grc.builder.sheet import SheetBuilder, first_values, positions
from xl_grc.builder.view import freeze
from xl_grc.tables.relations.image import PERCEPTION

IMAGE_ROW = 4
WIDTHS = {
    "stage": 18,
    "sees": 62,
    "side": 12,
    "who": 20,
    "customers_note": 14,
    "own_note": 22,
    "next_step": 38,
    "owner": 16,
}
HIDDEN = "flattered"


def build_image(builder: SheetBuilder) -> None:
    """Lay out the sheet."""
    table = builder.kind.tables["Perception"]
    position = positions(table, FIRST_COLUMN)
    for key, column in position.items():
        builder.sheet.column_dimensions[letters(column)].width = WIDTHS.get(key) or UNIT_WIDTHS[table[key].unit]
    builder.table(table, IMAGE_ROW, FIRST_COLUMN, first_values(table))
    builder.sheet.column_dimensions[letters(position[HIDDEN])].hidden = True
    freeze(builder.sheet, IMAGE_ROW + 1, position["sees"] + 1, position["customers_note"])
    builder.page(titles=f"{IMAGE_ROW}:{IMAGE_ROW}")
    last = letters(position[HIDDEN] - 1)
    builder.sheet.print_area = f"A1:{last}{IMAGE_ROW + table.spare_rows}"


def highlight_image(add: Highlighter) -> None:
    """What is to be seen to, as the numbers say: a gap to close, a step that is late; free rows."""
    add.add("gap", "gap", "AND(ISNUMBER({cell}),{cell}>0)", look.WARNING)
    add.add("overdue", "overdue", "AND(ISNUMBER({cell}),{cell}>0)", look.BAD)
    free_rows(PERCEPTION, add)
