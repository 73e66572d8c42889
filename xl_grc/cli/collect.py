"""`xl-grc collect PATH... -o OUT`: returned plans as one table, and a summary."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from xl_grc.batch.progress import Progress
from xl_grc.cli.common import (
    DONE,
    REFUSED,
    Commands,
    add_as_of,
    add_command,
    add_force,
    add_timeout,
    add_workers,
    as_of,
    cannot_write,
    check_workers,
    report,
    wrong_usage,
)
from xl_grc.cli.next_year import is_plan
from xl_grc.collect.expected import read_expected, told_missing
from xl_grc.collect.gathering import Collection, gather
from xl_grc.collect.given import Files, workbooks
from xl_grc.collect.output import is_output
from xl_grc.collect.report import write_summary
from xl_grc.collect.tables import csv_lines, parquet_bytes
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import same_file
from xl_grc.files.writing import there_already, whole_file
from xl_grc.parallel.executors import FILES_PER_WORKER, useful_processes
from xl_grc.text import Texts

SUFFIXES = (".xlsx", ".csv", ".parquet")


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "collect", words)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=words["cli.collect_paths"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help=words["cli.collect_output"])
    command.add_argument("--expected", type=Path, metavar="REPORT", help=words["cli.collect_expected"])
    command.add_argument("--by", action="append", default=[], metavar="COLUMN", help=words["cli.collect_by"])
    add_force(command, words)
    add_workers(command, words)
    add_timeout(command, words)
    add_as_of(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    check_workers(options.workers, words)
    output: Path = options.output
    if output.suffix.lower() not in SUFFIXES:
        wrong_usage(Problem("bad_output", value=output.name))
    if options.by and output.suffix.lower() != SUFFIXES[0]:
        wrong_usage(Problem("by_needs_workbook", value=output.name))
    day = as_of(options.as_of)
    _check_output(output, options.expected, options.force)
    files = _to_read(options)
    progress = Progress(len(files.found), words)
    try:
        workers = options.workers or useful_processes(len(files.found), FILES_PER_WORKER)
        found = gather(files, day, lambda done, _: progress.update(done), workers, options.timeout)
    finally:
        progress.close()
    wanted = [] if options.expected is None else read_expected(options.expected)
    missing = told_missing(wanted, found.plans, found.unread, str(options.expected))
    report([*found.unread, *missing, *found.notes], words)
    if not found.plans:
        raise InputError([Problem("no_plans", str(output))])
    _write(output, found, lambda stream: write_summary(stream, found, missing, day, words, options.by, wanted))
    actions = sum(plan.actions for plan in found.plans)
    counts = {"plans": len(found.plans), "actions": actions, "unread": len(found.unread)}
    print(words.say("cli.collected", file=output, **counts))
    return REFUSED if found.unread else DONE


def _to_read(options: argparse.Namespace) -> Files:
    """The files given, save an earlier output and the list of expected companies, which may stand among the plans."""
    files = workbooks(options.paths)
    aside = {path.absolute() for path in (options.output, options.expected) if path is not None}
    found = [path for path in files.found if path.absolute() not in aside]
    return Files(found, [problem for problem in files.unread if Path(problem.file).absolute() not in aside])


def _check_output(output: Path, expected: Path | None, force: bool) -> None:
    """Refuse to write over a plan, or over the list of expected companies; over what is no earlier output, unless asked
    to. A summary is made anew each week, and takes the place of the last one."""
    if is_plan(output) or (expected is not None and same_file(output, expected)):
        raise InputError([Problem("output_needed", str(output))])
    if not force and output.is_file() and not is_output(output):
        there_already(output)


def _write(output: Path, found: Collection, summary: Callable[[BinaryIO], None]) -> None:
    try:
        with whole_file(output) as stream:
            match output.suffix.lower():
                case ".csv":
                    stream.writelines(csv_lines(found.plans))
                case ".parquet":
                    stream.write(parquet_bytes(found.plans))
                case _:
                    summary(stream)
    except OSError as error:
        raise InputError([cannot_write(output, error)]) from None
