"""The stub `xl_grc/__init__.pyi`: what editors and type checkers know of the functions.

A function has an overload for single values, and for each kind of column one for every place where the first column of
that kind may stand: what stands before it is of a lesser kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import indent

from xl_grc.functions.arrays.faces import HELP, docstring, is_ranking
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.function import Function, SpilledFunction
from xl_grc.functions.units import TEXT

STUB = Path(__file__).parents[2] / "__init__.pyi"
"""Beside the package's `__init__`."""

_HEAD = '''\
"""The functions of the catalogue, for editors and type checkers; `make generated` writes this file."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar, overload

from numpy import generic
from numpy.typing import NDArray
from pandas import DataFrame, Series
from pandas.api.extensions import ExtensionArray

__version__: str

_Cell = float | str | Decimal | datetime | generic | None
_List = list[Any] | tuple[Any, ...] | range
_Array = TypeVar("_Array", NDArray[Any], ExtensionArray)
_AnyArray = NDArray[Any] | ExtensionArray
_Table = Series[Any] | _AnyArray
_Column = _Table | _List
_Errors = Literal["nan", "token"]
_Language = Literal["fr", "en"]
'''

_KINDS = (
    ("Series[Any]", "Series[Any]", "_AnyArray | _List | _Cell"),
    ("_Array", "_Array", "_List | _Cell"),
    ("_List", "list[Any]", "_Cell"),
)
"""What a column is, what the result then is, what is of a lesser kind."""


def stub() -> str:
    """The text of the stub."""
    return "\n".join([_HEAD, *map(_function, CATALOGUE.values())])


def _function(function: Function | SpilledFunction) -> str:
    """The overloads of a function, its help with the first."""
    documented, *others = _overloads(function)
    help_ = indent(f'"""{docstring(function, HELP)}"""', "    ")
    return "\n".join([f"@overload\n{documented}\n{help_}", *(f"@overload\n{line} ..." for line in others), ""])


def _overloads(function: Function | SpilledFunction) -> Iterator[str]:
    parameters, single = function.parameters, "str" if function.unit is TEXT else "float"
    if is_ranking(function):
        for first, others, result in (("_List", "_List", "list[list[Any]]"), ("_Table", "_Column", "DataFrame")):
            types = [first, *(f"{others} | None" if p.optional else others for p in parameters[1:])]
            yield _signature(function, types, result)
        return
    types = ["_Cell" if parameter.shape == "cell" else "_Column | _Cell" for parameter in parameters]
    yield _signature(function, types, single, "")
    yield _signature(function, types, "str" if single == "str" else "float | str", "errors: _Errors")
    if all(parameter.shape == "cell" for parameter in parameters):
        for kind, result, lesser in _KINDS:
            for place in range(len(parameters)):
                later = [f"{kind} | {lesser}"] * (len(parameters) - place - 1)
                yield _signature(function, [*[lesser] * place, kind, *later], result, first=place)


def _signature(
    function: Function | SpilledFunction,
    types: Sequence[str],
    result: str,
    errors: str = 'errors: _Errors = "nan"',
    first: int | None = None,
) -> str:
    """A line of the stub; the argument at the place `first` decides the kind and cannot be left out."""
    declared = [
        f"{parameter.name}: {type_}" + (f" = {parameter.default!r}" if parameter.optional and place != first else "")
        for place, (parameter, type_) in enumerate(zip(function.parameters, types, strict=True))
    ]
    keywords = [*[errors] * bool(errors), *["language: _Language = 'fr'"] * is_ranking(function)]
    return f"def {function.name}({', '.join([*declared, *['*'] * bool(keywords), *keywords])}) -> {result}:"
