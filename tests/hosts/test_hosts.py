"""The hosts themselves, on a small workbook."""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from tests import hosts
from tests.hosts import libreoffice, stripping, validator
from tests.hosts.libreoffice import Cell, Document, LibreOffice, LibreOfficeError, TableRange

SHEET = "Plan d'action"
# openpyxl writes the children of a font in an order of its own.
OPENPYXL_FLAW = "/xl/styles.xml /x:styleSheet[1]/x:fonts[1]/x:font[1]"


def write_small(path: Path) -> Path:
    """A table T of two columns and three rows, its total and other cells to the right of it, a second sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    sheet.append(["A", "B"])
    for number in (1, 2, 3):
        sheet.append([number, "=T[[#This Row],[A]]*2"])
    sheet.add_table(Table(displayName="T", ref="A1:B4"))
    for address, value in {"D1": "=SUM(T[B])", "D2": "=1/0", "D3": "text", "D4": '=""', "D5": "=D3"}.items():
        sheet[address] = value
    other = workbook.create_sheet("Other")
    other["A1"] = "=Total+1"
    other.protection.sheet = True
    workbook.defined_names["Total"] = DefinedName("Total", attr_text=f"'{SHEET.replace(chr(39), chr(39) * 2)}'!$D$1")
    workbook.defined_names["Column"] = DefinedName("Column", attr_text="Other!$A$1:$A$3")
    workbook.defined_names["Blank"] = DefinedName("Blank", attr_text="Other!$Z$9")
    workbook.save(path)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small workbook, in a folder whose name needs escaping."""
    folder = tmp_path / "été 100%"
    folder.mkdir()
    return write_small(folder / "small.xlsx")


