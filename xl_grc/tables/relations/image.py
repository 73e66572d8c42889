"""The image that the company gives at every stage: what customers see, what they think of it, what is done next."""

from __future__ import annotations

from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import DATE, DAYS, MARK, NUMBER, SCORE, SIGNED_SCORE, TEXT
from xl_grc.tables.definition import Column, Table, computed, given
from xl_grc.tables.formulas.conditions import Blank, Given, any_of
from xl_grc.tables.formulas.nodes import Word
from xl_grc.tables.formulas.places import At, PlaceOfLargest, TextAt
from xl_grc.tables.relations.references import AS_OF, perception, this

STAGES = (
    *("prospection", "first_contact", "quote", "sale", "delivery", "invoice", "after_sale", "loyalty"),
    "recommendation",
)
"""The stages from prospection to word of mouth. Keys of the text files."""
SIDES = ("internal", "external")
"""Whether those whom customers meet are of the company. Keys of the text files."""
SEEN = {
    "website": ("prospection", "internal"),
    "speakers": ("prospection", "external"),
    "phone": ("first_contact", "internal"),
    "welcome": ("first_contact", "internal"),
    "premises": ("first_contact", "internal"),
    "personal": ("quote", "internal"),
    "advice": ("sale", "internal"),
    "deliverer": ("delivery", "external"),
    "invoice": ("invoice", "internal"),
    "complaint": ("after_sale", "internal"),
    "messages": ("loyalty", "internal"),
    "calls": ("loyalty", "internal"),
    "word_of_mouth": ("recommendation", "external"),
}
"""What customers see, by the course, with its stage and side: what the sheet begins with. Keys of the text files."""
GAPS = 3


def overdue() -> Expression:
    """Days since a next step was due; "" while it is not, once it is done, and without a step."""
    nothing = any_of(Given(this.done), Blank(this.next_step))
    late = when(this.due < AS_OF, lambda: AS_OF - this.due)
    return when(nothing, lambda: constant(""), lambda: late)


STEPS = (
    given("owner", TEXT),
    given("due", DATE),
    given("done", MARK),
    computed("overdue", DAYS, overdue()),
)
"""What follows a next step: who sees to it, until when, whether it is done, how late it is."""

PERCEPTION = Table(
    "Perception",
    "image",
    (
        given("stage", TEXT),
        given("sees", TEXT),
        given("side", TEXT),
        given("who", TEXT),
        given("customers_note", SCORE),
        given("own_note", SCORE),
        computed("gap", SIGNED_SCORE, this.own_note - this.customers_note),
        given("next_step", TEXT),
        *STEPS,
        computed("flattered", SIGNED_SCORE, when(Given(this.gap), lambda: when(this.gap > 0, lambda: this.gap))),
    ),
    spare_rows=10,
)
"""A row for each thing that customers see. The last column, worked with and hidden, is the gap where the company thinks
better of itself than its customers do."""


def _of_place(cell: type[At], column: str) -> Expression:
    return when(Given(this.place), lambda: cell(getattr(perception, column), this.place))


def _sees() -> Expression:
    """What the customers see; in the first row, without any gap, what to do to see some."""
    missing = when(this.rank < 2, lambda: Word("says.no_gap"))
    return when(Given(this.place), lambda: TextAt(perception.sees, this.place), lambda: missing)


GAP_TABLE = Table(
    "Gaps",
    "summary",
    (
        Column("rank", NUMBER, "key"),
        computed("sees", TEXT, _sees()),
        computed("stage", TEXT, _of_place(TextAt, "stage")),
        computed("gap", SIGNED_SCORE, _of_place(At, "gap")),
        computed("place", NUMBER, PlaceOfLargest(perception.flattered, this.rank)),
        computed("next_step", TEXT, _of_place(TextAt, "next_step")),
    ),
    keys=tuple(range(1, GAPS + 1)),
)
"""Where the company thinks better of itself than its customers do: the largest gaps."""
