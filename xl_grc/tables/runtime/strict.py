"""What the strict source calls: every operand is converted as a sheet does, every cell fails on its own."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from xl_grc.errors import CellError
from xl_grc.tables.runtime import rules
from xl_grc.values import NUMBERS, ErrorToken, to_number


def attempt(cell: Callable[[], Any]) -> Any:
    """The value of a cell, or its error."""
    try:
        value = cell()
    except CellError as error:
        return ErrorToken(error.token)
    except ZeroDivisionError:
        return ErrorToken("#DIV/0!")
    except OverflowError:
        return ErrorToken("#NUM!")
    except KeyError:
        return ErrorToken("#N/A")
    return value if not isinstance(value, float) or math.isfinite(value) else ErrorToken("#NUM!")


def shown(value: Any) -> Any:
    """The value itself; an error stops the calculation of the cell that reads it."""
    if value.__class__ is ErrorToken:
        raise CellError(value)
    return value


def number(value: Any) -> float:
    """An operand of arithmetic: "" is text, so it has no number (only an empty cell is 0)."""
    return to_number(shown(value))


def fail(token: str) -> Any:
    """The error that a body answers."""
    raise CellError(token)


def given(value: Any) -> bool:
    """`<>""`."""
    return bool(shown(value) != "")


def blank(value: Any) -> bool:
    """`=""`."""
    return bool(shown(value) == "")


def counts(value: Any, limits: tuple[float | None, float]) -> bool:
    """An input of numbers holds a number within its limits."""
    return rules.counts(shown(value), limits)


def zero(value: Any) -> bool:
    """`=0`."""
    return shown(value).__class__ in NUMBERS and value == 0


def marked(value: Any) -> bool:
    """A month is marked."""
    return rules.marked(shown(value))


def same_text(left: Any, right: Any) -> bool:
    """`=` between texts."""
    return bool(rules.folded(shown(left)) == rules.folded(shown(right)))


def compare(operator: str, left: Any, right: Any) -> bool:
    """`<`, `<=`, `>`, `>=`: on a sheet numbers come before texts, texts before FALSE and TRUE."""

    def key(value: Any) -> tuple[int, Any]:
        kind = 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0
        return (kind, rules.folded(value))

    sides = key(shown(left)), key(shown(right))
    return {"<": sides[0] < sides[1], "<=": sides[0] <= sides[1], ">": sides[0] > sides[1], ">=": sides[0] >= sides[1]}[
        operator
    ]


FUNCTIONS = (attempt, shown, number, fail, marked, given, blank, counts, zero, same_text, compare)
"""Everything above, for the scope of the source."""
