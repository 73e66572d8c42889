"""Formulas that call the add-in, as native formulas: a colleague without the add-in sees numbers, not #NAME?."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.functions.expression import constant
from xl_grc.functions.formula import OperandReading
from xl_grc.functions.units import LANGUAGE

_CALL = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|\[(?:'.|[^\[\]])*\])"""
    r"""|(?:'[^']*\.xlam'!|[\w.]+\.xlam!)?(?<![\w.])(?P<name>[A-Z_]+)\(""",
    re.IGNORECASE,
)
_LONGEST = 8192
"""Excel takes no longer formula."""


def calls_us(formula: str) -> bool:
    """Whether a formula calls a function of the catalogue.

    >>> calls_us("=ROI(A1,B1)"), calls_us('="ROI("&A1')
    (True, False)
    """
    return next(_calls(formula), None) is not None


def native(formula: str, language: str) -> str | None:
    """The formula without any call of ours; None when a call has no native form.

    >>> native("=1+GROSS_GAIN(A1,GROSS_GAIN(B1,2))", "fr") is not None
    True
    >>> native("=COMPARE_ACTIONS(A1:A3,B1:B3,C1:C3)", "fr") is None
    True
    """
    while (found := next(_calls(formula), None)) is not None:
        end, arguments = _arguments(formula, found.end())
        function = FUNCTIONS.get(found["name"].upper())
        if end < 0 or function is None:
            return None
        given = [_operand(argument) for argument in arguments] if arguments != [""] else []
        given += [
            constant(language).formula(OperandReading({}))
            for parameter in function.parameters[len(given) :]
            if parameter.unit is LANGUAGE
        ]
        required = sum(not parameter.optional for parameter in function.parameters)
        if "" in given or not required <= len(given) <= len(function.parameters):
            return None
        if not function.over_ranges and any(":" in argument for argument in given):
            return None  # a result for each cell: only the add-in spills it
        formula = f"{formula[: found.start()]}({function.guarded(*given)}){formula[end + 1 :]}"
    return formula if len(formula) <= _LONGEST else None


def _calls(formula: str) -> Iterator[re.Match[str]]:
    for found in _CALL.finditer(formula):
        if found["name"] and found["name"].upper() in CATALOGUE:
            yield found


def _operand(argument: str) -> str:
    """An argument ready to stand anywhere in a formula."""
    argument = argument.strip()
    return argument if re.fullmatch(r"[\w$.!]+|\"[^\"]*\"|\w+\[[^()]*\]", argument) or not argument else f"({argument})"


def _arguments(formula: str, start: int) -> tuple[int, list[str]]:
    """The place of the closing parenthesis, -1 without one, and the arguments before it."""
    depth, begin, place = 0, start, start
    arguments: list[str] = []
    while place < len(formula):
        letter = formula[place]
        if letter in "\"'":
            place = formula.find(letter, place + 1)
            if place < 0:
                break
        elif letter in "([{":
            depth += 1
        elif letter in ")]}" and depth:
            depth -= 1
        elif letter == ")":
            return place, [*arguments, formula[begin:place]]
        elif letter == "," and not depth:
            arguments.append(formula[begin:place])
            begin = place + 1
        place += 1
    return -1, arguments
