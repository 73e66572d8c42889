"""The functions of the catalogue for cells, through xlwings: =ROI(A2,B2), =VERDICT(C2:C30).

One function per name stands in this module, with its own parameters and help, made from its entry in the catalogue.
xlwings (classic, Server and Lite) imports the module as it is; anywhere else the functions are plain Python:

>>> ROI(10_000, 15_000)
0.6666666666666666
>>> CONTACT_COST([[15_000], [6_000], [6_000]], [[20_000], [20_000], [0]])
[[0.75], [0.3], ['#DIV/0!']]

A value gives a value; ranges (a list is a column, or a list of rows) give rows, a single row or column being repeated
as Excel does, with #N/A where the shapes do not fit. An error is the text of its token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import xlwings as xw

from xl_grc.excel.calling import callable_from_cells
from xl_grc.excel.language import office_language
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.function import Function, SpilledFunction
from xl_grc.functions.help import argument_help, function_help
from xl_grc.text import Texts, texts

__all__ = list(CATALOGUE)  # the names are those of the catalogue

if TYPE_CHECKING:

    def __getattr__(name: str) -> Any: ...


def udf(function: Function | SpilledFunction, words: Texts) -> Any:
    """`function` as xlwings takes it: named parameters without type hints, help, ranges as rows, errors as tokens."""
    scope: dict[str, Any] = {"call": callable_from_cells(function)}
    names = ", ".join(parameter.name for parameter in function.parameters)
    exec(f"def {function.name}({function.declaration(None)}):\n    return call({names})", scope)
    made = scope[function.name]
    made.__module__ = __name__
    made.__doc__ = function_help(function, words)
    for parameter in function.parameters:
        made = xw.arg(parameter.name, ndim=2, err_to_str=True, doc=argument_help(function, parameter, words))(made)
    return xw.func(made)


for _function in CATALOGUE.values():
    globals()[_function.name] = udf(_function, texts(office_language()))
