"""`xl-grc next PATH... -o DIR --start YYYY-MM`: next year's plans from those that came back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.batch.naming import Names
from xl_grc.batch.progress import Progress
from xl_grc.cli.common import (
    DONE,
    REFUSED,
    Commands,
    add_as_of,
    add_command,
    add_timeout,
    as_of,
    cannot_write,
    make_directory,
    month,
    report,
)
from xl_grc.collect.gathering import Collection, by_owner, collect
from xl_grc.collect.given import content_at
from xl_grc.collect.returned import CollectedPlan
from xl_grc.errors import InputError, Problem, unexpected
from xl_grc.files.writing import write_new
from xl_grc.parallel.time_limit import TimeExceeded, time_limit, too_slow
from xl_grc.text import Texts
from xl_grc.workbook.plan_writer import settings
from xl_grc.workbook.repair.next_year import hindrances, made_again
from xl_grc.workbook.returned.plan import read_plan


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "next", words)
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=words["cli.collect_paths"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="DIR", help=words["cli.next_output"])
    command.add_argument("--start", required=True, metavar="YYYY-MM", help=words["cli.start"])
    command.add_argument("--no-months", action="store_true", help=words["cli.next_no_months"])
    command.add_argument("--template", type=Path, metavar="T.xlsx", help=words["cli.template"])
    add_timeout(command, words)
    add_as_of(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    start, day = month(options.start), as_of(options.as_of)
    assert start is not None
    found = collect(options.paths, day, seconds=options.timeout)
    plans, left = _last_before(start, found.plans)
    if not plans:
        report(found.unread, words)
        raise InputError([Problem("no_plans", str(options.paths[0]))])
    make_directory(options.output)
    report([*found.unread, *_of_versions(found), *left], words)
    names, progress, written = Names(), Progress(len(plans), words), 0
    for done, plan in enumerate(plans, 1):
        target = options.output / names.name(plan.company or plan.path.stem, plan.reference, start.year)
        try:
            report(_write(plan, target, start, day, options), words)
            written += 1
        except InputError as error:
            report(error.problems, words)
        progress.update(done)
    progress.close()
    refused = len(plans) - written + len(found.unread)
    print(words.say("cli.next_written", folder=options.output, plans=written, refused=refused))
    return REFUSED if refused else DONE


def _of_versions(found: Collection) -> list[Problem]:
    """Which files were not taken, and which bear the identity of another; what is wrong inside is told beside."""
    inside = {problem for plan in found.plans for problem in plan.problems}
    return [problem for problem in found.notes if problem not in inside and problem.key != "several_periods"]


def _last_before(start: date, plans: Sequence[CollectedPlan]) -> tuple[list[CollectedPlan], list[Problem]]:
    """Of each company the last plan that begins before a month, and what is told of its others; all of them where none
    does, to be refused."""
    taken, left = [], []
    for same in by_owner(plans):
        last = max((plan for plan in same if plan.start < start), key=lambda plan: plan.start, default=None)
        taken += same if last is None else [last]
        left += [_of_another_year(plan, last) for plan in same if last is not None and plan is not last]
    return taken, left


def _of_another_year(plan: CollectedPlan, taken: CollectedPlan) -> Problem:
    starts = {"begins": f"{plan.start:%m/%Y}", "start": f"{taken.start:%m/%Y}"}
    return Problem.of("plan_of_another_year", path=taken.path, **starts)._replace(file=str(plan.path))


def _write(plan: CollectedPlan, target: Path, start: date, day: date, options: argparse.Namespace) -> list[Problem]:
    """Write next year's workbook of a plan; returns what is told. Raises InputError, and nothing is written."""
    file = str(plan.path)
    if plan.start >= start:
        raise InputError([Problem.of("next_begins_before", start=f"{plan.start:%m/%Y}")._replace(file=file)])
    try:
        with time_limit(options.timeout):
            reading = read_plan(content_at(plan.path), file, formulas=True)
            refused = hindrances(reading)
            if refused:
                raise InputError(refused)
            run = settings(reading.cells.language, options.template, day)
            made = made_again(reading, start, run, with_months=not options.no_months)
        write_new(target, made.content)
    except TimeExceeded:
        raise InputError([too_slow(options.timeout)._replace(file=file)]) from None
    except FileExistsError:  # somebody may be filling it in: there is no --force
        raise InputError([Problem("plan_already_there", str(target))]) from None
    except OSError as error:
        raise InputError([cannot_write(target, error)]) from None
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001  # a defect of ours must not stop the other plans
        raise InputError([unexpected(error)._replace(file=file)]) from None
    return [*reading.problems, *made.told]
