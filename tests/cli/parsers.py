"""The parsers of the command line, those of its commands and verbs among them."""

import argparse


def parsers(parser):
    """A parser and those of its commands and verbs."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from parsers(one)
