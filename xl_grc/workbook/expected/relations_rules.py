"""What the rules of customer relations find in a returned workbook: a customer in two rows, a day that is not yet."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.errors import Problem
from xl_grc.plan.words import identity
from xl_grc.values import cell_text
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows


def relations_problems(cells: ReturnedCells) -> Iterator[Problem]:
    """Every problem that the rules found."""
    codes = cells.columns.get("Customers.code", [])
    seen: dict[str, int] = {}
    for row in filled_rows(cells, "Customers"):
        code = cell_text(codes[row]).strip() if row < len(codes) else ""
        if code and seen.setdefault(identity(code), row) != row:
            yield cells.problem("customer_twice", "Customers", "code", row, code)
