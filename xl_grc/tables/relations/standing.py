"""How a customer stands on the day of the analysis: lapsed, late, the segment; from facts, never from a score alone.

Lapsed: nothing bought for longer than LostAfter and, where the customer has a rhythm of their own, for longer than
three times that rhythm. Late: not lapsed, with a rhythm, nothing bought for longer than one and a half times the rhythm
and longer than UsualInterval. One threshold of days for all would call lost many who only buy seldom.
"""

from __future__ import annotations

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.tables.formulas.conditions import Given, all_of, any_of
from xl_grc.tables.relations.references import AS_OF, LOST_AFTER, USUAL_INTERVAL, longest, this

SEGMENTS = ("best_lost", "lost", "came_once", "late", "new", "best", "loyal", "occasional")
"""The segments in the order of their rules: the first rule that holds makes the segment. Keys of the text files."""

LAPSED_TIMES, LATE_TIMES = 3, 1.5
GOOD_MONEY, BEST_MONEY, LOYAL_PURCHASES = 4, 5, 3


def number_of(segment: str) -> int:
    """The number of a segment, from 1: its row in the table of segments.

    >>> number_of("came_once")
    3
    """
    return SEGMENTS.index(segment) + 1


def recency() -> Expression:
    """Days since the last purchase."""
    return AS_OF - this.last_purchase


def rhythm() -> Expression:
    """Days between two days with a purchase, on average; "" with one such day. Blank days count as the purchases."""
    days = when(Given(this.purchase_days), lambda: this.purchase_days, lambda: this.purchases)
    several = when(days > 1, lambda: (this.last_purchase - this.first_purchase) / (days - 1))
    return when(any_of(Given(this.purchase_days), Given(this.purchases)), lambda: several)


def is_lapsed() -> Expression:
    """Whether the customer of this row is lapsed."""
    return this.recency > longest(LOST_AFTER, LAPSED_TIMES)


def is_late() -> Expression:
    """Whether the customer of this row is late, lapsed ones included: ask for those first."""
    return all_of(Given(this.rhythm), this.recency > longest(USUAL_INTERVAL, LATE_TIMES))


def _segment_number(segment: str) -> Expression:
    return constant(number_of(segment))


def segment() -> Expression:
    """The number of the segment of this row."""
    lost = when(
        this.purchases > 1,
        lambda: when(this.m >= GOOD_MONEY, lambda: _segment_number("best_lost"), lambda: _segment_number("lost")),
        lambda: _segment_number("came_once"),
    )
    faithful = when(
        this.purchases >= LOYAL_PURCHASES, lambda: _segment_number("loyal"), lambda: _segment_number("occasional")
    )
    bought_again = when(this.m >= BEST_MONEY, lambda: _segment_number("best"), lambda: faithful)
    active = when(this.purchases > 1, lambda: bought_again, lambda: _segment_number("new"))
    return when(is_lapsed(), lambda: lost, lambda: when(is_late(), lambda: _segment_number("late"), lambda: active))
