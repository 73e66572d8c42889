"""`xl-grc functions [NAME]`: the functions, or all about one."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from typing import Any

from xl_grc.cli.common import DONE, WRONG_USAGE, Commands, report
from xl_grc.errors import Problem
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.reference import entry
from xl_grc.text import Texts


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its argument."""
    command = commands.add_parser("functions", help=words["cli.functions"])
    command.add_argument("name", nargs="?", metavar="NAME", help=words["cli.function_name"])
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    if options.name is None:
        width = max(map(len, CATALOGUE))
        for name in CATALOGUE:
            print(f"{name:{width}}  {words[f'functions.{name}.title']}")
        return DONE
    function = CATALOGUE.get(options.name.upper())
    if function is None:
        near = get_close_matches(options.name.upper(), CATALOGUE, cutoff=0)
        report([Problem.of("unknown_function", value=options.name, names=", ".join(near))], words)
        return WRONG_USAGE
    print(entry(function, words).replace("## ", "").replace("**", "").replace("`", ""))
    return DONE
