"""Expressions: what a body returns when it is called with formula operands instead of numbers.

A body is an ordinary function of numbers, `def ROI(margin, cost): return margin / cost`. Called with
operands it builds a small tree; every node of the tree knows its readings: the native formula of a
spreadsheet, the Python source that fills cached values, the VBA of the add-in, whole columns at once. Write a body
with + - * /, comparisons inside `when`, and the helpers of this module; they accept numbers and operands alike.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ATOM, NEGATION, PRODUCT, SUM, JOIN, COMPARISON = 6, 5, 4, 3, 2, 1

_OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
_COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Expression:
    """A node. Python refuses to branch on it: use `when`."""

    precedence = ATOM

    def formula(self, reading: Any) -> str:
        """Native formula text, in English with commas."""
        raise NotImplementedError

    def python(self, reading: Any) -> str:
        """Python source of the same value."""
        raise NotImplementedError

    def vba(self, reading: Any) -> str:
        """VBA text of the same value; what must come first (a branch, a refused divisor) goes to the reading."""
        raise NotImplementedError

    def array(self, reading: Any) -> Any:
        """The same value for every row at once: an array, or what all rows share. An infinity is no number."""
        raise NotImplementedError(f"{type(self).__name__} has no array reading")

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
        text = format(self.value, ".15g")
        return f"({text})" if self.value < 0 else text

    def python(self, reading: Any) -> str:
        return repr(self.value)

    def vba(self, reading: Any) -> str:
        return self.formula(reading)

    def array(self, reading: Any) -> Any:
        return self.value


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

    def vba(self, reading: Any) -> str:
        return str(reading.error(self.token))

    def array(self, reading: Any) -> Any:
        return math.inf


NUM = ErrorValue("#NUM!")


@dataclass(frozen=True)
class Operand(Expression):
    """A parameter of a body; the reading says which text stands for it."""

    name: str

    def formula(self, reading: Any) -> str:
        return str(reading.operand(self.name))

    def python(self, reading: Any) -> str:
        return self.name

    def vba(self, reading: Any) -> str:
        return str(reading.operand(self.name))

    def array(self, reading: Any) -> Any:
        return reading.operand(self.name)


def _wrapped(text: str, child: Expression, at_least: int) -> str:
    return text if child.precedence >= at_least else f"({text})"


@dataclass(frozen=True)
class Binary(Expression):
    """Two terms and one of + - * /."""

    operator: str
    left: Expression
    right: Expression
    precedence: int = SUM

    def _text(self, left: str, right: str, space: str = "") -> str:
        # The right term keeps its parentheses at equal rank: a-(b-c), and a*(b*c) rounds differently from (a*b)*c.
        left, right = _wrapped(left, self.left, self.precedence), _wrapped(right, self.right, self.precedence + 1)
        return f"{left}{space}{self.operator}{space}{right}"

    def formula(self, reading: Any) -> str:
        return self._text(self.left.formula(reading), self.right.formula(reading))

    def python(self, reading: Any) -> str:
        return self._text(reading.number(self.left), reading.number(self.right))

    def vba(self, reading: Any) -> str:
        left, right = self.left.vba(reading), self.right.vba(reading)
        if self.operator == "/":
            reading.refuse_zero(right)  # VBA answers "overflow", not a division by zero, to 0/0
        return self._text(left, right, " ")

    def array(self, reading: Any) -> Any:
        left, right = reading.number(self.left), reading.number(self.right)
        if self.operator == "/":
            reading.refuse_infinite(right)
        return _OPERATIONS[self.operator](left, right)

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

    def vba(self, reading: Any) -> str:
        return f"(-{_wrapped(self.term.vba(reading), self.term, NEGATION)})"

    def array(self, reading: Any) -> Any:
        return -reading.number(self.term)

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

    def vba(self, reading: Any) -> str:
        return f"{self.left.vba(reading)} {self.operator} {self.right.vba(reading)}"

    def array(self, reading: Any) -> Any:
        return reading.comparison(_COMPARISONS[self.operator], self.left, self.right)

    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)
