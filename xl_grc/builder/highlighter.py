"""Conditional formats of the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter as letters
from openpyxl.worksheet.worksheet import Worksheet

from xl_grc.builder import look
from xl_grc.text import Texts


class Highlighter:
    """Adds conditional formats to the data rows of a table; the words on the sheet say the same without colour.

    `position` is the column of the sheet for each column of the table, `top` and `bottom` its first and last row.
    """

    def __init__(self, sheet: Worksheet, words: Texts, position: Mapping[str, int], top: int, bottom: int) -> None:
        self.words, self.position, self.top = words, position, top
        self._sheet = sheet
        self._bottom = bottom

    def add(self, first: str, last: str, condition: str, colors: tuple[str, str]) -> None:
        """Colours for the cells of the columns from one to another that keep a condition on `{cell}`."""
        cell = f"{letters(self.position[first])}{self.top}"
        cells = f"{cell}:{letters(self.position[last])}{self._bottom}"
        rule = Rule(type="expression", dxf=look.highlight(colors), formula=[condition.format(cell=cell)])
        self._sheet.conditional_formatting.add(cells, rule)

    def words_in(self, column: str, section: str, colored: Mapping[str, tuple[str, str]]) -> None:
        """Colours for words of a section of the texts."""
        for key, colors in colored.items():
            word = self.words[f"{section}.{key}"].replace('"', '""')
            self.add(column, column, f'{{cell}}="{word}"', colors)
