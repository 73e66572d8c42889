"""Puts the add-in where Excel starts it, and takes it away again."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from xl_grc.errors import InputError, Problem
from xl_grc.excel.addin.build import build, of_xlwings
from xl_grc.excel.addin.places import Places, here, settings_text
from xl_grc.files.writing import write_atomically


def install(target: Places | None = None) -> Places:
    """Build the add-in and write it with its settings. Raises InputError; an add-in in use stays as it is."""
    target = target or here(version("xlwings"))
    written = {target.addin: build(), target.settings: settings_of(target)}
    if target.script is not None:
        written[target.script] = of_xlwings(target.script.name).read_bytes()
    for path, content in written.items():
        _write(path, content)
    return target


def remove(target: Places | None = None) -> list[Path]:
    """Delete the add-in and its settings; returns what was there. Raises InputError when Excel holds the add-in."""
    target = target or here(version("xlwings"))
    found = [path for path in (target.addin, target.settings) if path.exists()]
    for path in found:
        try:
            path.unlink()
        except OSError:
            raise _in_use(path) from None
    return found


def settings_of(target: Places) -> bytes:
    """The settings for the Python that runs now. Raises InputError when its path cannot be written."""
    # xlwings' VBA reads the file in the code page of the machine
    encoding = "mbcs" if sys.platform == "win32" else "utf-8"
    try:
        return settings_text(target.interpreter_key, sys.executable).encode(encoding)
    except UnicodeEncodeError:
        raise InputError([Problem.of("python_path_unusual")._replace(file=sys.executable)]) from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        mark_of_internet(path).unlink(missing_ok=True)
    except OSError:
        raise _in_use(path) from None


def mark_of_internet(path: Path) -> Path:
    """Where Windows notes that a file came from the internet; Excel then runs nothing of it."""
    return Path(f"{path}:Zone.Identifier")


def _in_use(path: Path) -> InputError:
    return InputError([Problem.of("addin_in_use", file=path)])
