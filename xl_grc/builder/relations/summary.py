"""The first sheet, one A4 page that makes its reader act: figures, what pays, whom to contact first, two charts."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import charts, look
from xl_grc.builder.highlighter import color
from xl_grc.builder.relations.loyalty import PARETO_LEFT, PARETO_ROW
from xl_grc.builder.sheet import SheetBuilder, first_values, widen
from xl_grc.builder.validation import stop_validation
from xl_grc.functions.units import TEXT
from xl_grc.tables.relations.figures import UNDRAWN

WIDTHS = {"B": 6, "C": 44, "D": 21, "E": 10, "F": 13.3, "G": 14, "H": 12, "I": 12, "J": 52, "K": 22, "L": 36}
CARDS = {
    "CustomerCount": (2, 3),
    "PurchaseCount": (4, 5),
    "MeanBasket": (6, 7),
    "RepeatRate": (8, 9),
    "LapsedCount": (10, 10),
    "LapsedValue": (11, 11),
    "BestShare": (12, 12),
}
"""The figures at the top, each over its columns."""
LEFT, LAST = 2, 12
AMOUNTS_ROW, CARDS_ROW, INPUTS_ROW, PROPOSALS_ROW, FIRST_ROW, OTHERS_ROW, GAPS_ROW, CHARTS_ROW = (
    *(3, 5, 8, 11, 18, 31),
    *(33, 39),
)
TO_DO_LEFT = 10
CHARTS_END = CHARTS_ROW + 15


def build_summary(builder: SheetBuilder) -> None:
    """Lay out the page."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    builder.name("Amounts", AMOUNTS_ROW, LEFT).font = look.NOTE
    for name, (first, last) in CARDS.items():
        builder.card(name, CARDS_ROW, first, last)
    amount, basket = (f"{letters(CARDS[name][0])}{CARDS_ROW + 1}" for name in ("LapsedValue", "MeanBasket"))
    builder.in_currency([amount])
    builder.in_currency([basket], digits="#,##0.00")
    _inputs(builder)
    words = builder.words
    builder.heading(PROPOSALS_ROW, LEFT, LAST, words["summary.proposals"])
    _table(builder, "Proposals", PROPOSALS_ROW + 1)
    builder.heading(FIRST_ROW, LEFT, LAST, words["summary.first"])
    _table(builder, "First", FIRST_ROW + 1)
    _others(builder)
    builder.heading(GAPS_ROW, LEFT, TO_DO_LEFT - 1, words["summary.image"])
    _table(builder, "Gaps", GAPS_ROW + 1)
    for row in range(GAPS_ROW + 2, GAPS_ROW + 5):
        builder.sheet.row_dimensions[row].height = 28  # what customers see takes two lines
    _to_do(builder)
    _charts(builder)
    builder.page()
    builder.sheet.page_setup.fitToHeight = 1
    builder.sheet.sheet_view.zoomScale = look.WHOLE_PAGE
    builder.sheet.print_area = f"A1:{letters(LAST)}{CHARTS_END}"


def _inputs(builder: SheetBuilder) -> None:
    builder.heading(INPUTS_ROW, LEFT, LAST, builder.words["summary.inputs"])
    for place, (name, kind) in enumerate((("MarginRate", "rate"), ("ContactCost", "amount"))):
        column = (LEFT + 1, LEFT + 4)[place]
        builder.write(INPUTS_ROW + 1, column, builder.words[f"named.{name}"]).alignment = look.TO_RIGHT
        cell = builder.input(name, INPUTS_ROW + 1, column + (1 if not place else 2))
        validation = stop_validation(builder.words, kind)
        validation.add(cell.coordinate)
        builder.sheet.add_data_validation(validation)


