"""The sheets of customers, of the lines left aside, and of the settings."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import look
from xl_grc.builder.highlighter import Highlighter, color, free_rows
from xl_grc.builder.layout import FIRST_COLUMN, NOTE_ROW, UNIT_WIDTHS
from xl_grc.builder.sheet import SheetBuilder, first_values, positions
from xl_grc.builder.validation import stop_validation
from xl_grc.builder.view import flatten, freeze
from xl_grc.functions.units import DATE, RATE
from xl_grc.tables.relations.customers import CUSTOMERS
from xl_grc.tables.relations.figures import CHECKS, INFORMATION
from xl_grc.tables.relations.standing import SEGMENTS

CUSTOMERS_ROW, LINES_ROW, ASIDE_ROW = 4, 5, 12
SETTINGS_ROW, BOUNDS_ROW, CHECKS_ROW = 4, 15, 24
LINK, ANCHORS = 7, 8
"""The column of links, and the hidden ones to the right, by which links are found."""
WIDTHS = {
    "code": 14,
    "name": 30,
    "to_contact": 20,
    "reason": 60,
    "segment": 26,
    "owner": 16,
    **dict.fromkeys(("satisfaction", "would_recommend"), 16),
    "type": 15,
    **dict.fromkeys(("r", "f", "m"), 5),
    "rfm": 7,
    **dict.fromkeys(("email_proof", "phone_proof", "sms_proof"), 24),
}
FROZEN, REGISTER, HIDDEN = "name", ("email_consent", "remove_on"), ("segment_no", "priority")
PRINTED = ("code", "revenue")
"""On paper what a call or a letter needs."""
SETTINGS = ("AsOf", "UsualInterval", "LostAfter", "Years", "DiscountRate", "Currency", "Language", "Vat", "Calculates")
UNREACHED = '[>=1E+90]"–";[<=-1E+90]"–";#,##0'
"""A bound that nobody reaches shows none."""
LINES = ("LinesKept", "LinesAside", "LinesLater", "LinesAlike")


def build_customers(builder: SheetBuilder) -> None:
    """One row a customer; the register of consents stands on the right, folded away."""
    table = builder.kind.tables["Customers"]
    position = positions(table, FIRST_COLUMN)
    for key, column in position.items():
        builder.sheet.column_dimensions[letters(column)].width = WIDTHS.get(key) or UNIT_WIDTHS[table[key].unit]
    builder.table(table, CUSTOMERS_ROW, FIRST_COLUMN, first_values(table))
    for row in range(CUSTOMERS_ROW + 1, CUSTOMERS_ROW + 1 + table.spare_rows):
        for key in ("name", "reason", "segment", "to_contact"):
            builder.sheet.cell(row, position[key]).alignment = look.INDENTED
    left, right = (position[key] for key in REGISTER)
    builder.fold(left, right, is_folded=True)
    for key in HIDDEN:
        builder.sheet.column_dimensions[letters(position[key])].hidden = True
    freeze(builder.sheet, CUSTOMERS_ROW + 1, position[FROZEN] + 1, FIRST_COLUMN)
    builder.page(titles=f"{CUSTOMERS_ROW}:{CUSTOMERS_ROW}")
    first, last = (letters(position[key]) for key in PRINTED)
    builder.sheet.print_area = f"{first}1:{last}{CUSTOMERS_ROW + table.spare_rows}"


def highlight_customers(add: Highlighter) -> None:
    """Segments by colour, which the words say too; free rows."""
    lost, late, best = (look.BAD, look.WARNING, look.GOOD)
    for segment, colors in (("best_lost", lost), ("lost", lost), ("late", late), ("best", best)):
        number = SEGMENTS.index(segment) + 1
        cell = f"${letters(add.position['segment_no'])}{add.top}"
        add.add("segment", "segment", f"{cell}={number}", colors)
    free_rows(CUSTOMERS, add)


def build_aside(builder: SheetBuilder) -> None:
    """What became of the lines, and those left aside with their reasons."""
    words = builder.words
    for letter, size in dict(zip("BCDEFG", (40, 10, 46, 14, 3, 110), strict=True)).items():
        builder.sheet.column_dimensions[letter].width = size
    builder.heading(LINES_ROW - 1, FIRST_COLUMN, FIRST_COLUMN + 3, words["aside.lines"])
    for row, name in enumerate(LINES, LINES_ROW):
        builder.write(row, FIRST_COLUMN, words[f"named.{name}"]).alignment = look.INDENTED
        builder.figure(name, row, FIRST_COLUMN + 1)
    for name, column in (("LinesLeftAside", FIRST_COLUMN), ("Told", FIRST_COLUMN + 5)):
        table = builder.kind.tables[name]
        builder.table(table, ASIDE_ROW, column, [None] * table.spare_rows)
    flatten(builder.sheet, NOTE_ROW + 1, ASIDE_ROW)
    freeze(builder.sheet, ASIDE_ROW + 1, 1, FIRST_COLUMN)
    builder.page(titles=f"{ASIDE_ROW}:{ASIDE_ROW}")


def build_settings(builder: SheetBuilder) -> None:
    """The day, the days that part active customers from lost ones, the bounds of scores, the checks."""
    words = builder.words
    for letter, size in dict(zip("BCDEFG", (62, 24, 18, 18, 34, 20), strict=True)).items():
        builder.sheet.column_dimensions[letter].width = size
    builder.heading(SETTINGS_ROW - 1, FIRST_COLUMN, FIRST_COLUMN + 1, words["settings.figures"])
    for row, name in enumerate(SETTINGS, SETTINGS_ROW):
        builder.write(row, FIRST_COLUMN, words[f"named.{name}"]).alignment = look.INDENTED
        cell = builder.input(name, row, FIRST_COLUMN + 1)
        unit = builder.kind.named_cells[name].unit
        kind = {DATE: "date", RATE: "rate"}.get(unit)
        if kind is not None:
            validation = stop_validation(words, kind)
            validation.add(cell.coordinate)
            builder.sheet.add_data_validation(validation)
    builder.sheet.cell(SETTINGS_ROW + SETTINGS.index("Language"), FIRST_COLUMN + 1).value = words.language
    builder.sheet.row_dimensions[SETTINGS_ROW - 1].height = 28
    table = builder.kind.tables["Bounds"]
    builder.heading(BOUNDS_ROW - 1, FIRST_COLUMN, FIRST_COLUMN + 3, words["settings.bounds"])
    builder.table(table, BOUNDS_ROW, FIRST_COLUMN, first_values(table))
    for row in range(BOUNDS_ROW + 1, BOUNDS_ROW + 1 + len(table.keys)):
        for column in range(FIRST_COLUMN + 1, FIRST_COLUMN + len(table.columns)):
            builder.sheet.cell(row, column).number_format = UNREACHED
    builder.write(BOUNDS_ROW + 6, FIRST_COLUMN, words["settings.bounds_note"]).font = look.NOTE
    _checks(builder)
    builder.page()


def _checks(builder: SheetBuilder) -> None:
    words = builder.words
    builder.heading(CHECKS_ROW - 1, FIRST_COLUMN, LINK, words["settings.lights"])
    for row, name in enumerate(CHECKS, CHECKS_ROW):
        builder.write(row, FIRST_COLUMN, words[f"lights.{name}"]).alignment = look.INDENTED
        count = builder.figure(f"Check_{name}", row, FIRST_COLUMN + 1)
        link = builder.name(f"Goto_{name}", row, LINK)
        link.font, link.alignment = look.LINK, look.INDENTED
        remedy = builder.write(row, FIRST_COLUMN + 2, words[f"remedies.{name}"])
        remedy.font, remedy.alignment = look.font(10, color=look.GREY), look.INDENTED
        builder.name(f"Spot_{name}", row, ANCHORS + 3)
        colors = look.GOOD if name in INFORMATION else look.WARNING
        color(builder.sheet, count.coordinate, f"{count.coordinate}>0", look.highlight(colors))
    builder.sheets(CHECKS_ROW, ANCHORS)
    for column in range(ANCHORS, ANCHORS + 4):
        builder.sheet.column_dimensions[letters(column)].hidden = True
