"""Writes totals and counts as Python source: by number, by text, between bounds, over the rows that pass filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from xl_grc.functions.expression import Expression
from xl_grc.tables.formulas.verbs import BOUNDS, Where

if TYPE_CHECKING:
    from xl_grc.tables.formulas.python_source import PythonReading


class PythonTotals:
    """The totals of a calculation that a reading collects the source of."""

    def __init__(self, reading: PythonReading) -> None:
        self._reading = reading

    def _summed(self, node: Expression) -> str:
        """The list of a column for a sum: of an input only the numbers that count; plain values all do."""
        limits = self._reading.limits_of(node) if self._reading.strict else None
        return (
            self._reading.variable(f"rules.counting({node.python(self._reading)}, {tuple(limits)})")
            if limits
            else self._reading.vector(node)
        )

    def total(self, values: Sequence[Expression], conditions: Sequence[Where], key: str = "") -> str:
        """The source of a total or a count; `key` is the source of the number asked for, when not this row's."""
        if not conditions:
            (column,) = map(self._summed, values)
            return self._reading.variable(f"{'rules' if self._reading.strict else 'fast'}.column_total({column})")
        grouping = [where for where in conditions if where.operator in {"=", "same"}]
        bounds = [where for where in conditions if where.operator in BOUNDS]
        if bounds:
            return self._within(values, conditions)
        filters = [where for where in conditions if where not in grouping[:1]]
        if not grouping:
            return self._filtered(values, conditions)
        group, *_ = grouping
        assert group.value is not None
        keys = self._reading.vector(group.column)
        if group.operator == "=":
            return self._total_of(key or group.value.python(self._reading), keys, values, conditions, filters)
        keys = self._reading.variable(f"rules.folded_column({keys})")
        return self._total_of(self._reading.folded(group.value), keys, values, conditions, filters)

    def _filtered(self, values: Sequence[Expression], filters: Sequence[Where]) -> str:
        """The source of a total over all rows that keep the filters."""
        if not self._reading.strict and any(where.operator == "unreadable" for where in filters):
            return "0"
        if self._reading.strict or len(values) > 1:
            rows = f"[0] * len({self._reading.vector(filters[0].column)})"
            return self._total_of("0", rows, values, filters, filters)
        rows = self.rows(filters)
        if not values:
            return self._reading.variable(f"fast.count({rows})")
        return self._reading.variable(f"fast.total({self._reading.vector(values[0])}, {rows})")

    def _total_of(
        self,
        wanted: str,
        keys: str,
        values: Sequence[Expression],
        conditions: Sequence[Where],
        filters: Sequence[Where],
    ) -> str:
        """The source of the total under a key; the totals of all keys are prepared once."""
        vectors = [self._summed(value) for value in values]
        if self._reading.strict:
            tests = self._filters(filters)
            # An error spreads under SUMPRODUCT, not under SUMIFS; in plain values there is none.
            spreads = not (len(values) <= 1 and all(where.is_criterion for where in conditions))
            totals = f"rules.group_totals({keys}, [{', '.join(vectors)}], [{tests}], {spreads})"
        else:
            different = self._reading.variable(f"fast.all_different({keys})")
            if len(vectors) > 1:
                vectors = [f"fast.products({', '.join(vectors)})"]
            summed = ", ".join([keys, *vectors, different, self.rows(filters)])
            totals = f"fast.{'totals' if vectors else 'counts'}({summed})"
        if self._reading.strict:
            return f"rules.total_under({self._reading.variable(totals)}, {wanted})"
        return f"{self._reading.variable(totals)}.get({wanted}, 0)"

    def _within(self, values: Sequence[Expression], conditions: Sequence[Where]) -> str:
        """The source of a total between bounds; of an input only the numbers that count, where that is asked."""
        bounds = [where for where in conditions if where.operator in BOUNDS]
        columns = list(dict.fromkeys(self._reading.vector(where.column) for where in bounds))
        summed = self._summed(values[0]) if values else f"[1] * len({columns[0]})"
        operators = {where.operator for where in bounds}
        one_a_side = len(operators) == len(bounds) and not operators >= {"<", "<="}
        if self._reading.strict:
            tests = [self.filter(where) for where in conditions]
            return f"rules.total_within({summed}, [{', '.join(tests)}])"
        if len(columns) > 1 or not one_a_side:
            return f"rules.total_within({summed}, [{self._filters(bounds)}])"
        if not self._reading.table and len(bounds) == 1:  # a named cell asks once: nothing is put in order for it
            (where,) = bounds
            assert where.value is not None
            bound = where.value.python(self._reading)
            return f"fast.total_beyond({summed}, {columns[0]}, {where.operator!r}, {bound})"
        rows = self._reading.variable(f"fast.by_bound({summed}, {columns[0]})")
        cuts = {}
        for where in bounds:
            assert where.value is not None
            side = "right" if where.operator == "<=" else "left"
            cuts[where.operator] = f"bisect_{side}({rows}.bounds, {where.value.python(self._reading)})"
        return f"sum({rows}.amounts[{cuts.get('>=', '')}:{cuts.get('<') or cuts.get('<=', '')}])"

    def rows(self, filters: Sequence[Where], now: bool = True) -> str:
        """The rows that pass the filters; cells that ask for the same rows share them.

        Unless it is `now`, those that nobody asked for before are looked for only where the source stands.
        """
        if not filters:
            return "None"
        if any(where.operator == "unreadable" for where in filters):
            return "[]"
        hold = self._reading.variable if now else self._reading.variable_of
        passes = [hold(f"fast.kept{self.filter(where)}") for where in filters]
        return passes[0] if len(passes) == 1 else hold(f"fast.all_kept({', '.join(passes)})")

    def _filters(self, conditions: Iterable[Where]) -> str:
        return ", ".join(self.filter(where) for where in conditions)

    def filter(self, where: Where) -> str:
        """The source of a filter: the column, the operator, what it is compared with."""
        column = self._reading.vector(where.column)
        bound = "None" if where.value is None else self._reading.value(where.value)
        if where.operator == "unreadable":
            return f"({column}, 'unreadable', {tuple(self._reading.limits_of(where.column) or ())})"
        if where.operator == "number":
            return f"({self._summed(where.column)}, 'number', None)"
        if where.operator in ("differs", "same") and where.value is not None and not self._reading.strict:
            bound, column = self._reading.folded(where.value), self._reading.variable(f"rules.folded_column({column})")
        return f"({column}, {where.operator!r}, {bound})"
