"""`xl-grc demo [DIR]`: the course's examples."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from xl_grc.cli.common import DONE, Commands, add_as_of, add_command, as_of, make_directory
from xl_grc.demo import run_demo
from xl_grc.text import Texts


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its options."""
    command = add_command(commands, "demo", words)
    command.add_argument(
        "directory", nargs="?", type=Path, default=Path("demo"), metavar="DIR", help=words["cli.directory"]
    )
    add_as_of(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    day = as_of(options.as_of)
    make_directory(options.directory)
    for text in run_demo(options.directory, day, words):
        print(text)
    return DONE
