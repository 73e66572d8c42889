"""`xl-grc check` over many files: a table at the end, and as CSV."""

import csv

import pytest

from tests.workbook.changing import sample
from xl_grc.cli import main


@pytest.fixture
def files(tmp_path):
    """A sound plan, a file that is no workbook, a missing one."""
    good = sample(tmp_path / "bon.xlsx", 2)
    bad = tmp_path / "=mauvais.xlsx"
    bad.write_bytes(b"no workbook")
    return [str(good), str(bad), str(tmp_path / "absent.xlsx")]


def test_many_files_end_with_a_table(files, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "table.csv"
    assert main(["check", *[name.rpartition("/")[2] for name in files], "--csv", str(out)]) == 1
    told = capsys.readouterr().out.splitlines()
    first = next(place for place, line in enumerate(told) if line.startswith("Fichier "))
    assert told[first - 1] == ""
    assert [line.split()[:2] for line in told[first + 1 :]] == [
        ["bon.xlsx", "0"],
        ["=mauvais.xlsx", "1"],
        ["absent.xlsx", "1"],
    ]
    assert told[-1].endswith("vérifiez le chemin")
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Fichier", "Erreurs", "Avertissements", "À faire d'abord"]
    assert [row[:2] for row in rows[1:]] == [["bon.xlsx", "0"], [rows[2][0], "1"], ["absent.xlsx", "1"]]
    assert not rows[2][0].startswith("=")


def test_one_file_needs_no_table(files, capsys):
    assert main(["check", files[0]]) == 0
    assert "Fichier" not in capsys.readouterr().out


def test_the_table_is_in_the_language_of_the_messages(files, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["check", *files]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("check the path")


def test_a_plan_is_never_written_over(files, capsys):
    with open(files[0], "rb") as stream:  # noqa: PTH123
        before = stream.read()
    assert main(["check", *files, "--csv", files[0]]) == 1
    with open(files[0], "rb") as stream:  # noqa: PTH123
        assert stream.read() == before
