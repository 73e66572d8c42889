"""The command line `xl-grc`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from xl_grc.batch import Settings, settings, write_all, write_plan
from xl_grc.corrections import write_corrections
from xl_grc.demo import run_demo
from xl_grc.errors import InputError, Problem
from xl_grc.messages import line, message_texts
from xl_grc.naming import DEFAULT_PATTERN, Names
from xl_grc.plan.grid import Grid
from xl_grc.plan.model import Plan
from xl_grc.plan.tabular import Options, Reading, read_plans
from xl_grc.text import LANGUAGES, Texts
from xl_grc.workbook.inputs import open_inputs

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0 done, 1 done but something was refused, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = message_texts()
    options = _parser(words).parse_args(arguments)
    try:
        return int(options.command(options, words))
    except InputError as error:
        _report(error.problems, words)
        return REFUSED


def _parser(words: Texts) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="xl-grc", description=words["cli.description"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help=words["cli.demo"])
    demo.add_argument(
        "directory", nargs="?", type=Path, default=Path("demo"), metavar="DIR", help=words["cli.directory"]
    )
    demo.set_defaults(command=_demo)

    new = commands.add_parser("new", help=words["cli.new"])
    new.add_argument("input", nargs="?", type=Path, metavar="INPUT", help=words["cli.input"])
    new.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help=words["cli.output"])
    new.add_argument("--company", default="", metavar="NAME", help=words["cli.company"])
    new.add_argument("--start", metavar="YYYY-MM", help=words["cli.start"])
    new.set_defaults(command=_new)

    batch = commands.add_parser("batch", help=words["cli.batch"])
    batch.add_argument("input", type=Path, metavar="INPUT", help=words["cli.input"])
    batch.add_argument("-o", "--output", required=True, type=Path, metavar="DIR", help=words["cli.directory"])
    batch.add_argument("--name", default=DEFAULT_PATTERN, metavar="PATTERN", help=words["cli.name"])
    batch.set_defaults(command=_batch, company="", start=None)

    for command in (new, batch):
        command.add_argument("--lang", choices=LANGUAGES, help=words["cli.lang"])
        command.add_argument("--template", type=Path, metavar="T.xlsx", help=words["cli.template"])
    for command in (demo, new, batch):
        command.add_argument("--as-of", metavar="DATE", help=words["cli.as_of"])
    return parser


def _demo(options: argparse.Namespace, words: Texts) -> int:
    as_of = _as_of(options.as_of)
    _make_directory(options.directory)
    for text in run_demo(options.directory, as_of, words):
        print(text)
    return DONE


def _new(options: argparse.Namespace, words: Texts) -> int:
    run, reading_options = _settings(options)
    plan: Plan | None
    if options.input is None:
        plan = Plan(options.company.strip(), reading_options.start or date(run.as_of.year, 1, 1))
    else:
        if options.output.exists() and options.input.exists() and options.output.samefile(options.input):
            raise InputError([Problem.of("same_file")._replace(file=str(options.output))])
        plan = _only_plan(options, reading_options, words)
    if plan is None:
        return REFUSED
    write_plan(plan, options.output, run)
    print(words.say("cli.wrote", file=options.output))
    return DONE


def _only_plan(options: argparse.Namespace, reading_options: Options, words: Texts) -> Plan | None:
    """The plan to write; None when the input was refused, its problems told and its rows written for correction."""
    actions, reading = _read(options.input, reading_options)
    if reading.problems:
        _report(reading.problems, words)
        _correct(options.output.parent, actions, reading, words)
        return None
    plans = reading.plans
    if len(plans) == 1:
        return plans[0]
    chosen = [plan for plan in plans if plan.company.casefold() == options.company.strip().casefold()]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(plan.company for plan in plans[:3]) + (", …" if len(plans) > 3 else "")
    raise InputError([Problem.of("several_plans", count=len(plans), names=names)._replace(file=options.input.name)])


def _batch(options: argparse.Namespace, words: Texts) -> int:
    run, reading_options = _settings(options)
    names = Names(options.name)
    actions, reading = _read(options.input, reading_options)
    _make_directory(options.output)
    problems = list(reading.problems)
    written = 0
    for _ in write_all(reading.plans, options.output, names, run, problems.append):
        written += 1
        _progress(written, len(reading.plans))
    _report(problems, words)
    _correct(options.output, actions, reading, words)
    refused = len(reading.refused) + len(reading.plans) - written
    print(words.say("cli.batch_done", written=written, refused=refused))
    return REFUSED if problems else DONE


def _read(path: Path, reading_options: Options) -> tuple[Grid, Reading]:
    inputs = open_inputs(path)
    return inputs.actions, read_plans(*inputs, reading_options._replace(default_company=path.stem))


def _correct(directory: Path, actions: Grid, reading: Reading, words: Texts) -> None:
    if not reading.refused:
        return
    path = directory / words["places.corrections_file"]
    try:
        write_corrections(path, actions, reading.refused, words)
    except OSError as error:
        raise InputError([Problem.of("cannot_write", reason=error.strerror)._replace(file=str(path))]) from None
    print(words.say("cli.corrections", file=path), file=sys.stderr)


def _settings(options: argparse.Namespace) -> tuple[Settings, Options]:
    as_of = _as_of(options.as_of)
    run = settings(options.lang, options.template, as_of)
    return run, Options(language=options.lang, company=options.company, start=_start(options.start), as_of=as_of)


def _as_of(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011  # the day of the person who runs the command
    try:
        return date.fromisoformat(text)
    except ValueError:
        _wrong_usage(Problem.of("bad_as_of", value=text))
        raise SystemExit(WRONG_USAGE) from None


def _start(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        _wrong_usage(Problem.of("bad_start", value=text))
        raise SystemExit(WRONG_USAGE) from None


def _wrong_usage(problem: Problem) -> None:
    _report([problem], message_texts())


def _make_directory(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([Problem.of("cannot_write", reason=error.strerror)._replace(file=str(directory))]) from None


def _report(problems: Iterable[Problem], words: Texts) -> None:
    for problem in problems:
        print(line(problem, words), file=sys.stderr)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} / {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
