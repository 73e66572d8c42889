"""A sheet or a CSV file as rows of cells, and what a column of cells reads as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Generic, TypeAlias, TypeVar, cast

from xl_grc.errors import Problem
from xl_grc.ooxml.looks import SheetLooks
from xl_grc.records import NamedTuple
from xl_grc.text import texts
from xl_grc.values import NOT_CALCULATED, Cell, ErrorToken

T = TypeVar("T")
Evidence: TypeAlias = Callable[[], Iterable[int]]

TEXT_TYPES = {str, type(None)}
"""The types of the cells of a CSV file."""


class Doubt(NamedTuple):
    """What is known to be wrong with a row before its cells are read: its sheet and number, the field that shows it,
    and what."""

    sheet: str
    number: int
    field: str
    problem: Problem


class Grid(NamedTuple):
    """The cells of one sheet, or of a part of it; rows may differ in length.

    The row a user sees is the index plus one, or stands in `numbers` when rows are missing; the sheet it stands on
    stands in `sheets` when there are several. A `plain` grid is one row of headers and a row for each record.
    """

    file: str
    sheet: str
    rows: list[list[Cell]]
    numbers: Sequence[int] = ()
    plain: bool = False
    doubts: tuple[Doubt, ...] = ()
    looks: SheetLooks = SheetLooks()
    sheets: Sequence[str] = ()

    def number(self, index: int) -> int:
        """The row that a user sees."""
        return self.numbers[index] if self.numbers else index + 1

    def title(self, index: int) -> str:
        """The sheet on which a row stands."""
        return self.sheets[index] if self.sheets else self.sheet


class Unsettled(Exception):  # a request more than an error
    """A part of a file holds a cell that only the rest of its column can settle."""


class Parsed(NamedTuple, Generic[T]):
    """A column once read: a value per cell, and the problems by position in the column."""

    values: list[T]
    problems: dict[int, Problem]


def parted(found: list[T | Problem], blank: T) -> Parsed[T]:
    """The values and the problems of a column apart; `blank` stands where a problem was."""
    if Problem not in set(map(type, found)):
        return Parsed(cast("list[T]", found), {})
    problems = {position: value for position, value in enumerate(found) if isinstance(value, Problem)}
    return Parsed([blank if isinstance(value, Problem) else value for value in found], problems)


def only_texts(cells: Iterable[Cell]) -> bool:
    """Whether cells are texts and blanks, as in every CSV file: they can be looked at all at once then."""
    return set(map(type, cells)) <= TEXT_TYPES


def formula_problem(cell: ErrorToken) -> Problem:
    """The problem of a cell that shows an error. Problems: formula_refused, formula_not_calculated."""
    return Problem.of("formula_not_calculated" if cell == NOT_CALCULATED else "formula_refused")


def settled(evidence: Iterable[int], language: str | None) -> int | None:
    """Which of two readings a column takes: 0 the French one, 1 the English one, None when it stays open.

    The unambiguous cells of the column (`evidence`) decide when they agree, else the typed language: one that writes a
    decimal comma takes the French one.

    >>> settled([1, 1], "fr"), settled([], "fr"), settled([0, 1], None)
    (1, 0, None)
    """
    found = set(evidence)
    if len(found) == 1:
        return found.pop()
    return None if language is None else int(texts(language)["formats.decimal"] != ",")


def columns_of(rows: Sequence[Sequence[Cell]], width: int) -> list[list[Cell]]:
    """The first `width` columns of rows, short rows completed with blanks.

    >>> columns_of([[1, 2], [3]], 2)
    [[1, 3], [2, None]]
    """
    if rows and min(map(len, rows)) >= width:
        return [list(column) for column in islice(zip(*rows, strict=False), width)]
    return [[row[index] if index < len(row) else None for row in rows] for index in range(width)]
