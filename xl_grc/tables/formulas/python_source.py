"""Writes expressions as Python source over the lists of columns and the values of named cells.

What several cells share is written once, before them: whole columns, rows by key, positions of numbers. The plain
source calls `fast`, the strict one (see `evaluation`) calls `rules` and converts every operand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xl_grc.functions.choice import Choice
from xl_grc.functions.expression import Binary, Constant, Expression, Negative
from xl_grc.functions.helpers import Call
from xl_grc.patterns import compiled_later
from xl_grc.tables.formulas.limits import InputLimits
from xl_grc.tables.formulas.nodes import Join, Money, Name, RowCell, Word, name_of
from xl_grc.tables.formulas.python_totals import PythonTotals
from xl_grc.tables.formulas.ranking import Rank
from xl_grc.tables.formulas.verbs import Lookup, Total, Where
from xl_grc.tables.runtime import fast, month_rules, rules, spots, strict
from xl_grc.text import Texts
from xl_grc.values import as_text

_NAME = compiled_later(r"\w+")


class PythonReading:
    """Collects the source of a whole calculation, cell after cell in order of dependency."""

    def __init__(self, limits: Mapping[str, InputLimits], texts: Texts, strict_: bool) -> None:
        self.texts = texts
        self._limits = limits
        self.strict = strict_
        self._lines: list[str] = []
        self._once: dict[str, str] = {}
        self._columns: set[str] = set()
        self.table = ""
        self._beside: dict[str, str] = {}
        """Lists that run along the rows of the column being written, beside its own cells: variable and source."""
        self.scope: dict[str, Any] = {"rules": rules, "month_rules": month_rules, "fast": fast, "spots": spots}
        self.scope |= {"folded": rules.folded, "as_text": as_text, "fail": strict.fail}
        self.scope |= {function.__name__: function for function in (bisect_left, bisect_right)}
        if strict_:
            self.scope |= {function.__name__: function for function in strict.FUNCTIONS}

    def use(self, name: str, function: Callable[..., Any]) -> None:
        """Make a function known to the source."""
        self.scope[name] = function

    # -- operands ------------------------------------------------------------------------------------------------------

    def column(self, table: str, column: str) -> str:
        """The list of a column."""
        variable = f"{table}_{column}"
        if variable not in self._columns:
            self._columns.add(variable)
            self._lines.append(f"{variable} = columns['{table}.{column}']")
        return variable

    def number(self, node: Expression) -> str:
        """The source of an operand of arithmetic."""
        source = node.python(self)
        is_number = isinstance(node, (Binary, Negative, Call)) or (isinstance(node, Constant) and node.value != "")
        return source if is_number or not self.strict else f"number({source})"

    def value(self, node: Expression) -> str:
        """The source of an operand that may be a text."""
        source = node.python(self)
        return f"shown({source})" if self.strict else source

    def text(self, node: Expression) -> str:
        """The source of an operand that is written as text."""
        if self._is_text(node):
            return self.value(node)
        if isinstance(node, Call) and node.helper.is_text and not self.strict and self._reads_one_cell(node):
            return self._texts_along(node)
        source = f"as_text({self.value(node)})"
        return self.variable(source) if isinstance(node, Name) and not self.strict else source

    def _reads_one_cell(self, call: Call) -> bool:
        """Whether a helper is given one cell of its row, and beside it what all rows share."""
        first, *others = call.arguments
        own = (isinstance(node, RowCell) for other in others for node in other.walk())
        return isinstance(first, RowCell) and not any(own)

    def _texts_along(self, call: Call) -> str:
        """The source of the text that a helper writes of a cell; those of a column are written once for each value."""
        (cell, *words), name = call.arguments, call.helper.name
        self.use(name, call.helper.compute)
        column = self.column(self.table, cell.column)  # type: ignore[attr-defined]  # a cell of the row
        given = ", ".join([name, column, *(word.python(self) for word in words)])
        return self.along(f"{cell.python(self)}_{name}", self.variable(f"fast.texts_of({given})"))

    def _is_text(self, node: Expression) -> bool:
        """Whether an operand is sure to be a text."""
        if isinstance(node, Choice):
            return self._is_text(node.then) and self._is_text(node.otherwise)
        return isinstance(node, Join | Money) or self._literal(node) is not None

    def _literal(self, node: Expression) -> str | None:
        if isinstance(node, Word):
            return str(self.texts[node.key])
        return node.value if isinstance(node, Constant) and isinstance(node.value, str) else None

    def comparison(self, operator: str, left: Expression, right: Expression) -> str:
        """The source of a comparison of numbers."""
        sides = (left.python(self), right.python(self))
        return f"compare({operator!r}, {sides[0]}, {sides[1]})" if self.strict else operator.join(sides)

    def given(self, operand: Expression) -> str:
        """The source of whether an operand is filled; plain values all count."""
        return self._held("given", "counts", operand) if self.strict else f"({operand.python(self)} != '')"

    def blank(self, operand: Expression) -> str:
        """The source of the contrary."""
        return self._held("blank", "not counts", operand) if self.strict else f"({operand.python(self)} == '')"

    def unreadable(self, operand: Expression) -> str:
        """The source of whether an input is filled with what does not count there."""
        return (
            f"({self._held('', 'not counts', operand)} and given({operand.python(self)}))" if self.strict else "False"
        )

    def _held(self, function: str, of_input: str, operand: Expression) -> str:
        limits = self.limits_of(operand)
        return (
            f"{of_input}({operand.python(self)}, {tuple(limits)})" if limits else f"{function}({operand.python(self)})"
        )

    def limits_of(self, operand: Expression) -> InputLimits | None:
        """What counts in an input of numbers, None for anything else."""
        return self._limits.get(name_of(operand, self.table))

    def test(self, function: str, plain: str, *operands: Expression) -> str:
        """The source of a condition on cells that may be blank."""
        if function == "same_text" and not self.strict:
            return self._same(*operands)
        sources = [operand.python(self) for operand in operands]
        return f"{function}({', '.join(sources)})" if self.strict else f"({plain.format(*sources)})"

    def several(self, word: str, conditions: Sequence[Expression]) -> str:
        """The source of OR and AND; a sheet looks at every condition."""
        sources = [condition.python(self) for condition in conditions]
        return (
            f"{'any' if word == 'or' else 'all'}([{', '.join(sources)}])"
            if self.strict
            else f"({f' {word} '.join(sources)})"
        )

    def _same(self, left: Expression, right: Expression) -> str:
        """The source of two texts or numbers equal; what is equal before a helper is equal behind it."""
        if isinstance(left, Call) and isinstance(right, Call) and left.helper is right.helper:
            (first, *others), (second, *same) = left.arguments, right.arguments
            if others == same:
                before, behind = (first, second), (left, right)
                return f"({' or '.join(' == '.join(side.python(self) for side in pair) for pair in (before, behind))})"
        return f"({self.folded(left)} == {self.folded(right)})"

    def folded(self, node: Expression) -> str:
        """The source of a text without case; a column is folded once, not row by row."""
        literal = self._literal(node)
        if literal is not None:
            return repr(literal.lower())
        source = self.value(node)
        beside = self._beside.get(source) or (isinstance(node, RowCell) and self.column(self.table, node.column))
        if self.strict or not beside:
            return f"folded({source})"
        return self.along(f"{source}_folded", self.variable(f"rules.folded_column({beside})"))

    def along(self, variable: str, source: str) -> str:
        """A variable that runs along the rows of a list, beside the cells of the column being written."""
        self._beside[variable] = source
        return variable

    # -- other rows ----------------------------------------------------------------------------------------------------

    def once(self, function: str, *nodes: Expression) -> str:
        """A value that is calculated once for the whole workbook, from whole columns."""
        module = "fast" if hasattr(fast, function) and not self.strict else "rules"
        return self.variable(f"{module}.{function}({', '.join(self.vector(node) for node in nodes)})")

    def variable(self, source: str) -> str:
        """The variable of a value that is calculated once for the whole workbook."""
        if source not in self._once:
            self._once[source] = f"r{len(self._once)}"
            self._lines.append(f"{self._once[source]} = {source}")
        return self._once[source]

    def variable_of(self, source: str) -> str:
        """The variable of a value if it is calculated already, else its source."""
        return self._once.get(source, source)

    def vector(self, node: Expression) -> str:
        """The list of a column, or of a total for each number of a column."""
        if not isinstance(node, Total):
            return node.python(self)
        keys = next(where.value for where in node.conditions if where.value is not None)
        if not self.strict and len(node.values) == len(node.conditions) == 1:
            own_keys, values = node.conditions[0].column.python(self), self.vector(node.values[0])
            return self.variable(f"fast.totals_along({values}, {own_keys}, {keys.python(self)})")
        total = self.aggregate(node.values, node.conditions, "key")
        return self.variable(f"[{total} for key in {keys.python(self)}]")

    def lookup(self, node: Lookup) -> str:
        """The source of a cell in the row of a key."""
        column, rows = node.column.python(self), self.once("positions", node.keys)
        if self.strict or not isinstance(node.key, RowCell):
            return f"{column}[{rows}[{node.key.python(self)}]]"
        keys = self.column(self.table, node.key.column)
        source = self.variable(f"fast.aligned({column}, {node.keys.python(self)}, {rows}, {keys})")
        return self.along(f"{column}_of_{node.key.column}", source)

    def rank(self, node: Rank) -> str:
        """The source of the place of a number in its column."""
        if not self.strict and node.value == RowCell(node.column.column) and node.column.table == self.table:
            ranks = self.variable(f"fast.ranks({self.vector(node.column)}, {node.half_step})")
            return self.along(f"rank_{node.column.column}", ranks)
        self.use("rank", rules.rank)
        return f"rank({self.once('ordered', node.column)}, {self.number(node.value)}, {node.half_step})"

    def aggregate(self, values: Sequence[Expression], conditions: Sequence[Where], key: str = "") -> str:
        """The source of a total or a count; `key` is the source of the number asked for, when not this row's."""
        return PythonTotals(self).total(values, conditions, key)

    def rows_later(self, filters: Sequence[Where]) -> str:
        """The rows that pass the filters, for a source that is hardly ever looked at."""
        return PythonTotals(self).rows(filters, now=False)

    def filter(self, where: Where) -> str:
        """The source of a filter: the column, the operator, what it is compared with."""
        return PythonTotals(self).filter(where)

    # -- the whole -----------------------------------------------------------------------------------------------------

    def add(self, table: str, column: str, expression: Expression) -> None:
        """Write the calculation of one column, or of one named cell when `table` is ""."""
        self.table, self._beside = table, {}
        source = expression.python(self)
        if self.strict:
            source = f"attempt(lambda: {source})"
        if not table:
            self._lines.append(f"names[{column!r}] = {source}")
            return
        named = set(_NAME.findall(source))
        own = dict.fromkeys(node.column for node in expression.walk() if isinstance(node, RowCell))
        along = {cell: self.column(table, cell) for cell in own if cell in named or len(own) == 1}
        along |= {variable: column for variable, column in self._beside.items() if variable in named}
        lists = ", ".join(along.values())
        rows = f"zip({lists}, strict=True)" if len(along) > 1 else lists
        self._columns.add(f"{table}_{column}")
        target = f"{table}_{column} = columns['{table}.{column}']"
        self._lines.append(f"{target} = [{source} for {', '.join(along)} in {rows}]")

    def source(self) -> str:
        """The whole calculation as Python source."""
        return "def calculate(columns, names, surroundings):\n    " + "\n    ".join(self._lines)

    def compile(self) -> Callable[[Any, Any, Any], None]:
        """The calculation as a function of columns, names and surroundings."""
        scope = dict(self.scope)
        exec(self.source(), scope)
        return scope["calculate"]  # type: ignore[no-any-return]
