"""`xl-grc functions --add-to` and `--remove-from`."""

import pytest

from tests.functions.foreign_workbooks import by_openpyxl, with_macros
from tests.workbook.changing import parts, write_parts
from xl_grc.cli import main

MAIN = "xl/workbook.xml"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_in_place_with_a_copy(tmp_path, capsys):
    path = by_openpyxl(tmp_path)
    before = path.read_bytes()
    assert main(["functions", "--add-to", str(path)]) == 0
    told = capsys.readouterr().out
    assert "30 function(s) added" in told
    assert "Excel 2021 and older show #NAME?" in told
    assert "Protected View" in told
    assert "Do not use the add-in in this workbook" in told
    assert path.with_name("openpyxl.xlsx.bak").read_bytes() == before
    assert b'comment="ROI(gross_margin, cost): ' in parts(path)[MAIN]
    again = path.read_bytes()
    assert main(["functions", "--add-to", str(path)]) == 0
    assert path.read_bytes() == again
    assert not path.with_name("openpyxl.xlsx.bak2").exists(), "nothing changed, nothing is replaced"
    assert main(["functions", "--remove-from", str(path)]) == 0
    assert "30 function(s) taken out" in capsys.readouterr().out
    assert b"_xlfn.LAMBDA" not in parts(path)[MAIN]


def test_into_another_file(tmp_path, capsys):
    path, other = with_macros(tmp_path), tmp_path / "other.xlsm"
    before = path.read_bytes()
    assert main(["functions", "--add-to", str(path), "-o", str(other)]) == 0
    assert path.read_bytes() == before
    assert b"_xlfn.LAMBDA" in parts(other)[MAIN]
    assert main(["functions", "--add-to", str(path), "-o", str(other)]) == 1
    assert "has this name already" in capsys.readouterr().err
    assert main(["functions", "--remove-from", str(other), "-o", str(other), "--force"]) == 0
    assert b"_xlfn.LAMBDA" not in parts(other)[MAIN]


def test_macros_keep_their_ending(tmp_path, capsys):
    assert main(["functions", "--add-to", str(with_macros(tmp_path)), "-o", str(tmp_path / "x.xlsx")]) == 1
    assert "ends in .xlsm" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()


def test_a_name_that_is_taken_is_told(tmp_path, capsys):
    path = by_openpyxl(tmp_path)
    content = parts(path)
    write_parts(path, content | {MAIN: content[MAIN].replace(b'name="Total"', b'name="ROI"')})
    assert main(["functions", "--add-to", str(path)]) == 1
    said = capsys.readouterr()
    assert said.err == (
        f'{path}: "ROI" is a name or a table there already, which is kept: this function is not added; '
        "rename it, then run the command again\n"
    )
    assert "29 function(s) added" in said.out


def test_what_cannot_be_read_is_one_line(tmp_path, capsys):
    table = tmp_path / "table.csv"
    table.write_text("a;b\n", encoding="utf-8")
    for path in (table, tmp_path / "missing.xlsx", tmp_path):
        assert main(["functions", "--add-to", str(path)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_open_workbook_is_left(tmp_path, capsys):
    path = by_openpyxl(tmp_path)
    (tmp_path / "~$openpyxl.xlsx").touch()
    assert main(["functions", "--add-to", str(path)]) == 1
    assert "is open" in capsys.readouterr().err


def test_one_thing_at_a_time(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["functions", "ROI", "--add-to", "x.xlsx"])
    assert ended.value.code == 2
    for typed in (["-o", "x.xlsx"], ["ROI", "-o", "x.xlsx"]):
        with pytest.raises(SystemExit) as ended:
            main(["functions", *typed])
        assert ended.value.code == 2
        assert "--add-to or --remove-from" in capsys.readouterr().err
