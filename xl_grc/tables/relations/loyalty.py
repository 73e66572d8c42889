"""Loyalty: the 3R and what goes with them, the reasons to stay, the levers and what each would bring in a year."""

from __future__ import annotations

from collections.abc import Sequence

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.helpers import rounded
from xl_grc.functions.units import AMOUNT, COUNT, MEASURE, NUMBER, POINTS, RATE, SIGNED_AMOUNT, TEXT
from xl_grc.tables.definition import Column, Table, computed, given, named
from xl_grc.tables.formulas.conditions import Given, all_of
from xl_grc.tables.formulas.nodes import Columns, Figure, Join, Money, Name, Word
from xl_grc.tables.formulas.places import At, PlaceOfLargest, TextAt
from xl_grc.tables.formulas.verbs import Where, count, grouped, total
from xl_grc.tables.relations.image import STEPS
from xl_grc.tables.relations.references import customers, levers, perception, proposals, reasons, this
from xl_grc.tables.relations.standing import number_of

MEASURES = ("retention", "related_sales", "referrals", "nps", "value", "churn", "interval")
"""What is measured of loyalty, the 3R first; from churn on, less is better. Keys of the text files."""
REASONS = ("quality", "preference", "satisfaction", "privilege")
"""Why a customer is loyal, by the course. Keys of the text files."""
LEVERS = ("frequency", "basket", "kept", "referrals", "cost")
"""What better relations act on. Keys of the text files."""
FEW_ANSWERS = 30

_HIGHER_IS_BETTER = MEASURES.index("churn")
_SCORED = Where(customers.would_recommend, "number")
_MARGIN = Name("MarginRate")


def _by_number(values: Sequence[Expression]) -> Expression:
    """The value in the place of this row's number, from 1."""
    found: Expression = values[-1]
    for place in range(len(values) - 1, 0, -1):
        found = _first(place, values[place - 1], found)
    return found


def _first(place: int, value: Expression, otherwise: Expression) -> Expression:
    return when(this.no <= place, lambda: value, lambda: otherwise)


def _net_promoters() -> Expression:
    """Points from -100 to 100: those who give 9 or 10 less those who give 6 or less; notes beyond 0 to 10 do not
    count."""
    promoters, detractors = (
        count(Where(customers.would_recommend, operator, constant(bound)), _SCORED)
        for operator, bound in ((">=", 9), ("<=", 6))
    )
    points: Expression = (promoters - detractors) * 100 / Figure("Answers")
    return points


CARE = (
    named("Referrals", "loyalty", COUNT),
    named("Answers", "loyalty", COUNT, count(_SCORED)),
    named("NetPromoters", "loyalty", POINTS, _net_promoters()),
    named("CrossRate", "loyalty", RATE, Name("CrossBuyers") / Figure("CustomerCount")),
    named("ReferralRate", "loyalty", RATE, Name("Referrals") / Figure("CustomerCount")),
    named("ActiveCount", "loyalty", COUNT, Figure("CustomerCount") - Figure("LapsedCount")),
    named(
        "ActiveValue",
        "loyalty",
        SIGNED_AMOUNT,
        total(
            customers.yearly_value,
            where=(Where(customers.segment_no, ">=", constant(number_of("came_once") + 1)),),
        ),
    ),
    named("RelationCost", "loyalty", AMOUNT, total(proposals.expenses)),
)
"""What the tables of loyalty are worked out from."""


def _progress() -> Expression:
    """Whether it goes better than before, in a word."""
    more = rounded(this.actual - this.before, 9)
    better: Expression = when(this.no <= _HIGHER_IS_BETTER, lambda: more, lambda: constant(0) - more)
    words = when(
        better > 0,
        lambda: Word("trend.better"),
        lambda: when(better < 0, lambda: Word("trend.worse"), lambda: Word("trend.same")),
    )
    return when(all_of(Given(this.actual), Given(this.before)), lambda: words)


