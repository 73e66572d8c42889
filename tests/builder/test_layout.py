"""What a layout lacks is told with the place where to add it."""

import pytest

from tests.workbook.orders import KIND, ORDERS, TEMPLATE, words
from xl_grc.builder.build import build, write_templates
from xl_grc.builder.layout import UNIT_WIDTHS, SheetLayout
from xl_grc.builder.sheet import first_values
from xl_grc.errors import InputError, MissingEntry
from xl_grc.functions.units import TEXT, Unit
from xl_grc.tables.definition import Definition, Table, given
from xl_grc.tables.generate import kind_of


def test_a_column_without_a_header_is_told_with_its_file_and_key():
    table = Table("Orders", "orders", (*ORDERS.columns, given("supplier", TEXT)), spare_rows=3)
    kind = kind_of("orders", "Orders", Definition({"Orders": table}, KIND.named_cells), words)
    layout = TEMPLATE.sheets[0]._replace(fill=lambda builder: builder.table(table, 6, 2, first_values(table)))
    with pytest.raises(MissingEntry, match=r"text/fr/workbook\.toml: 'columns\.Orders\.supplier' is missing"):
        build(TEMPLATE._replace(kind=kind, sheets=[layout]), "fr")


def test_a_sheet_without_a_title_is_told_with_its_file_and_key():
    with pytest.raises(MissingEntry, match=r"text/en/workbook\.toml: 'sheets\.returned' is missing"):
        build(TEMPLATE._replace(sheets=[SheetLayout("returned", lambda builder: None, "000000")]), "en")


def test_a_unit_without_a_width_is_told_with_its_module():
    with pytest.raises(MissingEntry, match=r"UNIT_WIDTHS in xl_grc/builder/layout\.py: .*'weight'.* is missing"):
        UNIT_WIDTHS[Unit("weight", "0.0")]


def test_a_column_that_a_layout_names_and_no_table_has_is_told_with_its_table():
    highlights = {"Orders": lambda table: table.add("price", "price", "{cell}>0", ("000000", "FFFFFF"))}
    with pytest.raises(MissingEntry, match="the columns of the table Orders: 'price' is missing"):
        build(TEMPLATE._replace(highlights=highlights), "fr")


def test_a_named_cell_and_a_table_without_a_place_are_told_by_name(tmp_path):
    layout = TEMPLATE.sheets[0]._replace(fill=lambda builder: builder.table(ORDERS, 6, 2, first_values(ORDERS)))
    with pytest.raises(InputError) as refused:
        write_templates(TEMPLATE._replace(sheets=[layout]), tmp_path)
    assert [(one.key, dict(one.values)["value"]) for one in refused.value.problems] == [
        ("template_lacks_name", "Total")
    ]
    layout = layout._replace(fill=lambda builder: builder.figure("Total", 4, 3))
    with pytest.raises(InputError) as refused:
        write_templates(TEMPLATE._replace(sheets=[layout]), tmp_path)
    assert [dict(one.values)["value"] for one in refused.value.problems] == ["Orders"]
