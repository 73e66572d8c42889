"""What each button of the ribbon does to the open workbook; every command answers what it says to the user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.batch import generate
from xl_grc.batch.naming import DEFAULT_PATTERN
from xl_grc.batch.run import Batch, Request
from xl_grc.collect.gathering import collect
from xl_grc.collect.report import write_summary
from xl_grc.errors import InputError, Problem
from xl_grc.excel import importing, relations
from xl_grc.excel.blocks import literal
from xl_grc.excel.conversions import conversions
from xl_grc.excel.importing import read_import
from xl_grc.excel.live_host import apply, enter
from xl_grc.excel.open_plan import copy_beside, open_plan, saved_copy
from xl_grc.excel.refusals import reason
from xl_grc.excel.relations import refuse_unclear
from xl_grc.files.writing import cannot_write, whole_file
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.function import SpilledFunction
from xl_grc.functions.vba import ERROR_NUMBERS
from xl_grc.inputs.input_file import left_aside, open_input
from xl_grc.ooxml.book import Book
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import InputOptions
from xl_grc.text import Texts
from xl_grc.text.messages import line
from xl_grc.values import ErrorToken
from xl_grc.workbook.expected.check import check_cells, is_warning
from xl_grc.workbook.expected.contents import expected_contents
from xl_grc.workbook.expected.own_workbook import of_plan, own_workbook
from xl_grc.workbook.plan_writer import settings, write_plan
from xl_grc.workbook.repair.changes import Changes, changes_of
from xl_grc.workbook.returned.plan import ReturnedPlan

_SHOWN = 12
"""A message box holds no more lines."""
_FOLDER = "plans"
_UNKNOWN = ErrorToken("#N/A")
"""A margin that is not known yet. A blank one would count as 0, as in all functions, and make its action unprofitable;
this one leaves it without a rank."""
_OF_FILES = frozenset({"value_outdated", "not_calculated"})
"""Problems of saved values: an open workbook calculates its own."""


def listed(problems: Iterable[Problem], words: Texts) -> str:
    """Problems as lines, the first of them."""
    lines = [line(problem._replace(file=""), words) for problem in problems]
    more = [words.say("ribbon.and_more", count=len(lines) - _SHOWN)] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])


def free(path: Path) -> Path:
    """A path where nothing is: the one given, or with a number."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found


def new(app: Any, path: Path, today: date, words: Texts) -> str:
    """Write a new plan and open it. Raises InputError when the file exists: it may be somebody's plan."""
    if path.exists():
        raise InputError([Problem.of("file_exists")._replace(file=path.name)])
    write_plan(Plan("", date(today.year, 1, 1)), path, settings(words.language, None, today))
    return words.say("ribbon.created", file=path) + _opened(app, path, words)


def _opened(app: Any, path: Path, words: Texts) -> str:
    """Open a file; what to add when that cannot be, because Excel opens no two workbooks of one name."""
    try:
        app.books.open(str(path))
    except (ValueError, OSError):  # OSError: the other one is on a server, where xlwings compares no files
        return f"\n{words['ribbon.not_opened']}"
    return ""


def check(book: Any, today: date, words: Texts) -> str:
    """List what is wrong."""
    own = own_workbook(Book(saved_copy(book), book.name))
    found = check_cells(own.cells, own.expected(today), own.rules)
    problems = [problem for problem in found if problem.key not in _OF_FILES]
    if not problems:
        return str(words["ribbon.checked_well"])
    warnings = sum(map(is_warning, problems))
    counts = words.say("ribbon.checked", errors=len(problems) - warnings, warnings=warnings)
    return f"{counts}\n{listed(problems, words)}"


def regenerate(book: Any, today: date, words: Texts) -> str:
    """Make a workbook of ours whole. Raises InputError, and nothing changed, when something could not be kept."""
    content = saved_copy(book)
    own = own_workbook(Book(content, book.name))
    refuse_unclear(own)
    changes = changes_of(own.cells, own.expected(today, whole=True))
    if not changes.cells and not changes.rows:
        return str(words["ribbon.complete"])
    with copy_beside(book, content, words) as kept:
        apply(book, own.cells, changes)
    told = words.say("ribbon.regenerated", cells=changes.cells, rows=changes.rows)
    return f"{told}\n{words['ribbon.no_undo']}\n{kept}"


def _made_whole(returned: ReturnedPlan, today: date) -> Changes:
    """The changes that make a plan whole. Raises InputError when something of the user's is in the way."""
    return changes_of(returned.cells, expected_contents(returned, today, whole=True))


def bring_in(book: Any, path: Path, today: date, words: Texts) -> str:
    """Add the actions of a file to the plan, in its free rows, and make it whole."""
    opened = open_plan(book)
    found = read_import(path, opened.returned, today)
    refuse_unclear(of_plan(opened.returned))
    imported = importing.bring_in(found, opened.returned, today)
    changes = _made_whole(imported.returned, today)
    with copy_beside(book, opened.content, words) as kept:
        apply(book, imported.returned.cells, changes._replace(writes=(*imported.typed, *changes.writes)))
    told = words.say("ribbon.imported", count=len(found.plan.actions), first=imported.first)
    return f"{told}\n{words['ribbon.no_undo']}\n{kept}\n{listed(found.left_aside, words)}".rstrip()


