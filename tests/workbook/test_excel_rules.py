"""Rules of Excel that no validator looks at, and what a change of day may change."""

import re
import zipfile
from datetime import date
from string import ascii_uppercase
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from tests.hosts.stripping import cached_values
from tests.plans import shown_plan, some_plan
from tests.recalculation import place_of_name
from tests.workbook.template.cutting import PRINTED, USUAL, width
from xl_grc.builder.plan.faults import LOOKED_AT
from xl_grc.tables.schema import NAMED_CELLS, RANGES, TABLES
from xl_grc.values import to_serial
from xl_grc.workbook.plan_writer import settings, workbook

AS_OF = date(2026, 5, 4)


def write(plan, folder, language="fr", as_of=AS_OF):
    path = folder / f"plan {language} {as_of}.xlsx"
    path.write_bytes(workbook(plan, settings(language, None, as_of)))
    return path


@pytest.fixture(scope="module", params=["fr", "en"])
def book(request, tmp_path_factory):
    path = write(some_plan(32, 4, date(2026, 7, 1)), tmp_path_factory.mktemp("book"), request.param)
    return path, load_workbook(path)


def test_header_cells_are_the_names_of_the_columns(book):
    _, workbook = book
    found = {}
    for sheet in workbook:
        for table in sheet.tables.values():
            headers = [cell.value for cell in sheet[table.ref][0]]
            assert headers == [column.name for column in table.tableColumns], table.name
            assert len({header.lower() for header in headers}) == len(headers)
            found[table.name] = table.id
    assert found.keys() == TABLES.keys()
    assert len(set(found.values())) == len(found)


def test_computed_columns_carry_the_formula_of_their_cells(book):
    _, workbook = book
    for sheet in workbook:
        for table in sheet.tables.values():
            for column, cells in zip(table.tableColumns, zip(*sheet[table.ref], strict=True), strict=True):
                formulas = {cell.value for cell in cells[1:] if cell.data_type == "f"}
                wanted = column.calculatedColumnFormula
                assert formulas == (set() if wanted is None else {f"={wanted.attr_text}"}), (table.name, column.name)
                assert wanted is None or all(cell.data_type == "f" for cell in cells[1:])


def test_pages_hold_the_whole_plan_and_calendar(book):
    _, workbook = book
    sheets = {name: sheet for sheet in workbook for name in sheet.tables}
    assert sheets["Actions"].print_title_cols == "$B:$I"
    for name, *ends in (("Actions", "effective_expenses", "actual_revenue"), ("Schedule", "no", "month_12")):
        top, bottom = map(int, re.findall(r"\d+", sheets[name].tables[name].ref))
        first, last = (ascii_uppercase[list(TABLES[name].by_key).index(end) + 1] for end in ends)
        title = sheets[name].title.replace("'", "''")
        *_, last_area = sheets[name].print_area.split(",")
        area, printed = last_area.rsplit("$", 1)
        assert area == f"'{title}'!${first}$1:${last}"
        assert top + 32 <= int(printed) <= bottom == top + 42  # the spare rows as far as the last page has room
    slide, beside = sheets["Actions"].print_area.split(",")  # LibreOffice exports no plan whose links are not printed
    assert re.sub(r"\$B\$1:\$I", "$U$1:$X", slide) == beside
    returns = sheets["Returns"]
    texts_of = [cell for row in returns["B1:C6"] for cell in row if isinstance(cell.value, str)]
    room = sum(returns.column_dimensions[letter].width for letter in "BC") - 1
    assert returns.print_title_cols == "$B:$C"
    for cell in texts_of:  # else the second page cuts it
        wide = PRINTED * cell.font.size / USUAL * width(cell.value, cell.font.b)
        assert cell.data_type == "f" or wide < room, cell.coordinate


