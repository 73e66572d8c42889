"""What is seen of a sheet without scrolling, on a screen of 1366 x 768 points: rows, whole pages, where to type."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.utils.cell import range_boundaries

from tests.collect.summaries import summary
from xl_grc.builder.look import INPUT
from xl_grc.tables.plan import PLAN
from xl_grc.tables.relations_kind import RELATIONS
from xl_grc.text import LANGUAGES, texts
from xl_grc.workbook.template.templates import shipped_template

ACROSS, DOWN, ROW = 1316, 360, 15
"""What Excel leaves for cells there, across in pixels and down in points, and the points of a row."""
DIGIT = 7
"""The pixels of a digit, by which columns are measured with their edges."""
KINDS = pytest.mark.parametrize("kind", [PLAN, RELATIONS], ids=lambda kind: kind.name)
PAGES = ("home", "simulation", "dashboard", "summary")
"""The sheets that are looked at as a whole."""


def frozen(sheet):
    """The points of the rows that never scroll away."""
    rows = range(1, int(sheet.sheet_view.pane.ySplit) + 1)
    return sum(sheet.row_dimensions[row].height or sheet.sheet_format.defaultRowHeight for row in rows)


@KINDS
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_never_scrolls_leaves_room_for_eleven_rows(kind, language):
    high = {one.title: frozen(one) for one in load_workbook(shipped_template(kind, language)) if one.freeze_panes}
    assert len(high) >= 3
    assert {title: points for title, points in high.items() if points > DOWN - 11 * ROW} == {}


def test_what_never_scrolls_of_a_summary_leaves_room_for_eleven_rows():
    assert max(map(frozen, load_workbook(BytesIO(summary("fr"))))) <= DOWN - 11 * ROW


@KINDS
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_begins_to_type_in_the_first_row_of_a_table_where_something_is_typed(kind, language):
    begun = 0
    for sheet in load_workbook(shipped_template(kind, language)):
        if sheet.freeze_panes and not sheet.protection.sheet:
            view = sheet.sheet_view
            (cell,) = [one.activeCell for one in view.selection if one.pane == view.pane.activePane]
            row, column = coordinate_to_tuple(cell)
            areas = [range_boundaries(table.ref) for table in sheet.tables.values()]
            assert any(left <= column <= right and row == top + 1 for left, top, right, _ in areas), (sheet.title, cell)
            typed_key = sheet.title == texts(language)["relations.sheets.customers"]
            assert typed_key or sheet[cell].fill.fgColor.rgb[-6:] == INPUT, (sheet.title, cell)
            begun += 1
    assert begun >= 3


def last_column(sheet, cells):
    """Where the page ends: what stands to the right of a print area is no part of it."""
    if sheet.print_area:
        return range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))[2]
    return max(one.column for one in cells)


@KINDS
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_seen_from_side_to_side(kind, language):
    words = texts(language)
    titles = {words.get(f"{prefix}sheets.{page}") for page in PAGES for prefix in ("", "relations.")} - {None}
    seen = 0
    for sheet in load_workbook(shipped_template(kind, language)):
        if sheet.title in titles:
            cells = [one for row in sheet.iter_rows(min_row=2) for one in row if one.value is not None]
            columns = [
                sheet.column_dimensions[get_column_letter(one)] for one in range(1, last_column(sheet, cells) + 1)
            ]
            pixels = sum(DIGIT * one.width for one in columns if not one.hidden)
            assert pixels * (sheet.sheet_view.zoomScale or 100) / 100 <= ACROSS, sheet.title
            seen += 1
    assert seen == (3 if kind is PLAN else 1)
