"""Problems are told in lines that do no harm, the first fifty of a kind and file."""

import io
import json

import pytest

from tests.batch.tables import write_rows
from xl_grc.cli import main
from xl_grc.cli.telling import MOST, Telling
from xl_grc.errors import Problem
from xl_grc.text import texts


def told(problems):
    stream = io.StringIO()
    telling = Telling(texts("en"), stream)
    telling.tell(problems)
    telling.rest()
    return stream.getvalue().splitlines()


def test_fifty_of_a_kind_and_file_and_the_rest_counted():
    problems = [Problem("action_missing", file, row=row) for row in range(2, 102) for file in ("a.csv", "b.csv")]
    lines = told([*problems, Problem("not_text", "a.csv")])
    assert len(lines) == 2 * MOST + 1 + 2
    assert lines[-2:] == [
        f"{file}: and 50 more of this kind: the name of the action is missing; complete the row or delete it"
        for file in ("a.csv", "b.csv")
    ]


def test_a_hundred_and_one_wrong_rows_are_fifty_two_lines(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    rows = [[f"S{number}", "Salon", "dix"] for number in range(101)]
    source = write_rows(tmp_path / "t.csv", rows, ["entreprise", "action", "dépenses"])
    assert main(["batch", str(source), "-o", str(tmp_path / "out")]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("t.csv")]
    assert len(lines) == MOST + 1
    assert lines[-1].startswith("t.csv : et 51 autre(s) du même genre : « dix »")
    assert (tmp_path / "out" / "a_corriger.csv").read_text("utf-8-sig").count("dix;") == 101


@pytest.mark.parametrize("name", ["a\x1b[31mb.xlsx", "a\u202exslx.exe.xlsx", "a\nb.xlsx", "a\x07b.xlsx"])
def test_a_file_name_steers_nothing(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    path = tmp_path / name
    try:
        path.write_bytes(b"no workbook")
    except OSError:
        pytest.skip("no file has such a name here")
    assert main(["check", str(path)]) == 1
    assert main(["new", "-o", str(tmp_path / f"new{name}"), "--company", "Durand"]) == 0
    assert main(["new", "-o", str(tmp_path / f"new{name}"), "--company", "Durand"]) == 1
    output, problems = capsys.readouterr()
    for line in [*output.splitlines(), *problems.splitlines()]:
        assert line.isprintable()
    assert len(output.splitlines()) == 3


def test_json_is_one_array_whatever_the_files(tmp_path, capsys):
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"no workbook")
    (tmp_path / "c.csv").write_text("Action\nSalon\n", "utf-8")
    assert main(["new", str(tmp_path / "c.csv"), "-o", str(tmp_path / "c.xlsx"), "--company", "Durand"]) == 0
    capsys.readouterr()
    assert main(["check", "--json", *(str(tmp_path / f"{name}.xlsx") for name in "abc")]) == 1
    records = json.loads(capsys.readouterr().out)
    assert [record["key"] for record in records] == ["not_workbook"] * 2
    assert main(["check", "--json", str(tmp_path / "c.xlsx")]) == 0
    assert json.loads(capsys.readouterr().out) == []
