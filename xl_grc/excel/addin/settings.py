"""The file of settings that xlwings' VBA reads: a key and a value a line, both between quotation marks.

A user may have keys of their own in it: they stay when the add-in is installed and when it is removed.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping

from xl_grc.errors import InputError, Problem
from xl_grc.patterns import compiled_later

BROUGHT = "XL_GRC BROUGHT"
"""The key under which the files stand that are shared with xlwings itself and were not there before."""
_OURS = frozenset({"INTERPRETER_WIN", "INTERPRETER_MAC", "UDF MODULES", "ADD_WORKBOOK_TO_PYTHONPATH", BROUGHT})
_MAC = compiled_later(r"[\w./@+-]+")
"""Paths that xlwings' script on macOS can start: it writes them into a command line as they are."""


def own_settings(interpreter_key: str, brought: str = "") -> dict[str, str]:
    """Our keys: the Python that runs now, and nothing searched beside the workbook.

    Raises InputError when the path of that Python cannot be written.
    """
    python = sys.executable
    if '"' in python or not python.isprintable() or (interpreter_key.endswith("MAC") and not _MAC.fullmatch(python)):
        raise _unusual()
    entries = {interpreter_key: python, "UDF MODULES": "xl_grc.excel.udfs", "ADD_WORKBOOK_TO_PYTHONPATH": "False"}
    return entries | ({BROUGHT: brought} if brought else {})


def parsed(content: bytes) -> dict[str, str]:
    """The keys of a file, in capitals, and their values; of a key that is there twice VBA takes the first."""
    found: dict[str, str] = {}
    for row in csv.reader(content.decode(_encoding(), "surrogateescape").splitlines()):
        if len(row) > 1:
            found.setdefault(row[0].strip().upper(), row[1])
    return found


def with_own(content: bytes, own: Mapping[str, str]) -> bytes:
    """A file with our keys before those of the user. Raises InputError when a path cannot be written."""
    return _written({**own, **_users(content)})


def without_own(content: bytes) -> bytes:
    """The keys of the user alone; nothing when there are none."""
    return _written(_users(content))


def _users(content: bytes) -> dict[str, str]:
    return {key: value for key, value in parsed(content).items() if key not in _OURS}


def _written(entries: Mapping[str, str]) -> bytes:
    text = "".join(f'"{key}","{value}"\n' for key, value in entries.items())
    try:
        return text.encode(_encoding(), "surrogateescape")
    except UnicodeEncodeError:
        raise _unusual() from None


def _encoding() -> str:
    """The code page of the machine, in which VBA reads the file."""
    return "mbcs" if sys.platform == "win32" else "utf-8"


def _unusual() -> InputError:
    return InputError([Problem.of("python_path_unusual")._replace(file=sys.executable)])
