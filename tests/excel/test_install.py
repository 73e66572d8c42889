"""Installing, removing and examining the add-in, in folders that stand for those of each system."""

import subprocess
import sys
from pathlib import Path

import pytest

from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.excel.addin import doctor, install, places
from xl_grc.excel.addin.build import build
from xl_grc.text import LANGUAGES, texts

SYSTEMS = ("win32", "darwin")


def target(system, home, version="0"):
    import xlwings

    return places.places(system, {"APPDATA": str(home / "Roaming")}, home, xlwings.__version__ if version else "0")


@pytest.mark.parametrize("system", SYSTEMS)
def test_install_and_remove(system, tmp_path):
    where = target(system, tmp_path)
    assert not [one for one in doctor.examine(where) if one.check == "file" and one.well]
    install.install(where)
    assert where.addin.read_bytes() == build()
    assert all(one.well for one in doctor.examine(where)), list(doctor.examine(where))
    script = [] if where.script is None else [where.script]
    assert install.remove(where) == [where.addin, *script, where.settings]
    assert install.remove(where) == []


def test_the_settings_name_this_python(tmp_path):
    where = target("win32", tmp_path)
    install.install(where)
    lines = where.settings.read_text().splitlines()
    assert lines[0] == f'"INTERPRETER_WIN","{sys.executable}"'
    assert lines[2] == '"ADD_WORKBOOK_TO_PYTHONPATH","False"'


def test_a_path_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "C:\\\udce9t\udce9\\python.exe")
    with pytest.raises(InputError, match="python_path_unusual"):
        install.install(target("win32", tmp_path))
    assert not target("win32", tmp_path).addin.exists()


def test_the_mark_of_the_internet_goes(tmp_path):
    where = target("win32", tmp_path)
    install.install(where)
    mark = install.mark_of_internet(where.addin)
    mark.write_text("[ZoneTransfer]")  # here a file beside the add-in, on Windows a stream of it
    install.install(where)
    assert where.addin.exists() and not mark.exists()


def test_the_folders_of_each_system():
    home = Path("/home/lea")
    assert target("win32", home).addin.as_posix() == "/home/lea/Roaming/Microsoft/Excel/XLSTART/xl_grc.xlam"
    assert target("win32", home).settings.as_posix() == "/home/lea/.xl_grc/xl_grc.conf"
    assert target("darwin", home).addin.parts[-3:] == ("Startup.localized", "Excel", "xl_grc.xlam")
    with pytest.raises(InputError, match="no_excel_here"):
        target("linux", home)


def test_the_doctor_finds_what_is_wrong(tmp_path):
    where = target("darwin", tmp_path / "OneDrive - Essai")
    install.install(where)
    where.addin.write_bytes(b"another version")
    where.settings.write_text("elsewhere")
    where.script.unlink()
    wrong = {one.check: one.text for one in doctor.examine(where) if not one.well}
    assert wrong == {
        "file": "file_outdated", "settings": "settings_wrong", "script": "script_missing", "folder": "folder_synced",
    }  # fmt: skip


def test_the_doctor_says_which_structure_the_add_in_knows(tmp_path):
    (known,) = (one for one in doctor.examine(target("darwin", tmp_path)) if one.check == "structure")
    assert known.well and known.values == {"version": 2}


def test_every_finding_has_words():
    for language in LANGUAGES:
        words = texts(language)
        findings = [key for key in words if key.startswith("addin.findings.")]
        for key in findings:
            if key.endswith(("_missing", "_outdated", "_wrong", "_yes", "_synced")) and "excel" not in key:
                assert any(mend in words[key] for mend in ("xl-grc addin install", "pip install")), key


def test_build_from_the_command_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["addin", "build", "--output", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "xl_grc.xlam").read_bytes() == build()
    assert "xl_grc.xlam written" in capsys.readouterr().out


def test_the_command_line_needs_no_library_of_excel():
    program = "import sys, xl_grc.cli; print({'xlwings', 'pyopenvba'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_without_excel_it_says_so_and_builds(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["addin", "install", "--output", str(tmp_path)]) == 1
    assert "has no Excel" in capsys.readouterr().out
    assert (tmp_path / "xl_grc.xlam").exists()
    assert main(["addin", "doctor"]) == 1
    assert "Excel: to be mended" in capsys.readouterr().out
    assert main(["addin", "remove"]) == 1
    assert "has no Excel" in capsys.readouterr().err
