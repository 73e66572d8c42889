"""`xl-grc new [INPUT] -o FILE`: the workbook of one plan."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.batch import settings, write_plan
from xl_grc.cli.common import (
    DONE,
    REFUSED,
    Commands,
    add_workbook_options,
    as_of,
    cannot_write,
    correct,
    month,
    read_input,
    report,
    run_settings,
)
from xl_grc.errors import InputError, Problem
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import Options
from xl_grc.text import Texts
from xl_grc.workbook.archive import ZIP
from xl_grc.workbook.book import Book
from xl_grc.workbook.checker import is_warning
from xl_grc.workbook.inputs import file_content
from xl_grc.workbook.next_year import next_filling, with_last_year
from xl_grc.workbook.package import write_atomically
from xl_grc.workbook.plan_reader import read_plan
from xl_grc.workbook.template import compiled


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = commands.add_parser("new", help=words["cli.new"])
    command.add_argument("input", nargs="?", type=Path, metavar="INPUT", help=words["cli.input"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help=words["cli.output"])
    command.add_argument("--company", default="", metavar="NAME", help=words["cli.company"])
    command.add_argument("--start", metavar="YYYY-MM", help=words["cli.start"])
    add_workbook_options(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    start = month(options.start)
    if options.input is not None and is_plan(options.input):
        return _write_next_year(options, start, words)
    run = run_settings(options)
    plan = (
        Plan(options.company.strip(), start or date(run.as_of.year, 1, 1))
        if options.input is None
        else _read_plan(options, Options(run.as_of, options.lang, options.company, start=start), words)
    )
    if plan is None:
        return REFUSED
    write_plan(plan, options.output, run)
    print(words.say("cli.wrote", file=options.output))
    return DONE


def is_plan(path: Path) -> bool:
    """Whether a file is a workbook of ours; what it is otherwise will be told by who reads it."""
    try:
        content = file_content(path)
        return content.startswith(ZIP) and any(
            table.shape.name == "Actions" for table in Book(content, path.name).tables
        )
    except InputError:
        return False


def _write_next_year(options: argparse.Namespace, start: date | None, words: Texts) -> int:
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
        reading = reading._replace(plan=reading.plan._replace(company=options.company.strip()))
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


def _read_plan(options: argparse.Namespace, reading_options: Options, words: Texts) -> Plan | None:
    """The plan to write; None when the input was refused, its problems told and its rows written for correction."""
    if options.output.exists() and options.input.exists() and options.output.samefile(options.input):
        raise InputError([Problem.of("same_file")._replace(file=str(options.output))])
    actions, reading = read_input(options.input, reading_options)
    if reading.problems:
        report(reading.problems, words)
        correct(options.output.parent, actions, reading, words)
        return None
    plans = reading.plans
    if len(plans) == 1:
        return plans[0]
    chosen = [plan for plan in plans if plan.company.casefold() == options.company.strip().casefold()]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(plan.company for plan in plans[:3]) + (", …" if len(plans) > 3 else "")
    raise InputError([Problem.of("several_plans", count=len(plans), names=names)._replace(file=options.input.name)])
