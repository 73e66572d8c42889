"""The native formula of a body over cell references, plain and guarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from xl_grc.functions.expression import Expression, Operand
from xl_grc.functions.units import LANGUAGE, Unit
from xl_grc.functions.vocabulary import Shape
from xl_grc.text import LANGUAGES


class Guarded(Protocol):
    """What a guard needs to know of a parameter."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def shape(self) -> Shape: ...


class OperandReading:
    """Names the text that stands for each parameter; `guarded` operands may hold numbers typed as text."""

    def __init__(self, cells: Mapping[str, str], guarded: bool = False) -> None:
        self._cells = cells
        self._guarded = guarded

    def operand(self, name: str) -> str:
        """The cell reference of a parameter."""
        return self._cells[name]

    def compared(self, side: Expression) -> str:
        """A side of a comparison: a comparison does not convert text, arithmetic does."""
        text = side.formula(self)
        return f"{text}*1" if self._guarded and isinstance(side, Operand) else text


def guarded_formula(body: Expression, cells: Mapping[str, str], parameters: Iterable[Guarded]) -> str:
    """The body's formula behind the conversions and limits of its arguments.

    The sum of zeros shows the first argument that does not convert, from left to right; a limit broken gives #NUM!.
    Where a range stands for a single value the formula answers for each of its cells: conditions are added, because OR
    would look at all cells at once.
    """
    parameters = tuple(parameters)
    conversions = "+".join(_zero(parameter, cells[parameter.name]) for parameter in parameters)
    limits = [limit for parameter in parameters for limit in _limits(parameter, cells[parameter.name])]
    text = body.formula(OperandReading(cells, guarded=True))
    if limits:
        text = f"IF({_any(limits)},#NUM!,{text})"
    return f"IF({conversions}=0,{text})"


def _any(conditions: Sequence[str]) -> str:
    """Whether one of them holds, cell by cell."""
    return conditions[0] if len(conditions) == 1 else "+".join(f"({condition})" for condition in conditions)


def _zero(parameter: Guarded, cell: str) -> str:
    """0 when the argument converts, else its error."""
    if parameter.unit is LANGUAGE:
        known = [f'{cell}="{language}"' for language in ("", *LANGUAGES)]
        return f"IF({_any(known)},0,#VALUE!)"
    return f"{cell}*0" if parameter.shape == "cell" else f"SUMPRODUCT({cell}*0)"


def _limits(parameter: Guarded, cell: str) -> Iterator[str]:
    """What may not hold of an argument."""
    for sign, limit in (("<", parameter.unit.minimum), (">", parameter.unit.maximum)):
        if limit is not None:
            broken = f"{cell}*1{sign}{limit:g}"
            yield broken if parameter.shape == "cell" else f"SUMPRODUCT(--({broken}))>0"
