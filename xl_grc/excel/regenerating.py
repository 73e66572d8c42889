"""What an open plan lacks: rows, month headers, numbers, formulas. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.excel.writing import Changes, Growth, Write
from xl_grc.functions.units import DATE, MONTH
from xl_grc.ooxml.formula_text import same_formula
from xl_grc.tables.schema import TABLES
from xl_grc.tables.shape import month_headers
from xl_grc.text import texts
from xl_grc.values import from_serial, is_blank
from xl_grc.workbook.expected.contents import Expected, stored
from xl_grc.workbook.returned.headers import month_keys
from xl_grc.workbook.returned.locate import ReturnedTable
from xl_grc.workbook.returned.plan import ReturnedPlan

_SWAP = "~"
"""What month headers are called while they change places: no two columns of a table bear one name."""


def changes(reading: ReturnedPlan, wanted: Expected) -> Changes:
    """Every change that makes the plan whole. Raises InputError when something of the user's is in the way."""
    tables = reading.cells.tables
    growths = tuple(one for table in tables.values() for one in _growth(reading, wanted, table))
    writes = [write for table in tables.values() for write in _headers(wanted, table)]
    writes += [write for table in tables.values() for write in _marks(reading, wanted, table)]
    writes += [write for table in tables.values() for write in _rows(reading, wanted, table)]
    writes += _names(reading, wanted)
    return Changes(growths, tuple(writes))


def _bottom(wanted: Expected, table: ReturnedTable) -> int:
    return max(table.bottom + wanted.added.get(table.name, 0), table.place.bottom)


def _growth(reading: ReturnedPlan, wanted: Expected, table: ReturnedTable) -> Iterator[Growth]:
    bottom = _bottom(wanted, table)
    if bottom != table.place.bottom:
        yield growth(reading, table, bottom)


def growth(reading: ReturnedPlan, table: ReturnedTable, bottom: int) -> Growth:
    """A table with a new last row. Raises InputError when something of the user's stands where its rows would go."""
    place, file = table.place, reading.cells.book.file
    if table.totals:
        raise InputError([Problem("totals_row", file, table.sheet.title, value=table.name)])
    for cell in reading.cells.book.scan(table.sheet):
        inside = place.left <= cell.column <= place.right and table.bottom < cell.row <= bottom
        if inside and not is_blank(cell.value):
            raise InputError([Problem("cells_below", file, table.sheet.title, value=table.name)])
    extra = frozenset(place.left + index for index in table.placed.extra.values())
    return Growth(table.sheet.title, table.part, place._replace(top=place.top - 1), bottom, extra)


def _headers(wanted: Expected, table: ReturnedTable) -> Iterator[Write]:
    """The names of the months, when the plan begins in another one: first other names, then the right ones."""
    names = month_headers(texts(wanted.language), wanted.start_month)
    if not _moves(wanted, table):
        return
    row, left = table.place.top - 1, table.place.left
    for mark in (_SWAP, ""):
        for key, name in zip(month_keys(table.name), names, strict=True):
            yield Write(table.sheet.title, row, left + table.placed.columns[key], mark + name)


def _moves(wanted: Expected, table: ReturnedTable) -> bool:
    calendar = [(wanted.start_month - 1 + offset) % 12 + 1 for offset in range(12)]
    months = table.placed.months
    return bool(months) and [months[key] for key in month_keys(table.name)] != calendar


def _marks(reading: ReturnedPlan, wanted: Expected, table: ReturnedTable) -> Iterator[Write]:
    """The marks follow their month."""
    if not _moves(wanted, table):
        return
    for key in month_keys(table.name):
        name = f"{table.name}.{key}"
        if any(formula is not None for formula in reading.cells.formulas[name]):
            raise InputError([reading.cells.problem("live_formula_in_month", table.name, key, 0)])
        known = reading.cells.columns[name]
        for index, value in enumerate(wanted.columns[name][: len(known)]):
            if stored(known[index]) != value:
                yield Write(
                    table.sheet.title, table.place.top + index, table.place.left + table.placed.columns[key], value
                )


def _rows(reading: ReturnedPlan, wanted: Expected, table: ReturnedTable) -> Iterator[Write]:
    missing = {name for name in TABLES if name not in reading.cells.tables}
    for column in TABLES[table.name]:
        if column.key not in table.placed.columns:
            continue
        place = table.place.left + table.placed.columns[column.key]
        name = f"{table.name}.{column.key}"
        if column.computed is not None:
            formula = wanted.formulas[name]
            if not any(f"{other}[" in formula for other in missing):
                wrong = list(_without(formula, reading, wanted, name))
                yield from _runs(table, place, wrong, f"={formula}")
        elif column.role == "key":
            known = reading.cells.columns[name]
            for index, value in enumerate(wanted.columns[name]):
                if index >= len(known) or stored(known[index]) != value:
                    content = _day(value) if column.unit in (DATE, MONTH) else value
                    yield Write(table.sheet.title, table.place.top + index, place, content)


def _without(formula: str, reading: ReturnedPlan, wanted: Expected, name: str) -> Iterator[int]:
    """The rows of a computed column whose formula is not the right one."""
    written = reading.cells.formulas[name]
    for index in range(len(wanted.columns[name])):
        if index >= len(written) or written[index] is None or not same_formula(str(written[index]), formula):
            yield index


def _runs(table: ReturnedTable, column: int, rows: list[int], content: str) -> Iterator[Write]:
    """Rows that follow each other are written at once."""
    start = 0
    for position, row in enumerate(rows):
        if position + 1 == len(rows) or rows[position + 1] != row + 1:
            top = table.place.top + rows[start]
            yield Write(table.sheet.title, top, column, content, position - start + 1, formula=True)
            start = position + 1


def _names(reading: ReturnedPlan, wanted: Expected) -> Iterator[Write]:
    """The computed named cells."""
    missing = {name for name in TABLES if name not in reading.cells.tables}
    for name, place in reading.cells.places.items():
        formula, old = wanted.name_formulas.get(name), reading.cells.name_formulas.get(name)
        if formula is None or (old is not None and same_formula(old, formula)):
            continue
        if any(f"{other}[" in formula for other in missing):
            continue
        if name == "AsOf" and not is_blank(reading.cells.names.get(name)):
            continue  # a typed date replaces TODAY()
        yield Write(place.sheet.title, place.row, place.column, f"={formula}", formula=True)


def _day(value: Any) -> Any:
    day = from_serial(value) if isinstance(value, (int, float)) else value
    return datetime.combine(day, time()) if isinstance(day, date) and not isinstance(day, datetime) else day
