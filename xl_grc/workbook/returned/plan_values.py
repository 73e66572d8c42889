"""The cells of a returned plan as values; those that cannot be read are told with their sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xl_grc.errors import Problem
from xl_grc.functions.units import MARK, TEXT
from xl_grc.records import NamedTuple
from xl_grc.values import Cell, cell_text
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.columns import read_column

UNREADABLE = frozenset(
    {
        "typed_as_text",
        "below_minimum",
        "rate_above_one",
        "above_maximum",
        "date_needed",
        "not_a_share",
        "not_a_delay",
        "mark_beside_shares",
        "not_a_measure",
        "formula_refused",
    }
)
"""The problems of inputs that hold what does not count there: it stays as it is."""

_OF_TOTALS = frozenset({"unknown_action", "action_missing", "row_without_action", "date_needed"})
"""What a row lacks to be a record; it goes without saying of one that is a total."""


class Unread(NamedTuple):
    """What an input holds that does not count there: the table, the column, the row from 0 on, the cell."""

    table: str
    key: str
    row: int
    cell: Cell


class PlanValues:
    """The values of cells, what of them does not count, and the problems found on the way."""

    def __init__(self, cells: ReturnedCells) -> None:
        self.cells = cells
        self.problems: list[Problem] = list(cells.problems)
        self.unread: list[Unread] = []

    def named(self, name: str) -> Any:
        """The value of a named cell; as of a blank one when it cannot be read."""
        cell, unit = self.cells.names.get(name), self.cells.kind.named_cells[name].unit
        parsed = read_column([cell], name, unit, self.cells.language)
        for problem in parsed.problems.values():
            shown = cell_text(cell).strip()
            self.problems.append(self.cells.problem_of_name(problem.key, name, shown, **dict(problem.values)))
        return parsed.values[0]

    def column(self, table: str, key: str, rows: Sequence[int]) -> list[Any]:
        """The values of a column in some rows."""
        unit = self.cells.kind.tables[table][key].unit
        cells = self.cells.columns.get(f"{table}.{key}")
        if cells is None or cells.count(None) == len(cells):
            blank: Any = "" if unit is TEXT else False if unit is MARK else None
            return [blank] * len(rows)
        parsed = read_column([cells[row] for row in rows], key, unit, self.cells.language)
        for position, problem in parsed.problems.items():
            row = rows[position]
            self.tell(problem, table, key, row, cells[row])
            if problem.key in UNREADABLE:
                self.unread.append(Unread(table, key, row, cells[row]))
        return parsed.values

    def records(self, table: str, rows: Sequence[int], fields: Iterable[str]) -> dict[str, list[Any]]:
        """The columns of a table that are fields of a record, in some rows."""
        known = self.cells.kind.tables[table].by_key
        return {field: self.column(table, field, rows) for field in fields if field in known}

    def tell(self, problem: Problem, table: str, key: str, row: int, cell: Cell = None) -> None:
        """Tell a problem of a cell, with what the cell shows when the problem does not say."""
        if problem.key in _OF_TOTALS and row in self.cells.totals(table):
            return
        value = problem.value or cell_text(cell).strip()
        self.problems.append(self.cells.problem(problem.key, table, key, row, value, **dict(problem.values)))
