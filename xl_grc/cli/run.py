"""Runs the command that is typed: its options, what it does, what is told when it cannot."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from xl_grc.cli import COMMANDS, INTERRUPTED, interruptible
from xl_grc.cli.common import REFUSED, cannot_write, report
from xl_grc.cli.wording import speak
from xl_grc.errors import InputError, unexpected
from xl_grc.text.messages import message_texts


def run(typed: Sequence[str]) -> int:
    """Run a command; returns the exit code."""
    words = message_texts()
    speak(words)
    parser = argparse.ArgumentParser(prog="xl-grc", description=words["cli.description"])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS if typed[:1] not in [[name] for name in COMMANDS] else typed[:1]:
        import_module(f"xl_grc.cli.{command}").add(commands, words)
    options = parser.parse_args(typed)
    try:
        with interruptible():
            code = int(options.command(options, words))
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


def _nothing_more() -> None:
    """What is left to print goes nowhere: the interpreter would complain again when it ends."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
