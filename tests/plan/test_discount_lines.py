"""A discount granted to every buyer needs no quantity; any other cost line does."""

from datetime import date

from xl_grc.plan.grid import Grid
from xl_grc.plan.tabular import InputOptions, read_plans

ACTIONS = Grid("plan.xlsx", "Actions", [["action"], ["E-mailing"]])


def read(*lines):
    header = ["action", "item", "quantity", "unit cost"]
    return read_plans(ACTIONS, Grid("plan.xlsx", "Coûts", [header, *lines]), None, InputOptions(as_of=date(2026, 1, 1)))


def test_a_discount_without_quantity_follows_the_buyers():
    for item in ("Remise accordée (bon de réduction)", "Discount granted (coupon)"):
        reading = read(["E-mailing", item, None, 30.0])
        assert reading.problems == ()
        (line,) = reading.plans[0].costs
        assert (line.quantity, line.unit_cost) == (None, 30.0)


def test_other_lines_and_discounts_without_unit_cost_are_problems():
    reading = read(["E-mailing", "Impression", None, 30.0], ["E-mailing", "Discount granted (coupon)", None, None])
    assert [(problem.key, problem.row, problem.column) for problem in reading.problems] == [
        ("cost_without_amount", 2, "quantity"),
        ("cost_without_amount", 3, "unit cost"),
    ]
