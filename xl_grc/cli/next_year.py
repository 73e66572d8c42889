"""`xl-grc new OLD.xlsx [--start YYYY-MM]`: next year's workbook from a returned one, or the same plan in a new one."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from xl_grc.cli.common import DONE, as_of, cannot_write, report
from xl_grc.errors import InputError
from xl_grc.files.opening import file_content
from xl_grc.files.writing import write_atomically, write_new
from xl_grc.inputs.own_files import is_summary
from xl_grc.ooxml.book import Book
from xl_grc.ooxml.limits import ZIP
from xl_grc.tables.plan import PLAN
from xl_grc.text import Texts
from xl_grc.workbook.plan_writer import settings
from xl_grc.workbook.repair.next_year import hindrances, made_again
from xl_grc.workbook.returned.locate import locate_tables
from xl_grc.workbook.returned.plan import read_plan

_BESIDE = frozenset({"Schedule", "Returns"})
"""A plan has one of these beside its actions, should the other be deleted: people name their own tables "Actions"."""


def is_plan(path: Path) -> bool:
    """Whether a file is a workbook of ours, its tables declared or not: some programs keep their cells alone.

    What it is otherwise will be told by who reads it.
    """
    try:
        content = file_content(path)
        if not content.startswith(ZIP) or is_summary(book := Book(content, path.name)):
            return False
        found = locate_tables(PLAN, book).keys()
        return PLAN.sign in found and not _BESIDE.isdisjoint(found)
    except InputError:
        return False


def write_again(options: argparse.Namespace, start: date | None, words: Texts) -> int:
    """A new workbook from a returned one: next year's, or the same plan without another first month.

    Nothing is written when it cannot be read whole.
    """
    reading = read_plan(file_content(options.input), options.input.name, formulas=True)
    refused = hindrances(reading)
    if refused:
        raise InputError(refused)
    if options.company:
        reading = reading.of_company(options.company)
    run = settings(options.lang or reading.cells.language, options.template, as_of(options.as_of))
    made = made_again(reading, start, run)
    try:
        (write_atomically if options.force else write_new)(options.output, made.content)
    except OSError as error:
        raise InputError([cannot_write(options.output, error)]) from None
    report([*reading.problems, *made.told], words)
    same = start in (None, reading.plan.start)
    print(words.say("cli.wrote_again" if same else "cli.wrote", file=options.output))
    return DONE
