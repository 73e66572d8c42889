"""`xl-grc addin build | install | remove | doctor`: the Excel add-in."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xl_grc.cli.common import (
    DONE,
    REFUSED,
    AsWritten,
    Commands,
    add_command,
    cannot_write,
    examples,
    make_directory,
)
from xl_grc.errors import InputError
from xl_grc.files.writing import write_atomically
from xl_grc.text import Texts

FILE = "xl_grc.xlam"


def add(commands: Commands[Any], words: Texts) -> None:
    """The command and its four verbs."""
    command = add_command(commands, "addin", words)
    verbs = command.add_subparsers(required=True, metavar="build | install | remove | doctor")
    for name, run in (("build", _build), ("install", _install), ("remove", _remove), ("doctor", _doctor)):
        told = words.say(f"addin.{name}", file=FILE)
        shown = examples(words[f"examples.addin {name}"], words)
        verb = verbs.add_parser(name, help=told, description=told, epilog=shown, formatter_class=AsWritten)
        verb.set_defaults(command=run)
        if name in ("build", "install"):
            verb.add_argument("-o", "--output", type=Path, default=Path(), metavar="DIR", help=words["addin.output"])


def _build(options: argparse.Namespace, words: Texts) -> int:
    from xl_grc.excel.addin.build import build

    content = build()
    make_directory(options.output)
    path = options.output / FILE
    try:
        write_atomically(path, content)
    except OSError as error:
        raise InputError([cannot_write(path, error)]) from None
    print(words.say("addin.built", file=path, version=version("xlwings")))
    return DONE


def _install(options: argparse.Namespace, words: Texts) -> int:
    from xl_grc.excel.addin.install import install
    from xl_grc.excel.addin.places import here

    try:
        target = here(version("xlwings"))
    except InputError as error:
        if error.problems[0].key != "no_excel_here":
            raise
        print(words["addin.no_excel"])
        _build(options, words)
        return REFUSED
    install(target)
    print(words.say("addin.installed", file=target.addin))
    print(words.say("addin.configured", file=target.settings))
    return DONE


def _remove(options: argparse.Namespace, words: Texts) -> int:
    from xl_grc.excel.addin.install import remove

    found = remove()
    for path in found:
        print(words.say("addin.removed", file=path))
    if not found:
        print(words["addin.not_installed"])
    return DONE


def _doctor(options: argparse.Namespace, words: Texts) -> int:
    from xl_grc.excel.addin.doctor import examine

    well = True
    for finding in examine():
        well = well and finding.well
        state = words["addin.well" if finding.well else "addin.wrong"]
        what = words.say(f"addin.findings.{finding.text}", **finding.values)
        print(words.say("addin.remedy", name=words[f"addin.checks.{finding.check}"], state=state, what=what))
    if well:
        print(words["addin.all_well"])
    return DONE if well else REFUSED
