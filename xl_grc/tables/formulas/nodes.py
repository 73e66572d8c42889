"""What the formulas of a workbook are made of, beside arithmetic: cells, columns, names, words.

A blank cell and an empty text are both "" in values, as `=""` holds for both on a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from xl_grc.functions.expression import JOIN, Constant, Expression, constant
from xl_grc.functions.helpers import Call


@dataclass(frozen=True)
class RowCell(Expression):
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
class MayBeBlank(RowCell):
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


def name_of(operand: Expression, table: str) -> str:
    """The name of an operand that is a cell or a column: "Table.column", or the name of a cell; "" of another."""
    match operand:
        case RowCell(column):
            return f"{table}.{column}"
        case ColumnRange(other, column):
            return f"{other}.{column}"
        case Name(name):
            return name
    return ""


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
class WordOf(Expression):
    """One of the words of a list of the text files, by its place counted from 1."""

    key: str
    place: Expression

    def formula(self, reading: Any) -> str:
        words = ",".join(constant(word).formula(reading) for word in reading.texts[self.key])
        return f"CHOOSE({self.place.formula(reading)},{words})"

    def python(self, reading: Any) -> str:
        return f"{tuple(reading.texts[self.key])!r}[{self.place.python(reading)} - 1]"

    def children(self) -> tuple[Expression, ...]:
        return (self.place,)


def _is_literal(node: Expression) -> bool:
    """Whether its formula is one text between quotes."""
    return isinstance(node, Word) or (isinstance(node, Constant) and isinstance(node.value, str))


_MANY_PARTS = 5
"""From so many texts on it is quicker to put them together at once than one after the other."""


@dataclass(frozen=True)
class Join(Expression):
    """Texts and numbers written one after the other; of texts that meet a formula says one."""

    parts: tuple[Expression, ...]
    precedence = JOIN

    def formula(self, reading: Any) -> str:
        joined: list[str] = []
        for part, before in zip(self.parts, (None, *self.parts), strict=False):
            text = part.formula(reading)
            if before is not None and _is_literal(part) and _is_literal(before):
                joined[-1] = joined[-1][:-1] + text[1:]
            else:
                joined.append(text)
        return "&".join(joined)

    def python(self, reading: Any) -> str:
        parts = [reading.text(part) for part in self.parts]
        return "+".join(parts) if len(parts) < _MANY_PARTS else f"''.join(({', '.join(parts)}))"

    def array(self, reading: Any) -> Any:
        return reading.joined(self.parts)

    def children(self) -> tuple[Expression, ...]:
        return self.parts


def _behind_minus(number: Call, text: Expression) -> Call:
    """A number that a helper writes, with a text between its minus and its digits: the helper takes it as its last."""
    template = number.helper.template.replace('"-","")&', '"-","")&{2}&')
    return Call(replace(number.helper, template=template), (*number.arguments, text))


@dataclass(frozen=True)
class Money(Expression):
    """An amount, already a text, with its currency as the language has it: -5 €, or -€5."""

    amount: Expression
    currency: Expression
    precedence = JOIN

    def _joined(self, reading: Any) -> Join:
        first, between, last = re.fullmatch(r"\{(\w+)\}(\s?)\{(\w+)\}", reading.texts["formats.money_text"]).groups()  # type: ignore[union-attr]  # a test reads them
        if first == "currency" and isinstance(self.amount, Call):
            return Join((_behind_minus(self.amount, Join((self.currency,))),))
        parts = [getattr(self, first), *([constant(between)] if between else []), getattr(self, last)]
        return Join(tuple(parts))

    def formula(self, reading: Any) -> str:
        return self._joined(reading).formula(reading)

    def python(self, reading: Any) -> str:
        return self._joined(reading).python(reading)

    def array(self, reading: Any) -> Any:
        return self._joined(reading).array(reading)

    def children(self) -> tuple[Expression, ...]:
        return (self.amount, self.currency)


class Row:
    """`this.cost` is the cell of column `cost` in the row being calculated."""

    def __getattr__(self, column: str) -> RowCell:
        return RowCell(column)


class Columns:
    """`Columns("Actions").no` is the whole column `no` of the table."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __getattr__(self, column: str) -> ColumnRange:
        return ColumnRange(self._table, column)
