"""Unknown statuses and objectives: what the formula of a row's remarks says is told, and decided nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.errors import Problem
from xl_grc.tables.remarked import REMARKED
from xl_grc.values import cell_text
from xl_grc.workbook.expected.contents import Expected
from xl_grc.workbook.returned.cells import ReturnedCells

UNKNOWN_STATUS, UNKNOWN_OBJECTIVE = "status_unknown", "objective_unknown"


def remarked(cells: ReturnedCells, expected: Expected) -> Iterator[Problem]:
    """The problems of rows whose remarks, worked out from their inputs, name them."""
    words = cells.kind.texts(cells.language)
    remarks = expected.columns.get("Actions.remarks", ())
    for key in (UNKNOWN_STATUS, UNKNOWN_OBJECTIVE) if remarks else ():
        word, column = words[f"remarks.{key}"], REMARKED["Actions"][key]
        for row, said in enumerate(remarks):
            if word in said:
                shown = cell_text(cells.columns[f"Actions.{column}"][row]).strip()
                yield cells.problem(key, "Actions", column, row, shown)
