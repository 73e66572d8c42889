"""The add-in's VBA, executed as built, takes settings from the user's machine alone, where xlwings' takes others."""

import io
import re
import zipfile

import olefile
import pyopenvba
import pytest
from pyopenvba.apps.excel import ExcelApplication

from xl_grc.cli import main
from xl_grc.errors import InputError
from xl_grc.excel.addin import install, places, settings, xlwings_source
from xl_grc.excel.addin.sources import modules
from xl_grc.excel.addin.xlwings_source import xlwings_module, xlwings_text

USER = "C:\\Users\\lea\\.xl_grc\\xl_grc.conf"
PYTHON = "C:\\Users\\lea\\python.exe"
HOSTILE = "C:\\hostile\\program.exe"
MACHINE = """
Public Looked As String

Public Function Environ(ByVal name As String) As String
    If name = "USERPROFILE" Then Environ = "C:\\Users\\lea"
End Function

Public Function ExpandEnvironmentStrings(ByVal s As String)
    ExpandEnvironmentStrings = s
End Function

Public Function FileExists(ByVal path As String) As Boolean
    Looked = Looked & path & ";"
    FileExists = True
End Function

Public Function GetConfigFromFile(sFile As String, sName As String, Optional sValue As String) As Boolean
    If sName <> "INTERPRETER_WIN" Then Exit Function
    GetConfigFromFile = True
    If LCase(sFile) = LCase("USER_FILE") Then sValue = "USER_PYTHON" Else sValue = "HOSTILE_PROGRAM"
End Function

Public Function LookedAt() As String
    LookedAt = Looked
End Function
"""


def settings_part(source):
    """The procedures through which settings are read, without those for which MACHINE stands."""
    section = source.partition('Attribute VB_Name = "Config"')[2].partition('Attribute VB_Name = "Utils"')[0]
    later = ("GetDirectory", "SheetExists", "GetFullName")
    part = "\n".join([section, *(procedure(source, name) for name in later)])
    for name in ("GetConfigFromFile", "SaveConfigToFile"):
        part = part.replace(procedure(source, name), "")
    part = re.sub(r'#If App = "Microsoft Excel" Then', "#If VBA7 Then", part)
    part = re.sub(r"(#If .* Then)\s*'.*", r"\1", part)
    part = re.sub(r'#ElseIf App = "[^"]*" Then', "#ElseIf Mac Then", part)
    return part.replace('CreateObject("Scripting.Dictionary")', "New Dictionary")


