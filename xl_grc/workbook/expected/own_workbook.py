"""A returned workbook of ours, of whichever kind: its cells, what was typed into it, what the rules of its kind say.

Checking it and making it whole are one operation for all kinds; what a kind knows of itself stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from xl_grc.errors import Problem
from xl_grc.ooxml.book import Book
from xl_grc.records import NamedTuple
from xl_grc.tables.plan import PLAN
from xl_grc.workbook.expected.contents import Expected, contents_of
from xl_grc.workbook.expected.plan_rules import plan_problems
from xl_grc.workbook.filling import Filling, filled, properties
from xl_grc.workbook.known import known_kind
from xl_grc.workbook.plan_filling import fill, start_property
from xl_grc.workbook.returned.cells import ReturnedCells, read_cells
from xl_grc.workbook.returned.plan import ReturnedPlan, plan_of
from xl_grc.workbook.returned.typed import Typed, typed_in


class OwnWorkbook(NamedTuple):
    """A workbook of ours that was read with its formulas.

    `typed` is what people typed, in pieces that mending leaves as they are; `rules` are the problems that the rules of
    the kind found. `start` and `numbers` are those of `contents_of`; `properties` those of the file to be. `filling`
    gives the filling of a new workbook that holds the same, as seen on a day.
    """

    cells: ReturnedCells
    typed: Mapping[str, Any]
    rules: tuple[Problem, ...]
    start: date | None
    numbers: Mapping[int, int]
    properties: dict[str, str]
    filling: Callable[[date], Filling]

    def expected(self, as_of: date, whole: bool = False) -> Expected:
        """What it must hold, as seen on a day."""
        return contents_of(self.cells, as_of, whole, self.start, self.numbers)


def own_workbook(book: Book) -> OwnWorkbook:
    """A workbook of ours. Raises InputError when it is of no kind that we know."""
    if known_kind(book) == "relations":
        from xl_grc.tables.relations_kind import RELATIONS  # worked out when it is asked for: plans do without

        return of_relations(read_cells(RELATIONS, book, formulas=True))
    return of_plan(plan_of(read_cells(PLAN, book, formulas=True)))


def of_plan(returned: ReturnedPlan) -> OwnWorkbook:
    """The workbook of a plan."""
    language, plan = returned.cells.language, returned.plan
    return OwnWorkbook(
        returned.cells,
        {PLAN.name: plan},
        tuple(plan_problems(returned)),
        plan.start,
        returned.numbers,
        properties(PLAN, language, returned.plan_id) | start_property(plan.start),
        lambda as_of: fill(plan, language, as_of),
    )


def of_relations(cells: ReturnedCells) -> OwnWorkbook:
    """A workbook of customer relations."""
    from xl_grc.workbook.expected.relations_rules import relations_problems

    kind, language = cells.kind, cells.language
    typed = typed_in(cells)

    def filling(as_of: date) -> Filling:
        from xl_grc.workbook.relations_filling import blank_columns, blank_names

        words = kind.texts(language)
        columns = {key: _held(typed, cells, key, column) for key, column in blank_columns(words).items()}
        return filled(kind, language, columns, blank_names(as_of, words) | typed.names)

    rules = tuple(relations_problems(cells))
    return OwnWorkbook(cells, {**typed.columns, **typed.names}, rules, None, {}, properties(kind, language), filling)


def _held(typed: Typed, cells: ReturnedCells, key: str, blank: list[Any]) -> list[Any]:
    """A column of a new workbook: as it was typed, blank where a table has lost it, as at first without the table."""
    table = key.partition(".")[0]
    if table not in cells.tables:
        return blank
    height = next((len(column) for other, column in typed.columns.items() if other.startswith(f"{table}.")), 0)
    return list(typed.columns.get(key) or [""] * height)
