"""Writes expressions as Python source over the lists of columns and the values of named cells.

What several cells share is written once, before them: whole columns, rows by key, positions of numbers. The plain
source calls `fast`, the strict one (see `evaluation`) calls `rules` and converts every operand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xl_grc.functions.choice import Choice
from xl_grc.functions.expression import Binary, Constant, Expression, Negative
from xl_grc.functions.helpers import Call
from xl_grc.tables.formulas.nodes import Cell, ColumnRange, Join, Name, Word
from xl_grc.tables.formulas.ranking import Rank
from xl_grc.tables.formulas.verbs import BOUNDS, Lookup, Total, Where
from xl_grc.tables.runtime import fast, rules, strict
from xl_grc.text import Texts
from xl_grc.values import as_text

_NAME = re.compile(r"\w+")


class PythonReading:
    """Collects the source of a whole calculation, cell after cell in order of dependency."""

    def __init__(self, texts: Texts, strict_: bool) -> None:
        self.texts = texts
        self._strict = strict_
        self._lines: list[str] = []
        self._once: dict[str, str] = {}
        self._columns: set[str] = set()
        self._table = ""
        self._beside: dict[str, str] = {}
        """Lists that run along the rows of the column being written, beside its own cells: variable and source."""
        self.scope: dict[str, Any] = {"rules": rules, "fast": fast}
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
        return source if is_number or not self._strict else f"number({source})"

    def value(self, node: Expression) -> str:
        """The source of an operand that may be a text."""
        source = node.python(self)
        return f"shown({source})" if self._strict else source

    def text(self, node: Expression) -> str:
        """The source of an operand that is written as text."""
        if self._is_text(node):
            return self.value(node)
        source = f"as_text({self.value(node)})"
        return self._variable(source) if isinstance(node, Name) and not self._strict else source

    def _is_text(self, node: Expression) -> bool:
        """Whether an operand is sure to be a text."""
        if isinstance(node, Choice):
            return self._is_text(node.then) and self._is_text(node.otherwise)
        return isinstance(node, Join) or self._literal(node) is not None

    def _literal(self, node: Expression) -> str | None:
        if isinstance(node, Word):
            return str(self.texts[node.key])
        return node.value if isinstance(node, Constant) and isinstance(node.value, str) else None

    def comparison(self, operator: str, left: Expression, right: Expression) -> str:
        """The source of a comparison of numbers."""
        sides = (left.python(self), right.python(self))
        return f"compare({operator!r}, {sides[0]}, {sides[1]})" if self._strict else operator.join(sides)

    def test(self, function: str, plain: str, *operands: Expression) -> str:
        """The source of a condition on cells that may be blank."""
        if function == "same_text" and not self._strict:
            return self._same(*operands)
        sources = [operand.python(self) for operand in operands]
        return f"{function}({', '.join(sources)})" if self._strict else f"({plain.format(*sources)})"

    def several(self, word: str, conditions: Sequence[Expression]) -> str:
        """The source of OR and AND; a sheet looks at every condition."""
        sources = [condition.python(self) for condition in conditions]
        return (
            f"{'any' if word == 'or' else 'all'}([{', '.join(sources)}])"
            if self._strict
            else f"({f' {word} '.join(sources)})"
        )

    def _same(self, left: Expression, right: Expression) -> str:
        """The source of two texts or numbers equal; what is equal before a helper is equal behind it."""
        if isinstance(left, Call) and isinstance(right, Call) and left.helper is right.helper:
            (first, *others), (second, *same) = left.arguments, right.arguments
            if others == same:
                before, behind = (first, second), (left, right)
                return f"({' or '.join(' == '.join(side.python(self) for side in pair) for pair in (before, behind))})"
        return f"({self._folded(left)} == {self._folded(right)})"

    def _folded(self, node: Expression) -> str:
        """The source of a text without case; a column is folded once, not row by row."""
        literal = self._literal(node)
        if literal is not None:
            return repr(literal.lower())
        source = node.python(self)
        beside = self._beside.get(source) or (isinstance(node, Cell) and self.column(self._table, node.column))
        if self._strict or not beside:
            return f"folded({source})"
        return self._along(f"{source}_folded", self._variable(f"rules.folded_column({beside})"))

    def _along(self, variable: str, source: str) -> str:
        self._beside[variable] = source
        return variable

    # -- other rows ----------------------------------------------------------------------------------------------------

    def once(self, function: str, *nodes: Expression) -> str:
        """A value that is calculated once for the whole workbook, from whole columns."""
        module = "fast" if hasattr(fast, function) and not self._strict else "rules"
        return self._variable(f"{module}.{function}({', '.join(self._vector(node) for node in nodes)})")

    def _variable(self, source: str) -> str:
        if source not in self._once:
            self._once[source] = f"r{len(self._once)}"
            self._lines.append(f"{self._once[source]} = {source}")
        return self._once[source]

    def _vector(self, node: Expression) -> str:
        """The list of a column, or of a total for each number of a column."""
        if not isinstance(node, Total):
            return node.python(self)
        keys = next(where.value for where in node.conditions if where.value is not None)
        if not self._strict and len(node.values) == len(node.conditions) == 1:
            own_keys, values = node.conditions[0].column.python(self), self._vector(node.values[0])
            return self._variable(f"fast.totals_along({values}, {own_keys}, {keys.python(self)})")
        total = self.aggregate(node.values, node.conditions, "key")
        return self._variable(f"[{total} for key in {keys.python(self)}]")

    def lookup(self, node: Lookup) -> str:
        """The source of a cell in the row of a key."""
        column, rows = node.column.python(self), self.once("positions", node.keys)
        if self._strict or not isinstance(node.key, Cell):
            return f"{column}[{rows}[{node.key.python(self)}]]"
        keys = self.column(self._table, node.key.column)
        source = self._variable(f"fast.aligned({column}, {node.keys.python(self)}, {rows}, {keys})")
        return self._along(f"{column}_of_{node.key.column}", source)

    def known(self, node: Lookup) -> str:
        """The source of an input in the row of a key."""
        source = self.lookup(node)
        return f"empty_is_zero({source})" if self._strict else source

    def marked_totals(self, values: ColumnRange, months: Sequence[ColumnRange]) -> str:
        """The source of the twelve totals of marked months."""
        if self._strict:
            return self.once("marked_totals", values, *months)
        return self._variable(f"fast.marked_totals({self._vector(values)}, {self._marks(months)})")

    def _marks(self, months: Sequence[Expression]) -> str:
        return self._variable(f"fast.marks({', '.join(map(self._vector, months))})")

    def marks(self, months: Sequence[Cell], first: Expression | None) -> str:
        """The source of how many of the row's months are marked, of the first so many."""
        if self._strict:
            if first is None:
                return f"({'+'.join(self.test('marked', '', month) for month in months)})"
            self.use("marks_until", rules.marks_until)
            return f"marks_until({self.number(first)}, {', '.join(self.value(month) for month in months)})"
        columns = [ColumnRange(self._table, month.column) for month in months]
        marks, rows = self._marks(columns), f"len({self._vector(columns[0])})"
        until = "12" if first is None else first.python(self)
        counted = self._variable(f"fast.marks_of_rows({marks}, {until}, {rows})")
        return self._along(f"marks_{counted}", counted)

    def rank(self, node: Rank) -> str:
        """The source of the place of a number in its column."""
        if not self._strict and node.value == Cell(node.column.column) and node.column.table == self._table:
            ranks = self._variable(f"fast.ranks({self._vector(node.column)}, {node.half_step})")
            return self._along(f"rank_{node.column.column}", ranks)
        self.use("rank", rules.rank)
        return f"rank({self.once('ordered', node.column)}, {self.number(node.value)}, {node.half_step})"

    def aggregate(self, values: Sequence[Expression], conditions: Sequence[Where], key: str = "") -> str:
        """The source of a total or a count; `key` is the source of the number asked for, when not this row's."""
        if not conditions:
            return self.once("column_total", *values)
        grouping = [where for where in conditions if where.operator in {"=", "same"}]
        bounds = [where for where in conditions if where.operator in BOUNDS]
        if bounds:
            return self._within(values, bounds)
        filters = [where for where in conditions if where not in grouping]
        if not grouping:
            return self._filtered(values, conditions)
        (group,) = grouping
        assert group.value is not None
        keys = self._vector(group.column)
        if group.operator == "=":
            return self._total_of(key or group.value.python(self), keys, values, conditions, filters)
        keys = self._variable(f"rules.folded_column({keys})")
        return self._total_of(self._folded(group.value), keys, values, conditions, filters)

    def _filtered(self, values: Sequence[Expression], filters: Sequence[Where]) -> str:
        """The source of a total over all rows that keep the filters."""
        if self._strict or len(values) > 1:
            rows = f"[0] * len({self._vector(filters[0].column)})"
            return self._total_of("0", rows, values, filters, filters)
        rows = self._rows(filters)
        if not values:
            return self._variable(f"fast.count({rows})")
        return self._variable(f"fast.total({self._vector(values[0])}, {rows})")

    def _total_of(
        self,
        wanted: str,
        keys: str,
        values: Sequence[Expression],
        conditions: Sequence[Where],
        filters: Sequence[Where],
    ) -> str:
        """The source of the total under a key; the totals of all keys are prepared once."""
        vectors = [self._vector(value) for value in values]
        if self._strict:
            tests = self._filters(filters)
            # An error spreads under SUMPRODUCT, not under SUMIFS; in plain values there is none.
            spreads = not (len(values) <= 1 and all(where.is_criterion for where in conditions))
            totals = f"rules.group_totals({keys}, [{', '.join(vectors)}], [{tests}], {spreads})"
        else:
            different = self._variable(f"fast.all_different({keys})")
            if len(vectors) > 1:
                vectors = [f"fast.products({', '.join(vectors)})"]
            summed = ", ".join([keys, *vectors, different, self._rows(filters)])
            totals = f"fast.{'totals' if vectors else 'counts'}({summed})"
        return f"{self._variable(totals)}.get({wanted}, 0)"

    def _within(self, values: Sequence[Expression], bounds: Sequence[Where]) -> str:
        """The source of a total between bounds."""
        columns = list(dict.fromkeys(self._vector(where.column) for where in bounds))
        summed = self._vector(values[0]) if values else f"[1] * len({columns[0]})"
        operators = {where.operator for where in bounds}
        one_a_side = len(operators) == len(bounds) and not operators >= {"<", "<="}
        if self._strict or len(columns) > 1 or not one_a_side:
            return f"rules.total_within({summed}, [{self._filters(bounds)}])"
        if not self._table and len(bounds) == 1:  # a named cell asks once: nothing is put in order for it
            (where,) = bounds
            assert where.value is not None
            return f"fast.total_beyond({summed}, {columns[0]}, {where.operator!r}, {where.value.python(self)})"
        rows = self._variable(f"fast.by_bound({summed}, {columns[0]})")
        cuts = {}
        for where in bounds:
            assert where.value is not None
            side = "right" if where.operator == "<=" else "left"
            cuts[where.operator] = f"bisect_{side}({rows}.bounds, {where.value.python(self)})"
        return f"sum({rows}.amounts[{cuts.get('>=', '')}:{cuts.get('<') or cuts.get('<=', '')}])"

    def _rows(self, filters: Sequence[Where]) -> str:
        """The rows that pass the filters; cells that ask for the same rows share them."""
        if not filters:
            return "None"
        passes = [self._variable(f"fast.kept{self._filter(where)}") for where in filters]
        return passes[0] if len(passes) == 1 else self._variable(f"fast.all_kept({', '.join(passes)})")

    def _filters(self, conditions: Iterable[Where]) -> str:
        return ", ".join(self._filter(where) for where in conditions)

    def _filter(self, where: Where) -> str:
        bound, column = "None" if where.value is None else self.value(where.value), self._vector(where.column)
        if where.operator == "differs" and where.value is not None and not self._strict:
            bound, column = self._folded(where.value), self._variable(f"rules.folded_column({column})")
        return f"({column}, {where.operator!r}, {bound})"

    # -- the whole -----------------------------------------------------------------------------------------------------

    def add(self, table: str, column: str, expression: Expression) -> None:
        """Write the calculation of one column, or of one named cell when `table` is ""."""
        self._table, self._beside = table, {}
        source = expression.python(self)
        if self._strict:
            source = f"attempt(lambda: {source})"
        if not table:
            self._lines.append(f"names[{column!r}] = {source}")
            return
        named = set(_NAME.findall(source))
        own = dict.fromkeys(node.column for node in expression.walk() if isinstance(node, Cell))
        along = {cell: self.column(table, cell) for cell in own if cell in named or len(own) == 1}
        along |= {variable: column for variable, column in self._beside.items() if variable in named}
        lists = ", ".join(along.values())
        rows = f"zip({lists}, strict=True)" if len(along) > 1 else lists
        self._columns.add(f"{table}_{column}")
        target = f"{table}_{column} = columns['{table}.{column}']"
        self._lines.append(f"{target} = [{source} for {', '.join(along)} in {rows}]")

    def source(self) -> str:
        """The whole calculation as Python source."""
        return "def calculate(columns, names):\n    " + "\n    ".join(self._lines)

    def compile(self) -> Callable[[Any, Any], None]:
        """The calculation as a function of columns and names."""
        scope = dict(self.scope)
        exec(self.source(), scope)
        return scope["calculate"]  # type: ignore[no-any-return]
