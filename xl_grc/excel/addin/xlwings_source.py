"""xlwings' own VBA module for the add-in, changed so that nothing in a workbook, or beside it, chooses what runs.

As it comes, it reads a sheet `xl_grc.conf` of the active workbook and a file of that name beside it before the settings
of the user, runs code held in sheets of the workbook, puts the folder of the workbook on Python's path, and writes the
workbook's path into a command line. Here the settings are those of the user's machine alone, and no path is written.
"""

from __future__ import annotations

import re
from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.excel.addin.places import NAME
from xl_grc.records import NamedTuple

_PROCEDURE = r"^Function {name}\(.*?^End Function\n"


class _Change(NamedTuple):
    """What is looked for in the module, what stands in its place, and how often it must be there."""

    pattern: str
    replacement: str
    times: int = 1


def _changes() -> tuple[_Change, ...]:
    settings = files(__package__).joinpath("vba", "XlwingsSettings.bas").read_text(encoding="ascii")
    return (
        _Change(r'(PROJECT_NAME As String = )"\w+"', rf'\1"{NAME}"'),
        _Change(_PROCEDURE.format(name="GetConfig"), settings),
        _Change(_PROCEDURE.format(name="GetConfigFromSheet"), ""),
        _Change(_PROCEDURE.format(name="GetDirectoryConfigFilePath"), ""),
        _Change(r'Right\$\(sht\.Name, 3\) = "\.py"', "False", 2),
        _Change('"ADD_WORKBOOK_TO_PYTHONPATH", "true"', '"ADD_WORKBOOK_TO_PYTHONPATH", "false"', 2),
        _Change('AddExcelDir & ";" & ActiveFullName & ";" & ThisFullName & ";"', 'AddExcelDir & ";;;"', 2),
        _Change(
            r'AddExcelDir & ";" & ActiveWorkbook\.FullName & ";" & ThisWorkbook\.FullName & ";"', 'AddExcelDir & ";;;"'
        ),
    )


def xlwings_module() -> str:
    """The module. Raises InputError when the xlwings that is installed has another one than the changes are for."""
    text = xlwings_text("xlwings_custom_addin.bas")
    for change in _changes():
        text, count = re.subn(change.pattern, change.replacement, text, flags=re.MULTILINE | re.DOTALL)
        if count != change.times:
            raise InputError([Problem.of("xlwings_unusable", version=version("xlwings"))])
    return text


def of_xlwings(path: str) -> Path:
    """A file of the xlwings that is installed, which need not be imported for it (and pandas with it).

    Raises ModuleNotFoundError when it is not installed.
    """
    return Path(str(distribution("xlwings").locate_file(f"xlwings/{path}")))


def xlwings_text(path: str) -> str:
    """A text file of the xlwings that is installed. Raises InputError when it has none."""
    try:
        return of_xlwings(path).read_text(encoding="cp1252").replace("\r\n", "\n")
    except (OSError, ModuleNotFoundError):
        raise InputError([Problem.of("xlwings_unusable", version="?")]) from None
