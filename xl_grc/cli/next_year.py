"""`xl-grc new OLD.xlsx --start YYYY-MM`: next year's workbook from a returned one."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from xl_grc.cli.common import DONE, as_of, cannot_write, report
from xl_grc.errors import InputError, Problem
from xl_grc.text import Texts
from xl_grc.workbook.archive import ZIP
from xl_grc.workbook.book import Book
from xl_grc.workbook.checker import is_warning
from xl_grc.workbook.inputs import file_content
from xl_grc.workbook.next_year import next_filling, with_last_year
from xl_grc.workbook.package import write_atomically
from xl_grc.workbook.plan_reader import read_plan
from xl_grc.workbook.plan_writer import settings
from xl_grc.workbook.template import compiled

_OURS = frozenset({"Actions", "Schedule"})
"""Two tables by which a plan is known: people name a table of their own "Actions"."""


def is_plan(path: Path) -> bool:
    """Whether a file is a workbook of ours; what it is otherwise will be told by who reads it."""
    try:
        content = file_content(path)
        return content.startswith(ZIP) and {table.shape.name for table in Book(content, path.name).tables} >= _OURS
    except InputError:
        return False


def write_next_year(options: argparse.Namespace, start: date | None, words: Texts) -> int:
    """Next year's workbook from a returned one; nothing is written when it cannot be read whole."""
    if options.output.exists() and options.output.samefile(options.input):
        raise InputError([Problem.of("same_file")._replace(file=str(options.output))])
    if start is None:
        raise InputError([Problem("start_needed", options.input.name)])
    reading = read_plan(file_content(options.input), options.input.name)
    if reading.plan.start == start:
        raise InputError([Problem("same_start", options.input.name, value=reading.plan.company)])
    refused = [problem for problem in reading.problems if not is_warning(problem)]
    if refused:
        raise InputError(refused)
    if options.company:
        reading = reading._replace(plan=reading.plan._replace(company=options.company))
    run = settings(options.lang or reading.cells.language, options.template, as_of(options.as_of))
    filling = next_filling(reading, start, run.language, run.as_of)
    content = with_last_year(compiled(run.template, start.month).write(filling), reading, run.as_of)
    try:
        write_atomically(options.output, content)
    except OSError as error:
        raise InputError([cannot_write(options.output, error)]) from None
    report(reading.problems, words)
    print(words.say("cli.wrote", file=options.output))
    return DONE
