"""The sheets that hold one table each, and the settings."""

from __future__ import annotations

from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.pagebreak import Break

from xl_grc.builder import look
from xl_grc.builder.finishing import BUILT
from xl_grc.builder.highlighter import color
from xl_grc.builder.layout import FIRST_COLUMN, NOTE_ROW, TITLE_ROW, UNIT_WIDTHS
from xl_grc.builder.plan import layout
from xl_grc.builder.plan.faults import color_named_faults
from xl_grc.builder.sheet import START_MONTH, SheetBuilder, first_values, positions
from xl_grc.builder.validation import stop_validation
from xl_grc.builder.view import flatten, freeze
from xl_grc.functions.units import DATE, RATE, Unit
from xl_grc.ooxml.row_heights import lines
from xl_grc.tables.definition import Table
from xl_grc.tables.formulas.month_spots import MONTH_NAMES
from xl_grc.workbook.plan_filling import offered


def build_main(builder: SheetBuilder, sheet: str) -> None:
    """A sheet with its table, the bands and totals above it."""
    table = builder.kind.tables[layout.MAIN[sheet]]
    position = positions(table, FIRST_COLUMN)
    for key, column in position.items():
        dimension = builder.sheet.column_dimensions[letters(column)]
        dimension.width, dimension.hidden = _width(table, key), key in layout.HIDDEN_COLUMNS.get(table.name, ())
    builder.sheet.row_dimensions[layout.HEADER_ROW].height = 32
    builder.name(f"AmountsIn_{sheet}", NOTE_ROW + 1, FIRST_COLUMN).font = look.NOTE
    for text, first, last in layout.BANDS.get(table.name, ()):
        size = 9 if text == "cumulative" else 11
        builder.band(layout.BAND_ROW, position[first], position[last], builder.words[f"bands.{text}"], size)
    _totals(builder, table, position)
    if table.name in layout.REMARKS:
        name, key = layout.REMARKS[table.name]
        builder.name(name, NOTE_ROW + 1, position[key]).font = look.NOTE
    if table.name == "Schedule":
        _calendar(builder, position)
    builder.table(table, layout.HEADER_ROW, FIRST_COLUMN, first_values(table))
    if table.name == "Budget":
        _to_date(builder, position)
    color_named_faults(builder, sheet)
    flatten(builder.sheet, NOTE_ROW + 1, layout.HEADER_ROW)
    _view(builder, table, position)


def _width(table: Table, key: str) -> float:
    return layout.WIDTHS.get(f"{table.name}.{key}") or layout.WIDTHS.get(key) or UNIT_WIDTHS[table[key].unit]


def _totals(builder: SheetBuilder, table: Table, position: dict[str, int]) -> None:
    """Named figures above columns, the row of their labels as high as the longest asks."""
    most = 0
    for key, name in layout.TOTALS.get(table.name, {}).items():
        label, room = builder.words[f"named.{name}"], _width(table, key) * look.SMALL
        if label.count(" ") == 1:  # on one line it would touch the label beside it
            label = label.replace(" ", "\n")
        _total(builder, name, label, position[key])
        most = max(most, lines(label, room))
    if most:
        builder.sheet.row_dimensions[layout.LABEL_ROW].height = 3 + look.SMALL_LINE * most
        builder.sheet.row_dimensions[layout.TOTAL_ROW].height = 22


def _total(builder: SheetBuilder, name: str, text: str, column: int) -> None:
    label = builder.write(layout.LABEL_ROW, column, text)
    label.font, label.alignment = look.LABEL, Alignment(horizontal="right", vertical="bottom", wrap_text=True)
    figure = builder.name(name, layout.TOTAL_ROW, column)
    figure.font, figure.alignment, figure.border = look.TOTAL, look.RIGHT, look.UNDERLINE


def _calendar(builder: SheetBuilder, position: dict[str, int]) -> None:
    """Month and year above each column of marks; a header that is not that month's name does not show."""
    for number in range(1, 13):
        column = position[f"month_{number}"]
        for name, row in ((f"MonthName_{number}", layout.TOTAL_ROW), (f"MonthYear_{number}", layout.BAND_ROW)):
            cell = builder.name(name, row, column)
            cell.font, cell.fill, cell.alignment = look.BAND_FONT, look.fill(look.BAND), look.CENTER
    first, last = letters(position["month_1"]), letters(position["month_12"])
    builder.area(MONTH_NAMES, f"${first}${layout.TOTAL_ROW}:${last}${layout.TOTAL_ROW}")
    shown, above = f"{first}{layout.HEADER_ROW}", f"{first}{layout.TOTAL_ROW}"
    differs = f'AND({above}<>"",{shown}<>{above})'
    color(builder.sheet, f"{shown}:{last}{layout.HEADER_ROW}", differs, look.INVISIBLE_HEADER)
    builder.write(NOTE_ROW + 1, position["month_1"], builder.words["hints.marks"]).font = look.NOTE
    for name, key in (("ScheduleStart", "status"), ("MonthsOver", "situation")):
        builder.name(name, TITLE_ROW, position[key]).font = look.HIDDEN


