"""The reference of the functions, made from the catalogue and the text files."""

from __future__ import annotations

import re
from typing import Any

from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.function import Example, Function, Parameter, SpilledFunction
from xl_grc.functions.help import argument_help, function_help
from xl_grc.functions.rounding import round_as_sheets
from xl_grc.functions.units import Unit
from xl_grc.patterns import compiled_later
from xl_grc.text import Texts

_PARTS = compiled_later(r'"[^"]*"|#[A-Z/0]+[!?]?|[A-Z]+(?=\()|,')
_NARROW_SPACE = "\u202f"


def reference(words: Texts) -> str:
    """All functions, as a Markdown page."""
    parts = [f"# {words['reference.title']}", words["reference.introduction"]]
    parts += [entry(function, words) for function in CATALOGUE.values()]
    return "\n\n".join(parts) + "\n"


def entry(function: Function | SpilledFunction, words: Texts) -> str:
    """What there is to know of one function.

    >>> from xl_grc.text import texts
    >>> print(entry(CATALOGUE["ROAS"], texts("en")))  # doctest: +ELLIPSIS
    ## ROAS(revenue, cost)
    <BLANKLINE>
    **Return on advertising spend.** Revenue for each euro spent: revenue / cost. Pays from 1 / margin rate.
    ...
    """
    names = [parameter.name for parameter in function.parameters]
    parameters = [_parameter(function, parameter, words) for parameter in function.parameters]
    lines = [words.say("reference.result", unit=_unit(function.unit, words), format=_format(function.unit, words))]
    if isinstance(function, Function):
        for key, formula in (("formula", function.formula(*names)), ("guarded", function.guarded(*names))):
            lines.append(words.say(f"reference.{key}", formula=f"={localised(formula, words)}"))
    lines += [_example(function, example, words) for example in function.examples]
    lines.append(words.say("reference.mistake", mistake=words[f"functions.{function.name}.mistake"]))
    lines.append(words.say("reference.source", source=words[f"sources.{function.source}"]))
    title = words[f"functions.{function.name}.title"]
    return "\n\n".join(
        [
            f"## {_signature(function, words)}",
            f"**{title}.** {function_help(function, words)}",
            "\n".join(parameters),
            "\n".join(f"- {line}" for line in lines),
        ]
    )


def localised(formula: str, words: Texts) -> str:
    """A formula as Excel shows it in the language of `words`.

    >>> from xl_grc.text import texts
    >>> localised('IF(a>b,#NUM!,"x,y")', texts("fr"))
    'SI(a>b;#NOMBRE!;"x,y")'
    """

    def replace(found: re.Match[str]) -> str:
        part = found[0]
        if part == ",":
            return str(words["reference.separator"]).strip()
        return str(words.get(f"excel.{part}", part))

    return _PARTS.sub(replace, formula)


def shown(value: Any, unit: Unit, words: Texts) -> str:
    """A result as a cell shows it.

    >>> from xl_grc.functions.units import RATE
    >>> from xl_grc.text import texts
    >>> shown(0.015, RATE, texts("en")), shown("#NUM!", RATE, texts("fr"))
    ('1.5%', '#NOMBRE!')
    """
    if isinstance(value, list):
        return " | ".join("; ".join(shown(cell, unit, words) for cell in row) for row in value)
    if isinstance(value, str):
        return str(words.get(f"excel.{value}", value))
    first = unit.format.partition(";")[0]
    percent = first.endswith("%")
    digits = first.rstrip("%").partition(".")[2]
    decimals = len(digits) if unit.format != "General" else 2
    number = f"{round_as_sheets(value * 100 if percent else value, decimals):,.{decimals}f}"
    if unit.format == "General" or "#" in digits:
        number = number.rstrip("0").rstrip(".") if "." in number else number
    return words.number(number) + str(words["formats.percent"]) * percent


def _signature(function: Function | SpilledFunction, words: Texts) -> str:
    separator = str(words["reference.separator"])
    names = [f"[{p.name}]" if p.optional else p.name for p in function.parameters]
    return f"{function.name}({separator.join(names)})"


def _format(unit: Unit, words: Texts) -> str:
    """A number format as Excel shows it in the language.

    >>> from xl_grc.functions.units import RATE, UNIT_AMOUNT
    >>> from xl_grc.text import texts
    >>> _format(UNIT_AMOUNT, texts("fr")), _format(RATE, texts("fr")), _format(UNIT_AMOUNT, texts("en"))
    ('# ##0,00', '0,0%', '#,##0.00')
    """
    if unit.format == "General":
        return str(words["formats.general"])
    return words.number(unit.format).replace(_NARROW_SPACE, " ")


def _unit(unit: Unit, words: Texts) -> str:
    return str(words[f"units.{unit.name}"])


def unit_and_limits(parameter: Parameter, words: Texts) -> str:
    """What an argument holds: "amount, at least 0", "rate, from 0 to 1, optional"."""
    unit, low, high = _unit(parameter.unit, words), parameter.unit.minimum, parameter.unit.maximum
    if low is not None:
        key = "limits_from" if high is None else "limits_between"
        unit = words.say(f"reference.{key}", unit=unit, minimum=format(low, "g"), maximum=format(high or 0, "g"))
    return words.say("reference.optional", unit=unit) if parameter.optional else unit


def _parameter(function: Function | SpilledFunction, parameter: Parameter, words: Texts) -> str:
    text, unit = argument_help(function, parameter, words).rstrip("."), unit_and_limits(parameter, words)
    return words.say("reference.parameter", name=parameter.name, help=text, unit=unit)


def _example(function: Function | SpilledFunction, example: Example, words: Texts) -> str:
    arguments = str(words["reference.separator"]).join(_typed(argument, words) for argument in example.arguments)
    result = shown(example.expected, function.unit, words)
    return words.say("reference.example", call=f"={function.name}({arguments})", result=result)


def _typed(argument: Any, words: Texts) -> str:
    """An argument as one types it; a column between braces."""
    if isinstance(argument, list):
        return "{" + ";".join(_typed(cell, words) for cell in argument) + "}"
    if isinstance(argument, str):
        return f'"{argument}"'
    return "" if argument is None else words.number(format(argument, ".15g"))
