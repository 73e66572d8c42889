"""What the formulas of a workbook are made of, beside arithmetic: cells, columns, names, words, conditions.

A blank cell and an empty text are both "" in values, as `=""` holds for both on a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import COMPARISON, JOIN, SUM, Expression, constant


@dataclass(frozen=True)
class Cell(Expression):
    """The cell of another column in the same row."""

    column: str

    def formula(self, reading: Any) -> str:
        return str(reading.cell(self.column))

    def python(self, reading: Any) -> str:
        return self.column

    def array(self, reading: Any) -> Any:
        return reading.cell(self.column)

    def needs(self) -> Iterator[Expression]:
        yield self


@dataclass(frozen=True)
class MayBeBlank(Cell):
    """The cell of another column in the same row, which may stay blank: nothing waits for it to be filled."""

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class ColumnRange(Expression):
    """A whole column of a table."""

    table: str
    column: str

    def formula(self, reading: Any) -> str:
        return str(reading.column(self.table, self.column))

    def python(self, reading: Any) -> str:
        return str(reading.column(self.table, self.column))


@dataclass(frozen=True)
class Name(Expression):
    """A named cell."""

    name: str

    def formula(self, reading: Any) -> str:
        return self.name

    def python(self, reading: Any) -> str:
        return f"names[{self.name!r}]"

    def array(self, reading: Any) -> Any:
        return reading.name(self.name)

    def needs(self) -> Iterator[Expression]:
        yield self


@dataclass(frozen=True)
class Figure(Name):
    """A named cell that always holds a number, so that nothing waits for it to be filled."""

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class Word(Expression):
    """A word of the text files, in the language of the workbook."""

    key: str

    def formula(self, reading: Any) -> str:
        return constant(reading.texts[self.key]).formula(reading)

    def python(self, reading: Any) -> str:
        return repr(reading.texts[self.key])

    def array(self, reading: Any) -> Any:
        return reading.texts[self.key]


@dataclass(frozen=True)
class Join(Expression):
    """Texts and numbers written one after the other."""

    parts: tuple[Expression, ...]
    precedence = JOIN

    def formula(self, reading: Any) -> str:
        return "&".join(part.formula(reading) for part in self.parts)

    def python(self, reading: Any) -> str:
        return "+".join(reading.text(part) for part in self.parts)

    def array(self, reading: Any) -> Any:
        return reading.joined(self.parts)

    def children(self) -> tuple[Expression, ...]:
        return self.parts


class Condition(Expression):
    """A condition on cells that may be blank: it needs nothing."""

    precedence = COMPARISON

    def needs(self) -> Iterator[Expression]:
        return iter(())

    def divisors(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class Given(Condition):
    """The operand is filled."""

    operand: Expression

    def formula(self, reading: Any) -> str:
        return f'{self.operand.formula(reading)}<>""'

    def python(self, reading: Any) -> str:
        return str(reading.test("given", "{} != ''", self.operand))

    def array(self, reading: Any) -> Any:
        return reading.given(self.operand)

    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Blank(Condition):
    """The operand is not filled."""

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
class _Several(Condition):
    conditions: tuple[Expression, ...]
    word = ""

    def formula(self, reading: Any) -> str:
        return f"{self.word.upper()}({','.join(condition.formula(reading) for condition in self.conditions)})"

    def python(self, reading: Any) -> str:
        return str(reading.several(self.word, self.conditions))

    def array(self, reading: Any) -> Any:
        return reading.several(self.word, self.conditions)

    def children(self) -> tuple[Expression, ...]:
        return self.conditions


@dataclass(frozen=True)
class AnyOf(_Several):
    """OR."""

    word = "or"


@dataclass(frozen=True)
class AllOf(_Several):
    """AND."""

    word = "and"


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


class Row:
    """`this.cost` is the cell of column `cost` in the row being calculated."""

    def __getattr__(self, column: str) -> Cell:
        return Cell(column)


class Columns:
    """`Columns("Actions").no` is the whole column `no` of the table."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __getattr__(self, column: str) -> ColumnRange:
        return ColumnRange(self._table, column)
