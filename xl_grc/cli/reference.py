"""The reference of the command line, docs/commands_*.md: every command with its options and examples, in a language.

It is made of what argparse knows of the commands; a test compares it with the files, so that none is left untold.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from xl_grc.cli import COMMANDS, PROGRAM
from xl_grc.cli.run import parser_of
from xl_grc.plan.fields import ACTIONS
from xl_grc.plan.headers import spoken_names
from xl_grc.text import Texts


def reference(words: Texts) -> str:
    """The reference as Markdown."""
    sections = (_section(parser, words) for parser in _commands_of(parser_of(COMMANDS, words)))
    return "\n".join(
        [
            f"# {words['commands.title']}",
            "",
            words["commands.introduction"],
            *map("\n".join, sections),
            *_fields(words),
            "",
        ]
    )


def _section(parser: argparse.ArgumentParser, words: Texts) -> Iterator[str]:
    """A command: what it does, its options, its examples; then its verbs, when it has some."""
    yield from ("", f"## {parser.prog}", "", f"{str(parser.description)[0].upper()}{str(parser.description)[1:]}.")
    options = [action for action in parser._actions if not isinstance(action, _OF_ARGPARSE)]
    if options:
        yield from ("", f"| {words['commands.option']} | {words['commands.meaning']} |", "|---|---|")
        yield from (f"| {_spelled(action)} | {_told(action, words)} |" for action in options)
    if parser.epilog:
        yield from ("", "```console")
        for line, meaning in words[f"examples.{parser.prog.removeprefix(PROGRAM).strip()}"]:
            yield from (f"# {meaning}", line)
        yield "```"
    for verb in _commands_of(parser):
        yield from _section(verb, words)


def _fields(words: Texts) -> Iterator[str]:
    """The names that --columns takes for the columns of a table of actions."""
    yield from ("", f"## {words['commands.fields']}", "", words["commands.fields_introduction"], "")
    yield from (f"| {words['commands.field']} | {words['commands.field_short']} |", "|---|---|")
    yield from (f"| {spoken} | `{name}` |" for name, spoken in spoken_names(ACTIONS, words).items())


_OF_ARGPARSE = (argparse._HelpAction, argparse._SubParsersAction)
"""What every command has: --help, and what only leads to its verbs."""


def _commands_of(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The commands, or the verbs of a command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def _spelled(action: argparse.Action) -> str:
    """An option as it is typed: all its names, and what follows them."""
    value = "" if action.nargs == 0 else str(action.metavar or "|".join(map(str, action.choices or ())))
    names = [f"`{name} {value}`" if value else f"`{name}`" for name in action.option_strings]
    return ", ".join(names or [f"`{value}`"]).replace("|", "\\|")


def _told(action: argparse.Action, words: Texts) -> str:
    """What an option does, as its help says."""
    needed = f" ({words['commands.needed']})" if action.required and action.option_strings else ""
    return f"{action.help}{needed}".replace("|", "\\|")
