"""The page a leader hands to the bank: figures, two charts, breakdowns, rankings; alerts beside it."""

from __future__ import annotations

from openpyxl.styles import Border, PatternFill
from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import charts, look
from xl_grc.builder.highlighter import color
from xl_grc.builder.sheet import SheetBuilder
from xl_grc.tables.definition import Table
from xl_grc.tables.schema.dashboard import HORIZONS, NO_HORIZON

WIDTHS = dict(zip("BCDEFGHIJKLMNO", (6, 26, 21, 21, 21, 21, 3, 6, 40, 6, 14, 14, 12, 23), strict=True))
CARDS = (
    ("TotalExpenses", 2, 3, 3),
    ("TotalRevenue", 4, 4, 5),
    ("NetResult", 6, 6, 7),
    ("TotalMargin", 9, 10, 10),
    ("PlanROI", 11, 12, 13),
    ("LargestNeed", 14, 15, 15),
)
"""Figure, first column, the one wide enough for the number, last column: equal widths."""
ACTUALS = {"Dashboard_ActualExpenses": 3, "Dashboard_ActualRevenue": 4, "ActualNetResult": 6}
"""What is actual so far, below the planned figures: named cell, column."""
CARD_ROW, BELOW_CARDS = 5, 7
CHART_TOP, CHART_BOTTOM, BLOCKS = 10, 21, 25
HORIZON_TOP = BLOCKS + 5
LEFT, RIGHT, LAST = 2, 9, 15
ALERTS = 17