def edit_part(path: Path, part: str, old: str, new: str) -> None:
    """Replace a text in one part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


# -- LibreOffice -------------------------------------------------------------------------------------------------------


@pytest.fixture
def document(office: LibreOffice, small: Path) -> Iterator[Document]:
    """The small workbook, opened."""
    with office.open(small) as document:
        yield document


def test_values(document: Document) -> None:
    assert document.values() == {
        SHEET: {
            "A1": Cell("A", False, None),
            "B1": Cell("B", False, None),
            "D1": Cell(12.0, True, None),
            "A2": Cell(1.0, False, None),
            "B2": Cell(2.0, True, None),
            "D2": Cell(None, True, "#DIV/0!"),
            "A3": Cell(2.0, False, None),
            "B3": Cell(4.0, True, None),
            "D3": Cell("text", False, None),
            "A4": Cell(3.0, False, None),
            "B4": Cell(6.0, True, None),
            "D4": Cell("", True, None),
            "D5": Cell("text", True, None),
        },
        "Other": {"A1": Cell(13.0, True, None)},
    }


def test_named_cells_and_tables(document: Document) -> None:
    assert document.named() == {"Total": Cell(12.0, True, None), "Blank": Cell(None, False, None)}
    assert document.tables() == {"T": TableRange(SHEET, 1, 4, 1, 2)}


def test_totals_follow_an_extended_table(document: Document) -> None:
    document.set(SHEET, "A5", 10)
    document.extend_table("T")
    document.copy_down(SHEET, 4, 5, 2, 2)
    cells = document.values()
    assert (cells[SHEET]["B5"].value, cells[SHEET]["D1"].value, cells["Other"]["A1"].value) == (20.0, 32.0, 33.0)
    assert document.tables()["T"].last_row == 5


def test_totals_follow_a_table_extended_over_filled_rows(document: Document) -> None:
    document.set(SHEET, "B5", 100)
    document.set(SHEET, "B6", 1000)
    document.extend_table("T", rows=2)
    assert document.named()["Total"].value == 1112.0


def test_copy_down_copies(document: Document) -> None:
    document.copy_down(SHEET, 2, 4, 1, 2)
    cells = document.values()[SHEET]
    assert [cells[f"{column}{row}"].value for row in (2, 3, 4) for column in "AB"] == [1.0, 2.0] * 3


def test_sort_moves_data_rows_only(document: Document) -> None:
    document.set(SHEET, "A3", 0.5)
    document.sort("T", "A", ascending=False)
    assert document.block(SHEET, "A1:B4") == [["A", "B"], [3.0, 6.0], [1.0, 2.0], [0.5, 1.0]]
    document.sort("T", "A")
    assert document.block(SHEET, "A2:A4") == [[0.5], [1.0], [3.0]]
    with pytest.raises(LibreOfficeError, match="sort"):
        document.sort("T", "No such column")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2.5, Cell(2.5, False, None)),
        ("=1+1", Cell("=1+1", False, None)),
        ("5", Cell("5", False, None)),
        ("'5", Cell("'5", False, None)),
        ({"text": "5"}, Cell("5", False, None)),
        (True, Cell(1.0, False, None)),
        ({"error": "#N/A"}, Cell(None, True, "#N/A")),
        (None, None),
    ],
)
def test_set(document: Document, value: object, shown: Cell | None) -> None:
    document.set(SHEET, "D3", value)
    assert document.values()[SHEET].get("D3") == shown


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SUM(T[A],1)", 7.0),
        ("=T[[#This Row],[A]]+T[[#This Row],[B]]", 3.0),
        ("=SUM(T[[#This Row],[A]:[B]],10)", 13.0),
        ("=SUM(T[#Data])", 18.0),
        ("=T[[#Headers],[B]]", "B"),
        ("='Plan d''action'!A4*2", 6.0),
        ("=Other!A1", 13.0),
        ("=SUM(Other!A1:A3,Total)", 25.0),
        ('=IF(A2=1,"a,b!{1,2}",2)', "a,b!{1,2}"),
        ("=SUM({1,2;3,4})", 10.0),
        ("=INDEX({1,2;3,4},2,1)", 3.0),
        ('=_xlfn.TEXTJOIN("-",TRUE,{"a,b";"c"})', "a,b-c"),
        ("=_xlfn.AGGREGATE(9,6,A2:A4)", 6.0),
        ("=IFERROR(IF(A2=1,#NUM!,0),-1)", -1.0),
    ],
)
def test_formula_in_the_grammar_of_files(document: Document, formula: str, value: object) -> None:
    document.formula(SHEET, "G2", formula)
    assert document.values()[SHEET]["G2"] == Cell(value, True, None)


def test_protected_cells_are_refused(document: Document) -> None:
    with pytest.raises(LibreOfficeError, match="Other!A1 is locked"):
        document.set("Other", "A1", 1)
    with pytest.raises(LibreOfficeError, match="locked"):
        document.copy_down("Other", 1, 3, 1, 1)


def test_the_file_stays_as_it_is(office: LibreOffice, small: Path) -> None:
    before = small.read_bytes()
    with office.open(small) as document:
        document.set(SHEET, "A2", 99)
        document.recalculate()
    assert small.read_bytes() == before
    assert [path.name for path in small.parent.iterdir()] == ["small.xlsx"]


def test_cached_values_are_trusted_until_stripped(office: LibreOffice, small: Path) -> None:
    edit_part(small, "xl/worksheets/sheet1.xml", "<f>SUM(T[B])</f><v />", "<f>SUM(T[B])</f><v>99</v>")
    stripped = small.with_name("stripped.xlsx")
    stripping.strip_cached_values(small, stripped)
    shown = []
    for path in (small, stripped):
        with office.open(path) as document:
            shown.append(document.named()["Total"].value)
            document.recalculate()
            assert document.named()["Total"].value == 12.0
    assert shown == [99.0, 12.0]


def test_pdf(document: Document, tmp_path: Path) -> None:
    document.pdf(tmp_path / "small.pdf")
    assert (tmp_path / "small.pdf").read_bytes().startswith(b"%PDF")


def test_formulas(office: LibreOffice) -> None:
    cases = [
        ({"A1": 2, "B1": 3.5}, "=A1*B1", Cell(7.0, True, None)),
        ({"A1": {"text": "5"}}, "ISTEXT(A1)", Cell(1.0, True, None)),
        ({"A1": True}, "=IF(A1,1,2)", Cell(1.0, True, None)),
        ({"A1": None}, "=ISBLANK(A1)", Cell(1.0, True, None)),
        ({"A1": ' <&" '}, '=A1&"A1,"', Cell(' <&" A1,', True, None)),
        ({"A1": {"error": "#N/A"}}, "=A1+1", Cell(None, True, "#N/A")),
        ({"A1": {"error": "#NUM!"}}, "=ERROR.TYPE(A1)", Cell(6.0, True, None)),
        ({"A1": {"error": "#VALUE!"}}, "=IF(ISERROR(A1),A1)", Cell(None, True, "#VALUE!")),
        ({"B3": 1, "A1": 2, "A3": 4}, "=SUM($A$1:$B3,LOG10(10))", Cell(8.0, True, None)),
        ({"A1": 1}, "=SUM(A1:A5)", Cell(1.0, True, None)),
        ({"A1": 100}, "=SQRT(-A1)", Cell(None, True, "Err:502")),
        ({}, '=""', Cell("", True, None)),
    ]
    given = [{"cells": cells, "formula": formula} for cells, formula, _ in cases]
    assert office.formulas(given) == [expected for _, _, expected in cases]
    assert office.formulas([]) == []


def test_thousands_of_formulas_take_seconds(office: LibreOffice) -> None:
    cases = [{"cells": {"A1": number, "B1": number % 2}, "formula": "=IF(B1=0,1/B1,A1*2)"} for number in range(5000)]
    started = time.monotonic()
    results = office.formulas(cases)
    assert time.monotonic() - started < 10
    assert results[:2] == [Cell(None, True, "#DIV/0!"), Cell(2.0, True, None)]
    assert results[-1].value == 9998.0


def test_a_lost_office_is_killed_and_replaced(small: Path) -> None:
    libreoffice.require_libreoffice()
    with LibreOffice(call_seconds=0.0) as office:
        with pytest.raises(LibreOfficeError, match="no answer in 0 s"):
            office.open(small)
        office.call_seconds = libreoffice.CALL_SECONDS
        with office.open(small) as document:
            assert document.named()["Total"].value == 12.0


def test_errors_are_reported(office: LibreOffice, tmp_path: Path, document: Document) -> None:
    with pytest.raises(LibreOfficeError, match="open"):
        office.open(tmp_path / "missing.xlsx")
    with pytest.raises(LibreOfficeError, match="NoSuchElement"):
        document.set("No such sheet", "A1", 1)
    with pytest.raises(TypeError, match="no cell value"):
        office.formulas([{"cells": {"A1": float("nan")}, "formula": "=A1"}])
    assert document.named()["Total"].value == 12.0


# -- Stripping ---------------------------------------------------------------------------------------------------------

CELLS = (
    '<c r="A1" s="3"/><c r="B1" t="s"><v>0</v></c><c r="C1" s="1" t="str"><f>"x"</f><v>x</v></c>'
    '<c r="D1" t="e"><f t="shared" si="0"/><v>#N/A</v></c><c r="E1" t="b"><f>TRUE()</f><v>1</v></c>'
    '<c r="F1"><f>1+1</f><v>2</v></c><c r="G1" t="inlineStr"><is><t>in</t></is></c><c r="H1"><v>4</v></c>'
    '<c r="I1"><f>1+2</f></c>'
)
STRIPPED = (
    '<c r="A1" s="3"/><c r="B1" t="s"><v>0</v></c><c r="C1" s="1"><f>"x"</f></c>'
    '<c r="D1"><f t="shared" si="0"/></c><c r="E1"><f>TRUE()</f></c>'
    '<c r="F1"><f>1+1</f></c><c r="G1" t="inlineStr"><is><t>in</t></is></c><c r="H1"><v>4</v></c>'
    '<c r="I1"><f>1+2</f></c>'
)
SHARED = f'<sst xmlns="{stripping.MAIN[1:-1]}"><si><r><t>sha</t></r><r><t>red</t></r></si></sst>'


@pytest.fixture
def cells_workbook(tmp_path: Path) -> Path:
    """A workbook whose sheet has CELLS in its only row."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["inline"])
    path = tmp_path / "cells.xlsx"
    workbook.save(path)
    edit_part(path, "xl/worksheets/sheet1.xml", '<c r="A1" t="inlineStr"><is><t>inline</t></is></c>', CELLS)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/sharedStrings.xml", SHARED)
    return path


