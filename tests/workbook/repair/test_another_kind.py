"""A kind of workbook that is no plan is read, checked and made whole by the same code, in its file."""

import io

from openpyxl import load_workbook

from tests.reading import named, table
from tests.workbook.changing import AS_OF, edited
from tests.workbook.orders import KIND, TEMPLATE, words
from tests.workbook.test_kinds import QUANTITIES, written
from xl_grc.builder.build import write_templates
from xl_grc.ooxml.book import Book
from xl_grc.text import LANGUAGES
from xl_grc.workbook.expected.check import check_cells
from xl_grc.workbook.expected.contents import contents_of
from xl_grc.workbook.expected.epoch import Values
from xl_grc.workbook.filling import properties
from xl_grc.workbook.repair.changes import changes_of
from xl_grc.workbook.repair.file_host import changed_parts, packed
from xl_grc.workbook.returned.cells import read_cells

QUANTITY, AMOUNT = (words("fr")[f"columns.Orders.{key}"] for key in ("quantity", "amount"))


def orders(folder, language="fr"):
    """A workbook of orders."""
    write_templates(TEMPLATE, folder)
    return written(folder / "orders.xlsx", folder / f"orders_{language}.xlsx", language)


def read(content):
    return read_cells(KIND, Book(content, "orders.xlsx"), formulas=True)


def keys(cells):
    return [problem.key for problem in check_cells(cells, contents_of(cells, AS_OF))]


def mended(content):
    """The workbook made whole."""
    cells = read(content)
    expected = contents_of(cells, AS_OF, whole=True)
    changed = changed_parts(cells, changes_of(cells, expected), Values(expected.columns, expected.names))
    return packed(cells.book, changed, properties(KIND, cells.language, "some orders"))


def test_a_sound_workbook_is_read_and_left_alone(tmp_path):
    for language in LANGUAGES:
        folder = tmp_path / language
        folder.mkdir()
        content = orders(folder, language).read_bytes()
        cells = read(content)
        assert cells.columns["Orders.quantity"][: len(QUANTITIES)] == [4.0, None, 10.0, 0.5]
        assert (cells.language, cells.names["Total"], keys(cells)) == (language, 36.25, [])
        before, after = Book(content, "a").archive, Book(mended(content), "b").archive
        assert {name: before.read(name) for name in before.names} == {name: after.read(name) for name in after.names}


def damage(book):
    """A formula typed over, a header spelled anew, four more orders down to the last row."""
    sheet = book.active
    sheet["C7"] = 99
    sheet["C4"] = None
    sheet["B6"] = QUANTITY.upper()
    sheet.tables["Orders"].tableColumns[0].name = QUANTITY.upper()
    for row in range(11, 15):
        sheet.cell(row, 2).value = 2


def test_a_damaged_one_is_told_and_mended(tmp_path):
    path = edited(orders(tmp_path), damage)
    cells = read(path.read_bytes())
    assert cells.tables["Orders"].bottom == 14, "one of the orders stands below the table"
    assert keys(cells) == ["header_respelled", "row_below_table"]
    made = mended(path.read_bytes())
    assert keys(read(made)) == []
    path.write_bytes(made)
    rows = [(row[QUANTITY], row[AMOUNT]) for row in table(path, "Orders")]
    assert rows == [(4, 10), ("", ""), (10, 25), (0.5, 1.25), *[(2, 5)] * 4, *[("", "")] * 3]
    assert named(path, "Total") == 36.25 + 4 * 5
    sheet = load_workbook(io.BytesIO(made)).active
    assert (sheet["B6"].value, sheet["C17"].value) == (QUANTITY, sheet["C7"].value)
    assert mended(made) == made
