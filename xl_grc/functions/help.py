"""The help of a function and of its arguments, as Excel's function wizard shows it."""

from __future__ import annotations

from xl_grc.functions.function import Parameter, Record
from xl_grc.text import Texts

LONGEST = 255
"""Excel cuts what is longer."""


def function_help(function: Record, words: Texts) -> str:
    """What the function gives.

    >>> from xl_grc.functions.catalogue import FUNCTIONS
    >>> from xl_grc.text import texts
    >>> function_help(FUNCTIONS["CONTACT_COST"], texts("en"))
    'Cost per contact: cost / contacts. Compares actions of different sizes.'
    """
    return str(words[f"functions.{function.name}.summary"])


def argument_help(function: Record, parameter: Parameter, words: Texts) -> str:
    """What an argument holds: the word of the field, or what it means in this function."""
    own = f"functions.{function.name}.parameters.{parameter.name}"
    return str(words[own] if own in words else words[f"parameters.{parameter.name}"])
