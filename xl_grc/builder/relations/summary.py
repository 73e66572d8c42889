"""The first sheet, one A4 page that makes its reader act: figures, what pays, whom to contact first, two charts."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import charts, look
from xl_grc.builder.relations.loyalty import PARETO_LEFT, PARETO_ROW
from xl_grc.builder.sheet import SheetBuilder, first_values, run_over
from xl_grc.builder.validation import stop_validation

WIDTHS = {"B": 6, "C": 44, "D": 21, "E": 12, "F": 13, "G": 14, "H": 13, "I": 13, "J": 54, "K": 24, "L": 44}
CARDS = {
    "CustomerCount": (2, 3),
    "PurchaseCount": (4, 4),
    "MeanBasket": (5, 6),
    "RepeatRate": (7, 7),
    "LapsedCount": (8, 9),
    "LapsedValue": (10, 10),
    "BestShare": (11, 12),
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
        _card(builder, name, first, last)
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


def _card(builder: SheetBuilder, name: str, first: int, last: int) -> None:
    """A figure under its label, over its columns."""
    for column in range(first, last + 1):
        label = builder.write(CARDS_ROW, column, builder.words[f"cards.{name}"] if column == first else None)
        label.font, label.alignment, label.fill = look.LABEL, look.ACROSS, look.fill(look.COMPUTED)
        row = CARDS_ROW + 1
        figure = builder.name(name, row, column) if column == first else builder.write(row, column, None)
        figure.font, figure.alignment, figure.fill = look.CARD, look.ACROSS, look.fill(look.COMPUTED)
        figure.border = look.UNDERLINE
    builder.sheet.row_dimensions[CARDS_ROW + 1].height = 28


def _inputs(builder: SheetBuilder) -> None:
    builder.heading(INPUTS_ROW, LEFT, LAST, builder.words["summary.inputs"])
    for place, (name, kind) in enumerate((("MarginRate", "rate"), ("ContactCost", "amount"))):
        column = (LEFT + 1, LEFT + 4)[place]
        builder.write(INPUTS_ROW + 1, column, builder.words[f"named.{name}"]).alignment = look.RIGHT
        cell = builder.input(name, INPUTS_ROW + 1, column + (1 if not place else 2))
        validation = stop_validation(builder.words, kind)
        validation.add(cell.coordinate)
        builder.sheet.add_data_validation(validation)


def _table(builder: SheetBuilder, name: str, top: int) -> None:
    table = builder.kind.tables[name]
    builder.table(table, top, LEFT, first_values(table))
    builder.sheet.row_dimensions[top].height = 30
    if name in ("First", "Gaps"):  # the row of each is worked with; the last text runs over the columns behind
        for row in range(top, top + len(table.keys) + 1):
            place, reason = (builder.sheet.cell(row, column) for column in (LEFT + 4, LEFT + 5))
            place.font = look.font(8, color=look.GREY if row > top else look.SLATE)  # its header does not show
            if row > top:
                run_over(reason)
            reason.alignment = look.PLAIN


def _others(builder: SheetBuilder) -> None:
    """The money of customers, and what belongs to none, so that everything adds up."""
    for column, name in ((3, "CustomerRevenue"), (6, "AnonymousRevenue"), (10, "WithoutPurchase")):
        label = builder.write(OTHERS_ROW, column, builder.words[f"named.{name}"])
        label.font, label.alignment = look.LABEL, look.RIGHT
        builder.figure(name, OTHERS_ROW, column + 1)


def _to_do(builder: SheetBuilder) -> None:
    """What is late on the sheets of the year, and what would bring most."""
    builder.heading(GAPS_ROW, TO_DO_LEFT, LAST, builder.words["summary.to_do"])
    label = builder.write(GAPS_ROW + 1, TO_DO_LEFT, builder.words["named.OverdueSteps"])
    label.font, label.alignment = look.LABEL, look.RIGHT
    builder.figure("OverdueSteps", GAPS_ROW + 1, TO_DO_LEFT + 1)
    builder.name("FirstOverdue", GAPS_ROW + 2, TO_DO_LEFT)
    label = builder.write(GAPS_ROW + 3, TO_DO_LEFT, builder.words["named.LargestLever"])
    label.font = look.LABEL
    builder.name("LargestLever", GAPS_ROW + 4, TO_DO_LEFT)


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
        charts.Line(words["charts.customers"], sheet, "$E$6:$E$13"),
        charts.Line(words["charts.revenue"], sheet, "$G$6:$G$13"),
    ]
    assert len(segments.keys) == 8
    builder.heading(CHARTS_ROW, LEFT, LEFT + 4, words["charts.segments"])
    builder.heading(CHARTS_ROW, LEFT + 6, LAST, words["charts.pareto"])
    shares = charts.columns_chart(lines, labels)
    best = charts.columns_chart(
        [charts.Line(words["charts.revenue"], sheet, _best(3))], charts.Line("", sheet, _best(0)), "0%"
    )
    best.y_axis.scaling.max = 1
    for chart in (shares, best):
        chart.y_axis.number_format = "0%"
    charts.place(builder.sheet, shares, f"{letters(LEFT)}{CHARTS_ROW + 1}", f"{letters(LEFT + 4)}{CHARTS_END}")
    charts.place(builder.sheet, best, f"{letters(LEFT + 6)}{CHARTS_ROW + 1}", f"{letters(LAST)}{CHARTS_END}")
