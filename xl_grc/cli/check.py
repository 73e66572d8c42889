"""`xl-grc check FILE...`: every problem of returned plans, with sheet, cell and remedy."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from xl_grc.cli.common import DONE, REFUSED, Commands, add_as_of, as_of
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content, opened_elsewhere
from xl_grc.text import Texts
from xl_grc.text.messages import line, parts_of, with_colons
from xl_grc.workbook.expected.check import check, is_warning


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = commands.add_parser("check", help=words["cli.check"])
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=words["cli.check_files"])
    command.add_argument("--json", action="store_true", help=words["cli.check_json"])
    add_as_of(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    day = as_of(options.as_of)
    found = {path: _problems(path, day) for path in options.files}
    if options.json:
        records = [_record(problem, words) for problems in found.values() for problem in problems]
        print(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        for path, problems in found.items():
            _tell(path, problems, words)
    failed = any(not is_warning(problem) for problems in found.values() for problem in problems)
    return REFUSED if failed else DONE


def _problems(path: Path, day: date) -> list[Problem]:
    try:
        problems = check(file_content(path), str(path), day)
    except InputError as error:
        return list(error.problems)
    if opened_elsewhere(path):
        problems.insert(0, Problem("opened_elsewhere", str(path)))
    return problems


def _tell(path: Path, problems: list[Problem], words: Texts) -> None:
    if not problems:
        print(words.say("cli.check_well", file=path))
        return
    for problem in problems:
        print(with_colons(words, _severity(problem, words), line(problem, words)))
    warnings = sum(map(is_warning, problems))
    print(words.say("cli.check_found", file=path, errors=len(problems) - warnings, warnings=warnings))


def _severity(problem: Problem, words: Texts) -> str:
    return str(words["cli.warning" if is_warning(problem) else "cli.error"])


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
