"""The value of every computed cell, from the same definitions as its formula.

Each expression is written out once as Python source, column by column in order of dependency, and compiled. When
every input is a number, a text or "" the plain source runs; as soon as a cell holds anything else (an error, a
text where a number belongs, TRUE), the *careful* source runs: the same expressions, with every operand
converted as a sheet does and every cell failing on its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.cells import ErrorToken, to_number
from xl_grc.functions.expression import Binary, Call, Constant, Expression, Negative
from xl_grc.functions.units import MARK, TEXT
from xl_grc.tables import relations
from xl_grc.tables.nodes import Cell, ColumnRange, Name
from xl_grc.tables.schema import NAMED_CELLS, TABLES
from xl_grc.tables.verbs import Total, Where
from xl_grc.text import texts

_INPUTS = [
    (f"{table.name}.{column.key}", column.unit)
    for table in TABLES.values()
    for column in table
    if column.role != "computed"
]
_NUMERIC_INPUTS = [key for key, unit in _INPUTS if unit not in (TEXT, MARK)]
_TEXT_INPUTS = [key for key, unit in _INPUTS if unit is TEXT]
_MARK_INPUTS = [key for key, unit in _INPUTS if unit is MARK]

Columns = MutableMapping[str, list[Any]]
"""Values by "Table.column"."""
Names = MutableMapping[str, Any]
"""Values by named cell."""


def evaluate(columns: Columns, names: Names, language: str) -> None:
    """Fill in every computed column and named cell.

    `columns` holds the key and input columns, `names` the input cells and AsOf (a serial number); a blank
    is "". Columns of one table have one length. Errors are `ErrorToken`s in their cells.
    """
    _evaluator(language, careful=not _is_plain(columns, names))(columns, names)


LARGEST = 1e15
"""Beyond this magnitude a product may leave the range of numbers; the careful source looks at every result."""


def _is_plain(columns: Columns, names: Names) -> bool:
    return (
        all(_is_numeric(columns[key]) for key in _NUMERIC_INPUTS)
        and all(set(map(type, columns[key])) <= {str, int, float} for key in _TEXT_INPUTS)
        and all(set(map(type, columns[key])) <= {str} for key in _MARK_INPUTS)
        and _is_numeric([names["AsOf"], names["DefaultMarginRate"]])
    )


def _is_numeric(column: list[Any]) -> bool:
    """Only numbers of a usual size, and blanks."""
    given = [value for value in column if value != ""]
    return not given or (set(map(type, given)) <= relations.NUMBERS and max(given) < LARGEST and min(given) > -LARGEST)


@cache
def _evaluator(language: str, careful: bool) -> Callable[[Columns, Names], None]:
    reading = PythonReading(language, careful)
    for table, column in order_of_calculation():
        reading.add(table, column)
    return reading.compile()


def _targets() -> dict[tuple[str, str], Expression]:
    cells = {(table.name, column.key): column.computed for table in TABLES.values() for column in table}
    cells |= {("", name): cell.computed for name, cell in NAMED_CELLS.items()}
    return {target: expression for target, expression in cells.items() if expression is not None}


def _sources(table: str, expression: Expression) -> set[tuple[str, str]]:
    found = set()
    for node in expression.walk():
        match node:
            case Cell(column):
                found.add((table, column))
            case ColumnRange(other, column):
                found.add((other, column))
            case Name(name):
                found.add(("", name))
    return found


@cache
def order_of_calculation() -> tuple[tuple[str, str], ...]:
    """The computed cells, each after what it reads. A cycle raises graphlib.CycleError."""
    targets = _targets()
    graph = {target: sorted(_sources(target[0], expression) & targets.keys()) for target, expression in targets.items()}
    return tuple(TopologicalSorter(graph).static_order())


class PythonReading:
    """Writes expressions as Python source over the lists of `evaluate`."""

    def __init__(self, language: str, careful: bool) -> None:
        self.texts = texts(language)
        self._careful = careful
        self._lines: list[str] = []
        self._once: dict[str, str] = {}
        self._globals: dict[str, Any] = {"folded": relations.folded, "as_text": relations.as_text}
        if careful:
            self._globals |= {function.__name__: function for function in _CAREFUL}

    def use(self, name: str, function: Callable[..., Any]) -> None:
        """Make a function known to the source."""
        self._globals[name] = function

    def column(self, table: str, column: str) -> str:
        """The list of a column."""
        return f"columns['{table}.{column}']"

    def number(self, node: Expression) -> str:
        """The source of an operand of arithmetic."""
        source = node.python(self)
        is_number = isinstance(node, (Binary, Negative, Call)) or (isinstance(node, Constant) and node.value != "")
        return source if is_number or not self._careful else f"number({source})"

    def value(self, node: Expression) -> str:
        """The source of an operand that may be a text."""
        source = node.python(self)
        return f"shown({source})" if self._careful else source

    def comparison(self, operator: str, left: Expression, right: Expression) -> str:
        """The source of a comparison of numbers."""
        sides = (left.python(self), right.python(self))
        return f"compare({operator!r}, {sides[0]}, {sides[1]})" if self._careful else operator.join(sides)

    def test(self, function: str, plain: str, *operands: Expression) -> str:
        """The source of a condition on cells that may be blank."""
        sources = [operand.python(self) for operand in operands]
        return f"{function}({', '.join(sources)})" if self._careful else f"({plain.format(*sources)})"

    def several(self, word: str, conditions: Sequence[Expression]) -> str:
        """The source of OR and AND; a sheet looks at every condition."""
        sources = [condition.python(self) for condition in conditions]
        return (
            f"{'any' if word == 'or' else 'all'}([{', '.join(sources)}])"
            if self._careful
            else f"({f' {word} '.join(sources)})"
        )

    def once(self, function: str, *nodes: Expression) -> str:
        """A value that is calculated once for the whole workbook, from whole columns."""
        return self._variable(f"relations.{function}({', '.join(self._vector(node) for node in nodes)})")

    def _variable(self, source: str) -> str:
        if source not in self._once:
            self._once[source] = f"r{len(self._once)}"
            self._lines.append(f"{self._once[source]} = {source}")
        return self._once[source]

    def _vector(self, node: Expression) -> str:
        """The list of a column, or of a total for each number of a column."""
        if isinstance(node, Total):
            keys = next(where.value for where in node.conditions if where.value is not None)
            return self._variable(
                f"[{self.aggregate(node.values, node.conditions, 'key')} for key in {keys.python(self)}]"
            )
        return node.python(self)

    def aggregate(self, values: Sequence[Expression], conditions: Sequence[Where], key: str = "") -> str:
        """The source of a total or a count."""
        if not conditions:
            return self.once("column_total", *values)
        grouping = [where for where in conditions if where.operator in {"=", "same"}]
        bounds = [where for where in conditions if where.is_criterion and where not in grouping]
        if bounds:
            return f"relations.total_within({self._vector(values[0])}, [{self._filters(bounds)}])"
        filters = self._filters(where for where in conditions if where not in grouping)
        vectors = f"[{', '.join(self._vector(value) for value in values)}]"
        # An error spreads under SUMPRODUCT, not under SUMIFS; in plain values there is none.
        spreads = self._careful and not (len(values) <= 1 and all(where.is_criterion for where in conditions))
        if not grouping:
            rows = f"[0] * len({self._vector(conditions[0].column)})"
            return f"{self._variable(f'relations.group_totals({rows}, {vectors}, [{filters}], {spreads})')}.get(0, 0)"
        (group,) = grouping
        assert group.value is not None
        is_text = group.operator == "same"
        keys = (
            self._variable(f"relations.folded_column({self._vector(group.column)})")
            if is_text
            else self._vector(group.column)
        )
        totals = self._variable(f"relations.group_totals({keys}, {vectors}, [{filters}], {spreads})")
        wanted = key or group.value.python(self)
        return f"{totals}.get({f'folded({wanted})' if is_text else wanted}, 0)"

    def _filters(self, conditions: Iterable[Where]) -> str:
        return ", ".join(self._filter(where) for where in conditions)

    def _filter(self, where: Where) -> str:
        bound = "None" if where.value is None else where.value.python(self)
        return f"({self._vector(where.column)}, {where.operator!r}, {bound})"

    def add(self, table: str, column: str) -> None:
        """Write the calculation of one column, or of one named cell when `table` is ""."""
        expression = _targets()[table, column]
        source = expression.python(self)
        if self._careful:
            source = f"attempt(lambda: {source})"
        if not table:
            self._lines.append(f"names[{column!r}] = {source}")
            return
        cells = list(dict.fromkeys(node.column for node in expression.walk() if isinstance(node, Cell)))
        lists = ", ".join(self.column(table, cell) for cell in cells)
        rows = f"zip({lists}, strict=True)" if len(cells) > 1 else lists
        self._lines.append(f"columns['{table}.{column}'] = [{source} for {', '.join(cells)} in {rows}]")

    def source(self) -> str:
        """The whole calculation as Python source."""
        return "def calculate(columns, names):\n    " + "\n    ".join(self._lines)

    def compile(self) -> Callable[[Columns, Names], None]:
        """The calculation as a function."""
        scope: dict[str, Any] = self._globals | {"relations": relations}
        exec(self.source(), scope)
        return scope["calculate"]  # type: ignore[no-any-return]


def attempt(cell: Callable[[], Any]) -> Any:
    """The value of a cell, or its error."""
    try:
        value = cell()
    except CellError as error:
        return ErrorToken(error.token)
    except ZeroDivisionError:
        return ErrorToken("#DIV/0!")
    except OverflowError:
        return ErrorToken("#NUM!")
    except KeyError:
        return ErrorToken("#N/A")
    return value if not isinstance(value, float) or math.isfinite(value) else ErrorToken("#NUM!")


def shown(value: Any) -> Any:
    """The value itself; an error stops the calculation of the cell that reads it."""
    if value.__class__ is ErrorToken:
        raise CellError(value)
    return value


def number(value: Any) -> float:
    """An operand of arithmetic: "" is text, so it has no number (only an empty cell is 0)."""
    return to_number(shown(value))


def fail(token: str) -> Any:
    """The error that a body answers."""
    raise CellError(token)


def given(value: Any) -> bool:
    """`<>""`."""
    return bool(shown(value) != "")


def blank(value: Any) -> bool:
    """`=""`."""
    return bool(shown(value) == "")


def zero(value: Any) -> bool:
    """`=0`."""
    return shown(value).__class__ in relations.NUMBERS and value == 0


def marked(value: Any) -> bool:
    """A month is marked."""
    return relations.marked(shown(value))


def same_text(left: Any, right: Any) -> bool:
    """`=` between texts."""
    return bool(relations.folded(shown(left)) == relations.folded(shown(right)))


def compare(operator: str, left: Any, right: Any) -> bool:
    """`<`, `<=`, `>`, `>=`: on a sheet numbers come before texts, texts before FALSE and TRUE."""

    def key(value: Any) -> tuple[int, Any]:
        kind = 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0
        return (kind, relations.folded(value))

    sides = key(shown(left)), key(shown(right))
    return {"<": sides[0] < sides[1], "<=": sides[0] <= sides[1], ">": sides[0] > sides[1], ">=": sides[0] >= sides[1]}[
        operator
    ]


_CAREFUL = (attempt, shown, number, fail, marked, given, blank, zero, same_text, compare)
