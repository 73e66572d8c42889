"""Expressions: what a body returns when it is called with formula operands instead of numbers.

A body is an ordinary function of numbers, `def ROI(margin, cost): return margin / cost`. Called with
operands it builds a small tree; every node of the tree knows its readings: the native formula of a
spreadsheet, and the Python source that fills cached values. Write a body with + - * /, comparisons inside
`when`, and the helpers of this module; they accept numbers and operands alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, overload

ATOM, NEGATION, PRODUCT, SUM, JOIN, COMPARISON = 6, 5, 4, 3, 2, 1


class Expression:
    """A node. Python refuses to branch on it: use `when`."""

    precedence = ATOM

    def formula(self, reading: Any) -> str:
        """Native formula text, in English with commas."""
        raise NotImplementedError

    def python(self, reading: Any) -> str:
        """Python source of the same value."""
        raise NotImplementedError

    def children(self) -> tuple[Expression, ...]:
        """The nodes this one is made of, in the order in which a sheet evaluates them."""
        return ()

    def needs(self) -> Iterator[Expression]:
        """The operands without which there is nothing to calculate."""
        for child in self.children():
            yield from child.needs()

    def divisors(self) -> Iterator[Expression]:
        """What this expression divides by."""
        for child in self.children():
            yield from child.divisors()

    def walk(self) -> Iterator[Expression]:
        """This node and everything below it."""
        yield self
        for child in self.children():
            yield from child.walk()

    def __bool__(self) -> bool:
        raise TypeError("a formula operand has no truth value: write when(condition, then, otherwise)")

    def __add__(self, other: Any) -> Expression:
        return Binary("+", self, constant(other), SUM)

    def __radd__(self, other: Any) -> Expression:
        return Binary("+", constant(other), self, SUM)

    def __sub__(self, other: Any) -> Expression:
        return Binary("-", self, constant(other), SUM)

    def __rsub__(self, other: Any) -> Expression:
        return Binary("-", constant(other), self, SUM)

    def __mul__(self, other: Any) -> Expression:
        return Binary("*", self, constant(other), PRODUCT)

    def __rmul__(self, other: Any) -> Expression:
        return Binary("*", constant(other), self, PRODUCT)

    def __truediv__(self, other: Any) -> Expression:
        return Binary("/", self, constant(other), PRODUCT)

    def __rtruediv__(self, other: Any) -> Expression:
        return Binary("/", constant(other), self, PRODUCT)

    def __neg__(self) -> Expression:
        return Negative(self)

    def __lt__(self, other: Any) -> Expression:
        return Comparison("<", self, constant(other))

    def __le__(self, other: Any) -> Expression:
        return Comparison("<=", self, constant(other))

    def __gt__(self, other: Any) -> Expression:
        return Comparison(">", self, constant(other))

    def __ge__(self, other: Any) -> Expression:
        return Comparison(">=", self, constant(other))


@dataclass(frozen=True)
class Constant(Expression):
    """A number or a text written in the formula."""

    value: float | str

    def formula(self, reading: Any) -> str:
        if isinstance(self.value, str):
            return '"' + self.value.replace('"', '""') + '"'
        return format(self.value, ".15g")

    def python(self, reading: Any) -> str:
        return repr(self.value)


BLANK = Constant("")


def constant(value: Any) -> Expression:
    """`value` as a node; a node stays itself."""
    return value if isinstance(value, Expression) else Constant(value)


@dataclass(frozen=True)
class ErrorValue(Expression):
    """The error that a body answers, as the literal of a sheet: `#NUM!`."""

    token: str

    def formula(self, reading: Any) -> str:
        return self.token

    def python(self, reading: Any) -> str:
        return f"fail({self.token!r})"


NUM = ErrorValue("#NUM!")


@dataclass(frozen=True)
class Operand(Expression):
    """A parameter of a body; the reading says which text stands for it."""

    name: str

    def formula(self, reading: Any) -> str:
        return str(reading.operand(self.name))

    def python(self, reading: Any) -> str:
        return self.name


def _wrapped(text: str, child: Expression, at_least: int) -> str:
    return text if child.precedence >= at_least else f"({text})"


@dataclass(frozen=True)
class Binary(Expression):
    """Two terms and one of + - * /."""

    operator: str
    left: Expression
    right: Expression
    precedence: int = SUM

    def _text(self, left: str, right: str) -> str:
        # The right term keeps its parentheses at equal rank: a-(b-c), and a*(b*c) rounds differently from (a*b)*c.
        return (
            _wrapped(left, self.left, self.precedence)
            + self.operator
            + _wrapped(right, self.right, self.precedence + 1)
        )

    def formula(self, reading: Any) -> str:
        return self._text(self.left.formula(reading), self.right.formula(reading))

    def python(self, reading: Any) -> str:
        return self._text(reading.number(self.left), reading.number(self.right))

    def divisors(self) -> Iterator[Expression]:
        yield from super().divisors()
        if self.operator == "/":
            yield self.right

    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class Negative(Expression):
    """A changed sign, always in parentheses: -A1^2 is 4 on a sheet."""

    term: Expression

    def formula(self, reading: Any) -> str:
        return f"(-{_wrapped(self.term.formula(reading), self.term, NEGATION)})"

    def python(self, reading: Any) -> str:
        return f"(-{_wrapped(reading.number(self.term), self.term, NEGATION)})"

    def children(self) -> tuple[Expression, ...]:
        return (self.term,)


@dataclass(frozen=True)
class Comparison(Expression):
    """Two numbers compared; only inside the condition of `when`."""

    operator: str
    left: Expression
    right: Expression
    precedence = COMPARISON

    def formula(self, reading: Any) -> str:
        sides = (reading.compared(side) for side in self.children())
        return self.operator.join(_wrapped(text, side, SUM) for text, side in zip(sides, self.children(), strict=True))

    def python(self, reading: Any) -> str:
        return str(reading.comparison(self.operator, self.left, self.right))

    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class Choice(Expression):
    """`when` with operands: IF on a sheet; only the chosen branch is calculated."""

    condition: Expression
    then: Expression
    otherwise: Expression

    def formula(self, reading: Any) -> str:
        parts = (self.condition, self.then, self.otherwise)
        return f"IF({','.join(part.formula(reading) for part in parts)})"

    def python(self, reading: Any) -> str:
        condition, then, otherwise = (part.python(reading) for part in (self.condition, self.then, self.otherwise))
        return f"({then} if {condition} else {otherwise})"

    def children(self) -> tuple[Expression, ...]:
        return (self.condition, self.then, self.otherwise)


@dataclass(frozen=True)
class Helper:
    """A function that numbers and operands share: its name here, its formula, its Python."""

    name: str
    template: str
    compute: Callable[..., Any]
    of_numbers: bool = True
    """Whether the arguments are converted to numbers first."""

    def __call__(self, *arguments: Any) -> Any:
        if any(isinstance(argument, Expression) for argument in arguments):
            return Call(self, tuple(constant(argument) for argument in arguments))
        return self.compute(*arguments)


@dataclass(frozen=True)
class Call(Expression):
    """A helper applied to operands."""

    helper: Helper
    arguments: tuple[Expression, ...]

    def formula(self, reading: Any) -> str:
        return self.helper.template.format(*(argument.formula(reading) for argument in self.arguments))

    def python(self, reading: Any) -> str:
        reading.use(self.helper.name, self.helper.compute)
        read = reading.number if self.helper.of_numbers else reading.value
        return f"{self.helper.name}({', '.join(map(read, self.arguments))})"

    def children(self) -> tuple[Expression, ...]:
        return self.arguments


@overload
def when(condition: Expression, then: Callable[[], Any], otherwise: Callable[[], Any] = ...) -> Expression: ...
@overload
def when(condition: bool, then: Callable[[], Any], otherwise: Callable[[], Any] = ...) -> Any: ...


def when(condition: Any, then: Callable[[], Any], otherwise: Callable[[], Any] = lambda: BLANK) -> Any:
    """`then()` if the condition holds, else `otherwise()`; the other branch is not calculated.

    >>> when(2 > 1, lambda: "yes", lambda: 1 / 0)
    'yes'
    """
    if isinstance(condition, Expression):
        return Choice(condition, constant(then()), constant(otherwise()))
    return then() if condition else otherwise()


def _round(number: float, digits: float) -> float:
    """ROUND as sheets do it: halves away from zero, on the fifteen digits that a sheet shows.

    >>> _round(2.675, 2), _round(-0.5, 0), _round(1e300, 2)
    (2.68, -1.0, 1e+300)
    """
    scaled = abs(number) * 10.0**digits
    if scaled >= 1e15 or number != number:
        return number
    if abs(scaled % 1 - 0.5) > 1e-6 + scaled * 1e-15:
        return round(number, int(digits))
    shown = Decimal(format(number, ".15g"))  # a tie on the digits shown, whatever the binary number behind it
    return float(shown.quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP))


def _ceiling(number: float) -> float:
    """The next whole number away from zero, after a rounding that forgives binary noise.

    >>> _ceiling(300.00000001), _ceiling(300.01)
    (300.0, 301.0)
    """
    return math.copysign(math.ceil(abs(_round(number, 6))), number)


rounded = Helper("rounded", "ROUND({0},{1})", _round)
ceiling = Helper("ceiling", "ROUNDUP(ROUND({0},6),0)", _ceiling)
