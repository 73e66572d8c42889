"""Unknown statuses and objectives: what the formula of a row's remarks says is told, and decided nowhere else. And cost
lines that amount to nothing, by the conditions of their light. And totals whose amounts nobody saved."""

from __future__ import annotations

from collections.abc import Iterator

from xl_grc.errors import Problem
from xl_grc.tables.remarked import REMARKED
from xl_grc.values import NUMBERS, cell_text
from xl_grc.workbook.expected.contents import Expected
from xl_grc.workbook.returned.cells import ReturnedCells, total_problems
from xl_grc.workbook.returned.typed_totals import computed_amounts, growing

UNKNOWN_STATUS, UNKNOWN_OBJECTIVE, WITHOUT_AMOUNT = "status_unknown", "objective_unknown", "cost_without_amount"


def remarked(cells: ReturnedCells, expected: Expected) -> Iterator[Problem]:
    """The problems of rows whose remarks, worked out from their inputs, name them, of costs without an amount, and of
    totals that reading the workbook could not see."""
    words = cells.kind.texts(cells.language)
    remarks = expected.columns.get("Actions.remarks", ())
    for key in (UNKNOWN_STATUS, UNKNOWN_OBJECTIVE) if remarks else ():
        word, column = words[f"remarks.{key}"], REMARKED["Actions"][key]
        for row, said in enumerate(remarks):
            if word in said:
                shown = cell_text(cells.columns[f"Actions.{column}"][row]).strip()
                yield cells.problem(key, "Actions", column, row, shown)
    yield from _without_amount(cells, expected)
    yield from _unsaved_totals(cells, expected)


def _unsaved_totals(cells: ReturnedCells, expected: Expected) -> Iterator[Problem]:
    """The totals among rows whose computed amounts no program saved, as scripts and rows below a table have none."""
    told = {(one.sheet, one.cell) for one in cells.problems}
    for name in filter(cells.tables.__contains__, growing(cells.kind)):
        amounts = [f"{name}.{key}" for key in computed_amounts(cells.kind, name) if f"{name}.{key}" in cells.columns]
        if not any(None in cells.columns[amount] for amount in amounts):
            continue
        columns = {**cells.columns, **{amount: expected.columns[amount] for amount in amounts}}
        for problem in total_problems(cells, name, columns):
            if (problem.sheet, problem.cell) not in told:
                yield problem


def _without_amount(cells: ReturnedCells, expected: Expected) -> Iterator[Problem]:
    """Cost lines of an action that lack their quantity or their unit cost; a discount does without a quantity."""
    if "Costs" not in cells.tables:
        return
    given = [expected.columns[f"Costs.{key}"] for key in ("action", "item", "quantity", "unit_cost")]
    discount = str(cells.kind.texts(cells.language)["lists.discount"]).lower()
    for row, (action, item, quantity, unit_cost) in enumerate(zip(*given, strict=True)):
        if action == "" or (quantity == "") == (unit_cost == ""):
            continue
        lacking, other = ("quantity", unit_cost) if quantity == "" else ("unit_cost", quantity)
        follows_buyers = lacking == "quantity" and str(item).lower() == discount
        if other.__class__ in NUMBERS and not follows_buyers:
            yield cells.problem(WITHOUT_AMOUNT, "Costs", lacking, row)
