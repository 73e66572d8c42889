"""Formulas that call the add-in, as native formulas: a colleague without the add-in sees numbers, not #NAME?."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.patterns import compiled_later

_CALL = compiled_later(
    r"""(?P<kept>"(?:[^"]|"")*"|\[(?:'.|[^\[\]'])*+\]?+)"""
    r"""|(?<![\w.])(?:'[^']*\.xlam'!|[\w.]+\.xlam!)?(?P<name>[A-Z_]+)\(""",
    re.IGNORECASE,
)
_LONGEST = 8192
"""Excel takes no longer formula."""
_TOKEN = compiled_later(
    r"""(?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*'|\#[A-Z/0]+[!?A])"""
    r"""|(?P<of_row>\[(?:@(?:\[[^\[\]:]*\]|[^\[\]:]*)|\[\#This\ Row\],\[[^\[\]]*\])\])"""
    r"""|(?P<intersected>@[\w$.!:]+(?:\[[^\[\]]*\])?)"""
    r"""|(?P<cell>\$?[A-Z]{1,3}\$?[0-9]+(?![\w.(]))"""
    r"""|(?P<name>[^\W\d][\w.]*+)(?P<use>(?=[(!\[]))?"""
    r"""|(?P<several>[:\#\[{])""",
    re.IGNORECASE,
)
"""What tells one cell from several: a text, a title or an error; a column in this row; an @ before a range; a cell; a
name, or with what follows a function, a sheet, a table; a range, a spill, a whole column or an array."""
_CONSTANTS = frozenset({"TRUE", "FALSE"})


def calls_us(formula: str) -> bool:
    """Whether a formula calls a function of the catalogue.

    >>> calls_us("=ROI(A1,B1)"), calls_us('="ROI("&A1')
    (True, False)
    """
    return next(_calls(formula), None) is not None


def native(formula: str, language: str) -> str | None:
    """The formula without any call of ours; None when a call has no native form.

    Where a range stands for a single value the native formula answers for each of its cells.

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
        required = sum(not parameter.optional for parameter in function.parameters)
        if "" in given or not required <= len(given) <= len(function.parameters):
            return None
        formula = f"{formula[: found.start()]}({function.guarded(*given, language=language)}){formula[end + 1 :]}"
    return formula if len(formula) <= _LONGEST else None


def may_spill(formula: str, of_one_cell: Collection[str] = ()) -> bool:
    """Whether a call of ours is given several cells where it means one: its native formula then needs an Excel that
    spills. A name may be that of a range, unless it is known to be `of_one_cell`.

    >>> [may_spill(f"=ROI({cost},1)") for cost in ("A1", "A1:A3", "A1#", "Table1[Cost]", "Table1[@Cost]", "costs")]
    [False, True, True, True, False, True]
    >>> may_spill("=NPS(A1:A9)"), may_spill("=ROI(costs,@A1:A9)", {"costs"})
    (False, False)
    """
    for found in _calls(formula):
        function = FUNCTIONS.get(found["name"].upper())
        arguments = _arguments(formula, found.end())[1] if function is not None and not function.over_ranges else []
        for token in (token for argument in arguments for token in _TOKEN.finditer(argument)):
            is_name = token["name"] and token["use"] is None and token["name"].upper() not in _CONSTANTS
            if token["several"] or (is_name and token["name"] not in of_one_cell):
                return True
    return False


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
