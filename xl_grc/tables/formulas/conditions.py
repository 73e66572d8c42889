"""Conditions of formulas: what a cell holds, whether texts are the same, and conditions joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import COMPARISON, SUM, Expression, constant
from xl_grc.tables.formulas.nodes import Word


def _joined(function: str, tests: Sequence[str]) -> str:
    return tests[0] if len(tests) == 1 else f"{function}({','.join(tests)})"


class Condition(Expression):
    """A condition on cells that may be blank: it needs nothing."""

    precedence = COMPARISON

    def tests(self, function: str, reading: Any) -> tuple[str, ...]:
        """The tests that `function`, OR or AND, joins to this condition: one, unless it is made of several."""
        return (self.formula(reading),)

    def needs(self) -> Iterator[Expression]:
        return iter(())

    def divisors(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class _Held(Condition):
    """A condition on what an operand holds."""

    operand: Expression
    function = ""
    """What joins its tests: AND or OR."""

    def formula(self, reading: Any) -> str:
        return _joined(self.function, _tests_of(self.function, (self,), reading))

    def tests(self, function: str, reading: Any) -> tuple[str, ...]:
        return _tests_of(function, (self,), reading) if function == self.function else (self.formula(reading),)

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Given(_Held):
    """The operand is filled; an input of numbers holds a number within the limits of its unit."""

    function = "AND"

    def python(self, reading: Any) -> str:
        return str(reading.given(self.operand))

    def array(self, reading: Any) -> Any:
        return reading.given(self.operand)


@dataclass(frozen=True)
class Blank(_Held):
    """The operand is not filled; an input of numbers holds no number, or one beyond the limits of its unit."""

    function = "OR"

    def python(self, reading: Any) -> str:
        return str(reading.blank(self.operand))

    def array(self, reading: Any) -> Any:
        return ~reading.given(self.operand)


def _tests_of(function: str, conditions: Sequence[Expression], reading: Any) -> tuple[str, ...]:
    """The tests of several conditions; numbers in inputs are counted together, and an error in one stays an error.

    Below 0 and 0 are one test.
    """
    counted: list[str] = []
    tests: list[str] = []
    for one in conditions:
        if isinstance(one, _Held) and one.function == function:
            cell, limits = one.operand.formula(reading), reading.limits(one.operand)
            if limits is None or limits.minimum is None:
                tests.append(f'{cell}{"=" if function == "OR" else "<>"}""')
            else:
                counted.append(cell)
            if limits is not None:
                tests += limits.passed_by(cell) if function == "OR" else limits.kept_by(cell)
        else:
            tests += one.tests(function, reading) if isinstance(one, Condition) else (one.formula(reading),)
    if counted:
        tests.insert(0, f"COUNT({','.join(counted)}){'<' if function == 'OR' else '='}{len(counted)}")
    both = {test[:-2] for test in tests if test.endswith("<0")} & {test[:-2] for test in tests if test.endswith("=0")}
    return tuple(dict.fromkeys(f"{test[:-2]}<=0" if test[:-2] in both else test for test in tests))


@dataclass(frozen=True)
class Empty(Condition):
    """Nothing at all stands in the operand, not even what cannot be read."""

    operand: Expression

    def formula(self, reading: Any) -> str:
        return f'{self.operand.formula(reading)}=""'

    def python(self, reading: Any) -> str:
        return str(reading.test("blank", "{} == ''", self.operand))

    def array(self, reading: Any) -> Any:
        return ~reading.given(self.operand)

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Unreadable(Condition):
    """The operand, an input of numbers, is filled with what does not count there."""

    operand: Expression

    def formula(self, reading: Any) -> str:
        cell, limits = self.operand.formula(reading), reading.limits(self.operand)
        return f"{limits.broken_in(cell)}>0"

    def python(self, reading: Any) -> str:
        return str(reading.unreadable(self.operand))

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Zero(Condition):
    """The operand is the number 0; an empty cell counts as 0 on a sheet, an empty text does not."""

    operand: Expression

    def formula(self, reading: Any) -> str:
        text = self.operand.formula(reading)
        return f"{text if self.operand.precedence >= SUM else f'({text})'}=0"

    def python(self, reading: Any) -> str:
        return str(reading.test("zero", "{} == 0", self.operand))

    def array(self, reading: Any) -> Any:
        return reading.zero(self.operand)

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Positive(Condition):
    """The operand, a computed cell that holds a number or "", is above 0."""

    operand: Expression

    def formula(self, reading: Any) -> str:
        return f"N({self.operand.formula(reading)})>0"

    def python(self, reading: Any) -> str:
        above = reading.comparison(">", self.operand, constant(0))
        return f"({reading.given(self.operand)} and {above})"

    def array(self, reading: Any) -> Any:
        return reading.several("and", (Given(self.operand), self.operand > 0))

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class SameText(Condition):
    """Two texts equal as a sheet compares them: whole, without case."""

    left: Expression
    right: Expression

    def formula(self, reading: Any) -> str:
        return f"{self.left.formula(reading)}={self.right.formula(reading)}"

    def python(self, reading: Any) -> str:
        return str(reading.test("same_text", "folded({}) == folded({})", self.left, self.right))

    def array(self, reading: Any) -> Any:
        return reading.same(self.left, self.right)

    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class NoneOf(Condition):
    """A text is none of some words, without case."""

    operand: Expression
    words: tuple[Word, ...]

    def formula(self, reading: Any) -> str:
        words = ",".join(word.formula(reading) for word in self.words)
        return f"SUMPRODUCT(--({self.operand.formula(reading)}={{{words}}}))=0"

    def python(self, reading: Any) -> str:
        words = tuple(reading.texts[word.key].lower() for word in self.words)
        return f"({reading.folded(self.operand)} not in {words!r})"

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class _Several(Condition):
    conditions: tuple[Expression, ...]
    function = ""

    def formula(self, reading: Any) -> str:
        return _joined(self.function, self.tests(self.function, reading))

    def tests(self, function: str, reading: Any) -> tuple[str, ...]:
        if function != self.function:
            return (self.formula(reading),)
        return _tests_of(function, self.conditions, reading)

    def python(self, reading: Any) -> str:
        return str(reading.several(self.function.lower(), self.conditions))

    def array(self, reading: Any) -> Any:
        return reading.several(self.function.lower(), self.conditions)

    def children(self) -> tuple[Expression, ...]:
        return self.conditions


@dataclass(frozen=True)
class AnyOf(_Several):
    """OR."""

    function = "OR"


@dataclass(frozen=True)
class AllOf(_Several):
    """AND."""

    function = "AND"


@dataclass(frozen=True)
class Not(Condition):
    """NOT."""

    condition: Expression

    def formula(self, reading: Any) -> str:
        return f"NOT({self.condition.formula(reading)})"

    def python(self, reading: Any) -> str:
        return f"(not {self.condition.python(reading)})"

    def array(self, reading: Any) -> Any:
        return ~self.condition.array(reading)

    def children(self) -> tuple[Expression, ...]:
        return (self.condition,)


def any_of(*conditions: Expression) -> Expression:
    """OR of the conditions; a single one stays itself."""
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def all_of(*conditions: Expression) -> Expression:
    """AND of the conditions; a single one stays itself."""
    return conditions[0] if len(conditions) == 1 else AllOf(conditions)
