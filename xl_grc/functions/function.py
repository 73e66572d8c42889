"""The records of the catalogue: what a function is, and its value and native formula."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xl_grc.errors import CellError
from xl_grc.functions.expression import ErrorValue, Expression, Operand, constant
from xl_grc.functions.formula import OperandReading, guarded_formula
from xl_grc.functions.overflow import Exact
from xl_grc.functions.ranges import Rows, as_rows
from xl_grc.functions.units import LANGUAGE, Unit, to_language
from xl_grc.functions.vocabulary import Shape
from xl_grc.records import NamedTuple
from xl_grc.text import LANGUAGES
from xl_grc.values import to_number


class Example(NamedTuple):
    """Arguments, and the result that a cell shows for them."""

    arguments: tuple[Any, ...]
    expected: Any


@dataclass(frozen=True)
class Parameter:
    """An argument: the word of the field, its unit (and with it its limits), its value when omitted."""

    name: str
    unit: Unit
    default: Any = None
    shape: Shape = "cell"
    optional: bool = False

    def convert(self, cell: Any) -> Any:
        """What a body receives for a cell, or for a range the rows of its numbers. Raises CellError."""
        if self.unit is LANGUAGE:
            return to_language(cell)
        if self.shape == "cell":
            return to_number(cell)
        rows = as_rows(cell)
        if self.shape == "sample":
            rows = [[value for value in row if value is not None] for row in rows]
        return [[to_number(value) for value in row] for row in rows]

    def allows(self, value: Any) -> bool:
        """Whether a converted argument keeps the limits."""
        if self.shape == "cell":
            return self.unit.allows(value)
        return all(self.unit.allows(number) for row in value for number in row)


@dataclass(frozen=True)
class Record:
    """What every function of the catalogue has: a body, its parameters, the unit of its result."""

    name: str
    body: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    unit: Unit
    source: str = ""
    """The key of its source in the text files."""
    examples: tuple[Example, ...] = ()

    def declaration(self, language: str | None) -> str:
        """The parameters as Python declares them; `language` is the default of one that is a language.

        >>> from xl_grc.functions.catalogue import FUNCTIONS
        >>> FUNCTIONS["VERDICT"].declaration("fr")
        "roi, language='fr'"
        """
        return ", ".join(
            f"{p.name}={(language if p.unit is LANGUAGE else p.default)!r}" if p.optional else p.name
            for p in self.parameters
        )


@dataclass(frozen=True)
class Function(Record):
    """A formula of the field. Called with numbers it gives the number, called with operands the expression."""

    def __call__(self, *arguments: Any) -> Any:
        return self.body(*arguments)

    @property
    def over_ranges(self) -> bool:
        """Whether an argument is a whole range; otherwise ranges give a result for each cell."""
        return any(parameter.shape != "cell" for parameter in self.parameters)

    def expression(self, *arguments: Expression) -> Expression:
        """The tree of the body over operands, by default over its own parameters."""
        operands = arguments or tuple(Operand(parameter.name) for parameter in self.parameters)
        return constant(self.body(*operands))

    def formula(self, *cells: str) -> str:
        """Plain native formula over cell references; for tables, where validation holds the limits."""
        return self.expression().formula(OperandReading(self._named(cells)))

    def guarded(self, *cells: str, language: str = LANGUAGES[0]) -> str:
        """Native formula that also converts its arguments and keeps the limits, as `evaluate` does.

        `language` is that of the words when the argument that says so is left out.
        """
        return guarded_formula(self.expression(), self._named(cells, language), self.parameters[: len(cells)])

    def _named(self, cells: tuple[str, ...], language: str = LANGUAGES[0]) -> dict[str, str]:
        """The text of each parameter, that of its default when it is left out."""
        left_out = (p for p in self.parameters[len(cells) :] if p.optional)
        defaults = (constant(language if p.unit is LANGUAGE else p.default) for p in left_out)
        texts = (*cells, *(default.formula(OperandReading({})) for default in defaults))
        return dict(zip((p.name for p in self.parameters), texts, strict=True))

    @cached_property
    def _conversions(self) -> tuple[Callable[[Any], Any], ...]:
        plain = {parameter.name for parameter in self.parameters if parameter.shape == "cell"}
        return tuple(
            to_number
            if p.name in plain and p.unit is not LANGUAGE
            else p.convert  # the bare function: speed of scalars
            for p in self.parameters
        )

    def evaluate(self, *cells: Any) -> Any:
        """The value for arguments as cells hold them: None, number, Decimal, bool, text, error token, rows of these.

        Conversions come first, left to right, then limits, then the body. Raises CellError with the token that the cell
        would show.
        """
        values = [convert(cell) for convert, cell in zip(self._conversions, cells, strict=False)]
        values += [p.default for p in self.parameters[len(cells) :] if p.optional]
        if len(values) != len(self.parameters) or len(cells) > len(values):
            raise CellError("#VALUE!")
        for parameter, value in zip(self.parameters, values, strict=True):
            if not parameter.allows(value):
                raise CellError("#NUM!")
        try:
            result = self.body(*values)
            if result == 0:
                self._refuse_overflow(values)
        except ZeroDivisionError:
            self._refuse_overflow(values)
            raise CellError("#DIV/0!") from None
        except OverflowError:
            raise CellError("#NUM!") from None
        if isinstance(result, ErrorValue):
            raise CellError(result.token)
        if isinstance(result, str):
            return result
        if not math.isfinite(result):
            raise CellError("#NUM!")
        return float(result)

    def _refuse_overflow(self, values: list[Any]) -> None:
        """Raise CellError when a step on the way overflows: dividing by infinity hides it from the result."""
        if self.over_ranges:
            return
        try:
            self.body(*(Exact(value) if isinstance(value, float) else value for value in values))
        except OverflowError:
            raise CellError("#NUM!") from None
        except ZeroDivisionError:
            return


@dataclass(frozen=True)
class SpilledFunction(Record):
    """A function of whole ranges that answers rows, the first of them headers or not; it has no native formula."""

    has_headers: bool = False

    def evaluate(self, *cells: Any, language: str = LANGUAGES[0]) -> Rows:
        """The rows for arguments as ranges hold them, with words in `language`; errors stand in the rows."""
        return list(self.body(*map(as_rows, cells), language=language))
