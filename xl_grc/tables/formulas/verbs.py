"""The relational verbs: how a cell reads other rows.

The set is small and closed: here those that find and sum rows, in `ranking` those that order them, in `months` those
over the twelve months. Each verb stands with its two readings; the functions of its Python reading are in `rules`.

Text is never a criterion of SUMIFS or MATCH ("a*" and ">5" are names people write): rows are related by number, or
by whole text with `SUMPRODUCT(--(column=text),...)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import Expression
from xl_grc.functions.helpers import Helper
from xl_grc.tables.formulas.nodes import ColumnRange, Condition
from xl_grc.tables.runtime import rules, text_rules


@dataclass(frozen=True)
class Exists(Condition):
    """A row with this number exists."""

    column: ColumnRange
    key: Expression

    def formula(self, reading: Any) -> str:
        return f"ISNUMBER(MATCH({self.key.formula(reading)},{self.column.formula(reading)},0))"

    def python(self, reading: Any) -> str:
        return f"({self.key.python(reading)} in {reading.once('positions', self.column)})"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.key)


@dataclass(frozen=True)
class Lookup(Expression):
    """The cell of `column` in the row whose `keys` cell is `key`; ask `Exists` first."""

    column: ColumnRange
    keys: ColumnRange
    key: Expression

    def formula(self, reading: Any) -> str:
        column, keys, key = (node.formula(reading) for node in (self.column, self.keys, self.key))
        return f"INDEX({column},MATCH({key},{keys},0))"

    def python(self, reading: Any) -> str:
        return str(reading.lookup(self))

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.keys, self.key)

    def needs(self) -> Iterator[Expression]:
        yield self


BOUNDS = frozenset({">=", "<", "<="})
ANY_NUMBER = ">=-1E+300"
"""The criterion of SUMIFS that every number keeps and no text does."""


@dataclass(frozen=True)
class Known(Lookup):
    """A lookup of an input that some row under the key is known to hold, so that nothing waits for it.

    Where a key stands twice, the row that is found may be another one: an empty cell counts 0 there.
    """

    def python(self, reading: Any) -> str:
        return str(reading.known(self))

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class Where(Expression):
    """A condition on the rows of another table: `operator` says which, `value` comes from this row.

    Operators: "=" same number, "same" same text, "differs" other text, "contains" a text within the text, "number"
    holds a number, "filled" not blank, "entered" not blank in a column of inputs, "marked" more than spaces, and
    ">=", "<", "<=" for numbers and dates.
    """

    column: Expression
    operator: str
    value: Expression | None = None

    @property
    def is_criterion(self) -> bool:
        """SUMIFS can hold it without a text ever becoming a pattern."""
        return isinstance(self.column, ColumnRange) and self.operator in {"=", "number", "entered", *BOUNDS}

    def criterion(self, reading: Any) -> str:
        """The pair of arguments of SUMIFS."""
        if self.value is None:
            return f'{self.column.formula(reading)},"{ANY_NUMBER if self.operator == "number" else "<>"}"'
        bound = self.value.formula(reading)
        compared = bound if self.operator == "=" else f'"{self.operator}"&{bound}'
        return f"{self.column.formula(reading)},{compared}"

    def formula(self, reading: Any) -> str:
        column = self.column.formula(reading)
        if self.value is None:
            return {"number": f"ISNUMBER({column})", "filled": f'{column}<>""', "marked": f'TRIM({column})<>""'}[
                self.operator
            ]
        if self.operator == "contains":
            return f"ISNUMBER(FIND({self.value.formula(reading)},{column}))"
        operator = {"same": "=", "differs": "<>"}.get(self.operator, self.operator)
        return f"{column}{operator}{self.value.formula(reading)}"

    def children(self) -> tuple[Expression, ...]:
        return (self.column,) if self.value is None else (self.column, self.value)


@dataclass(frozen=True)
class Total(Expression):
    """The sum over the rows that keep all conditions; of products, when several columns are given."""

    values: tuple[Expression, ...]
    conditions: tuple[Where, ...] = ()

    def formula(self, reading: Any) -> str:
        values = [value.formula(reading) for value in self.values]
        if len(values) == 1 and all(condition.is_criterion for condition in self.conditions):
            if not self.conditions:
                return f"SUM({values[0]})"
            return f"SUMIFS({values[0]},{','.join(condition.criterion(reading) for condition in self.conditions)})"
        tests = [f"--({condition.formula(reading)})" for condition in self.conditions]
        return f"SUMPRODUCT({','.join([*tests, *values])})"

    def python(self, reading: Any) -> str:
        return str(reading.aggregate(self.values, self.conditions))

    def children(self) -> tuple[Expression, ...]:
        return (*self.values, *self.conditions)

    def needs(self) -> Iterator[Expression]:
        return iter(())


@dataclass(frozen=True)
class Count(Total):
    """How many rows keep all conditions."""

    values: tuple[Expression, ...] = ()

    def formula(self, reading: Any) -> str:
        if all(condition.is_criterion for condition in self.conditions):
            return f"COUNTIFS({','.join(condition.criterion(reading) for condition in self.conditions)})"
        return super().formula(reading)


@dataclass(frozen=True)
class Smallest(Expression):
    """The least number of a column."""

    column: ColumnRange

    def formula(self, reading: Any) -> str:
        return f"MIN({self.column.formula(reading)})"

    def python(self, reading: Any) -> str:
        return str(reading.once("smallest", self.column))

    def children(self) -> tuple[Expression, ...]:
        return (self.column,)


def total(*values: Expression, where: tuple[Where, ...] = ()) -> Total:
    """SUM, SUMIFS or SUMPRODUCT, as the conditions ask."""
    return Total(values, where)


def count(*where: Where) -> Count:
    """COUNTIFS or SUMPRODUCT, as the conditions ask."""
    return Count((), where)


@dataclass(frozen=True)
class Overwritten(Expression):
    """How many cells of a run of computed columns hold something else than a formula.

    The values of a workbook are filled together with its formulas, so the Python reading is 0.
    """

    table: str
    first: str
    last: str

    def formula(self, reading: Any) -> str:
        return f"SUMPRODUCT(--NOT(_xlfn.ISFORMULA({reading.block(self.table, self.first, self.last)})))"

    def python(self, reading: Any) -> str:
        return "0"


_WORD = 'LEFT({0},FIND(" ",{0}&" ")-1)'
leading_number = Helper(
    "leading_number",
    f'IF(ISNUMBER(--{_WORD}),IF(INT(--{_WORD})&""={_WORD},--{_WORD},""),"")',
    text_rules.leading_number,
    of_numbers=False,
)
sign = Helper("sign", "SIGN({0})", rules.sign)
trimmed = Helper("trimmed", "TRIM({0})", text_rules.trimmed, of_numbers=False)
two_decimals = Helper(
    "two_decimals",
    'IF({0}<0,"-","")&INT(ROUND(ABS({0}),2))&{1}&RIGHT("0"&ROUND(MOD(ROUND(ABS({0}),2),1)*100,0),2)',
    text_rules.two_decimals,
    of_numbers=False,
)
"""A number with two decimals as text, whatever the locale of the program that shows it; the separator is given."""
