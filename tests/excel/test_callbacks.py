"""The callbacks of the ribbon, executed in pyOpenVBA's interpreter: what each button asks of Python and says."""

import pytest
from pyopenvba.apps.excel import ExcelApplication

from tests.excel.test_mapping import EXECUTED
from tests.functions.test_vba import without_office
from xl_grc.errors import InputError
from xl_grc.excel.addin.customui import GROUPS
from xl_grc.excel.addin.sources import modules
from xl_grc.excel.ribbon import perform
from xl_grc.text import texts

FRENCH = texts("fr")
STUB = """
Public Chosen As Variant
Public Ran As String
Public Reachable As Boolean

Public Sub GrcPythonRun(ByVal command As String, ByVal language As String, ByVal path As String)
    Ran = Ran & command & "|" & language & "|" & path & ";"
End Sub

Public Function GrcPythonCall(ByVal name As String, ByVal arguments As Variant) As Variant
    If Not Reachable Then Err.Raise 1000, , "no Python here"
    GrcPythonCall = 0.5
End Function

Public Sub CalculateAll()
End Sub

Public Function ChosenFile(Optional ByVal name As Variant, Optional ByVal filter As Variant, _
        Optional ByVal Title As Variant) As Variant
    ChosenFile = Chosen
End Function

Public Function Pressed(ByVal command As String, ByVal given As Variant) As String
    Dim control As New Control
    control.Tag = command
    Chosen = given
    Ran = ""
    GrcOnAction control
    Pressed = Ran
End Function

Public Function Label() As String
    Dim control As New Control
    Dim shown As Variant
    GrcEngineLabel control, shown
    Label = shown
End Function

Public Function Shown(ByVal language As String) As Boolean
    Dim control As New Control
    Dim visible As Variant
    control.Tag = language
    GrcTabVisible control, visible
    Shown = visible
End Function

Public Sub Reach(ByVal there As Boolean)
    Reachable = there
End Sub
"""
MISSING = {"GetOpenFilename": "ChosenFile", "GetSaveAsFilename": "ChosenFile", "CalculateFull": "CalculateAll"}
"""What the interpreter's Excel has not, and what stands for it."""
FILE = "C:\\l'été.csv"


@pytest.fixture
def excel():
    """The add-in's modules with a workbook open, file dialogs that answer, and a Python that keeps what it is asked."""
    application = ExcelApplication()
    application.add_workbook()
    application.add_module(STUB.replace("\n", "\r\n"), name="GrcPython")
    application.add_module("Public Tag As String\r\n", name="Control", kind="class")
    for name, source in modules().items():
        if name == "GrcArithmetic":
            source = without_office(source)
        for missing, stub in MISSING.items():
            source = source.replace(f"Application.{missing}", stub)
        if name in (*EXECUTED, "GrcRibbon", "GrcHelp"):
            application.add_module(source, name=name)
    return application


WITH_FILE = {"new": "plan.xlsx", "pdf": "plan.pdf", "import": FILE, "batch": FILE, "consolidate": FILE, "analyse": FILE}


@pytest.mark.parametrize("command", ["regenerate", "check", "compare", "native", "segment"])
def test_a_button_runs_its_command(excel, command):
    assert excel.run("Pressed", command, False) == f"{command}|fr|;"


@pytest.mark.parametrize(("command", "file"), WITH_FILE.items())
def test_a_button_asks_for_its_file_first(excel, command, file):
    assert excel.run("Pressed", command, file) == f"{command}|fr|{file};"
    assert excel.run("Pressed", command, False) == "", "nothing happens without a file"


@pytest.mark.parametrize("command", ["new", "pdf"])
def test_a_name_without_ending_gets_it(excel, command):
    ending = WITH_FILE[command].partition(".")[2]
    assert excel.run("Pressed", command, "C:\\plan") == f"{command}|fr|C:\\plan.{ending};"


def test_help_needs_no_python(excel):
    assert excel.run("Pressed", "help", False) == ""
    assert FRENCH["addin.vba.help"] in str(excel.dialogs)


def test_the_engine_says_why_and_tries_again(excel):
    assert excel.run("Label") == FRENCH["addin.vba.engine_unknown"]
    excel.run("ROI", 1.0, 2.0)
    assert excel.run("Label") == FRENCH["addin.vba.engine_vba"]
    excel.run("Reach", True)
    excel.answer_dialogs(6)  # vbYes
    excel.run("Pressed", "engine", False)
    assert FRENCH["addin.vba.engine_vba_told"] in str(excel.dialogs)
    assert "no Python here" in str(excel.dialogs)
    excel.run("ROI", 1.0, 2.0)
    assert excel.run("Label") == FRENCH["addin.vba.engine_python"]


def test_one_tab_is_shown(excel):
    assert [excel.run("Shown", language) for language in ("fr", "en")] == [True, False]


def test_every_command_that_vba_asks_for_is_one_of_python(excel):
    for command in (button.command for group in GROUPS.values() for button in group):
        if command in ("functions", "help", "engine"):
            continue
        assert excel.run("Pressed", command, "C:\\f.csv").startswith(f"{command}|")
        with pytest.raises((AttributeError, InputError)):  # known, and stopped by the workbook that is none
            perform(None, command, FRENCH, None, None)
