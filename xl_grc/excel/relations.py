"""What the buttons for customers do: an export of sales into the open workbook, or a new one; the segments anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.errors import InputError, Problem
from xl_grc.excel.live_host import apply
from xl_grc.excel.open_plan import copy_beside, saved_copy
from xl_grc.excel.plans_beside import plan_beside
from xl_grc.files.writing import PRIVATE, cannot_write, keep_copy, write_atomically
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Plan
from xl_grc.text import Texts
from xl_grc.values import stored
from xl_grc.workbook.expected.contents import Expected
from xl_grc.workbook.expected.former import former_of
from xl_grc.workbook.expected.missing import missing_from
from xl_grc.workbook.expected.own_workbook import OwnWorkbook, own_workbook
from xl_grc.workbook.known import known_kind
from xl_grc.workbook.repair.changes import Changes, Write, changes_of
from xl_grc.workbook.repair.regenerate import BLOCKING, blocking_problems, refuse
from xl_grc.workbook.repair.typing import Typing
from xl_grc.workbook.returned.cells import ReturnedCells

REFUSED = BLOCKING | {"column_missing", "table_missing", "table_undeclared"}
"""What leaves open where to write; columns and tables come back when the file is regenerated, with Excel closed."""


def analyse(book: Any, path: Path, today: date, words: Texts) -> tuple[str, Path | None]:
    """Analyse an export of sales: into the open workbook of customer relations, else into a new file.

    What is told, and the new file. Raises InputError, and nothing is changed, when something stands in the way.
    """
    content = saved_copy(book)
    opened = Book(content, book.name)
    if known_kind(opened) == "relations":
        return _update(book, content, own_workbook(opened), path, today, words), None
    return _new(book, path, today, words)


def _update(book: Any, content: bytes, own: OwnWorkbook, path: Path, today: date, words: Texts) -> str:
    from xl_grc.customers import Options, next_analysis, outcome  # NumPy: no other command waits for it

    refuse_unclear(own)
    options, beside = Options(today, None, words.language), plan_beside(book, words)
    wanted = outcome.Wanted(plan=beside.plan)
    found = next_analysis.next_analysis(own, [path], options, wanted, lambda name: None)
    with copy_beside(book, content, words) as kept:
        apply(book, found.cells, _without_gaps(found.cells, found.changes))
    lists = _written(path, next_analysis.files_beside(found, wanted.terms), words)
    counts = {name: getattr(found.updated, name) for name in ("known", "new", "gone", "merged")}
    told = [words.say("customers.cli.updated", **counts), *_segments(found.expected), beside.told, lists]
    return "\n".join([*told, words["ribbon.no_undo"], kept])


def _without_gaps(cells: ReturnedCells, changes: Changes) -> Changes:
    """The changes with what stands between typed cells: a block is one call, single cells are many.

    In a table that grows they are those of one column, since what is typed beside is the user's.
    """
    written = {(one.sheet.part, one.row, one.column) for one in changes.writes}
    between = []
    for name, table in cells.tables.items():
        grows, rows = cells.kind.tables[name].grows, range(table.place.top, table.bottom + 1)
        places = {key: table.place.left + index for key, index in table.placed.columns.items()}
        found = {
            key: [row for row in rows if (table.sheet.part, row, column) in written] for key, column in places.items()
        }
        every = sorted(row for one in found.values() for row in one)
        reach = [place for key, place in places.items() if found[key]]
        for key, column in places.items():
            inside = found[key] if grows else every if min(reach, default=0) <= column <= max(reach, default=0) else []
            for row in range(inside[0], inside[-1] + 1) if inside else ():
                place = row - table.place.top
                if (table.sheet.part, row, column) not in written and cells.formulas[f"{name}.{key}"][place] is None:
                    unit, held = cells.kind.tables[name][key].unit, cells.columns[f"{name}.{key}"][place]
                    between.append(Write(table.sheet, row, column, stored(held), unit))
    return changes._replace(writes=(*changes.writes, *between))


def _new(book: Any, path: Path, today: date, words: Texts) -> tuple[str, Path]:
    from xl_grc.customers import Options, outcome

    beside = plan_beside(book, words)
    wanted = outcome.Wanted(words.language, plan=beside.plan)
    made = outcome.outcome_of([path], Options(today, None, words.language), wanted, lambda name: None)
    target = path.with_name(f"{path.stem} {words['ribbon.relations_file']}")
    if target.exists():
        raise InputError([Problem.of("file_exists")._replace(file=target.name)])
    try:
        write_atomically(target, made.workbook, mode=PRIVATE)
    except OSError as error:
        raise InputError([cannot_write(target, error)]) from None
    lists = _written(path, made.files, words)
    count = 0 if made.analysis is None else made.analysis.customers
    told = [words.say("ribbon.analysed", file=target, customers=count), beside.told, lists]
    return "\n".join(told), target


def _written(path: Path, files: Mapping[str, bytes], words: Texts) -> str:
    """Write the files that go with an analysis beside its export; what to say of them. Raises InputError."""
    names = []
    for key, content in files.items():
        target = path.with_name(f"{path.stem} {words[f'customers.files.{key}']}")
        try:
            if target.exists():
                keep_copy(target)
            write_atomically(target, content, mode=PRIVATE)
        except OSError as error:
            raise InputError([cannot_write(target, error)]) from None
        names.append(target.name)
    return words.say("ribbon.lists_written", files=", ".join(names))


def segment(book: Any, today: date, words: Texts) -> str:
    """Make the open workbook of customer relations whole: segments and lists anew, what was typed as it is; beside the
    actions what a plan open beside it tracked."""
    content = saved_copy(book)
    opened = Book(content, book.name)
    if known_kind(opened) != "relations":
        raise InputError([Problem.of("customers.not_open_relations")._replace(file=book.name)])
    own = own_workbook(opened)
    refuse_unclear(own)
    expected, beside = own.expected(today, whole=True), plan_beside(book, words)
    changes = _with_responses(own.cells, changes_of(own.cells, expected), beside.plan)
    told = [*_segments(expected), beside.told]
    if not changes.cells and not changes.rows:
        return "\n".join(told)
    with copy_beside(book, content, words) as kept:
        apply(book, own.cells, changes)
    done = words.say("ribbon.segmented", cells=changes.cells, rows=changes.rows)
    return "\n".join([*told, done, words["ribbon.no_undo"], kept])


def _with_responses(cells: ReturnedCells, changes: Changes, plan: Plan | None) -> Changes:
    """The changes with what a plan tracked of the actions proposed."""
    if plan is None:
        return changes
    from xl_grc.customers.responses import type_tracked  # NumPy: no other command waits for it

    typing = Typing(cells)
    type_tracked(typing, plan, cells.kind.texts(cells.language))
    return changes._replace(writes=(*typing.writes, *changes.writes))


def refuse_unclear(own: OwnWorkbook) -> None:
    """Raises InputError when it is left open where to write, or when the structure is of an older version."""
    if former_of(own.cells) is not None:
        book = own.cells.book
        book.archive.refuse("schema_older_open", workbook=(book.file,), current=own.cells.kind.version)
    refuse(blocking_problems(own, missing_from(own.cells), REFUSED))


def _segments(expected: Expected) -> list[str]:
    """How many customers each segment has, and each action to contact; no customer is named."""
    columns = expected.columns
    pairs = [*zip(columns["Segments.label"], columns["Segments.customers"], strict=True)]
    pairs += zip(columns["Proposals.action"], columns["Proposals.contacts"], strict=True)
    return [f"{label} : {count:g}" for label, count in pairs if not isinstance(count, str) and count]
