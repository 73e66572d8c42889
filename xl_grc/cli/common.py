"""What commands share: their common options, reading an input, telling problems."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from xl_grc.cli.telling import report as report
from xl_grc.errors import InputError, Problem, reason
from xl_grc.files.writing import cannot_write as cannot_write
from xl_grc.inputs.input_file import HowToRead, Input, open_input
from xl_grc.plan.cells import read_text
from xl_grc.plan.grid import Grid
from xl_grc.plan.period import months_later
from xl_grc.plan.tabular import InputOptions, PlansOfFile, read_plans
from xl_grc.text import LANGUAGES, Texts
from xl_grc.text.messages import message_texts
from xl_grc.workbook.plan_writer import Settings, settings

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
_YEARS = range(1900, 9999)
"""The years that a sheet can count from: it knows no day before 1900, and a plan ends in the year after."""

_LONGEST_TIMEOUT = 86_400.0
"""A day, in seconds."""

Commands = argparse._SubParsersAction  # what add_subparsers returns; argparse gives it no public name


def add_command(commands: Commands[Any], name: str, words: Texts) -> argparse.ArgumentParser:
    """A command with what it does and its examples, for its help."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=words[f"cli.{name}"],
        description=words[f"cli.{name}"],
        epilog=examples(words[f"examples.{name}"], words),
        formatter_class=AsWritten,
    )
    return command


class AsWritten(argparse.RawDescriptionHelpFormatter):
    """Help as the text files hold it: the examples line by line, a % that is no more than that."""

    def _get_help_string(self, action: argparse.Action) -> str:
        return (action.help or "").replace("%", "%%")


def examples(examples: list[list[str]], words: Texts) -> str:
    """The end of a help: command lines, each with what it does below it."""
    return "\n".join([words["cli.examples"], *(f"  {line}\n      {meaning}" for line, meaning in examples)])


def add_workbook_options(command: argparse.ArgumentParser, words: Texts) -> None:
    """The options of every command that writes workbooks from a table."""
    command.add_argument("--lang", choices=LANGUAGES, help=words["cli.lang"])
    command.add_argument("--template", type=Path, metavar="T.xlsx", help=words["cli.template"])
    add_as_of(command, words)


def add_force(command: argparse.ArgumentParser, words: Texts) -> None:
    """Leave to replace files."""
    command.add_argument("--force", action="store_true", help=words["cli.force"])


def add_timeout(command: argparse.ArgumentParser, words: Texts) -> None:
    """The time that each file may take."""
    from xl_grc.parallel.time_limit import DEFAULT_SECONDS  # a command without this option needs no threads

    command.add_argument("--timeout", type=_seconds, default=DEFAULT_SECONDS, metavar="S", help=words["cli.timeout"])


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        raise ValueError(text)
    return seconds


def add_as_of(command: argparse.ArgumentParser, words: Texts) -> None:
    """The day on which workbooks are read."""
    command.add_argument("--as-of", metavar="DATE", help=words["cli.as_of"])


def add_workers(command: argparse._ActionsContainer, words: Texts) -> None:
    """The number of processes."""
    command.add_argument("--workers", type=int, metavar="N", help=words["cli.workers"])


def check_workers(asked: int | None, words: Texts) -> None:
    """Wrong usage ends the command: no process at all."""
    if asked is not None and asked < 1:
        print(words["cli.bad_workers"], file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def as_of(text: str | None) -> date:
    """The day typed, or today. Wrong usage ends the command."""
    if text is None:
        return date.today()  # noqa: DTZ011  # the day of the person who runs the command
    return _day(text) or wrong_usage(Problem.of("bad_as_of", value=text))


def month(text: str | None) -> date | None:
    """The month typed, as its first day. Wrong usage ends the command."""
    if text is None:
        return None
    return _day(f"{text}-01") or wrong_usage(Problem.of("bad_start", value=text))


def _day(text: str) -> date | None:
    """The day of an ISO date, None when it is none or no sheet can count from it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def company(text: str) -> str:
    """The company typed. Wrong usage ends the command: a name that no cell can hold."""
    name = read_text(text)
    return wrong_usage(name._replace(file="--company")) if isinstance(name, Problem) else name


def workbook_path(path: Path) -> Path:
    """The workbook to write. Wrong usage ends the command: a name that no spreadsheet opens."""
    return path if path.suffix.lower() == ".xlsx" else wrong_usage(Problem.of("bad_workbook_name", path=path))


def wrong_usage(problem: Problem) -> NoReturn:
    """Tell a wrong option, and end the command."""
    report([problem], message_texts())
    raise SystemExit(WRONG_USAGE)


def run_settings(options: argparse.Namespace) -> Settings:
    """The settings of the workbooks to write."""
    return settings(options.lang, options.template, as_of(options.as_of))


def read_input(path: Path, how: HowToRead, options: InputOptions) -> tuple[Input, Grid, PlansOfFile]:
    """The table in a file, its grid of actions, and the plans in it."""
    table = open_input(path, how)
    table = table.of_known_company() if options.company else table
    actions = table.actions.grid
    options = table.options(options._replace(default_company=named_after(path)))
    return table, actions, read_plans(actions, table.costs, table.tracking, options)


def named_after(path: Path) -> str:
    """The company of a file that names none; a letter that no cell can hold is replaced.

    >>> named_after(Path("Durand\\udcff.csv"))
    'Durand\ufffd'
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in path.stem)


def tell_corrections(path: Path, book: Path | None, words: Texts) -> None:
    """Where the rows to correct are, and the workbook that holds their costs and tracking too."""
    print(words.say("cli.corrections", file=path), file=sys.stderr)
    if book is not None:
        print(words.say("cli.corrections_book", file=book), file=sys.stderr)


def typed_again(options: argparse.Namespace, *names: str) -> str:
    """The options that were typed, of those named, for a command that goes on from this one."""
    typed = ((name.replace("_", "-"), getattr(options, name)) for name in names)
    return "".join(f' --{name} "{value}"' for name, value in typed if value)


def period(start: date, words: Texts) -> str:
    """The twelve months of a plan, by the first and the last.

    >>> from xl_grc.text import texts
    >>> period(date(2026, 1, 1), texts("en")), period(date(2026, 11, 1), texts("en"))
    ('January 2026 to December 2026', 'November 2026 to October 2027')
    """
    months = [f"{words['input.months'][day.month - 1][0]} {day.year}" for day in (start, months_later(start, 11))]
    return words.say("cli.period", first=months[0], last=months[1])


def spread(paths: list[Path]) -> list[Path]:
    """The files meant: those that a pattern such as *.xlsx matches, which the shells of Windows leave as it is."""
    return [one for path in paths for one in _matching(path) or [path]]


def _matching(path: Path) -> list[Path]:
    return [] if path.exists() or "*" not in path.name else sorted(path.parent.glob(path.name))


def make_directory(directory: Path) -> None:
    """Make a folder and those above it."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([Problem("cannot_write", str(directory), values=(("reason", reason(error)),))]) from None
