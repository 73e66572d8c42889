"""The form of every workbook that we build or write: what Excel writes so, and other programs rely on."""

import posixpath
import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from tests.golden import workbooks
from tests.hosts.validator import require_validator, validate
from xl_grc.builder.finishing import finished
from xl_grc.text import texts
from xl_grc.workbook.summary.pages import PageColumn, SummaryPage
from xl_grc.workbook.summary.pages import workbook as summary
from xl_grc.workbook.summary.styles import DATE, RATIO

ROOT = Path(__file__).parents[2]
BUILT = [*sorted((ROOT / "templates").glob("*.xlsx")), *sorted((ROOT / "xl_grc" / "examples").glob("*.xlsx"))]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


@pytest.fixture(scope="module")
def packages():
    """The parts of every shipped workbook, and of a written one of each kind and language."""
    contents = {path.name: path.read_bytes() for path in BUILT}
    for language in ("fr", "en"):
        contents |= workbooks(language)
    columns = [PageColumn("Entreprise"), PageColumn("ROI", RATIO)]
    page = SummaryPage(
        "Plans d'entreprises", "Plans", columns, [["Dupont", 1.5], ["Martin", None]], "deux\nplans", frozen=1
    )
    contents["summary"] = summary(
        [page, page._replace(title="Autre, encore", table="", note="", frozen=0)], texts("fr")
    )
    assert len(contents) == 11
    return {name: unpacked(content) for name, content in contents.items()}


def unpacked(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def roots(packages, pattern):
    """The roots of the parts whose name is like the pattern, each under the name of its workbook and its own."""
    found = [
        (f"{name}: {part}", ElementTree.fromstring(xml))
        for name, parts in packages.items()
        for part, xml in parts.items()
        if re.fullmatch(pattern, part)
    ]
    assert found
    return found


def test_every_text_stands_in_the_shared_part(packages):
    for name, parts in packages.items():
        shared = len(ElementTree.fromstring(parts["xl/sharedStrings.xml"]))
        used = set()
        for _, sheet in roots({name: parts}, r"xl/worksheets/sheet\d+\.xml"):
            cells = list(sheet.iter(f"{MAIN}c"))
            assert not [cell.get("r") for cell in cells if cell.get("t") == "inlineStr"], name
            used |= {int(cell.findtext(f"{MAIN}v")) for cell in cells if cell.get("t") == "s"}
        assert used and max(used) < shared, name


@pytest.mark.parametrize(("rows", "inline"), [(4_999, 0), (5_000, 5_000)])
def test_a_summary_of_many_rows_keeps_their_texts_in_their_cells(rows, inline):
    page = SummaryPage(
        "Plans", "Plans", [PageColumn("Entreprise")], [[f"Entreprise {row}"] for row in range(rows)], "note"
    )
    parts = unpacked(summary([page], texts("fr")))
    assert parts["xl/worksheets/sheet1.xml"].count(b"inlineStr") == inline
    assert parts["xl/sharedStrings.xml"].count(b"<si>") == rows - inline + 3  # title, note and header


def test_tables_leave_their_one_header_row_unsaid_and_have_a_style(packages):
    for name, table in roots(packages, r"xl/tables/table\d+\.xml"):
        assert "headerRowCount" not in table.attrib, name
        assert table.find(f"{MAIN}tableStyleInfo") is not None, name


def test_charts_have_straight_corners_no_made_up_title_and_axes_where_they_are_drawn(packages):
    for name, chart in roots(packages, r"xl/charts/chart\d+\.xml"):
        assert chart.find(f"{CHART}roundedCorners").get("val") == "0", name
        has_title = chart.find(f"{CHART}chart/{CHART}title") is not None
        assert has_title or chart.find(f"{CHART}chart/{CHART}autoTitleDeleted").get("val") == "1", name
        legends = 0 if len(list(chart.iter(f"{CHART}ser"))) == 1 else 1
        assert [one.find(f"{CHART}overlay").get("val") for one in chart.iter(f"{CHART}legend")] == ["0"] * legends, name
        plot = chart.find(f"{CHART}chart/{CHART}plotArea")
        axes = [axis for axis in plot if axis.find(f"{CHART}axPos") is not None]
        assert [axis.find(f"{CHART}axPos").get("val") for axis in axes] == ["b", "l"], name


@pytest.mark.parametrize(("direction", "places"), [("col", ["b", "l"]), ("bar", ["l", "b"])])
def test_bars_that_lie_have_their_words_at_the_left(direction, places):
    workbook, chart = Workbook(), BarChart()
    chart.type = direction
    chart.add_data(Reference(workbook.active, range_string="Sheet!A1:A2"))
    workbook.active.add_chart(chart)
    stream = BytesIO()
    workbook.save(stream)
    plot = ElementTree.fromstring(unpacked(finished(stream.getvalue(), ["bars"]))["xl/charts/chart1.xml"])
    assert [axis.get("val") for axis in plot.iter(f"{CHART}axPos")] == places


def test_drawings_are_written_as_programs_know_them(packages):
    for name, parts in packages.items():
        for part, xml in parts.items():
            if part.startswith("xl/drawings/drawing"):
                root = ElementTree.fromstring(xml)
                own = [one for one in root.iter() if one.tag.startswith(DRAWING)]
                assert len(own) == len(re.findall(rb"<xdr:", xml)) > 0, name
            if part.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(part))
                for link in ElementTree.fromstring(xml):
                    assert not link.get("Target").startswith("/"), (name, part)
                    assert posixpath.normpath(posixpath.join(folder, link.get("Target"))) in parts, (name, part)


