"""What the rules of customer relations find in a returned workbook: a customer in two rows, figures that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xl_grc.errors import Problem
from xl_grc.plan.words import identity
from xl_grc.values import cell_text, number_held
from xl_grc.workbook.expected.analysis_rules import analysis_problems
from xl_grc.workbook.returned.cells import ReturnedCells, filled_rows


def relations_problems(cells: ReturnedCells) -> Iterator[Problem]:
    """Every problem that the rules found."""
    seen: dict[str, int] = {}
    for row in filled_rows(cells, "Customers"):
        code = cell_text(_held(cells, "code", row)).strip()
        if code and seen.setdefault(identity(code), row) != row:
            yield cells.problem("customer_twice", "Customers", "code", row, code)
        yield from _figures(cells, row)
    yield from analysis_problems(cells)


def _figures(cells: ReturnedCells, row: int) -> Iterator[Problem]:
    """Of a customer, figures that no sales give together: one of them was typed over, or mistyped."""
    purchases, days, first, last = (
        _held(cells, key, row) for key in ("purchases", "purchase_days", "first_purchase", "last_purchase")
    )
    if _is_more(days, purchases):
        shown = {"purchases": cell_text(purchases)}
        yield cells.problem("days_above_purchases", "Customers", "purchase_days", row, cell_text(days), **shown)
    if _is_more(first, last):
        yield cells.problem(
            "first_after_last", "Customers", "first_purchase", row, cell_text(first), last=cell_text(last)
        )


def _held(cells: ReturnedCells, key: str, row: int) -> Any:
    column = cells.columns.get(f"Customers.{key}", ())
    return column[row] if row < len(column) else None


def _is_more(one: Any, other: Any) -> bool:
    number, least = number_held(one), number_held(other)
    return number is not None and least is not None and number > least
