"""A kind of workbook that is no plan goes the way of the plan's: built, filled, recalculated."""

import pytest
from openpyxl import load_workbook

from tests.hosts.stripping import strip_cached_values
from tests.reading import named, table
from tests.recalculation import same, shown
from tests.workbook.orders import KIND, PRICE, TEMPLATE, words
from xl_grc.builder.build import build, write_templates
from xl_grc.text import LANGUAGES
from xl_grc.values import ErrorToken
from xl_grc.workbook.filling import filled
from xl_grc.workbook.template.templates import load_template, parsed_file, template_language

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
    formula = f'IF(Orders[[#This Row],[{quantity}]]="","",Orders[[#This Row],[{quantity}]]*{PRICE})'
    assert book.active["C7"].value == f"={formula}"
    properties = {one.name: one.value for one in book.custom_doc_props.props}
    assert properties == {"xl_grc_schema": "1", "xl_grc_language": language, "xl_grc_orders": "some orders"}
    assert book.active["C4"].value == f"=SUM(Orders[{amount}])"


def test_an_error_is_calculated_cell_by_cell():
    filling = filled(KIND, "fr", {"Orders.quantity": [4, ErrorToken("#N/A")]}, {})
    assert filling.columns["Orders.amount"][:2] == [10, ErrorToken("#N/A")]
    assert filling.names["Total"] == ErrorToken("#N/A")


def test_the_office_calculates_what_the_cells_hold(tmp_path, templates, office):
    path = written(tmp_path / "orders.xlsx", templates["fr"], "fr")
    stripped = tmp_path / "stripped.xlsx"
    strip_cached_values(path, stripped)
    with office.open(stripped) as document:
        calculated = document.values()["Commandes"]
    held = load_workbook(path, data_only=True).active
    for address, cell in calculated.items():
        value = held[address].value
        assert same(shown(cell), float(value) if isinstance(value, int) else value or ""), address
