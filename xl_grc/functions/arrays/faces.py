"""The functions as `from xl_grc import ROI` gives them: named parameters, help, a running example."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from textwrap import fill
from typing import Any, get_args

from xl_grc.functions.arrays.by_row import Errors, by_row
from xl_grc.functions.arrays.over_ranges import one_number, ranking, scores
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.function import Example, Function, Parameter, SpilledFunction
from xl_grc.functions.help import argument_help, function_help
from xl_grc.functions.reference import unit_and_limits
from xl_grc.text import LANGUAGES, Texts, texts

PACKAGE = "xl_grc"
"""Where users import the functions from."""
WIDTH = 100
"""The letters of a line of help."""
HELP = texts("en")
"""Python speaks English."""


def face(name: str) -> Callable[..., Any]:
    """The function of the catalogue with this name, for Python.

    >>> face("CONTACT_COST")([15_000, 6_000], 20_000)
    [0.75, 0.3]
    """
    function = CATALOGUE[name]
    scope: dict[str, Any] = {"call": _call(function), "known": _known}
    names = "".join(f"{parameter.name}, " for parameter in function.parameters)
    declared, passed = function.declaration(LANGUAGES[0]), "errors=known(errors)"
    if is_ranking(function):
        declared, passed = f"{declared}, *, language={LANGUAGES[0]!r}", f"language=language, {passed}"
    else:
        declared += ", *"
    exec(f"def {name}({declared}, errors='nan'):\n    return call(({names}), {passed})", scope)
    made: Callable[..., Any] = scope[name]
    made.__module__ = PACKAGE
    made.__doc__ = docstring(function, HELP)
    return made


def _known(errors: str) -> str:
    if errors not in get_args(Errors):
        raise ValueError(f"errors is {' or '.join(map(repr, get_args(Errors)))}, not {errors!r}")
    return errors


def is_ranking(function: Function | SpilledFunction) -> bool:
    """Whether the function answers a table with headers."""
    return isinstance(function, SpilledFunction) and function.has_headers


def _call(function: Function | SpilledFunction) -> Callable[..., Any]:
    if isinstance(function, SpilledFunction):
        return partial(ranking if function.has_headers else scores, function)
    return partial(one_number if function.over_ranges else by_row, function)


def docstring(function: Function | SpilledFunction, words: Texts) -> str:
    """What the function gives, what its arguments hold and may be, its result, the usual mistake, examples that run."""
    title, mistake = (words[f"functions.{function.name}.{part}"] for part in ("title", "mistake"))
    arguments = [_argument(function, parameter, words) for parameter in function.parameters]
    sentences = [f"{title}. {function_help(function, words)}", "", *arguments, ""]
    sentences += [words.say(f"python.{_way(function)}", unit=words[f"units.{function.unit.name}"]), ""]
    sentences += [words.say("reference.mistake", mistake=mistake), ""]
    examples = [line for example in function.examples for line in _example(function, example)]
    return "\n".join([*(fill(sentence, WIDTH) for sentence in sentences), *examples, ""])


def _argument(function: Function | SpilledFunction, parameter: Parameter, words: Texts) -> str:
    text, unit = argument_help(function, parameter, words).rstrip("."), unit_and_limits(parameter, words)
    return f"{parameter.name}: {text} ({unit})."


def _way(function: Function | SpilledFunction) -> str:
    """The key of the words that say which Python types go in and come out."""
    if isinstance(function, SpilledFunction):
        return "ranking" if function.has_headers else "scores"
    return "one_number" if function.over_ranges else "by_row"


def _example(function: Function | SpilledFunction, example: Example) -> list[str]:
    """A call and what it shows."""
    arguments = [repr(argument) for argument in example.arguments]
    token = isinstance(example.expected, str) and example.expected.startswith("#")
    result = _call(function)(_filled(function, example.arguments), "token" if token else "nan")
    call = ", ".join([*arguments, *["errors='token'"] * token])
    return [f">>> {function.name}({call})", repr(result)]


def _filled(function: Function | SpilledFunction, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments with the defaults of those left out."""
    return (*arguments, *(parameter.default for parameter in function.parameters[len(arguments) :]))
