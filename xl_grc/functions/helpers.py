"""Functions that numbers and operands share: rounding, and those that tables add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from xl_grc.functions.arrays.helpers import ceiling_arrays, round_arrays
from xl_grc.functions.expression import Expression, constant
from xl_grc.functions.rounding import ceiling_as_sheets, round_as_sheets


@dataclass(frozen=True)
class Helper:
    """A function that numbers and operands share: its name here, its formula, its Python."""

    name: str
    template: str
    compute: Callable[..., Any]
    of_numbers: bool = True
    """Whether the arguments are converted to numbers first."""
    is_text: bool = False
    """Whether it gives a text."""
    vba: str | None = None
    """The same in VBA, where there is one."""
    may_fail: bool = False
    """Whether its VBA may answer an error."""
    over_arrays: Callable[..., Any] | None = None
    """The same over NumPy arrays, where there is a faster way than one row after the other."""

    def __call__(self, *arguments: Any) -> Any:
        if any(isinstance(argument, Expression) for argument in arguments):
            return Call(self, tuple(constant(argument) for argument in arguments))
        return self.compute(*arguments)


@dataclass(frozen=True)
class Call(Expression):
    """A helper applied to operands."""

    helper: Helper
    arguments: tuple[Expression, ...]

    def formula(self, reading: Any) -> str:
        return self.helper.template.format(*(argument.formula(reading) for argument in self.arguments))

    def python(self, reading: Any) -> str:
        reading.use(self.helper.name, self.helper.compute)
        read = reading.number if self.helper.of_numbers else reading.value
        return f"{self.helper.name}({', '.join(map(read, self.arguments))})"

    def vba(self, reading: Any) -> str:
        if self.helper.vba is None:
            raise NotImplementedError(f"{self.helper.name} has no VBA")
        text = self.helper.vba.format(*(argument.vba(reading) for argument in self.arguments))
        return str(reading.checked(text)) if self.helper.may_fail else text

    def array(self, reading: Any) -> Any:
        arguments = [argument.array(reading) for argument in self.arguments]
        over_arrays = self.helper.over_arrays
        return over_arrays(*arguments) if over_arrays else reading.row_by_row(self.helper, arguments)

    def children(self) -> tuple[Expression, ...]:
        return self.arguments


rounded = Helper(
    "rounded",
    "ROUND({0},{1})",
    round_as_sheets,
    vba="WorksheetFunction.Round({0}, {1})",
    over_arrays=round_arrays,
)
ceiling = Helper(
    "ceiling",
    "ROUNDUP(ROUND({0},6),0)",
    ceiling_as_sheets,
    vba="WorksheetFunction.RoundUp(WorksheetFunction.Round({0}, 6), 0)",
    over_arrays=ceiling_arrays,
)
