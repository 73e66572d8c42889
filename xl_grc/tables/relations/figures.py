"""The named cells of customer relations: settings, the figures of the summary, values over years, the lights."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.functions import catalogue as f
from xl_grc.functions.choice import when
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DATE,
    DURATION,
    NUMBER,
    OPEN_RATE,
    QUANTITY,
    RATE,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    TEXT,
    UNIT_AMOUNT,
)
from xl_grc.tables.definition import NamedCell, named
from xl_grc.tables.formulas.conditions import Given, Zero
from xl_grc.tables.formulas.nodes import ColumnRange, Figure, Name, Word
from xl_grc.tables.formulas.places import At
from xl_grc.tables.formulas.sheet_faults import FirstUnprinted, Unprinted
from xl_grc.tables.formulas.spots import First
from xl_grc.tables.formulas.verbs import Where, count, total
from xl_grc.tables.lights import Watched, link
from xl_grc.tables.relations.references import AS_OF, SHEETS, customers, pareto
from xl_grc.tables.relations.standing import number_of

_LAPSED = Where(customers.segment_no, "<=", constant(number_of("came_once")))
_CAME_BACK = Where(customers.purchases, ">=", constant(2))
_BEST = 2
"""The row of the best 20 %."""
_MARGIN = Name("MarginRate")

SETTINGS = (
    named("AsOf", "settings", DATE),
    named("UsualInterval", "settings", DURATION),
    named("LostAfter", "settings", DURATION),
    named("Years", "settings", DURATION),
    named("DiscountRate", "settings", RATE),
    named("Currency", "settings", TEXT),
    named("Language", "settings", TEXT),
    named("Vat", "settings", TEXT),
    named("Calculates", "settings", TEXT),
)

LINES = tuple(named(name, "aside", COUNT) for name in ("LinesKept", "LinesAside", "LinesLater", "LinesAlike"))
"""What became of the lines of the export."""

_yearly_money = Name("YearBasket") * Name("YearFrequency")


def _lifetime() -> Expression:
    value: Expression = f.LIFETIME_VALUE(Name("YearBasket"), Name("YearFrequency"), Name("Years"), _rate())
    return value


def _rate() -> Expression:
    """The margin rate; without one, values are revenue."""
    return when(Given(_MARGIN), lambda: _MARGIN, lambda: constant(1))


UNDRAWN = ("Undrawn_1", "Undrawn_2")
"""What stands in place of each chart while there is nothing to show."""


def _undrawn() -> Expression:
    return when(Zero(Figure("CustomerCount")), lambda: Word("summary.undrawn"))


FIGURES = (
    named("MarginRate", "summary", RATE),
    named("ContactCost", "summary", UNIT_AMOUNT),
    named("Amounts", "summary", TEXT),
    named("CustomerCount", "summary", COUNT, count(Where(customers.purchases, "number"))),
    named("PurchaseCount", "summary", COUNT, total(customers.purchases)),
    named("CustomerRevenue", "summary", SIGNED_AMOUNT, total(customers.revenue)),
    named("MeanBasket", "summary", UNIT_AMOUNT, f.AVERAGE_BASKET(Figure("CustomerRevenue"), Figure("PurchaseCount"))),
    named("RepeatRate", "summary", RATE, count(_CAME_BACK) / Figure("CustomerCount")),
    named("LapsedCount", "summary", COUNT, count(_LAPSED)),
    named("LapsedValue", "summary", SIGNED_AMOUNT, total(customers.yearly_value, where=(_LAPSED,))),
    named("BestShare", "summary", SIGNED_RATE, At(pareto.revenue_share, constant(_BEST))),
    named("AnonymousRevenue", "summary", SIGNED_AMOUNT),
    named("WithoutPurchase", "summary", COUNT),
    named("WithoutPurchaseRevenue", "summary", SIGNED_AMOUNT),
    *(named(name, "summary", TEXT, _undrawn()) for name in UNDRAWN),
)

LOYALTY = (
    named("Buyers", "loyalty", COUNT),
    named("Kept", "loyalty", COUNT),
    named("RetentionRate", "loyalty", RATE),
    named("ChurnRate", "loyalty", OPEN_RATE, constant(1) - Name("RetentionRate")),
    named("RetentionNote", "loyalty", TEXT),
    named("YearBasket", "loyalty", UNIT_AMOUNT),
    named("YearFrequency", "loyalty", QUANTITY),
    named("LifetimeValue", "loyalty", AMOUNT, _lifetime()),
    named(
        "LifetimeValueNPV",
        "loyalty",
        AMOUNT,
        f.LIFETIME_VALUE_NPV(_yearly_money * _rate(), Name("RetentionRate"), Name("DiscountRate")),
    ),
    named("CohortsNote", "loyalty", TEXT),
    named("CrossBuyers", "loyalty", COUNT),
)


def _first(target: str, *conditions: Where) -> Expression:
    """The first cell of a column among the customers who keep all conditions."""
    return First(SHEETS.index("customers") + 1, getattr(customers, target), conditions)


def _on_the_day(where: Where, *others: Where) -> Watched:
    """The customers whose day in a column is on one side of the day of the analysis, while that is a day."""
    counted, target = count(where), where.column
    assert isinstance(target, ColumnRange)
    return Watched(when(AS_OF > 0, lambda: counted), _first(target.column, where, *others))


def _after_the_day(column: Expression) -> Watched:
    """A text is no day, though to a sheet it is larger than any number."""
    return _on_the_day(Where(column, ">=", AS_OF + 1), Where(column, "positive"))


_UNPRINTED = Unprinted(customers.name)
CHECKS = {
    "after_day": _after_the_day(customers.last_purchase),
    "first_after_last": _after_the_day(customers.first_purchase),
    "no_segment": Watched(
        count(Where(customers.code, "filled")) - count(Where(customers.segment_no, "number")),
        _first("last_purchase", Where(customers.code, "filled"), Where(customers.segment_no, "no number")),
    ),
    "refused": Watched(
        count(Where(customers.opposition, "entered")), _first("opposition", Where(customers.opposition, "filled"))
    ),
    "expired": _on_the_day(Where(customers.remove_on, "<=", AS_OF)),
    "control": Watched(
        count(Where(customers.control, "filled")), _first("control", Where(customers.control, "filled"))
    ),
    "unprinted": Watched(_UNPRINTED, FirstUnprinted(SHEETS.index("customers") + 1, _UNPRINTED)),
}
"""What each light watches: it counts 0 where all is well."""
INFORMATION = frozenset({"refused", "expired", "control", "unprinted"})
"""What is told and asks for nothing."""


def _light(key: str, watched: Watched) -> Iterator[NamedCell]:
    """The count of a light, the place of the first cell that it means, the link to it."""
    counted = Figure(f"Check_{key}")
    on = when(counted > 0, lambda: watched.first, lambda: constant(0))
    yield named(counted.name, "settings", COUNT, watched.counted)
    yield named(f"Spot_{key}", "settings", NUMBER, when(Given(counted), lambda: on, lambda: constant(0)))
    yield link(key, "settings", SHEETS)


LIGHTS = tuple(cell for key, watched in CHECKS.items() for cell in _light(key, watched))
