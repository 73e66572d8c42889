"""The tables over all customers: segments, the best ones, cohorts, the actions proposed and whom to contact first."""

from __future__ import annotations

from collections.abc import Callable

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression
from xl_grc.functions.helpers import ceiling
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    NUMBER,
    OPEN_RATE,
    RATE,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    TEXT,
    UNIT_AMOUNT,
)
from xl_grc.tables.definition import Column, Table, computed, given
from xl_grc.tables.formulas.conditions import Given, all_of
from xl_grc.tables.formulas.nodes import Figure, Join, Name, Word
from xl_grc.tables.formulas.places import At, PlaceOfLargest, SumOfLargest, TextAt
from xl_grc.tables.formulas.verbs import Where, count, grouped, total, two_decimals
from xl_grc.tables.relations.references import customers, this
from xl_grc.tables.relations.standing import SEGMENTS

PROPOSALS = {
    "win_back": ("best_lost",),
    "marketing": ("late",),
    "loyalty": ("new", "best"),
    "cross_selling": ("loyal", "occasional"),
}
"""The actions proposed, in their order, and the segments that each is for. Keys of the text files."""


def action_numbers() -> dict[str, int]:
    """The number of the action that each segment is contacted for; lost customers of one purchase, or of little money,
    are contacted for none."""
    return {segment: number for number, group in enumerate(PROPOSALS.values(), 1) for segment in group}


COHORT_ROWS, AGES, PARETO_STEPS, FIRST = 13, 12, 10, 10
_IN_SEGMENT = Where(customers.segment_no, "=", this.no)


def _share(part: Expression, whole_: Expression) -> Expression:
    return part / whole_


SEGMENT_TABLE = Table(
    "Segments",
    "loyalty",
    (
        Column("no", NUMBER, "key"),
        given("label", TEXT),
        given("returns", TEXT),
        computed("customers", COUNT, count(_IN_SEGMENT)),
        computed("customer_share", RATE, _share(this.customers, Figure("CustomerCount"))),
        computed("revenue", SIGNED_AMOUNT, total(customers.revenue, where=(_IN_SEGMENT,))),
        computed("revenue_share", SIGNED_RATE, _share(this.revenue, Figure("CustomerRevenue"))),
        computed(
            "basket", UNIT_AMOUNT, f.AVERAGE_BASKET(this.revenue, total(customers.purchases, where=(_IN_SEGMENT,)))
        ),
        computed("yearly_value", SIGNED_AMOUNT, total(customers.yearly_value, where=(_IN_SEGMENT,))),
        given("action", TEXT),
        given("what_to_do", TEXT),
    ),
    keys=tuple(range(1, len(SEGMENTS) + 1)),
)

PARETO = Table(
    "Pareto",
    "loyalty",
    (
        Column("share", RATE, "key"),
        computed("customers", COUNT, ceiling(this.share * count(Where(customers.revenue, "number")))),
        computed(
            "revenue", SIGNED_AMOUNT, when(this.customers > 0, lambda: SumOfLargest(customers.revenue, this.customers))
        ),
        computed("revenue_share", SIGNED_RATE, _share(this.revenue, Figure("CustomerRevenue"))),
    ),
    keys=tuple(step / PARETO_STEPS for step in range(1, PARETO_STEPS + 1)),
)

COHORTS = Table(
    "Cohorts",
    "loyalty",
    (
        given("cohort", TEXT),
        given("customers", COUNT),
        *(given(f"age_{age}", RATE) for age in range(AGES)),
    ),
    rows=COHORT_ROWS,
)
"""Twelve cohorts, and below them the mean of all their customers: values, as the analysis fills them."""


def _at_price(figure: Callable[[Expression], Expression]) -> Expression:
    """A figure of the action once the margin is known: at its price, else at the mean basket of those to contact."""
    theirs = Where(customers.to_contact, "same", this.group)
    purchases = total(customers.purchases, where=(theirs,))
    basket: Expression = total(customers.revenue, where=(theirs,)) / purchases
    mean = when(purchases > 0, lambda: when(basket > 0, lambda: figure(basket)))
    at_price = when(Given(this.price), lambda: figure(this.price), lambda: mean)
    return when(Name("MarginRate") > 0, lambda: at_price)


def _units(price: Expression) -> Expression:
    """The buyers from whom on the action pays."""
    units: Expression = f.BREAKEVEN_UNITS(this.expenses, Name("MarginRate"), price)
    return units


def _conversion(price: Expression) -> Expression:
    """The share of contacts from which on it does."""
    rate: Expression = f.BREAKEVEN_RATE(this.expenses, Name("MarginRate"), price, this.contacts)
    return rate


def _says() -> Expression:
    """What makes the action pay, in one sentence."""
    rate: Expression = two_decimals(this.breakeven_rate * 100, Word("formats.decimal"))
    units: Expression = grouped(this.breakeven_units)
    bought = when(this.breakeven_units > 1, lambda: Word("says.buyers"), lambda: Word("says.buyer"))
    sentence = Join((Word("says.pays_from"), units, bought, rate, Word("says.of_contacts")))
    ready = all_of(Given(Name("MarginRate")), Given(Name("ContactCost")))
    known = when(Given(this.breakeven_rate), lambda: sentence)
    somebody = when(this.contacts > 0, lambda: known, lambda: Word("says.nobody"))
    return when(ready, lambda: somebody, lambda: Word("says.fill_in"))


PROPOSAL_TABLE = Table(
    "Proposals",
    "summary",
    (
        Column("no", NUMBER, "key"),
        given("action", TEXT),
        given("group", TEXT),
        computed("contacts", COUNT, count(Where(customers.to_contact, "same", this.group))),
        given("price", UNIT_AMOUNT),
        computed("expenses", AMOUNT, this.contacts * Name("ContactCost")),
        computed("breakeven_units", COUNT, _at_price(_units)),
        computed("breakeven_rate", OPEN_RATE, _at_price(_conversion)),
        computed("says", TEXT, _says()),
        given("returns", TEXT),
        given("response", TEXT),
    ),
    keys=tuple(range(1, len(PROPOSALS) + 1)),
)


def _of_place(cell: type[At], column: str) -> Expression:
    """The cell of the customer at the place of this row."""
    return when(Given(this.place), lambda: cell(getattr(customers, column), this.place))


def _first_name() -> Expression:
    """Whom to contact; in the first row, when that is nobody, so or what to do."""
    nobody = when(Figure("CustomerCount") > 0, lambda: Word("says.nobody"), lambda: Word("says.no_customer"))
    missing = when(this.rank < 2, lambda: nobody)
    return when(Given(this.place), lambda: TextAt(customers.name, this.place), lambda: missing)


FIRST_TABLE = Table(
    "First",
    "summary",
    (
        Column("rank", NUMBER, "key"),
        computed("name", TEXT, _first_name()),
        computed("to_contact", TEXT, _of_place(TextAt, "to_contact")),
        computed("revenue", SIGNED_AMOUNT, _of_place(At, "revenue")),
        computed("place", NUMBER, PlaceOfLargest(customers.priority, this.rank)),
        computed("reason", TEXT, _of_place(TextAt, "reason")),
    ),
    keys=tuple(range(1, FIRST + 1)),
)
