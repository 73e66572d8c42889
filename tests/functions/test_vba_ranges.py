"""The VBA of the functions over ranges and arrays, in pyOpenVBA's interpreter and in LibreOffice, against the UDFs.

Arguments and results go as text: a letter for the shape, then rows of cells, each a letter and its value.
"""

import random

import pytest
from pyopenvba.apps.excel import ExcelApplication

from tests.functions.cases import agree, cell_of_range, expected
from tests.functions.test_vba import TOKENS, without_office
from xl_grc.functions.catalogue import FUNCTIONS
from xl_grc.functions.ranges import flat
from xl_grc.functions.vba import ERROR_NUMBERS, vba_module

CASES = 12
SHAPES = ((1, 1), (1, 1), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (2, 1))
VALUE, ROWS, FLAT, AREA = "vrfa"
"""How an argument arrives: alone, as an array of rows, as an array of one dimension (a row), as a Range."""

HARNESS = """
Public Function Asked(ByVal name As String, ByVal one As String, ByVal two As String, ByVal three As String, _
        ByVal four As String) As String
    Dim cells As Variant
    If two = "" Then
        cells = Array(Parsed(one))
    ElseIf three = "" Then
        cells = Array(Parsed(one), Parsed(two))
    ElseIf four = "" Then
        cells = Array(Parsed(one), Parsed(two), Parsed(three))
    Else
        cells = Array(Parsed(one), Parsed(two), Parsed(three), Parsed(four))
    End If
    Asked = Written(Called(name, cells))
End Function

Private Function Called(ByVal name As String, ByVal cells As Variant) As Variant
    Select Case name
        Case "NPS"
            Called = NPS(GrcHeld(cells(0)))
        Case "ACTION_COST"
            Called = ACTION_COST(GrcHeld(cells(0)), GrcHeld(cells(1)), GrcHeld(cells(2)))
        Case Else
            Called = GrcEachCell(name, cells)
    End Select
End Function

Private Function Parsed(ByVal text As String) As Variant
    Dim rows As Variant
    Dim cells As Variant
    Dim made() As Variant
    Dim row As Long
    Dim column As Long
    If Left(text, 1) = "a" Then
        Set Parsed = Range(Mid(text, 2))
        Exit Function
    End If
    rows = Split(Mid(text, 2), Chr(10))
    cells = Split(rows(0), Chr(9))
    If Left(text, 1) = "v" Then
        Parsed = ParsedCell(cells(0))
        Exit Function
    End If
    If Left(text, 1) = "f" Then
        ReDim made(UBound(cells))
        For column = 0 To UBound(cells)
            made(column) = ParsedCell(cells(column))
        Next column
    Else
        ReDim made(UBound(rows), UBound(cells))
        For row = 0 To UBound(rows)
            cells = Split(rows(row), Chr(9))
            For column = 0 To UBound(cells)
                made(row, column) = ParsedCell(cells(column))
            Next column
        Next row
    End If
    Parsed = made
End Function

Private Function ParsedCell(ByVal text As String) As Variant
    Select Case Left(text, 1)
        Case "n"
            ParsedCell = CDbl(Mid(text, 2))
        Case "t"
            ParsedCell = Mid(text, 2)
        Case "b"
            ParsedCell = (Mid(text, 2) = "True")
        Case "e"
            ParsedCell = CVErr(CLng(Mid(text, 2)))
        Case Else
            ParsedCell = Empty
    End Select
End Function

Public Sub Put(ByVal address As String, ByVal text As String)
    Range(address).Value = ParsedCell(text)
End Sub

Private Function Written(ByVal answer As Variant) As String
    Dim row As Long
    Dim column As Long
    If Not IsArray(answer) Then
        Written = "v" & WrittenCell(answer)
        Exit Function
    End If
    Written = "r"
    For row = 1 To UBound(answer, 1)
        If row > 1 Then Written = Written & Chr(10)
        For column = 1 To UBound(answer, 2)
            If column > 1 Then Written = Written & Chr(9)
            Written = Written & WrittenCell(answer(row, column))
        Next column
    Next row
End Function

Private Function WrittenCell(ByVal cell As Variant) As String
    If IsError(cell) Then
        WrittenCell = "e" & CStr(CLng(cell))
    ElseIf VarType(cell) = vbString Then
        WrittenCell = "t" & cell
    Else
        WrittenCell = "n" & CStr(cell)
    End If
End Function
"""


def cases_of(function, whole_last=True):
    """Arguments of all shapes, the same at each run; without `whole_last` the last one is always a plain value."""
    chosen = random.Random(f"ranges of {function.name}")
    for _ in range(CASES):
        arguments = [argument(parameter, chosen) for parameter in function.parameters]
        if function.name == "ACTION_COST" or not whole_last:
            arguments[-1] = (VALUE, [[chosen.choice((2.5, 1, 0.25, None))]])
        yield arguments


def argument(parameter, chosen):
    """A shape and rows."""
    height, width = chosen.choice(SHAPES)
    rows = [[cell_of_range(parameter, chosen) for _ in range(width)] for _ in range(height)]
    if parameter.shape != "cell" and chosen.random() < 0.2:
        rows = [[None] * width] * height
    single = height == width == 1
    return chosen.choice((VALUE, ROWS) if single else (ROWS, FLAT) if height == 1 else (ROWS,)), rows


