"""`xl-grc templates DIR`: the empty workbooks of the package, to be given one's own colours."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from xl_grc.cli.common import DONE, Commands, add_command, add_force, cannot_write, make_directory
from xl_grc.errors import InputError
from xl_grc.files.writing import there_already, write_atomically
from xl_grc.text import Texts
from xl_grc.workbook.template.templates import shipped_files


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "templates", words)
    command.add_argument("directory", type=Path, metavar="DIR", help=words["cli.directory"])
    add_force(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    make_directory(options.directory)
    copies = [(path, options.directory / path.name) for path in shipped_files()]
    if not options.force:
        for _, copy in copies:
            there_already(copy)
    for path, copy in copies:
        try:
            write_atomically(copy, path.read_bytes())
        except OSError as error:
            raise InputError([cannot_write(copy, error)]) from None
        print(words.say("cli.wrote", file=copy))
    return DONE
