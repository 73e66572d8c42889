"""The code of the add-in, executed: errors and arrays there and back, and what answers without Python."""

import pytest
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAErrorValue

from tests.functions.test_vba import without_office
from xl_grc.excel.addin.sources import modules
from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.functions.vba import ERROR_NUMBERS
from xl_grc.text import texts

PYTHON = """
Public Unreachable As Boolean
Public Answer As Variant
Public Received As Variant

Public Function GrcPythonCall(ByVal name As String, ByVal arguments As Variant) As Variant
    If Unreachable Then Err.Raise 1000, , "no Python here"
    Received = arguments
    GrcPythonCall = Answer
End Function

Public Changed As String

Public Sub GrcEngineChanged()
    Changed = Changed & GrcEngineState() & " "
End Sub

Public Function LabelChanges() As String
    LabelChanges = Changed
    Changed = ""
End Function

Public Sub Prepare(ByVal without As Boolean, ByVal given As Variant)
    Unreachable = without
    Answer = given
    GrcEngineReset
End Sub

Public Function ShownCell(ByVal row As Long, ByVal column As Long, ByVal token As String) As Variant
    Dim cells(1, 1) As Variant
    Dim shown As Variant
    cells(row, column) = token
    cells(1 - row, 1 - column) = 7
    shown = GrcShown(cells)
    ShownCell = shown(row, column)
End Function

Public Function ShownAlone(ByVal token As String) As Variant
    Dim cells(0, 0) As Variant
    cells(0, 0) = token
    ShownAlone = GrcShown(cells)
End Function

Public Function ShownInRow(ByVal token As String) As Variant
    Dim shown As Variant
    shown = GrcShown(Array(1, token))
    ShownInRow = shown(1)
End Function

Public Function SentInRow(ByVal number As Long) As Variant
    Dim sent As Variant
    sent = GrcSent(Array(1, CVErr(number)))
    SentInRow = sent(1)
End Function

Public Function SentText(ByVal number As Long) As Variant
    SentText = GrcSent(CVErr(number))
End Function

Public Function ErrorNumber(ByVal token As String) As String
    ErrorNumber = CStr(GrcShown(token))
End Function

Public Function NumberInRow(ByVal token As String) As String
    Dim shown As Variant
    shown = GrcShown(Array(1, token))
    NumberInRow = CStr(shown(1))
End Function

Public Function NumberInCell(ByVal token As String) As String
    Dim cells(1, 1) As Variant
    Dim shown As Variant
    cells(1, 0) = token
    shown = GrcShown(cells)
    NumberInCell = CStr(shown(1, 0))
End Function
"""
"""What stands for the only module that speaks with xlwings."""

EXECUTED = ("GrcErrors", "GrcEngine", "GrcFunctions", "GrcArithmetic", "GrcTexts")


def executed():
    return {name: source for name, source in modules().items() if name in EXECUTED}


@pytest.fixture(scope="module")
def excel():
    application = ExcelApplication()
    application.add_workbook()
    application.add_module(PYTHON.replace("\n", "\r\n"), name="GrcPython")
    for name, source in executed().items():
        application.add_module(without_office(source) if name == "GrcArithmetic" else source, name=name)
    return application


@pytest.mark.parametrize(("token", "number"), ERROR_NUMBERS.items())
def test_errors_there_and_back_in_an_interpreter(excel, token, number):
    shown = [excel.run("ShownCell", row, column, token) for row in (0, 1) for column in (0, 1)]
    shown += [excel.run("GrcShown", token), excel.run("ShownInRow", token), excel.run("ShownAlone", token)]
    assert all(isinstance(one, VBAErrorValue) and one.number == number for one in shown)
    assert [excel.run("SentText", number), excel.run("SentInRow", number)] == [token, token]


def test_other_answers_stay(excel):
    assert [excel.run("GrcShown", one) for one in (0.5, "Rentable", "", True)] == [0.5, "Rentable", "", True]


def test_python_answers(excel):
    excel.run("Prepare", False, 0.25)
    assert (excel.run("ROI", 1.0, 2.0), excel.run("GrcEngineState")) == (0.25, "python")
    excel.run("Prepare", False, "#DIV/0!")
    assert excel.run("ROI", 1.0, 0.0).number == ERROR_NUMBERS["#DIV/0!"]


@pytest.mark.parametrize("name", list(CATALOGUE))
def test_arithmetic_answers_without_python(excel, name):
    excel.run("Prepare", True, 0)
    function = CATALOGUE[name]
    arguments = [(1 + place) / 8 for place, parameter in enumerate(function.parameters) if not parameter.optional]
    result = excel.run(name, *arguments)
    assert (excel.run("GrcEngineState"), excel.run("GrcEngineReason")) == ("vba", "no Python here")
    if name in FUNCTIONS:
        assert result == function.evaluate(*arguments)
    else:
        assert result.number == ERROR_NUMBERS["#N/A"]


def test_the_label_of_the_engine_follows(excel):
    excel.run("LabelChanges")
    excel.run("Prepare", False, 0.25)
    excel.run("ROI", 1.0, 2.0)
    excel.run("ROI", 1.0, 4.0)
    assert excel.run("LabelChanges").split() == ["python"], "once, with the first answer"
    excel.run("Prepare", True, 0)
    excel.run("ROI", 1.0, 2.0)
    excel.run("ROI", 1.0, 4.0)
    assert excel.run("LabelChanges").split() == ["vba"]


def test_python_is_asked_no_more_until_told(excel):
    excel.run("Prepare", True, 0)
    excel.run("ROI", 1.0, 2.0)
    excel.run("GrcEngineReset")
    assert excel.run("GrcEngineState") == "unknown"


def test_vba_says_the_words_of_the_text_files(excel):
    for key in ("title", "engine_vba_told", "no_workbook", "help", "no_python_on_mac"):
        assert excel.run("GrcText", key) == texts("fr")[f"addin.vba.{key}"]


def test_errors_in_libreoffice(office):
    """There alone: LibreOffice takes an error that is handed to a function for an argument left out."""
    source = "\n".join(
        [PYTHON, *(without_office(one) if "LanguageSettings" in one else one for one in executed().values())]
    )
    source = source.replace("\r\n", "\n").replace("Option Explicit\n", "").replace("Option Private Module\n", "")
    calls, wanted = [], []
    for token, number in ERROR_NUMBERS.items():
        for name in ("ErrorNumber", "NumberInRow", "NumberInCell"):
            calls.append((name, [token]))
            wanted.append(f"Error {number}")
    assert office.basic(source, calls) == wanted
