"""The first sheet: the company and five figures, where to start, the checks."""

from __future__ import annotations

from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import look
from xl_grc.builder.highlighter import color
from xl_grc.builder.plan import layout
from xl_grc.builder.sheet import SheetBuilder
from xl_grc.ooxml.row_heights import lines
from xl_grc.tables.formulas.spots import LIGHT_COUNTS, LIGHT_SPOTS, LIGHT_TEXTS
from xl_grc.tables.schema import NAMED_CELLS
from xl_grc.tables.schema.checks import INFORMATION
from xl_grc.tables.schema.first_lights import FIRST_ONES

FIGURES = ("TotalExpenses", "TotalRevenue", "NetResult", "PlanROI", "ActualExpenses")
LABEL, VALUE, TEXT, LINK = 2, 3, 5, 6
ANCHORS, COUNT = 8, 11
"""Hidden columns, and those to the right."""
LIGHTS = [name.removeprefix("Light_") for name in NAMED_CELLS if name.startswith("Light_")]
COUNTED = [name.removeprefix("Check_") for name in NAMED_CELLS if name.startswith("Check_")]
TOP, LIT_TOP, LIGHTS_TOP = 6, 13, 20
SMALLER = 1.0
"""How many letters of a remedy, smaller ones, are sure to stand on a line where one of the ordinary font does."""
TWO_LINES = 26
"""Points of a row of two lines of its small letters."""
WIDTHS = {"B": 38, "C": 15.1, "D": 3, "E": 84, "F": 18}
"""The first two are as wide as a phone, whose preview shows the top of the first sheet."""


