"""A kind of workbook that is no plan: orders of a quantity, the amount of each, their total."""

from __future__ import annotations

from xl_grc.builder.layout import FIRST_COLUMN, SheetLayout, TemplateLayout
from xl_grc.builder.sheet import SheetBuilder, first_values
from xl_grc.functions.units import AMOUNT, COUNT
from xl_grc.tables.definition import Definition, Table, computed, given, named
from xl_grc.tables.formulas.nodes import Columns, Row
from xl_grc.tables.formulas.verbs import total
from xl_grc.tables.generate import kind_of
from xl_grc.text import Texts, texts

PRICE = 2.5
ORDERS = Table(
    "Orders",
    "orders",
    (given("quantity", COUNT), computed("amount", AMOUNT, Row().quantity * PRICE)),
    spare_rows=3,
)
TOTAL = named("Total", "orders", AMOUNT, total(Columns("Orders").amount))

_WORDS = {
    "fr": {"title": "Commandes", "quantity": "Quantité", "amount": "Montant", "total": "Total des commandes"},
    "en": {"title": "Orders", "quantity": "Quantity", "amount": "Amount", "total": "Total of the orders"},
}


def words(language: str) -> Texts:
    """The words of the house, and those of orders."""
    own = _WORDS[language]
    return Texts(
        language,
        {
            **texts(language),
            "orders_title": own["title"],
            **{f"{section}.orders": own["title"] for section in ("sheets", "titles", "notes")},
            "columns.Orders.quantity": own["quantity"],
            "columns.Orders.amount": own["amount"],
            "named.Total": own["total"],
        },
    )


KIND = kind_of("orders", "Orders", Definition({"Orders": ORDERS}, {"Total": TOTAL}), words)


def _fill(builder: SheetBuilder) -> None:
    builder.write(4, FIRST_COLUMN, builder.words["named.Total"])
    builder.figure("Total", 4, FIRST_COLUMN + 1)
    builder.table(ORDERS, 6, FIRST_COLUMN, first_values(ORDERS))


TEMPLATE = TemplateLayout(KIND, "orders_title", [SheetLayout("orders", _fill, "1F3A5F")])