def as_text(shape, rows):
    return shape + "\n".join("\t".join(map(cell_text, row)) for row in rows)


def cell_text(cell):
    if cell is None:
        return "-"
    if isinstance(cell, bool):
        return f"b{cell}"
    if isinstance(cell, str):
        return f"e{ERROR_NUMBERS[cell]}" if cell in ERROR_NUMBERS else f"t{cell}"
    return f"n{cell!r}"


def from_text(text):
    rows = [[from_cell(cell) for cell in row.split("\t")] for row in text[1:].split("\n")]
    return rows if text[0] == ROWS else rows[0][0]


def from_cell(text):
    """A value, an error token."""
    if text[0] == "e":
        return None, TOKENS[int(text[1:])]
    return (text[1:] if text[0] == "t" else float(text[1:])), None


def call_of(function, arguments):
    texts = [as_text(*one) for one in arguments]
    return [function.name, *texts, *[""] * (4 - len(texts))]


def wanted_of(function, arguments):
    """What the UDF answers; a single cell is a value."""
    answer = expected(function, [rows[0][0] if shape == VALUE else rows for shape, rows in arguments])
    single = isinstance(answer, list) and len(answer) == len(answer[0]) == 1
    return answer[0][0] if single else answer


def same(wanted, found):
    if isinstance(wanted, list):
        shaped = isinstance(found, list) and [*map(len, wanted)] == [*map(len, found)]
        return shaped and all(map(same, flat(wanted), flat(found)))
    return isinstance(found, tuple) and agree(wanted, *found)


def assert_agreement(function, cases, answers):
    wrong = [
        f"{arguments}: {wanted_of(function, arguments)!r}, VBA {found!r}"
        for arguments, found in zip(cases, map(from_text, answers), strict=True)
        if not same(wanted_of(function, arguments), found)
    ]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:5])


@pytest.fixture(scope="module")
def excel():
    """pyOpenVBA's Excel with the module."""
    application = ExcelApplication()
    application.add_workbook()
    module = without_office(vba_module(FUNCTIONS.values())) + HARNESS.replace("\n", "\r\n")
    application.add_module(module, name="Functions")
    return application


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
def test_arrays_in_an_interpreter(function, excel):
    cases = list(cases_of(function))
    assert_agreement(function, cases, [excel.run("Asked", *call_of(function, case)) for case in cases])


@pytest.mark.parametrize("name", ["ROI", "VERDICT", "LIFETIME_VALUE", "NPS", "ACTION_COST"])
def test_areas_of_a_sheet_in_an_interpreter(name, excel):
    columns = {
        "A": [3, None, 8, "#N/A"], "B": [2, 4, 0, 5], "C": [True, "abc", 1, 2], "D": [9, 10, 6, None], "E": ["en"]
    }  # fmt: skip
    for column, cells in columns.items():
        for row, cell in enumerate(cells, 1):
            excel.run("Put", f"{column}{row}", cell_text(cell))
    areas = {
        "ROI": ["A1:A4", "B1:B3"], "VERDICT": ["B1:B4", "E1"], "LIFETIME_VALUE": ["B1:B4", "D1", "D2", "E9"],
        "NPS": ["D1:D4"], "ACTION_COST": ["B1:D1", "B2", "D3"],
    }[name]  # fmt: skip
    arguments = [(VALUE if ":" not in area else ROWS, cells_of_area(columns, area)) for area in areas]
    found = excel.run("Asked", name, *[f"{AREA}{area}" for area in areas], *[""] * (4 - len(areas)))
    assert_agreement(FUNCTIONS[name], [arguments], [found])


@pytest.mark.parametrize(("name", "others"), [("ROI", ["B1"]), ("NPS", []), ("ACTION_COST", ["B1", "B2"])])
def test_a_union_of_areas_in_an_interpreter(name, others, excel):
    excel.run("Put", "A1", "n9")
    excel.run("Put", "B1", "n2")
    areas = [f"{AREA}A1:A2,A4:A5", *(f"{AREA}{area}" for area in others)]
    assert from_text(excel.run("Asked", name, *areas, *[""] * (4 - len(areas)))) == (None, "#VALUE!")


def cells_of_area(columns, area):
    first, _, last = area.partition(":")
    last = last or first
    return [
        [
            (columns.get(column, []) + [None] * 9)[row - 1]
            for column in "ABCDE"["ABCDE".index(first[0]) : "ABCDE".index(last[0]) + 1]
        ]
        for row in range(int(first[1:]), int(last[1:]) + 1)
    ]


def test_arrays_in_libreoffice(office):
    source = (without_office(vba_module(FUNCTIONS.values())) + HARNESS).replace("\r\n", "\n")
    source = source.replace("Option Explicit\n", "")
    # LibreOffice takes an error for an argument left out: an optional argument is a plain value here.
    cases = {f.name: list(cases_of(f, not f.parameters[-1].optional)) for f in FUNCTIONS.values()}
    calls = [("Asked", call_of(FUNCTIONS[name], case)) for name, given in cases.items() for case in given]
    answers = iter(office.basic(source, calls))
    for name, given in cases.items():
        assert_agreement(FUNCTIONS[name], given, [next(answers) for _ in given])
