"""The VBA modules of the add-in: those written by hand, those made from the catalogue and the text files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from xl_grc.excel.addin.literals import literal
from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.functions.function import Function, SpilledFunction
from xl_grc.functions.help import LONGEST, argument_help, function_help
from xl_grc.functions.vba import ERROR_NUMBERS, left_out, vba_module
from xl_grc.text import LANGUAGES, Texts, texts

ARITHMETIC = "GrcVba_"
"""What the names of the functions begin with that answer where Python cannot."""

NOT_AVAILABLE = ERROR_NUMBERS["#N/A"]
_BY_HAND = ("GrcEngine", "GrcPython", "GrcRibbon")
_VBA_TEXTS = "addin.vba."


def modules() -> dict[str, str]:
    """Name and source of every module of ours, ASCII with CRLF line ends."""
    found = {name: _by_hand(name) for name in _BY_HAND}
    found["GrcErrors"] = errors()
    found["GrcArithmetic"] = arithmetic()
    found["GrcFunctions"] = wrappers(CATALOGUE.values())
    found["GrcHelp"] = help_module()
    found["GrcTexts"] = words()
    return {name: windows(source) for name, source in found.items()}


def windows(source: str) -> str:
    """A source with the line ends of VBA modules. Raises UnicodeEncodeError when it is not ASCII."""
    source.encode("ascii")
    return source.replace("\r\n", "\n").replace("\n", "\r\n")


def _by_hand(name: str) -> str:
    return files(__package__).joinpath("vba", f"{name}.bas").read_text(encoding="ascii")


def errors() -> str:
    """The module that turns tokens into errors and back."""
    cases = "".join(
        f'        Case "{token}"\n            GrcErrorOf = CVErr({number})\n' for token, number in ERROR_NUMBERS.items()
    )
    tokens = "".join(
        f'        Case {number}\n            GrcTokenOf = "{token}"\n' for token, number in ERROR_NUMBERS.items()
    )
    return _by_hand("GrcErrors").replace("{errors}", cases).replace("{tokens}", tokens)


def arithmetic() -> str:
    """The VBA reading of the bodies, under names of its own and hidden from cells."""
    return vba_module(FUNCTIONS.values(), ARITHMETIC).replace(
        "Option Explicit", "Option Explicit\r\nOption Private Module", 1
    )


def wrappers(functions: Iterable[Function | SpilledFunction]) -> str:
    """The functions that cells call."""
    return "\n".join(["Option Explicit\n", *map(wrapper, functions)])


def wrapper(function: Function | SpilledFunction) -> str:
    """One function for cells: Python's answer, else that of the arithmetic, else #N/A.

    >>> print(wrapper(CATALOGUE["ROI"]))  # doctest: +ELLIPSIS
    Public Function ROI(ByVal margin As Variant, ByVal cost As Variant) As Variant
        Dim answer As Variant
        If GrcAsk("ROI", Array(GrcSent(margin), GrcSent(cost)), answer) Then
            ROI = answer
        Else
            ROI = GrcEachCell("ROI", Array(margin, cost))
        End If
    End Function
    <BLANKLINE>
    """
    name, parameters = function.name, function.parameters
    declared = ", ".join(f"{'Optional ' if p.optional else ''}ByVal {p.name} As Variant" for p in parameters)
    sent = ", ".join(f"GrcSent({p.name})" for p in parameters)
    lines = [
        f"Public Function {name}({declared}) As Variant",
        "    Dim answer As Variant",
        *(f"    {line}" for line in _defaults(function)),
        f'    If GrcAsk("{name}", Array({sent}), answer) Then',
        f"        {name} = answer",
        "    Else",
        f"        {name} = {_without_python(function)}",
        "    End If",
        "End Function",
    ]
    return "\n".join(lines) + "\n"


def _defaults(function: Function | SpilledFunction) -> Iterator[str]:
    """Both engines receive the same for what was left out; to a ranking it matters that nothing was given."""
    if isinstance(function, Function):
        for parameter in function.parameters:
            yield from left_out(parameter)


def _without_python(function: Function | SpilledFunction) -> str:
    """What answers instead: the arithmetic, over each cell where single values are meant; a ranking has none."""
    if isinstance(function, SpilledFunction):
        return f"CVErr({NOT_AVAILABLE})"
    names = [parameter.name for parameter in function.parameters]
    if function.over_ranges:
        return f"{ARITHMETIC}{function.name}({', '.join(f'GrcHeld({name})' for name in names)})"
    listed = ", ".join(names)
    return f'GrcEachCell("{function.name}", Array({listed}))'


def help_module() -> str:
    """The module that registers the help of every function in the language of Office."""
    cases = "\n".join(f'        Case "{language}"\n            GrcHelp_{language}' for language in LANGUAGES)
    procedures = [help_of(texts(language)) for language in LANGUAGES]
    return "\n".join([_by_hand("GrcHelp").replace("{cases}", cases), *procedures])


def help_of(language: Texts) -> str:
    """The procedure that registers the help of every function in one language."""
    lines = [f"Private Sub GrcHelp_{language.language}()"]
    for function in CATALOGUE.values():
        summary = literal(function_help(function, language)[:LONGEST])
        lines.append(f'    GrcFunction "{function.name}", {summary}, {len(function.parameters)}')
        helps = (argument_help(function, parameter, language) for parameter in function.parameters)
        lines += [f"    GrcArgument {literal(text[:LONGEST])}" for text in helps]
    return "\n".join([*lines, "End Sub"]) + "\n"


def words() -> str:
    """The module with the words that VBA itself says."""
    return "\n".join(["Option Explicit", "Option Private Module", "", *_words(), ""])


def _words() -> Iterator[str]:
    yield "Public Function GrcText(ByVal key As String) As String"
    yield "    Select Case key"
    spoken = [texts(language) for language in LANGUAGES]
    for key in spoken[0]:
        if key.startswith(_VBA_TEXTS):
            said = ", _\n                ".join(literal(language[key]) for language in spoken)
            yield f'        Case "{key.removeprefix(_VBA_TEXTS)}"'
            yield f"            GrcText = GrcWord(GrcLanguage(Empty), _\n                {said})"
    yield "    End Select"
    yield "End Function"