def analyse(book: Any, path: Path, today: date, words: Texts) -> str:
    """Bring an export of sales into the open workbook of customer relations, else into a new one, which is opened."""
    told, written = relations.analyse(book, path, today, words)
    return told if written is None else told + _opened(book.app, written, words)


def compare(book: Any, today: date, words: Texts) -> str:
    """Rank the actions by ROI and by cost of the contact, in a new workbook."""
    found = expected_contents(open_plan(book).returned, today).columns
    rows = [
        (label, cost, contacts or None, _UNKNOWN if margin == "" else margin)
        for label, cost, contacts, margin in zip(
            found["Returns.action"],
            found["Returns.cost"],
            found["Returns.contacts"],
            found["Returns.margin"],
            strict=True,
        )
        if label != "" and cost not in ("", 0)
    ]
    ranking = CATALOGUE["COMPARE_ACTIONS"]
    if not rows or not isinstance(ranking, SpilledFunction):
        return str(words["ribbon.nothing_to_compare"])
    columns = [[[cell] for cell in column] for column in zip(*rows, strict=True)]
    known = any(margin is not _UNKNOWN for *_, margin in rows)
    headers, *spilled = ranking.evaluate(*(columns if known else columns[:-1]), language=words.language)
    sheet = book.app.books.add().sheets[0]
    shown = [headers, *(_compared(row, words) for row in spilled)]
    sheet.range((1, 1), (len(shown), len(headers))).raw_value = [list(map(literal, row)) for row in shown]
    sheet.autofit("c")
    return str(words["ribbon.compared"])


def _compared(row: Sequence[Any], words: Texts) -> list[Any]:
    """A row of the comparison as people read it: what cannot be calculated is blank, its verdict to complete."""
    *shown, last = ["" if cell in ERROR_NUMBERS else cell for cell in row]
    return [*shown, words["verdicts.to_complete"] if row[-1] == _UNKNOWN else last]


def pdf(book: Any, path: Path, words: Texts) -> str:
    """Print the workbook into a PDF file."""
    try:
        book.to_pdf(str(path))
    except Exception as error:
        raise InputError([Problem.of("pdf_refused", reason=reason(error))._replace(file=str(path))]) from error
    return words.say("ribbon.exported", file=path)


def batch(path: Path, today: date, words: Texts) -> str:
    """Write a workbook for each plan of a file, to a new folder beside it: those of an earlier one may be filled in."""
    folder = free(path.with_name(f"{path.stem} {_FOLDER}"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([cannot_write(folder, error)]) from None
    run = settings(words.language, None, today)
    reading = InputOptions(today, None, default_company=path.stem)
    table = open_input(path, every_sheet=True)
    series = Batch(Request(table, folder, run, reading, DEFAULT_PATTERN), words)
    tally = series.go(generate, lambda outcome: None)
    told = words.say("ribbon.batch", count=tally.written, folder=folder)
    problems = [*left_aside(table, series.unknown_columns), *tally.problems, *tally.notes]
    return f"{told}\n{listed(problems, words)}".rstrip()


def consolidate(app: Any, path: Path, today: date, words: Texts) -> str:
    """Bring the plans of a folder together in a new workbook."""
    folder = path if path.is_dir() else path.parent
    summary = folder / words["ribbon.summary_file"]
    ours = ("~$", summary.stem)
    found = collect([one for one in folder.glob("*.xls[xm]") if not one.name.startswith(ours)], today)
    if not found.plans:
        return words.say("ribbon.no_plans", folder=folder)
    target = free(summary)
    try:
        with whole_file(target) as stream:
            write_summary(stream, found, [], today, words)
    except OSError as error:
        raise InputError([cannot_write(target, error)]) from None
    unopened = _opened(app, target, words)
    actions = sum(plan.actions for plan in found.plans)
    told = words.say("ribbon.consolidated", file=target, actions=actions, plans=len(found.plans)) + unopened
    return f"{told}\n{listed(found.unread, words)}".rstrip()


def to_native(book: Any, words: Texts) -> str:
    """Replace the functions of the add-in by formulas of Excel, on every sheet of any workbook."""
    entries, kept = conversions(book, words.language)
    told = []
    if entries:
        with copy_beside(book, saved_copy(book), words) as copy:
            enter(book, entries)
        told = [words.say("ribbon.natives", count=len(entries)), words["ribbon.no_undo"], copy]
    told += [words.say("ribbon.not_converted", cells=", ".join(kept[:_SHOWN]))] if kept else []
    return "\n".join(told) or str(words["ribbon.no_natives"])
