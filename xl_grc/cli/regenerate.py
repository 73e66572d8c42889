"""`xl-grc regenerate FILE...`: the same workbooks made whole, losing nothing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from xl_grc.cli.common import DONE, REFUSED, Commands, add_as_of, add_command, as_of, make_directory, report, spread
from xl_grc.cli.mistaken import explained
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content, opened_elsewhere
from xl_grc.files.writing import replace_with_backup
from xl_grc.text import Texts
from xl_grc.workbook.repair.regenerate import regenerate


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "regenerate", words)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=words["cli.regenerate_files"])
    command.add_argument("-o", "--output", type=Path, metavar="DIR", help=words["cli.regenerate_output"])
    add_as_of(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    day = as_of(options.as_of)
    if options.output is not None:
        make_directory(options.output)
    refused = False
    written: set[Path] = set()
    for path in spread(options.files):
        target = path if options.output is None else options.output / path.name
        try:
            if options.output is not None and target in written:  # another company's, from another folder
                raise InputError([Problem("output_taken", str(path), values=(("path", target),))])
            if opened_elsewhere(target):
                raise InputError([Problem("opened_elsewhere", str(target))])
            made = regenerate(file_content(path), str(path), day)
            backup = replace_with_backup(target, made.content)
        except InputError as error:
            report(explained(path, error.problems), words)
            refused = True
            continue
        written.add(target)
        report(made.problems, words)
        told = "cli.regenerated" if backup is not None else "cli.regenerated_copy"
        print(words.say(told, file=target, backup=backup))
    return REFUSED if refused else DONE
