"""The wrappers of the add-in, executed here, with Python on Windows behind them.

The wrapper runs in pyOpenVBA's interpreter; what it hands to GrcPythonCall goes through xlwings' DLL in the shape of
its own call; what comes back runs through the wrapper again. The end is what a cell shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import EMPTY, VBAErrorValue
from pyopenvba.interpreter._values import MISSING, VBAArray

from tests.excel.test_mapping import EXECUTED, PYTHON
from tests.functions.test_vba import TOKENS, without_office
from tests.windows.cases import sent
from xl_grc.excel import udfs
from xl_grc.excel.addin.sources import modules
from xl_grc.functions.catalogue import CATALOGUE
from xl_grc.functions.vba import ERROR_NUMBERS

Answers = Callable[[list[Any]], list[Any]]

ODD = (
    ("ROI", ("#N/A", 5)),
    ("ROI", (5, "#DIV/0!")),
    ("ROI", (None, 5)),
    ("ROI", (True, "2.5")),
    ("ROI", ([[1], ["#REF!"], [None]], 2)),
    ("CONTACT_COST", ([[1, 2], [3, "#NUM!"]], [[1], [0]])),
    ("REVENUE", ([[1], [2]], [[1], [2], [3]])),
    ("VERDICT", ([[2], [1], [0.5]],)),
    ("VERDICT", (2, "en")),
    ("LIFETIME_VALUE", (50, 2, 5)),
    ("LIFETIME_VALUE", ([[50, 60, 70]], 2, 5, 0.5)),
    ("ACTION_COST", ([[1], [2]], [[3], [4]])),
    ("NPS", ([[10, 9, None, 8, 0]],)),
    ("COMPARE_ACTIONS", ([["A"], ["B"]], [[100], [200]], [[10], [0]])),
    ("COMPARE_ACTIONS", ([["A"], ["B"]], [[100], [200]], [[10], [0]], [[300], [50]])),
)
CALLS = [
    (name, tuple(map(sent, e.arguments))) for name, function in CATALOGUE.items() for e in function.examples
] + list(ODD)


def as_vba(argument: Any) -> Any:
    """An argument as a formula hands it to a function of VBA."""
    if not isinstance(argument, list):
        return one_as_vba(argument)
    array = VBAArray([(1, len(argument)), (1, len(argument[0]))])
    for row, cells in enumerate(argument, 1):
        for column, cell in enumerate(cells, 1):
            array.set([row, column], one_as_vba(cell))
    return array


def one_as_vba(cell: Any) -> Any:
    if isinstance(cell, str) and cell in ERROR_NUMBERS:
        return VBAErrorValue(ERROR_NUMBERS[cell])
    return EMPTY if cell is None else float(cell) if type(cell) is int else cell


def as_json(value: Any) -> Any:
    """What VBA hands over, for the other side."""
    if isinstance(value, VBAArray):
        bounds = [range(low, high + 1) for low, high in value.bounds]
        if len(bounds) == 1:
            return {"flat": [as_json(value.get([place])) for place in bounds[0]]}
        return [[as_json(value.get([row, column])) for column in bounds[1]] for row in bounds[0]]
    if value is MISSING:
        return {"missing": True}
    return None if value is EMPTY else value


def answered(answer: Any) -> Any:
    """What came back, for VBA: rows, or for one row an array of one dimension, counted from 0."""
    if not isinstance(answer, list):
        return answer
    if not isinstance(answer[0], list):
        return VBAArray([(0, len(answer) - 1)], items=list(answer))
    array = VBAArray([(0, len(answer) - 1), (0, len(answer[0]) - 1)])
    for row, cells in enumerate(answer):
        for column, cell in enumerate(cells):
            array.set([row, column], cell)
    return array


def shown(value: Any) -> Any:
    """What the cells show: rows, a value, an error as its token in a tuple."""
    if isinstance(value, VBAErrorValue):
        return (TOKENS[value.number],)
    if isinstance(value, VBAArray):
        found = as_json(value)
        rows = [found["flat"]] if isinstance(found, dict) else found
        return [list(map(shown, row)) for row in rows]
    return value


def wanted(name: str, arguments: tuple[Any, ...]) -> Any:
    """The same of the UDF here; a range of one cell is a value."""
    answer = getattr(udfs, name)(*arguments)
    if not isinstance(answer, list):
        return as_error(answer)
    rows = [list(map(as_error, row)) for row in answer]
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def as_error(value: Any) -> Any:
    return (value,) if isinstance(value, str) and value in ERROR_NUMBERS else value


def differences(ask: Answers) -> list[str]:
    """The wrappers whose cells show something else than the UDF here; `ask` is Python on Windows."""
    excel = interpreter()
    handed = []
    for name, arguments in CALLS:
        excel.run("Prepare", False, 0.0)
        excel.run(name, *map(as_vba, arguments))
        handed.append([name, as_json(excel.interpreter.run("Handed", []))["flat"], "cell"])
    found = []
    for (name, arguments), answer in zip(CALLS, ask(handed), strict=True):
        excel.run("Prepare", False, answered(answer))
        cell = shown(excel.interpreter.run(name, list(map(as_vba, arguments))))
        if not same(cell, wanted(name, arguments)):
            found.append(f"{name}{arguments}: a cell shows {cell!r}, not {wanted(name, arguments)!r}")
    return found


def same(one: Any, other: Any) -> bool:
    """Equal; "" and blank are shown alike."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other or (one in ("", None) and other in ("", None)))


def interpreter() -> ExcelApplication:
    """The add-in's modules, and a Python that keeps what it received."""
    application = ExcelApplication()
    application.add_workbook()
    handed = "\nPublic Function Handed() As Variant\n    Handed = Received\nEnd Function\n"
    application.add_module((PYTHON + handed).replace("\n", "\r\n"), name="GrcPython")
    for name, source in modules().items():
        if name in EXECUTED:
            application.add_module(without_office(source) if name == "GrcArithmetic" else source, name=name)
    return application
