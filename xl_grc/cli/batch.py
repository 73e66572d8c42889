"""`xl-grc batch INPUT -o DIR`: a workbook for each company of a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from xl_grc.batch import write_all
from xl_grc.cli.common import (
    DONE,
    REFUSED,
    Commands,
    add_workbook_options,
    correct,
    make_directory,
    read_input,
    report,
    run_settings,
)
from xl_grc.naming import DEFAULT_PATTERN, Names
from xl_grc.plan.tabular import Options
from xl_grc.text import Texts


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = commands.add_parser("batch", help=words["cli.batch"])
    command.add_argument("input", type=Path, metavar="INPUT", help=words["cli.input"])
    command.add_argument("-o", "--output", required=True, type=Path, metavar="DIR", help=words["cli.directory"])
    command.add_argument("--name", default=DEFAULT_PATTERN, metavar="PATTERN", help=words["cli.name"])
    add_workbook_options(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    run = run_settings(options)
    names = Names(options.name)
    actions, reading = read_input(options.input, Options(run.as_of, options.lang))
    make_directory(options.output)
    problems = list(reading.problems)
    written = 0
    for _ in write_all(reading.plans, options.output, names, run, problems.append):
        written += 1
        _progress(written, len(reading.plans))
    report(problems, words)
    correct(options.output, actions, reading, words)
    refused = len(reading.refused) + len(reading.plans) - written
    print(words.say("cli.batch_done", written=written, refused=refused))
    return REFUSED if problems else DONE


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} / {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