def _note() -> Expression:
    """What is to be known of the figure."""
    few = Join((Word("loyalty.answers"), grouped(Figure("Answers")), Word("loyalty.answers_few")))
    answers = when(
        Figure("Answers") > 0,
        lambda: when(Figure("Answers") < FEW_ANSWERS, lambda: few),
        lambda: Word("loyalty.answers_none"),
    )
    referrals = when(Given(Name("Referrals")), lambda: constant(""), lambda: Word("loyalty.referrals_missing"))
    cross = when(Given(Name("CrossBuyers")), lambda: constant(""), lambda: Word("loyalty.cross_missing"))
    return _by_number([Name("RetentionNote"), cross, referrals, answers, constant("")])


LOYALTY_TABLE = Table(
    "Loyalty",
    "loyalty",
    (
        Column("no", NUMBER, "key"),
        given("measure", TEXT),
        given("target", MEASURE),
        computed(
            "actual",
            MEASURE,
            _by_number(
                [
                    Name("RetentionRate"),
                    Name("CrossRate"),
                    Name("ReferralRate"),
                    Name("NetPromoters"),
                    Name("LifetimeValue"),
                    Name("ChurnRate"),
                    Name("UsualInterval"),
                ]
            ),
        ),
        computed("gap", MEASURE, this.actual - this.target),
        given("before", MEASURE),
        computed("trend", TEXT, _progress()),
        computed("note", TEXT, _note()),
    ),
    keys=tuple(range(1, len(MEASURES) + 1)),
)

REASON_TABLE = Table(
    "Reasons",
    "loyalty",
    (
        Column("no", NUMBER, "key"),
        given("reason", TEXT),
        given("measure", TEXT),
        given("target", MEASURE),
        given("actual", MEASURE),
        *STEPS,
        given("next_step", TEXT),
    ),
    keys=tuple(range(1, len(REASONS) + 1)),
)


def _extra_margin() -> Expression:
    """What the hoped change brings in a year: a share more of what active customers buy, so many customers more, a
    share less of what contacting them costs."""
    share = this.change * Name("ActiveValue") * _MARGIN
    customers_more = this.change * Name("ActiveValue") / Name("ActiveCount") * _MARGIN
    saved = this.change * Name("RelationCost")
    return _by_number([share, share, share, customers_more, saved])


LEVER_TABLE = Table(
    "Levers",
    "loyalty",
    (
        Column("no", NUMBER, "key"),
        given("lever", TEXT),
        computed(
            "today",
            MEASURE,
            _by_number(
                [
                    Name("YearFrequency"),
                    Name("YearBasket"),
                    Name("RetentionRate"),
                    Name("Referrals"),
                    Name("RelationCost"),
                ]
            ),
        ),
        given("change", MEASURE),
        computed("extra_margin", SIGNED_AMOUNT, _extra_margin()),
        given("unit", TEXT),
    ),
    keys=tuple(range(1, len(LEVERS) + 1)),
)


def _largest_lever() -> Expression:
    place = PlaceOfLargest(levers.extra_margin, constant(1))
    brings = grouped(At(levers.extra_margin, place))
    money = Money(brings, Figure("Currency")), Word("says.a_year")
    sentence = Join((TextAt(levers.lever, place), Word("says.colon"), *money))
    return when(count(Where(levers.extra_margin, "number")) > 0, lambda: sentence, lambda: Word("says.no_lever"))


def _first_overdue() -> Expression:
    """The step that is late for the longest time, of the image before those of the reasons."""

    def told(table: Columns) -> Expression:
        place = PlaceOfLargest(table.overdue, constant(1))
        days = grouped(At(table.overdue, place))
        return Join((TextAt(table.next_step, place), Word("says.late_by"), days, Word("says.late_days")))

    of_reasons = when(
        count(Where(reasons.overdue, "number")) > 0, lambda: told(reasons), lambda: Word("says.nothing_late")
    )
    return when(count(Where(perception.overdue, "number")) > 0, lambda: told(perception), lambda: of_reasons)


TO_DO = (
    named(
        "OverdueSteps",
        "summary",
        COUNT,
        count(Where(perception.overdue, "number")) + count(Where(reasons.overdue, "number")),
    ),
    named("FirstOverdue", "summary", TEXT, _first_overdue()),
    named("LargestLever", "summary", TEXT, _largest_lever()),
)
"""What the first sheet tells of the others: what is late, and what would bring most."""
