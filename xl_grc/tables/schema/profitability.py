"""What each action brings: cost per contact, margin, ROI, break-even, verdict."""

from __future__ import annotations

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    NUMBER,
    OPEN_RATE,
    RANK,
    RATIO,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    TEXT,
    UNIT_AMOUNT,
)
from xl_grc.tables.definition import Column, Table, computed, named
from xl_grc.tables.formulas.conditions import Blank, Empty, Given, Not, Positive, Zero, all_of, any_of
from xl_grc.tables.formulas.nodes import Figure, Join, Money, Name, Word
from xl_grc.tables.formulas.ranking import Order, Rank
from xl_grc.tables.formulas.verbs import Where, count, grouped, total, two_decimals
from xl_grc.tables.schema.references import (
    action_name,
    actions,
    field,
    is_abandoned,
    number_of,
    of_action,
    returns,
    this,
    to_cents,
)


def _in_plan(result: Expression) -> Expression:
    """The results of an abandoned action are left out."""
    return when(Given(this.action), lambda: when(is_abandoned(), lambda: constant(""), lambda: result))


def _effective_rate() -> Expression:
    from_unit_cost = (this.price - this.unit_cost_price) / this.price
    return when(
        Given(this.action),
        lambda: when(
            Given(this.margin_rate),
            lambda: this.margin_rate,
            lambda: when(
                all_of(Given(this.unit_cost_price), Given(this.price)),
                lambda: from_unit_cost,
                lambda: Name("DefaultMarginRate"),
            ),
        ),
    )


def _at_positive_rate(breakeven: Expression) -> Expression:
    return when(Positive(this.effective_rate), lambda: breakeven)


def _with_revenue(result: Expression) -> Expression:
    """Only for an action that brings revenue: another has no margin, whatever its rate."""
    return when(Positive(this.revenue), lambda: result)


def _verdict_of_action() -> Expression:
    def without(cell: Expression) -> Expression:
        return any_of(Blank(cell), Zero(cell))

    untold = all_of(Empty(this.buyers), Empty(this.price))
    half_told = Not(any_of(Given(this.sales), untold))
    to_complete = Word("verdicts.to_complete")
    without_revenue = when(half_told, lambda: to_complete, lambda: Word("verdicts.no_direct_revenue"))
    with_rate = when(Blank(this.effective_rate), lambda: to_complete, lambda: f.verdict(this.roi, Word))
    with_cost = when(without(this.revenue), lambda: without_revenue, lambda: with_rate)
    return _in_plan(when(without(this.cost), lambda: to_complete, lambda: with_cost))


def _in_words() -> Expression:
    """The ROI as a sentence: 1 € invested brings 0.67 € of margin."""
    amount: Expression = two_decimals(this.roi, Word("formats.decimal"))
    unit = Name("Currency")
    parts = Money(constant("1"), unit), Word("words.invested"), Money(amount, unit), Word("words.of_margin")
    return when(Given(this.roi), lambda: when(Given(unit), lambda: Join(parts)))


def _margin_result() -> Expression:
    return _with_revenue(to_cents(f.MARGIN_RESULT(this.revenue, this.effective_rate, this.cost)))


def _order() -> Expression:
    placed = Order(returns.roi_rank, returns.no, this.roi_rank, this.no)
    return when(all_of(Given(this.roi_rank), Given(this.no)), lambda: placed)


RETURNS = Table(
    "Returns",
    "returns",
    (
        Column("no", NUMBER, "key"),
        computed("action", TEXT, action_name()),
        computed("cost", AMOUNT, when(Given(this.action), lambda: of_action("effective_expenses"))),
        field("contacts"),
        field("buyers"),
        field("price"),
        field("unit_cost_price"),
        field("margin_rate"),
        computed("effective_rate", SIGNED_RATE, _effective_rate()),
        computed("contact_cost", UNIT_AMOUNT, f.CONTACT_COST(this.cost, this.contacts)),
        computed("conversion_rate", OPEN_RATE, _in_plan(f.CONVERSION_RATE(this.buyers, this.contacts))),
        computed("revenue", AMOUNT, when(Given(this.action), lambda: of_action("effective_revenue"))),
        computed("gross_gain", SIGNED_AMOUNT, to_cents(f.GROSS_GAIN(this.revenue, this.cost))),
        computed("margin", SIGNED_AMOUNT, _with_revenue(f.MARGIN(this.revenue, this.effective_rate))),
        computed("margin_result", SIGNED_AMOUNT, _margin_result()),
        computed("roi", RATIO, f.ROI(this.margin, this.cost)),
        computed(
            "breakeven_units", COUNT, _at_positive_rate(f.BREAKEVEN_UNITS(this.cost, this.effective_rate, this.price))
        ),
        computed(
            "breakeven_rate",
            OPEN_RATE,
            _at_positive_rate(f.BREAKEVEN_RATE(this.cost, this.effective_rate, this.price, this.contacts)),
        ),
        computed("verdict", TEXT, _verdict_of_action()),
        computed("roi_rank", RANK, Rank(returns.roi, this.roi)),
        computed("contact_rank", RANK, Rank(returns.contact_cost, this.contact_cost, descending=False)),
        computed("in_words", TEXT, _in_words()),
        computed("roi_order", RANK, _order()),
        computed("sales", AMOUNT, f.REVENUE(this.buyers, this.price)),
    ),
    spare_rows=10,
)

_with_margin = (Where(returns.margin, "filled"),)


def _basis() -> Expression:
    """Over which cost the plan's ROI is: of the actions whose margin is known."""
    spending = count(Where(actions.effective_expenses, "positive"))
    left_out = spending - count(Where(returns.cost, "positive"), *_with_margin)

    def amount(figure: str) -> Expression:
        return Money(grouped(Figure(figure)), Name("Currency"))

    known = Join((Word("roi.over"), amount("TotalCost"), Word("roi.of"), amount("TotalExpenses")))
    without = Join((Word("roi.without"), number_of(left_out, "roi.actions"), constant(")")))
    said = Join((known, when(left_out > 0, lambda: without)))
    return when(Given(Name("PlanROI")), lambda: when(Given(Name("Currency")), lambda: said))


RETURNS_CELLS = (
    named("TotalMargin", "returns", SIGNED_AMOUNT, total(returns.margin)),
    named("TotalCost", "returns", AMOUNT, total(returns.cost, where=_with_margin)),
    named("PlanROI", "returns", RATIO, Figure("TotalMargin") / Figure("TotalCost")),
    named("PlanROIBasis", "returns", TEXT, _basis()),
)
