"""What `xl-grc` alone says: the three commands to begin with, then all that there are."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from xl_grc import __version__
from xl_grc.cli import COMMANDS, PROGRAM
from xl_grc.cli.colours import BOLD, coloured
from xl_grc.text import Texts


def version() -> str:
    """The program and its version."""
    return f"{PROGRAM} {__version__}"


def overview(words: Texts) -> str:
    """What the program is, the commands to begin with, every command with what it does."""
    first = dict(words["overview.first"])
    commands = {command: words[f"cli.{command}"] for command in COMMANDS}
    return "\n".join(
        [
            f"{version()} - {words['cli.description']}",
            *("", _title("begin", words), *_listed(first)),
            *("", _title("commands", words), *_listed(commands)),
            *("", words["overview.more"]),
        ]
    )


def _title(key: str, words: Texts) -> str:
    return coloured(words[f"overview.{key}"], BOLD, sys.stdout)


def _listed(meanings: dict[str, str]) -> Iterator[str]:
    """A line for each, the meanings below one another."""
    width = max(map(len, meanings))
    return (f"  {name:{width}}  {meaning}" for name, meaning in meanings.items())
