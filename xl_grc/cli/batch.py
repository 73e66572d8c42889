"""`xl-grc batch INPUT -o DIR`: a workbook for each company of a table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xl_grc.batch import PlanOutcome, generate
from xl_grc.batch.naming import DEFAULT_PATTERN, check_pattern
from xl_grc.batch.progress import Progress
from xl_grc.batch.run import Batch, Request
from xl_grc.batch.tally import Tally
from xl_grc.cli import INTERRUPTED
from xl_grc.cli.common import (
    DONE,
    REFUSED,
    Commands,
    add_command,
    add_force,
    add_timeout,
    add_workbook_options,
    add_workers,
    check_workers,
    make_directory,
    month,
    named_after,
    period,
    report,
    run_settings,
    tell_corrections,
    typed_again,
    wrong_usage,
)
from xl_grc.cli.input_options import TYPED, add_input_options, how_to_read
from xl_grc.cli.telling import Telling
from xl_grc.errors import InputError
from xl_grc.inputs.input_file import left_aside, open_input
from xl_grc.parallel.calm import calm
from xl_grc.parallel.executors import AHEAD_PER_WORKER, dask, processes, useful_processes
from xl_grc.plan.tabular import InputOptions
from xl_grc.records import NamedTuple
from xl_grc.text import Texts
from xl_grc.workbook.plan_writer import warm

_PLANS_PER_WORKER = 20
"""Fewer plans are written before a process has started."""


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "batch", words)
    command.add_argument("input", type=Path, metavar="INPUT", help=words["cli.table"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="DIR", help=words["cli.directory"])
    command.add_argument("--name", metavar="PATTERN", help=words.say("cli.name"))
    where = command.add_mutually_exclusive_group()
    add_workers(where, words)
    where.add_argument("--dask", metavar="ADDRESS", help=words["cli.dask"])
    command.add_argument("--resume", action="store_true", help=words["cli.resume"])
    add_force(command, words)
    command.add_argument("--start", metavar="YYYY-MM", help=words["cli.start"])
    add_timeout(command, words)
    add_workbook_options(command, words)
    add_input_options(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    check_workers(options.workers, words)
    start = month(options.start)
    pattern = options.name or DEFAULT_PATTERN
    try:
        check_pattern(pattern)
    except InputError as error:
        wrong_usage(error.problems[0])
    run = run_settings(options)
    calm()
    warm(run)
    table = open_input(options.input, how_to_read(options), every_sheet=True)
    named = named_after(options.input)
    reading = table.options(InputOptions(run.as_of, options.lang, default_company=named, start=start))
    remote = options.dask is not None
    given = tuple(filter(None, (options.input, options.template)))
    asked = (options.resume, options.force, remote, given, options.timeout)
    request = Request(table, options.output, run, reading, pattern, *asked)
    if not remote:
        return _conclude(*_execute(request, options.workers, words), options, words)
    with dask(options.dask) as (executor, workers):
        batch, tell, telling = _begin(request, words)
        ahead = AHEAD_PER_WORKER * workers
        tally = batch.go(lambda jobs: generate(jobs, executor, ahead), tell, workers)
        return _conclude(tally, telling, options, words)


class _Begun(NamedTuple):
    """A run that is ready to go, what tells its outcomes as they come, and what tells the rest."""

    batch: Batch
    tell: Callable[[PlanOutcome], None]
    telling: Telling


def _begin(request: Request, words: Texts) -> _Begun:
    """A run that is ready to go."""
    make_directory(request.directory)
    batch = Batch(request, words)
    report(left_aside(request.table, batch.unknown_columns), words)
    progress = Progress(batch.tally.plans, words)
    telling = Telling(words)

    def tell(outcome: PlanOutcome) -> None:
        if outcome.problems:
            progress.close()
            telling.tell(outcome.problems)
        progress.update(batch.tally.done)

    return _Begun(batch, tell, telling)


def _execute(request: Request, asked: int | None, words: Texts) -> tuple[Tally, Telling]:
    """The whole run, in this process or in several."""
    batch, tell, telling = _begin(request, words)
    calm()
    workers = asked or useful_processes(batch.tally.plans, _PLANS_PER_WORKER)
    ahead = AHEAD_PER_WORKER * workers
    with processes(workers) as pool:
        return batch.go(lambda jobs: generate(jobs, pool, ahead), tell, workers), telling


def _print_counts(tally: Tally, words: Texts) -> None:
    """What became of the plans."""
    counts = {
        "written": tally.written,
        "refused": tally.refused + tally.failed,
        "unchanged": tally.unchanged,
        "earlier": tally.earlier,
    }
    print(words.say("cli.batch_done", **counts))
    if tally.unchanged:
        print(words.say("cli.batch_unchanged", **counts))
    if tally.earlier:
        print(words.say("cli.batch_earlier", **counts))


def _print_corrections(file: Path, book: Path | None, options: argparse.Namespace, words: Texts) -> None:
    """Where the refused rows are, and the command that reads them once they are corrected."""
    tell_corrections(file, book, words)
    corrected = book or file
    again = typed_again(options, "name", "start", "dask", "lang", "template", "as_of", *TYPED)
    print(words.say("cli.batch_corrected", file=corrected, directory=corrected.parent, options=again), file=sys.stderr)


def _conclude(tally: Tally, telling: Telling, options: argparse.Namespace, words: Texts) -> int:
    """What the run did is told; the exit code."""
    telling.rest()
    report(tally.problems, words)
    telling.tell(tally.notes)
    telling.rest()
    _print_counts(tally, words)
    if tally.corrections is not None:
        _print_corrections(tally.corrections, tally.corrections_book, options, words)
    if tally.report is not None:
        print(words.say("cli.report", file=tally.report))
    if tally.interrupted or tally.stopped:
        key = "cli.interrupted" if tally.interrupted else "cli.stopped"
        print(words.say(key, left=tally.plans - tally.done), file=sys.stderr)
    if tally.starts:
        print(words.say("cli.periods", periods=", ".join(period(start, words) for start in sorted(tally.starts))))
    if tally.interrupted:
        return INTERRUPTED
    return REFUSED if tally.refused or tally.failed or tally.problems or tally.stopped else DONE