def test_defined_names(book):
    _, workbook = book
    names = set(workbook.defined_names)
    assert NAMED_CELLS.keys() | RANGES.keys() <= names
    assert len({name.lower() for name in names | TABLES.keys()}) == len(names) + len(TABLES)
    assert not [name for name in names if re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*", name)]


def test_sheet_titles(book):
    for title in book[1].sheetnames:
        assert len(title) <= 31
        assert not re.search(r"[:\\/?*\[\]]|^'|'$", title)
        assert title.lower() not in {"history", "historique"}


def test_validations(book):
    for sheet in book[1]:
        for validation in sheet.data_validations.dataValidation:
            assert len(validation.errorTitle or "") <= 32
            assert len(validation.error or "") <= 255
            assert len(validation.formula1 or "") <= 255
            for area in validation.sqref.ranges:
                assert area.max_row <= 1_048_576


def test_validations_and_highlights_follow_the_rows(book):
    _, workbook = book
    for sheet in workbook:
        for table in sheet.tables.values():
            if not TABLES[table.name].grows:
                continue
            bottom = int(re.search(r"\d+$", table.ref)[0])
            areas = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
            areas += [area for rules in sheet.conditional_formatting for area in rules.sqref.ranges]
            headers = sheet[table.ref][0]
            beside = [area for area in areas if headers[0].column <= area.min_col <= headers[-1].column]
            within = [area for area in beside if area.min_row > headers[0].row]
            assert {area.max_row for area in within} <= {bottom, LOOKED_AT}, table.name


def test_no_format_leaves_a_lone_separator(book):
    """Of #,##0.## Excel shows 20000 as « 20 000, »; LibreOffice hides the comma."""
    _, workbook = book
    formats = {cell.number_format for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert not [code for code in formats if re.search(r"\.[#?]", code)]
    sheet = next(sheet for sheet in workbook if "Costs" in sheet.tables)
    rules = [rule for found in sheet.conditional_formatting for rule in found.rules if rule.dxf.numFmt is not None]
    assert [(rule.formula, rule.dxf.numFmt.formatCode) for rule in rules] == [
        (["AND(ISNUMBER(E8),E8=INT(E8))"], "#,##0")
    ]


@pytest.mark.parametrize(
    ("name", "kind"), [("PeriodStart", "date"), ("AsOf", "date"), ("DefaultMarginRate", "decimal")]
)
def test_settings_refuse_what_is_no_date_or_rate(book, name, kind):
    path, workbook = book
    title, address = place_of_name(path, name)
    found = [one for one in workbook[title].data_validations.dataValidation if address in one.sqref]
    assert [(one.type, one.showErrorMessage, one.errorStyle in (None, "stop")) for one in found] == [(kind, True, True)]


def test_no_merged_cells_and_no_totals_row(book):
    for sheet in book[1]:
        assert not sheet.merged_cells.ranges
        assert not [table for table in sheet.tables.values() if table.totalsRowCount]


def test_sheets_whose_tables_do_not_grow_are_protected_without_a_password(book):
    for sheet in book[1]:
        growing = any(TABLES[table].grows for table in sheet.tables)
        assert sheet.protection.sheet == (not growing), sheet.title
        assert not sheet.protection.password


def test_charts_describe_themselves_and_keep_the_values_of_their_cells(book):
    path, _ = book
    values = load_workbook(path, data_only=True)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    drawings = b"".join(content for name, content in parts.items() if name.startswith("xl/drawings/drawing"))
    charts = [content for name, content in parts.items() if name.startswith("xl/charts/chart")]
    assert drawings.count(b" descr=") == len(charts) == 4
    checked = texts_checked = 0
    for chart in charts:
        for reference in ElementTree.fromstring(chart).iter():
            if reference.tag.endswith("}numRef"):
                checked += 1
                assert kept(reference) == shown(values, reference[0].text)
            if reference.tag.endswith("}strRef"):
                texts_checked += 1
                assert kept(reference, str) == shown(values, reference[0].text, str)
    assert checked >= 10
    assert texts_checked == 2
    assert not any(b"strLit" in chart for chart in charts)  # LibreOffice does not show it


def kept(reference, kind=float):
    return {int(point.get("idx")): kind(point[0].text) for point in reference.iter() if point.tag.endswith("}pt")}


def shown(values, reference, kind=float):
    title, _, area = reference.rpartition("!")
    cells = [row[0].value for row in values[title.strip("'").replace("''", "'")][area.replace("$", "")]]
    days = [to_serial(cell) if hasattr(cell, "year") else cell for cell in cells]
    wanted = pytest.approx if kind is float else str
    return {index: wanted(kind(cell)) for index, cell in enumerate(days) if cell not in (None, "")}


def test_another_day_changes_only_what_depends_on_it(tmp_path):
    early, late = (cached_values(write(shown_plan(), tmp_path, as_of=date(2026, month, 4))) for month in (3, 9))
    changed = {
        (sheet, address)
        for sheet, cells in early.items()
        for address, value in cells.items()
        if late[sheet][address] != value
    }
    assert {sheet for sheet, _ in changed} <= {"Paramètres", "Budget", "Planification", "Tableau de bord"}
    planning = {address[0] for sheet, address in changed if sheet == "Planification"}
    assert planning == {"X", "Y"}  # months over, situation
    assert ("Paramètres", "D9") in changed
