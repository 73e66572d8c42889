"""The functions as names of a workbook: =ROI(A2,B2) calculates in Excel 365, without Python and without an add-in.

A name is a LAMBDA of the guarded native formula. Its parameters are short words in the language of the workbook, and
none is the name of a function: inside a LAMBDA a parameter hides the function that is called like it.
"""

from __future__ import annotations

from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.function import Function, Parameter
from xl_grc.functions.help import function_help
from xl_grc.records import NamedTuple
from xl_grc.text import Texts
from xl_grc.text.messages import with_colons

LONGEST_COMMENT = 255
"""One letter more, and Excel takes the whole file for damaged."""
MARK = " (xl_grc)"
"""What the comments end with: by it our names are known again."""


class FunctionName(NamedTuple):
    """A name of a workbook, its formula as files hold it, and the help that Excel shows with it."""

    name: str
    formula: str
    comment: str


def workbook_names(words: Texts) -> tuple[FunctionName, ...]:
    """The names of all functions that have a native formula, in the language of `words`."""
    return tuple(
        FunctionName(function.name, lambda_formula(function, words), comment(function, words))
        for function in FUNCTIONS.values()
    )


def lambda_formula(function: Function, words: Texts) -> str:
    """The LAMBDA of a function.

    >>> from xl_grc.text import texts
    >>> lambda_formula(FUNCTIONS["ROI"], texts("en"))  # doctest: +ELLIPSIS
    '_xlfn.LAMBDA(_xlpm.gross_margin,_xlpm.cost,IF(_xlpm.gross_margin*0+_xlpm.cost*0=0,...))'
    """
    declared = [
        f"{'_xlop' if parameter.optional else '_xlpm'}.{word(function, parameter, words)}"
        for parameter in function.parameters
    ]
    return f"_xlfn.LAMBDA({','.join([*declared, _body(function, words)])})"


def _body(function: Function, words: Texts) -> str:
    """The guarded formula over the parameters; where the last one may be left out, the formula without it beside it."""
    given = [f"_xlpm.{word(function, parameter, words)}" for parameter in function.parameters]
    whole = function.guarded(*given)
    if not function.parameters[-1].optional:
        return whole
    *others, last = given
    return f"IF(_xlfn.ISOMITTED({last}),{function.guarded(*others, language=words.language)},{whole})"


def word(function: Function, parameter: Parameter, words: Texts) -> str:
    """What a parameter is called in a workbook: the word of the field, or what it is in this function."""
    own = f"functions.{function.name}.parameter_words.{parameter.name}"
    return str(words[own] if own in words else words[f"parameter_words.{parameter.name}"])


def comment(function: Function, words: Texts) -> str:
    """How the function is called, and what it gives, in as many letters as Excel takes.

    >>> from xl_grc.text import texts
    >>> comment(FUNCTIONS["CONTACT_COST"], texts("en"))
    'CONTACT_COST(cost, contacts): Cost per contact: cost / contacts. Compares actions of different sizes. (xl_grc)'
    """
    names = (word(function, parameter, words) for parameter in function.parameters)
    shown = [f"[{name}]" if p.optional else name for name, p in zip(names, function.parameters, strict=True)]
    signature = f"{function.name}({str(words['reference.separator']).join(shown)})"
    text = with_colons(words, signature, function_help(function, words))
    longest = LONGEST_COMMENT - len(MARK)
    return (text if len(text) <= longest else f"{text[: longest - 1]}…") + MARK


def is_ours(name: FunctionName) -> bool:
    """Whether a name of a workbook is one that this module made, now or in an earlier version."""
    return name.name.upper() in FUNCTIONS and name.formula.startswith("_xlfn.LAMBDA(") and name.comment.endswith(MARK)
