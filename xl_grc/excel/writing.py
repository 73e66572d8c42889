"""Changes of an open workbook: all of them or none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from xl_grc.errors import InputError, Problem
from xl_grc.excel.live import rows_of
from xl_grc.excel.protection import unprotected
from xl_grc.ooxml.place import Place


class Write(NamedTuple):
    """A value, or with `formula` a formula and its equals sign, for cells that touch each other in a column.

    `spills` is for a formula as an Excel that spills writes it; another keeps to one cell, with an @ where it must.
    """

    sheet: str
    row: int
    column: int
    content: Any
    rows: int = 1
    formula: bool = False
    spills: bool = False


class Growth(NamedTuple):
    """A table that gets a new last row; `place` is the whole table before, headers included.

    `extra` are the columns that users added, counted on the sheet: their formulas go on in the new rows.
    """

    sheet: str
    table: str
    place: Place
    bottom: int
    extra: frozenset[int] = frozenset()


class Changes(NamedTuple):
    """What a command does, in its order: tables grow, then cells are written."""

    growths: tuple[Growth, ...]
    writes: tuple[Write, ...]

    @property
    def sheets(self) -> set[str]:
        """The sheets that change."""
        return {growth.sheet for growth in self.growths} | {write.sheet for write in self.writes}

    @property
    def cells(self) -> int:
        """How many cells are written."""
        return sum(write.rows for write in self.writes)

    @property
    def rows(self) -> int:
        """How many rows are added."""
        return sum(growth.bottom - growth.place.bottom for growth in self.growths)


def apply(book: Any, changes: Changes) -> None:
    """Make the changes. Raises InputError, and everything is as it was, when one of them is refused."""
    _refuse_merged(book, changes)
    with _quiet(book.app), unprotected(book, changes.sheets), all_or_nothing(book, changes.sheets):
        _clear_filters(book, changes.sheets)
        for growth in changes.growths:
            _grow(book.sheets[growth.sheet], growth)
        for write in changes.writes:
            _put(book.sheets[write.sheet], write)


def reason(error: Exception) -> str:
    """What a spreadsheet says of its refusal; Excel's errors hold it deep inside.

    >>> reason(OSError("no more"))
    'no more'
    >>> reason(Exception(-2147352567, "Exception occurred.", (0, "Microsoft Excel", "The sheet is full.", None, 0, 0)))
    'The sheet is full.'
    """
    details = error.args[2] if len(error.args) > 2 else None
    told = details[2] if isinstance(details, tuple) and len(details) > 2 else None
    return str(told or error)


@contextlib.contextmanager
def all_or_nothing(book: Any, titles: Iterable[str]) -> Iterator[None]:
    """Puts the cells and tables of some sheets back when anything fails. Raises InputError then."""
    before = _Snapshot({title: _kept(book.sheets[title]) for title in titles}, _tables(book, titles))
    try:
        yield
    except InputError:
        _restore(book, before)
        raise
    except Exception as error:  # whatever the spreadsheet raises, nothing may stay half done
        _restore(book, before)
        raise InputError([Problem.of("live_failed", reason=reason(error))._replace(file=book.name)]) from error


@contextlib.contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """Hundreds of cells are written before the spreadsheet calculates and draws again."""
    calculation, drawn = app.calculation, app.screen_updating
    app.calculation, app.screen_updating = "manual", False
    try:
        yield
    finally:
        app.calculation, app.screen_updating = calculation, drawn


def _put(sheet: Any, write: Write) -> None:
    cells = sheet.range((write.row, write.column), (write.row + write.rows - 1, write.column))
    if write.spills:
        cells.formula2 = write.content
    elif write.formula:
        cells.formula = write.content
    elif write.content == "":
        cells.clear_contents()
    else:
        cells.value = _literal(write.content)


def _literal(content: Any) -> Any:
    """A text that begins like a formula or a number is kept as a text by an apostrophe."""
    if isinstance(content, str) and (content[:1] in "'=+-@" or content[:1].isdigit()):
        return f"'{content}"
    return content


def _grow(sheet: Any, growth: Growth) -> None:
    """New rows in the look of the last one, without what was typed there."""
    place = growth.place
    last = sheet.range((place.bottom, place.left), (place.bottom, place.right))
    new = sheet.range((place.bottom + 1, place.left), (growth.bottom, place.right))
    sheet.tables[growth.table].resize(sheet.range((place.top, place.left), (growth.bottom, place.right)))
    last.copy(new)
    for right, formula in enumerate(rows_of(last.formula)[0]):
        column = place.left + right
        if column not in growth.extra or not str(formula).startswith("="):
            sheet.range((place.bottom + 1, column), (growth.bottom, column)).clear_contents()


class _Kept(NamedTuple):
    row: int
    column: int
    formulas: list[tuple[Any, ...]]
    values: list[tuple[Any, ...]]
    spills: bool


class _Snapshot(NamedTuple):
    cells: dict[str, _Kept]
    tables: dict[tuple[str, str], Place]


def _tables(book: Any, titles: Iterable[str]) -> dict[tuple[str, str], Place]:
    """Where the tables of some sheets stand."""
    found = {}
    for title in titles:
        for table in book.sheets[title].tables:
            area = table.range
            height, width = area.shape
            found[title, table.name] = Place(area.column, area.row, area.column + width - 1, area.row + height - 1)
    return found


def formulas_of(cells: Any) -> tuple[list[tuple[Any, ...]], bool]:
    """The formulas of cells, and whether they are written as an Excel that spills does: then they go back so."""
    with contextlib.suppress(Exception):  # an older Excel has no such property; how it says so depends on the system
        return rows_of(cells.formula2), True
    return rows_of(cells.formula), False


def _kept(sheet: Any) -> _Kept:
    used = sheet.used_range
    formulas, spills = formulas_of(used)
    return _Kept(used.row, used.column, formulas, used.options(ndim=2).value, spills)


def _restore(book: Any, before: _Snapshot) -> None:
    """Every cell that differs gets back what it held, every table its size."""
    for (title, name), grown in _tables(book, before.cells).items():
        place, sheet = before.tables[title, name], book.sheets[title]
        if grown == place:
            continue
        with contextlib.suppress(Exception):
            sheet.tables[name].resize(sheet.range((place.top, place.left), (place.bottom, place.right)))
        with contextlib.suppress(Exception):
            sheet.range((place.bottom + 1, place.left), (grown.bottom, place.right)).clear()
    for title, kept in before.cells.items():
        changed = list(_changed(title, kept, formulas_of(_same_area(book.sheets[title], kept))[0]))
        # A sheet with a password was not written to.
        with contextlib.suppress(InputError), unprotected(book, [title] if changed else []):
            for write in changed:
                with contextlib.suppress(Exception):
                    _put(book.sheets[title], write)


def _changed(title: str, kept: _Kept, now: list[tuple[Any, ...]]) -> Iterator[Write]:
    """What each cell held that holds something else now."""
    for down, (old, new) in enumerate(zip(kept.formulas, now, strict=True)):
        for right, (was, is_now) in enumerate(zip(old, new, strict=True)):
            if was != is_now:
                place = (kept.row + down, kept.column + right)
                yield _as_before(title, place, was, kept.values[down][right], kept.spills)


def _as_before(title: str, place: tuple[int, int], formula: Any, value: Any, spills: bool) -> Write:
    """What a cell held: a formula, or a value, which may be a text that begins like a formula."""
    if isinstance(formula, str) and formula.startswith("=") and formula != value:
        return Write(title, *place, formula, formula=True, spills=spills)
    return Write(title, *place, "" if value is None else value)


def _same_area(sheet: Any, kept: _Kept) -> Any:
    last = (kept.row + len(kept.formulas) - 1, kept.column + len(kept.formulas[0]) - 1)
    return sheet.range((kept.row, kept.column), last)


def _clear_filters(book: Any, titles: Iterable[str]) -> None:
    """Filters hide rows from writing; switched off and on again, they show everything."""
    for title in titles:
        for table in book.sheets[title].tables:
            if table.show_autofilter:
                table.show_autofilter = False
                table.show_autofilter = True


def _refuse_merged(book: Any, changes: Changes) -> None:
    """Merged cells swallow what is written into them."""
    problems = []
    for growth in changes.growths:
        sheet, place = book.sheets[growth.sheet], growth.place
        if sheet.range((place.top, place.left), (growth.bottom, place.right)).merge_cells is not False:
            problems.append(Problem("live_merged", book.name, growth.sheet))
    if problems:
        raise InputError(problems)
