"""The native formula of a body over cell references, plain and guarded."""

from __future__ import annotations

from collections.abc import Mapping

from xl_grc.functions.expression import Expression, Operand
from xl_grc.functions.units import Unit


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


def guarded_formula(body: Expression, cells: Mapping[str, str], units: Mapping[str, Unit]) -> str:
    """The body's formula behind the conversions and limits of its arguments.

    The sum of products by 0 shows the first argument that does not convert, from left to right; a limit
    broken gives #NUM!.
    """
    conversions = "+".join(f"{cell}*0" for cell in cells.values())
    limits = [f"{cells[name]}*1<{unit.minimum:g}" for name, unit in units.items() if unit.minimum is not None]
    limits += [f"{cells[name]}*1>{unit.maximum:g}" for name, unit in units.items() if unit.maximum is not None]
    text = body.formula(OperandReading(cells, guarded=True))
    if limits:
        broken = limits[0] if len(limits) == 1 else f"OR({','.join(limits)})"
        text = f"IF({broken},#NUM!,{text})"
    return f"IF({conversions}=0,{text})"
