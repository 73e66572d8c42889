"""A function called from cells: what Excel delivers goes in, what a cell shows comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, repeat
from typing import Any

from xl_grc.errors import CellError
from xl_grc.excel.cell_errors import told
from xl_grc.excel.language import office_language
from xl_grc.functions.function import Function, SpilledFunction
from xl_grc.functions.ranges import as_rows, flat, meet, with_tail, without_tail
from xl_grc.functions.rows import over_rows
from xl_grc.functions.units import LANGUAGE

RANGES = frozenset({list, tuple})


def callable_from_cells(function: Function | SpilledFunction) -> Callable[..., Any]:
    """`function` for arguments as Excel delivers them; errors are their token.

    Values give a value. A range, where one value is meant, gives a result for each cell, as rows.

    >>> from xl_grc.functions.catalogue import FUNCTIONS
    >>> roi = callable_from_cells(FUNCTIONS["ROI"])
    >>> roi(10_000, 0), roi([[10_000], [5_000]], 10_000)
    ('#DIV/0!', [[1.0], [0.5]])
    """
    if isinstance(function, SpilledFunction):
        return _spilled(function)
    answer = _answering(function)
    return _over_ranges(function, answer) if function.over_ranges else _broadcasting(function, answer)


def _answering(function: Function) -> Callable[..., Any]:
    """The value of a cell, or the token of its error."""
    evaluate, languages = function.evaluate, _languages(function)

    def answer(*cells: Any) -> Any:
        try:
            return evaluate(*map(_told, cells))
        except CellError as error:
            return error.token

    return (lambda *cells: answer(*_with_language(cells, languages))) if languages else answer


def _told(cells: Any) -> Any:
    """A cell, or the rows of a range, with errors told by their token."""
    if cells.__class__ not in RANGES:
        return told(cells)
    rows = as_rows(cells)
    return [list(map(told, row)) for row in rows] if int in set(map(type, chain.from_iterable(rows))) else rows


def _languages(function: Function) -> frozenset[int]:
    """The places of the arguments that hold a language."""
    return frozenset(place for place, parameter in enumerate(function.parameters) if parameter.unit is LANGUAGE)


def _with_language(cells: tuple[Any, ...], languages: frozenset[int]) -> tuple[Any, ...]:
    """A language left blank is that of Office."""
    return tuple(office_language() if cell is None and place in languages else cell for place, cell in enumerate(cells))


def _over_ranges(function: Function, answer: Callable[..., Any]) -> Callable[..., Any]:
    """Arguments that are one cell come as a range of one cell too."""
    single = [parameter.shape == "cell" for parameter in function.parameters]

    def call(*cells: Any) -> Any:
        given = [_only(cell) if one else cell for cell, one in zip(cells, single, strict=True)]
        return answer(*without_tail(given)[0])

    return call


def _only(cell: Any) -> Any:
    cells = flat(cell)
    return cells[0] if len(cells) == 1 else "#VALUE!"


def _broadcasting(function: Function, answer: Callable[..., Any]) -> Callable[..., Any]:
    """A value for values, a result for each cell for ranges."""
    rows, languages = over_rows(function, answer), _languages(function)

    def call(*cells: Any) -> Any:
        if languages:
            cells = _with_language(cells, languages)
        if RANGES.isdisjoint(map(type, cells)):
            return rows(*[((cell,),) for cell in cells])[0][0]
        return _each_cell(rows, cells)

    return call


def _each_cell(rows: Callable[..., list[list[Any]]], cells: Sequence[Any]) -> list[list[Any]]:
    cells, blank_rows = without_tail(cells)
    return with_tail(_each_row(rows, cells), blank_rows)


def _each_row(rows: Callable[..., list[list[Any]]], cells: Sequence[Any]) -> list[list[Any]]:
    lengths = {len(cell) for cell in cells if isinstance(cell, (list, tuple))}
    if len(lengths) == 1 and 0 not in lengths:
        columns = (cell if isinstance(cell, (list, tuple)) else repeat([cell]) for cell in cells)
        try:
            return rows(*columns)
        except (TypeError, ValueError):  # not columns: the rows of another width do not unpack
            pass
    width, met = meet([as_rows(cell) for cell in cells])
    results = [result for (result,) in rows(*(zip(column) for column in met))]
    return [results[start : start + width] for start in range(0, len(results), width)]


def _spilled(function: SpilledFunction) -> Callable[..., Any]:
    """Rows, with words in the language of Office; an optional range left out is not given."""

    def call(*cells: Any) -> list[list[Any]]:
        given = [cell for cell, p in zip(cells, function.parameters, strict=True) if not (cell is None and p.optional)]
        given, blank_rows = without_tail(given)
        rows = function.evaluate(*map(_told, given), language=office_language())
        return rows if function.has_headers else with_tail(rows, blank_rows)

    return call
