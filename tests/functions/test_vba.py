"""The VBA of the bodies, executed by pyOpenVBA's interpreter and by LibreOffice, against the UDFs."""

import math
from decimal import InvalidOperation

import pytest
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import EMPTY, VBAErrorValue

from tests.functions.cases import agree, cases_of, expected
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.function import Function
from xl_grc.functions.vba import ERROR_NUMBERS, vba_function, vba_module

TOKENS = {number: token for token, number in ERROR_NUMBERS.items()}
OF_VALUES = [function for function in FUNCTIONS.values() if not function.over_ranges]
"""Those of whole ranges are executed in test_vba_ranges.py."""


def test_the_module_is_ascii_with_windows_line_ends():
    module = vba_module(FUNCTIONS.values())
    assert module.isascii()
    assert "\n" not in module.replace("\r\n", "")
    assert "IIf" not in module
    assert max(map(len, module.split("\r\n"))) < 1023, "VBA takes no longer line"


@pytest.fixture(scope="module")
def excel():
    """pyOpenVBA's Excel with the module."""
    application = ExcelApplication()
    application.add_workbook()
    application.add_module(without_office(vba_module(FUNCTIONS.values())), name="Functions")
    return application


def without_office(module):
    """The module without the line that asks Office for its language, which no interpreter here has."""
    lines = [line for line in module.split("\r\n") if "LanguageSettings" not in line]
    assert len(lines) == module.count("\r\n")
    return "\r\n".join(lines)


def as_variant(cell):
    if isinstance(cell, str) and cell in ERROR_NUMBERS:
        return VBAErrorValue(ERROR_NUMBERS[cell])
    return EMPTY if cell is None else float(cell) if type(cell) is int else cell


def run(application, name, values):
    try:
        result = application.run(name, *map(as_variant, values))
    except InvalidOperation:  # its RoundUp calculates with decimals and fails on huge numbers
        return None, "#NUM!"
    if isinstance(result, VBAErrorValue):
        return None, TOKENS[result.number]
    if result in (math.inf, -math.inf):  # VBA raises its overflow error; this interpreter's division does not
        return None, "#NUM!"
    return result, None


@pytest.mark.parametrize("function", OF_VALUES, ids=lambda function: function.name)
def test_vba_agrees_with_the_udf_in_an_interpreter(function, excel):
    wrong = []
    for case in cases_of(function):
        result = run(excel, function.name, case)
        if not agree(expected(function, case), *result):
            wrong.append(f"{case}: {expected(function, case)!r}, VBA {result!r}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:10])


CODING = """
Public Function Decoded(ByVal cell As Variant) As Variant
    Decoded = cell
    If VarType(cell) = vbString Then
        If Left(cell, 6) = "error:" Then Decoded = CVErr(CLng(Mid(cell, 7)))
    End If
End Function

Public Function Encoded(ByVal result As Variant) As Variant
    If IsError(result) Then
        Encoded = "error:" & CStr(CLng(result))
    Else
        Encoded = result
    End If
End Function
"""
"""Errors go through UNO as text."""


@pytest.mark.parametrize("function", OF_VALUES, ids=lambda function: function.name)
def test_vba_agrees_with_the_udf_in_libreoffice(function, office):
    module = without_office(vba_module([function])) + CODING
    names = [parameter.name for parameter in function.parameters]
    decoded = ", ".join(f"Decoded({name})" for name in names)
    module += f"\nPublic Function Run({', '.join(names)}) As Variant\n"
    module += f"    Run = Encoded({function.name}({decoded}))\nEnd Function\n"
    source = module.replace("\r\n", "\n").replace("Option Explicit\n", "")
    cases = list(cases_of(function))
    if function.parameters[-1].optional:
        # LibreOffice takes an error for an argument left out; VBA only its own "missing" error.
        cases = [case for case in cases if case[-1] not in ERROR_NUMBERS]
    results = office.basic(source, [("Run", [sent(cell) for cell in case]) for case in cases])
    wrong = []
    for case, result in zip(cases, results, strict=True):
        error = TOKENS.get(int(result[6:])) if isinstance(result, str) and result.startswith("error:") else None
        if not agree(expected(function, case), result, error):
            wrong.append(f"{case}: {expected(function, case)!r}, VBA {result!r}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:10])


def sent(cell):
    return f"error:{ERROR_NUMBERS[cell]}" if isinstance(cell, str) and cell in ERROR_NUMBERS else cell


def test_optional_arguments_may_be_left_out(excel):
    assert run(excel, "LIFETIME_VALUE", (50, 2, 5)) == (500, None)
    assert run(excel, "VERDICT", (2,)) == ("Rentable", None)


def test_changing_a_body_changes_number_formula_and_vba():
    roi = FUNCTIONS["ROI"]
    changed = Function("ROI", lambda margin, cost: roi.body(margin, cost) * 2, roi.parameters, roi.unit)
    assert changed.evaluate(10, 5) == 4
    assert changed.formula("A1", "B1") == "A1/B1*2"
    assert "ROI = margin / cost * 2" in vba_function(changed)