def build_dashboard(builder: SheetBuilder) -> None:
    """Lay out the page."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    _whose(builder)
    _cards(builder)
    _charts(builder)
    _unscheduled(builder)
    _to_date(builder)
    _horizons(builder)
    _types(builder)
    _rankings(builder)
    _alerts(builder)
    builder.page()
    builder.sheet.page_setup.fitToHeight = 1
    builder.sheet.sheet_view.zoomScale = look.WHOLE_PAGE
    builder.sheet.print_area = f"A1:{letters(LAST)}{BLOCKS + 25}"


def _whose(builder: SheetBuilder) -> None:
    """The company, the twelve months, the day of issue, the currency."""
    company = builder.name("Dashboard_Company", 1, RIGHT)
    company.font = look.font(14, bold=True, color=look.TEAL)
    builder.name("PlanPeriod", 2, RIGHT).font = look.font(12, bold=True, color=look.SLATE)
    issued = builder.name("Dashboard_AsOf", 2, LAST)
    issued.number_format = f'"{builder.words["dashboard.issued"]} "{builder.words["formats.date"]}'
    issued.font, issued.alignment = look.NOTE, look.RIGHT
    builder.sheet.row_dimensions[3].height = 20
    builder.name("AmountsIn_dashboard", 3, LEFT).font = look.NOTE


def _cards(builder: SheetBuilder) -> None:
    """Six figures, what is actual of them, what the others rest on."""
    for name, first, wide, last in CARDS:
        builder.card(f"Dashboard_{name}", CARD_ROW - 1, first, last, wide)
    so_far = f"{builder.words['dashboard.so_far']} "
    for name, column in ACTUALS.items():
        cell = builder.name(name, CARD_ROW + 1, column)
        cell.number_format = f'"{so_far}"#,##0'
        cell.font, cell.alignment = look.LABEL, look.ACROSS
        builder.write(CARD_ROW + 1, column + 1, None).alignment = look.ACROSS
    builder.name("Dashboard_PlanROIBasis", CARD_ROW + 1, RIGHT).font = look.NOTE
    need = builder.name("Dashboard_LargestNeedNote", BELOW_CARDS, LAST)
    need.font, need.alignment = look.NOTE, look.TO_RIGHT
    month = builder.name("Dashboard_LargestNeedMonth", CARD_ROW + 1, LAST)
    month.number_format = f'"{builder.words["dashboard.in_month"]} "mmmm yyyy'
    month.font, month.alignment = look.LABEL, look.ACROSS
    builder.write(BELOW_CARDS, LEFT, builder.words["dashboard.in_need"]).font = look.LABEL
    builder.name("MonthsInNeed", BELOW_CARDS, LEFT + 2).font = look.font(10, bold=True, color=look.BAD[1])
    color(builder.sheet, f"{letters(LEFT)}{BELOW_CARDS}", f'${letters(LEFT + 2)}${BELOW_CARDS}=""', look.UNSEEN)
    builder.in_currency([f"{letters(wide)}{CARD_ROW}" for name, _, wide, _ in CARDS if name != "PlanROI"])
    builder.in_currency([f"{letters(column)}{CARD_ROW + 1}" for column in ACTUALS.values()], so_far)


def _charts(builder: SheetBuilder) -> None:
    words, book = builder.words, builder.sheet.parent
    assert book is not None
    budget = book[words["sheets.budget"]]

    def line(text: str, letter: str) -> charts.Line:
        return charts.Line(words[f"charts.{text}"], budget, f"${letter}$8:${letter}$19")

    months = charts.Line("", budget, "$B$8:$B$19")
    amounts = [
        line("planned_expenses", "C"),
        line("actual_expenses", "D"),
        line("planned_revenue", "F"),
        line("actual_revenue", "G"),
    ]
    builder.heading(CHART_TOP - 1, LEFT, RIGHT - 2, words["dashboard.months"])
    builder.heading(CHART_TOP - 1, RIGHT, LAST, words["dashboard.cumulative"])
    # What is not actual yet is a text on the sheet, which a line would draw at zero; a column of zero is not seen.
    both = charts.columns_and_line([line("actual", "L")], [line("planned", "K")], months, "mmm yy")
    places = ((charts.columns_chart(amounts, months, "mmm yy"), LEFT, RIGHT - 2), (both, RIGHT, LAST))
    for chart, first, last in places:
        charts.place(builder.sheet, chart, f"{letters(first)}{CHART_TOP}", f"{letters(last)}{CHART_BOTTOM}")
    for number, (_, first, last) in enumerate(places, 1):
        builder.behind(f"Undrawn_{number}", CHART_TOP + 5, first + 1, last)


def _unscheduled(builder: SheetBuilder) -> None:
    """Amounts that the months do not show, below their chart; nothing where there are none."""
    row = CHART_BOTTOM + 2
    words, expenses, revenue = builder.words, LEFT + 2, LEFT + 3
    for text, below, name, column, kind in (
        ("unscheduled", 0, "Dashboard_UnscheduledExpenses", expenses, "expenses"),
        ("unscheduled", 0, "Dashboard_UnscheduledRevenue", revenue, "revenue"),
        ("after", 1, "Dashboard_RevenueAfterPlan", revenue, "revenue"),
    ):
        builder.write(row + below, LEFT, words[f"dashboard.{text}"]).font = look.LABEL
        cell = builder.name(name, row + below, column)
        cell.font, cell.alignment = look.LABEL, look.RIGHT
        cell.number_format = f'"{words[f"charts.{kind}"]}{words["formats.colon"]}"#,##0;;'
    for below in (row, row + 1):
        nothing = " + ".join(f"N(${letters(column)}{below})" for column in (expenses, revenue))
        color(builder.sheet, f"{letters(LEFT)}{below}", f"{nothing}=0", look.UNSEEN)


def _horizon_chart(builder: SheetBuilder, top: int) -> None:
    words, first = builder.words, HORIZON_TOP + 2
    bottom = first + len(HORIZONS) - 1
    labels = charts.Line("", builder.sheet, f"${letters(LEFT)}${first}:${letters(LEFT)}${bottom}")
    lines = [
        charts.Line(words[f"charts.{kind}"], builder.sheet, f"${letter}${first}:${letter}${bottom}")
        for kind, letter in (("expenses", "D"), ("revenue", "E"))
    ]
    builder.heading(top, RIGHT, LAST, words["dashboard.horizon"])
    chart = charts.columns_chart(lines, labels)
    charts.place(builder.sheet, chart, f"{letters(RIGHT)}{top + 1}", f"{letters(LAST)}{top + 8}")
    builder.behind("Undrawn_3", top + 4, RIGHT + 1, LAST)


def _header(builder: SheetBuilder, row: int, texts: dict[int, str]) -> None:
    for column, text in texts.items():
        cell = builder.write(row, column, text)
        cell.font, cell.fill, cell.alignment = look.HEADER, look.fill(look.SLATE), look.CENTER_WRAP


def _label(builder: SheetBuilder, row: int, text: str) -> None:
    for column in (LEFT, LEFT + 1):
        cell = builder.write(row, column, text if column == LEFT else None)
        cell.fill, cell.alignment = look.fill(look.COMPUTED), look.INDENTED


def _to_date(builder: SheetBuilder) -> None:
    words = builder.words
    builder.sheet.row_dimensions[BLOCKS].height = 26
    builder.heading(BLOCKS, LEFT, LEFT + 5, words["dashboard.to_date"])
    headers = (words["dashboard.planned"], words["dashboard.actual"], words["dashboard.variance"], "%")
    _header(builder, BLOCKS + 1, {LEFT: "", LEFT + 1: "", **dict(enumerate(headers, LEFT + 2))})
    for row, kind in enumerate(("Expenses", "Revenue"), BLOCKS + 2):
        _label(builder, row, words[f"charts.{kind.lower()}"])
        names = (f"Planned{kind}ToDate", f"Actual{kind}ToDate", f"{kind}VarianceToDate", f"{kind}VarianceRateToDate")
        for column, name in enumerate(names, LEFT + 2):
            builder.figure(f"Dashboard_{name}", row, column)


def _horizons(builder: SheetBuilder) -> None:
    words, top = builder.words, HORIZON_TOP
    builder.heading(top, LEFT, LEFT + 3, words["dashboard.in_each_horizon"])
    _header(builder, top + 1, {2: "", 3: "", 4: words["charts.expenses"], 5: words["charts.revenue"]})
    for row, horizon in enumerate((*HORIZONS, NO_HORIZON), top + 2):
        label = "dashboard.no_horizon" if horizon == NO_HORIZON else f"columns.Actions.{horizon}"
        _label(builder, row, words[label])
        builder.figure(f"Expenses_{horizon}", row, LEFT + 2)
        builder.figure(f"Revenue_{horizon}", row, LEFT + 3)


def _types(builder: SheetBuilder) -> None:
    words, top = builder.words, BLOCKS + 12
    table = builder.kind.tables["ByType"]
    builder.heading(top, LEFT, LEFT + 3, words["dashboard.type"])
    builder.table(table, top + 1, LEFT, list(table.keys))
    _shown_when_filled(builder, table, top + 1, LEFT)
    row = top + 2 + len(table.keys)
    _label(builder, row, "")
    other = builder.write(row, LEFT + 1, words["dashboard.other"])
    other.fill, other.alignment = look.fill(look.COMPUTED), look.INDENTED
    builder.figure("OtherTypes_expenses", row, LEFT + 2)
    builder.figure("OtherTypes_revenue", row, LEFT + 3)


def _rankings(builder: SheetBuilder) -> None:
    """The best actions; the worst only where there are more than those."""
    words, top = builder.words, BLOCKS
    for name, text in (("Best", "best"), ("Worst", "worst")):
        table = builder.kind.tables[name]
        builder.heading(top, RIGHT, LAST, words[f"dashboard.{text}"])
        builder.table(table, top + 1, RIGHT, list(table.keys))
        _shown_when_filled(builder, table, top + 1, RIGHT)
        if name == "Worst":
            _headed_when_filled(builder, top)
        top += len(table.keys) + 3
    builder.write(top, RIGHT, words["cards.PaysFrom"]).font = look.LABEL
    cell = builder.name("Dashboard_PaysFrom", top, LAST - 2)
    color(builder.sheet, f"{letters(RIGHT)}{top}", f'{cell.coordinate}=""', look.UNSEEN)
    cell.font, cell.alignment = look.TOTAL, look.RIGHT
    _horizon_chart(builder, top + 2)


def _shown_when_filled(builder: SheetBuilder, table: Table, top: int, left: int) -> None:
    """The frame, colour and number of a row only where its second cell holds something."""
    last, bottom = left + len(table.columns) - 1, top + len(table.keys)
    _hide(builder, range(top + 1, bottom + 1), range(left, last + 1))
    cells = f"{letters(left)}{top + 1}:{letters(last)}{bottom}"
    color(builder.sheet, cells, f'${letters(left + 1)}{top + 1}<>""', look.FRAMED)


def _headed_when_filled(builder: SheetBuilder, top: int) -> None:
    """Title and headers only where the first row below them is filled."""
    _hide(builder, range(top, top + 2), range(RIGHT, LAST + 1))
    shown = f'${letters(RIGHT + 1)}${top + 2}<>""'
    for row, style in ((top, look.TITLED), (top + 1, look.HEADED)):
        color(builder.sheet, f"{letters(RIGHT)}{row}:{letters(LAST)}{row}", shown, style)


def _hide(builder: SheetBuilder, rows: range, columns: range) -> None:
    """No frame, no colour, white letters; a text of several lines on one."""
    for row in rows:
        for column in columns:
            cell = builder.sheet.cell(row, column)
            cell.border, cell.fill, cell.font = Border(), PatternFill(), look.HIDDEN
            if cell.alignment.wrap_text and cell.alignment.horizontal == "left":
                cell.alignment = look.SHRUNK


def _alerts(builder: SheetBuilder) -> None:
    words = builder.words
    builder.sheet.column_dimensions[letters(ALERTS - 1)].width = 3
    builder.sheet.column_dimensions[letters(ALERTS)].width = 40
    builder.sheet.column_dimensions[letters(ALERTS + 1)].width = 16
    builder.heading(3, ALERTS, ALERTS + 1, words["dashboard.alerts"])
    builder.write(4, ALERTS, words["cards.LightsOn"])
    cell = builder.name("Dashboard_LightsOn", 4, ALERTS + 1)
    cell.font, cell.alignment = look.CARD, look.CENTER
    builder.link(5, ALERTS, "home")
    for condition, colors in ((">0", look.WARNING), ("=0", look.GOOD)):
        color(builder.sheet, cell.coordinate, f"{cell.coordinate}{condition}", look.highlight(colors))
