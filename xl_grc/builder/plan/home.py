"""The first sheet: the company and five figures, where to start, the checks."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letters

from xl_grc.builder import look
from xl_grc.builder.plan import layout
from xl_grc.builder.sheet import SheetBuilder

FIGURES = ("TotalExpenses", "TotalRevenue", "NetResult", "PlanROI", "ActualExpenses")
LABEL, VALUE, TEXT, LINK = 2, 3, 5, 6
TOP, LIGHTS_TOP = 6, 17
WIDTHS = {"B": 54, "C": 20, "D": 3, "E": 84, "F": 20}


def build_home(builder: SheetBuilder) -> None:
    """Lay out the page."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    company = builder.name("Home_Company", 3, LABEL)
    company.font = look.font(14, bold=True, color=look.TEAL)
    builder.name("PlanState", 3, TEXT).font = look.font(12, color=look.SLATE)
    _figures(builder)
    _steps(builder)
    _lights(builder)
    builder.page()


def _figures(builder: SheetBuilder) -> None:
    builder.heading(TOP - 1, LABEL, VALUE, builder.words["home.figures"])
    for row, name in enumerate(FIGURES, TOP):
        label = builder.write(row, LABEL, builder.words[f"cards.{name}"])
        label.font, label.fill, label.alignment = look.font(12), look.fill(look.COMPUTED), look.INDENTED
        value = builder.name(f"Home_{name}", row, VALUE)
        value.font, value.alignment, value.fill = look.CARD, look.RIGHT, look.fill(look.COMPUTED)
        builder.sheet.row_dimensions[row].height = 26
    counts = ("ActionCount", "ObjectiveCount", "CoveredCount")
    for offset, name in enumerate((*counts, "Home_ActualRevenue", "LightsOn")):
        hidden = builder.name(name, 1, LINK + 2 + offset)
        hidden.font = look.font(color="FFFFFF")


def _steps(builder: SheetBuilder) -> None:
    builder.heading(TOP - 1, TEXT, LINK, builder.words["home.steps"])
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
    for row, (key, sheet) in enumerate(layout.LIGHT_SHEETS.items(), LIGHTS_TOP + 1):
        builder.write(row, LABEL, builder.words[f"lights.what.{key}"]).alignment = look.INDENTED
        state = builder.name(f"Light_{key}", row, VALUE)
        state.alignment, state.font = look.CENTER, look.font(bold=True)
        remedy = builder.write(row, TEXT, builder.words[f"lights.remedy.{key}"])
        remedy.font, remedy.alignment = look.font(10, color=look.GREY), look.INDENTED
        builder.link(row, LINK, sheet)
        builder.sheet.cell(row, LINK).alignment = look.INDENTED
        for column in columns:
            builder.sheet.cell(row, column).border = look.GRID
        counted = builder.name(f"Check_{key}", row, LINK + 2)
        counted.font = look.font(color="FFFFFF")
    last = LIGHTS_TOP + len(layout.LIGHT_SHEETS)
    cells = f"{letters(VALUE)}{LIGHTS_TOP + 1}:{letters(VALUE)}{last}"
    first = f"{letters(LINK + 2)}{LIGHTS_TOP + 1}"
    for condition, colors in ((f"${first}>0", look.WARNING), (f"${first}=0", look.GOOD)):
        rule = Rule(type="expression", dxf=look.highlight(colors), formula=[condition])
        builder.sheet.conditional_formatting.add(cells, rule)
    builder.sheet.print_area = f"A1:{letters(LINK)}{last}"
