"""Protected sheets stay protected as they were: on pyOpenVBA's model of Excel, whose members have Excel's names."""

from types import SimpleNamespace

import pytest
from pyopenvba.apps.excel import ExcelApplication

from xl_grc.errors import InputError
from xl_grc.excel.protection import unprotected

STATE = """
Public Function State() As String
    Dim sheet As Worksheet
    Set sheet = ActiveSheet
    State = sheet.ProtectContents & sheet.ProtectDrawingObjects & sheet.ProtectScenarios & sheet.ProtectionMode
    With sheet.Protection
        State = State & " " & .AllowFormattingCells & .AllowFormattingColumns & .AllowFormattingRows
        State = State & .AllowInsertingColumns & .AllowInsertingRows & .AllowInsertingHyperlinks
        State = State & .AllowDeletingColumns & .AllowDeletingRows & .AllowSorting & .AllowFiltering
        State = State & .AllowUsingPivotTables
    End With
    State = State & " " & sheet.EnableSelection
End Function

Public Sub Protect()
    ActiveSheet.EnableSelection = 1
    ActiveSheet.Protect {options}
End Sub
"""
OPTIONS = (
    "",
    "DrawingObjects:=False",
    "Scenarios:=False, UserInterfaceOnly:=True",
    "AllowFormattingColumns:=True, AllowFormattingRows:=True",
    "DrawingObjects:=False, AllowSorting:=True, AllowFiltering:=True",
    "AllowFormattingCells:=True, AllowInsertingRows:=True, AllowDeletingRows:=True",
    "AllowInsertingColumns:=True, AllowInsertingHyperlinks:=True, AllowDeletingColumns:=True, "
    "AllowUsingPivotTables:=True",
)


class Native:
    """A sheet's object of the model, as COM shows it to Python."""

    def __init__(self, inner):
        object.__setattr__(self, "inner", inner)

    def __getattr__(self, name):
        if name in ("Protect", "Unprotect"):
            return lambda *arguments: self.inner.vba_call(name, list(arguments))
        found = self.inner.vba_get(name)
        return Native(found) if name == "Protection" else found

    def __setattr__(self, name, value):
        self.inner.vba_set(name, value)


def sheet_protected(options):
    """The model of Excel, and a book as xlwings shows it."""
    excel = ExcelApplication()
    excel.add_workbook()
    excel.add_module(STATE.format(options=options).replace("\n", "\r\n"), name="Testing")
    excel.run("Protect")
    native = Native(excel.evaluate("ActiveSheet"))
    return excel, SimpleNamespace(name="plan.xlsx", sheets={"Budget": SimpleNamespace(api=native)})


@pytest.mark.parametrize("options", OPTIONS)
def test_everything_allowed_before_is_allowed_after(options):
    excel, book = sheet_protected(options)
    before = excel.run("State")
    assert before.startswith("True")
    with unprotected(book, ["Budget"]):
        assert excel.run("State").startswith("False")
    assert excel.run("State") == before


def test_it_comes_back_when_writing_fails():
    excel, book = sheet_protected("AllowSorting:=True")
    before = excel.run("State")
    with pytest.raises(OSError, match="no more"), unprotected(book, ["Budget"]):
        raise OSError("no more")
    assert excel.run("State") == before


def test_a_password_is_respected():
    excel, book = sheet_protected('Password:="secret", AllowSorting:=True')
    before = excel.run("State")
    with pytest.raises(InputError, match="live_protected"), unprotected(book, ["Budget"]):
        pass
    assert excel.run("State") == before


def test_a_sheet_without_protection_stays_so():
    excel, book = sheet_protected("Contents:=False, DrawingObjects:=False, Scenarios:=False")
    before = excel.run("State")
    with unprotected(book, ["Budget"]):
        pass
    assert excel.run("State") == before
