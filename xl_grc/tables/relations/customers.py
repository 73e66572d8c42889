"""The table of customers: what the sales tell of each, how each stands, whom to contact, and their consents."""

from __future__ import annotations

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    DAYS,
    DURATION,
    MARK,
    NUMBER,
    SCORE,
    SIGNED_AMOUNT,
    TEXT,
    UNIT_AMOUNT,
)
from xl_grc.tables.definition import Column, Table, computed, given
from xl_grc.tables.formulas.bounds import Bound
from xl_grc.tables.formulas.conditions import Empty, Given, all_of
from xl_grc.tables.formulas.months import months_later
from xl_grc.tables.formulas.nodes import Figure, Join, Money, Word
from xl_grc.tables.formulas.places import TextAt
from xl_grc.tables.formulas.verbs import Where, count, grouped
from xl_grc.tables.relations.references import (
    AS_OF,
    bounds,
    customers,
    larger,
    segments,
    this,
)
from xl_grc.tables.relations.standing import recency, rhythm, segment

MONTHS_KEPT = 36
YEAR = 365

CONSENTS = ("email", "phone", "sms")


def score(column: str, operator: str, value: Expression) -> Expression:
    """1 + how many of the four bounds of a column the value reaches."""
    return constant(1) + count(Where(getattr(bounds, column), operator, value))


def _money() -> Expression:
    """What the customer bought; below 0 it counts as nothing."""
    return when(this.revenue > 0, lambda: this.revenue, lambda: constant(0))


def _removal() -> Expression:
    """When the customer leaves every list: three years after their last purchase or their last sign of life."""
    latest: Expression = larger(this.last_purchase, this.last_contact)
    return when(
        Given(this.last_contact),
        lambda: months_later(latest, MONTHS_KEPT),
        lambda: months_later(this.last_purchase, MONTHS_KEPT),
    )


def _to_contact() -> Expression:
    """The action for which to write to the customer; "" for who may not be written to, and for the control group.

    An opposition that is no date ("yes") is one all the same.
    """
    action = TextAt(segments.action, this.segment_no)
    reached = when(this.remove_on > AS_OF, lambda: action)
    return when(all_of(Empty(this.opposition), Empty(this.control)), lambda: reached, lambda: constant(""))


def _reason() -> Expression:
    """The segment in one sentence with the customer's own numbers."""
    bought: Expression = grouped(this.purchases)
    money = Money(grouped(this.revenue), Figure("Currency"))
    purchases = when(this.purchases > 1, lambda: Word("reason.purchases"), lambda: Word("reason.purchase"))
    start = (bought, purchases, money)
    since = when(this.recency > 1, _nothing_for, lambda: Word("reason.just_bought"))
    return when(Given(this.rhythm), lambda: Join((*start, _rhythm(), since)), lambda: Join((*start, since)))


def _nothing_for() -> Expression:
    return Join((Word("reason.nothing_for"), grouped(this.recency), Word("reason.days")))


def _rhythm() -> Expression:
    """How often the customer buys; a rhythm is shown in whole days, one of which takes other words."""
    often = Join((Word("reason.every"), grouped(this.rhythm), Word("reason.days")))
    return when(this.rhythm < 1.5, lambda: Word("reason.every_day"), lambda: often)


def _consents() -> tuple[Column, ...]:
    columns = []
    for channel in CONSENTS:
        columns += [given(f"{channel}_consent", TEXT), given(f"{channel}_date", DATE), given(f"{channel}_proof", TEXT)]
    return tuple(columns)


CUSTOMERS = Table(
    "Customers",
    "customers",
    (
        Column("code", TEXT, "key"),
        given("name", TEXT),
        computed("to_contact", TEXT, when(Given(this.segment_no), _to_contact)),
        computed("reason", TEXT, when(Given(this.segment_no), _reason)),
        computed("segment", TEXT, when(Given(this.segment_no), lambda: TextAt(segments.label, this.segment_no))),
        given("owner", TEXT),
        given("type", TEXT),
        given("first_purchase", DATE),
        given("last_purchase", DATE),
        given("purchases", COUNT),
        given("purchase_days", COUNT),
        given("revenue", SIGNED_AMOUNT),
        computed("recency", DAYS, recency()),
        computed("rhythm", DURATION, rhythm()),
        computed("r", NUMBER, when(Given(this.recency), lambda: score("recency", ">=", this.recency))),
        computed("f", NUMBER, when(Given(this.purchases), lambda: score("purchases", "<=", this.purchases))),
        computed("m", NUMBER, when(Given(this.revenue), lambda: score("revenue", "<=", _money()))),
        computed("rfm", TEXT, Join((this.r, this.f, this.m))),
        computed("basket", UNIT_AMOUNT, f.AVERAGE_BASKET(this.revenue, this.purchases)),
        computed(
            "yearly_value", SIGNED_AMOUNT, this.revenue * YEAR / larger(constant(YEAR), AS_OF - this.first_purchase)
        ),
        given("satisfaction", SCORE),
        given("would_recommend", SCORE),
        given("control", MARK),
        *_consents(),
        given("opposition", DATE),
        given("last_contact", DATE),
        computed("remove_on", DATE, _removal()),
        computed("segment_no", NUMBER, segment()),
        computed("priority", AMOUNT, when(Given(this.to_contact), lambda: this.revenue)),
    ),
    spare_rows=10,
    by_cell=True,
)
"""One row a customer. The last two columns are worked with and hidden."""

BOUNDS = Table(
    "Bounds",
    "settings",
    (
        Column("step", NUMBER, "key"),
        computed("recency", DAYS, Bound(customers.recency, this.step, descending=True)),
        computed("purchases", COUNT, Bound(customers.purchases, this.step)),
        computed("revenue", AMOUNT, Bound(customers.revenue, this.step)),
    ),
    keys=(1, 2, 3, 4),
)
"""From which value a customer reaches each score from 2 to 5."""
