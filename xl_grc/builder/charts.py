"""The charts: over ranges of a fixed size only, readable without colour, each with a text that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.ooxml.reference import on_sheet
from xl_grc.records import NamedTuple

COLORS = (look.NAVY, "2FA39B")
PAIRS = ("8FA0B8", look.NAVY, "BDE3DF", look.TEAL)
"""Planned and actual expenses, planned and actual revenue: pale and dark, in grey too."""
GREY_TEXT = "595F69"
AMOUNTS, SHARES = '[>1]#,##0;" "', '[>1]" ";0%'
"""Formats of axes that show nothing while there are no values, where programs draw 0 to 1, or to 1200 %. What is often
negative takes the usual one: programs do not agree on the minus under a condition."""
USUAL = "#,##0"
DASHES: tuple[Any, ...] = ("solid", "sysDash")


class Line(NamedTuple):
    """A series: its name in the legend, the sheet and cells of its values."""

    title: str
    sheet: Worksheet
    cells: str


def _reference(sheet: Worksheet, cells: str) -> Any:
    return Reference(worksheet=sheet, range_string=on_sheet(sheet.title, cells))


def _grey() -> RichText:
    """Small grey text."""
    letters = CharacterProperties(sz=900, solidFill=GREY_TEXT)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _style(series: Any, index: int, is_line: bool, colors: Sequence[str] = COLORS) -> None:
    if is_line:
        line = LineProperties(solidFill=colors[index], w=28575, prstDash=DASHES[index % 2])
        series.graphicalProperties = GraphicalProperties(ln=line)
        series.smooth = False
    else:
        series.graphicalProperties = GraphicalProperties(solidFill=colors[index])


def _axes(chart: Any, x_format: str) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format, chart.y_axis.number_format = x_format, USUAL
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E3E8EE"))
    chart.legend.position = "b"
    chart.x_axis.tickLblPos = "low"
    for part in (chart.x_axis, chart.y_axis, chart.legend):
        part.txPr = _grey()
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.plot_area.graphicalProperties = GraphicalProperties(noFill=True)


def columns_chart(lines: Sequence[Line], labels: Line, x_format: str = "", y_format: str = AMOUNTS) -> BarChart:
    """Clustered columns over dates in cells, or over words when there is no format for dates."""
    chart = BarChart()
    chart.type, chart.gapWidth, chart.overlap = "col", 60, 0
    _add(chart, lines, labels, is_line=False)
    if not x_format:
        for series in chart.series:
            series.cat = AxDataSource(strRef=StrRef(f=series.cat.numRef.f))
    _axes(chart, x_format or "General")
    chart.y_axis.number_format = y_format
    return chart


def columns_and_line(columns: Sequence[Line], lines: Sequence[Line], labels: Line, x_format: str) -> BarChart:
    """Columns with lines over them."""
    chart = columns_chart(columns, labels, x_format, USUAL)
    _style(chart.series[0], 1, is_line=False)
    over = LineChart()
    _add(over, lines, labels, is_line=True)
    chart += over
    return chart


def _add(chart: Any, lines: Sequence[Line], labels: Line, is_line: bool) -> None:
    for index, line in enumerate(lines):
        series = Series(_reference(line.sheet, line.cells), title=line.title)
        _style(series, index, is_line, COLORS if len(lines) <= len(COLORS) else PAIRS)
        chart.series.append(series)
    chart.set_categories(_reference(labels.sheet, labels.cells))


def curve_chart(lines: Sequence[Line], across: Line) -> ScatterChart:
    """Lines over a number."""
    chart = ScatterChart()
    chart.style, chart.scatterStyle = 2, "lineMarker"
    for index, line in enumerate(lines):
        series = Series(_reference(line.sheet, line.cells), _reference(across.sheet, across.cells), title=line.title)
        _style(series, index, is_line=True)
        series.marker.symbol = "none"
        chart.series.append(series)
    _axes(chart, USUAL)
    chart.x_axis.majorGridlines = None
    return chart


def place(sheet: Worksheet, chart: Any, first: str, last: str) -> None:
    """Put a chart over the cells from one to another; it moves with them."""
    (top, left), (bottom, right) = coordinate_to_tuple(first), coordinate_to_tuple(last)
    corners = AnchorMarker(col=left - 1, row=top - 1), AnchorMarker(col=right, row=bottom)
    chart.anchor = TwoCellAnchor("twoCell", corners[0], corners[1])
    sheet.add_chart(chart)
