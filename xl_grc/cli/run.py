"""Runs the command that is typed: its options, what it does, what is told when it cannot."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from xl_grc.cli import COMMANDS, INTERRUPTED, PROGRAM, interruptible, loaded
from xl_grc.cli.common import DONE, REFUSED, cannot_write, report
from xl_grc.cli.wording import speak
from xl_grc.errors import InputError, unexpected
from xl_grc.text import Texts
from xl_grc.text.messages import message_texts


def run(typed: Sequence[str]) -> int:
    """Run a command; returns the exit code."""
    words = message_texts()
    answer = _answer(list(typed), words)
    loaded()
    try:
        with interruptible():
            code = answer()
        sys.stdout.flush()
        return code
    except OSError as error:
        if error.filename is None:  # who reads our output has seen enough, or there is no room for it
            _nothing_more()
        if not isinstance(error, BrokenPipeError):
            report([cannot_write(Path(error.filename or "stdout"), error)], words)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except InputError as error:
        report(error.problems, words)
        return REFUSED
    except Exception as error:  # noqa: BLE001  # a defect of ours, or no memory: a person gets a line
        report([unexpected(error)], words)
        return REFUSED


def parser_of(names: Iterable[str], words: Texts) -> argparse.ArgumentParser:
    """The command line with the commands of these names."""
    speak(words)
    parser = _Parser(prog=PROGRAM)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in names:
        import_module(f"xl_grc.cli.{name}").add(commands, words)
    return parser


class _Parser(argparse.ArgumentParser):
    """What is said of wrong usage ends with where examples are; the parsers of the commands are of this class too."""

    def parse_known_args(self, *typed: Any, **others: Any) -> Any:
        """What the parser of a command does not know is its own wrong usage, not that of the whole."""
        known, unknown = super().parse_known_args(*typed, **others)
        if unknown:
            self.error(message_texts()["usage.unrecognized"] % " ".join(unknown))
        return known, unknown

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        super().exit(status, message and f"{message}{message_texts().say('cli.see_help', program=self.prog)}\n")


def _answer(typed: list[str], words: Texts) -> Callable[[], int]:
    """What is typed, ready to be done: it returns the exit code. Wrong usage ends the process."""
    if typed[:1] == ["help"] and len(typed) > 1:
        typed = [*typed[1:], "--help"]
    if not typed or typed[0] in ("help", "-h", "--help", "--version"):
        from xl_grc.cli.overview import overview, version  # no command needs them

        return partial(_tell, version() if typed[:1] == ["--version"] else overview(words))
    options = parser_of(typed[:1] if typed[0] in COMMANDS else COMMANDS, words).parse_args(typed)
    return partial(options.command, options, words)


def _tell(text: str) -> int:
    print(text)
    return DONE


def _nothing_more() -> None:
    """What is left to print goes nowhere: the interpreter would complain again when it ends."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
