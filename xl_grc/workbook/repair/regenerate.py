"""The same workbook made whole again: missing rows and formulas, month headers, values, version.

Only cells of our tables and named cells are touched, and of them only those that are not as they ought to be.
Everything else keeps its bytes: formats, sorted and hidden rows, the user's own columns, sheets, charts, macros.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xl_grc.errors import InputError, Problem
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.book import reading as parsing
from xl_grc.ooxml.limits import PackageLimits
from xl_grc.ooxml.written_sheet import UnusualSheet
from xl_grc.records import NamedTuple
from xl_grc.workbook.expected.active_content import active_content
from xl_grc.workbook.expected.check import check_cells, in_order, input_problems, values_only
from xl_grc.workbook.expected.differences import has_values_alone
from xl_grc.workbook.expected.epoch import Values
from xl_grc.workbook.expected.former import lost
from xl_grc.workbook.expected.missing import Missing, homes, is_typed_in, missing_from
from xl_grc.workbook.expected.own_workbook import OwnWorkbook, own_workbook
from xl_grc.workbook.expected.structure import lost_inputs
from xl_grc.workbook.filling import fixed_keys
from xl_grc.workbook.repair.changes import changes_of
from xl_grc.workbook.repair.file_host import changed_parts, packed
from xl_grc.workbook.repair.restore import restore
from xl_grc.workbook.repair.upgrade import upgraded
from xl_grc.workbook.returned.cells import BLANK_ROWS, ReturnedCells

BLOCKING = frozenset(
    (
        *("number_twice", "bad_action_number"),
        *("header_renamed", "month_missing", "table_renamed"),
        *("date_needed", "rows_moved"),
    )
)
"""Problems that leave open which row belongs to what, what a column is, or when the plan begins."""
_PUT_BACK = {"column_missing": "column_added", "table_missing": "table_added"}


class Regenerated(NamedTuple):
    """The new package, and what remains for the user to see to."""

    content: bytes
    problems: tuple[Problem, ...]


def regenerate(content: bytes, file: str, as_of: date, limits: PackageLimits | None = None) -> Regenerated:
    """The workbook made whole. Raises InputError, and nothing is made, when something could not be kept."""
    book = Book(content, file, limits)
    if any(name.lower().startswith("_xmlsignatures/") for name in book.archive.names):
        book.archive.refuse("signed")
    own = own_workbook(book)
    if has_values_alone(own.cells):
        raise InputError([values_only(own.cells)])
    refuse(blocking_problems(own, lost(own.cells), BLOCKING) + _stretched(own.cells))
    gone = list(lost_inputs(own.cells))
    try:
        with parsing(file):
            present, moved = upgraded(own, as_of, limits)
            missing = missing_from(present.cells)
            whole = _restored(present, missing, as_of, limits) if any(missing) else present
            expected = whole.expected(as_of, whole=True)
            changes = changes_of(whole.cells, expected)
            changed = changed_parts(whole.cells, changes, Values(expected.columns, expected.names))
            made = packed(whole.cells.book, changed, whole.properties)
    except UnusualSheet:  # a row whose cells cannot be told apart, found only when it is to be changed
        raise InputError([Problem("unusual_xml", file, value=file)]) from None
    was_whole = not changed and whole.properties.items() <= whole.cells.book.properties.items()
    after = whole if was_whole else own_workbook(Book(made, file, limits))
    fixed = fixed_keys(own.cells.kind)  # which are put right where they were typed over
    if any(after.typed.get(key) != typed for key, typed in own.typed.items() if key not in fixed):  # a last look
        raise InputError([Problem("unusual_xml", file, value=file)])
    problems = check_cells(after.cells, expected, after.rules)
    return Regenerated(made, (*moved, *_added(after.cells, missing, gone), *problems, *_kept(book)))


def blocking_problems(own: OwnWorkbook, missing: Missing, keys: frozenset[str]) -> list[Problem]:
    """The problems that leave open where to write, by their keys."""
    problems = input_problems(own.cells, missing, own.rules)
    return in_order(own.cells, (one for one in problems if one.key in keys and _leaves_open(one, own)))


def _leaves_open(problem: Problem, own: OwnWorkbook) -> bool:
    """What is no day in a row of a table stays there; only the day on which a plan begins places anything."""
    return problem.key != "date_needed" or (own.start is not None and not problem.column)


def _stretched(cells: ReturnedCells) -> list[Problem]:
    """The tables that reach further down than they were read."""
    return [
        Problem.of("too_many_rows", limit=BLANK_ROWS, sheet=table.sheet.title)._replace(file=cells.book.file)
        for table in cells.tables.values()
        if table.place.bottom > table.bottom
    ]


def refuse(problems: Sequence[Problem]) -> None:
    """Raises InputError when there are problems."""
    if problems:
        raise InputError(problems)


def _restored(own: OwnWorkbook, missing: Missing, as_of: date, limits: PackageLimits | None) -> OwnWorkbook:
    """The workbook with the sheets, tables and names that it lacked."""
    book = own.cells.book
    whole = own_workbook(Book(restore(own, missing, as_of), book.file, limits))
    if any(missing_from(whole.cells)):
        book.archive.refuse("cannot_restore")
    return whole


def _kept(book: Book) -> list[Problem]:
    """That what can act in the workbook is in it still, told once."""
    count = len(active_content(book))
    return [Problem.of("active_kept", count=count)._replace(file=book.file)] if count else []


def _added(after: ReturnedCells, missing: Missing, gone: Iterable[Problem]) -> Iterator[Problem]:
    """The sheets that were put back, and the tables and columns that people type in."""
    yield from (one._replace(key=_PUT_BACK[one.key]) for one in gone if one.key in _PUT_BACK)
    for key in missing.sheets:
        told = "sheet_added" if is_typed_in(after.kind, key) else "computed_sheet_added"
        yield Problem(told, after.book.file, value=homes(after)[key].title)