def build_home(builder: SheetBuilder) -> None:
    """Lay out the page."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    company = builder.name("Home_Company", 3, LABEL)
    company.font = look.font(14, bold=True, color=look.TEAL)
    builder.sheet.row_dimensions[3].height = 24
    builder.name("PlanState", 4, LABEL).font = look.font(12, color=look.SLATE)
    builder.sheet.row_dimensions[4].height = 26
    _figures(builder)
    _first_ones(builder)
    _steps(builder)
    _lights(builder)
    builder.page()
    builder.sheet.page_setup.fitToHeight = 1


def _figures(builder: SheetBuilder) -> None:
    builder.heading(TOP - 1, LABEL, VALUE, builder.words["home.figures"])
    for row, name in enumerate(FIGURES, TOP):
        label = builder.write(row, LABEL, builder.words[f"cards.{name}"])
        label.font, label.fill, label.alignment = look.font(12), look.fill(look.COMPUTED), look.INDENTED
        value = builder.name(f"Home_{name}", row, VALUE)
        value.font, value.alignment, value.fill = look.CARD, look.RIGHT, look.fill(look.COMPUTED)
    amounts = [f"{letters(VALUE)}{row}" for row, name in enumerate(FIGURES, TOP) if name != "PlanROI"]
    builder.in_currency(amounts)
    basis = builder.name("Home_PlanROIBasis", TOP + len(FIGURES), LABEL)
    basis.font, basis.alignment = look.font(9, italic=True, color=look.GREY), look.LEFT
    builder.sheet.row_dimensions[TOP + len(FIGURES)].height = TWO_LINES
    counts = ("ActionCount", "ObjectiveCount", "CoveredCount")
    for offset, name in enumerate((*counts, "Home_ActualRevenue", "LightsOn")):
        hidden = builder.name(name, 1, LINK + 2 + offset)
        hidden.font = look.HIDDEN


def _first_ones(builder: SheetBuilder) -> None:
    """The lights that are on, above all others."""
    builder.heading(LIT_TOP - 1, LABEL, VALUE, builder.words["home.first"])
    for place in range(1, FIRST_ONES + 1):
        row = LIT_TOP - 1 + place
        text = builder.name(f"LitText_{place}", row, LABEL)
        text.font, text.alignment = look.font(9), look.LEFT
        builder.sheet.row_dimensions[row].height = TWO_LINES
        link = builder.name(f"LitLink_{place}", row, VALUE)
        link.font, link.alignment = look.LINK, look.SHRUNK
        for column, name in ((COUNT, f"Lit_{place}"), (COUNT + 1, f"LitSpot_{place}")):
            builder.name(name, row, column)
    cells = f"{letters(LABEL)}{LIT_TOP}:{letters(VALUE)}{LIT_TOP + FIRST_ONES - 1}"
    color(builder.sheet, cells, f"${letters(COUNT)}{LIT_TOP}>0", look.highlight(look.WARNING))


def _steps(builder: SheetBuilder) -> None:
    builder.heading(TOP - 1, TEXT, LINK, builder.words["home.steps"])
    for row in range(TOP, LIGHTS_TOP - 2):
        dimension = builder.sheet.row_dimensions[row]
        dimension.height = dimension.height or 22
    steps = zip(builder.words["home.step"], layout.STEP_SHEETS, strict=True)
    for number, (text, sheet) in enumerate(steps, 1):
        builder.write(TOP - 1 + number, TEXT, f"{number}. {text}")
        builder.link(TOP - 1 + number, LINK, sheet)
    after = TOP + len(layout.STEP_SHEETS)
    for row, (text, sheet) in enumerate((("try_it", "simulation"), ("for_the_bank", "dashboard")), after):
        builder.write(row, TEXT, builder.words[f"home.{text}"]).font = look.font(color=look.SLATE)
        builder.link(row, LINK, sheet)


def _lights(builder: SheetBuilder) -> None:
    builder.heading(LIGHTS_TOP - 1, LABEL, VALUE, builder.words["home.lights"])
    builder.heading(LIGHTS_TOP - 1, TEXT, LINK, "")
    columns = (LABEL, VALUE, TEXT, LINK)
    for column, text in zip(columns, builder.words["home.light_headers"], strict=True):
        cell = builder.write(LIGHTS_TOP, column, text)
        cell.font, cell.fill, cell.border = look.HEADER, look.fill(look.SLATE), look.GRID
        cell.alignment = look.CENTER if column == VALUE else look.INDENTED
    for row, key in enumerate(LIGHTS, LIGHTS_TOP + 1):
        builder.write(row, LABEL, builder.words[f"lights.what.{key}"]).alignment = look.LEFT
        state = builder.name(f"Light_{key}", row, VALUE)
        state.alignment, state.font = look.CENTER, look.font(bold=True)
        remedy = builder.write(row, TEXT, builder.words[f"lights.remedy.{key}"])
        remedy.font, remedy.alignment = look.font(10, color=look.GREY), look.LEFT
        texts = ((f"lights.what.{key}", WIDTHS["B"] - 3), (f"lights.remedy.{key}", WIDTHS["E"] * SMALLER))
        most = max(lines(builder.words[text], width) for text, width in texts)
        builder.sheet.row_dimensions[row].height = 3 + 15 * most
        link = builder.name(f"Goto_{key}", row, LINK)
        link.font, link.alignment = look.LINK, look.INDENTED
        for column in columns:
            builder.sheet.cell(row, column).border = look.GRID
    last = LIGHTS_TOP + len(LIGHTS)
    _works(builder)
    _light_colors(builder, last)
    builder.sheet.print_area = f"A1:{letters(LINK)}{last}"


def _works(builder: SheetBuilder) -> None:
    """What the lights are made of, in hidden columns: names of sheets; counts and places, each light in its row, and in
    the last one the parts of those with many sources.

    These parts are hardly ever on: what the sheet ends with is the same in most workbooks.
    """
    builder.sheets(LIGHTS_TOP + 1, ANCHORS)
    for row, key in enumerate(LIGHTS, LIGHTS_TOP + 1):
        builder.name(f"Check_{key}", row, COUNT)
        builder.name(f"Spot_{key}", row, COUNT + 1)
    last = COUNT + 1
    for key in (key for key in COUNTED if key not in LIGHTS):
        for name in (f"Check_{key}", f"Spot_{key}"):
            last += 1
            builder.name(name, LIGHTS_TOP + len(LIGHTS), last)
    asking = LIGHTS_TOP + len(LIGHTS) - len(INFORMATION)
    assert not INFORMATION.intersection(LIGHTS[: -len(INFORMATION)])
    for name, column, first in (
        (LIGHT_COUNTS, COUNT, LIGHTS_TOP + 1),
        (LIGHT_TEXTS, LABEL, 1),
        (LIGHT_SPOTS, COUNT + 1, 1),
    ):
        builder.area(name, f"${letters(column)}${first}:${letters(column)}${asking}")
    for column in range(ANCHORS, last + 1):
        builder.sheet.column_dimensions[letters(column)].hidden = True


def _light_colors(builder: SheetBuilder, last: int) -> None:
    """A light that is on, an information, a light that is off."""
    informs = [row for row, key in enumerate(LIGHTS, LIGHTS_TOP + 1) if key in INFORMATION]
    counted, place = f"${letters(COUNT)}{LIGHTS_TOP + 1}", f"ROW({letters(COUNT)}{LIGHTS_TOP + 1})"
    informing = f"OR({','.join(f'{place}={row}' for row in informs)})"
    cells = f"{letters(VALUE)}{LIGHTS_TOP + 1}:{letters(VALUE)}{last}"
    colored = (
        (f"AND({counted}>0,{informing})", look.INFORMATION),
        (f"{counted}>0", look.WARNING),
        (f"{counted}=0", look.GOOD),
    )
    for condition, colors in colored:
        color(builder.sheet, cells, condition, look.highlight(colors), is_last=True)
