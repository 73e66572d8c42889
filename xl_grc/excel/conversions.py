"""The formulas of an open workbook that call the add-in, cell by cell, and the native formulas that replace them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from xl_grc.excel.blocks import Entry
from xl_grc.excel.live_host import formulas_of
from xl_grc.excel.natives import calls_us, may_spill, native
from xl_grc.patterns import compiled_later
from xl_grc.records import NamedTuple

_ONE_CELL = compiled_later(r"=(?:'(?:[^']|'')*'|[\w.]+)!\$[A-Z]+\$[0-9]+")


class CallingCell(NamedTuple):
    """A cell whose formula calls the add-in."""

    row: int
    column: int
    formula: str
    several: bool
    """Whether it may show more than one cell."""


class Conversions(NamedTuple):
    """What to write, and the addresses of the cells that keep their formula."""

    writes: tuple[Entry, ...]
    kept: tuple[str, ...]


def conversions(book: Any, language: str) -> Conversions:
    """A native formula for every cell that calls the add-in.

    A cell keeps its formula when that has no native one, when it is part of an array entered with Ctrl+Shift+Enter, and
    when it means several cells in an Excel that does not spill.
    """
    writes, kept = [], []
    of_one_cell: set[str] | None = None
    for sheet in book.sheets:
        used = sheet.used_range
        rows, spills = formulas_of(used)
        if of_one_cell is None and _any_call(rows):  # a plan has hundreds of names
            of_one_cell = {name.name for name in book.names if _ONE_CELL.fullmatch(str(name.refers_to))}
        for call in _calls(rows, of_one_cell or set(), spills):
            place = (used.row + call.row, used.column + call.column)
            text = native(call.formula, language)
            if text is None or (call.several and (not spills or _is_array(sheet.range(place)))):
                kept.append(f"{sheet.name}!{sheet.range(place).get_address(False, False)}")
            else:
                writes.append(Entry(sheet.name, *place, text, spills))
    return Conversions(tuple(writes), tuple(kept))


def _any_call(rows: list[tuple[Any, ...]]) -> bool:
    return any(isinstance(cell, str) and cell.startswith("=") and calls_us(cell) for row in rows for cell in row)


def _calls(rows: list[tuple[Any, ...]], of_one_cell: set[str], spills: bool) -> Iterator[CallingCell]:
    """The calls of a sheet, counted from its first cell; what a formula spills over others is no call of its own."""
    for down, row in enumerate(rows):
        for right, formula in enumerate(row):
            if not (isinstance(formula, str) and formula.startswith("=") and calls_us(formula)):
                continue
            several = may_spill(formula, of_one_cell)
            beside = (rows[down - 1][right] if down else "", row[right - 1] if right else "")
            if not (several and spills and formula in beside):
                yield CallingCell(down, right, formula, several)


def _is_array(cell: Any) -> bool:
    """Whether a cell is part of an array that only changes as a whole."""
    with contextlib.suppress(Exception):  # not every host of xlwings tells
        return bool(cell.has_array)
    return False
