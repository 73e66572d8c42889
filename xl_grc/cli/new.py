"""`xl-grc new [INPUT] -o FILE`: the workbook of one plan."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.cli.common import (
    DONE,
    REFUSED,
    Commands,
    add_command,
    add_force,
    add_workbook_options,
    cannot_write,
    company,
    month,
    period,
    read_input,
    report,
    run_settings,
    tell_corrections,
    typed_again,
    workbook_path,
)
from xl_grc.cli.input_options import TYPED, add_input_options, how_to_read
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import same_file
from xl_grc.files.writing import there_already
from xl_grc.inputs.file_kinds import looks_like_a_workbook
from xl_grc.inputs.input_file import Input, left_aside
from xl_grc.plan.grid import Grid
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import InputOptions, PlansOfFile
from xl_grc.text import Texts
from xl_grc.workbook.plan_writer import write_plan


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "new", words)
    command.add_argument("input", nargs="?", type=Path, metavar="INPUT", help=words["cli.input"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help=words["cli.output"])
    command.add_argument("--company", default="", metavar="NAME", help=words["cli.company"])
    command.add_argument("--start", metavar="YYYY-MM", help=words["cli.start"])
    add_workbook_options(command, words)
    add_input_options(command, words)
    add_force(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    start = month(options.start)
    options.company = company(options.company)
    options.output = workbook_path(options.output)
    if any(given is not None and same_file(options.output, given) for given in (options.input, options.template)):
        raise InputError([Problem.of("same_file")._replace(file=str(options.output))])
    if not options.force:
        there_already(options.output)
    if options.input is not None and looks_like_a_workbook(options.input):
        from xl_grc.cli.next_year import is_plan, write_again  # it may be last year's plan

        if is_plan(options.input):
            return write_again(options, start, words)
    run = run_settings(options)
    plan = (
        Plan(options.company, start or date(run.as_of.year, 1, 1))
        if options.input is None
        else _read_plan(options, InputOptions(run.as_of, options.lang, options.company, start=start), words)
    )
    if plan is None:
        return REFUSED
    write_plan(plan, options.output, run, options.force)
    print(words.say("cli.wrote_plan", file=options.output, period=period(plan.start, words)))
    return DONE


def _correct(options: argparse.Namespace, table: Input, actions: Grid, reading: PlansOfFile, words: Texts) -> None:
    """Write the rows of refused plans for correction, and tell what to do with them."""
    from xl_grc.inputs.corrections import CorrectionsFile, corrections_book, corrections_of  # most inputs need none

    directory = options.output.parent
    path = directory / words["places.corrections_file"]
    book = corrections_book(actions, table.costs, table.tracking, reading, words)
    book_path = None if book is None else directory / words["places.corrections_book"]
    kept = reading.plans and any(same_file(options.input, one) for one in (path, book_path) if one is not None)
    try:
        if not kept:  # an input that holds other plans too loses none of them
            path = CorrectionsFile.at(path).save(corrections_of(actions, reading.refused, words), [options.input])
        if not kept and book is not None and book_path is not None:
            book_path = CorrectionsFile.at(book_path).save(book, [options.input])
    except OSError as error:
        raise InputError([cannot_write(path, error)]) from None
    tell_corrections(path, book_path, words)
    again = typed_again(options, "company", "start", "lang", "template", "as_of", *TYPED)
    told = words.say("cli.new_corrected", file=book_path or path, output=options.output, options=again)
    print(told, file=sys.stderr)


def _read_plan(options: argparse.Namespace, reading_options: InputOptions, words: Texts) -> Plan | None:
    """The plan to write; None when the input was refused, its problems told and its rows written for correction."""
    table, actions, reading = read_input(options.input, how_to_read(options), reading_options)
    report([*left_aside(table, reading.unknown_columns), *reading.notes], words)
    if reading.problems:
        report(reading.problems, words)
        if reading.refused:
            _correct(options, table, actions, reading, words)
        return None
    plans = reading.plans
    if len(plans) == 1:
        return plans[0]
    chosen = [plan for plan in plans if plan.company.casefold() == options.company.casefold()]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(plan.company for plan in plans[:3]) + (", …" if len(plans) > 3 else "")
    raise InputError([Problem.of("several_plans", count=len(plans), names=names)._replace(file=options.input.name)])
