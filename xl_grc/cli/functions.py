"""`xl-grc functions [NAME]`: the functions, or all about one; with --add-to, put into a workbook as names."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from xl_grc.cli.common import DONE, REFUSED, WRONG_USAGE, Commands, add_command, add_force, report, wrong_usage
from xl_grc.errors import InputError, Problem
from xl_grc.files.opening import file_content, opened_elsewhere, same_file
from xl_grc.files.writing import replace_with_backup, there_already
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.names_in_workbook import with_functions, without_functions
from xl_grc.functions.reference import entry
from xl_grc.text import Texts


def add(commands: Commands[Any], words: Texts) -> None:
    """The command, its argument and its options."""
    command = add_command(commands, "functions", words)
    which = command.add_mutually_exclusive_group()
    which.add_argument("name", nargs="?", metavar="NAME", help=words["cli.function_name"])
    which.add_argument("--add-to", type=Path, metavar="WORKBOOK", help=words["cli.functions_add_to"])
    which.add_argument("--remove-from", type=Path, metavar="WORKBOOK", help=words["cli.functions_remove_from"])
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help=words["cli.functions_output"])
    add_force(command, words)
    command.set_defaults(command=_run)


def _run(options: argparse.Namespace, words: Texts) -> int:
    if options.add_to is not None:
        return _add_to(options.add_to, _target(options.add_to, options), words)
    if options.remove_from is not None:
        return _remove_from(options.remove_from, _target(options.remove_from, options), words)
    if options.output is not None:
        wrong_usage(Problem("output_of_names"))
    if options.name is None:
        width = max(map(len, CATALOGUE))
        for name in CATALOGUE:
            print(f"{name:{width}}  {words[f'functions.{name}.title']}")
        return DONE
    return _explain(options.name, words)


def _explain(name: str, words: Texts) -> int:
    function = CATALOGUE.get(name.upper())
    if function is None:
        near = get_close_matches(name.upper(), CATALOGUE, cutoff=0)
        report([Problem.of("unknown_function", value=name, names=", ".join(near))], words)
        return WRONG_USAGE
    print(entry(function, words).replace("## ", "").replace("**", "").replace("`", ""))
    return DONE


def _add_to(path: Path, target: Path, words: Texts) -> int:
    before = file_content(path)
    changed = with_functions(before, str(path), words)
    report([Problem("name_taken", str(path), value=name) for name in changed.taken], words)
    _write(target, changed.content, before if target == path else None, words)
    print(words.say("cli.functions_added", file=target, count=len(changed.functions)))
    print(words["cli.functions_where"])
    return REFUSED if changed.taken else DONE


def _remove_from(path: Path, target: Path, words: Texts) -> int:
    before = file_content(path)
    changed = without_functions(before, str(path))
    _write(target, changed.content, before if target == path else None, words)
    print(words.say("cli.functions_removed", file=target, count=len(changed.functions)))
    return DONE


def _target(path: Path, options: argparse.Namespace) -> Path:
    """The file to write. Raises InputError for one that is open, there already, or no copy by its ending."""
    target: Path = path if options.output is None or same_file(options.output, path) else options.output
    if target.suffix.lower() != path.suffix.lower():
        raise InputError([Problem("other_ending", str(target), value=path.suffix)])
    if target != path and not options.force:
        there_already(target)
    if opened_elsewhere(target):
        raise InputError([Problem("opened_elsewhere", str(target))])
    return target


def _write(target: Path, content: bytes, before: bytes | None, words: Texts) -> None:
    """The workbook in its place, when it has changed; one that was there is kept as .bak."""
    if content == before:
        return
    backup = replace_with_backup(target, content)
    if backup is not None:
        print(words.say("cli.kept_as", file=target, backup=backup))
