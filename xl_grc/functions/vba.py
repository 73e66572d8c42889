"""The VBA of the functions: for the add-in where Python cannot answer (Excel for Mac has no xlwings functions).

One function for each body, with its conversions and limits, over the few functions of `runtime.bas`; those of
`ranges.bas` give a result for each cell of ranges. Branches are If/Else, never IIf, which calculates both; a divisor
is compared with 0 first, because VBA calls 0/0 an overflow. The text is ASCII with CRLF line ends, as VBA modules are
kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from xl_grc.functions.choice import Choice
from xl_grc.functions.expression import Expression
from xl_grc.functions.function import Function, Parameter
from xl_grc.functions.units import LANGUAGE
from xl_grc.functions.vba_languages import languages_module

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

_RUNTIME = ("runtime.bas", "ranges.bas")
_INDENT = "    "


def vba_module(functions: Iterable[Function], prefix: str = "") -> str:
    """The module with the VBA of functions, their names after a prefix, and what they call."""
    runtime = [files(__package__).joinpath(name).read_text(encoding="ascii") for name in _RUNTIME]
    known = list(functions)
    parts = [
        *runtime,
        languages_module(),
        _by_name(known, prefix),
        *(vba_function(function, prefix) for function in known),
    ]
    return "\n".join(parts).replace("\n", "\r\n")


def _by_name(functions: Iterable[Function], prefix: str) -> str:
    """The function that GrcEachCell calls for every cell."""
    lines = [
        "Private Function GrcArithmeticOf(ByVal name As String, ByVal cells As Variant) As Variant",
        f"{_INDENT}Select Case name",
    ]
    for function in functions:
        if function.over_ranges:
            continue
        cells = ", ".join(f"cells({place})" for place in range(len(function.parameters)))
        lines.append(f'{_INDENT * 2}Case "{function.name}"')
        lines.append(f"{_INDENT * 3}GrcArithmeticOf = {prefix}{function.name}({cells})")
    return "\n".join([*lines, f"{_INDENT}End Select", "End Function"]) + "\n"


def vba_function(function: Function, prefix: str = "") -> str:
    """The VBA text of one function, its name after a prefix.

    >>> from xl_grc.functions.catalogue import FUNCTIONS
    >>> print(vba_function(FUNCTIONS["GROSS_GAIN"]).split("On Error")[0].rstrip())
    Public Function GROSS_GAIN(ByVal revenue As Variant, ByVal cost As Variant) As Variant
    """
    name = prefix + function.name
    reading = _VbaReading(name)
    reading.assign(name, function.expression())
    lines = [
        f"Public Function {name}({', '.join(map(_declared, function.parameters))}) As Variant",
        f"{_INDENT}On Error GoTo Failed",
        *(_INDENT + line for line in _declarations(reading)),
        *(_INDENT + line for parameter in function.parameters for line in _converted(name, parameter)),
        *(_INDENT + line for parameter in function.parameters for line in _limited(name, parameter)),
        *reading.lines,
        f"{_INDENT}Exit Function",
        "Failed:",
        f"{_INDENT}{name} = CVErr({ERROR_NUMBERS['#NUM!']})",
        "End Function",
    ]
    return "\n".join(lines) + "\n"


def _declared(parameter: Parameter) -> str:
    return f"{'Optional ' if parameter.optional else ''}ByVal {parameter.name} As Variant"


def _declarations(reading: _VbaReading) -> Iterator[str]:
    for name in reading.temporaries:
        yield f"Dim {name} As Variant"


def _converted(function: str, parameter: Parameter) -> Iterator[str]:
    name = parameter.name
    yield from left_out(parameter)
    if parameter.unit is LANGUAGE:
        yield f"{name} = GrcLanguage({name})"
    elif parameter.shape != "cell":
        yield f"{name} = GrcNumbers({name}, {parameter.shape == 'sample'})"
    else:
        yield f"{name} = GrcNumber({name})"
    yield from _refusing(function, f"IsError({name})", name)


def left_out(parameter: Parameter) -> Iterator[str]:
    """The statement that gives an optional argument its value when it is left out; a blank language is Excel's."""
    if parameter.optional:
        value = '""' if parameter.unit is LANGUAGE else f"{parameter.default:g}"
        yield f"If IsMissing({parameter.name}) Then {parameter.name} = {value}"


def _limited(function: str, parameter: Parameter) -> Iterator[str]:
    limits = [
        _outside(parameter, side, limit)
        for side, limit in (("<", parameter.unit.minimum), (">", parameter.unit.maximum))
        if limit is not None
    ]
    if limits:
        yield from _refusing(function, " Or ".join(limits), f"CVErr({ERROR_NUMBERS['#NUM!']})")


def _outside(parameter: Parameter, side: str, limit: float) -> str:
    """The condition that an argument, or a number of a whole range, breaks a limit."""
    if parameter.shape == "cell":
        return f"{parameter.name} {side} {limit:g}"
    return f'GrcCount({parameter.name}, "{side}", {limit:g}) > 0'


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
        name = self._temporary()
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

    def checked(self, text: str) -> str:
        """A value that may be an error: leave with the error, else go on with the value."""
        name = self._temporary()
        self._write(f"{name} = {text}")
        for line in _refusing(self._name, f"IsError({name})", name):
            self._write(line)
        return name

    def refuse_zero(self, divisor: str) -> None:
        """Leave with #DIV/0! before dividing by zero."""
        for line in _refusing(self._name, f"{divisor} = 0", self.error("#DIV/0!")):
            self._write(line)

    def _temporary(self) -> str:
        self.temporaries.append(f"step{len(self.temporaries) + 1}")
        return self.temporaries[-1]

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