def test_strip_cached_values_touches_formula_cells_only(cells_workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "stripped.xlsx"
    stripping.strip_cached_values(cells_workbook, target)
    with zipfile.ZipFile(cells_workbook) as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()
        for name in before.namelist():
            assert after.read(name) == before.read(name).replace(CELLS.encode(), STRIPPED.encode())


def test_read_cells(cells_workbook: Path) -> None:
    cached = {"C1": "x", "D1": {"error": "#N/A"}, "E1": True, "F1": 2.0, "I1": None}
    assert stripping.cached_values(cells_workbook) == {"Sheet": cached}
    assert stripping.all_cells(cells_workbook) == {"Sheet": {**cached, "B1": "shared", "G1": "in", "H1": 4.0}}


# -- Validator ---------------------------------------------------------------------------------------------------------


def test_validator_reports_a_broken_part(small: Path) -> None:
    validator.require_validator()
    known = validator.validate(small)
    assert [line for line in known if not line.startswith(OPENPYXL_FLAW)] == []
    edit_part(small, "xl/worksheets/sheet1.xml", "<sheetData>", "<bogus/><sheetData>")
    assert any("bogus" in line and "sheet1.xml" in line for line in validator.validate(small))


def test_validator_reports_what_is_no_workbook(tmp_path: Path) -> None:
    validator.require_validator()
    (tmp_path / "text.xlsx").write_text("no workbook")
    (line,) = validator.validate(tmp_path / "text.xlsx")
    assert line.startswith("file: ")


def test_validator_that_fails_is_no_valid_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR", sys.executable)
    with pytest.raises(RuntimeError, match="validator ended"):
        validator.validate(tmp_path / "missing.py")


# -- Missing hosts -----------------------------------------------------------------------------------------------------


def test_a_missing_host_skips_but_fails_in_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR", str(tmp_path / "nothing"))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="nothing"):
        validator.require_validator()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="nothing"):
        validator.require_validator()
    hosts.require("")
