"""Changes of a workbook made in a spreadsheet where it is open: all of them or none."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.excel.blocks import Block, Entry, blocks, literal
from xl_grc.excel.protection import unprotected
from xl_grc.excel.refusals import reason
from xl_grc.functions.units import DATE
from xl_grc.ooxml.book import Sheet
from xl_grc.ooxml.place import Place
from xl_grc.ooxml.sheet_values import Found
from xl_grc.patterns import compiled_later
from xl_grc.values import stored
from xl_grc.workbook.expected.epoch import counted
from xl_grc.workbook.repair.changes import Changes, Growth, Heading, declared_table
from xl_grc.workbook.returned.cells import ReturnedCells

_MERGED = compiled_later(rb'mergeCell ref="([A-Z0-9:]+)"')
_FILTERED = b"<filterColumn"
_ON_THE_WAY = "~"
"""What a header is called while others change places with it: no two columns of a table bear one name."""

Undo = Callable[[], object]


def apply(book: Any, cells: ReturnedCells, changes: Changes) -> None:
    """Make the changes in an open workbook, whose copy `cells` were read from.

    Raises InputError, and everything is as it was, when one of them is refused.
    """
    _refuse_merged(cells, changes.growths)
    contents = [*_new_rows(cells, changes.growths), *_entries(cells, changes)]
    in_turn = [*_headings(changes.headings), contents]
    titles = {growth.table.sheet.title for growth in changes.growths} | {one.sheet for some in in_turn for one in some}
    held = _held(cells, changes.growths)
    with _quiet(book.app), unprotected(book, titles), _all_or_nothing(book) as undo:
        _clear_filters(book, cells, titles)
        for growth in changes.growths:
            _grow(book, cells, growth, undo)
        sheets = _sheets(book)
        for block in (block for some in in_turn for block in blocks(some)):
            _put(sheets(block.sheet), block, held, undo)


def enter(book: Any, entries: Sequence[Entry]) -> None:
    """Enter formulas over other formulas. Raises InputError, and everything is as it was, when one is refused."""
    titles = {one.sheet for one in entries}
    with _quiet(book.app), unprotected(book, titles), _all_or_nothing(book) as undo:
        sheets = _sheets(book)
        for block in blocks(entries):
            _put(sheets(block.sheet), block, lambda place: None, undo)


def _sheets(book: Any) -> Callable[[str], Any]:
    """The sheets by their titles, each asked for once."""
    return cache(lambda title: book.sheets[title])


def _headings(headings: Sequence[Heading]) -> Iterator[list[Entry]]:
    """The right headers; those that change places with others by way of other names. Formulas are entered after."""
    written = {one.written.casefold() for one in headings}
    yield [_heading(one, _ON_THE_WAY + one.name) for one in headings if one.name.casefold() in written]
    yield [_heading(one, one.name) for one in headings]


def _heading(heading: Heading, name: str) -> Entry:
    table = heading.table
    return Entry(table.sheet.title, table.place.top - 1, table.place.left + heading.position, name)


def _entries(cells: ReturnedCells, changes: Changes) -> Iterator[Entry]:
    """What is entered in cells: the last entry of a cell counts."""
    for write in changes.writes:
        value = counted(write.value, write.unit, cells.book.context.since_1904)
        yield Entry(write.sheet.title, write.row, write.column, _content(cells, value, write.formula))


def _content(cells: ReturnedCells, value: Any, formula: str | None) -> Any:
    """A formula or a value as it is entered: a day as its number, and only files mark functions that are new."""
    if formula is not None:
        return f"={formula.replace('_xlfn.', '')}"
    if isinstance(value, date):
        return counted(stored(value), DATE, cells.book.context.since_1904)
    return "" if value is None else literal(value)


def _new_rows(cells: ReturnedCells, growths: Iterable[Growth]) -> Iterator[Entry]:
    """What new rows hold before they are filled: the copied row without its contents, what was typed there before.

    The user's own formulas go on in them.
    """
    for table, bottom in growths:
        ours = {table.place.left + position for position in table.placed.columns.values()}
        own = {one.column for one in cells.book.scan(table.sheet) if one.row == table.place.bottom and one.formula}
        typed = {(one.row, one.column): one for one in cells.book.scan(table.sheet) if one.row > table.place.bottom}
        for row in range(table.place.bottom + 1, bottom + 1):
            for column in range(table.place.left, table.place.right + 1):
                found = typed.get((row, column))
                if found is not None:
                    yield Entry(table.sheet.title, row, column, _content(cells, found.value, found.formula))
                elif column in ours or column not in own:
                    yield Entry(table.sheet.title, row, column, "")


def _refuse_merged(cells: ReturnedCells, growths: Iterable[Growth]) -> None:
    """Merged cells swallow what is written into them."""
    problems = []
    for table, bottom in growths:
        grown = table.place._replace(top=table.place.top - 1, bottom=bottom)
        merged = _MERGED.findall(cells.book.archive.read(table.sheet.part))
        if any(_meet(grown, Place.parse(area.decode())) for area in merged):
            problems.append(Problem("live_merged", cells.book.file, table.sheet.title))
    if problems:
        raise InputError(problems)


def _meet(one: Place, other: Place) -> bool:
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom and other.top <= one.bottom


@contextlib.contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """All cells are written before the spreadsheet calculates and draws again."""
    calculation, drawn = app.calculation, app.screen_updating
    app.calculation, app.screen_updating = "manual", False
    try:
        yield
    finally:
        app.calculation, app.screen_updating = calculation, drawn


@contextlib.contextmanager
def _all_or_nothing(book: Any) -> Iterator[list[Undo]]:
    """Undoes what was done when anything fails, the last first. Raises InputError then."""
    done: list[Undo] = []
    try:
        yield done
    except Exception as error:  # whatever the spreadsheet raises, nothing may stay half done
        for undo in reversed(done):
            with contextlib.suppress(Exception):
                undo()
        if isinstance(error, InputError):
            raise
        raise InputError([Problem.of("live_failed", reason=reason(error))._replace(file=book.name)]) from error


def _clear_filters(book: Any, cells: ReturnedCells, titles: Iterable[str]) -> None:
    """Filters hide rows from writing; switched off and on again, they show everything."""
    for table in cells.tables.values():
        if table.sheet.title in titles and _FILTERED in cells.book.archive.read(table.part):
            listed = book.sheets[table.sheet.title].tables[declared_table(cells, table).shape.name]
            listed.show_autofilter = False
            listed.show_autofilter = True


def _grow(book: Any, cells: ReturnedCells, growth: Growth, undo: list[Undo]) -> None:
    """New rows in the look of the last one."""
    table, place = growth.table, growth.table.place
    sheet = book.sheets[table.sheet.title]
    listed = sheet.tables[declared_table(cells, table).shape.name]

    def down_to(bottom: int) -> Any:
        return sheet.range((place.top - 1, place.left), (bottom, place.right))

    new = sheet.range((place.bottom + 1, place.left), (growth.bottom, place.right))
    blank = sheet.range((table.bottom + 1, place.left), (growth.bottom, place.right))
    undo += [blank.clear, lambda: listed.resize(down_to(place.bottom))]
    listed.resize(down_to(growth.bottom))
    sheet.range((place.bottom, place.left), (place.bottom, place.right)).copy(new)


def _put(sheet: Any, block: Block, held: Callable[[tuple[str, int, int]], Any], undo: list[Undo]) -> None:
    """Enter a block of cells; `held` tells the value that a cell held before, None for one with a formula."""
    last = (block.row + len(block.contents) - 1, block.column + len(block.contents[0]) - 1)
    area = sheet.range((block.row, block.column), last)
    before, spilled = formulas_of(area)

    def write(contents: list[list[Any]], spills: bool) -> None:
        if spills:
            area.formula2 = contents
        else:
            area.raw_value = contents

    def put_back() -> None:
        contents = [
            [
                formula if (value := held((block.sheet, row, column))) is None else value
                for column, formula in enumerate(formulas, block.column)
            ]
            for row, formulas in enumerate(before, block.row)
        ]
        write(contents, spilled)

    undo.append(put_back)
    write(block.contents, block.spills)


def formulas_of(cells: Any) -> tuple[list[tuple[Any, ...]], bool]:
    """The formulas of cells, and whether they are written as an Excel that spills does: then they go back so."""
    with contextlib.suppress(Exception):  # an older Excel has no such property; how it says so depends on the system
        return rows_of(cells.formula2), True
    return rows_of(cells.formula), False


def rows_of(values: Any) -> list[tuple[Any, ...]]:
    """The rows of what xlwings answers for the formulas of a range: one alone comes bare."""
    if not isinstance(values, (list, tuple)):
        return [(values,)]
    return [tuple(row) if isinstance(row, (list, tuple)) else (row,) for row in values]


def _held(cells: ReturnedCells, growths: Sequence[Growth]) -> Callable[[tuple[str, int, int]], Any]:
    """The value that a cell of the copy holds, as it is entered; None for a formula that still stands in its cell."""
    kept = {growth.table.sheet: growth.table.place.bottom for growth in growths}

    def content(sheet: Sheet, one: Found) -> Any:
        stands = one.formula is not None and one.row <= kept.get(sheet, one.row)
        return None if stands else _content(cells, one.value, one.formula)

    @cache
    def found() -> dict[tuple[str, int, int], Any]:
        scans = ((sheet, one) for sheet in cells.book.sheets for one in cells.book.scan(sheet))
        return {(sheet.title, one.row, one.column): content(sheet, one) for sheet, one in scans}

    return lambda place: found().get(place, "")
