"""The options by which a user says how a table is to be taken: `new` and `batch` have them."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator

from xl_grc.cli.common import wrong_usage
from xl_grc.errors import Problem
from xl_grc.inputs.encodings import ENCODINGS, known_encoding
from xl_grc.inputs.input_file import HowToRead
from xl_grc.plan.fields import ACTIONS
from xl_grc.plan.headers import meanings, spoken_names
from xl_grc.text import Texts
from xl_grc.text.messages import message_texts

_EXPONENTS = {"€": 0, "k€": 3, "M€": 6}
TYPED = ("columns", "amounts")
"""Those that the rows to correct need again; the others are settled in them."""


def add_input_options(command: argparse.ArgumentParser, words: Texts) -> None:
    """The options of a command that reads a table."""
    command.add_argument("--columns", metavar="FIELD=HEADER,...", help=words["cli.columns"])
    command.add_argument("--fill-down", action="store_true", help=words["cli.fill_down"])
    add_amounts(command, words)
    add_encoding(command, words)


def add_amounts(command: argparse.ArgumentParser, words: Texts) -> None:
    """The option of a command that reads amounts."""
    command.add_argument("--amounts", choices=list(_EXPONENTS), help=words["cli.amounts"])


def exponent_of(options: argparse.Namespace) -> int | None:
    """3 when the user said that amounts are in thousands, 6 in millions, 0 in neither; None when they said nothing."""
    return None if options.amounts is None else _EXPONENTS[options.amounts]


def add_encoding(command: argparse.ArgumentParser, words: Texts) -> None:
    """The option of a command that reads text files."""
    command.add_argument("--encoding", default="", metavar="NAME", help=words["cli.encoding"])


def encoding_of(options: argparse.Namespace) -> str:
    """The encoding that the user named, "" where none is. Wrong usage ends the command."""
    encoding = known_encoding(options.encoding) if options.encoding else ""
    if encoding is None:
        wrong_usage(Problem.of("encoding_not_known", names=ENCODINGS)._replace(value=options.encoding))
    return encoding


def how_to_read(options: argparse.Namespace) -> HowToRead:
    """What the user said of the table. Wrong usage ends the command."""
    given = tuple(_given(options.columns)) if options.columns else ()
    return HowToRead(given, exponent_of(options), options.fill_down, encoding_of(options), options.lang)


def _given(text: str) -> Iterator[tuple[str, str]]:
    """The headers typed, each with the name of its field, which may be said by any of its own headers."""
    for part in next(csv.reader([text], skipinitialspace=True)):
        name, equals, header = (piece.strip() for piece in part.partition("="))
        fields = [field.name for field in ACTIONS.fields if field.name == name] or [
            field.name for field in meanings(name, ACTIONS)
        ]
        if not equals or not header or len(fields) != 1:
            known = tuple(spoken_names(ACTIONS, message_texts()).values())
            wrong_usage(Problem.of("bad_columns", names=known)._replace(value=part))
        yield header.strip('"'), fields[0]
