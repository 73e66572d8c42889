"""The catalogue: every business formula, once.

A *body* is a small function of numbers. Its parameters are words of the field (`vocabulary`), which bring unit and
limits. A body carries no guard: dividing by zero *is* #DIV/0!, limits belong to the parameters, and a relation
between arguments answers the literal `NUM`. Beside the body stand the unit of the result, its source and examples;
the words (title, summary, usual mistake) are in the text files under `functions`.

>>> ROI(10_000, 15_000)
0.6666666666666666
>>> FUNCTIONS["ROI"].formula("A1", "B1")
'A1/B1'
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from xl_grc.functions import comparison, counting, scoring
from xl_grc.functions.choice import when
from xl_grc.functions.expression import NUM
from xl_grc.functions.function import Example, Function, Parameter, SpilledFunction
from xl_grc.functions.helpers import ceiling, rounded
from xl_grc.functions.spoken import word
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DURATION,
    OPEN_RATE,
    POINTS,
    RATE,
    RATIO,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    TEXT,
    UNIT_AMOUNT,
    Unit,
)
from xl_grc.functions.vocabulary import VOCABULARY

CATALOGUE: dict[str, Function | SpilledFunction] = {}
"""Every function of the field, in the order of its entries."""

FUNCTIONS: dict[str, Function] = {}
"""Those with a native formula."""

_Kind = TypeVar("_Kind", Function, SpilledFunction)


def function(
    unit: Unit, source: str, *examples: tuple[tuple[Any, ...], Any]
) -> Callable[[Callable[..., Any]], Function]:
    """Enter a body into the catalogue under its own name, with the arguments and results of its examples."""

    def enter(body: Callable[..., Any]) -> Function:
        entry = _entered(Function, body, unit, source, examples)
        FUNCTIONS[entry.name] = entry
        return entry

    return enter


def spilled(
    unit: Unit, source: str, *examples: tuple[tuple[Any, ...], Any], has_headers: bool = False
) -> Callable[[Callable[..., Any]], SpilledFunction]:
    """Enter a function of whole ranges that answers rows."""
    return lambda body: _entered(partial(SpilledFunction, has_headers=has_headers), body, unit, source, examples)


def _entered(
    kind: Callable[..., _Kind], body: Callable[..., Any], unit: Unit, source: str, examples: tuple[tuple[Any, Any], ...]
) -> _Kind:
    words = [p for p in inspect.signature(body).parameters.values() if p.kind is not p.KEYWORD_ONLY]
    entry = kind(
        body.__name__,
        body,
        tuple(_parameter(word) for word in words),
        unit,
        source,
        tuple(Example(*example) for example in examples),
    )
    CATALOGUE[entry.name] = entry
    return entry


def _parameter(given: inspect.Parameter) -> Parameter:
    unit, shape = VOCABULARY[given.name]
    if given.default is given.empty:
        return Parameter(given.name, unit, shape=shape)
    return Parameter(given.name, unit, given.default, shape, optional=True)


@function(RATIO, "course", ((10_000, 15_000), 2 / 3))
def ROI(margin: Any, cost: Any) -> Any:
    return margin / cost


@function(COUNT, "course", ((15_000, 0.5, 100), 300))
def BREAKEVEN(cost: Any, margin_rate: Any, price: Any) -> Any:
    return cost / margin_rate / price


@function(UNIT_AMOUNT, "course", ((15_000, 20_000), 0.75))
def CONTACT_COST(cost: Any, contacts: Any) -> Any:
    return cost / contacts


@function(SIGNED_AMOUNT, "course", ((20_000, 0.5, 15_000), -5_000))
def MARGIN_RESULT(revenue: Any, margin_rate: Any, cost: Any) -> Any:
    return revenue * margin_rate - cost


@function(AMOUNT, "course", ((200, 100), 20_000))
def REVENUE(units: Any, price: Any) -> Any:
    return units * price


@function(SIGNED_AMOUNT, "course", ((20_000, 15_000), 5_000))
def GROSS_GAIN(revenue: Any, cost: Any) -> Any:
    return revenue - cost


@function(AMOUNT, "course", ((20_000, 0.5), 10_000))
def MARGIN(revenue: Any, margin_rate: Any) -> Any:
    return revenue * margin_rate


@function(SIGNED_RATE, "field", ((10_000, 15_000), -1 / 3))
def ROI_NET(margin: Any, cost: Any) -> Any:
    return (margin - cost) / cost


@function(SIGNED_RATE, "field", ((20_000, 15_000), 1 / 3))
def ROI_REVENUE(revenue: Any, cost: Any) -> Any:
    return (revenue - cost) / cost


@function(RATIO, "field", ((20_000, 15_000), 4 / 3))
def ROAS(revenue: Any, cost: Any) -> Any:
    return revenue / cost


@function(COUNT, "course", ((15_000, 0.5, 100), 300), ((15_001, 0.5, 100), 301))
def BREAKEVEN_UNITS(cost: Any, margin_rate: Any, price: Any) -> Any:
    return ceiling(cost / margin_rate / price)


@function(AMOUNT, "course", ((15_000, 0.5), 30_000))
def BREAKEVEN_REVENUE(cost: Any, margin_rate: Any) -> Any:
    return cost / margin_rate


@function(OPEN_RATE, "field", ((15_000, 0.5, 100, 20_000), 0.015), ((15_000, 0.5, 100, 200), 1.5))
def BREAKEVEN_RATE(cost: Any, margin_rate: Any, price: Any, contacts: Any) -> Any:
    return cost / (contacts * price * margin_rate)


@function(SIGNED_RATE, "field", ((40_000, 30_000), 0.25))
def SAFETY_MARGIN(revenue: Any, breakeven_revenue: Any) -> Any:
    return (revenue - breakeven_revenue) / revenue


@function(UNIT_AMOUNT, "field", ((0.02, 0.5, 100), 1))
def MAX_CONTACT_COST(conversion_rate: Any, margin_rate: Any, price: Any) -> Any:
    return conversion_rate * margin_rate * price


@function(OPEN_RATE, "field", ((200, 20_000), 0.01))
def CONVERSION_RATE(buyers: Any, contacts: Any) -> Any:
    return buyers / contacts


@function(AMOUNT, "course", ((100, 0.3, 200), 6_000))
def DISCOUNT_COST(price: Any, discount_rate: Any, units: Any) -> Any:
    return price * discount_rate * units


@function(OPEN_RATE, "pricing", ((0.3, 0.5), 1.5), ((0.6, 0.5), "#NUM!"))
def DISCOUNT_UPLIFT(discount_rate: Any, margin_rate: Any) -> Any:
    return when(discount_rate > margin_rate, lambda: NUM, lambda: discount_rate / (margin_rate - discount_rate))


@function(RATE, "course", ((1,), 0.5))
def MARKUP_TO_MARGIN(markup_rate: Any) -> Any:
    return markup_rate / (1 + markup_rate)


@function(OPEN_RATE, "course", ((0.5,), 1))
def MARGIN_TO_MARKUP(margin_rate: Any) -> Any:
    return margin_rate / (1 - margin_rate)


@function(UNIT_AMOUNT, "field", ((15_000, 60), 250))
def ACQUISITION_COST(cost: Any, new_customers: Any) -> Any:
    return cost / new_customers


@function(UNIT_AMOUNT, "field", ((20_000, 400), 50))
def AVERAGE_BASKET(revenue: Any, orders: Any) -> Any:
    return revenue / orders


@function(AMOUNT, "field", ((50, 2, 5), 500), ((50, 2, 5, 0.5), 250))
def LIFETIME_VALUE(basket: Any, frequency: Any, years: Any, margin_rate: Any = 1) -> Any:
    return basket * frequency * years * margin_rate


@function(AMOUNT, "lifetime", ((100, 0.8, 0.1), 800 / 3))
def LIFETIME_VALUE_NPV(margin: Any, retention_rate: Any, discount_rate: Any) -> Any:
    return margin * retention_rate / (1 + discount_rate - retention_rate)


@function(OPEN_RATE, "field", ((5, 200), 0.025))
def CHURN_RATE(lost: Any, customers_at_start: Any) -> Any:
    return lost / customers_at_start


@function(SIGNED_RATE, "field", ((200, 220, 60), 0.8))
def RETENTION_RATE(customers_at_start: Any, customers_at_end: Any, new_customers: Any) -> Any:
    return (customers_at_end - new_customers) / customers_at_start


@function(DURATION, "field", ((15_000, 2_500), 6))
def PAYBACK(cost: Any, monthly_margin: Any) -> Any:
    return cost / monthly_margin


@function(AMOUNT, "course", (([20_000], [0.75]), 15_000), (([100, 40], [2.5, 10], 350), 1_000))
def ACTION_COST(quantities: Any, unit_costs: Any, fixed_cost: Any = 0) -> Any:
    return counting.product_sum(quantities, unit_costs) + fixed_cost


@function(POINTS, "promoters", (([10, 9, 9, 8, 7, 3],), 100 / 3))
def NPS(scores: Any) -> Any:
    promoters, detractors = counting.count_at_least(scores, 9), counting.count_at_most(scores, 6)
    return 100 * (promoters - detractors) / counting.count(scores)


def verdict(roi: Any, say: Callable[[str], Any]) -> Any:
    """The course's reading of its ROI, in the words that `say` finds: above 1 profitable, at 1 break-even."""
    compared = rounded(roi, 9)
    return when(
        compared > 1,
        lambda: say("verdicts.profitable"),
        lambda: when(compared < 1, lambda: say("verdicts.not_profitable"), lambda: say("verdicts.break_even")),
    )


@function(TEXT, "course", ((0.67, "fr"), "Non rentable"), ((1.2, "en"), "Profitable"))
def VERDICT(roi: Any, language: Any = "fr") -> Any:
    return verdict(roi, lambda key: word(key, language))


@spilled(TEXT, "recency", (([5, 40, 200], [12, 3, 1], [900, 300, 50]), [["444"], ["222"], ["111"]]))
def RFM_SCORE(recency_days: Any, frequency: Any, monetary: Any, *, language: str) -> Any:
    return scoring.rfm_scores(recency_days, frequency, monetary)


@spilled(
    TEXT,
    "course",
    (
        (["Mailing", "E-mailing"], [15_000, 6_000], [20_000, 20_000]),
        [[1, "E-mailing", 6_000, 20_000, 0.3], [2, "Mailing", 15_000, 20_000, 0.75]],
    ),
    has_headers=True,
)
def COMPARE_ACTIONS(names: Any, costs: Any, contacts: Any, margins: Any = None, *, language: str) -> Any:
    readings = {name: FUNCTIONS[name].evaluate for name in ("CONTACT_COST", "ROI", "VERDICT")}
    return comparison.ranking(names, costs, contacts, margins, readings, language)
