"""One action under the magnifying glass: the plan's figures, figures to try, and everything that follows.

Every figure is a function of the catalogue over named cells, so this sheet also shows how to use them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import ceiling
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    NUMBER,
    OPEN_RATE,
    RATE,
    RATIO,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    TEXT,
    UNIT_AMOUNT,
    Unit,
)
from xl_grc.tables.definition import Column, NamedCell, Table, computed, named
from xl_grc.tables.formulas.conditions import Blank, Given, all_of
from xl_grc.tables.formulas.nodes import Figure, Join, Money, Name, Word
from xl_grc.tables.formulas.verbs import Exists, Lookup, Where, count, grouped, leading_number, total
from xl_grc.tables.schema.profitability import RETURNS
from xl_grc.tables.schema.references import costs, returns, this, to_cents

INPUTS: dict[str, tuple[str, Unit]] = {
    "cost": ("cost", AMOUNT),
    "contacts": ("contacts", COUNT),
    "buyers": ("buyers", COUNT),
    "price": ("price", UNIT_AMOUNT),
    "margin_rate": ("effective_rate", RATE),
}
"""What can be tried: its name and the column of `Returns` it comes from. A discount can be tried beside."""

FACTORS = (0.5, 0.75, 1.0, 1.25, 1.5)
PRICE_FACTORS = {"price_80": 0.8, "price_90": 0.9, "price_100": 1.0, "price_110": 1.1, "price_120": 1.2}
COST_FACTORS = {"cost_80": 0.8, "cost_90": 0.9, "cost_100": 1.0, "cost_110": 1.1, "cost_120": 1.2}
STEPS = 10


def sim(key: str) -> Name:
    """The figure that counts: the one tried, else the plan's."""
    return Name(f"Sim_{key}")


def _number() -> Expression:
    number: Expression = leading_number(Name("SimulatedAction"))
    return when(Given(Name("SimulatedAction")), lambda: number)


def _from_plan(column: str) -> Expression:
    """The figure of the chosen action: an input only when it counts there."""
    number, source = Name("SimulatedNumber"), getattr(returns, column)
    if RETURNS[column].computed is not None:
        return when(Exists(returns.no, number), lambda: Lookup(source, returns.no, number))
    same = Where(returns.no, "=", number)
    known = count(same, Where(source, "number")) > 0
    return when(Given(number), lambda: when(known, lambda: total(source, where=(same,))))


def _tried(key: str) -> Expression:
    return when(Given(Name(f"Try_{key}")), lambda: Name(f"Try_{key}"), lambda: _UNTRIED[key]())


def _plan(key: str) -> Name:
    return Name(f"Plan_{key}")


def _cost_untried() -> Expression:
    """The plan's cost; a discount that is tried takes the place of the one that the cost holds."""
    without = to_cents(_plan("cost") - _PLANNED_DISCOUNT)
    return when(_replaces, lambda: without, lambda: _plan("cost"))


def _rate_untried() -> Expression:
    """The plan's rate; at a price that is tried the unit cost of the product stays, so the rate does not."""
    unit_cost = _plan("price") - f.MARGIN(_plan("price"), _plan("margin_rate"))
    at_price = (Name("Try_price") - unit_cost) / Name("Try_price")
    known = all_of(Given(Name("Try_price")), Given(_plan("price")), Given(_plan("margin_rate")))
    return when(known, lambda: at_price, lambda: _plan("margin_rate"))


_PLANNED_DISCOUNT = Figure("PlannedDiscount")
_replaces = all_of(Given(Name("Try_discount")), _PLANNED_DISCOUNT > 0)
_UNTRIED: dict[str, Callable[[], Expression]] = {key: partial(_plan, key) for key in INPUTS} | {
    "cost": _cost_untried,
    "margin_rate": _rate_untried,
}
"""What counts of each input while nothing is tried."""


def _planned_discount() -> Expression:
    """What the discounts of the action cost in the plan."""
    item, number = Where(costs.item, "same", Word("lists.discount")), Where(costs.no, "=", Name("SimulatedNumber"))
    return when(Given(Name("SimulatedNumber")), lambda: total(costs.amount, where=(number, item)), lambda: constant(0))


def _note_on_discount() -> Expression:
    """Which discount counts, when there are two."""
    planned = Join((Word("simulation.replaced"), Money(grouped(_PLANNED_DISCOUNT), Name("Currency"))))
    typed = Word("simulation.cost_as_typed")
    said = when(Given(Name("Try_cost")), lambda: typed, lambda: planned)
    return when(_replaces, lambda: when(Given(Name("Currency")), lambda: said))


def _input_cells() -> list[NamedCell]:
    cells = []
    for key, (column, unit) in INPUTS.items():
        cells.append(named(f"Plan_{key}", "simulation", unit, _from_plan(column)))
        cells.append(named(f"Try_{key}", "simulation", unit))
        cells.append(named(f"Sim_{key}", "simulation", SIGNED_RATE if unit is RATE else unit, _tried(key)))
    cells.append(named("Try_discount", "simulation", RATE))
    discount = when(Given(Name("Try_discount")), lambda: Name("Try_discount"), lambda: constant(0))
    cells.append(named("Sim_discount", "simulation", RATE, discount))
    cells.append(named("PlannedDiscount", "simulation", AMOUNT, _planned_discount()))
    cells.append(named("Sim_discount_note", "simulation", TEXT, _note_on_discount()))
    return cells


