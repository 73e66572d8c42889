"""The page a leader hands to the bank: figures, two charts, breakdowns, rankings; alerts beside it."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import charts, look
from xl_grc.builder.sheet import SheetBuilder
from xl_grc.tables.schema.dashboard import HORIZONS, NO_HORIZON

WIDTHS = dict(zip("BCDEFGHIJKLMNO", (7, 22, 13, 13, 13, 11, 3, 7, 6, 36, 12, 14, 9, 19), strict=True))
CARDS = (
    ("TotalExpenses", 2, 3),
    ("TotalRevenue", 4, 5),
    ("NetResult", 6, 7),
    ("TotalMargin", 9, 11),
    ("PlanROI", 12, 13),
    ("LargestNeed", 14, 15),
)
CHART_TOP, CHART_BOTTOM, BLOCKS = 8, 19, 23
HORIZON_TOP = BLOCKS + 5
LEFT, RIGHT, LAST = 2, 9, 15
ALERTS = 17


def build_dashboard(builder: SheetBuilder) -> None:
    """Lay out the page."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    company = builder.name("Dashboard_Company", 1, RIGHT)
    company.font = look.font(14, bold=True, color=look.TEAL)
    amounts = builder.name("AmountsIn_dashboard", 2, RIGHT)
    amounts.font = look.NOTE
    for name, first, last in CARDS:
        builder.card(f"Dashboard_{name}", 4, first, last)
    basis = builder.name("Dashboard_PlanROIBasis", 6, RIGHT)
    basis.font = look.NOTE
    note = builder.name("Dashboard_LargestNeedNote", 6, LAST)
    note.font, note.alignment = look.NOTE, look.RIGHT
    _charts(builder)
    _unscheduled(builder)
    _to_date(builder)
    _horizons(builder)
    _types(builder)
    _rankings(builder)
    _alerts(builder)
    builder.page()
    builder.sheet.page_setup.fitToHeight = 1
    builder.sheet.print_area = f"A1:{letters(LAST)}{BLOCKS + 25}"


def _charts(builder: SheetBuilder) -> None:
    words, book = builder.words, builder.sheet.parent
    assert book is not None
    budget = book[words["sheets.budget"]]
    months = charts.Line("", budget, "$B$8:$B$19")
    planned = [
        charts.Line(words["charts.expenses"], budget, "$C$8:$C$19"),
        charts.Line(words["charts.revenue"], budget, "$F$8:$F$19"),
    ]
    cumulative = [
        charts.Line(words["charts.planned"], budget, "$K$8:$K$19"),
        charts.Line(words["charts.actual"], budget, "$L$8:$L$19"),
    ]
    builder.heading(CHART_TOP - 1, LEFT, RIGHT - 2, words["dashboard.months"])
    builder.heading(CHART_TOP - 1, RIGHT, LAST, words["dashboard.cumulative"])
    # What is not actual yet is a text on the sheet, which a line would draw at zero; a column of zero is not seen.
    both = charts.columns_and_line(cumulative[1:], cumulative[:1], months, "mmm yy")
    places = ((charts.columns_chart(planned, months, "mmm yy"), LEFT, RIGHT - 2), (both, RIGHT, LAST))
    for chart, first, last in places:
        charts.place(builder.sheet, chart, f"{letters(first)}{CHART_TOP}", f"{letters(last)}{CHART_BOTTOM}")


def _unscheduled(builder: SheetBuilder) -> None:
    """Amounts that the months do not show, below their chart."""
    row = CHART_BOTTOM + 2
    builder.write(row, LEFT, builder.words["dashboard.unscheduled"]).font = look.LABEL
    for column, kind in enumerate(("Expenses", "Revenue"), LEFT + 2):
        cell = builder.name(f"Dashboard_Unscheduled{kind}", row, column)
        cell.font, cell.alignment = look.LABEL, look.RIGHT
    builder.write(row + 1, LEFT, builder.words["dashboard.after"]).font = look.LABEL
    cell = builder.name("Dashboard_RevenueAfterPlan", row + 1, LEFT + 3)
    cell.font, cell.alignment = look.LABEL, look.RIGHT


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
    builder.heading(BLOCKS, LEFT, RIGHT - 2, words["dashboard.to_date"])
    headers = (words["dashboard.planned"], words["dashboard.actual"], words["dashboard.variance"], "%")
    _header(builder, BLOCKS + 1, {LEFT: "", LEFT + 1: "", **dict(enumerate(headers, LEFT + 2))})
    for row, kind in enumerate(("Expenses", "Revenue"), BLOCKS + 2):
        _label(builder, row, words[f"charts.{kind.lower()}"])
        names = (f"Planned{kind}ToDate", f"Actual{kind}ToDate", f"{kind}VarianceToDate", f"{kind}VarianceRateToDate")
        for column, name in enumerate(names, LEFT + 2):
            builder.figure(f"Dashboard_{name}", row, column)


def _horizons(builder: SheetBuilder) -> None:
    words, top = builder.words, HORIZON_TOP
    builder.heading(top, LEFT, RIGHT - 2, words["dashboard.horizon"])
    _header(builder, top + 1, {2: "", 3: "", 4: words["charts.expenses"], 5: words["charts.revenue"]})
    for row, horizon in enumerate((*HORIZONS, NO_HORIZON), top + 2):
        label = "dashboard.no_horizon" if horizon == NO_HORIZON else f"columns.Actions.{horizon}"
        _label(builder, row, words[label])
        builder.figure(f"Expenses_{horizon}", row, LEFT + 2)
        builder.figure(f"Revenue_{horizon}", row, LEFT + 3)


def _types(builder: SheetBuilder) -> None:
    words, top = builder.words, BLOCKS + 12
    table = builder.kind.tables["ByType"]
    builder.heading(top, LEFT, RIGHT - 2, words["dashboard.type"])
    builder.table(table, top + 1, LEFT, list(table.keys))
    row = top + 2 + len(table.keys)
    _label(builder, row, "")
    other = builder.write(row, LEFT + 1, words["dashboard.other"])
    other.fill, other.alignment = look.fill(look.COMPUTED), look.INDENTED
    builder.figure("OtherTypes_expenses", row, LEFT + 2)
    builder.figure("OtherTypes_revenue", row, LEFT + 3)


def _rankings(builder: SheetBuilder) -> None:
    words = builder.words
    top = BLOCKS
    for name, text in (("Best", "best"), ("Worst", "worst")):
        table = builder.kind.tables[name]
        builder.heading(top, RIGHT, LAST, words[f"dashboard.{text}"])
        builder.table(table, top + 1, RIGHT, list(table.keys))
        top += len(table.keys) + 3
    for row, name in enumerate(("LargestNeedMonth", "PaysFrom"), top):
        builder.write(row, RIGHT, words[f"cards.{name}"]).font = look.LABEL
        cell = builder.name(f"Dashboard_{name}", row, LAST - 2)
        cell.font, cell.alignment = look.TOTAL, look.RIGHT
    _horizon_chart(builder, top + 3)


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
        rule = Rule(type="expression", dxf=look.highlight(colors), formula=[f"{cell.coordinate}{condition}"])
        builder.sheet.conditional_formatting.add(cell.coordinate, rule)
