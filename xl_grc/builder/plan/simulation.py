"""The sheet on which one action is studied: figures to try on the left, the curve and the grids on the right."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.datavalidation import DataValidation

from xl_grc.builder import charts, look
from xl_grc.builder.plan.faults import color_named_faults
from xl_grc.builder.sheet import SheetBuilder
from xl_grc.builder.validation import stop_validation
from xl_grc.tables.schema.simulation import INPUTS, RESULTS

WIDTHS = {"B": 38, "C": 15, "D": 15, "E": 15, "F": 3, **dict.fromkeys("GHIJKLM", 13)}
LABEL, PLAN, TRIAL, EFFECTIVE, RIGHT = 2, 3, 4, 5, 7
ACTION_ROW, INPUTS_TOP = 4, 6
SHOWN = (
    "revenue",
    "net_price",
    "unit_margin",
    "margin",
    "margin_result",
    "gross_gain",
    "roi",
    "roi_net",
    "roi_revenue",
    "roas",
    "verdict",
    "contact_cost",
    "max_contact_cost",
    "conversion",
    "required_conversion",
    "breakeven",
    "breakeven_revenue",
    "safety_margin",
    "uplift",
    "markup",
    "margin_from_markup",
)
"""The results in the order of reading."""

assert set(SHOWN) == set(RESULTS)


def build_simulation(builder: SheetBuilder) -> None:
    """Lay out the sheet."""
    for letter, size in WIDTHS.items():
        builder.sheet.column_dimensions[letter].width = size
    builder.name("AmountsIn_simulation", 3, LABEL).font = look.NOTE
    _choice(builder)
    _inputs(builder)
    _results(builder)
    _right(builder)
    color_named_faults(builder, "simulation")
    builder.page()
    builder.sheet.page_setup.fitToHeight = 1


def _choice(builder: SheetBuilder) -> None:
    words = builder.words
    builder.write(ACTION_ROW, LABEL, words["simulation.action"]).font = look.font(bold=True)
    for column in (PLAN, TRIAL, EFFECTIVE):
        cell = (
            builder.input("SimulatedAction", ACTION_ROW, PLAN)
            if column == PLAN
            else builder.write(ACTION_ROW, column, None)
        )
        cell.fill, cell.font, cell.border = look.fill(look.INPUT), look.font(bold=True), look.UNDERLINE
    builder.write(ACTION_ROW, RIGHT, words["simulation.choose"]).font = look.NOTE
    validation = DataValidation(type="list", formula1="ActionList", allow_blank=True, showErrorMessage=False)
    validation.add(f"{letters(PLAN)}{ACTION_ROW}")
    builder.sheet.add_data_validation(validation)
    for offset, name in enumerate(("SimulatedNumber", "Sim_scale")):
        builder.name(name, 1, RIGHT + 6 + offset).font = look.HIDDEN


def _inputs(builder: SheetBuilder) -> None:
    words = builder.words
    for column, text in enumerate(words["simulation.headers"], LABEL):
        cell = builder.write(INPUTS_TOP, column, text or None)
        cell.font, cell.fill, cell.alignment = look.HEADER, look.fill(look.NAVY), look.CENTER
    for row, (key, (_, unit)) in enumerate(INPUTS.items(), INPUTS_TOP + 1):
        _row(builder, row, key, unit.maximum is not None)
        builder.figure(f"Plan_{key}", row, PLAN)
    row = INPUTS_TOP + 1 + len(INPUTS)
    _row(builder, row, "discount", is_rate=True)
    builder.figure("PlannedDiscount", row, PLAN)
    builder.name("Sim_discount_note", row + 1, LABEL).font = look.NOTE


def _label(builder: SheetBuilder, row: int, key: str) -> None:
    label = builder.write(row, LABEL, builder.words[f"simulation.{key}"])
    label.border, label.alignment = look.GRID, look.INDENTED


def _row(builder: SheetBuilder, row: int, key: str, is_rate: bool) -> None:
    _label(builder, row, key)
    builder.input(f"Try_{key}", row, TRIAL).alignment = look.RIGHT
    builder.figure(f"Sim_{key}", row, EFFECTIVE).font = look.font(bold=True)
    validation = stop_validation(builder.words, "rate" if is_rate else "amount")
    validation.add(f"{letters(TRIAL)}{row}")
    builder.sheet.add_data_validation(validation)


def _results(builder: SheetBuilder) -> None:
    top = INPUTS_TOP + len(INPUTS) + 3
    builder.heading(top, LABEL, EFFECTIVE, builder.words["simulation.results"])
    note = builder.write(top + 1, LABEL, builder.words["simulation.three_roi"])
    note.font = look.NOTE
    for row, key in enumerate(SHOWN, top + 2):
        _label(builder, row, key)
        for column in (PLAN, TRIAL):
            builder.write(row, column, None).border = look.LINE
        cell = builder.figure(f"Sim_{key}", row, EFFECTIVE)
        if key in ("margin_result", "roi", "verdict", "breakeven", "required_conversion"):
            cell.font = look.font(bold=True, color=look.NAVY)
        if key == "verdict":
            _verdict_colors(builder, cell.coordinate)


def _verdict_colors(builder: SheetBuilder, cell: str) -> None:
    colored = {"profitable": look.GOOD, "break_even": look.WARNING, "not_profitable": look.BAD}
    for key, colors in colored.items():
        rule = Rule(
            type="expression", dxf=look.highlight(colors), formula=[f'{cell}="{builder.words[f"verdicts.{key}"]}"']
        )
        builder.sheet.conditional_formatting.add(cell, rule)


def _right(builder: SheetBuilder) -> None:
    words, sheet = builder.words, builder.sheet
    last = RIGHT + 6
    builder.heading(INPUTS_TOP - 1, RIGHT, last, words["simulation.curve"])
    builder.behind("Sim_hint", INPUTS_TOP + 5, RIGHT, last)  # between two lines of the chart
    curve_top = INPUTS_TOP + 34
    top = INPUTS_TOP + 16
    for name, text in (("SensitivityPrice", "by_price"), ("SensitivityCost", "by_cost")):
        table = builder.kind.tables[name]
        builder.heading(top, RIGHT, last, words[f"simulation.{text}"])
        builder.table(table, top + 1, RIGHT, list(table.keys))
        top += len(table.keys) + 3
    builder.heading(curve_top, RIGHT, RIGHT + 3, words["simulation.curve"])
    builder.table(builder.kind.tables["Curve"], curve_top + 1, RIGHT, list(builder.kind.tables["Curve"].keys))
    first, bottom = curve_top + 2, curve_top + 1 + len(builder.kind.tables["Curve"].keys)
    cells = {
        key: f"${letters(RIGHT + index)}${first}:${letters(RIGHT + index)}${bottom}"
        for index, key in enumerate(("step", "sales", "margin", "cost"))
    }
    lines = [charts.Line(words[f"charts.{key}"], sheet, cells[key]) for key in ("margin", "cost")]
    chart = charts.curve_chart(lines, charts.Line("", sheet, cells["sales"]))
    charts.place(sheet, chart, f"{letters(RIGHT)}{INPUTS_TOP}", f"{letters(last)}{INPUTS_TOP + 14}")
