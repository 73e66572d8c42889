"""A kind of workbook that is no plan goes the way of the plan's: built, filled, recalculated, read, checked, mended."""

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.hosts.stripping import strip_cached_values
from tests.hosts.xlwings_libreoffice import open_book
from tests.reading import named, table
from tests.recalculation import same, shown
from tests.workbook.orders import KIND, PRICE, TEMPLATE, words
from xl_grc.builder.build import build, write_templates
from xl_grc.excel.live_host import apply
from xl_grc.excel.open_plan import saved_copy
from xl_grc.ooxml.book import Book
from xl_grc.text import LANGUAGES
from xl_grc.values import ErrorToken
from xl_grc.workbook.expected.check import check_cells
from xl_grc.workbook.expected.contents import contents_of
from xl_grc.workbook.expected.epoch import Values
from xl_grc.workbook.filling import filled, properties
from xl_grc.workbook.repair.changes import changes_of
from xl_grc.workbook.repair.file_host import changed_parts, packed
from xl_grc.workbook.returned.cells import read_cells
from xl_grc.workbook.template.templates import load_template, parsed_file, template_language

AS_OF = date(2026, 5, 4)
QUANTITIES = [4, "", 10, 0.5]


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """The templates of the kind, by language."""
    folder = tmp_path_factory.mktemp("templates")
    write_templates(TEMPLATE, folder)
    return {language: folder / f"orders_{language}.xlsx" for language in LANGUAGES}


def written(path, template, language, quantities=QUANTITIES):
    filling = filled(KIND, language, {"Orders.quantity": list(quantities)}, {}, identity="some orders")
    path.write_bytes(load_template(KIND, template).write(filling))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_built_and_filled(tmp_path, templates, language):
    assert templates[language].read_bytes() == build(TEMPLATE, language)
    assert parsed_file(templates[language]).exists()
    assert template_language(KIND, templates[language]) == language
    path = written(tmp_path / "orders.xlsx", templates[language], language)
    quantity, amount = words(language)["columns.Orders.quantity"], words(language)["columns.Orders.amount"]
    rows = [(row[quantity], row[amount]) for row in table(path, "Orders")]
    assert rows[: len(QUANTITIES)] == [(4, 10), ("", ""), (10, 25), (0.5, 1.25)]
    assert rows[len(QUANTITIES) :] == [("", "")] * 3
    assert named(path, "Total") == 36.25
    book = load_workbook(path)
    given = f"Orders[[#This Row],[{quantity}]]"
    assert book.active["C7"].value == f'=IF(OR(COUNT({given})<1,{given}<0),"",{given}*{PRICE})'
    properties = {one.name: one.value for one in book.custom_doc_props.props}
    assert properties == {"xl_grc_schema": "1", "xl_grc_language": language, "xl_grc_orders": "some orders"}
    assert book.active["C4"].value == f"=SUM(Orders[{amount}])"


def test_an_error_is_calculated_cell_by_cell():
    filling = filled(KIND, "fr", {"Orders.quantity": [4, ErrorToken("#N/A")]}, {})
    assert filling.columns["Orders.amount"][:2] == [10, ErrorToken("#N/A")]
    assert filling.names["Total"] == ErrorToken("#N/A")


def test_the_office_calculates_what_the_cells_hold(tmp_path, templates, office):
    path = written(tmp_path / "orders.xlsx", templates["fr"], "fr", [*QUANTITIES, "1 lot", "6", -2])
    stripped = tmp_path / "stripped.xlsx"
    strip_cached_values(path, stripped)
    with office.open(stripped) as document:
        calculated = document.values()["Commandes"]
    held = load_workbook(path, data_only=True).active
    for address, cell in calculated.items():
        value = held[address].value
        assert same(shown(cell), float(value) if isinstance(value, int) else value or ""), address


def cells_of(path):
    """The cells of a workbook of the kind, with formulas."""
    return read_cells(KIND, Book(path.read_bytes(), path.name), formulas=True)


def problems_of(path):
    """What is found wrong in a workbook: the keys of problems, and the cells."""
    cells = cells_of(path)
    return [(problem.key, problem.cell) for problem in check_cells(cells, contents_of(cells, AS_OF))]


def make_whole(path):
    """Mend a file."""
    cells = cells_of(path)
    expected = contents_of(cells, AS_OF, whole=True)
    parts = changed_parts(cells, changes_of(cells, expected), Values(expected.columns, expected.names))
    path.write_bytes(packed(cells.book, parts, properties(KIND, cells.language, "some orders")))


def make_whole_live(book):
    """Mend an open workbook."""
    cells = read_cells(KIND, Book(saved_copy(book), book.name), formulas=True)
    apply(book, cells, changes_of(cells, contents_of(cells, AS_OF, whole=True)))
    book.impl.call("recalculate")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_and_found_sound(tmp_path, templates, language):
    path = written(tmp_path / "orders.xlsx", templates[language], language)
    cells = cells_of(path)
    assert cells.language == language
    assert cells.columns["Orders.quantity"][:4] == [4, None, 10, 0.5]
    assert cells.columns["Orders.amount"][:4] == [10, "", 25, 1.25]
    assert cells.names["Total"] == 36.25
    assert problems_of(path) == []


def in_the_file(path, damage, office):
    """A workbook damaged, told of, and mended as a file: what its cells hold then."""
    book = load_workbook(path)
    damage(lambda address, content: book.active.__setitem__(address, content))
    book.save(path)
    told = problems_of(path)
    make_whole(path)
    assert problems_of(path) == []
    formulas, values = (load_workbook(path, data_only=only).active for only in (False, True))
    return told, lambda address: (formulas[address].value, values[address].value)


def live(path, damage, office):
    """The same where it is open."""
    book = open_book(office, path)
    sheet = book.sheets[0]
    damage(lambda address, content: setattr(sheet.range(address), "formula", content))
    cells = read_cells(KIND, Book(saved_copy(book), book.name), formulas=True)
    told = [(one.key, one.cell) for one in check_cells(cells, contents_of(cells, AS_OF)) if one.cell]
    make_whole_live(book)
    return told, lambda address: (sheet.range(address).formula, sheet.range(address).value)


@pytest.mark.parametrize("host", [in_the_file, live])
def test_what_is_wrong_is_told_and_made_whole(tmp_path, templates, office, host):
    path = written(tmp_path / "orders.xlsx", templates["fr"], "fr")
    formula = load_workbook(path).active["C7"].value

    def damage(put):
        put("C7", 11)  # a number over the formula of 4 x 2.5
        put("C4", "=SUM(Orders[Montant])+1")
        put("B14", 6)  # below the last row of the table

    told, cell = host(path, damage, office)
    assert [one for one in told if one[1]] == [
        ("formula_changed", "C4"),
        ("formula_overwritten", "C7"),
        ("row_below_table", "B14"),
    ]
    assert cell("C7") == (formula, 10)
    assert cell("C4") == ("=SUM(Orders[Montant])", 51.25)
    assert cell("C14") == (formula, 15)
    assert cell("B14")[1] == 6
