"""The VBA of the functions: for the add-in where Python cannot answer (Excel for Mac has no xlwings functions).

One function for each body, with its conversions and limits, over the few functions of `runtime.bas`. Branches are
If/Else, never IIf, which calculates both; a divisor is compared with 0 first, because VBA calls 0/0 an overflow.
The text is ASCII with CRLF line ends, as VBA modules are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from xl_grc.functions.choice import Choice
from xl_grc.functions.expression import Expression
from xl_grc.functions.function import Function, Parameter
from xl_grc.functions.helpers import Call
from xl_grc.functions.units import LANGUAGE

ERROR_NUMBERS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
}
"""What CVErr takes for each error."""

_INDENT = "    "


def vba_module(functions: Iterable[Function]) -> str:
    """The module with the VBA of all functions that have one, and what they call."""
    runtime = files(__package__).joinpath("runtime.bas").read_text(encoding="ascii")
    parts = [runtime, *(vba_function(function) for function in functions if has_vba(function))]
    return "\n".join(parts).replace("\n", "\r\n")


def has_vba(function: Function) -> bool:
    """Whether the body can be read as VBA: functions of whole ranges cannot.

    >>> from xl_grc.functions import FUNCTIONS
    >>> has_vba(FUNCTIONS["ROI"]), has_vba(FUNCTIONS["NPS"])
    (True, False)
    """
    calls = (node for node in function.expression().walk() if isinstance(node, Call))
    return not function.over_ranges and all(call.helper.vba for call in calls)


def vba_function(function: Function) -> str:
    """The VBA text of one function.

    >>> from xl_grc.functions import FUNCTIONS
    >>> print(vba_function(FUNCTIONS["GROSS_GAIN"]).split("On Error")[0].rstrip())
    Public Function GROSS_GAIN(ByVal revenue As Variant, ByVal cost As Variant) As Variant
    """
    reading = _VbaReading(function.name)
    reading.assign(function.name, function.expression())
    lines = [
        f"Public Function {function.name}({', '.join(map(_declared, function.parameters))}) As Variant",
        f"{_INDENT}On Error GoTo Failed",
        *(_INDENT + line for line in _declarations(reading)),
        *(_INDENT + line for parameter in function.parameters for line in _converted(function, parameter)),
        *(_INDENT + line for parameter in function.parameters for line in _limited(function, parameter)),
        *reading.lines,
        f"{_INDENT}Exit Function",
        "Failed:",
        f"{_INDENT}{function.name} = CVErr({ERROR_NUMBERS['#NUM!']})",
        "End Function",
    ]
    return "\n".join(lines) + "\n"


def _declared(parameter: Parameter) -> str:
    return f"{'Optional ' if parameter.optional else ''}ByVal {parameter.name} As Variant"


def _declarations(reading: _VbaReading) -> Iterator[str]:
    for name in reading.temporaries:
        yield f"Dim {name} As Variant"


def _converted(function: Function, parameter: Parameter) -> Iterator[str]:
    name = parameter.name
    if parameter.unit is LANGUAGE:
        yield f'If IsMissing({name}) Then {name} = ""'
        yield f"{name} = GrcLanguage({name})"
    else:
        if parameter.optional:
            yield f"If IsMissing({name}) Then {name} = {parameter.default:g}"
        yield f"{name} = GrcNumber({name})"
    yield from _refusing(function.name, f"IsError({name})", name)


def _limited(function: Function, parameter: Parameter) -> Iterator[str]:
    name, low, high = parameter.name, parameter.unit.minimum, parameter.unit.maximum
    limits = [f"{name} {sign} {limit:g}" for sign, limit in (("<", low), (">", high)) if limit is not None]
    if limits:
        yield from _refusing(function.name, " Or ".join(limits), f"CVErr({ERROR_NUMBERS['#NUM!']})")


def _refusing(name: str, condition: str, error: str) -> Iterator[str]:
    """Answer an error and leave."""
    yield f"If {condition} Then"
    yield f"{_INDENT}{name} = {error}"
    yield f"{_INDENT}Exit Function"
    yield "End If"


class _VbaReading:
    """Statements that come before the expression being read."""

    def __init__(self, name: str) -> None:
        self.lines: list[str] = []
        self.temporaries: list[str] = []
        self._name = name
        self._depth = 1

    def assign(self, target: str, node: Expression) -> None:
        """The statements that give `target` the value of a node."""
        if not isinstance(node, Choice):
            self._write(f"{target} = {node.vba(self)}")
            return
        self._write(f"If {node.condition.vba(self)} Then")
        self._branch(target, node.then)
        self._write("Else")
        self._branch(target, node.otherwise)
        self._write("End If")

    def choice(self, node: Choice) -> str:
        """A branch inside an expression: its value goes through a variable."""
        name = f"chosen{len(self.temporaries) + 1}"
        self.temporaries.append(name)
        self.assign(name, node)
        return name

    def operand(self, name: str) -> str:
        """A parameter, converted."""
        return name

    def error(self, token: str) -> str:
        """An error as a value."""
        return f"CVErr({ERROR_NUMBERS[token]})"

    def word(self, language: str, words: Sequence[str]) -> str:
        """A word in the language of a variable."""
        return f"GrcWord({language}, {', '.join(map(_text, words))})"

    def refuse_zero(self, divisor: str) -> None:
        """Leave with #DIV/0! before dividing by zero."""
        for line in _refusing(self._name, f"{divisor} = 0", self.error("#DIV/0!")):
            self._write(line)

    def _branch(self, target: str, node: Expression) -> None:
        self._depth += 1
        self.assign(target, node)
        self._depth -= 1

    def _write(self, line: str) -> None:
        self.lines.append(_INDENT * self._depth + line)


def _text(text: str) -> str:
    """A text in ASCII.

    >>> _text("À l'équilibre")
    'ChrW(192) & " l\\'" & ChrW(233) & "quilibre"'
    """
    parts: list[str] = []
    plain = ""
    for letter in text:
        if letter.isascii():
            plain += letter.replace('"', '""')
            continue
        parts += [f'"{plain}"'] * bool(plain) + [f"ChrW({ord(letter)})"]
        plain = ""
    return " & ".join(parts + [f'"{plain}"'] * bool(plain or not parts))