def test_folded_columns_are_announced(packages):
    announced = 0
    for name, sheet in roots(packages, r"xl/worksheets/sheet\d+\.xml"):
        deepest = max((int(one.get("outlineLevel", "0")) for one in sheet.iter(f"{MAIN}col")), default=0)
        assert int(sheet.find(f"{MAIN}sheetFormatPr").get("outlineLevelCol", "0")) == deepest, name
        announced += bool(deepest)
    assert announced >= 4  # the actions of each plan and template


def test_pages_repeat_columns_before_rows(packages):
    both = 0
    for name, book in roots(packages, r"xl/workbook\.xml"):
        for one in book.iter(f"{MAIN}definedName"):
            if one.get("name") == "_xlnm.Print_Titles":
                kinds = [re.fullmatch(r"\$([A-Z]+|\d+):\$([A-Z]+|\d+)", area)[1] for area in areas(one.text)]
                assert kinds == sorted(kinds, key=str.isdigit), name
                both += len(kinds) == 2
    assert both >= 4


def areas(reference):
    """The ranges of a reference without their sheets, whose titles may hold anything but a bar."""
    return [one.rpartition("!")[2] for one in re.sub(r"'(?:[^']|'')*'", "s", reference).split(",")]


def test_the_active_cell_of_a_pane_stands_in_it(packages):
    panes = 0
    for name, sheet in roots(packages, r"xl/worksheets/sheet\d+\.xml"):
        for view in sheet.iter(f"{MAIN}sheetView"):
            pane = view.find(f"{MAIN}pane")
            if pane is None:
                continue
            left, top, _, _ = range_boundaries(pane.get("topLeftCell"))
            active = {one.get("pane"): one for one in view.findall(f"{MAIN}selection")}
            assert pane.get("activePane") in active, name
            for place, selection in active.items():
                row, column = coordinate_to_tuple(selection.get("activeCell"))
                assert selection.get("sqref") == selection.get("activeCell"), name
                assert (row >= top) == place.startswith("bottom"), (name, place)
                assert "xSplit" not in pane.attrib or (column >= left) == place.endswith("Right"), (name, place)
            panes += 1
    assert panes >= 36


def test_workbooks_name_the_program_that_made_them(packages):
    for name, parts in packages.items():
        if name != "summary":  # it says nothing of its making
            said = ElementTree.fromstring(parts["docProps/app.xml"])
            assert [one.text for one in said] == ["Microsoft Excel Compatible / xl_grc"], name


def test_the_validator_has_nothing_to_say_of_what_is_shipped():
    require_validator()
    assert [(path.name, validate(path)) for path in BUILT if validate(path)] == []


@pytest.mark.parametrize(("language", "code"), [("fr", b"dd/mm/yyyy"), ("en", b"d mmm yyyy")])
def test_days_of_a_summary_are_written_as_in_the_language(language, code):
    page = SummaryPage("Plans", "Plans", [PageColumn("Mois", style=DATE)], [[46_000]], "")
    parts = unpacked(summary([page], texts(language)))
    assert b'formatCode="%b"' % code in parts["xl/styles.xml"]
