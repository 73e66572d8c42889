"""The relational verbs: how a cell reads other rows.

The set is small and closed: here those that find and sum rows, in `ranking` those that order them, in `months` those
over the twelve months. Each verb stands with its two readings; the functions of its Python reading are in `runtime`.

Text is never a criterion of SUMIFS or MATCH ("a*" and ">5" are names people write): rows are related by number, or
by whole text with `SUMPRODUCT(--(column=text),...)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.expression import JOIN, Expression
from xl_grc.functions.helpers import Helper
from xl_grc.tables.formulas.conditions import Condition
from xl_grc.tables.formulas.nodes import ColumnRange, Word
from xl_grc.tables.runtime import rules, text_rules


@dataclass(frozen=True)
class Exists(Condition):
    """A row with this number exists. A text is no number, also where a program takes one for it."""

    column: ColumnRange
    key: Expression

    def formula(self, reading: Any) -> str:
        key = self.key.formula(reading)
        found = f"MATCH({key},{self.column.formula(reading)},0)"
        return f"COUNT({key},{found})=2" if reading.limits(self.key) else f"ISNUMBER({found})"

    def python(self, reading: Any) -> str:
        return f"({self.key.python(reading)} in {reading.once('positions', self.column)})"

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.key)


@dataclass(frozen=True)
class Lookup(Expression):
    """The cell of `column` in the row whose `keys` cell is `key`; ask `Exists` first.

    Not for an input of numbers: what does not count there would come along. Raises TypeError for one.
    """

    column: ColumnRange
    keys: ColumnRange
    key: Expression

    def formula(self, reading: Any) -> str:
        column, keys, key = (node.formula(reading) for node in (self.column, self.keys, self.key))
        limits = reading.limits(self.column)
        if limits and limits.minimum is not None:
            raise TypeError(f"{column} is an input: it is looked up with total() and Where(..., 'number')")
        return f"INDEX({column},MATCH({key},{keys},0))"

    def python(self, reading: Any) -> str:
        return str(reading.lookup(self))

    def children(self) -> tuple[Expression, ...]:
        return (self.column, self.keys, self.key)

    def needs(self) -> Iterator[Expression]:
        yield self


@dataclass(frozen=True)
class LookupText(Lookup):
    """The text of that cell, "" of a blank one: nothing waits for it to be filled."""

    precedence = JOIN

    def formula(self, reading: Any) -> str:
        return f'{super().formula(reading)}&""'

    def python(self, reading: Any) -> str:
        return f"as_text(shown({super().python(reading)}))" if reading.strict else super().python(reading)

    def needs(self) -> Iterator[Expression]:
        return iter(())


BOUNDS = frozenset({">=", "<", "<="})
ANY_NUMBER = '">=-1E+300"'
"""The criterion of SUMIFS that every number keeps and no text does."""


_SIGNS = {"same": "=", "differs": "<>", "unlike": "<>"}
_TESTS = {
    "number": "ISNUMBER({0})",
    "no number": "1-ISNUMBER({0})",
    "filled": '{0}<>""',
    "blank": '{0}=""',
    "marked": 'TRIM({0})<>""',
    "positive": "({0}>0)*({0}<=9E+307)",
    "not positive": "({0}>0)*({0}<=9E+307)=0",
}


@dataclass(frozen=True)
class Where(Expression):
    """A condition on the rows of another table: `operator` says which, `value` comes from this row.

    Operators: "=" same number, "same" same text, "differs" other text, "contains" a text within the text, "number"
    holds a number (in a column of inputs: one that counts there), "no number" anything else, "unreadable" filled with
    what does not count there, "blank", "filled" not blank, "entered" not blank in a column of inputs, "marked" more
    than spaces, "positive" a number above 0 or "not positive", "above" a number above the value, "unlike" not equal to
    another column in the same row, and ">=", "<", "<=" for numbers and dates.
    """

    column: Expression
    operator: str
    value: Expression | None = None

    @property
    def is_criterion(self) -> bool:
        """SUMIFS can hold it without a text ever becoming a pattern."""
        return isinstance(self.column, ColumnRange) and self.operator in {"=", "number", "entered", *BOUNDS}

    def criteria(self, reading: Any) -> tuple[str, ...]:
        """The pairs of arguments of SUMIFS. Excel takes a text for the number that it says: in an input it is none."""
        column, limits = self.column.formula(reading), reading.limits(self.column)
        within = limits.within() if limits else (ANY_NUMBER,)
        criteria = {"entered": ('"<>"',), "number": within}.get(self.operator, ())
        if self.value is not None:
            bound = self.value.formula(reading)
            criteria = (bound, *(within if limits else ())) if self.operator == "=" else (f'"{self.operator}"&{bound}',)
        return tuple(f"{column},{criterion}" for criterion in criteria)

    def formula(self, reading: Any) -> str:
        column = self.column.formula(reading)
        if self.operator == "unreadable":
            return str(reading.limits(self.column).broken_in(column))
        if self.operator == "number" and (limits := reading.limits(self.column)):
            return str(limits.kept_in(column))
        if self.operator == "contains" and self.value is not None:
            return f"ISNUMBER(FIND({self.value.formula(reading)},{column}))"
        if self.operator == "above" and self.value is not None:
            return f"({column}>{self.value.formula(reading)})*({column}<=9E+307)"
        if self.value is not None:
            operator = _SIGNS.get(self.operator, self.operator)
            return f"{column}{operator}{self.value.formula(reading)}"
        return _TESTS[self.operator].format(column)

    def children(self) -> tuple[Expression, ...]:
        return (self.column,) if self.value is None else (self.column, self.value)


@dataclass(frozen=True)
class Anything(Expression):
    """1 for each row in which something stands in one of the columns, else 0."""

    columns: tuple[ColumnRange, ...]

    def formula(self, reading: Any) -> str:
        tests = [f'({column.formula(reading)}<>"")' for column in self.columns]
        return f"SIGN({'+'.join(tests)})"

    def python(self, reading: Any) -> str:
        return str(reading.once("anything", *self.columns))

    def children(self) -> tuple[Expression, ...]:
        return self.columns


@dataclass(frozen=True)
class Total(Expression):
    """The sum over the rows that keep all conditions; of products, when several columns are given."""

    values: tuple[Expression, ...]
    conditions: tuple[Where, ...] = ()

    def formula(self, reading: Any) -> str:
        if len(self.values) == 1 and all(condition.is_criterion for condition in self.conditions):
            return self._of_criteria(reading)
        values = [value.formula(reading) for value in self.values]
        tests = [f"--({condition.formula(reading)})" for condition in self.conditions]
        return f"SUMPRODUCT({','.join([*tests, *values])})"

    def _of_criteria(self, reading: Any) -> str:
        """SUM or SUMIFS; numbers that do not count in an input are taken off again, so that an error there stays."""
        (value,) = self.values
        column, limits = value.formula(reading), reading.limits(value)
        criteria = [pair for condition in self.conditions for pair in condition.criteria(reading)]
        summed = f"SUMIFS({','.join([column, *criteria])})" if criteria else f"SUM({column})"
        beyond = limits.beyond() if limits else ()
        taken_off = [f"-SUMIFS({','.join([column, *criteria, column, criterion])})" for criterion in beyond]
        return f"({summed}{''.join(taken_off)})" if taken_off else summed

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
            criteria = (pair for condition in self.conditions for pair in condition.criteria(reading))
            return f"COUNTIFS({','.join(criteria)})"
        return super().formula(reading)

    def array(self, reading: Any) -> Any:
        """Over the few numbers of a column of bounds, each compared with every row."""
        where, *others = self.conditions
        if others or where.operator not in BOUNDS or where.value is None or not isinstance(where.column, ColumnRange):
            return super().array(reading)
        holds, value = rules.BOUNDS[where.operator], reading.number(where.value)
        bounds = reading.column(where.column.table, where.column.column)
        return sum([holds(one, value) * 1.0 for one in bounds], start=value * 0.0)


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


_WORD = 'LEFT({0},FIND(" ",{0}&" ")-1)'
leading_number = Helper(
    "leading_number",
    f'IF(ISNUMBER(--{_WORD}),IF(INT(--{_WORD})&""={_WORD},--{_WORD},""),"")',
    text_rules.leading_number,
    of_numbers=False,
)
sign = Helper("sign", "SIGN({0})", rules.sign)
name_in_label = Helper(
    "name_in_label", 'MID({0},FIND(" - ",{0}&" - ")+3,999)', text_rules.name_in_label, of_numbers=False
)
trimmed = Helper("trimmed", "TRIM({0})", text_rules.trimmed, of_numbers=False)
two_decimals = Helper(
    "two_decimals",
    'IF({0}<0,"-","")&INT(ROUND(ABS({0}),2))&{1}&RIGHT("0"&ROUND(MOD(ROUND(ABS({0}),2),1)*100,0),2)',
    text_rules.two_decimals,
    of_numbers=False,
)
"""A number with two decimals as text, whatever the locale of the program that shows it; the separator is given."""

_N = "ROUND(ABS({0}),0)"


def _with_thousands(power: int) -> str:
    """The digits of `_N` from a power of a thousand on, as a formula; above billions they stay together."""
    rest = f"INT({_N}/{1000**power})" if power else _N
    if power == 3:
        return rest
    return f'IF({rest}<1000,{rest},{_with_thousands(power + 1)}&{{1}}&RIGHT("00"&MOD({rest},1000),3))'


_whole = Helper(
    "whole", f'IF({{0}}<=-0.5,"-","")&{_with_thousands(0)}', text_rules.whole, of_numbers=False, is_text=True
)


def grouped(number: Expression) -> Expression:
    """A number without decimals as text, its thousands apart, whatever the locale of the program that shows it."""
    found: Expression = _whole(number, Word("formats.thousands"))
    return found