def _table(builder: SheetBuilder, name: str, top: int) -> None:
    table = builder.kind.tables[name]
    builder.table(table, top, LEFT, first_values(table))
    builder.sheet.row_dimensions[top].height = 30
    if name == "Proposals":  # sentences of one line, however large their numbers
        for row in range(top + 1, top + len(table.keys) + 1):
            for column in (LEFT + place for place, one in enumerate(table) if one.unit is TEXT):
                builder.sheet.cell(row, column).alignment = look.SHRUNK
    if name in ("First", "Gaps"):  # the row of each is worked with and does not show; the last text is a long one
        last = LAST if name == "First" else TO_DO_LEFT - 1
        for row in range(top, top + len(table.keys) + 1):
            place = builder.sheet.cell(row, LEFT + 4)
            place.number_format, place.border = ";;;", look.LINE
            if row == top:
                place.font = look.font(10, color=look.SLATE)
            widen(builder.sheet, row, LEFT + 5, last)
        cells = f"{letters(LEFT)}{top + 1}:{letters(last)}{top + len(table.keys)}"
        color(builder.sheet, cells, f'${letters(LEFT + 1)}{top + 1}=""', look.EMPTIED)


def _others(builder: SheetBuilder) -> None:
    """The money of customers, of nobody known, and of who bought nothing in the end: the lines counted add up to it."""
    figures = {"CustomerRevenue": (0, 3), "AnonymousRevenue": (0, 6), "WithoutPurchase": (0, 10)}
    for name, (below, column) in (figures | {"WithoutPurchaseRevenue": (1, 10)}).items():
        label = builder.write(OTHERS_ROW + below, column, builder.words[f"named.{name}"])
        label.font, label.alignment = look.LABEL, look.TO_RIGHT
        builder.figure(name, OTHERS_ROW + below, column + 1)


def _to_do(builder: SheetBuilder) -> None:
    """What is late on the sheets of the year, and what would bring most."""
    builder.heading(GAPS_ROW, TO_DO_LEFT, LAST, builder.words["summary.to_do"])
    label = builder.write(GAPS_ROW + 1, TO_DO_LEFT, builder.words["named.OverdueSteps"])
    label.font, label.alignment = look.LABEL, look.INDENTED
    builder.figure("OverdueSteps", GAPS_ROW + 1, TO_DO_LEFT + 1)
    builder.name("FirstOverdue", GAPS_ROW + 2, TO_DO_LEFT).alignment = look.INDENTED
    label = builder.write(GAPS_ROW + 3, TO_DO_LEFT, builder.words["named.LargestLever"])
    label.font, label.alignment = look.LABEL, look.INDENTED
    builder.name("LargestLever", GAPS_ROW + 4, TO_DO_LEFT).alignment = look.INDENTED


def _best(column: int) -> str:
    """The cells of a column of the best customers, on the sheet of loyalty."""
    letter = letters(PARETO_LEFT + column)
    return f"${letter}${PARETO_ROW + 1}:${letter}${PARETO_ROW + 10}"


def _charts(builder: SheetBuilder) -> None:
    words, book = builder.words, builder.sheet.parent
    assert book is not None
    sheet = book[words["sheets.loyalty"]]
    segments = builder.kind.tables["Segments"]
    labels = charts.Line("", sheet, "$C$6:$C$13")
    lines = [
        charts.Line(words["charts.customers"], sheet, "$F$6:$F$13"),
        charts.Line(words["charts.revenue"], sheet, "$H$6:$H$13"),
    ]
    assert len(segments.keys) == 8
    builder.heading(CHARTS_ROW, LEFT, LEFT + 4, words["charts.segments"])
    builder.heading(CHARTS_ROW, LEFT + 6, LAST, words["charts.pareto"])
    shares = charts.columns_chart(lines, labels, y_format=charts.SHARES)
    revenue = [charts.Line(words["charts.revenue"], sheet, _best(3))]
    best = charts.columns_chart(revenue, charts.Line("", sheet, _best(0)), "0%", charts.SHARES)
    best.y_axis.scaling.max = 1
    best.legend = None  # its title names the only series
    places = ((shares, LEFT, LEFT + 4), (best, LEFT + 6, LAST))
    for (chart, first, last), name in zip(places, UNDRAWN, strict=True):
        charts.place(builder.sheet, chart, f"{letters(first)}{CHARTS_ROW + 1}", f"{letters(last)}{CHARTS_END}")
        builder.behind(name, CHARTS_ROW + 6, first + 1, last)
