"""`xl-grc check FILE...`: every problem of returned plans, with sheet, cell and remedy."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Any

from xl_grc.cli.check_table import FileCounts, counted, table_csv, table_lines
from xl_grc.cli.colours import RED, YELLOW, coloured
from xl_grc.cli.common import DONE, REFUSED, Commands, add_as_of, add_command, add_timeout, as_of, cannot_write, spread
from xl_grc.cli.mistaken import explained
from xl_grc.cli.next_year import is_plan
from xl_grc.cli.telling import Telling
from xl_grc.errors import InputError, Problem, unexpected
from xl_grc.files.opening import file_content, opened_elsewhere
from xl_grc.files.writing import write_atomically
from xl_grc.parallel.executors import AHEAD_PER_WORKER, FILES_PER_WORKER, processes, useful_processes
from xl_grc.parallel.jobs import Work, in_order
from xl_grc.parallel.time_limit import TimeExceeded, time_limit, too_slow
from xl_grc.records import NamedTuple
from xl_grc.text import Texts
from xl_grc.text.messages import parts_of
from xl_grc.workbook.expected.check import check, is_warning


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "check", words)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=words["cli.check_files"])
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=words["cli.check_json"])
    form.add_argument("--csv", type=Path, metavar="OUT", help=words["cli.check_csv"])
    add_timeout(command, words)
    add_as_of(command, words)
    command.set_defaults(command=_run)


class _File(NamedTuple):
    """A file to look at, the day it is read on, and the seconds that it may take."""

    path: Path
    as_of: date
    seconds: float


def _run(options: argparse.Namespace, words: Texts) -> int:
    day = as_of(options.as_of)
    files = [_File(path, day, options.timeout) for path in spread(options.files)]
    tell = _Records(words) if options.json else _Lines(words)
    _refuse_plan(options.csv)
    counts: list[FileCounts] = []
    workers = useful_processes(len(files), FILES_PER_WORKER)
    with processes(workers) as pool:
        for file, problems in in_order(_CHECKING, files, pool, AHEAD_PER_WORKER * workers):
            tell.file(file.path, problems)
            counts.append(counted(file.path, problems, words))
    tell.end(counts)
    if options.csv is not None:
        _write(options.csv, table_csv(counts, words))
    return REFUSED if any(one.errors for one in counts) else DONE


def _refuse_plan(output: Path | None) -> None:
    """Raises InputError: a table is never written over a plan."""
    if output is not None and is_plan(output):
        raise InputError([Problem("output_needed", str(output))])


def _write(output: Path, content: bytes) -> None:
    try:
        write_atomically(output, content)
    except OSError as error:
        raise InputError([cannot_write(output, error)]) from None


def _problems(file: _File) -> list[Problem]:
    """The problems of a file. Raises nothing: what stops the reading is one of them."""
    path = str(file.path)
    try:
        with time_limit(file.seconds):
            problems = check(file_content(file.path), path, file.as_of)
    except InputError as error:
        return explained(file.path, error.problems)
    except TimeExceeded:
        return [too_slow(file.seconds)._replace(file=path)]
    except Exception as error:  # noqa: BLE001  # a defect of ours must not stop the other files
        return [unexpected(error)._replace(file=path)]
    beside = file.path.with_name("xl_grc.conf")
    if beside.exists():
        problems.insert(0, Problem("active_settings", path, value=beside.name))
    if opened_elsewhere(file.path):
        problems.insert(0, Problem("opened_elsewhere", path))
    return problems


_CHECKING = Work(_problems, lambda file: [file], lambda file: [Problem("reader_died", str(file.path))])


class _Lines:
    """Tells a person, file after file."""

    def __init__(self, words: Texts) -> None:
        self._words = words

    def file(self, path: Path, problems: list[Problem]) -> None:
        """The problems of a file, and how many they are."""
        if not problems:
            print(self._words.say("cli.check_well", file=path))
            return
        telling = Telling(self._words, sys.stdout, lambda problem: _severity(problem, self._words))
        telling.tell(problems)
        telling.rest()
        warnings = sum(map(is_warning, problems))
        counts = {"errors": len(problems) - warnings, "warnings": warnings}
        print(self._words.say("cli.check_found", file=path, **counts))

    def end(self, counts: Sequence[FileCounts]) -> None:
        """The table of the files, when there are several."""
        if len(counts) > 1:
            print()
            for line in table_lines(counts, self._words):
                print(line)


class _Records:
    """Tells a program: an array of records in JSON, written as they come."""

    def __init__(self, words: Texts) -> None:
        self._words = words
        self._begun = False

    def file(self, path: Path, problems: list[Problem]) -> None:
        """The problems of a file."""
        for problem in problems:
            record = json.dumps(_record(problem, self._words), ensure_ascii=False, indent=2)
            print(f"{',' if self._begun else '['}\n{indent(record, '  ')}", end="")
            self._begun = True

    def end(self, counts: Sequence[FileCounts]) -> None:
        """The end of the array."""
        print("\n]" if self._begun else "[]")


def _severity(problem: Problem, words: Texts) -> str:
    key, colour = ("warning", YELLOW) if is_warning(problem) else ("error", RED)
    return coloured(words[f"cli.{key}"], colour, sys.stdout)


def _record(problem: Problem, words: Texts) -> dict[str, Any]:
    """A problem for other programs: `key` is stable, `what` and `remedy` are in the user's language."""
    what, remedy = parts_of(problem, words)
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "key": problem.key,
        "severity": "warning" if is_warning(problem) else "error",
        "what": what,
        "remedy": remedy,
    }
