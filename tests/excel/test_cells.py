"""The built add-in called from the cells of LibreOffice, which shows CVErr(2007) as the text Error 2007."""

import pytest

from tests.functions.cases import agree
from tests.functions.test_vba import TOKENS, without_office
from xl_grc.excel import udfs
from xl_grc.excel.addin.build import DICTIONARY, XLWINGS
from xl_grc.excel.addin.sources import modules
from xl_grc.functions.catalogue import CATALOGUE, FUNCTIONS
from xl_grc.functions.ranges import flat
from xl_grc.functions.vba import ERROR_NUMBERS

UNREACHABLE = """
Public Function GrcPythonCall(ByVal name As String, ByVal arguments As Variant) As Variant
    Err.Raise 1000, , "no Python here"
End Function
"""
ECHO = """
Public Function GrcPythonCall(ByVal name As String, ByVal arguments As Variant) As Variant
    GrcPythonCall = arguments(0)
End Function
"""
"""A Python that answers its first argument."""

SHEET = "Sheet1"


@pytest.fixture
def opened(addin, office):
    """Opens the add-in with another Python."""
    documents = []

    def open_with(python):
        # LibreOffice has neither Office's language nor Range.Value2, and cannot compile the modules of xlwings.
        arithmetic = without_office(modules()["GrcArithmetic"]).replace(".Value2", ".Value").replace("\r\n", "\n")
        replaced = {"GrcPython": python, "GrcArithmetic": arithmetic, XLWINGS: None, DICTIONARY: None}
        documents.append(office.open_addin(addin, replaced))
        return documents[-1]

    yield open_with
    for document in documents:
        document.close()


def shown(document, addresses):
    """What cells show: values and error tokens."""
    cells = document.values()[SHEET]
    return [as_shown(cells[address].value) for address in addresses]


def as_shown(value):
    """A token that stayed text is no error."""
    if isinstance(value, str) and value.startswith("Error "):
        return TOKENS[int(value[6:])]
    return f"text {value}" if value in ERROR_NUMBERS else value


def equal(wanted, found):
    error = found if isinstance(found, str) and found.startswith("#") else None
    return agree(wanted, found, error)


def test_each_error_of_python_is_an_error_in_cells(opened):
    document = opened(ECHO)
    for row, token in enumerate(ERROR_NUMBERS, 1):
        document.set(SHEET, f"A{row}", token)
        document.formula(SHEET, f"B{row}", f"=ROI(A{row},1)")
        document.formula(SHEET, f"C{row}", f'=ROI("{token}",1)')
    last = len(ERROR_NUMBERS)
    document.set(SHEET, f"A{last + 1}", "Rentable")
    document.array(SHEET, f"D1:D{last + 1}", f"=ROI(A1:A{last + 1},1)")
    document.formula(SHEET, "F1", "=GrcEngineState()")
    document.recalculate()
    for column in "BCD":
        assert shown(document, [f"{column}{row}" for row in range(1, last + 1)]) == list(ERROR_NUMBERS)
    assert shown(document, [f"D{last + 1}", "F1"]) == ["Rentable", "python"]


def examples():
    """Function and arguments of each example; a list is a column."""
    for name, function in FUNCTIONS.items():
        for example in function.examples:
            yield name, example.arguments


def test_every_example_without_python(opened):
    document, wanted, row = opened(UNREACHABLE), {}, 1
    for name, arguments in examples():
        height = max((len(one) for one in arguments if isinstance(one, list)), default=1)
        areas = []
        for column, argument in zip("ABCDEF", arguments, strict=False):
            cells = argument if isinstance(argument, list) else [argument]
            for down, cell in enumerate(cells):
                document.set(SHEET, f"{column}{row + down}", cell)
            areas.append(f"{column}{row}" + (f":{column}{row + height - 1}" if isinstance(argument, list) else ""))
        document.formula(SHEET, f"G{row}", f"={name}({','.join(areas)})")
        wanted[f"G{row}"] = name, getattr(udfs, name)(*arguments)
        row += height
    document.formula(SHEET, "H1", "=GrcEngineReason()")
    document.recalculate()
    found = dict(zip(wanted, shown(document, wanted), strict=True))
    assert [(*wanted[at], found[at]) for at in wanted if not equal(wanted[at][1], found[at])] == []
    assert shown(document, ["H1"]) == ["no Python here"]
    assert {name for name, _ in wanted.values()} == set(FUNCTIONS)


ARRAYS = {
    "H1:H4": ("CONTACT_COST", "A1:A4", "B1:B4"),
    "J1:J4": ("CONTACT_COST", "A1:A4", "B1"),
    "K1:M4": ("REVENUE", "A1:A4", "C1:E1"),
    "N1:N4": ("REVENUE", "A1:A4", "B1:B2"),
    "O1:P4": ("MARGIN_RESULT", "A1:B4", "C1", "B1:B4"),
    "Q1:Q4": ("VERDICT", "B1:B4", "F1"),
}
CELLS = {
    "A": [15_000, 6_000, "abc", True],
    "B": [20_000, None, 3, 0],
    "C": [0.5],
    "D": [2],
    "E": ["7"],
    "F": ["en"],
}


def test_ranges_without_python_answer_as_the_udfs(opened):
    document = opened(UNREACHABLE)
    for column, cells in CELLS.items():
        for row, cell in enumerate(cells, 1):
            document.set(SHEET, f"{column}{row}", cell)
    for area, (name, *arguments) in ARRAYS.items():
        document.array(SHEET, area, f"={name}({','.join(arguments)})")
    document.formula(SHEET, "R1", "=COMPARE_ACTIONS(A1:A4,A1:A4,B1:B4,B1:B4)")
    document.formula(SHEET, "R2", "=LIFETIME_VALUE(50,2,5)")
    document.formula(SHEET, "R3", "=ACTION_COST(D1:E1,C1)")
    document.formula(SHEET, "R4", "=NPS(D1:E1)")
    document.recalculate()
    wrong = []
    for area, (name, *arguments) in ARRAYS.items():
        rows = getattr(udfs, name)(*map(cells_of, arguments))
        found = shown(document, addresses(area))
        wrong += [(area, one, other) for one, other in zip(flat(rows), found, strict=True) if not equal(one, other)]
    assert wrong == []
    assert shown(document, ["R1", "R2", "R3", "R4"]) == ["#N/A", 500, 4.5, -50]


def addresses(area):
    first, _, last = area.partition(":")
    last = last or first
    columns = [chr(code) for code in range(ord(first[0]), ord(last[0]) + 1)]
    return [f"{column}{row}" for row in range(int(first[1:]), int(last[1:]) + 1) for column in columns]


def cells_of(area):
    """The rows of an area of CELLS."""
    width = ord(area.partition(":")[2][:1] or area[0]) - ord(area[0]) + 1
    cells = [(CELLS[at[0]] + [None] * 9)[int(at[1:]) - 1] for at in addresses(area)]
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def test_names_of_functions_are_known_to_cells(opened):
    document = opened(UNREACHABLE)
    for row, (name, function) in enumerate(CATALOGUE.items(), 1):
        given = ",".join("1" for parameter in function.parameters if not parameter.optional)
        document.formula(SHEET, f"A{row}", f"={name}({given})")
    cells = document.values()[SHEET]
    assert [at for at, cell in cells.items() if cell.error] == []
