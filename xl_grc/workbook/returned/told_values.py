"""The cells of a returned plan as values; those that cannot be read are told with their sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from xl_grc.errors import Problem
from xl_grc.functions.units import MARK, TEXT, Unit
from xl_grc.plan.cells import read_text
from xl_grc.plan.dates import read_dates
from xl_grc.plan.grid import Parsed
from xl_grc.plan.numbers import read_numbers
from xl_grc.values import Cell, cell_text
from xl_grc.workbook.returned.cells import ReturnedCells
from xl_grc.workbook.returned.columns import as_date, read_column

_IN_CELLS = {"ambiguous_number": "number_two_ways", "ambiguous_date": "date_two_ways"}
"""What is told of a cell of a workbook, beside which no language can be typed."""


class ToldValues:
    """The values of cells, and the problems found on the way."""

    def __init__(self, cells: ReturnedCells) -> None:
        self.cells = cells
        self.problems: list[Problem] = list(cells.problems)

    def text_of_name(self, name: str) -> str:
        """The text of a named cell, "" for a blank or an unreadable one."""
        text = read_text(self.cells.names.get(name))
        if isinstance(text, Problem):
            found = self.cells.problem_of_name(text.key, name, self.cells.names[name], **dict(text.values))
            self.problems.append(found)
            return ""
        return text

    def number_of_name(self, name: str, unit: Unit) -> float | None:
        """The number of a named cell, None for a blank or an unreadable one."""
        parsed = read_numbers([self.cells.names.get(name)], unit)
        self._tell_of_name(name, parsed)
        return parsed.values[0]

    def day_of_name(self, name: str) -> Parsed[date | None]:
        """The day of a named cell, with what was told of it."""
        parsed = read_dates([as_date(self.cells.names.get(name))])
        self._tell_of_name(name, parsed)
        return parsed

    def _tell_of_name(self, name: str, parsed: Parsed[Any]) -> None:
        for problem in parsed.problems.values():
            key = _IN_CELLS.get(problem.key, problem.key)
            self.problems.append(self.cells.problem_of_name(key, name, problem.value, **dict(problem.values)))

    def column(self, table: str, key: str, rows: Sequence[int]) -> list[Any]:
        """The values of a column in some rows."""
        unit = self.cells.kind.tables[table][key].unit
        cells = self.cells.columns.get(f"{table}.{key}")
        if cells is None or cells.count(None) == len(cells):
            blank: Any = "" if unit is TEXT else False if unit is MARK else None
            return [blank] * len(rows)
        parsed = read_column([cells[row] for row in rows], key, unit)
        for position, problem in parsed.problems.items():
            self.tell(problem, table, key, rows[position], cells[rows[position]])
        return parsed.values

    def records(self, table: str, rows: Sequence[int], fields: Iterable[str]) -> dict[str, list[Any]]:
        """The columns of a table that are fields of a record, in some rows."""
        known = self.cells.kind.tables[table].by_key
        return {field: self.column(table, field, rows) for field in fields if field in known}

    def tell(self, problem: Problem, table: str, key: str, row: int, cell: Cell = None) -> None:
        """Tell a problem of a cell, with what the cell shows when the problem does not say."""
        value = problem.value or cell_text(cell).strip()
        told = _IN_CELLS.get(problem.key, problem.key)
        self.problems.append(self.cells.problem(told, table, key, row, value, **dict(problem.values)))
