"""What is on a sheet can be read: contrast of letters, also where a condition colours them; one scale in print."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from tests.collect.summaries import summary
from xl_grc.tables.plan import PLAN
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.template.templates import shipped_template

WHITE = "FFFFFF"
LEAST = 4.5
"""The contrast that WCAG 2.1 asks for (1.4.3, level AA)."""


def luminance(color):
    """The relative luminance of a colour, as WCAG 2.1 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def rgb(color, otherwise):
    return color.rgb[-6:] if color is not None and isinstance(color.rgb, str) else otherwise


def test_contrast_is_that_of_black_on_white():
    assert round(contrast("000000", WHITE), 6) == 21
    assert round(contrast("777777", WHITE), 2) == 4.48  # the grey that just fails


@pytest.mark.parametrize("kind", [PLAN, RELATIONS], ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_stand_out_from_their_background(kind, language):
    assert not faint_cells(load_workbook(shipped_template(kind, language)))


def test_cells_of_a_summary_that_are_not_written_have_no_frame():
    """They show the first format, up to the end of the sheet."""
    book = load_workbook(BytesIO(summary("fr")))
    assert (book._cell_styles[0].borderId, book._cell_styles[0].fillId) == (0, 0)
    companies = book.worksheets[1]
    assert companies["C3"].border.left.style is None
    assert {cell.border.left.style for row in companies["A5:C7"] for cell in row} == {"thin"}


def test_counts_of_a_summary_stand_at_the_right():
    companies = load_workbook(BytesIO(summary("fr"))).worksheets[1]
    actions = next(cell.column for cell in companies[4] if cell.value == texts("fr")["collect_figures.actions"])
    assert {companies.cell(row, actions).alignment.horizontal for row in (5, 6, 7)} == {"right"}


def test_letters_of_a_summary_stand_out_from_their_background():
    assert not faint_cells(load_workbook(BytesIO(summary("fr"))))


def faint_cells(book):
    """The cells and conditional formats whose letters have too little contrast."""
    faint = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                paper = rgb(cell.fill.fgColor, WHITE) if cell.fill.fill_type == "solid" else WHITE
                letters = rgb(cell.font.color, "000000")
                if cell.value is not None and letters != paper and contrast(letters, paper) < LEAST:
                    faint.add((sheet.title, cell.coordinate, letters, paper))
        for rules in sheet.conditional_formatting:
            for rule in rules.rules:
                if rule.dxf is not None and rule.dxf.fill is not None and rule.dxf.font is not None:
                    letters, paper = rgb(rule.dxf.font.color, "000000"), rgb(rule.dxf.fill.bgColor, WHITE)
                    if letters != paper and contrast(letters, paper) < LEAST:
                        faint.add((sheet.title, str(rules.sqref), letters, paper))
    return faint


WIDE, DIGIT = (841.9 - 2 * 0.4 * 72), 5.25
"""Points of a page of A4 across, between its margins, and of a digit."""


def scale(sheet):
    """The scale at which a sheet is printed, as a program works it out or as it is given."""
    first, _, last, _ = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    beside = []
    if sheet.print_title_cols:
        start, _, end, _ = range_boundaries(sheet.print_title_cols.replace("$", ""))
        beside = [*range(start, end + 1)]
    columns = [column for column in range(first, last + 1) if column not in beside]
    if sheet.sheet_properties.pageSetUpPr.fitToPage:
        assert not beside, "programs do not reckon with them"
        return WIDE / (DIGIT * across(sheet, columns))
    given = sheet.page_setup.scale / 100
    ends = [one.id for one in sheet.col_breaks.brk]
    for page in range(len(ends) + 1):
        own = [column for column in columns if sum(column > end for end in ends) == page]
        assert across(sheet, [*beside, *own]) * DIGIT * given < 0.97 * WIDE, "a page more"
    return given


def across(sheet, columns):
    """The digits that columns take together."""
    found = (sheet.column_dimensions[get_column_letter(column)] for column in columns)
    return sum(column.width for column in found if not column.hidden)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_with_a_table_of_the_plan_are_printed_at_one_scale(language):
    book = load_workbook(shipped_template(PLAN, language))
    growing = [sheet for sheet in book if sheet.tables and sheet.freeze_panes]
    found = {sheet.title: scale(sheet) for sheet in growing}
    assert len(found) == 7
    assert max(found.values()) - min(found.values()) < 0.01, found