def _positive(figure: Expression) -> Expression:
    """Only at a margin per sale above zero."""
    return when(Given(sim("unit_margin")), lambda: when(sim("unit_margin") > 0, lambda: figure))


def _scale() -> Expression:
    """Sales of one step of the curve: it reaches twice the break-even, or the sales expected if they are more."""
    double = sim("breakeven") * 2 / STEPS
    expected = sim("buyers") / STEPS
    wide = when(Given(sim("buyers")), lambda: when(expected > double, lambda: expected, lambda: double), lambda: double)
    return when(Given(sim("breakeven")), lambda: wide)


_revenue, _cost, _margin = sim("revenue"), sim("cost"), sim("margin")
_rate, _price, _discount = sim("margin_rate"), sim("price"), Figure("Sim_discount")

RESULTS: dict[str, tuple[Unit, Expression]] = {
    "revenue": (AMOUNT, f.REVENUE(sim("buyers"), sim("net_price"))),
    "net_price": (UNIT_AMOUNT, _price - _price * _discount),
    "unit_margin": (UNIT_AMOUNT, f.MARGIN(_price, _rate) - _price * _discount),
    "margin": (SIGNED_AMOUNT, sim("buyers") * sim("unit_margin")),
    "margin_result": (SIGNED_AMOUNT, to_cents(_margin - _cost)),
    "gross_gain": (SIGNED_AMOUNT, to_cents(f.GROSS_GAIN(_revenue, _cost))),
    "roi": (RATIO, f.ROI(_margin, _cost)),
    "roi_net": (SIGNED_RATE, f.ROI_NET(_margin, _cost)),
    "roi_revenue": (SIGNED_RATE, f.ROI_REVENUE(_revenue, _cost)),
    "roas": (RATIO, f.ROAS(_revenue, _cost)),
    "verdict": (TEXT, when(Given(sim("roi")), lambda: f.verdict(sim("roi"), Word))),
    "contact_cost": (UNIT_AMOUNT, f.CONTACT_COST(_cost, sim("contacts"))),
    "conversion": (OPEN_RATE, f.CONVERSION_RATE(sim("buyers"), sim("contacts"))),
    "breakeven": (COUNT, _positive(ceiling(_cost / sim("unit_margin")))),
    "breakeven_revenue": (AMOUNT, sim("breakeven") * sim("net_price")),
    "required_conversion": (OPEN_RATE, f.CONVERSION_RATE(sim("breakeven"), sim("contacts"))),
    "max_contact_cost": (UNIT_AMOUNT, sim("conversion") * sim("unit_margin")),
    "safety_margin": (SIGNED_RATE, f.SAFETY_MARGIN(_revenue, sim("breakeven_revenue"))),
    "markup": (OPEN_RATE, f.MARGIN_TO_MARKUP(_rate)),
    "margin_from_markup": (RATE, f.MARKUP_TO_MARGIN(sim("markup"))),
    "uplift": (OPEN_RATE, when(_discount < _rate, lambda: f.DISCOUNT_UPLIFT(_discount, _rate))),
}
"""What follows from the figures, each a function of the catalogue: unit and formula."""

SIMULATION_CELLS = (
    named("SimulatedAction", "simulation", TEXT),
    named("SimulatedNumber", "simulation", NUMBER, _number()),
    *_input_cells(),
    *(named(f"Sim_{key}", "simulation", unit, expression) for key, (unit, expression) in RESULTS.items()),
    named("Sim_scale", "simulation", UNIT_AMOUNT, _scale()),
    named("Sim_hint", "simulation", TEXT, when(Blank(sim("scale")), lambda: Word("simulation.hint"))),
)

CURVE = Table(
    "Curve",
    "simulation",
    (
        Column("step", NUMBER, "key"),
        computed("sales", COUNT, this.step * sim("scale")),
        computed("margin", SIGNED_AMOUNT, this.sales * sim("unit_margin")),
        computed("cost", AMOUNT, when(Given(this.sales), lambda: sim("cost"))),
    ),
    keys=tuple(range(STEPS + 1)),
)


def _result(price: float = 1.0, cost: float = 1.0) -> Expression:
    """Margin less cost at other conversions, with the unit cost of the product unchanged."""
    per_sale = sim("unit_margin") if price == 1 else sim("unit_margin") + sim("net_price") * round(price - 1, 2)
    spent = _cost if cost == 1 else _cost * cost
    return to_cents(sim("contacts") * sim("conversion") * this.factor * per_sale - spent)


def _grid(name: str, columns: dict[str, Expression]) -> Table:
    return Table(
        name,
        "simulation",
        (
            Column("factor", RATE, "key"),
            computed("conversion", OPEN_RATE, sim("conversion") * this.factor),
            *(computed(key, SIGNED_AMOUNT, expression) for key, expression in columns.items()),
        ),
        keys=FACTORS,
    )


BY_PRICE = _grid("SensitivityPrice", {key: _result(price=factor) for key, factor in PRICE_FACTORS.items()})
BY_COST = _grid("SensitivityCost", {key: _result(cost=factor) for key, factor in COST_FACTORS.items()})
