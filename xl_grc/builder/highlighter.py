"""Conditional formats of the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.tables.definition import Column, Table
from xl_grc.text import Texts

T = TypeVar("T")


def color(sheet: Worksheet, cells: str, condition: str, style: DifferentialStyle, *, is_last: bool = False) -> None:
    """A style for cells that keep a condition on the first of them; no other format follows one that `is_last`."""
    rule = Rule(type="expression", dxf=style, formula=[condition], stopIfTrue=is_last or None)
    sheet.conditional_formatting.add(cells, rule)


class Highlighter:
    """Adds conditional formats to the data rows of a table; the words on the sheet say the same without colour.

    `position` is the column of the sheet for each column of the table, `top` and `bottom` its first and last row.
    """

    def __init__(self, sheet: Worksheet, words: Texts, position: Mapping[str, int], top: int, bottom: int) -> None:
        self.words, self.position, self.top = words, position, top
        self._sheet = sheet
        self._bottom = bottom

    def of_row(self, column: str) -> str:
        """How a condition names the cell of a column in the row of the cell that it colours."""
        return f"${letters(self.position[column])}{self.top}"

    def add(self, first: str, last: str, condition: str, colors: tuple[str, str], bottom: int = 0) -> None:
        """Colours for the cells of the columns from one to another that keep a condition on `{cell}`; down to a row of
        the sheet when it is given."""
        self.add_to([(first, last)], condition, colors, bottom)

    def add_to(self, runs: Sequence[tuple[str, str]], condition: str, colors: tuple[str, str], bottom: int = 0) -> None:
        """The same for several runs of columns, from left to right."""
        self._add(runs, condition, look.highlight(colors), bottom)

    def pale(self, runs: Sequence[tuple[str, str]], condition: str, color: str) -> None:
        """A background for runs of columns, their text as it is."""
        self._add(runs, condition, look.background(color))

    def _add(self, runs: Sequence[tuple[str, str]], condition: str, style: DifferentialStyle, bottom: int = 0) -> None:
        cells = " ".join(
            f"{letters(self.position[first])}{self.top}:{letters(self.position[last])}{bottom or self._bottom}"
            for first, last in runs
        )
        color(self._sheet, cells, condition.format(cell=cells.partition(":")[0]), style)

    def words_in(self, column: str, section: str, colored: Mapping[str, tuple[str, str]]) -> None:
        """Colours for words of a section of the texts."""
        for key, colors in colored.items():
            word = self.words[f"{section}.{key}"].replace('"', '""')
            self.add(column, column, f'{{cell}}="{word}"', colors)


def runs_of(table: Table, kind_of: Callable[[Column], T]) -> dict[T, list[tuple[str, str]]]:
    """The columns of each kind, as runs of columns beside one another: the first and the last of each run."""
    runs: dict[T, list[tuple[str, str]]] = {}
    for kind, run in groupby(table, kind_of):
        columns = list(run)
        runs.setdefault(kind, []).append((columns[0].key, columns[-1].key))
    return runs


def free_rows(table: Table, cells: Highlighter) -> None:
    """Rows in which nothing stands yet are paler than the others."""
    told = "action" if "action" in table.by_key else next(column.key for column in table if column.role == "input")
    free = f"LEN({cells.of_row(told)})=0"
    for is_input, runs in runs_of(table, lambda column: column.role == "input").items():
        cells.pale(runs, free, look.FREE_INPUT if is_input else look.FREE_COMPUTED)
