"""What is told to who gives a command something else than it takes."""

from __future__ import annotations

import zipfile

import pytest

from tests.workbook.changing import AS_OF, sample
from xl_grc.cli import main


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def test_check_and_regenerate_say_what_a_file_is_that_is_no_plan(tmp_path, capsys):
    sample(tmp_path / "plan.xlsx", 2)
    summary = tmp_path / "network.xlsx"
    assert main(["collect", str(tmp_path), "-o", str(summary), "--as-of", AS_OF.isoformat()]) == 0
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    capsys.readouterr()
    for path, what in (
        (summary, "c'est une synthèse écrite par xl-grc collect, pas un plan"),
        (tmp_path, "c'est un dossier ; donnez les classeurs qu'il contient"),
        (tmp_path / "b.pdf", "c'est un PDF, pas le classeur du plan"),
        (tmp_path / "absent.pdf", "fichier introuvable"),
    ):
        assert main(["check", str(path)]) == 1
        assert capsys.readouterr().out.startswith(f"erreur : {path} : {what}")
        assert main(["regenerate", str(path), "-o", str(tmp_path / "out")]) == 1
        assert capsys.readouterr().err.startswith(f"{path} : {what}")


def test_a_workbook_has_a_name_and_a_folder(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["new", "-o", "."])
    assert "« . » n'est pas un nom de classeur" in capsys.readouterr().err
    path = tmp_path / "new" / "folder" / "p.xlsx"
    assert main(["new", "-o", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"{path} : son dossier n'existe pas ; créez-le")


def test_help_is_a_word_too(capsys):
    assert main(["--help"]) == 0
    overview = capsys.readouterr().out
    assert main(["help"]) == 0
    assert capsys.readouterr().out == overview
    with pytest.raises(SystemExit) as ended:
        main(["help", "batch"])
    assert ended.value.code == 0
    assert "xl-grc batch" in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["build", "install", "remove", "doctor"])
def test_each_verb_of_the_add_in_shows_an_example(verb, capsys):
    with pytest.raises(SystemExit):
        main(["addin", verb, "--help"])
    assert f"exemples :\n  xl-grc addin {verb}" in capsys.readouterr().out


def test_an_archive_and_an_empty_file_are_told_for_what_they_are(tmp_path, capsys):
    archive, empty = tmp_path / "retours.zip", tmp_path / "vide.xlsx"
    with zipfile.ZipFile(archive, "w") as one:
        one.writestr("Durand.xlsx", b"-")
    empty.write_bytes(b"")
    for path, what in (
        (archive, "c'est une archive ZIP, pas un classeur ; décompressez-la"),
        (empty, "ce fichier n'est pas un classeur XLSX lisible (il est vide) ; s'il s'ouvre dans Excel"),
    ):
        assert main(["check", str(path)]) == 1
        assert capsys.readouterr().out.startswith(f"erreur : {path} : {what}")
    assert main(["new", str(archive), "-o", str(tmp_path / "out.xlsx")]) == 1
    assert capsys.readouterr().err.startswith("retours.zip : c'est une archive ZIP")