def _to_date(builder: SheetBuilder, position: dict[str, int]) -> None:
    """Planned, actual and variance up to AsOf, below the twelve months."""
    first = FIRST_COLUMN
    builder.heading(layout.TO_DATE_ROW, first, position["revenue_variance"], builder.words["dashboard.to_date"])
    for offset, kind in enumerate(("Expenses", "Revenue")):
        column = position["planned_expenses" if kind == "Expenses" else "planned_revenue"]
        for row, name in enumerate(
            (f"Planned{kind}ToDate", f"Actual{kind}ToDate", f"{kind}VarianceToDate", f"{kind}VarianceRateToDate"),
            layout.TO_DATE_ROW + 1,
        ):
            label = builder.write(row, column - (1 if not offset else 0), builder.words[f"named.{name}"])
            label.font = look.LABEL
            builder.figure(name, row, column + 1 + offset)
    hidden = builder.name("LastLossMonth", TITLE_ROW, position["margin_cumulative"])
    hidden.font = look.HIDDEN


def _view(builder: SheetBuilder, table: Table, position: dict[str, int]) -> None:
    """What stays in view, what folds away, what is printed."""
    last_frozen = position[layout.FREEZE_AFTER[table.name]] if table.name in layout.FREEZE_AFTER else 0
    typed = next((position[one.key] for one in table if one.role == "input"), last_frozen + 1)
    freeze(builder.sheet, layout.HEADER_ROW + 1, last_frozen + 1, typed)
    if table.name in layout.GROUPED:
        first, last = (position[key] for key in layout.GROUPED[table.name])
        builder.fold(first, last)
    builder.page(titles=f"{layout.BAND_ROW}:{layout.HEADER_ROW}")
    _printed(builder, table, position)


def _printed(builder: SheetBuilder, table: Table, position: dict[str, int]) -> None:
    """What is printed: blank columns beside a narrow table make it as wide as the others, so all have one scale.

    Repeated columns are printed on a page of their own too: LibreOffice writes no PDF when a link leads to cells that
    are in no area that is printed.
    """
    sheet = builder.sheet
    ends = layout.PRINTED.get(table.name, (table.columns[0].key, table.columns[-1].key))
    first, last = (position[key] for key in ends)
    areas = []
    if table.name in layout.REPEATED:
        _repeated(builder, table, position)
        beside = [position[key] for key in layout.REPEATED[table.name]]
        areas = [beside] if beside[-1] < first else []
    else:
        widths = [_width(table, key) for key, column in position.items() if first <= column <= last]
        spare = layout.PRINTED_WIDTH - sum(widths)
        assert spare >= 0, f"{table.name} is {-spare} digits too wide for the scale of the others"
        if spare > 0:
            last += 1
            sheet.column_dimensions[letters(last)].width = spare
    bottom = layout.HEADER_ROW + len(first_values(table)) if table.grows else layout.TO_DATE_ROW + 4
    sheet.print_area = ",".join(f"{letters(left)}1:{letters(right)}{bottom}" for left, right in [*areas, (first, last)])


def _repeated(builder: SheetBuilder, table: Table, position: dict[str, int]) -> None:
    """Pages with columns of others on their left: the scale is given, each program would reckon another one."""
    sheet = builder.sheet
    sheet.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]  # made with the sheet
    sheet.page_setup.scale = layout.PRINTED_SCALE
    first, last = (letters(position[key]) for key in layout.REPEATED[table.name])
    sheet.print_title_cols = f"{first}:{last}"
    if table.name in layout.PAGES_END:
        sheet.col_breaks.append(Break(position[layout.PAGES_END[table.name]]))


def _limit(builder: SheetBuilder, cell: Cell, unit: Unit) -> None:
    """Refuse what is no date or no rate: every sheet would show errors, or returns that no margin gives."""
    kind = {DATE: "date", RATE: "rate"}.get(unit)
    if kind is not None:
        validation = stop_validation(builder.words, kind)
        validation.add(cell.coordinate)
        builder.sheet.add_data_validation(validation)


def build_settings(builder: SheetBuilder) -> None:
    """Who, when, in which currency; the lists side by side."""
    for row, name in enumerate(layout.SETTINGS, layout.SETTINGS_ROW):
        builder.write(row, FIRST_COLUMN, builder.words[f"named.{name}"])
        _limit(builder, builder.input(name, row, FIRST_COLUMN + 2), builder.kind.named_cells[name].unit)
        hint = builder.words.get(f"hints.{name}")
        if hint:
            builder.write(row, FIRST_COLUMN + 4, hint).font = look.NOTE
    column = letters(FIRST_COLUMN + 2)
    first: dict[str, date | str] = {
        "PeriodStart": date(BUILT.year, START_MONTH, 1),
        "Currency": "€",
        "Language": builder.words.language,
    }
    for name, value in first.items():
        builder.sheet[f"{column}{layout.SETTINGS_ROW + layout.SETTINGS.index(name)}"] = value
    builder.write(layout.LISTS_HEADER_ROW - 2, FIRST_COLUMN, builder.words["hints.lists"]).font = look.NOTE
    for index, name in enumerate(builder.kind.lists):
        place = FIRST_COLUMN + 2 * index
        values: list[object] = list(offered(builder.words.language, name)) or [None]
        builder.sheet.column_dimensions[letters(place)].width = 44 if name in ("Types", "CostItems") else 26
        builder.sheet.column_dimensions[letters(place + 1)].width = 2
        builder.table(builder.kind.tables[name], layout.LISTS_HEADER_ROW, place, values)
    color_named_faults(builder, "settings")
    builder.page()
