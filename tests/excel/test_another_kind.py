"""A kind of workbook that is no plan is made whole where it is open, by the changes that its file would get."""

from tests.hosts.xlwings_libreoffice import open_book
from tests.workbook.changing import AS_OF
from tests.workbook.orders import KIND, PRICE
from tests.workbook.repair.test_another_kind import AMOUNT, QUANTITY, orders
from xl_grc.excel.live_host import apply
from xl_grc.excel.open_plan import saved_copy
from xl_grc.ooxml.book import Book
from xl_grc.workbook.expected.contents import contents_of
from xl_grc.workbook.repair.changes import changes_of
from xl_grc.workbook.returned.cells import read_cells


def make_whole(book):
    """Make an open workbook whole; the changes that were made."""
    cells = read_cells(KIND, Book(saved_copy(book), book.name), formulas=True)
    changes = changes_of(cells, contents_of(cells, AS_OF, whole=True))
    apply(book, cells, changes)
    book.impl.call("recalculate")
    return changes


def test_it_is_made_whole_where_it_is_open(live_office, tmp_path):
    book = open_book(live_office, orders(tmp_path))
    sheet = book.sheets[0]
    assert (make_whole(book).cells, make_whole(book).rows) == (0, 0)
    sheet.range("C7").value = 99
    sheet.range("C4").clear_contents()
    sheet.range("B6").value = QUANTITY.upper()
    for row in range(11, 14):
        sheet.range((row, 2)).value = 2
    changes = make_whole(book)
    assert (len(changes.headings), changes.rows) == (1, 3)
    assert sheet.range("B6:C6").value == [QUANTITY, AMOUNT]
    assert sheet.range("C7:C16").value == [4 * PRICE, None, 10 * PRICE, 0.5 * PRICE, *[2 * PRICE] * 3, *[None] * 3]
    assert sheet.range("C4").value == 36.25 + 3 * 2 * PRICE
    assert make_whole(book).cells == 0
    book.close()