def procedure(source, name):
    found = re.search(rf"^Function {name}\(.*?^End Function$", source, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def ask(source, sheet):
    """The interpreter that a module would start, and the files that it looked at; the active workbook holds a sheet of
    settings, or there is a file beside it."""
    application = ExcelApplication()
    book = application.add_workbook()
    if sheet:
        application.add_module(
            'Public Sub Prepare()\r\n    ActiveWorkbook.Sheets(1).Name = "xl_grc.conf"\r\n'
            '    ActiveWorkbook.Sheets(1).Range("A1").Value = "INTERPRETER_WIN"\r\n'
            f'    ActiveWorkbook.Sheets(1).Range("B1").Value = "{HOSTILE}"\r\nEnd Sub\r\n',
            name="Prepare",
        )
        application.run("Prepare")
    assert book is not None
    machine = MACHINE.replace("USER_FILE", USER).replace("USER_PYTHON", PYTHON).replace("HOSTILE_PROGRAM", HOSTILE)
    code = f'Public Const PROJECT_NAME As String = "xl_grc"\n{settings_part(source)}'
    for name, text in (("Machine", machine), ("xlwings", code)):
        application.add_module(text.replace("\n", "\r\n"), name=name)
    return application.run("GetConfig", "INTERPRETER_WIN", ""), application.run("LookedAt")


@pytest.fixture(scope="module")
def built(addin):
    """xlwings' module as the add-in holds it."""
    with pyopenvba.ExcelFile(addin) as book:
        return book.get_module("xlwings").replace("\r\n", "\n")


@pytest.mark.parametrize("sheet", [True, False])
def test_the_program_is_the_users(built, sheet):
    assert ask(built, sheet) == (PYTHON, f"{USER};")


@pytest.mark.parametrize("sheet", [True, False])
def test_without_the_changes_it_would_be_the_workbooks(sheet):
    """What the changes are for: xlwings' own module takes the sheet, or the file beside the workbook."""
    assert ask(xlwings_text("xlwings_custom_addin.bas"), sheet)[0] == HOSTILE


def test_no_name_and_no_code_of_a_workbook_reaches_python(built):
    assert "ActiveWorkbook.FullName" not in "\n".join(line for line in built.split("\n") if "PYTHONPATH =" in line)
    assert '".py"' not in built
    assert built.count('"ADD_WORKBOOK_TO_PYTHONPATH", "false"') == 2


@pytest.mark.parametrize("missing", ["GetConfig(", "ADD_WORKBOOK_TO_PYTHONPATH", 'Right$(sht.Name, 3) = ".py"'])
def test_an_xlwings_that_reads_its_settings_otherwise_is_refused(missing, monkeypatch):
    text = xlwings_text("xlwings_custom_addin.bas").replace(missing, "Other")
    monkeypatch.setattr(xlwings_source, "xlwings_text", lambda path: text)
    with pytest.raises(InputError, match="xlwings_unusable"):
        xlwings_module()


@pytest.mark.parametrize(
    ("name", "steers"),
    [
        ("Plan d'actions 2026 (v2) & co.xlsx", False),
        ("$(open -a Calculator).xlsx", True),
        ("a`id`.xlsx", True),
        ('a"b.xlsx', True),
        ("a|/tmp/x|b.xlsx", True),
        ("a\\b.xlsx", True),
    ],
)
def test_a_name_that_steers_a_command_line_is_known(name, steers):
    application = ExcelApplication()
    application.add_workbook()
    source = "\r\n".join(modules()["GrcPython"].partition("' Whether a name")[2].split("\r\n")[1:])
    application.add_module(source.partition("Public Function GrcHexadecimal")[0], name="GrcPython")
    assert application.run("GrcSteers", name) is steers


def test_nothing_is_compiled_in_the_addin(addin):
    """[MS-OVBA] 2.3.4.1: such a version says that there is no cache; and every module is its text alone."""
    with zipfile.ZipFile(addin) as package, olefile.OleFileIO(io.BytesIO(package.read("xl/vbaProject.bin"))) as project:
        assert project.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000100")
        assert not [stream for stream in project.listdir() if "__SRP" in stream[-1].upper()]
        streams = {stream[-1]: project.openstream(stream).read() for stream in project.listdir() if len(stream) == 2}
    for name, content in streams.items():
        if name not in ("_VBA_PROJECT", "dir"):
            assert content[0] == 1, f"{name} begins with compressed text"  # [MS-OVBA] 2.4.1.1.1: the signature byte


# -- the file of settings ----------------------------------------------------------------------------------------------


def windows_of(home):
    import xlwings

    return places.places("win32", {"APPDATA": str(home / "Roaming")}, home, xlwings.__version__)


def test_the_users_own_keys_stay(tmp_path):
    where = windows_of(tmp_path)
    where.settings.parent.mkdir()
    before = b'"pythonpath","C:\\my, own"\n"INTERPRETER_WIN","C:\\old\\python.exe"\nONEDRIVE_WIN,D:\\One\n'
    where.settings.write_bytes(before)
    install.install(where)
    found = settings.parsed(where.settings.read_bytes())
    assert list(found)[:3] == ["INTERPRETER_WIN", "UDF MODULES", "ADD_WORKBOOK_TO_PYTHONPATH"]
    assert (found["PYTHONPATH"], found["ONEDRIVE_WIN"]) == ("C:\\my, own", "D:\\One")
    assert found["INTERPRETER_WIN"] != "C:\\old\\python.exe"
    assert where.settings.with_name("xl_grc.conf.bak").read_bytes() == before
    install.install(where)  # once more changes nothing, and copies nothing
    assert len(list(where.settings.parent.iterdir())) == 2
    assert install.remove(where) == [where.addin, where.settings]
    assert settings.parsed(where.settings.read_bytes()) == {"PYTHONPATH": "C:\\my, own", "ONEDRIVE_WIN": "D:\\One"}
    assert install.remove(where) == []


def test_nothing_is_left_of_what_came_with_the_addin(tmp_path):
    import xlwings

    install.install(windows_of(tmp_path))
    install.remove(windows_of(tmp_path))
    assert not [path for path in tmp_path.rglob("*") if path.is_file() or path.name == ".xl_grc"]
    mac = places.places("darwin", {}, tmp_path, xlwings.__version__)
    install.install(mac)
    install.install(mac)
    assert install.remove(mac) == [mac.addin, mac.script, mac.settings]
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    mac.script.write_bytes(b"xlwings' own, installed before")
    install.install(mac)
    assert install.remove(mac) == [mac.addin, mac.settings]
    assert mac.script.exists()


@pytest.mark.parametrize("system", ["win32", "darwin"])
@pytest.mark.parametrize("python", ['C:\\a"b\\python.exe', "C:\\a\nb\\python.exe", "C:\\a\x00b"])
def test_a_python_whose_path_would_leave_its_quotes_is_refused(system, python, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.executable", python)
    where = places.places(system, {"APPDATA": str(tmp_path)}, tmp_path, "0")
    with pytest.raises(InputError, match="python_path_unusual"):
        install.settings_of(where)


def test_windows_without_a_user_writes_nowhere(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    for value in (None, "", "relative"):
        monkeypatch.delenv("USERPROFILE", raising=False)
        if value is not None:
            monkeypatch.setenv("USERPROFILE", value)
        for verb in ("install", "remove"):
            assert main(["addin", verb]) == 1
            assert "USERPROFILE" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
