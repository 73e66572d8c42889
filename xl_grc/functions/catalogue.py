"""The catalogue: every business formula, once.

A *body* is a small function of numbers. Its parameters are words of the field; `PARAMETERS` says what each word
means everywhere (unit, limits). A body carries no guard: dividing by zero *is* #DIV/0!, limits belong to the
parameters, and a relation between arguments answers the literal `NUM`.

>>> ROI(10_000, 15_000)
0.6666666666666666
>>> FUNCTIONS["ROI"].formula("A1", "B1")
'A1/B1'
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.cells import to_number
from xl_grc.functions.expression import NUM, Expression, Operand, ceiling, constant, when
from xl_grc.functions.formula import OperandReading, guarded_formula
from xl_grc.functions.units import (
    AMOUNT,
    COUNT,
    DURATION,
    OPEN_RATE,
    RATE,
    RATIO,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    UNIT_AMOUNT,
    Unit,
)


@dataclass(frozen=True)
class Parameter:
    """An argument: the word of the field, its unit (and with it its limits), its value when omitted."""

    name: str
    unit: Unit
    default: float | None = None


UNITS: dict[str, Unit] = {
    "cost": AMOUNT,
    "revenue": AMOUNT,
    "breakeven_revenue": AMOUNT,
    "margin": SIGNED_AMOUNT,
    "monthly_margin": AMOUNT,
    "price": UNIT_AMOUNT,
    "basket": UNIT_AMOUNT,
    "units": COUNT,
    "contacts": COUNT,
    "buyers": COUNT,
    "orders": COUNT,
    "new_customers": COUNT,
    "lost": COUNT,
    "customers_at_start": COUNT,
    "customers_at_end": COUNT,
    "frequency": COUNT,
    "years": DURATION,
    "margin_rate": RATE,
    "conversion_rate": RATE,
    "discount_rate": RATE,
    "retention_rate": RATE,
    "markup_rate": OPEN_RATE,
}


@dataclass(frozen=True)
class Function:
    """A formula of the field: its body, its parameters, the unit of its result.

    Called with numbers it gives the number, called with operands the expression.
    """

    name: str
    body: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    unit: Unit

    def __call__(self, *arguments: Any) -> Any:
        return self.body(*arguments)

    def expression(self, *arguments: Expression) -> Expression:
        """The tree of the body over operands, by default over its own parameters."""
        operands = arguments or tuple(Operand(parameter.name) for parameter in self.parameters)
        return constant(self.body(*operands))

    def formula(self, *cells: str) -> str:
        """Plain native formula over cell references; for tables, where validation holds the limits."""
        return self.expression().formula(OperandReading(self._named(cells)))

    def guarded(self, *cells: str) -> str:
        """Native formula that also converts its arguments and keeps the limits, as `evaluate` does."""
        return guarded_formula(self.expression(), self._named(cells), {p.name: p.unit for p in self.parameters})

    def _named(self, cells: tuple[str, ...]) -> dict[str, str]:
        defaults = (format(p.default, "g") for p in self.parameters[len(cells) :] if p.default is not None)
        return dict(zip((p.name for p in self.parameters), (*cells, *defaults), strict=True))

    def evaluate(self, *cells: object) -> float:
        """The value for arguments as cells hold them: None, number, Decimal, bool, text, error token.

        Conversions come first, left to right, then limits, then the body.

        Raises CellError with the token that the cell would show.

        >>> FUNCTIONS["CONTACT_COST"].evaluate("15000", 20000)
        0.75
        >>> FUNCTIONS["CONTACT_COST"].evaluate(15000, None)
        Traceback (most recent call last):
        xl_grc.errors.CellError: #DIV/0!
        """
        numbers = [to_number(cell) for cell in cells]
        numbers += [p.default for p in self.parameters[len(cells) :] if p.default is not None]
        if len(numbers) != len(self.parameters):
            raise CellError("#VALUE!")
        for parameter, number in zip(self.parameters, numbers, strict=True):
            if not parameter.unit.allows(number):
                raise CellError("#NUM!")
        try:
            result = self.body(*numbers)
        except ZeroDivisionError:
            raise CellError("#DIV/0!") from None
        except OverflowError:
            raise CellError("#NUM!") from None
        if isinstance(result, Expression) or not math.isfinite(result):
            raise CellError("#NUM!")
        return float(result)


FUNCTIONS: dict[str, Function] = {}


def function(unit: Unit) -> Callable[[Callable[..., Any]], Function]:
    """Enter a body into the catalogue under its own name."""

    def enter(body: Callable[..., Any]) -> Function:
        parameters = tuple(
            Parameter(name, UNITS[name], None if given.default is given.empty else given.default)
            for name, given in inspect.signature(body).parameters.items()
        )
        FUNCTIONS[body.__name__] = Function(body.__name__, body, parameters, unit)
        return FUNCTIONS[body.__name__]

    return enter


@function(RATIO)
def ROI(margin: Any, cost: Any) -> Any:
    return margin / cost


@function(COUNT)
def BREAKEVEN(cost: Any, margin_rate: Any, price: Any) -> Any:
    return cost / margin_rate / price


@function(UNIT_AMOUNT)
def CONTACT_COST(cost: Any, contacts: Any) -> Any:
    return cost / contacts


@function(SIGNED_AMOUNT)
def MARGIN_RESULT(revenue: Any, margin_rate: Any, cost: Any) -> Any:
    return revenue * margin_rate - cost


@function(AMOUNT)
def REVENUE(units: Any, price: Any) -> Any:
    return units * price


@function(SIGNED_AMOUNT)
def GROSS_GAIN(revenue: Any, cost: Any) -> Any:
    return revenue - cost


@function(AMOUNT)
def MARGIN(revenue: Any, margin_rate: Any) -> Any:
    return revenue * margin_rate


@function(SIGNED_RATE)
def ROI_NET(margin: Any, cost: Any) -> Any:
    return (margin - cost) / cost


@function(SIGNED_RATE)
def ROI_REVENUE(revenue: Any, cost: Any) -> Any:
    return (revenue - cost) / cost


@function(RATIO)
def ROAS(revenue: Any, cost: Any) -> Any:
    return revenue / cost


@function(COUNT)
def BREAKEVEN_UNITS(cost: Any, margin_rate: Any, price: Any) -> Any:
    return ceiling(cost / margin_rate / price)


@function(AMOUNT)
def BREAKEVEN_REVENUE(cost: Any, margin_rate: Any) -> Any:
    return cost / margin_rate


@function(OPEN_RATE)
def BREAKEVEN_RATE(cost: Any, margin_rate: Any, price: Any, contacts: Any) -> Any:
    return cost / (contacts * price * margin_rate)


@function(SIGNED_RATE)
def SAFETY_MARGIN(revenue: Any, breakeven_revenue: Any) -> Any:
    return (revenue - breakeven_revenue) / revenue


@function(UNIT_AMOUNT)
def MAX_CONTACT_COST(conversion_rate: Any, margin_rate: Any, price: Any) -> Any:
    return conversion_rate * margin_rate * price


@function(OPEN_RATE)
def CONVERSION_RATE(buyers: Any, contacts: Any) -> Any:
    return buyers / contacts


@function(AMOUNT)
def DISCOUNT_COST(price: Any, discount_rate: Any, units: Any) -> Any:
    return price * discount_rate * units


@function(OPEN_RATE)
def DISCOUNT_UPLIFT(discount_rate: Any, margin_rate: Any) -> Any:
    return when(discount_rate > margin_rate, lambda: NUM, lambda: discount_rate / (margin_rate - discount_rate))


@function(RATE)
def MARKUP_TO_MARGIN(markup_rate: Any) -> Any:
    return markup_rate / (1 + markup_rate)


@function(OPEN_RATE)
def MARGIN_TO_MARKUP(margin_rate: Any) -> Any:
    return margin_rate / (1 - margin_rate)


@function(UNIT_AMOUNT)
def ACQUISITION_COST(cost: Any, new_customers: Any) -> Any:
    return cost / new_customers


@function(UNIT_AMOUNT)
def AVERAGE_BASKET(revenue: Any, orders: Any) -> Any:
    return revenue / orders


@function(AMOUNT)
def LIFETIME_VALUE(basket: Any, frequency: Any, years: Any, margin_rate: Any = 1) -> Any:
    return basket * frequency * years * margin_rate


@function(AMOUNT)
def LIFETIME_VALUE_NPV(margin: Any, retention_rate: Any, discount_rate: Any) -> Any:
    return margin * retention_rate / (1 + discount_rate - retention_rate)


@function(OPEN_RATE)
def CHURN_RATE(lost: Any, customers_at_start: Any) -> Any:
    return lost / customers_at_start


@function(SIGNED_RATE)
def RETENTION_RATE(customers_at_start: Any, customers_at_end: Any, new_customers: Any) -> Any:
    return (customers_at_end - new_customers) / customers_at_start


@function(DURATION)
def PAYBACK(cost: Any, monthly_margin: Any) -> Any:
    return cost / monthly_margin
